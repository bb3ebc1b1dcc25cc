package compose

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
)

const chartPlace = brief.Place("evidence.chart")

// chartOf turns the brief's chart into a specification. What cannot be shown honestly is a finding and no chart.
func (c *composer) chartOf(e *evidence, ch *brief.Chart) {
	var metrics []*metric.Metric
	for _, name := range ch.Metrics {
		m := c.brief.Metric(name)
		if m == nil {
			// In the coach's words, so that the two findings are one.
			c.problem(chartPlace, "chart-metric", "Choose one of the brief's metrics for the chart, or import the file that holds it.",
				"The chart shows “%s”, and the brief has no metric of that name.", name)
			continue
		}
		metrics = append(metrics, m)
	}
	if len(metrics) < len(ch.Metrics) {
		return
	}
	if len(metrics) == 0 {
		c.problem(chartPlace, "chart-empty", "Choose a metric for the chart.", "The chart shows no metric yet.")
		return
	}
	v, err := c.visualOf(e, ch, metrics)
	var refusal *chart.Refusal
	switch {
	case errors.As(err, &refusal):
		c.refused(refusal)
		return
	case err != nil:
		c.problem(chartPlace, "chart-refused", "Choose another form.", "%s", err.Error())
		return
	}
	v.gate()
	e.chart, e.visual = v.spec, v
}

// visualOf builds a chart of metrics, of which there is at least one. The error is a *chart.Refusal with the form that
// would show them honestly, where there is such a one.
func (c *composer) visualOf(e *evidence, ch *brief.Chart, metrics []*metric.Metric) (*visual, error) {
	v := &visual{c: c, e: e, chart: ch, place: chartPlace, from: map[cell]origin{}, spec: &chart.Spec{
		Kind: chart.Kind(ch.Kind), Unit: metrics[0].Unit, Polarity: metrics[0].Polarity, Format: c.figures.Format(),
		Theme: c.Theme.Charts(),
	}}
	build, ok := visuals[ch.Kind]
	if !ok {
		return nil, &chart.Refusal{
			Code: "chart-kind", Text: fmt.Sprintf("There is no chart form called “%s”.", ch.Kind), Fix: "Choose line, column, bar or waterfall.",
		}
	}
	if err := build(v, metrics); err != nil {
		return nil, err
	}
	v.say(metrics[0])
	// A chart in ample room shows whether the chart can be drawn at all; the page then gives it the room it has.
	if _, err := chart.Lay(c.Fonts, page.Rect{W: 1000, H: 1000}, v.spec); err != nil {
		return nil, err
	}
	return v, nil
}

// refused notes that a chart is not drawn, with the form that would show the same honestly.
func (c *composer) refused(r *chart.Refusal) {
	c.findings = append(c.findings, brief.Finding{
		Severity: brief.Error, Code: r.Code, Place: chartPlace, Text: r.Text, Fix: r.Fix, Instead: brief.ChartKind(r.Instead),
	})
}

// gate checks the characters of all that the chart prints.
func (v *visual) gate() {
	for _, line := range v.spec.Title {
		v.c.gate(chartPlace, line)
	}
	for _, s := range v.spec.Steps {
		v.c.gate(chartPlace, s.Name)
	}
	for _, p := range v.spec.Panels {
		v.c.gate(chartPlace, p.Name)
	}
	for _, s := range v.spec.Series {
		v.c.gate(chartPlace, s.Name)
	}
	if cloud := v.spec.Cloud; cloud != nil {
		for _, d := range cloud.Dots {
			v.c.gate(chartPlace, d.Name)
		}
		for _, q := range cloud.Quadrants {
			v.c.gate(chartPlace, q)
		}
	}
}

// visual is a chart specification being built.
type visual struct {
	c     *composer
	e     *evidence
	chart *brief.Chart
	spec  *chart.Spec
	place brief.Place     // what its numbers and its description are told by
	from  map[cell]origin // where the chart's numbers come from
}

// cell names a number of the chart's specification.
type cell struct{ series, step int }

