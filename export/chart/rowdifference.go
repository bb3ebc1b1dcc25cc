package chart

import (
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// Bars that have a plan or prior year as a tick tell at the right how far they are from it, where the bars keep room.

// differences are the ends of rows, and the width they take at the right; no ends where there is no room.
type differences struct {
	against metric.Scenario
	ends    []rowEnd
	width   float64
}

// leastBars is the least width of the longest bar beside a column of differences.
const leastBars = 90.0

// differences measures how far each bar is from its tick.
func (w *work) differences(spans []span, room float64) (d differences) {
	if !w.compares() {
		return d
	}
	for _, b := range spans {
		unit := Panel{Unit: w.spec.Unit, Polarity: w.spec.Polarity}
		if b.step < len(w.spec.Senses) {
			unit.Polarity = w.spec.Senses[b.step]
		}
		var e rowEnd
		for i, s := range w.spec.Series {
			if i == 0 || s.Scenario == metric.FC || math.IsNaN(s.Values[b.step]) {
				continue
			}
			w.differ(&e, &unit, w.format, b.value, s.Values[b.step], Says{What: Change, Step: b.step, Base: b.step, Against: i})
			e.what, d.against = "the difference of "+w.nameOf(b), s.Scenario
			d.width = max(d.width, e.runs[0].Width)
			break
		}
		d.ends = append(d.ends, e)
	}
	if d.width += triangle + 3 + 10; room-d.width < leastBars {
		return differences{}
	}
	return d
}

// difference writes the end of one row, set to the right.
func (w *work) difference(e rowEnd, band page.Rect) {
	if len(e.runs) == 0 {
		return
	}
	run := e.runs[0]
	h := lineHeight(run.Style)
	r := page.Rect{X: w.free.Right() - run.Width, Y: band.Y + band.H/2 - h/2, W: run.Width, H: h}
	if !w.tell(e.says[0], run, r) {
		w.out.LeftOut = append(w.out.LeftOut, e.what)
		return
	}
	if e.up != 0 {
		side := page.Rect{X: r.X - triangle - 3, Y: r.Y + r.H/2 - triangle*0.42, W: triangle, H: triangle * 0.86}
		w.out.over.FillTriangle(side, e.up > 0, run.Style.Color)
		w.placer.take(side)
	}
}

// nameDifferences heads the column of differences.
func (w *work) nameDifferences(d differences, y float64) {
	if len(d.ends) == 0 {
		return
	}
	run := w.fonts.Run("Δ "+w.spec.scenario(d.against), w.text())
	h := lineHeight(run.Style)
	w.place(run, page.Rect{X: w.free.Right() - run.Width, Y: y - h, W: run.Width, H: h})
}
