package visual

import (
	"slices"
	"strings"
	"time"

	"throughline/app/metric"
	"throughline/export/chart"
)

// bridge builds a waterfall: of one metric from its first to its latest period, or of several that add up.
func (v *Chart) bridge(metrics []*metric.Metric) error {
	for _, m := range metrics {
		if m.Unit.Kind == metric.Percent {
			return refuse("waterfall-percent", "Show it as a line chart instead.", chart.Line,
				"%s is a percentage. A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.", m.Name)
		}
	}
	if len(metrics) == 1 && metrics[0].Grain() != metric.GrainNone {
		return v.bridgeOverTime(metrics[0])
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
			return refuse("chart-periods", "Import the missing values, or show the metrics as bars.", chart.Bar,
				"%s is of %s and %s of %s, so they cannot be added up.",
				parts[0].metric.Name, parts[0].point.Period.Label(), p.metric.Name, p.point.Period.Label())
		}
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: p.metric.Name})
		values[i] = p.point.Value
		v.show(0, i, p.metric, p.metric.Actual(), p.point)
	}
	v.Spec.Series = []chart.Series{{Scenario: metric.AC, Values: values}}
	v.level()
	v.Spec.Title = [3]string{
		together(metrics), unitWords(v.Spec.Unit, v.Spec.Polarity, metric.GrainNone), parts[0].point.Period.Label() + ", " + scenariosOf(parts),
	}
	return nil
}

// ofCategories builds the bridge of a table without periods. It keeps the order of the file, which is the order the story
// is told in.
func (v *Chart) ofCategories(m *metric.Metric) error {
	points, err := v.byCategory(m)
	if err != nil {
		return err
	}
	v.steps(m, points)
	v.level()
	return nil
}

// level marks the steps of a bridge that are levels and not changes, and adds the total where the last step is none.
func (v *Chart) level() {
	names := make([]string, len(v.Spec.Steps))
	for i, s := range v.Spec.Steps {
		names[i] = s.Name
	}
	values := v.Spec.Series[0].Values
	last := len(values) - 1
	is := levels(names, values)
	for i := range is {
		v.Spec.Steps[i].Total = is[i]
	}
	if is[last] {
		return
	}
	total, from := 0.0, 0
	for i, x := range values {
		if is[i] {
			total, from = 0, i
		}
		total += x
	}
	sum := made{op: metric.OpTotal}
	for i := from; i <= last; i++ {
		sum.of = append(sum.of, cell{0, i})
	}
	v.made[cell{0, last + 1}] = sum
	v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: "Total", Total: true})
	v.Spec.Series[0].Values = append(values, total)
}

// mostSteps is how many changes a waterfall over time shows; longer courses are taken together by quarter or year.
const mostSteps = 7

// bridgeOverTime builds the bridge of one metric from its first to its latest period.
func (v *Chart) bridgeOverTime(m *metric.Metric) error {
	s := m.Actual()
	start, last := v.window(m)
	points := slices.DeleteFunc(slices.Clone(s.Points), func(p metric.Point) bool { return p.Period.N < start.N || p.Period.N > last.N })
	if len(points) > 0 {
		last = points[len(points)-1].Period
	}
	if len(points) < 2 {
		return refuse("chart-empty", "Show it as columns.", nil, "%s has one period only, so there is no way from one to another.", m.Name)
	}
	level := func(p metric.Point) {
		v.show(0, len(v.Spec.Steps), m, s, p)
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: p.Period, Name: p.Period.LabelIn(v.Spec.Format.Locale), Total: true})
		v.Spec.Series[0].Values = append(v.Spec.Series[0].Values, p.Value)
	}
	v.Spec.Series = []chart.Series{{Scenario: s.Scenario}}
	level(points[0])
	before, used := points[0], []metric.Point{points[0]}
	for _, g := range stretches(points, len(points)-1 > mostSteps) {
		base := before
		v.from[cell{0, len(v.Spec.Steps)}] = origin{m, s, g.last, &base}
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: g.last.Period, Name: g.name})
		v.Spec.Series[0].Values = append(v.Spec.Series[0].Values, g.last.Value-before.Value)
		before = g.last
		used = append(used, g.last)
	}
	level(points[len(points)-1])
	v.use(m, s, used...)
	v.Spec.Title = [3]string{
		m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone),
		"Change from " + points[0].Period.Label() + " to " + last.Label() + ", " + ScenarioWord(s.Scenario),
	}
	return nil
}

// stretch is the periods whose changes one step of a bridge takes together.
type stretch struct {
	name string
	last metric.Point
}

// stretches divides the points after the first among the steps of a bridge: one each or, together, by month, quarter or
// year. A stretch that a month, quarter or year is not whole in is named by the periods it has: a step that tells the change
// of December alone is not the fourth quarter's.
func stretches(points []metric.Point, together bool) []stretch {
	var out []stretch
	for i := 1; i < len(points); i++ {
		if !together {
			out = append(out, stretch{shortLabel(points[i].Period), points[i]})
			continue
		}
		first, name := points[i].Period, groupOf(points[i].Period)
		for i+1 < len(points) && groupOf(points[i+1].Period) == name {
			i++
		}
		last := points[i].Period
		if groupOf(points[0].Period) == name || groupOf(last.Add(1)) == name {
			name = Span(first, last)
		}
		out = append(out, stretch{name, points[i]})
	}
	return out
}

// shortLabel names a period without its year, where it is one of many: "Oct", "W42".
func shortLabel(p metric.Period) string {
	if p.Grain == metric.Month || p.Grain == metric.Week {
		return strings.Fields(p.Label())[0]
	}
	return p.Label()
}

// groupOf names the month, quarter or year that a period's change is taken together with others in.
func groupOf(p metric.Period) string {
	start := p.Start(time.January)
	switch p.Grain {
	case metric.Day, metric.Week:
		return start.Format("Jan 2006")
	case metric.Month:
		return metric.QuarterOf(start.Year(), (int(start.Month())+2)/3).Label()
	case metric.Quarter:
		year, _ := p.Parts()
		if p.Fiscal {
			return metric.FiscalYearOf(year).Label()
		}
		return metric.YearOf(year).Label()
	}
	return p.Label()
}
