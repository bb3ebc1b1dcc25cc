package compose

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

// bars compares the latest value of several metrics, the values of one by category, or of one its actual value with
// its plan, target and prior year.
func (v *visual) bars(metrics []*metric.Metric) error {
	if len(metrics) == 1 && metrics[0].Grain() == metric.GrainNone {
		return v.categories(metrics[0])
	}
	if len(metrics) == 1 {
		return v.scenarios(metrics[0])
	}
	v.spec.Polarity = polarityOf(metrics)
	parts, err := v.latest(metrics)
	if err != nil {
		return err
	}
	actual, plan := make([]float64, len(parts)), make([]float64, len(parts))
	planned := false
	for i, p := range parts {
		v.spec.Steps = append(v.spec.Steps, chart.Step{Name: p.metric.Name})
		v.spec.Senses = append(v.spec.Senses, p.metric.Polarity)
		actual[i], plan[i] = p.point.Value, math.NaN()
		v.show(0, i, p.metric, p.metric.Actual(), p.point)
		if pl, ok := p.metric.In(metric.PL).At(p.point.Period); ok && p.metric.In(metric.PL) != p.metric.Actual() {
			plan[i], planned = pl.Value, true
			v.show(1, i, p.metric, p.metric.In(metric.PL), pl)
			v.use(p.metric, p.metric.In(metric.PL), pl)
		}
	}
	v.spec.Series = []chart.Series{{Scenario: metric.AC, Values: actual}}
	words := scenariosOf(parts)
	if planned {
		v.spec.Series = append(v.spec.Series, chart.Series{Scenario: metric.PL, Values: plan})
		words += " (bar) and plan (tick)"
	}
	v.spec.Title = [3]string{
		together(metrics), unitWords(v.spec.Unit, v.spec.Polarity, metric.GrainNone), v.when(parts) + ", " + words,
	}
	return nil
}

// polarityOf returns what is good for all of some metrics: neither way where they differ.
func polarityOf(metrics []*metric.Metric) metric.Polarity {
	for _, m := range metrics {
		if m.Polarity != metrics[0].Polarity {
			return metric.Neutral
		}
	}
	return metrics[0].Polarity
}

// part is the latest value of one metric.
type part struct {
	metric *metric.Metric
	point  metric.Point
}

// latest returns the latest value of each metric; they must be of one unit, or lengths could not be compared.
func (v *visual) latest(metrics []*metric.Metric) ([]part, error) {
	var parts []part
	for _, m := range metrics {
		if m.Unit != metrics[0].Unit {
			return nil, refuse("chart-units", "Show metrics of one unit, or each in a chart of its own.", brief.Multiples,
				"%s and %s are counted in different units, so the lengths of their bars cannot be compared.", metrics[0].Name, m.Name)
		}
		p, ok := v.latestOf(m)
		if !ok {
			return nil, refuse("chart-empty", "Take it out of the chart.", "", "%s has no values to show.", m.Name)
		}
		if p.Period.IsZero() {
			return nil, refuse("chart-no-periods", "Show it in a bar chart of its own.", brief.Bar,
				"%s has one value for each category, so it has no single bar beside the other metrics.", m.Name)
		}
		parts = append(parts, part{m, p})
		v.use(m, m.Actual(), p)
	}
	return parts, nil
}

// scenariosOf says what the parts are: "actual", or "actual and plan" where a metric has no actual values.
func scenariosOf(parts []part) string {
	var words []string
	for _, p := range parts {
		if w := scenarioWord(p.metric.Actual().Scenario); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return and(words)
}

// when names the period of the parts, or says that they differ.
func (v *visual) when(parts []part) string {
	first, last := parts[0].point.Period, parts[0].point.Period
	for _, p := range parts[1:] {
		if p.point.Period.Before(first) {
			first = p.point.Period
		}
		if last.Before(p.point.Period) {
			last = p.point.Period
		}
	}
	if first == last {
		return first.Label()
	}
	v.warn("chart-periods", "Import the missing values, or leave the older metric out.",
		"The bars are of different periods, %s to %s; the chart says so, but a reader may miss it.", first.Label(), last.Label())
	if first.Grain != last.Grain {
		return "Latest values, " + first.Label() + " to " + last.Label()
	}
	return "Latest values, " + span(first, last)
}

// together names several metrics in a title.
func together(metrics []*metric.Metric) string {
	if len(metrics) == 1 {
		return metrics[0].Name
	}
	if len(metrics) > 3 {
		return metrics[0].Name + " and " + countWord(len(metrics)-1) + " others"
	}
	names := make([]string, len(metrics))
	for i, m := range metrics {
		names[i] = m.Name
	}
	return and(names)
}

var countWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// countWord writes small numbers in words.
func countWord(n int) string {
	if n < len(countWords) {
		return countWords[n]
	}
	return "many"
}

// categories builds the bars of a table without periods, the largest first.
func (v *visual) categories(m *metric.Metric) error {
	points, err := v.byCategory(m)
	if err != nil {
		return err
	}
	slices.SortStableFunc(points, func(a, b metric.Point) int { return cmp.Compare(b.Value, a.Value) })
	v.steps(m, points)
	return nil
}

// byCategory returns the values of a table without periods, in the order of the file.
func (v *visual) byCategory(m *metric.Metric) ([]metric.Point, error) {
	s := m.Actual()
	if s == nil || len(s.Points) == 0 {
		return nil, refuse("chart-empty", "Choose a metric that has values.", "", "%s has no values to show.", m.Name)
	}
	return slices.Clone(s.Points), nil
}

// steps makes each point a step of the chart.
func (v *visual) steps(m *metric.Metric, points []metric.Point) {
	s := m.Actual()
	values := make([]float64, len(points))
	for i, p := range points {
		v.spec.Steps = append(v.spec.Steps, chart.Step{Name: p.Category})
		values[i] = p.Value
		v.show(0, i, m, s, p)
	}
	v.spec.Series = []chart.Series{{Scenario: s.Scenario, Values: values}}
	v.use(m, s, points...)
	v.spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone), v.undated(s)}
}

