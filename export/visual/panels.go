package visual

import (
	"math"

	"throughline/app/metric"
	"throughline/export/chart"
)

var nan = math.NaN()

// panelsOver makes each metric a panel over the periods that one of them has values in.
func (v *Chart) panelsOver(metrics []*metric.Metric) (start, end metric.Period, err error) {
	for _, m := range metrics {
		if err := v.overPeriods(m); err != nil {
			return start, end, err
		}
	}
	if err := v.oneGrain(metrics); err != nil {
		return start, end, err
	}
	start, end = v.window(metrics[0])
	for _, m := range metrics[1:] {
		from, to := v.window(m)
		if to.N > end.N {
			end.N = to.N
		}
		start.N = min(start.N, from.N)
	}
	if most := v.chart.Kind.MostPeriods(start.Grain); v.chart.From == "" && end.N-start.N >= most {
		start.N = end.N - most + 1
	}
	v.periods(start, end)
	for _, m := range metrics {
		if !v.add(m, m.Actual()) {
			return start, end, refuse("chart-empty", "Take it out of the chart.", nil, "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
		}
		s := v.Spec.Series[len(v.Spec.Series)-1]
		p := chart.Panel{Name: m.Name, Unit: m.Unit, Polarity: m.Polarity, Scenario: s.Scenario, Values: s.Values}
		if last, ok := v.lastIn(m.Actual(), end); ok {
			p.Partial = v.maker.Partial(m.Actual(), last)
		}
		if v.Spec.Kind == chart.Multiples && m.Target != nil {
			p.Target = &m.Target.Value
			v.Targets[m] = true
		}
		v.Spec.Panels = append(v.Spec.Panels, p)
	}
	v.Spec.Series = nil
	return start, end, nil
}

// sparklines builds one row for each metric.
func (v *Chart) sparklines(metrics []*metric.Metric) error {
	start, end, err := v.panelsOver(metrics)
	if err != nil {
		return err
	}
	v.Spec.Title = [3]string{
		together(metrics), capital(grainWords[start.Grain]) + ", each line on a scale of its own",
		Span(start, end) + ", " + v.inScenarios(metrics) + "; latest value and change over the time shown" + v.unfinished(),
	}
	return nil
}

// multiples builds one small chart for each metric.
func (v *Chart) multiples(metrics []*metric.Metric) error {
	start, end, err := v.panelsOver(metrics)
	if err != nil {
		return err
	}
	when := Span(start, end) + ", " + v.inScenarios(metrics)
	for _, p := range v.Spec.Panels {
		if p.Target != nil {
			when += " and target"
			break
		}
	}
	v.Spec.Title = [3]string{together(metrics), v.unitsOf(metrics, start.Grain), when + v.unfinished()}
	return nil
}
