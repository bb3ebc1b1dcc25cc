package visual

import (
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/chart"
)

// overTime builds a line or column chart of the first metric.
func (v *Chart) overTime(metrics []*metric.Metric) error {
	m := metrics[0]
	if len(metrics) > 1 {
		v.warn("chart-one-metric", "Show several metrics as bars, or take the others out of the chart.",
			"A %s chart shows one metric; “%s” is left out.", v.chart.Kind, metrics[1].Name)
	}
	if err := v.overPeriods(m); err != nil {
		return err
	}
	actual := m.Actual()
	start, end := v.window(m)
	for p := start; p.N <= end.N; p = p.Add(1) {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: p})
	}
	if !v.add(m, actual) {
		return refuse("chart-empty", "Choose other periods.", nil, "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
	}
	words := []string{ScenarioWord(actual.Scenario)}
	for _, sc := range v.compared(m) {
		if v.add(m, m.In(sc)) {
			words = append(words, ScenarioWord(sc))
		}
	}
	if v.Spec.Kind == chart.Variance && len(v.Spec.Series) < 2 {
		return refuse("variance-no-plan", "Import the plan with the actual values, or show it as columns.", chart.Column,
			"%s has neither a plan nor a prior year for these periods, so there is no difference to show.", m.Name)
	}
	if t := m.Target; t != nil && v.targetSays(t.Value) && v.Spec.Kind != chart.Variance {
		v.Spec.Target = &t.Value
		v.Targets[m] = true
		words = append(words, "target")
	}
	when := Span(start, end) + ", " + And(words)
	if last, ok := v.lastIn(actual, end); ok && v.maker.Partial(actual, last) {
		v.Spec.Partial = true
		when += "; " + v.maker.SoFar(actual, last)
	}
	v.Spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, start.Grain), when}
	return nil
}

// overPeriods refuses a metric without values over time.
func (v *Chart) overPeriods(m *metric.Metric) error {
	last, ok := m.Actual().Latest()
	switch {
	case !ok:
		return refuse("chart-empty", "Choose a metric that has values.", nil, "%s has no values to show.", m.Name)
	case last.Period.IsZero():
		return refuse("chart-no-periods", "Show it as bars.", chart.Bar,
			"%s has one value for each category and none over time, and a line or columns over categories would look like a course of events.", m.Name)
	}
	return nil
}

// compared lists the scenarios drawn beside the actual one: columns have room for one.
func (v *Chart) compared(m *metric.Metric) []metric.Scenario {
	all := []metric.Scenario{metric.PL, metric.PY, metric.FC}
	return slices.DeleteFunc(all, func(sc metric.Scenario) bool { return m.In(sc) == m.Actual() || !v.chart.Kind.Draws(m, sc) })
}

// add puts a series on the chart's steps, and reports whether it has a value there.
func (v *Chart) add(m *metric.Metric, s *metric.Series) bool {
	values := make([]float64, len(v.Spec.Steps))
	var points []metric.Point
	for i, st := range v.Spec.Steps {
		values[i] = math.NaN()
		if p, ok := s.At(st.Period); ok {
			values[i] = p.Value
			points = append(points, p)
			v.show(len(v.Spec.Series), i, m, s, p)
		}
	}
	if len(points) == 0 {
		return false
	}
	v.Spec.Series = append(v.Spec.Series, chart.Series{Scenario: s.Scenario, Values: values})
	v.use(m, s, points...)
	return true
}

// targetSays reports whether a target line would tell more than the plan line does.
func (v *Chart) targetSays(target float64) bool {
	for _, s := range v.Spec.Series[1:] {
		if s.Scenario == metric.PL && s.Values[len(s.Values)-1] == target {
			return false
		}
	}
	return true
}
