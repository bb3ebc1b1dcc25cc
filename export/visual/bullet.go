package visual

import (
	"slices"
	"strings"

	"throughline/app/metric"
	"throughline/export/chart"
)

// mostPast is how many periods before the latest one a bullet is read against, leastPast how many it takes for a range.
const (
	mostPast  = 12
	leastPast = 4
)

// bullets builds one bullet for each metric: its latest value, its target or plan, and in greys the range of its recent past:
// the data's own, because nobody has said what is poor and what is good.
func (v *Chart) bullets(metrics []*metric.Metric) error {
	var parts []part
	ranged, aimed, open := false, false, false
	for i, m := range metrics {
		if err := v.overPeriods(m); err != nil {
			return err
		}
		now, _ := v.latestOf(m)
		parts = append(parts, part{m, now})
		p := chart.Panel{Name: m.Name, Unit: m.Unit, Polarity: m.Polarity, Scenario: m.Actual().Scenario, Values: []float64{now.Value}}
		v.show(i, 0, m, m.Actual(), now)
		v.use(m, m.Actual(), now)
		p.Partial = v.maker.Partial(m.Actual(), now)
		open = open || p.Partial
		if target, ok := v.aim(m, i, now); ok {
			p.Target, aimed = &target, true
		}
		if past := v.past(m, now); len(past) >= leastPast {
			n := len(past)
			p.Bands = []chart.Band{{From: past[0], To: past[n-1]}, {From: past[n/4], To: past[n-1-n/4]}}
			ranged = true
		}
		v.Spec.Panels = append(v.Spec.Panels, p)
	}
	v.Spec.Steps = []chart.Step{{Period: parts[0].point.Period}}
	if !aimed && !ranged {
		return refuse("bullet-nothing", "Set a target, or show the metrics as bars.", chart.Bar,
			"None of the metrics has a target, a plan or a past, so a bullet would have nothing to be read against.")
	}
	words := []string{v.when(parts) + ", " + scenariosOf(parts)}
	if aimed {
		words = append(words, "tick: target or plan")
	}
	if ranged {
		span := grainNouns[parts[0].point.Period.Grain]
		words = append(words, "grey: lowest to highest of the past 12 "+span+"s, darker: the middle half of them")
	}
	if open {
		words = append(words, "hatched: period to date")
	}
	v.Spec.Title = [3]string{together(metrics), v.unitsOf(metrics, metric.GrainNone), strings.Join(words, "; ")}
	return nil
}

// aim returns what a metric's latest value is held against: its target, or its plan for the period.
func (v *Chart) aim(m *metric.Metric, i int, now metric.Point) (float64, bool) {
	if m.Target != nil {
		v.from[cell{chart.TargetSeries, i}] = origin{metric: m, series: targetSeries(m), point: targetPoint(m, now.Period)}
		v.Targets[m] = true
		return m.Target.Value, true
	}
	plan := m.In(metric.PL)
	if p, ok := plan.At(now.Period); ok && plan != m.Actual() {
		v.from[cell{chart.TargetSeries, i}] = origin{metric: m, series: plan, point: p}
		v.use(m, plan, p)
		return p.Value, true
	}
	return 0, false
}

// past returns the values before a point, sorted.
func (v *Chart) past(m *metric.Metric, now metric.Point) []float64 {
	var past []float64
	var used []metric.Point
	for _, p := range m.Actual().Points {
		if p.Period.N < now.Period.N && p.Period.N >= now.Period.N-mostPast {
			past = append(past, p.Value)
			used = append(used, p)
		}
	}
	if len(past) >= leastPast {
		v.use(m, m.Actual(), used...)
	}
	slices.Sort(past)
	return past
}
