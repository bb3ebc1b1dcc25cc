package metric

import (
	"errors"
	"fmt"
)

// ValueKind says how a measured value relates to the metric's own numbers, and so how it prints.
type ValueKind uint8

// The kinds: a level in the metric's unit, a difference of two levels (percentage points between percentages), and a
// ratio, the difference as a fraction of its base.
const (
	Level ValueKind = iota
	Difference
	Ratio
)

// Term is one cell a value was computed from.
type Term struct {
	Scenario Scenario
	Source   string // the ID of the brief's source; empty for a target set by hand
	Sheet    string
	Point    Point
}

// Value is what a metric answers, with everything needed to print it and to follow it back.
type Value struct {
	Kind   ValueKind
	Unit   Unit
	Number float64 // finite; percentages, points and ratios are fractions
	Period Period  // the period it speaks of; zero in tables by category
	Base   Period  // the period it compares with, or the first of an average, total, high or low; zero for a level
	// Terms are the cells it was computed from: of a comparison first the value and then its base, of a high or low
	// first the cell it stands in.
	Terms   []Term
	Formula string // what was done with which cells, in words: "N4 ÷ M4 − 1"
}

// The reasons a metric refuses to answer. They come wrapped in a Refusal.
var (
	ErrNoValue     = errors.New("no value")
	ErrNoTarget    = errors.New("no target")
	ErrNoPlan      = errors.New("no plan")
	ErrNoPeriods   = errors.New("no periods")
	ErrMeaningless = errors.New("meaningless")
)

// Refusal is the error of a metric that has no honest answer.
type Refusal struct {
	Metric string
	Text   string // the whole sentence, with the metric's name, without a full stop
	Fix    string // what to ask for instead, without a full stop; may be empty
	Err    error  // one of the reasons
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

// Unwrap returns the reason, so that errors.Is finds it.
func (r *Refusal) Unwrap() error { return r.Err }

func (m *Metric) refuse(reason error, fix, format string, args ...any) error {
	return &Refusal{Metric: m.Name, Text: m.Name + " " + fmt.Sprintf(format, args...), Fix: fix, Err: reason}
}

// address names the term's cell beside another one: the sheet is said only where it differs.
func (t Term) address(beside Term) string {
	if t.Source == beside.Source && t.Sheet == beside.Sheet || t.Sheet == "" {
		return t.Point.Cell
	}
	return t.Sheet + "!" + t.Point.Cell
}

func listed(terms []Term) string {
	first, last := terms[0].Point.Cell, terms[len(terms)-1].Point.Cell
	if len(terms) == 1 {
		return first
	}
	return fmt.Sprintf("the %d values from %s to %s", len(terms), first, last)
}
