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
	return &visual.Maker{
		Fonts: c.Fonts, Theme: c.Theme.Charts(), Brief: c.Brief, Figures: c.Figures, Text: c.Plain, Phrases: c.phrases,
	}
}

// phrases resolves a text with figures that no field of the brief holds, or with none the field of a place.
func (c *composer) phrases(place brief.Place, text string) []chart.Phrase {
	resolved := c.Texts[place]
	if text != "" {
		resolved = c.resolve(brief.Field{Place: place, Text: text})[0]
	}
	var out []chart.Phrase
	for _, p := range resolved.Pieces {
		phrase := chart.Phrase{Text: p.Text}
		if p.Entry != nil {
			phrase.Entry = c.LineOf[p.Entry]
		}
		out = append(out, phrase)
	}
	return out
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
	v, err := c.maker().Build(c.marked(ch, metrics[0]), metrics)
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
	v.Entitle(metrics)
	for _, words := range v.Words() {
		c.gate(visual.ChartPlace, words)
	}
	e.Chart, e.Visual = v.Spec, v
}

// marked returns a chart over time with the difference that the evidence tells of its metric, where the writer marked none.
func (c *composer) marked(ch *brief.Chart, m *metric.Metric) *brief.Chart {
	if ch.Kind != brief.Line && ch.Kind != brief.Column || !ch.Difference.IsZero() || ch.From != "" || ch.To != "" {
		return ch
	}
	for _, t := range c.toldIn(brief.Evidence) {
		if t.metric == m && !t.from.IsZero() {
			ch = ch.Clone()
			ch.Difference = brief.Span{From: t.from.Label(), To: t.to.Label()}
		}
	}
	return ch
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