// ofCategories builds the bridge of a table without periods. It keeps the order of the file, which is the order the story
// is told in, and takes an opening row, and with one a closing row, for the levels they are.
func (v *visual) ofCategories(m *metric.Metric) error {
	points, err := v.byCategory(m)
	if err != nil {
		return err
	}
	v.steps(m, points)
	last := len(points) - 1
	opens := last > 0 && startsWith(points[0].Category, openings)
	v.spec.Steps[0].Total = opens
	if v.spec.Steps[last].Total = opens && startsWith(points[last].Category, closings); !v.spec.Steps[last].Total {
		v.total(sum(v.spec.Series[0].Values))
	}
	return nil
}

// undated is the third title line of a table without periods: what is known of its date is when its file was saved.
func (v *visual) undated(s *metric.Series) string {
	word := scenarioWord(s.Scenario)
	word = strings.ToUpper(word[:1]) + word[1:]
	if src := v.c.brief.Source(s.Source); src != nil && !src.Modified.IsZero() {
		return word + ", file saved " + day(src.Modified.In(time.UTC))
	}
	return word
}

// scenarios builds the bars of one metric at its latest period: actual against plan, target and prior year.
func (v *visual) scenarios(m *metric.Metric) error {
	parts, err := v.latest([]*metric.Metric{m})
	if err != nil {
		return err
	}
	at := parts[0].point.Period
	values := []float64{parts[0].point.Value}
	name := scenarioWord(m.Actual().Scenario)
	v.spec.Steps = []chart.Step{{Name: strings.ToUpper(name[:1]) + name[1:]}}
	v.show(0, 0, m, m.Actual(), parts[0].point)
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if p, ok := m.In(sc).At(at); ok && m.In(sc) != m.Actual() {
			word := scenarioWord(sc)
			v.spec.Steps = append(v.spec.Steps, chart.Step{Name: strings.ToUpper(word[:1]) + word[1:]})
			v.show(0, len(values), m, m.In(sc), p)
			values = append(values, p.Value)
			v.use(m, m.In(sc), p)
		}
	}
	if m.Target != nil {
		v.spec.Steps = append(v.spec.Steps, chart.Step{Name: "Target"})
		v.show(0, len(values), m, targetSeries(m), targetPoint(m, at))
		values = append(values, m.Target.Value)
		v.e.targets[m] = true
	}
	if len(values) == 1 {
		return refuse("chart-one-bar", "Show it as a line or as columns, or put other metrics of its unit beside it.", brief.Line,
			"A bar chart of %s alone has a single bar, which compares it with nothing.", m.Name)
	}
	v.spec.Series = []chart.Series{{Scenario: m.Actual().Scenario, Values: values}}
	v.spec.Title = [3]string{m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone), at.Label()}
	return nil
}

