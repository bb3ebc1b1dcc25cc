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
		level := i == 0 && startsWith(p.metric.Name, openings) || i == len(parts)-1 && startsWith(p.metric.Name, closings)
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: p.metric.Name, Total: level})
		values[i] = p.point.Value
		v.show(0, i, p.metric, p.metric.Actual(), p.point)
	}
	v.Spec.Series = []chart.Series{{Scenario: metric.AC, Values: values}}
	if !v.Spec.Steps[len(values)-1].Total {
		v.total(sum(values))
	}
	v.Spec.Title = [3]string{
		together(metrics), unitWords(v.Spec.Unit, v.Spec.Polarity, metric.GrainNone), parts[0].point.Period.Label() + ", " + scenariosOf(parts),
	}
	return nil
}

// ofCategories builds the bridge of a table without periods. It keeps the order of the file, which is the order the story
// is told in, and takes an opening row, and with one a closing row, for the levels they are.
func (v *Chart) ofCategories(m *metric.Metric) error {
	points, err := v.byCategory(m)
	if err != nil {
		return err
	}
	v.steps(m, points)
	last := len(points) - 1
	opens := last > 0 && startsWith(points[0].Category, openings)
	v.Spec.Steps[0].Total = opens
	if v.Spec.Steps[last].Total = opens && startsWith(points[last].Category, closings); !v.Spec.Steps[last].Total {
		v.total(sum(v.Spec.Series[0].Values))
	}
	return nil
}

// The words that make the first metric of a waterfall the level it starts from, and the last one the level it must reach.
var (
	openings = []string{"opening", "starting", "start", "beginning"}
	closings = []string{"closing", "ending", "end", "total"}
)

func sum(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

func (v *Chart) total(value float64) {
	v.Spec.Steps = append(v.Spec.Steps, chart.Step{Name: "Total", Total: true})
	v.Spec.Series[0].Values = append(v.Spec.Series[0].Values, value)
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
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: p.Period, Name: p.Period.Label(), Total: true})
		v.Spec.Series[0].Values = append(v.Spec.Series[0].Values, p.Value)
	}
	v.Spec.Series = []chart.Series{{Scenario: s.Scenario}}
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
		v.from[cell{0, len(v.Spec.Steps)}] = origin{m, s, p, &base}
		v.Spec.Steps = append(v.Spec.Steps, chart.Step{Period: p.Period, Name: name})
		v.Spec.Series[0].Values = append(v.Spec.Series[0].Values, p.Value-before.Value)
		before = p
		used = append(used, p)
	}
	level(points[len(points)-1])
	v.use(m, s, used...)
	v.Spec.Title = [3]string{
		m.Name, unitWords(m.Unit, m.Polarity, metric.GrainNone),
		"Change from " + points[0].Period.Label() + " to " + last.Label() + ", " + ScenarioWord(s.Scenario),
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
