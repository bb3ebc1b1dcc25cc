package ingest

import "throughline/app/brief"

// input is a column that measures read, with what they need of it.
type input struct {
	*eventColumn
	at               int // index into a bucket's sums
	unit             unitDecision
	keepAll, differs bool // a median needs every value, a distinct count every different one

	blanks, errs, words int // cells without a number, by what they hold
	example             string
	first               string // the first cell that is an error or a word
}

// eventRun carries out an aggregation in one pass over the rows of a sheet, of which only the first may be held. What it
// keeps grows with the number of periods and parts, and with the values that medians and distinct counts need.
type eventRun struct {
	*body
	*draft
	date, split *eventColumn // split is the column of the breakdown, or nil
	mixed       bool         // amounts of money are of several currencies that are not told apart
	byCurrency  bool         // the breakdown is by currencies, and only of amounts of money, which have no whole
	grainAsked  bool         // by the recipe; it does not widen with the span
	measures    []*eventMeasure
	inputs      []*input

	buckets   map[bucketKey]*bucket
	parts     []string       // values of the column of the breakdown
	partOf    map[string]int // by plainKey
	overParts bool
	names     names // of distinct counts
	kept      int   // values kept for medians

	firstRow, lastRow int // of the events
	open              bool
	dayFirst, dayLast int
	seen              map[int]bool // days with an event
	lastSeen          int
	undated, strays   int
	undatedAt         string // the first row without a date
	turned            int    // dates that can only be read in the other order
	beyond            int    // cells of rows that are not held
}

// bucketKey is a period and a part.
type bucketKey struct{ part, period int }

// eventMeasure is one measure of an aggregation, on its way to metrics.
type eventMeasure struct {
	brief.Measure
	column, over *eventColumn // nil for a count of rows
	in, overIn   *input
	name         string
}

// raw is how the measure's metric is called in recipes, whatever the columns make of its name: "sum of Amount".
func (m *eventMeasure) raw() string {
	switch m.Operation {
	case brief.CountRows:
		return "count"
	case brief.Ratio:
		return "ratio of " + m.Column + " to " + m.Over
	case brief.Distinct:
		return "different " + m.Column
	}
	return string(m.Operation) + " of " + m.Column
}
