package metric

import (
	"errors"
	"fmt"
	"slices"
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

var valueKindNames = [...]string{"level", "difference", "ratio"}

// String returns the stable name: "level", "difference", "ratio".
func (k ValueKind) String() string { return nameOf(valueKindNames[:], int(k)) }

// MarshalText writes the stable name.
func (k ValueKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the stable name.
func (k *ValueKind) UnmarshalText(b []byte) (err error) {
	*k, err = fromName[ValueKind](valueKindNames[:], string(b), "kind of value")
	return err
}

// Op is what was done with the terms of a value.
type Op string

// The operations. A level is its first term; a difference the first less the second; a ratio the first by the second,
// less one; the others are over all terms.
const (
	OpLevel      Op = "level"
	OpDifference Op = "difference"
	OpRatio      Op = "ratio"
	OpAverage    Op = "average"
	OpTotal      Op = "total"
	OpHigh       Op = "high"
	OpLow        Op = "low"
	OpShare      Op = "share" // the first of the sum of all
)

// Compute does an operation on the values of its terms, in their order, and answers false where it cannot be done: too
// few values, a ratio to nothing, an unknown operation.
func (o Op) Compute(values []float64) (float64, bool) {
	need := 1
	if o == OpDifference || o == OpRatio {
		need = 2
	}
	if len(values) < need {
		return 0, false
	}
	first := values[0]
	switch o {
	case OpLevel:
		return first, true
	case OpDifference:
		return first - values[1], true
	case OpRatio:
		return first/values[1] - 1, values[1] != 0
	case OpAverage:
		return mean(values), true
	case OpShare:
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		return first / sum, sum != 0
	case OpTotal:
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		return sum, true
	case OpHigh:
		return slices.Max(values), true
	case OpLow:
		return slices.Min(values), true
	}
	return 0, false
}

// mean does not overflow, and is exact for equal values.
func mean(values []float64) float64 {
	m := 0.0
	for i, v := range values {
		m += (v - m) / float64(i+1)
	}
	return m
}

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
	Op      Op     // what was done with the terms
	Formula string // what was done with which cells, in words: "N4 ÷ M4 − 1"
	Reason  string // why it could be answered where the metric itself has no such value; empty for all others
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
