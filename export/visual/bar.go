package visual

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"throughline/app/metric"
	"throughline/export/chart"
)

// bars compares the latest value of several metrics, the values of one by category, or of one its actual value with
// its plan, target and prior year.
func (v *Chart) bars(metrics []*metric.Metric) error {
	if len(metrics) == 1 && metrics[0].Grain() == metric.GrainNone {
		return v.categories(metrics[0])
	}
	if len(metrics) == 1 {
		return v.scenarios(metrics[0])
	}
	v.Spec.Polarity = polarityOf(metrics)
	parts, err := v.latest(metrics)
	if err != nil {
		return err
	}
	actual, plan := make([]float64, len(parts)), make([]float64, len(parts))
	planned := false
	for i, p := range parts {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: p.metric.Name})
		v.Spec.Senses = append(v.Spec.Senses, p.metric.Polarity)
		actual[i], plan[i] = p.point.Value, math.NaN()
		v.show(0, i, p.metric, p.metric.Actual(), p.point)
		if pl, ok := p.metric.In(metric.PL).At(p.point.Period); ok && p.metric.In(metric.PL) != p.metric.Actual() {
			plan[i], planned = pl.Value, true
			v.show(1, i, p.metric, p.metric.In(metric.PL), pl)
			v.use(p.metric, p.metric.In(metric.PL), pl)
		}
	}
	v.Spec.Series = []chart.Series{{Scenario: metric.AC, Values: actual}}
	words := scenariosOf(parts)
	if planned {
		v.Spec.Series = append(v.Spec.Series, chart.Series{Scenario: metric.PL, Values: plan})
		words += " (bar) and plan (tick)"
	}
	v.Spec.Title = [3]string{
		together(metrics), unitWords(v.Spec.Unit, v.Spec.Polarity, metric.GrainNone), v.when(parts) + ", " + words,
	}
	return nil
}

// latest returns the latest value of each metric; they must be of one unit, or lengths could not be compared.
func (v *Chart) latest(metrics []*metric.Metric) ([]part, error) {
	var parts []part
	for _, m := range metrics {
		if m.Unit != metrics[0].Unit {
			return nil, refuse("chart-units", "Show metrics of one unit, or each in a chart of its own.", chart.Multiples,
				"%s and %s are counted in different units, so the lengths of their bars cannot be compared.", metrics[0].Name, m.Name)
		}
		p, ok := v.latestOf(m)
		if !ok {
			return nil, refuse("chart-empty", "Take it out of the chart.", nil, "%s has no values to show.", m.Name)
		}
		if p.Period.IsZero() {
			return nil, refuse("chart-no-periods", "Show it in a bar chart of its own.", chart.Bar,
				"%s has one value for each category, so it has no single bar beside the other metrics.", m.Name)
		}
		parts = append(parts, part{m, p})
		v.use(m, m.Actual(), p)
	}
	return parts, nil
}

// categories builds the bars of a table without periods, the largest first.
func (v *Chart) categories(m *metric.Metric) error {
	points, err := v.byCategory(m)
	if err != nil {
		return err
	}
	slices.SortStableFunc(points, func(a, b metric.Point) int { return cmp.Compare(b.Value, a.Value) })
	v.steps(m, points)
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if s := m.In(sc); s != nil && s != m.Actual() {
			v.compareCategories(m, s)
			return nil
		}
	}
	return nil
}

// compareCategories adds what the bars by category are held against.
func (v *Chart) compareCategories(m *metric.Metric, s *metric.Series) {
	values := make([]float64, len(v.Spec.Steps))
	for i, st := range v.Spec.Steps {
		values[i] = math.NaN()
		if p, ok := pointLike(s, metric.Point{Category: st.Name}); ok {
			values[i] = p.Value
			v.show(len(v.Spec.Series), i, m, s, p)
			v.use(m, s, p)
		}
	}
	v.Spec.Series = append(v.Spec.Series, chart.Series{Scenario: s.Scenario, Values: values})
	v.Spec.Title[2] += ", and " + ScenarioWord(s.Scenario) + " (tick)"
}

// byCategory returns the values of a table without periods, in the order of the file.
func (v *Chart) byCategory(m *metric.Metric) ([]metric.Point, error) {
	s := m.Actual()
	if s == nil || len(s.Points) == 0 {
		return nil, refuse("chart-empty", "Choose a metric that has values.", nil, "%s has no values to show.", m.Name)
	}
	return slices.Clone(s.Points), nil
}

// steps makes each point a step of the chart.
func (v *Chart) steps(m *metric.Metric, points []metric.Point) {
	s := m.Actual()
	values := make([]float64, len(points))
	for i, p := range points {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: p.Category})
		values[i] = p.Value
		v.show(0, i, m, s, p)
	}
	v.Spec.Series = []chart.Series{{Scenario: s.Scenario, Values: values}}
	v.use(m, s, points...)
	v.Spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone), v.undated(s)}
}

// scenarios builds the bars of one metric at its latest period: actual against plan, target and prior year.
func (v *Chart) scenarios(m *metric.Metric) error {
	parts, err := v.latest([]*metric.Metric{m})
	if err != nil {
		return err
	}
	at := parts[0].point.Period
	values := []float64{parts[0].point.Value}
	name := ScenarioWord(m.Actual().Scenario)
	v.Spec.Steps = []chart.Step{{Name: strings.ToUpper(name[:1]) + name[1:]}}
	v.show(0, 0, m, m.Actual(), parts[0].point)
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if p, ok := m.In(sc).At(at); ok && m.In(sc) != m.Actual() {
			word := ScenarioWord(sc)
			v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: strings.ToUpper(word[:1]) + word[1:]})
			v.show(0, len(values), m, m.In(sc), p)
			values = append(values, p.Value)
			v.use(m, m.In(sc), p)
		}
	}
	if m.Target != nil {
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: "Target"})
		v.show(0, len(values), m, targetSeries(m), targetPoint(m, at))
		values = append(values, m.Target.Value)
		v.Targets[m] = true
	}
	if len(values) == 1 {
		return refuse("chart-one-bar", "Show it as a line or as columns, or put other metrics of its unit beside it.", chart.Line,
			"A bar chart of %s alone has a single bar, which compares it with nothing.", m.Name)
	}
	v.Spec.Series = []chart.Series{{Scenario: m.Actual().Scenario, Values: values}}
	v.Spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone), at.Label()}
	return nil
}

// targetSeries and targetPoint show a metric's target as a point of a series, for the ledger.
func targetSeries(m *metric.Metric) *metric.Series {
	return &metric.Series{Scenario: metric.PL, Source: m.Target.Source, Sheet: m.Target.Sheet}
}

func targetPoint(m *metric.Metric, at metric.Period) metric.Point {
	return metric.Point{Period: at, Value: m.Target.Value, Cell: m.Target.Cell}
}
