package chart

import (
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// endLabel names a line, or a row of columns, at the right of the plot, at the height of its last value: it stands where a
// legend would send the reader to look.
type endLabel struct {
	value float64
	step  int // where its last value stands, −1 for a line across the whole plot
	run   *page.Run
	short *page.Run // without the number, for narrow charts
}

// scenarioWords are the names of the series that need one beside the actual values.
var scenarioWords = map[metric.Scenario]string{metric.PL: "Plan", metric.PY: "Prior year", metric.FC: "Forecast", metric.AC: "Actual"}

// endLabels returns the labels of the chart, the most important first. withMain adds the last actual value.
func (w *work) endLabels(withMain bool) []endLabel {
	var out []endLabel
	add := func(word string, step int, v float64) {
		out = append(out, endLabel{v, step, w.fonts.Run(word+" "+w.value(v), w.text()), w.fonts.Run(word, w.text())})
	}
	if withMain {
		last := lastIndex(w.spec.main())
		v := w.spec.main()[last]
		run := w.fonts.Run(w.value(v), w.strong())
		out = append(out, endLabel{v, last, run, run})
	}
	for _, x := range w.spec.Series[1:] {
		if last := lastIndex(x.Values); last >= 0 {
			add(scenarioWords[x.Scenario], last, x.Values[last])
		}
	}
	if w.spec.Target != nil {
		add("Target", -1, *w.spec.Target)
	}
	return out
}

// endGap parts an end label from the plot; a series that ends farEnd before it is named at its own end instead.
const (
	endGap = 5.0
	farEnd = 22.0
)

// reserve returns the width that the end labels need at the right, and shortens them where that would be too much.
func (w *work) reserve(ends []endLabel) float64 {
	widest := func() float64 {
		widest := 0.0
		for _, e := range ends {
			widest = max(widest, e.run.Width)
		}
		return widest
	}
	if widest() > w.free.W*0.36 {
		for i := range ends {
			ends[i].run = ends[i].short
		}
	}
	if most := w.free.W * 0.4; widest() > most {
		return most
	}
	if len(ends) == 0 {
		return 0
	}
	return widest() + endGap
}

// drawEnds places the end labels right of x, moved up or down a little where two would meet. A series that ends before the
// plot does is named where it ends, if there is room.
func (w *work) drawEnds(ends []endLabel, y scale, x float64, s slots) {
	for _, e := range ends {
		h := lineHeight(e.run.Style)
		if e.step >= 0 && s.n > 0 && x-s.centre(e.step) > farEnd {
			at := page.Point{X: s.centre(e.step), Y: y.at(e.value)}
			if w.place(e.run, around(e.run, at, true)...) {
				continue
			}
		}
		at := page.Rect{X: x + endGap - 1, Y: y.at(e.value) - h/2, W: e.run.Width, H: h}
		var places []page.Rect
		for k := range 16 {
			// 0, then a step up, a step down, two up … up to about two lines away.
			d := math.Ceil(float64(k)/2) * 2
			if k%2 == 1 {
				d = -d
			}
			moved := at
			moved.Y += d
			places = append(places, moved)
		}
		if w.place(e.run, places...) {
			continue
		}
		// No room beside the plot: above or below the last point, inside it.
		places = places[:0]
		for _, up := range []bool{true, false} {
			places = append(places, around(e.run, page.Point{X: x - e.run.Width/2, Y: y.at(e.value)}, up)...)
		}
		w.place(e.run, places...)
	}
}
