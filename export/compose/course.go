package compose

import (
	"math"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
)

// courseOf returns the latest values of a metric over time, with a gap where one is missing, and the periods they are of.
func courseOf(m *metric.Metric) (values []float64, first, last metric.Period) {
	const most = 25
	points := m.Actual().Points
	last = points[len(points)-1].Period
	first = points[max(len(points)-most, 0)].Period
	if last.N-first.N > 4*most { // far apart: the course of the last ones only
		first = last.Add(-most)
	}
	for p := first; p.N <= last.N; p = p.Add(1) {
		value := nan
		if at, ok := m.Actual().At(p); ok {
			value = at.Value
		}
		values = append(values, value)
	}
	return values, first, last
}

// heroCourse draws how the hero came to its number, at the right of the number or else of the comparisons under it, where
// the column leaves room. A chart of the same metric says it better, and then the hero says it not at all.
func (c *composer) heroCourse(p *layout.Page, column page.Rect, words ...page.Rect) {
	h := c.evidence.hero
	for _, u := range c.evidence.used {
		if u.metric == h.metric {
			return
		}
	}
	values, first, last := courseOf(h.metric)
	if measured(values) < 3 {
		return // two values are the comparison under the number
	}
	var box page.Rect
	for _, beside := range words {
		box = page.Rect{X: beside.Right() + heroCourseGap, Y: beside.Y, H: beside.H}
		if box.W = min(column.Right()-box.X, mostHeroCourse); box.W >= leastHeroCourse {
			break
		}
	}
	if box.W < leastHeroCourse || box.H < leastCourseHigh {
		return
	}
	factor := max(box.H/courseHigh, 1)
	small := &page.Page{}
	chart.DrawSpark(small, page.Rect{W: box.W / factor, H: box.H / factor}, values, h.partial, c.Theme)
	figure := p.AsField(page.Figure, string(heroPlace), func() { p.Enlarged(small.Ops, factor, box.X, box.Y) })
	figure.Alt, figure.Box = "Course of "+h.name+", "+span(first, last)+".", box
}

// comparedBox returns about where the comparisons under the hero's number stand, which begin below y.
func (c *composer) comparedBox(d layout.Density, x, y float64) page.Rect {
	changes := c.evidence.hero.changes
	r := page.Rect{X: x, Y: y + d.Change*courseRise, H: float64(len(changes))*d.Change*layout.ChangeLeading - d.Change*courseRise}
	for _, ch := range changes {
		words := c.Fonts.Width(ch.entry.Text+" ", page.Style{Face: page.SemiBold, Size: d.Change}) +
			c.Fonts.Width(ch.against, page.Style{Size: d.Change}) + layout.HeroArrow.Width(d.Change)
		r.W = max(r.W, words)
	}
	return r
}

// measured counts the values that are there.
func measured(values []float64) int {
	n := 0
	for _, v := range values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}
