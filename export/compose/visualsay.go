package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

// say adds what the writer says of the chart: the difference, the remarks and the highlight. m is the chart's first metric,
// whose periods a period without a year is one of.
func (v *visual) say(m *metric.Metric) {
	v.difference(m)
	for i, a := range v.chart.Annotations {
		place := brief.AnnotationPlace(i)
		text := v.c.plain(place)
		if text == "" {
			continue
		}
		step := v.find(m, a.At)
		if step < 0 {
			v.warnAt(place, "chart-annotation", "Name a period or a category that the chart shows.",
				"The annotation “%s” is at “%s”, which the chart does not show, so it is left out.", text, a.At)
			continue
		}
		v.spec.Remarks = append(v.spec.Remarks, chart.Remark{Step: step, Text: text})
	}
	if h := strings.TrimSpace(v.chart.Highlight); h != "" {
		if v.spec.Highlight = v.named(m, h); v.spec.Highlight == "" {
			v.warn("chart-highlight", "Name a period, category or metric that the chart shows.",
				"The chart is to highlight “%s”, which it does not show.", h)
		}
	}
}

// arrows are the forms that tell a difference by an arrow.
var arrows = map[chart.Kind]bool{chart.Line: true, chart.Column: true, chart.Variance: true, chart.Stacked: true, chart.Waterfall: true}

func (v *visual) difference(m *metric.Metric) {
	d := v.chart.Difference
	switch {
	case d.IsZero() || v.spec.Kind == chart.Slope || v.spec.Kind == chart.Dumbbell: // these are two periods already
		return
	case !arrows[v.spec.Kind] || len(v.spec.Steps) == 0 || v.spec.Steps[0].Period.IsZero():
		v.warn("chart-difference", "Show the metric as a line or as columns, or leave the difference out.",
			"A difference is told between two periods, and this chart has none to put an arrow between.")
		return
	}
	from, to := v.find(m, d.From), v.reached(m, d.To)
	for words, i := range map[string]int{d.From: from, d.To: to} {
		if _, ok := v.from[cell{0, i}]; !ok {
			v.warn("chart-difference", "Name two periods that the chart shows a value of.",
				"The difference is between “%s” and “%s”, and the chart has no value of “%s”.", d.From, d.To, words)
			return
		}
	}
	if from == to {
		v.warn("chart-difference", "Name two periods.", "The difference is between “%s” and itself.", d.From)
		return
	}
	v.spec.Difference = &chart.Difference{From: min(from, to), To: max(from, to)}
}

// reached returns the step at which a period ends: in a waterfall the level that is reached, not the last change.
func (v *visual) reached(m *metric.Metric, name string) int {
	if p, ok := periodOf(m, name); ok {
		for i := len(v.spec.Steps) - 1; i >= 0; i-- {
			if s := v.spec.Steps[i]; s.Total && s.Period == p {
				return i
			}
		}
	}
	return v.find(m, name)
}

// find returns the index of the step, panel or dot that a writer names, −1 for none.
func (v *visual) find(m *metric.Metric, name string) int {
	p, isPeriod := periodOf(m, name)
	for i, s := range v.spec.Steps {
		if isPeriod && s.Period == p || s.Name != "" && same(s.Name, name) {
			if v.spec.Panels == nil {
				return i
			}
		}
	}
	for i, x := range v.spec.Panels {
		if same(x.Name, name) {
			return i
		}
	}
	if v.spec.Cloud != nil {
		for i, d := range v.spec.Cloud.Dots {
			if same(d.Name, name) || isPeriod && same(d.Name, p.Label()) {
				return i
			}
		}
	}
	return -1
}

// named returns what the chart calls the thing to highlight, "" where it has no such thing.
func (v *visual) named(m *metric.Metric, name string) string {
	for _, s := range v.spec.Series {
		if s.Name != "" && same(s.Name, name) {
			return s.Name
		}
	}
	if v.spec.Cloud != nil {
		for _, q := range v.spec.Cloud.Quadrants {
			if same(q, name) {
				return q
			}
		}
	}
	i := v.find(m, name)
	switch {
	case i < 0:
		return ""
	case v.spec.Panels != nil:
		return v.spec.Panels[i].Name
	case v.spec.Cloud != nil:
		return v.spec.Cloud.Dots[i].Name
	case v.spec.Steps[i].Name != "":
		return v.spec.Steps[i].Name
	}
	return v.spec.Steps[i].Period.Label()
}

