package compose

import (
	"math"

	"throughline/app/metric"
	"throughline/export/chart"
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

// The course beside the hero's number: from the number, and between how wide and how narrow, in sizes of the number.
const (
	heroCourseGap   = 0.4
	leastHeroCourse = 0.9
	mostHeroCourse  = 2.2
)

// heroCourse draws how the hero came to its number, at the right of it and as high, where the column leaves room. A chart
// of the same metric says it better, and then the hero says it not at all.
func (p *sheet) heroCourse(number page.Rect, column page.Rect) {
	h := p.evidence.hero
	for _, u := range p.evidence.used {
		if u.metric == h.metric {
			return
		}
	}
	size := number.H / page.CapHeight
	box := page.Rect{X: number.Right() + size*heroCourseGap, Y: number.Y, H: number.H}
	box.W = min(column.Right()-box.X, size*mostHeroCourse)
	if box.W < size*leastHeroCourse {
		return
	}
	values, first, last := courseOf(h.metric)
	if measured(values) < 3 {
		return // two values are the comparison under the number
	}
	factor := max(size/48, 1)
	small := &page.Page{}
	chart.DrawSpark(small, page.Rect{W: box.W / factor, H: box.H / factor}, values, h.partial, p.theme)
	figure := p.as(page.Figure, heroPlace, func() { p.page.Enlarged(small.Ops, factor, box.X, box.Y) })
	figure.Alt, figure.Box = "Course of "+h.name+", "+span(first, last)+".", box
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
