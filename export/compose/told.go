package compose

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/block"
	"throughline/export/visual"
)

// toldCharts shows what each beat tells as a chart, for the profiles that have a slide for each; the evidence has its own.
func (c *composer) toldCharts() (charts [4]*visual.Chart) {
	if len(c.profile.slides) == 0 {
		return charts
	}
	for _, k := range brief.Beats[:brief.Evidence] {
		for _, t := range c.toldIn(k) {
			if v := c.telling(t); v != nil {
				v.Place = block.FiguresPlace
				charts[k] = v
				break
			}
		}
	}
	return charts
}

// subject is what a text tells of a metric: its value at a period, or how it moved between two.
type subject struct {
	metric   *metric.Metric
	from, to metric.Period // from is zero where it tells one value
	weight   int
}

// What makes one metric of a beat be shown rather than another.
const (
	inLead = 2
	moved  = 3
)

// toldIn lists what the figures of a beat tell, what it tells most of first.
func (c *composer) toldIn(k brief.BeatKind) []*subject {
	var all []*subject
	for _, e := range c.Figures.Ledger() {
		m := c.Brief.Metric(e.Metric)
		if m == nil || e.Kind != figure.Figure || e.Place != brief.PlaceOf(k, "lead") && e.Place != brief.PlaceOf(k, "body") {
			continue
		}
		i := slices.IndexFunc(all, func(t *subject) bool { return t.metric == m })
		if i < 0 {
			i = len(all)
			all = append(all, &subject{metric: m, to: e.AsOf})
			if e.Place == brief.PlaceOf(k, "lead") {
				all[i].weight = inLead
			}
		}
		all[i].add(&e)
	}
	slices.SortStableFunc(all, func(a, b *subject) int { return b.weight - a.weight })
	return all
}

// add takes another figure of the metric into what is told of it.
func (t *subject) add(e *figure.Entry) {
	from := metric.Period{}
	view, _, _ := strings.Cut(e.View, " ")
	switch {
	case e.AsOf.IsZero():
		return
	case slices.Contains(countedViews, view) && e.Base.Grain == e.AsOf.Grain:
		from = e.Base
	case e.AsOf.Grain == t.to.Grain && e.AsOf.Before(t.to):
		from = e.AsOf
	case e.AsOf.Grain == t.to.Grain && t.to.Before(e.AsOf):
		from, t.to = t.to, e.AsOf
	}
	if t.from.IsZero() && !from.IsZero() {
		t.from, t.weight = from, t.weight+moved
	}
}

// leastCourse is how many values make a course worth a chart: two are told as well by a sentence.
const leastCourse = 3

// telling shows what is told of a metric: over time with the told periods marked, or by category; nil for what has no
// course, or cannot be shown honestly.
func (c *composer) telling(t *subject) *visual.Chart {
	last, ok := t.metric.Actual().Latest()
	if !ok || len(t.metric.Actual().Points) < leastCourse {
		return nil
	}
	ch := &brief.Chart{Kind: brief.Line, Metrics: []string{t.metric.Name}}
	switch {
	case last.Period.IsZero():
		ch.Kind = brief.Bar
	case !t.from.IsZero() && t.from != t.to:
		ch.Difference = brief.Span{From: t.from.Label(), To: t.to.Label()}
		fallthrough
	case t.to != last.Period:
		ch.Highlight = t.to.Label()
	}
	v, err := c.maker().Build(ch, []*metric.Metric{t.metric})
	if err != nil {
		return nil
	}
	return v
}

// proposeChart shows, where the writer chose no chart, the hero or else the metric over time that the text tells most of.
func (c *composer) proposeChart(e *block.Exhibits) {
	metrics := c.toldLately()
	if e.Hero != nil {
		metrics = append([]*metric.Metric{e.Hero.Metric}, metrics...)
	}
	for _, m := range metrics {
		last, _ := m.Actual().Latest()
		if v := c.telling(&subject{metric: m, from: c.toldBase(m), to: last.Period}); v != nil {
			v.Entitle([]*metric.Metric{m})
			e.Chart, e.Visual, e.Used = v.Spec, v, append(e.Used, v.Used...)
			for m := range v.Targets {
				e.Targets[m] = true
			}
			return
		}
	}
}
