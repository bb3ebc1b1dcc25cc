package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/page"
)

// notes is what the foot of the page tells: which cells of which files the numbers came from, and what the metrics mean.
type notes struct {
	sources     []*sourceNote // in the order a reader meets their numbers
	definitions []definition
	byHand      []string // targets that stand in no file, and numbers that were typed with a reason
	numbers     map[string]int
}

// sourceNote is one imported table with the cells that were used.
type sourceNote struct {
	source *brief.Source
	cells  []string
	latest metric.Period
}

// definition is a metric's name and what it means.
type definition struct{ name, meaning string }

// anchor returns the name that figures of a source lead to, "" for a source that is not among the notes.
func (n *notes) anchor(source string) string {
	if i, ok := n.numbers[source]; ok {
		return "source-" + strconv.Itoa(i+1)
	}
	return ""
}

// link is a link from a number of a source to its note; without an anchor for a source that is not among the notes.
func (n *notes) link(source string) page.Link {
	anchor := n.anchor(source)
	return page.Link{Anchor: anchor, Words: n.leads(anchor)}
}

// leads says where a link to an anchor leads.
func (n *notes) leads(anchor string) string {
	number := strings.TrimPrefix(anchor, "source-")
	if i, err := strconv.Atoi(number); err == nil && i >= 1 && i <= len(n.sources) {
		return "Source " + number + ": " + n.sources[i-1].source.File
	}
	return ""
}

// collect gathers the notes from everything that was resolved; day decides what is stale.
func (c *composer) collect(day time.Time) *notes {
	n := &notes{numbers: map[string]int{}}
	var used []string
	latest := map[string]bool{} // metrics that are told as the state of today
	for _, e := range c.entries() {
		c.note(n, e)
		used = append(used, e.Metric)
		latest[e.Metric] = latest[e.Metric] || !e.Dated()
	}
	for _, u := range c.evidence.used {
		for _, p := range u.points {
			n.add(c.brief, u.series.Source, p.Cell, known(u.series, p.Period))
		}
		used = append(used, u.metric.Name)
		latest[u.metric.Name] = true
	}
	c.noteTable(n)
	for _, s := range c.brief.Stale(day) {
		if latest[s.Metric.Name] {
			n.definitions = append(n.definitions, definition{s.Metric.Name, s.Words()})
		}
	}
	c.define(n, used)
	if typed := c.typed(); typed != "" {
		n.byHand = append(n.byHand, typed)
	}
	for _, s := range n.sources {
		c.gate("sources", s.source.File+s.source.Sheet)
	}
	for _, d := range n.definitions {
		c.gate("sources", d.name+d.meaning)
	}
	return n
}

// typed lists the numbers that were typed by hand with the reasons that were given: "Typed by hand: €4m (contract value)".
func (c *composer) typed() string {
	var list []string
	for _, f := range c.brief.Fields() {
		for _, t := range c.figures.TypedAt(f) {
			if t.Reason == "" {
				continue
			}
			if item := t.Text + " (" + strings.TrimRight(t.Reason, ".") + ")"; !slices.Contains(list, item) {
				list = append(list, item)
			}
		}
	}
	if len(list) == 0 {
		return ""
	}
	text := "Typed by hand: " + strings.Join(list, ", ")
	c.gate(sourcesPlace, text)
	return text
}

// entries is the ledger in reading order: the text first, then the hero.
func (c *composer) entries() []figure.Entry { return c.figures.Ledger() }

// note adds the cells of one figure. A cell of another table is written "Plan!B4" or "[plan.xlsx]Plan!B4".
func (c *composer) note(n *notes, e figure.Entry) {
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
		n.add(c.brief, id, address, known(c.brief.Metric(e.Metric).Actual(), e.AsOf))
	}
}

// known returns the period that a value of a series says something of as a fact; a plan and a forecast run ahead of what
// is known, and make no data fresh.
func known(s *metric.Series, p metric.Period) metric.Period {
	if s.Scenario == metric.PL || s.Scenario == metric.FC {
		return metric.Period{}
	}
	return p
}

// tableOf returns the ID of the brief's source with that file and sheet, or the given one.
func (c *composer) tableOf(file, sheet, id string) string {
	for _, s := range c.brief.Sources {
		if s.File == file && s.Sheet == sheet {
			return s.ID
		}
	}
	return id
}

