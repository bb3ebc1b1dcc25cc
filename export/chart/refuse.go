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
	// Instead is the form that shows the same honestly, empty where none does: one click away.
	Instead Kind
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

// most is the size from which numbers cannot be drawn: their differences overflow.
const most = 1e300

func drawable(v float64) bool { return !(math.Abs(v) > most) }

// check refuses what cannot be drawn honestly.
func check(s *Spec) *Refusal {
	f, ok := forms[s.Kind]
	if !ok {
		return &Refusal{Code: "chart-kind", Text: fmt.Sprintf("There is no chart form called “%s”.", s.Kind), Fix: "Choose another form."}
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
	if f.check != nil {
		return f.check(s)
	}
	return nil
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

// checkPanels refuses what is not some rows or panels with values.
func checkPanels(most int) func(*Spec) *Refusal {
	return func(s *Spec) *Refusal {
		switch n := len(s.Panels); {
		case n == 0:
			return &Refusal{Code: "chart-empty", Text: "The chart has no values to show.", Fix: "Choose a metric that has values."}
		case n > most:
			return &Refusal{
				Code: "chart-crowded", Text: fmt.Sprintf("%d metrics are more than a reader compares in one chart; at most %d are shown.", n, most),
				Fix: "Keep the ones the decision turns on.",
			}
		}
		for _, p := range s.Panels {
			if firstIndex(p.Values) < 0 {
				return &Refusal{Code: "chart-empty", Text: p.Name + " has no values to show.", Fix: "Take it out of the chart."}
			}
		}
		return nil
	}
}

// checkPair refuses a slope or dumbbell without two values anywhere.
func checkPair(s *Spec) *Refusal {
	if len(s.Series) >= 2 {
		for i := range s.Steps {
			if _, _, ok := s.pairOf(i); ok {
				return nil
			}
		}
	}
	return &Refusal{
		Code: "chart-one-moment", Text: "Nothing in the chart has two values, so there is no way from one to the other.",
		Fix: "Show it as bars.", Instead: Bar,
	}
}

// checkVariance refuses a strip of differences with nothing to differ from.
func checkVariance(s *Spec) *Refusal {
	if len(s.variances()) == 0 {
		return &Refusal{
			Code: "variance-no-plan", Text: "No period has both an actual and a plan value, so there is no difference to show.",
			Fix: "Import the plan with the actual values, or show it as columns.", Instead: Column,
		}
	}
	return nil
}

// checkScatter refuses clouds without dots and bubbles of less than nothing.
func checkScatter(s *Spec) *Refusal {
	c := s.Cloud
	if c == nil || len(c.Dots) == 0 {
		return &Refusal{
			Code: "chart-empty", Text: "Nothing has a value in both metrics, so there is no dot to draw.",
			Fix: "Choose two metrics of the same periods or categories.",
		}
	}
	if c.Area == nil {
		return nil
	}
	for _, d := range c.Dots {
		if d.Area < 0 {
			return &Refusal{
				Code: "bubble-negative",
				Text: fmt.Sprintf("A bubble has an area, and %s is negative for %s: it would be drawn like a gain of the same size.", c.Area.Name, d.Name),
				Fix:  "Leave the third metric out, or show it as bars.", Instead: Bar,
			}
		}
	}
	return nil
}

// checkStacked refuses stacks whose height would not be what it says.
func checkStacked(s *Spec) *Refusal {
	if s.Unit.Kind == metric.Percent && !s.wholes() {
		return &Refusal{
			Code: "stacked-percent",
			Text: "Stacked columns add their parts up, and these percentages do not add up to a whole, so the height of a column would mean nothing.",
			Fix:  "Show each in a small chart of its own.", Instead: Multiples,
		}
	}
	if n := len(s.Series); n > mostParts {
		return &Refusal{
			Code: "stacked-parts",
			Text: fmt.Sprintf("%d parts on each other cannot be told apart or compared; a stack shows at most %d.", n, mostParts),
			Fix:  "Add the small ones up, or show each in a small chart of its own.", Instead: Multiples,
		}
	}
	whole := false
	for i := range s.Steps {
		sum, largest, complete := 0.0, 0.0, true
		for _, x := range s.Series {
			v := x.Values[i]
			if v < 0 {
				return &Refusal{
					Code: "stacked-negative",
					Text: fmt.Sprintf("%s is negative in %s. A part below zero cannot stand on the others, so the column would be too high.", x.Name, s.stepName(i)),
					Fix:  "Show the parts as a waterfall, or each in a small chart of its own.", Instead: Multiples,
				}
			}
			complete = complete && !math.IsNaN(v)
			sum, largest = sum+v, max(largest, v)
		}
		if !complete {
			continue
		}
		whole = true
		if s.Totals == nil || math.IsNaN(s.Totals[i]) {
			continue
		}
		if total := s.Totals[i]; math.Abs(sum-total) > sumSlack*max(largest, math.Abs(total)) {
			f := s.Format.Shared(s.Unit, sum, total, total-sum)
			return &Refusal{
				Code: "stacked-sum",
				Text: fmt.Sprintf("The parts add up to %s in %s, but the total is %s: %s is not explained.",
					f.Value(sum, s.Unit), s.stepName(i), f.Value(total, s.Unit), f.Value(math.Abs(total-sum), s.Unit)),
				Fix: "Add the missing part as a metric, or leave the total out.", Instead: Multiples,
			}
		}
	}
	if !whole {
		return &Refusal{
			Code: "stacked-gaps", Text: "There is no period in which every part has a value, so no column can be built up.",
			Fix: "Fill the gaps in the data, or show each part in a small chart of its own.", Instead: Multiples,
		}
	}
	return nil
}

// wholes reports whether the parts of each step add up to 100 %, which shares of one whole do.
func (s *Spec) wholes() bool {
	for i := range s.Steps {
		sum := 0.0
		for _, x := range s.Series {
			sum += x.Values[i]
		}
		if !math.IsNaN(sum) && math.Abs(sum-1) > 0.005 {
			return false
		}
	}
	return true
}

// sumSlack is how far a running total may miss a stated one, as a part of the largest value: room for the noise of
// floating point, and for nothing else.
const sumSlack = 1e-9

func checkWaterfall(s *Spec) *Refusal {
	if s.Unit.Kind == metric.Percent {
		return &Refusal{
			Code: "waterfall-percent",
			Text: "A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.",
			Fix:  "Show it as a line chart instead.", Instead: Line,
		}
	}
	values := s.main()
	running, largest := 0.0, 0.0
	for i, v := range values {
		if math.IsNaN(v) {
			return &Refusal{
				Code: "waterfall-gap",
				Text: fmt.Sprintf("The waterfall has no value for %s, so its steps cannot be added up.", s.stepName(i)),
				Fix:  "Fill the gap in the data, or show it as columns, which leave a gap open.", Instead: Column,
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
				Fix: "Add the missing part as a metric, or show the parts as bars.", Instead: Bar,
			}
		}
	}
	return nil
}
