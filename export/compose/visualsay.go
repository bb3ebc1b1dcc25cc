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
	for _, end := range []struct {
		words string
		step  int
	}{{d.From, from}, {d.To, to}} {
		if _, ok := v.from[cell{0, end.step}]; !ok {
			v.warn("chart-difference", "Name two periods that the chart shows a value of.",
				"The difference is between “%s” and “%s”, and the chart has no value of “%s”.", d.From, d.To, end.words)
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
	if p, ok := m.Named(name); ok {
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
	p, isPeriod := m.Named(name)
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

// window returns the first and the last period of the chart, and tells what is wrong with the ones it names.
func (v *visual) window(m *metric.Metric) (start, end metric.Period) {
	start, end, doubts := v.chart.Window(m, v.c.fiscalStart())
	for _, d := range doubts {
		v.warn("chart-period", d.Fix, "%s", d.Text)
	}
	return start, end
}

// bound reads one end of the window, and tells where it is no period.
func (v *visual) bound(m *metric.Metric, text string, like metric.Period, last bool) (metric.Period, bool) {
	p, ok := brief.Bound(m, text, like, last, v.c.fiscalStart())
	if d := brief.NoPeriod(text); !ok && strings.TrimSpace(text) != "" {
		v.warn("chart-period", d.Fix, "%s", d.Text)
	}
	return p, ok
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
