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
	says  Says
	what  string // for a chart without room
}

// ScenarioName is what people call a scenario, with a capital: "Prior year".
func ScenarioName(s metric.Scenario) string { return scenarioWords[s] }

var scenarioWords = map[metric.Scenario]string{metric.PL: "Plan", metric.PY: "Prior year", metric.FC: "Forecast", metric.AC: "Actual"}

// endLabels returns the labels of the chart, the most important first. withMain adds the last actual value.
func (w *work) endLabels(withMain bool) []endLabel {
	var out []endLabel
	add := func(word string, series, step int, v float64) {
		says := Says{What: Level, Series: series, Step: step, Value: v, Unit: w.spec.Unit, Format: w.format}
		out = append(out, endLabel{
			v, step, w.fonts.Run(word+" "+w.value(v), w.text()), w.fonts.Run(word, w.text()), says,
			"the name of the line “" + word + "”",
		})
	}
	if withMain {
		last := lastIndex(w.spec.main())
		v := w.spec.main()[last]
		text := w.value(v)
		if w.spec.Partial {
			text += " to date"
		}
		run := w.fonts.Run(text, w.strong())
		says := Says{What: Level, Step: last, Value: v, Unit: w.spec.Unit, Format: w.format}
		out = append(out, endLabel{v, last, run, run, says, "the latest value"})
	}
	for i, x := range w.spec.Series[1:] {
		if last := lastIndex(x.Values); last >= 0 {
			add(w.spec.scenario(x.Scenario), i+1, last, x.Values[last])
		}
	}
	if w.spec.Target != nil {
		add(w.spec.words().T("Target"), TargetSeries, -1, *w.spec.Target)
	}
	return out
}

// endGap parts an end label from the plot; a series that ends farEnd before it is named at its own end instead.
const (
	endGap = 5.0
	farEnd = 22.0
)

// reserve returns the width that the end labels and the arrow of a difference need at the right, and shortens the labels
// where that would be too much.
func (w *work) reserve(ends []endLabel, arrow *bracket) float64 {
	widest := func() float64 {
		widest := 0.0
		for _, e := range ends {
			widest = max(widest, e.run.Width)
		}
		return widest
	}
	if widest()+arrow.arm() > w.free.W*0.36 {
		for i := range ends {
			if ends[i].run != ends[i].short {
				ends[i].run, ends[i].says = ends[i].short, Says{}
			}
		}
	}
	need := 0.0
	if len(ends) > 0 {
		need = min(widest()+endGap+arrow.arm(), w.free.W*0.4)
	}
	return max(need, arrow.width())
}

// drawEnds places the end labels right of x, moved up or down where two would meet. A series that ends before the plot does
// is named where it ends, if there is room.
func (w *work) drawEnds(ends []endLabel, y scale, x float64, s slots) {
	for _, e := range ends {
		h := lineHeight(e.run.Style)
		point := page.Point{X: w.out.Plot.Right(), Y: y.at(e.value)}
		if e.step >= 0 && s.n > 0 {
			point.X = s.centre(e.step)
			if x-point.X > farEnd+arrowAway && w.tell(e.says, e.run, around(e.run, point, true)...) {
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
		// No room beside the plot: above or below the last point, inside it.
		for _, up := range []bool{true, false} {
			places = append(places, around(e.run, page.Point{X: x - e.run.Width/2, Y: y.at(e.value)}, up)...)
		}
		if w.tell(e.says, e.run, places...) {
			continue
		}
		room := w.out.Plot
		room.W = w.out.Box.Right() - room.X
		if e.run != e.short && w.tell(Says{}, e.short, places...) {
			continue
		}
		w.must(e.what, e.says, e.run, point, room)
	}
}

// checkPair refuses a slope or dumbbell without two values anywhere.
func checkPair(s *Spec) *Refusal {
	if len(s.Series) >= 2 {
		for i := range s.Steps {
			if _, _, ok := s.pairOf(i); ok {
				return nil
			}
		}
	}
	return &Refusal{
		Code: "chart-one-moment", Text: "Nothing in the chart has two values, so there is no way from one to the other.",
		Fix: "Show it as bars.", Instead: Bar,
	}
}
