package compose

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/block"
)

// proposedFigures is how many key figures are proposed where the writer chose none.
const proposedFigures = 4

// keyFigures resolves the strip of key figures, the hero first: those that the writer chose, else the metrics over time
// whose latest value the story tells.
func (c *composer) keyFigures() []*block.Hero {
	shown := func(s section) bool { return s.Name == block.KeyFigures.Name || s.Name == block.Decision.Name }
	if !slices.ContainsFunc(c.profile.head, shown) && !slices.ContainsFunc(c.profile.slides, shown) {
		return nil
	}
	var key []*block.Hero
	if c.Evidence.Hero != nil {
		key = append(key, c.Evidence.Hero)
	}
	add := func(m *metric.Metric) {
		if !slices.ContainsFunc(key, func(h *block.Hero) bool { return h.Metric == m }) {
			if h, _ := c.measured(c.Evidence, brief.FiguresPlace, m); h != nil {
				key = append(key, h)
			}
		}
	}
	if chosen := c.Brief.Evidence.Figures; len(chosen) > 0 {
		for _, name := range chosen {
			if m := c.figureOf(name); m != nil {
				add(m)
			}
		}
		return key[:min(len(key), brief.MostFigures)]
	}
	told := c.toldLately()
	if len(told) == 1 && len(key) == 0 {
		return nil // the text tells it already
	}
	for _, m := range told {
		if len(key) < proposedFigures {
			add(m)
		}
	}
	return key
}

// figureOf returns the metric of that name where it can be a key figure, and tells where it cannot.
func (c *composer) figureOf(name string) *metric.Metric {
	m := c.Brief.Metric(name)
	if m == nil {
		c.Problem(brief.FiguresPlace, "figure-metric", "Choose one of the brief's metrics, or import the file that holds it.",
			"The key figures name “%s”, and the brief has no metric of that name.", name)
		return nil
	}
	if p, ok := m.Actual().Latest(); !ok || p.Period.IsZero() {
		c.Problem(brief.FiguresPlace, "figure-categories", "Choose a metric over time, and show this one as bars.",
			"The key figure “%s” has no one latest value to print.", m.Name)
		return nil
	}
	return m
}

// toldLately lists the metrics over time whose latest value the text tells as the state of today: those of the headline
// first, then those that are told by how they moved or that have a plan, in the order of reading.
func (c *composer) toldLately() []*metric.Metric {
	var told []*metric.Metric
	weight := map[*metric.Metric]int{}
	for _, e := range c.Figures.Ledger() {
		m := c.Brief.Metric(e.Metric)
		if m == nil || !ofToday(&e, m) {
			continue
		}
		if !slices.Contains(told, m) {
			told = append(told, m)
			if m.Target != nil || m.In(metric.PL) != nil {
				weight[m]++
			}
			if !c.toldBase(m).IsZero() {
				weight[m]++
			}
		}
		switch {
		case e.Place == "headline":
			weight[m] += inHeadline
		case e.View == "vs plan" || e.View == "vs target":
			weight[m]++
		}
	}
	slices.SortStableFunc(told, func(a, b *metric.Metric) int { return weight[b] - weight[a] })
	return told
}

// ofToday reports whether a line of the ledger is a figure in the text that tells the latest value of a metric over
// time.
func ofToday(e *figure.Entry, m *metric.Metric) bool {
	if e.Kind != figure.Figure || e.Role != figure.RoleText || e.Dated() || slices.Contains(summed, e.View) {
		return false
	}
	last, ok := m.Actual().Latest()
	return ok && !last.Period.IsZero() && e.AsOf == last.Period
}

// summed are the views that tell of a stretch of periods together.
var summed = []string{"total", "average", "high", "low"}

// inHeadline outweighs all else.
const inHeadline = 4