// origin is the point of a metric's series that a number of the chart shows, and the one it is counted from where it is a
// change.
type origin struct {
	metric *metric.Metric
	series *metric.Series
	point  metric.Point
	base   *metric.Point
}

// visuals says how each form is built from its metrics.
var visuals = map[brief.ChartKind]func(*visual, []*metric.Metric) error{
	brief.Line:      (*visual).overTime,
	brief.Column:    (*visual).overTime,
	brief.Variance:  (*visual).overTime,
	brief.Stacked:   (*visual).stacked,
	brief.Bar:       (*visual).bars,
	brief.Waterfall: (*visual).bridge,
	brief.Bullet:    (*visual).bullets,
	brief.Dumbbell:  (*visual).dumbbells,
	brief.Slope:     (*visual).slopes,
	brief.Scatter:   (*visual).scatter,
	brief.Quadrants: (*visual).scatter,
	brief.Sparkline: (*visual).sparklines,
	brief.Multiples: (*visual).multiples,
}

// use keeps the points that the chart draws for the source notes.
func (v *visual) use(m *metric.Metric, s *metric.Series, points ...metric.Point) {
	v.e.used = append(v.e.used, usedPoints{m, s, points})
}

func (v *visual) warn(code, fix, format string, args ...any) {
	v.c.findings = append(v.c.findings, brief.Finding{
		Severity: brief.Warning, Code: code, Place: chartPlace, Text: fmt.Sprintf(format, args...), Fix: fix,
	})
}

func refuse(code, fix string, instead brief.ChartKind, format string, args ...any) error {
	return &chart.Refusal{Code: code, Text: fmt.Sprintf(format, args...), Fix: fix, Instead: chart.Kind(instead)}
}

// show keeps where a number of the chart comes from.
func (v *visual) show(series, step int, m *metric.Metric, s *metric.Series, p metric.Point) {
	v.from[cell{series, step}] = origin{metric: m, series: s, point: p}
}

// overTime builds a line or column chart of the first metric.
func (v *visual) overTime(metrics []*metric.Metric) error {
	m := metrics[0]
	if len(metrics) > 1 {
		v.warn("chart-one-metric", "Show several metrics as bars, or take the others out of the chart.",
			"A %s chart shows one metric; “%s” is left out.", v.spec.Kind, metrics[1].Name)
	}
	if err := v.overPeriods(m); err != nil {
		return err
	}
	actual := m.Actual()
	start, end := v.window(m)
	for p := start; p.N <= end.N; p = p.Add(1) {
		v.spec.Steps = append(v.spec.Steps, chart.Step{Period: p})
	}
	if !v.add(m, actual) {
		return refuse("chart-empty", "Choose other periods.", "", "%s has no values from %s to %s.", m.Name, start.Label(), end.Label())
	}
	words := []string{scenarioWord(actual.Scenario)}
	for _, sc := range v.compared(m) {
		if v.add(m, m.In(sc)) {
			words = append(words, scenarioWord(sc))
		}
	}
	if v.spec.Kind == chart.Variance && len(v.spec.Series) < 2 {
		return refuse("variance-no-plan", "Import the plan with the actual values, or show it as columns.", brief.Column,
			"%s has neither a plan nor a prior year for these periods, so there is no difference to show.", m.Name)
	}
	if t := m.Target; t != nil && v.targetSays(t.Value) && v.spec.Kind != chart.Variance {
		v.spec.Target = &t.Value
		v.e.targets[m] = true
		words = append(words, "target")
	}
	when := span(start, end) + ", " + and(words)
	if last, ok := v.lastIn(actual, end); ok && v.partial(actual, last) {
		v.spec.Partial = true
		when += "; " + v.soFar(actual, last)
	}
	v.spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, start.Grain), when}
	return nil
}

// overPeriods refuses a metric without values over time.
func (v *visual) overPeriods(m *metric.Metric) error {
	last, ok := m.Actual().Latest()
	switch {
	case !ok:
		return refuse("chart-empty", "Choose a metric that has values.", "", "%s has no values to show.", m.Name)
	case last.Period.IsZero():
		return refuse("chart-no-periods", "Show it as bars.", brief.Bar,
			"%s has one value for each category and none over time, and a line or columns over categories would look like a course of events.", m.Name)
	}
	return nil
}

