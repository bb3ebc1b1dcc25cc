package verify

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/metric"
)

// Origin is one of the files that the numbers of a PDF came from, and how its tables were read.
type Origin struct {
	File    string
	Recipes []brief.Recipe
	brief   *brief.Brief
}

// Brief returns an empty brief with the settings that the file was read with.
func (o *Origin) Brief() *brief.Brief {
	b := o.brief.Clone()
	b.Metrics, b.Sources = nil, nil
	return b
}

// Origin finds the file that a workbook is to be compared with: the one with the same bytes, else the one of that name,
// else the only one there is, as a workbook may have been renamed since. Where none of that answers it, the error names
// the files there are.
func (r *Report) Origin(name, sha256 string) (*Origin, error) {
	sources := r.record.Ledger.Sources
	at := slices.IndexFunc(sources, func(s figure.LedgerSource) bool { return sha256 != "" && s.SHA256 == sha256 })
	if at < 0 {
		at = slices.IndexFunc(sources, func(s figure.LedgerSource) bool { return strings.EqualFold(s.File, name) })
	}
	var files []string
	for _, s := range sources {
		if quoted := "“" + s.File + "”"; !slices.Contains(files, quoted) {
			files = append(files, quoted)
		}
	}
	switch {
	case len(files) == 0:
		return nil, fault.New(fault.Unreadable, "No number in the PDF came from a file, so there is nothing to compare with a workbook.", nil)
	case at < 0 && len(files) > 1:
		return nil, fault.New(fault.Unreadable, fmt.Sprintf("The numbers in the PDF came from %s; “%s” is none of them. Give the newer file the name of the one it takes the place of.",
			strings.Join(files, ", "), name), nil)
	}
	o := &Origin{File: sources[max(at, 0)].File, brief: r.record.brief()}
	for _, s := range sources {
		if s.File == o.File {
			o.Recipes = append(o.Recipes, r.record.Recipes[s.ID])
		}
	}
	return o, nil
}

// Book is a workbook as it is now: its name, the file that it is compared with, and the metrics that were read from it as
// that was.
type Book struct {
	Name    string
	Of      *Origin
	Metrics []*metric.Metric
}

// Against compares the report's numbers with a workbook, and answers a report of its own: one line for each number that
// came from the book's file, and one more for each further cell of it that differs, after what was wrong with the PDF
// itself. A number of another file is left
// out. A value that moved to another cell, because a row was added or the sheet was renamed, agrees: where its cell holds
// something else it is looked for by metric and period.
func (r *Report) Against(b Book) *Report {
	out := &Report{Figures: []Figure{}, record: r.record, Typed: r.Typed, Again: r.Again, Lost: r.Lost}
	for _, f := range r.Figures { // a PDF that does not agree with itself agrees with nothing
		if !f.OK {
			out.add(f)
		}
	}
	c := newCells(b)
	for i := range r.record.Ledger.Entries {
		e := &r.record.Ledger.Entries[i]
		if !e.Kind.Computed() || !c.concerns(e) {
			continue
		}
		before := out.Drifted
		out.entry(e, c)
		out.count(out.Drifted == before)
	}
	return out
}

// cells finds values in a workbook.
type cells struct {
	name   string // of the workbook
	file   string // that it is compared with
	byCell map[address]held
	byName map[point]found
	// Targets stand in cells of their own, which hold no point of a series.
	hadTarget map[string]bool  // by sheet and cell, in the workbook that the PDF was made with
	target    map[string]found // by metric
	targetAt  map[string]found // by sheet and cell
}

// point is a value by what it is of instead of where it stands.
type point struct {
	metric   string
	scenario metric.Scenario
	period   metric.Period
	category string
}

// held is what a cell holds now.
type held struct {
	metric string
	value  float64
}

type found struct {
	value       float64
	sheet, cell string
}

func newCells(b Book) *cells {
	c := &cells{
		name: b.Name, file: b.Of.File, byCell: map[address]held{}, byName: map[point]found{},
		hadTarget: map[string]bool{}, target: map[string]found{}, targetAt: map[string]found{},
	}
	for _, m := range b.Of.brief.Metrics {
		if t := m.Target; t != nil {
			c.hadTarget[t.Sheet+"!"+t.Cell] = true
		}
	}
	for _, m := range b.Metrics {
		for _, s := range m.Series {
			for _, p := range s.Points {
				c.byCell[address{"", s.Sheet, p.Cell, s.Scenario, p.Period, p.Category}] = held{m.Name, p.Value}
				c.byName[point{strings.ToLower(m.Name), s.Scenario, p.Period, p.Category}] = found{p.Value, s.Sheet, p.Cell}
			}
		}
		if t := m.Target; t != nil && t.Cell != "" {
			c.target[strings.ToLower(m.Name)] = found{t.Value, t.Sheet, t.Cell}
			c.targetAt[t.Sheet+"!"+t.Cell] = found{t.Value, t.Sheet, t.Cell}
		}
	}
	return c
}

