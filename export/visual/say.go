package visual

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

// say adds what the writer says of the chart: the difference, the remarks and the highlight. m is the chart's first metric,
// whose periods a period without a year is one of.
func (v *Chart) say(m *metric.Metric) {
	v.difference(m)
	for i, a := range v.chart.Annotations {
		place := brief.AnnotationPlace(i)
		text := v.maker.Text(place)
		if text == "" {
			continue
		}
		if span, ok := brief.ParseSpan(a.At); ok && v.Spec.Panels == nil && v.Spec.Cloud == nil {
			if from, to := v.find(m, span.From), v.find(m, span.To); from >= 0 && to >= from {
				v.Spec.Spans = append(v.Spec.Spans, chart.Stretch{From: from, To: to, Text: text})
				continue
			}
		}
		step := v.find(m, a.At)
		if step < 0 {
			v.warnAt(place, "chart-annotation", "Name a period or a category that the chart shows.",
				"The annotation “%s” is at “%s”, which the chart does not show, so it is left out.", text, a.At)
			continue
		}
		v.Spec.Remarks = append(v.Spec.Remarks, chart.Remark{Step: step, Text: text})
	}
	if h := strings.TrimSpace(v.chart.Highlight); h != "" {
		if v.Spec.Highlight = v.named(m, h); v.Spec.Highlight == "" {
			v.warn("chart-highlight", "Name a period, category or metric that the chart shows.",
				"The chart is to highlight “%s”, which it does not show.", h)
		}
	}
}

// difference adds the arrow between two periods, where the kind has one.
func (v *Chart) difference(m *metric.Metric) {
	d, facts := v.chart.Difference, v.chart.Kind.Facts()
	switch {
	case d.IsZero() || facts.Shown == brief.TwoPeriods: // these are two periods already
		return
	case !facts.Arrow || len(v.Spec.Steps) == 0 || v.Spec.Steps[0].Period.IsZero():
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
	v.Spec.Difference = &chart.Difference{From: min(from, to), To: max(from, to)}
}

// reached returns the step at which a period ends: in a waterfall the level that is reached, not the last change.
func (v *Chart) reached(m *metric.Metric, name string) int {
	if p, ok := m.Named(name); ok {
		for i := len(v.Spec.Steps) - 1; i >= 0; i-- {
			if s := v.Spec.Steps[i]; s.Total && s.Period == p {
				return i
			}
		}
	}
	return v.find(m, name)
}

// find returns the index of the step, panel or dot that a writer names, −1 for none.
func (v *Chart) find(m *metric.Metric, name string) int {
	p, isPeriod := m.Named(name)
	for i, s := range v.Spec.Steps {
		if isPeriod && s.Period == p || s.Name != "" && same(s.Name, name) {
			if v.Spec.Panels == nil {
				return i
			}
		}
	}
	for i, x := range v.Spec.Panels {
		if same(x.Name, name) {
			return i
		}
	}
	if v.Spec.Cloud != nil {
		for i, d := range v.Spec.Cloud.Dots {
			if same(d.Name, name) || isPeriod && same(d.Name, p.Label()) {
				return i
			}
		}
	}
	return -1
}

// named returns what the chart calls the thing to highlight, "" where it has no such thing.
func (v *Chart) named(m *metric.Metric, name string) string {
	for _, s := range v.Spec.Series {
		if s.Name != "" && same(s.Name, name) {
			return s.Name
		}
	}
	if v.Spec.Cloud != nil {
		for _, q := range v.Spec.Cloud.Quadrants {
			if same(q, name) {
				return q
			}
		}
	}
	i := v.find(m, name)
	switch {
	case i < 0:
		return ""
	case v.Spec.Panels != nil:
		return v.Spec.Panels[i].Name
	case v.Spec.Cloud != nil:
		return v.Spec.Cloud.Dots[i].Name
	case v.Spec.Steps[i].Name != "":
		return v.Spec.Steps[i].Name
	}
	return v.Spec.Steps[i].Period.LabelIn(v.Spec.Format.Locale)
}