// compared lists the scenarios drawn beside the actual one: columns have room for one.
func (v *visual) compared(m *metric.Metric) []metric.Scenario {
	all := []metric.Scenario{metric.PL, metric.PY, metric.FC}
	return slices.DeleteFunc(all, func(sc metric.Scenario) bool { return m.In(sc) == m.Actual() || !v.chart.Kind.Draws(m, sc) })
}

// add puts a series on the chart's steps, and reports whether it has a value there.
func (v *visual) add(m *metric.Metric, s *metric.Series) bool {
	values := make([]float64, len(v.spec.Steps))
	var points []metric.Point
	for i, st := range v.spec.Steps {
		values[i] = math.NaN()
		if p, ok := s.At(st.Period); ok {
			values[i] = p.Value
			points = append(points, p)
			v.show(len(v.spec.Series), i, m, s, p)
		}
	}
	if len(points) == 0 {
		return false
	}
	v.spec.Series = append(v.spec.Series, chart.Series{Scenario: s.Scenario, Values: values})
	v.use(m, s, points...)
	return true
}

// targetSays reports whether a target line would tell more than the plan line does.
func (v *visual) targetSays(target float64) bool {
	for _, s := range v.spec.Series[1:] {
		if s.Scenario == metric.PL && s.Values[len(s.Values)-1] == target {
			return false
		}
	}
	return true
}

// partial reports whether the latest value is of a period that was not over when the file was saved.
func (v *visual) partial(s *metric.Series, last metric.Point) bool {
	if _, through, ok := s.Partial(last.Period); ok && !through.IsZero() {
		return true
	}
	_, open := openAt(v.c.brief.Source(s.Source), last.Period, v.c.fiscalStart())
	return open
}

// soFar says how far an unfinished period goes: "Oct 2026 to date", or "Oct 2026 to 14 Oct 2026" where the data tells.
func (v *visual) soFar(s *metric.Series, last metric.Point) string {
	if _, through, ok := s.Partial(last.Period); ok && !through.IsZero() {
		return last.Period.Label() + " to " + through.Label()
	}
	return last.Period.Label() + " to date"
}

// span names a stretch of periods: "Jan–Oct 2026", "Nov 2024–Oct 2026", "Q1–Q4 2026".
func span(from, to metric.Period) string {
	if from == to {
		return to.Label()
	}
	a, b := from.Label(), to.Label()
	year, _ := from.Parts()
	if other, _ := to.Parts(); year == other && from.Grain != metric.Year {
		if i := strings.LastIndex(a, " "); i > 0 {
			a = a[:i]
		}
	}
	return a + "–" + b
}

var scenarioWords = map[metric.Scenario]string{
	metric.AC: "actual", metric.PL: "plan", metric.PY: "prior year", metric.FC: "forecast",
}

func scenarioWord(s metric.Scenario) string { return scenarioWords[s] }

// and joins words as a sentence does.
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

var grainWords = map[metric.Grain]string{
	metric.Day: "daily", metric.Week: "weekly", metric.Month: "monthly", metric.Quarter: "quarterly", metric.Year: "yearly",
}

// unitWords is the second line of a chart's title: "Percent, monthly; lower is better".
func unitWords(u metric.Unit, p metric.Polarity, g metric.Grain) string {
	words := map[metric.Kind]string{metric.Percent: "Percent", metric.Count: "Count", metric.Number: "Number"}[u.Kind]
	switch {
	case u.Kind == metric.Currency && u.Currency != "":
		words = u.Currency
	case u.Kind == metric.Currency:
		words = "Amount"
	case u.Kind == metric.Duration:
		words = "Duration in " + u.Symbol
		if u.Symbol == "" {
			words = "Duration"
		}
	case u.Kind == metric.Number && u.Symbol != "":
		words = "In " + u.Symbol
	}
	if g != metric.GrainNone {
		words += ", " + grainWords[g]
	}
	if p == metric.LowerBetter {
		words += "; lower is better"
	}
	return words
}
