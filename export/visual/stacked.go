package visual

import (
	"throughline/app/metric"
	"throughline/export/chart"
)

// stacked builds columns of parts on each other. A last metric that is the sum of the others, or whose name begins with
// "Total", is the total they must reach.
func (v *Chart) stacked(metrics []*metric.Metric) error {
	parts := metrics
	var total *metric.Metric
	if n := len(metrics) - 1; n > 1 && (startsWith(metrics[n].Name, closings) || isSum(metrics[n], metrics[:n])) {
		total, parts = metrics[n], metrics[:n]
	}
	if len(parts) < 2 {
		return refuse("stacked-one", "Show it as columns, or add the other parts.", chart.Column,
			"A stack of %s alone is a plain column: there are no parts to put on each other.", parts[0].Name)
	}
	if err := v.alike(metrics); err != nil {
		return err
	}
	start, end := v.window(parts[0])
	v.periods(start, end)
	for _, m := range parts {
		if !v.add(m, m.Actual()) {
			return refuse("chart-empty", "Take it out of the chart.", nil, "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
		}
		v.Spec.Series[len(v.Spec.Series)-1].Name = m.Name
	}
	if total != nil {
		v.totals(total)
	}
	when := Span(start, end) + ", " + ScenarioWord(parts[0].Actual().Scenario)
	if last, ok := v.lastIn(parts[0].Actual(), end); ok && last.Period == end && v.maker.Partial(parts[0].Actual(), last) {
		v.Spec.Partial = true
		when += "; " + v.maker.SoFar(parts[0].Actual(), last)
	}
	name := together(parts)
	if total != nil {
		name = total.Name
	}
	v.Spec.Title = [3]string{name, unitWords(v.Spec.Unit, v.Spec.Polarity, start.Grain), when}
	return nil
}

// isSum reports whether a metric is the sum of others in every period in which it and all of them have a value.
func isSum(m *metric.Metric, parts []*metric.Metric) bool {
	compared := 0
	for _, p := range m.Actual().Points {
		sum, complete := 0.0, true
		for _, part := range parts {
			q, ok := part.Actual().At(p.Period)
			sum, complete = sum+q.Value, complete && ok
		}
		if complete && !adds(sum, p.Value) {
			return false
		}
		if complete {
			compared++
		}
	}
	return compared > 1
}

// totals takes the stated totals over.
func (v *Chart) totals(m *metric.Metric) {
	v.Spec.Totals = make([]float64, len(v.Spec.Steps))
	for i, st := range v.Spec.Steps {
		v.Spec.Totals[i] = nan
		if p, ok := m.Actual().At(st.Period); ok {
			v.Spec.Totals[i] = p.Value
			v.show(chart.SumSeries, i, m, m.Actual(), p)
			v.use(m, m.Actual(), p)
		}
	}
}

// alike refuses metrics that cannot stand on one axis: of different units or grains, or without periods.
func (v *Chart) alike(metrics []*metric.Metric) error {
	first := metrics[0]
	for _, m := range metrics {
		if err := v.overPeriods(m); err != nil {
			return err
		}
		if m.Unit != first.Unit {
			return refuse("chart-units", "Show each in a small chart of its own.", chart.Multiples,
				"%s and %s are counted in different units, so they cannot stand on one axis.", first.Name, m.Name)
		}
	}
	return v.oneGrain(metrics)
}

func (v *Chart) oneGrain(metrics []*metric.Metric) error {
	for _, m := range metrics {
		if m.Grain() != metrics[0].Grain() {
			return refuse("chart-grains", "Leave one of them out.", nil,
				"%s is %s and %s %s, so they have no common axis of time.",
				metrics[0].Name, grainWords[metrics[0].Grain()], m.Name, grainWords[m.Grain()])
		}
	}
	return nil
}

// periods makes each period from start to end a step.
func (v *Chart) periods(start, end metric.Period) {
	for p := start; p.N <= end.N; p = p.Add(1) {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: p})
	}
}
