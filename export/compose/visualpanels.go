package compose

import (
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

var nan = math.NaN()

// stacked builds columns of parts on each other. A last metric whose name begins with "Total" is the total they must reach.
func (v *visual) stacked(metrics []*metric.Metric) error {
	parts := metrics
	var total *metric.Metric
	if last := metrics[len(metrics)-1]; len(metrics) > 2 && startsWith(last.Name, []string{"total"}) {
		total, parts = last, metrics[:len(metrics)-1]
	}
	if len(parts) < 2 {
		return refuse("stacked-one", "Show it as columns, or add the other parts.", brief.Column,
			"A stack of %s alone is a plain column: there are no parts to put on each other.", parts[0].Name)
	}
	if err := v.alike(metrics); err != nil {
		return err
	}
	start, end := v.window(parts[0])
	v.periods(start, end)
	for _, m := range parts {
		if !v.add(m, m.Actual()) {
			return refuse("chart-empty", "Take it out of the chart.", "", "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
		}
		v.spec.Series[len(v.spec.Series)-1].Name = m.Name
	}
	if total != nil {
		v.totals(total)
	}
	when := span(start, end) + ", " + scenarioWord(parts[0].Actual().Scenario)
	if last, ok := v.lastIn(parts[0].Actual(), end); ok && last.Period == end && v.partial(parts[0].Actual(), last) {
		v.spec.Partial = true
		when += "; " + v.soFar(parts[0].Actual(), last)
	}
	name := together(parts)
	if total != nil {
		name = total.Name
	}
	v.spec.Title = [3]string{name, unitWords(v.spec.Unit, v.spec.Polarity, start.Grain), when}
	return nil
}

// totals takes the stated totals over.
func (v *visual) totals(m *metric.Metric) {
	v.spec.Totals = make([]float64, len(v.spec.Steps))
	for i, st := range v.spec.Steps {
		v.spec.Totals[i] = nan
		if p, ok := m.Actual().At(st.Period); ok {
			v.spec.Totals[i] = p.Value
			v.show(chart.SumSeries, i, m, m.Actual(), p)
			v.use(m, m.Actual(), p)
		}
	}
}

// alike refuses metrics that cannot stand on one axis: of different units or grains, or without periods.
func (v *visual) alike(metrics []*metric.Metric) error {
	first := metrics[0]
	for _, m := range metrics {
		if err := v.overPeriods(m); err != nil {
			return err
		}
		if m.Unit != first.Unit {
			return refuse("chart-units", "Show each in a small chart of its own.", brief.Multiples,
				"%s and %s are counted in different units, so they cannot stand on one axis.", first.Name, m.Name)
		}
	}
	return v.oneGrain(metrics)
}

func (v *visual) oneGrain(metrics []*metric.Metric) error {
	for _, m := range metrics {
		if m.Grain() != metrics[0].Grain() {
			return refuse("chart-grains", "Leave one of them out.", "",
				"%s is %s and %s %s, so they have no common axis of time.",
				metrics[0].Name, grainWords[metrics[0].Grain()], m.Name, grainWords[m.Grain()])
		}
	}
	return nil
}

// periods makes each period from start to end a step.
func (v *visual) periods(start, end metric.Period) {
	for p := start; p.N <= end.N; p = p.Add(1) {
		v.spec.Steps = append(v.spec.Steps, chart.Step{Period: p})
	}
}

// panelsOver makes each metric a panel over the periods that one of them has values in.
func (v *visual) panelsOver(metrics []*metric.Metric) (start, end metric.Period, err error) {
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
			return start, end, refuse("chart-empty", "Take it out of the chart.", "", "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
		}
		s := v.spec.Series[len(v.spec.Series)-1]
		p := chart.Panel{Name: m.Name, Unit: m.Unit, Polarity: m.Polarity, Scenario: s.Scenario, Values: s.Values}
		if last, ok := v.lastIn(m.Actual(), end); ok {
			p.Partial = v.partial(m.Actual(), last)
		}
		if v.spec.Kind == chart.Multiples && m.Target != nil {
			p.Target = &m.Target.Value
			v.e.targets[m] = true
		}
		v.spec.Panels = append(v.spec.Panels, p)
	}
	v.spec.Series = nil
	return start, end, nil
}

// sparklines builds one row for each metric.
func (v *visual) sparklines(metrics []*metric.Metric) error {
	start, end, err := v.panelsOver(metrics)
	if err != nil {
		return err
	}
	v.spec.Title = [3]string{
		together(metrics), capital(grainWords[start.Grain]) + ", each line on a scale of its own",
		span(start, end) + ", " + v.inScenarios(metrics) + "; latest value and change over the time shown" + v.unfinished(),
	}
	return nil
}

// multiples builds one small chart for each metric.
func (v *visual) multiples(metrics []*metric.Metric) error {
	start, end, err := v.panelsOver(metrics)
	if err != nil {
		return err
	}
	when := span(start, end) + ", " + v.inScenarios(metrics)
	for _, p := range v.spec.Panels {
		if p.Target != nil {
			when += " and target"
			break
		}
	}
	v.spec.Title = [3]string{together(metrics), v.unitsOf(metrics, start.Grain), when + v.unfinished()}
	return nil
}

// unitsOf is the second title line of several metrics.
func (v *visual) unitsOf(metrics []*metric.Metric, g metric.Grain) string {
	for _, m := range metrics {
		if m.Unit != metrics[0].Unit {
			words := "Different units"
			if g != metric.GrainNone {
				words += ", " + grainWords[g]
			}
			return words
		}
	}
	return unitWords(metrics[0].Unit, metrics[0].Polarity, g)
}

// inScenarios says which scenarios the metrics are shown in.
func (v *visual) inScenarios(metrics []*metric.Metric) string {
	var words []string
	for _, m := range metrics {
		if w := scenarioWord(m.Actual().Scenario); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return and(words)
}

// unfinished says that some last values are of periods not over.
func (v *visual) unfinished() string {
	if slices.ContainsFunc(v.spec.Panels, func(p chart.Panel) bool { return p.Partial }) {
		return "; open dot: period to date"
	}
	return ""
}

// mostPast is how many periods before the latest one a bullet is read against, leastPast how many it takes for a range.
const (
	mostPast  = 12
	leastPast = 4
)

// bullets builds one bullet for each metric: its latest value, its target or plan, and in greys the range of its recent past:
// the data's own, because nobody has said what is poor and what is good.
func (v *visual) bullets(metrics []*metric.Metric) error {
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
		p.Partial = v.partial(m.Actual(), now)
		open = open || p.Partial
		if target, ok := v.aim(m, i, now); ok {
			p.Target, aimed = &target, true
		}
		if past := v.past(m, now); len(past) >= leastPast {
			n := len(past)
			p.Bands = []chart.Band{{From: past[0], To: past[n-1]}, {From: past[n/4], To: past[n-1-n/4]}}
			ranged = true
		}
		v.spec.Panels = append(v.spec.Panels, p)
	}
	v.spec.Steps = []chart.Step{{Period: parts[0].point.Period}}
	if !aimed && !ranged {
		return refuse("bullet-nothing", "Set a target, or show the metrics as bars.", brief.Bar,
			"None of the metrics has a target, a plan or a past, so a bullet would have nothing to be read against.")
	}
	words := []string{v.when(parts) + ", " + scenariosOf(parts)}
	if aimed {
		words = append(words, "tick: target or plan")
	}
	if ranged {
		words = append(words, "grey: range of the past 12 periods, darker: its middle half")
	}
	if open {
		words = append(words, "hatched: period to date")
	}
	v.spec.Title = [3]string{together(metrics), v.unitsOf(metrics, metric.GrainNone), strings.Join(words, "; ")}
	return nil
}

// aim returns what a metric's latest value is held against: its target, or its plan for the period.
func (v *visual) aim(m *metric.Metric, i int, now metric.Point) (float64, bool) {
	if m.Target != nil {
		v.from[cell{chart.TargetSeries, i}] = origin{metric: m, series: targetSeries(m), point: targetPoint(m, now.Period)}
		v.e.targets[m] = true
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
func (v *visual) past(m *metric.Metric, now metric.Point) []float64 {
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