// concerns reports whether a value of the entry came from the file.
func (c *cells) concerns(e *figure.Entry) bool {
	for _, t := range e.Terms {
		if t.Cell != "" && strings.EqualFold(t.File, c.file) {
			return true
		}
	}
	return false
}

// value returns what the workbook has for a value of an entry, and the cell it has it in: the same cell of the same metric,
// or the metric's value of that period wherever it stands now. Where the metric is gone, another name in its cell counts
// as a new name for it only while the value is still the same.
func (c *cells) value(e *figure.Entry, t figure.Term) (found, bool) {
	if cell := t.Sheet + "!" + t.Cell; c.hadTarget[cell] {
		x, ok := c.target[strings.ToLower(e.Metric)]
		if !ok {
			x, ok = c.targetAt[cell]
		}
		if ok {
			return x, true
		}
	}
	at := addressOf(t)
	at.source = ""
	named, moved := c.byName[point{strings.ToLower(e.Metric), t.Scenario, t.Period, t.Category}]
	switch x, ok := c.byCell[at]; {
	case ok && (strings.EqualFold(x.metric, e.Metric) || !moved && agree(x.value, t.Value)):
		return found{x.value, t.Sheet, t.Cell}, true
	case moved:
		return named, true
	}
	return found{}, false
}

// holds returns what stands in the cell of a value now.
func (c *cells) holds(t figure.Term) (held, bool) {
	at := addressOf(t)
	at.source = ""
	x, ok := c.byCell[at]
	return x, ok
}

// entry compares one line of the ledger, cell by cell.
func (r *Report) entry(e *figure.Entry, c *cells) {
	line := Figure{
		Text: e.Text, Source: sourceOf(e), Cell: cellOf(e), Metric: e.Metric, Place: e.Place, Expected: e.Text, Found: e.Text, OK: true,
	}
	var drifts []Figure
	now := map[address]float64{}
	for _, t := range e.Terms {
		if t.Cell == "" || !strings.EqualFold(t.File, c.file) {
			continue
		}
		f := line
		f.Source, f.Cell, f.Expected, f.OK = placeOfTerm(t), t.Cell, plain(t.Value), false
		x, ok := c.value(e, t)
		switch {
		case !ok:
			f.Found = ""
			f.Why = fmt.Sprintf("%s has no value of %s for %s any more: %s was %s.", c.name, e.Metric, ofTerm(t), where(t), plain(t.Value))
			if x, ok := c.holds(t); ok {
				f.Why = fmt.Sprintf("%s has no value of %s for %s any more: %s was %s, and it holds %s of %s now.", c.name, e.Metric, ofTerm(t),
					where(t), plain(t.Value), plain(x.value), x.metric)
			}
			drifts = append(drifts, f)
		case !agree(x.value, t.Value):
			now[addressOf(t)] = x.value
			f.Found = plain(x.value)
			f.Why = fmt.Sprintf("%s (%s): the PDF was made with %s, %s has %s.", where(t), e.Metric, f.Expected, c.name, f.Found)
			drifts = append(drifts, f)
		}
	}
	if len(drifts) == 0 {
		r.add(line)
		return
	}
	if _, text, ok := e.Recompute(func(t figure.Term) (float64, bool) {
		if x, changed := now[addressOf(t)]; changed {
			return x, true
		}
		return t.Value, true
	}); ok && len(now) > 0 {
		for i := range drifts {
			drifts[i].Why += fmt.Sprintf(" “%s” would be “%s”.", e.Text, text)
		}
	}
	for _, f := range drifts {
		r.add(f)
	}
}

// agree reports whether two readings of a cell are the same value. A workbook that was saved by another program may differ
// in the last bits.
func agree(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}

// plain writes a value in full.
func plain(v float64) string { return fmt.Sprintf("%.15g", v) }

func where(t figure.Term) string {
	if t.Sheet == "" {
		return t.Cell
	}
	return t.Sheet + "!" + t.Cell
}

func placeOfTerm(t figure.Term) string {
	if t.Sheet == "" {
		return t.File
	}
	return t.File + " · " + t.Sheet
}

// ofTerm says what a value is of.
func ofTerm(t figure.Term) string {
	if t.Category != "" {
		return t.Category
	}
	return t.Period.Label()
}
