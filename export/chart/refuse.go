package chart

import (
	"math"
)

// Refusal is the error of a chart that would mislead or show nothing. It offers the honest form.
type Refusal struct {
	Code string // stable, kebab-case
	Text string // one or two sentences: what would mislead, and whom
	Fix  string
	// Instead is the kind that shows the same honestly, nil where none does: one click away.
	Instead Kind
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

// most is the size from which numbers cannot be drawn: their differences overflow.
const most = 1e300

func drawable(v float64) bool { return !(math.Abs(v) > most) }

// check refuses what cannot be drawn honestly.
func check(s *Spec) *Refusal {
	if s.Kind == nil {
		return &Refusal{Code: "chart-kind", Text: "The chart says nothing of its kind.", Fix: "Choose one."}
	}
	empty := &Refusal{Code: "chart-empty", Text: "The chart has no values to show.", Fix: "Choose a metric that has values."}
	switch {
	case s.Panels != nil || s.Cloud != nil:
	case len(s.Series) == 0 || len(s.Steps) == 0 || firstIndex(s.main()) < 0:
		return empty
	}
	for _, v := range s.all() {
		if !drawable(v) {
			return &Refusal{
				Code: "chart-infinite", Text: "The chart holds a value too large to draw.",
				Fix: "Look at the metric's values in the data.",
			}
		}
	}
	return s.Kind.check(s)
}

// all returns every number of the chart.
func (s *Spec) all() []float64 {
	var all []float64
	for _, x := range s.Series {
		all = append(all, x.Values...)
	}
	for _, p := range s.Panels {
		all = append(all, p.Values...)
		if p.Target != nil {
			all = append(all, *p.Target)
		}
	}
	if s.Cloud != nil {
		for _, d := range s.Cloud.Dots {
			all = append(all, d.X, d.Y, d.Area)
		}
	}
	if s.Target != nil {
		all = append(all, *s.Target)
	}
	return all
}

// sumSlack is how far a running total may miss a stated one, as a part of the largest value: room for the noise of
// floating point, and for nothing else.
const sumSlack = 1e-9