func (n *notes) add(b *brief.Brief, id, cell string, asOf metric.Period) {
	src := b.Source(id)
	if src == nil {
		return
	}
	i, ok := n.numbers[id]
	if !ok {
		i = len(n.sources)
		n.numbers[id] = i
		n.sources = append(n.sources, &sourceNote{source: src})
	}
	note := n.sources[i]
	if cell != "" && !slices.Contains(note.cells, cell) {
		note.cells = append(note.cells, cell)
	}
	if !asOf.IsZero() && (note.latest.IsZero() || note.latest.Before(asOf)) {
		note.latest = asOf
	}
}

// define adds the meaning and owner of each metric used, and the targets set by hand.
func (c *composer) define(n *notes, used []string) {
	seen := map[string]bool{}
	for _, name := range used {
		m := c.brief.Metric(name)
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
			n.definitions = append(n.definitions, definition{m.Name, meaning})
		}
		if t := m.Target; t != nil && t.Cell == "" && c.evidence.targets[m] {
			text := "Target of " + m.Name + ": " + c.figures.Format().Value(t.Value, m.Unit) + ", set by hand"
			if t.Reason != "" {
				text += " (" + strings.TrimRight(t.Reason, ".") + ")"
			}
			n.byHand = append(n.byHand, text)
		}
	}
}

// asOf returns the last day that the numbers of the brief run to: of the ones printed, or where none is printed of all. It
// is zero where no number has a date.
func (c *composer) asOf() time.Time { last, _ := c.freshest(); return last }

// asOfWords is asOf as the page says it, "" where no number has a date.
func (c *composer) asOfWords() string { _, words := c.freshest(); return words }

func (c *composer) freshest() (last time.Time, words string) {
	take := func(s *sourceNote) {
		if !s.latest.IsZero() {
			if end := s.asOf(c.fiscalStart()); end.After(last) {
				last, words = end, s.asOfWords(c.fiscalStart())
			}
		}
	}
	for _, s := range c.notes.sources {
		take(s)
	}
	if last.IsZero() {
		for _, m := range c.brief.Metrics {
			if p, ok := m.Actual().Latest(); ok {
				take(&sourceNote{source: c.brief.Source(m.Actual().Source), latest: known(m.Actual(), p.Period)})
			}
		}
	}
	return last, words
}

func (c *composer) fiscalStart() time.Month { return max(c.brief.Settings.FiscalStart, time.January) }

// day prints a date as the page does.
func day(t time.Time) string { return t.Format("2 Jan 2006") }

// mostRanges is how many stretches of cells a source note spells out.
const mostRanges = 12

// asOf returns the last day the source's numbers run to: the end of the latest period used, or the day the file was saved
// where that period was not over then.
func (s *sourceNote) asOf(fiscalStart time.Month) time.Time {
	if saved, open := openAt(s.source, s.latest, fiscalStart); open {
		return saved
	}
	return s.latest.End(fiscalStart)
}

// asOfWords is asOf in words. A fiscal period keeps its name until the brief says when the fiscal year begins: in January,
// where it is not said, it would be the calendar's.
func (s *sourceNote) asOfWords(fiscalStart time.Month) string {
	if undated(s.latest, fiscalStart) {
		return s.latest.Label()
	}
	return day(s.asOf(fiscalStart))
}

// undated reports whether nobody has said yet on which days a period lies.
func undated(p metric.Period, fiscalStart time.Month) bool {
	return p.Fiscal && fiscalStart == time.January
}

// openAt reports whether a period was still running when the source was saved, and that day.
func openAt(src *brief.Source, p metric.Period, fiscalStart time.Month) (saved time.Time, open bool) {
	return src.OpenAt(p, fiscalStart)
}

func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// text returns the note in one line: file · sheet · range · cells · as of.
func (s *sourceNote) text(fiscalStart time.Month) string {
	parts := []string{s.source.File}
	if s.source.Sheet != "" {
		parts = append(parts, s.source.Sheet)
	}
	if s.source.Range != "" {
		parts = append(parts, strings.Replace(s.source.Range, ":", "–", 1))
	}
	if stretches := joinCells(s.cells); len(stretches) > 0 {
		word := "cell "
		if len(s.cells) > 1 {
			word = "cells "
		}
		over := ""
		if len(stretches) > mostRanges {
			over = fmt.Sprintf(" and %d more", len(stretches)-mostRanges)
			stretches = stretches[:mostRanges]
		}
		parts = append(parts, word+strings.Join(stretches, ", ")+over)
	}
	switch {
	case !s.latest.IsZero():
		parts = append(parts, unbroken("as of "+s.asOfWords(fiscalStart)))
	case !s.source.Modified.IsZero(): // categories and plans have no day of their own
		parts = append(parts, unbroken("file saved "+day(s.source.Modified.UTC())))
	}
	return strings.Join(parts, " · ")
}
