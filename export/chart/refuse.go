package chart

import (
	"fmt"
	"math"

	"throughline/app/metric"
)

// Refusal is the error of a chart that would mislead or show nothing. It offers the honest form.
type Refusal struct {
	Code string // stable, kebab-case
	Text string // one or two sentences: what would mislead, and whom
	Fix  string
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

// check refuses what cannot be drawn honestly.
func check(s *Spec) *Refusal {
	if len(s.Series) == 0 || len(s.Steps) == 0 || firstIndex(s.main()) < 0 {
		return &Refusal{Code: "chart-empty", Text: "The chart has no values to show.", Fix: "Choose a metric that has values."}
	}
	for _, x := range s.Series {
		for _, v := range x.Values {
			if math.IsInf(v, 0) || math.Abs(v) > 1e300 {
				return &Refusal{
					Code: "chart-infinite", Text: "The chart holds a value too large to draw.",
					Fix: "Look at the metric's values in the data.",
				}
			}
		}
	}
	if s.Kind == Waterfall {
		return checkWaterfall(s)
	}
	return nil
}

// sumSlack is how far a running total may miss a stated one, as a part of the largest value: room for the noise of
// floating point, and for nothing else.
const sumSlack = 1e-9

func checkWaterfall(s *Spec) *Refusal {
	if s.Unit.Kind == metric.Percent {
		return &Refusal{
			Code: "waterfall-percent",
			Text: "A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.",
			Fix:  "Show it as a line chart instead.",
		}
	}
	values := s.main()
	running, largest := 0.0, 0.0
	for i, v := range values {
		if math.IsNaN(v) {
			return &Refusal{
				Code: "waterfall-gap",
				Text: fmt.Sprintf("The waterfall has no value for %s, so its steps cannot be added up.", s.stepName(i)),
				Fix:  "Fill the gap in the data, or show it as columns, which leave a gap open.",
			}
		}
		largest = max(largest, math.Abs(v), math.Abs(running))
		switch {
		case !s.Steps[i].Total:
			running += v
		case i == 0:
			running = v
		case math.Abs(running-v) > sumSlack*largest:
			f := s.Format.Shared(s.Unit, running, v, v-running)
			return &Refusal{
				Code: "waterfall-sum",
				Text: fmt.Sprintf("The steps of the waterfall add up to %s, but %s is %s: %s is not explained.",
					f.Value(running, s.Unit), s.stepName(i), f.Value(v, s.Unit), f.Value(math.Abs(v-running), s.Unit)),
				Fix: "Add the missing part as a metric, or show the parts as bars.",
			}
		}
	}
	return nil
}

// stepName returns what people call a step.
func (s *Spec) stepName(i int) string {
	if s.Steps[i].Name != "" || s.Steps[i].Period.IsZero() {
		return s.Steps[i].Name
	}
	return s.Steps[i].Period.Label()
}
