package visual

import (
	"strings"

	"throughline/app/metric"
	"throughline/export/chart"
)

// pair is the two values of one row of a slope or a dumbbell.
type pair struct {
	name       string
	metric     *metric.Metric
	old, now   *metric.Series
	from, to   metric.Point
	have, both bool // the later value is there, and the earlier one too
}

// slopes builds a slope: several metrics of one unit at two periods, or one by category against its plan.
func (v *Chart) slopes(metrics []*metric.Metric) error {
	if len(metrics) == 1 && metrics[0].Grain() != metric.GrainNone {
		return refuse("slope-one", "Show it as a line, or put other metrics of its unit beside it.", chart.Line,
			"A slope of %s alone is a single line, which compares it with nothing.", metrics[0].Name)
	}
	return v.pairs(metrics)
}

// dumbbells builds a dumbbell: the latest values of several metrics against their plans or an earlier period, or one by
// category against its plan.
func (v *Chart) dumbbells(metrics []*metric.Metric) error { return v.pairs(metrics) }

func (v *Chart) pairs(metrics []*metric.Metric) error {
	v.Spec.Polarity = polarityOf(metrics)
	var pairs []pair
	var err error
	switch byCategory := metrics[0].Grain() == metric.GrainNone; {
	case byCategory && len(metrics) == 1:
		pairs, err = v.againstPlan(metrics[0])
	case byCategory && len(metrics) == 2 && metrics[1].Grain() == metric.GrainNone:
		pairs, err = v.twoColumns(metrics[0], metrics[1])
	default:
		pairs, err = v.twoPeriods(metrics)
	}
	if err != nil {
		return err
	}
	if len(pairs) == 0 {
		return refuse("chart-empty", "Choose a metric that has values.", nil, "%s has no values to show.", metrics[0].Name)
	}
	from, to := chart.Series{Scenario: pairs[0].old.Scenario}, chart.Series{Scenario: pairs[0].now.Scenario}
	for i, p := range pairs {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: p.name})
		v.Spec.Senses = append(v.Spec.Senses, p.metric.Polarity)
		from.Values, to.Values = append(from.Values, nan), append(to.Values, nan)
		if p.have {
			to.Values[i] = p.to.Value
			v.show(1, i, p.metric, p.now, p.to)
			v.use(p.metric, p.now, p.to)
		}
		if p.both {
			from.Values[i] = p.from.Value
			v.show(0, i, p.metric, p.old, p.from)
			v.use(p.metric, p.old, p.from)
		}
	}
	v.Spec.Series = []chart.Series{from, to}
	return nil
}

// againstPlan pairs the categories of a metric with their plans.
func (v *Chart) againstPlan(m *metric.Metric) ([]pair, error) {
	plan, word := m.In(metric.PL), metric.PL
	if plan == nil || plan == m.Actual() {
		plan, word = m.In(metric.PY), metric.PY
	}
	if plan == nil || plan == m.Actual() {
		return nil, refuse("pair-no-plan", "Show it as bars.", chart.Bar,
			"%s has one value for each category, so there is no second one to draw a way to.", m.Name)
	}
	var pairs []pair
	for _, p := range m.Actual().Points {
		x := pair{name: p.Category, metric: m, old: plan, now: m.Actual(), to: p, have: true}
		for _, q := range plan.Points {
			if same(q.Category, p.Category) {
				x.from, x.both = q, true
			}
		}
		pairs = append(pairs, x)
	}
	v.Spec.Ends = [2]string{chart.ScenarioName(word), chart.ScenarioName(m.Actual().Scenario)}
	v.Spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone), v.undated(m.Actual()) + " against " + ScenarioWord(word)}
	return pairs, nil
}

// twoColumns pairs the categories that two columns of a table have in common, before and after.
func (v *Chart) twoColumns(before, after *metric.Metric) ([]pair, error) {
	if before.Unit != after.Unit {
		return nil, refuse("chart-units", "Show metrics of one unit, or each in a chart of its own.", nil,
			"%s and %s are counted in different units, so there is no way from one to the other.", before.Name, after.Name)
	}
	var pairs []pair
	common := false
	for _, p := range after.Actual().Points {
		x := pair{name: p.Category, metric: after, old: before.Actual(), now: after.Actual(), to: p, have: true}
		x.from, x.both = pointLike(before.Actual(), p)
		common = common || x.both
		pairs = append(pairs, x)
	}
	if !common {
		return nil, refuse("pair-one-period", "Choose two columns of the same table.", chart.Bar,
			"%s and %s have no category in common, so there is no way from one to the other.", before.Name, after.Name)
	}
	name, ends := apart(before.Name, after.Name)
	v.Spec.Ends = ends
	v.Spec.Title = [3]string{name, unitWords(after.Unit, after.Polarity, metric.GrainNone), ends[0] + " and " + ends[1] + ", " + v.undated(after.Actual())}
	return pairs, nil
}