func same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// periodOf reads a period as people write it; one without a year is its latest occurrence in the metric.
func periodOf(m *metric.Metric, text string) (metric.Period, bool) {
	if p, ok := metric.ParsePeriod(text); ok {
		return p, true
	}
	if bare, ok := metric.ParseBarePeriod(text); ok {
		return m.Occurrence(bare, metric.Period{})
	}
	return metric.Period{}, false
}

// window returns the first and the last period of the chart: those the writer chose, else as many as suit the form, up to
// the latest value or, with foreseen, the end of its forecast.
func (v *visual) window(m *metric.Metric, foreseen bool) (start, end metric.Period) {
	points := m.Actual().Points
	start, end = points[0].Period, points[len(points)-1].Period
	if fc := m.In(metric.FC); foreseen && fc != m.Actual() {
		if p, ok := fc.Latest(); ok && p.Period.Grain == end.Grain && end.Before(p.Period) {
			end = end.Add(min(p.Period.N-end.N, 6))
		}
	}
	first := start
	if to, ok := v.bound(m, v.chart.To, end, true); ok {
		end = to
	}
	if from, ok := v.bound(m, v.chart.From, start, false); ok {
		start = from
	} else if most := mostPeriodsOf(v.chart.Kind, start.Grain); most > 0 && end.N-start.N >= most {
		start.N = end.N - most + 1
	}
	if end.N < first.N || end.N < start.N {
		v.warn("chart-period", "Choose periods that have values.", "The chart's window ends before it begins, so all periods are shown.")
		return first, points[len(points)-1].Period
	}
	if end.N-start.N >= mostShown {
		v.warn("chart-period", "Choose fewer periods.", "The chart shows the latest %d periods of its window; more could not be read.", mostShown)
		start.N = end.N - mostShown + 1
	}
	if start.N < first.N {
		start.N = first.N
	}
	return start, end
}

// mostShown is how many periods a chart shows at most, whoever asks.
const mostShown = 120

// bound reads one end of the window. A year or quarter stands for its first or last month, as the end asks.
func (v *visual) bound(m *metric.Metric, text string, like metric.Period, last bool) (metric.Period, bool) {
	if strings.TrimSpace(text) == "" {
		return metric.Period{}, false
	}
	p, ok := periodOf(m, text)
	if !ok {
		v.warn("chart-period", "Write a period as in “Jan 2026”.", "The chart's window names “%s”, which is no period.", text)
		return p, false
	}
	if p.Grain == like.Grain && p.Fiscal == like.Fiscal {
		return p, true
	}
	day := p.Start(v.c.fiscalStart())
	if last {
		day = p.End(v.c.fiscalStart())
	}
	for q := like; ; {
		// The period of the metric that holds the day, found from one that is near it.
		start, end := q.Start(v.c.fiscalStart()), q.End(v.c.fiscalStart())
		switch length := max(int(end.Sub(start).Hours()/24), 1); {
		case day.Before(start):
			q = q.Add(-max(int(start.Sub(day).Hours()/24)/(length+3), 1))
		case day.After(end):
			q = q.Add(max(int(day.Sub(end).Hours()/24)/(length+3), 1))
		default:
			return q, true
		}
	}
}

// lastIn returns the last point of a series up to a period.
func (v *visual) lastIn(s *metric.Series, end metric.Period) (metric.Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if p := s.Points[i]; p.Period.IsZero() || p.Period.N <= end.N {
			return p, true
		}
	}
	return metric.Point{}, false
}

// latestOf returns a metric's latest value, or the latest one up to the end of the writer's window.
func (v *visual) latestOf(m *metric.Metric) (metric.Point, bool) {
	p, ok := m.Actual().Latest()
	if !ok || p.Period.IsZero() || v.chart.To == "" {
		return p, ok
	}
	if to, bounded := v.bound(m, v.chart.To, p.Period, true); bounded {
		return v.lastIn(m.Actual(), to)
	}
	return p, ok
}

func (v *visual) warnAt(place brief.Place, code, fix, format string, args ...any) {
	v.warn(code, fix, format, args...)
	v.c.findings[len(v.c.findings)-1].Place = place
}
