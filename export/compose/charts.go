package compose

import (
	"errors"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/block"
	"throughline/export/chart"
	"throughline/export/visual"
)

// maker is what builds the brief's charts.
func (c *composer) maker() *visual.Maker {
	return &visual.Maker{Fonts: c.Fonts, Theme: c.Theme.Charts(), Brief: c.Brief, Figures: c.Figures, Text: c.Plain}
}

// chartOf turns the brief's chart into a specification. What cannot be shown honestly is a finding and no chart.
func (c *composer) chartOf(e *block.Exhibits, ch *brief.Chart) {
	var metrics []*metric.Metric
	for _, name := range ch.Metrics {
		m := c.Brief.Metric(name)
		if m == nil {
			// In the coach's words, so that the two findings are one.
			c.Problem(visual.ChartPlace, "chart-metric", "Choose one of the brief's metrics for the chart, or import the file that holds it.",
				"The chart shows “%s”, and the brief has no metric of that name.", name)
			continue
		}
		metrics = append(metrics, m)
	}
	if len(metrics) < len(ch.Metrics) {
		return
	}
	if len(metrics) == 0 {
		c.Problem(visual.ChartPlace, "chart-empty", "Choose a metric for the chart.", "The chart shows no metric yet.")
		return
	}
	v, err := c.maker().Build(ch, metrics)
	c.Findings = append(c.Findings, v.Findings...)
	e.Used = append(e.Used, v.Used...)
	for m := range v.Targets {
		e.Targets[m] = true
	}
	var refusal *chart.Refusal
	switch {
	case errors.As(err, &refusal):
		c.refused(refusal)
		return
	case err != nil:
		c.Problem(visual.ChartPlace, "chart-refused", "Choose another form.", "%s", err.Error())
		return
	}
	for _, words := range v.Words() {
		c.gate(visual.ChartPlace, words)
	}
	e.Chart, e.Visual = v.Spec, v
}

// proposeChart shows, where the writer chose no chart, the hero or else the metric over time that the text tells most of.
func (c *composer) proposeChart(e *block.Exhibits) {
	metrics := c.toldLately()
	if e.Hero != nil {
		metrics = append([]*metric.Metric{e.Hero.Metric}, metrics...)
	}
	for _, m := range metrics {
		if v := c.telling(m, c.toldBase(m), metric.Period{}); v != nil {
			e.Chart, e.Visual, e.Used = v.Spec, v, append(e.Used, v.Used...)
			for m := range v.Targets {
				e.Targets[m] = true
			}
			return
		}
	}
}

// leastCourse is how many values make a course worth a chart: two are told as well by a sentence.
const leastCourse = 3

// telling shows a metric over time, with the difference between two of its periods where both are named; nil for one that
// has no course, or that cannot be shown honestly.
func (c *composer) telling(m *metric.Metric, from, to metric.Period) *visual.Chart {
	last, ok := m.Actual().Latest()
	if !ok || last.Period.IsZero() || len(m.Actual().Points) < leastCourse {
		return nil
	}
	if to.IsZero() {
		to = last.Period
	}
	ch := &brief.Chart{Kind: brief.Line, Metrics: []string{m.Name}}
	if !from.IsZero() && from != to {
		ch.Difference = brief.Span{From: from.Label(), To: to.Label()}
	}
	v, err := c.maker().Build(ch, []*metric.Metric{m})
	if err != nil {
		return nil
	}
	return v
}

// refused notes that a chart is not drawn, with the form that would show the same honestly.
func (c *composer) refused(r *chart.Refusal) {
	c.Findings = append(c.Findings, brief.Finding{
		Severity: brief.Error, Code: r.Code, Place: visual.ChartPlace, Text: r.Text, Fix: r.Fix, Instead: visual.NameOf(r.Instead),
	})
}

// mostPanels is how many small charts stand together.
const mostPanels = 6

// multiplesOf shows metrics over time as small charts, those of one grain together.
func (c *composer) multiplesOf(metrics []*metric.Metric) []*visual.Chart {
	var out []*visual.Chart
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		var own []*metric.Metric
		for _, m := range metrics {
			if m.Grain() == grain && len(m.Actual().Points) > 2 {
				own = append(own, m)
			}
		}
		groups := (len(own) + mostPanels - 1) / mostPanels
		for i := range groups { // of even size
			if v := c.aside(brief.Multiples, own[i*len(own)/groups:(i+1)*len(own)/groups]...); v != nil {
				out = append(out, v)
			}
		}
	}
	return out
}

// aside builds a chart of the appendix, nil for one that cannot be shown honestly: nobody asked for it.
func (c *composer) aside(kind brief.ChartKind, metrics ...*metric.Metric) *visual.Chart {
	if len(metrics) == 1 && kind == brief.Multiples {
		kind = brief.Line
	}
	var names []string
	for _, m := range metrics {
		names = append(names, m.Name)
	}
	v, err := c.maker().Build(&brief.Chart{Kind: kind, Metrics: names}, metrics)
	if err != nil {
		return nil
	}
	v.Place = block.FiguresPlace
	return v
}
