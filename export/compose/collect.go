package compose

import (
	"slices"
	"strings"
	"time"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/block"
)

// collect gathers the notes from everything that was resolved; day decides what is stale.
func (c *composer) collect(day time.Time) *block.Notes {
	n := &block.Notes{Numbers: map[string]int{}}
	var used []string
	latest := map[string]bool{} // metrics that are told as the state of today
	for _, e := range c.Figures.Ledger() {
		c.note(n, e)
		used = append(used, e.Metric)
		latest[e.Metric] = latest[e.Metric] || !e.Dated()
	}
	for _, u := range c.Evidence.Used {
		for _, p := range u.Points {
			n.Add(c.Brief, u.Series.Source, p.Cell, block.Known(u.Series, p.Period))
		}
		used = append(used, u.Metric.Name)
		latest[u.Metric.Name] = true
	}
	c.noteTable(n)
	for _, s := range c.Brief.Stale(day) {
		if latest[s.Metric.Name] {
			n.Definitions = append(n.Definitions, block.Definition{Name: s.Metric.Name, Meaning: s.Words()})
		}
	}
	c.define(n, used)
	n.ByHand = append(n.ByHand, c.byHand()...)
	for _, s := range n.Sources {
		c.gate("sources", s.Source.File+s.Source.Sheet)
	}
	for _, d := range n.Definitions {
		c.gate("sources", d.Name+d.Meaning)
	}
	return n
}

// byHand lists what is the writer's own with the reasons that were given: "Typed by hand: €4m (contract value)", and the
// sentences that are kept although the data does not bear them out.
func (c *composer) byHand() []string {
	var typed, kept, all []string
	for _, e := range c.ByHand {
		text := e.Text
		if e.Kind == figure.Kept {
			text = "“" + strings.TrimRight(text, ".") + "”"
		}
		switch item := text + " (" + strings.TrimRight(e.Reason, ".") + ")"; {
		case e.Reason == "":
		case e.Kind == figure.Kept:
			kept = append(kept, item)
		case !slices.Contains(typed, item):
			typed = append(typed, item)
		}
	}
	if len(typed) > 0 {
		all = append(all, c.T("Typed by hand")+": "+strings.Join(typed, ", "))
	}
	if len(kept) > 0 {
		all = append(all, c.T("Kept by the writer")+": "+strings.Join(kept, ", "))
	}
	for _, text := range all {
		c.gate(block.SourcesPlace, text)
	}
	return all
}

// note adds the cells of one figure. A cell of another table is written "Plan!B4" or "[plan.xlsx]Plan!B4".
func (c *composer) note(n *block.Notes, e figure.Entry) {
	for _, cell := range e.Cells {
		file, sheet, address := e.File, e.Sheet, cell
		if rest, ok := strings.CutPrefix(cell, "["); ok {
			file, address, _ = strings.Cut(rest, "]")
		}
		if i := strings.LastIndex(address, "!"); i >= 0 {
			sheet, address = address[:i], address[i+1:]
		}
		id := e.Source
		if address != cell {
			id = c.tableOf(file, sheet, e.Source)
		}
		n.Add(c.Brief, id, address, block.Known(c.Brief.Metric(e.Metric).Actual(), e.AsOf))
	}
}

// tableOf returns the ID of the brief's source with that file and sheet, or the given one.
func (c *composer) tableOf(file, sheet, id string) string {
	for _, s := range c.Brief.Sources {
		if s.File == file && s.Sheet == sheet {
			return s.ID
		}
	}
	return id
}

// define adds the meaning and owner of each metric used, and the targets set by hand.
func (c *composer) define(n *block.Notes, used []string) {
	seen := map[string]bool{}
	for _, name := range used {
		m := c.Brief.Metric(name)
		if m == nil || seen[m.ID+m.Name] {
			continue
		}
		seen[m.ID+m.Name] = true
		meaning := strings.TrimRight(strings.TrimSpace(m.Definition), ".")
		if m.Owner != "" && meaning != "" {
			meaning += ", owner " + m.Owner
		} else if m.Owner != "" {
			meaning = "owner " + m.Owner
		}
		if meaning != "" {
			n.Definitions = append(n.Definitions, block.Definition{Name: m.Name, Meaning: meaning})
		}
		if t := m.Target; t != nil && t.Cell == "" && c.Evidence.Targets[m] {
			text := "Target of " + m.Name + ": " + c.Figures.Format().Value(t.Value, m.Unit) + ", set by hand"
			if t.Reason != "" {
				text += " (" + strings.TrimRight(t.Reason, ".") + ")"
			}
			n.ByHand = append(n.ByHand, text)
		}
	}
}

// noteTable adds the cells behind the table and the charts of the appendix to the source notes.
func (c *composer) noteTable(n *block.Notes) {
	for _, row := range c.Table {
		for _, cell := range row.Cells {
			for _, t := range cell.Value.Terms {
				if t.Point.Cell == "" { // a target set by hand
					c.Evidence.Targets[row.Metric] = true
					continue
				}
				n.Add(c.Brief, t.Source, t.Point.Cell, block.Known(&metric.Series{Scenario: t.Scenario}, t.Point.Period))
			}
		}
	}
	for _, v := range append(slices.Clone(c.Charts), c.Told[:]...) {
		if v == nil {
			continue
		}
		for m := range v.Targets {
			c.Evidence.Targets[m] = true
		}
		for _, u := range v.Used {
			for _, p := range u.Points {
				n.Add(c.Brief, u.Series.Source, p.Cell, block.Known(u.Series, p.Period))
			}
		}
	}
}
