package block

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/page"
	"throughline/export/visual"
)

// Notes is what the foot of the page tells: which cells of which files the numbers came from, and what the metrics mean.
type Notes struct {
	Sources     []*sourceNote // in the order a reader meets their numbers
	Definitions []Definition
	ByHand      []string // targets that stand in no file, and numbers that were typed with a reason
	Numbers     map[string]int
}

// sourceNote is one imported table with the cells that were used.
type sourceNote struct {
	Source *brief.Source
	cells  []string
	latest metric.Period
}

// Definition is a metric's name and what it means.
type Definition struct{ Name, Meaning string }

// anchorName begins the names of the places that sources stand at; their numbers follow.
const anchorName = "source-"

// anchor returns the name that figures of a source lead to, "" for a source that is not among the notes.
func (n *Notes) anchor(source string) string {
	if i, ok := n.Numbers[source]; ok {
		return anchorName + strconv.Itoa(i+1)
	}
	return ""
}

// link is a link from a number of a source to its note; without an anchor for a source that is not among the notes.
func (n *Notes) link(source string) page.Link {
	anchor := n.anchor(source)
	return page.Link{Anchor: anchor, Words: n.leads(anchor)}
}

// linkOf is a link from a figure to the note of its source. Its words lead to the cell itself: file, sheet, cells, date, and
// how the figure was computed from them.
func (v *View) linkOf(e *figure.Entry) page.Link {
	words := whatOf(v, e) + ": " + whenceOf(v, e)
	if len(e.Cells) > 1 {
		words += " · " + e.Formula
	}
	return page.Link{Anchor: v.Notes.anchor(e.Source), Words: words}
}

// leads says where a link to an anchor leads.
func (n *Notes) leads(anchor string) string {
	number := strings.TrimPrefix(anchor, anchorName)
	if i, err := strconv.Atoi(number); err == nil && i >= 1 && i <= len(n.Sources) {
		return "Source " + number + ": " + n.Sources[i-1].where()
	}
	return ""
}

// where is the file and the sheet of a note.
func (s *sourceNote) where() string {
	if s.Source.Sheet == "" {
		return s.Source.File
	}
	return s.Source.File + " · " + s.Source.Sheet
}

// Add gives a source its number, if it has none yet, and notes a cell that was used of it and the period that it is of.
func (n *Notes) Add(b *brief.Brief, id, cell string, asOf metric.Period) {
	src := b.Source(id)
	if src == nil {
		return
	}
	i, ok := n.Numbers[id]
	if !ok {
		i = len(n.Sources)
		n.Numbers[id] = i
		n.Sources = append(n.Sources, &sourceNote{Source: src})
	}
	note := n.Sources[i]
	if cell != "" && !slices.Contains(note.cells, cell) {
		note.cells = append(note.cells, cell)
	}
	if !asOf.IsZero() && (note.latest.IsZero() || note.latest.Before(asOf)) {
		note.latest = asOf
	}
}

// Known returns the period that a value of a series says something of as a fact; a plan, a forecast and the prior year that
// stands beside this one run ahead of what is known, and make no data fresh.
func Known(s *metric.Series, p metric.Period) metric.Period {
	if s.Scenario != metric.AC {
		return metric.Period{}
	}
	return p
}

// mostRanges is how many stretches of cells a source note spells out.
const mostRanges = 12

// AsOf returns the last day the source's numbers run to: the end of the latest period used, or the day the file was saved
// where that period was not over then.
func (s *sourceNote) asOf(fiscalStart time.Month) time.Time {
	if saved, open := s.Source.OpenAt(s.latest, fiscalStart); open {
		return saved
	}
	return s.latest.End(fiscalStart)
}

// asOfWords is asOf in words. A fiscal period keeps its name until the brief says when the fiscal year begins: in January,
// where it is not said, it would be the calendar's.
func (s *sourceNote) asOfWords(v *View) string {
	if undated(s.latest, v.fiscalStart()) {
		return v.Words.Period(s.latest)
	}
	return v.Words.Day(s.asOf(v.fiscalStart()))
}

// undated reports whether nobody has said yet on which days a period lies.
func undated(p metric.Period, fiscalStart time.Month) bool {
	return p.Fiscal && fiscalStart == time.January
}

func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// read returns the note in a reader's words: file, sheet and the period it runs to.
func (s *sourceNote) read(v *View) string {
	parts := []string{s.Source.File}
	if s.Source.Sheet != "" {
		parts = append(parts, s.Source.Sheet)
	}
	switch {
	case !s.latest.IsZero():
		parts = append(parts, unbroken(s.upTo(v)))
	case !s.Source.Modified.IsZero(): // categories and plans have no day of their own
		parts = append(parts, unbroken(v.Words.F("saved %s", v.Words.Day(s.Source.Modified.UTC()))))
	}
	return strings.Join(parts, ", ")
}

// upTo names the latest period used, or the day on which the file was saved where that period was not over then.
func (s *sourceNote) upTo(v *View) string {
	if saved, open := s.Source.OpenAt(s.latest, v.fiscalStart()); open {
		return v.Words.Day(saved)
	}
	return v.Words.Period(s.latest)
}

// text returns the note in one line: file · sheet · range · cells · as of.
func (s *sourceNote) text(v *View) string {
	parts := []string{s.Source.File}
	if s.Source.Sheet != "" {
		parts = append(parts, s.Source.Sheet)
	}
	if s.Source.Range != "" {
		parts = append(parts, strings.Replace(s.Source.Range, ":", "–", 1))
	}
	if stretches := joinCells(s.cells); len(stretches) > 0 {
		word := v.T("cell")
		if len(s.cells) > 1 {
			word = v.T("cells")
		}
		over := ""
		if len(stretches) > mostRanges {
			over = " " + v.Words.F("and %d more", len(stretches)-mostRanges)
			stretches = stretches[:mostRanges]
		}
		parts = append(parts, word+" "+strings.Join(stretches, ", ")+over)
	}
	switch {
	case !s.latest.IsZero():
		parts = append(parts, unbroken(v.Words.F("as of %s", s.asOfWords(v))))
	case !s.Source.Modified.IsZero(): // categories and plans have no day of their own
		parts = append(parts, unbroken(v.Words.F("file saved %s", v.Words.Day(s.Source.Modified.UTC()))))
	}
	return strings.Join(parts, " · ")
}

// SourceLine says in a reader's words where the values of a chart come from: "Source: metrics.xlsx, Funnel, Oct 2026".
func SourceLine(v *View, of *visual.Chart) string {
	var sources []string
	for _, u := range of.Used {
		if i, ok := v.Notes.Numbers[u.Series.Source]; ok {
			if words := v.Notes.Sources[i].read(v); !slices.Contains(sources, words) {
				sources = append(sources, words)
			}
		}
	}
	if len(sources) == 0 {
		return ""
	}
	return v.Words.F("Source: %s", strings.Join(sources, "; "))
}