// bridge builds a waterfall: of one metric from its first to its latest period, or of several that add up.
func (v *visual) bridge(metrics []*metric.Metric) error {
	for _, m := range metrics {
		if m.Unit.Kind == metric.Percent {
			return refuse("waterfall-percent", "Show it as a line chart instead.", brief.Line,
				"%s is a percentage. A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.", m.Name)
		}
	}
	if len(metrics) == 1 && metrics[0].Grain() != metric.GrainNone {
		return v.course(metrics[0])
	}
	if len(metrics) == 1 {
		return v.ofCategories(metrics[0])
	}
	parts, err := v.latest(metrics)
	if err != nil {
		return err
	}
	values := make([]float64, len(parts))
	for i, p := range parts {
		if p.point.Period != parts[0].point.Period {
			return refuse("chart-periods", "Import the missing values, or show the metrics as bars.", brief.Bar,
				"%s is of %s and %s of %s, so they cannot be added up.",
				parts[0].metric.Name, parts[0].point.Period.Label(), p.metric.Name, p.point.Period.Label())
		}
		level := i == 0 && startsWith(p.metric.Name, openings) || i == len(parts)-1 && startsWith(p.metric.Name, closings)
		v.spec.Steps = append(v.spec.Steps, chart.Step{Name: p.metric.Name, Total: level})
		values[i] = p.point.Value
		v.show(0, i, p.metric, p.metric.Actual(), p.point)
	}
	v.spec.Series = []chart.Series{{Scenario: metric.AC, Values: values}}
	if !v.spec.Steps[len(values)-1].Total {
		v.total(sum(values))
	}
	v.spec.Title = [3]string{
		together(metrics), unitWords(v.spec.Unit, v.spec.Polarity, metric.GrainNone), parts[0].point.Period.Label() + ", " + scenariosOf(parts),
	}
	return nil
}

// The words that make the first metric of a waterfall the level it starts from, and the last one the level it must reach.
var (
	openings = []string{"opening", "starting", "start", "beginning"}
	closings = []string{"closing", "ending", "end", "total"}
)

func startsWith(name string, words []string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(name)), " ")
	return slices.Contains(words, first)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

func (v *visual) total(value float64) {
	v.spec.Steps = append(v.spec.Steps, chart.Step{Name: "Total", Total: true})
	v.spec.Series[0].Values = append(v.spec.Series[0].Values, value)
}

// mostSteps is how many changes a waterfall over time shows; longer courses are taken together by quarter or year.
const mostSteps = 7

// course builds the bridge of one metric from its first to its latest period.
func (v *visual) course(m *metric.Metric) error {
	s := m.Actual()
	start, last := v.window(m)
	points := slices.DeleteFunc(slices.Clone(s.Points), func(p metric.Point) bool { return p.Period.N < start.N || p.Period.N > last.N })
	if len(points) > 0 {
		last = points[len(points)-1].Period
	}
	if len(points) < 2 {
		return refuse("chart-empty", "Show it as columns.", "", "%s has one period only, so there is no way from one to another.", m.Name)
	}
	level := func(p metric.Point) {
		v.show(0, len(v.spec.Steps), m, s, p)
		v.spec.Steps = append(v.spec.Steps, chart.Step{Period: p.Period, Name: p.Period.Label(), Total: true})
		v.spec.Series[0].Values = append(v.spec.Series[0].Values, p.Value)
	}
	v.spec.Series = []chart.Series{{Scenario: s.Scenario}}
	level(points[0])
	before, used := points[0], []metric.Point{points[0]}
	for i, p := range points[1:] {
		name, more := stepOf(p.Period, len(points)-1 > mostSteps)
		if next := i + 2; more && next < len(points) {
			if after, _ := stepOf(points[next].Period, true); after == name {
				continue
			}
		}
		base := before
		v.from[cell{0, len(v.spec.Steps)}] = origin{m, s, p, &base}
		v.spec.Steps = append(v.spec.Steps, chart.Step{Period: p.Period, Name: name})
		v.spec.Series[0].Values = append(v.spec.Series[0].Values, p.Value-before.Value)
		before = p
		used = append(used, p)
	}
	level(points[len(points)-1])
	v.use(m, s, used...)
	v.spec.Title = [3]string{
		m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone),
		"Change from " + points[0].Period.Label() + " to " + last.Label() + ", " + scenarioWord(s.Scenario),
	}
	return nil
}

// stepOf names the step a period's change belongs to, alone or taken together with the others of its month, quarter or year.
func stepOf(p metric.Period, together bool) (name string, more bool) {
	if !together {
		words := strings.Fields(p.Label())
		if p.Grain == metric.Month || p.Grain == metric.Week {
			return words[0], false
		}
		return p.Label(), false
	}
	start := p.Start(time.January)
	switch p.Grain {
	case metric.Day, metric.Week:
		return start.Format("Jan 2006"), true
	case metric.Month:
		return metric.QuarterOf(start.Year(), (int(start.Month())+2)/3).Label(), true
	case metric.Quarter:
		year, _ := p.Parts()
		if p.Fiscal {
			return metric.FiscalYearOf(year).Label(), true
		}
		return metric.YearOf(year).Label(), true
	}
	return p.Label(), false
}