// apart divides two names into what they have in common at their beginnings and how they go on: "Median wait" and "Jan
// 2026", "Oct 2026". Names without anything in common, or of which one is the beginning of the other, stay whole.
func apart(a, b string) (common string, ends [2]string) {
	one, two := strings.Fields(a), strings.Fields(b)
	n := 0
	for n < min(len(one), len(two)) && strings.EqualFold(one[n], two[n]) {
		n++
	}
	if n == 0 || n == len(one) || n == len(two) {
		return a + " and " + b, [2]string{a, b}
	}
	tidy := func(words []string) string { return capital(strings.Trim(strings.Join(words, " "), " ()–—-,:")) }
	return tidy(one[:n]), [2]string{tidy(one[n:]), tidy(two[n:])}
}

// twoPeriods pairs the values of metrics at two periods: see brief.Chart.Ends. A dumbbell of metrics that all have a plan holds them against
// it instead, unless the writer names periods.
func (v *Chart) twoPeriods(metrics []*metric.Metric) ([]pair, error) {
	parts, err := v.latest(metrics)
	if err != nil {
		return nil, err
	}
	v.Used = v.Used[:len(v.Used)-len(parts)] // the pairs say which points they use
	first := metrics[0]
	chosen := !v.chart.Difference.IsZero() || v.chart.From != ""
	if v.Spec.Kind == chart.Dumbbell && !chosen {
		if pairs := v.planned(parts); pairs != nil {
			return pairs, nil
		}
	}
	latest := parts[0].point.Period
	v.bound(first, v.chart.Difference.From, latest, false)
	v.bound(first, v.chart.Difference.To, latest, true)
	v.bound(first, v.chart.From, latest, false)
	from, to := v.chart.Ends(first, latest, v.maker.fiscalStart())
	var pairs []pair
	complete := false
	for _, m := range metrics {
		x := pair{name: m.Name, metric: m, old: m.Actual(), now: m.Actual()}
		x.to, x.have = m.Actual().At(to)
		x.from, x.both = m.Actual().At(from)
		complete = complete || x.have && x.both
		pairs = append(pairs, x)
	}
	if !complete || from == to {
		return nil, refuse("pair-one-period", "Name two periods that have values, or show the metrics as bars.", chart.Bar,
			"None of the metrics has a value both in %s and in %s, so there is no way from one to the other.", from.Label(), to.Label())
	}
	v.Spec.Ends = [2]string{from.LabelIn(v.Spec.Format.Locale), to.LabelIn(v.Spec.Format.Locale)}
	v.Spec.Title = [3]string{
		together(metrics), unitWords(v.Spec.Unit, v.Spec.Polarity, metric.GrainNone),
		from.Label() + " and " + to.Label() + ", " + scenariosOf(parts),
	}
	return pairs, nil
}

// planned pairs the latest values with their plans, nil where a metric has none.
func (v *Chart) planned(parts []part) []pair {
	var pairs []pair
	var metrics []*metric.Metric
	for _, p := range parts {
		plan := p.metric.In(metric.PL)
		q, ok := plan.At(p.point.Period)
		if !ok || plan == p.metric.Actual() || p.point.Period != parts[0].point.Period {
			return nil
		}
		metrics = append(metrics, p.metric)
		pairs = append(pairs, pair{p.metric.Name, p.metric, plan, p.metric.Actual(), q, p.point, true, true})
	}
	v.Spec.Ends = [2]string{chart.ScenarioName(metric.PL), chart.ScenarioName(metric.AC)}
	v.Spec.Title = [3]string{
		together(metrics), unitWords(v.Spec.Unit, v.Spec.Polarity, metric.GrainNone), parts[0].point.Period.Label() + ", actual against plan",
	}
	return pairs
}
