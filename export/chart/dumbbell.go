package chart

import (
	"fmt"
	"math"
	"slices"

	"throughline/export/page"
)

// Dumbbell shows from where to where each thing moved.
var Dumbbell Kind = &dumbbellKind{kind{
	name: "Dumbbell chart",
	tile: []TileMark{
		{0.30, 0.16, 0.50, 0, true, false},
		{0.26, 0.09, 0.10, 0.15, false, false},
		{0.78, 0.09, 0.10, 0.15, false, true},
		{0.10, 0.50, 0.36, 0, true, false},
		{0.08, 0.43, 0.10, 0.15, false, false},
		{0.42, 0.43, 0.10, 0.15, false, true},
		{0.44, 0.84, 0.44, 0, true, false},
		{0.84, 0.77, 0.10, 0.15, false, false},
		{0.40, 0.77, 0.10, 0.15, false, true},
	},
}}

type dumbbellKind struct{ kind }

func (*dumbbellKind) draw(w *work) { w.dumbbellChart() }

func (*dumbbellKind) height(s *Spec, width float64) float64 { return heightOfRows(s, width, 30) }

func (*dumbbellKind) check(s *Spec) *Refusal { return checkPair(s) }

func (*dumbbellKind) describe(s *Spec) []string { return s.altOfPairs() }

// pairOf returns the two values of a row, and whether it has both.
func (s *Spec) pairOf(step int) (from, to float64, ok bool) {
	from, to = s.Series[0].Values[step], s.Series[1].Values[step]
	return from, to, !math.IsNaN(from) && !math.IsNaN(to)
}

// pairExtent returns the values the axis of pairs spans. Pairs are read by the places of their ends, as a line is, and have their numbers beside
// them, so the axis need not begin at zero.
func (s *Spec) pairExtent(steps int) (lo, hi float64) {
	var all []float64
	for _, x := range s.Series[:2] {
		all = append(all, x.Values[:steps]...)
	}
	lo, hi = extent(all)
	return apart(lo, hi)
}

// dumbbellChart draws one row for each step: two dots, what was and what is, and between them the change in its sense.
func (w *work) dumbbellChart() {
	head := w.fonts.Run(w.spec.Ends[0], w.text())
	const under = 7.0
	headY := w.free.Y
	w.cut(lineHeight(head.Style) + under)
	names := w.spec.stepNames()
	rows := w.rows(names, w.fitting(len(names)))
	w.nameRows(&rows, w.highlighted(names))

	lo, hi := w.spec.pairExtent(rows.shown)
	widest := 0.0
	for k := range rows.shown {
		for _, x := range w.spec.Series[:2] {
			if v := x.Values[k]; !math.IsNaN(v) {
				widest = max(widest, w.fonts.Width(w.value(v), w.heavy()))
			}
		}
	}
	side := min(widest+9, rows.plot.W*0.4)
	x := scale{lo: lo, hi: hi, from: rows.plot.X + side, to: rows.plot.Right() - side}
	for k := range rows.shown {
		w.dumbbell(k, w.band(&rows, k), x)
	}
	w.nameEnds(headY, x)
	if rest := len(names) - rows.shown; rest > 0 {
		var all []float64
		for _, s := range w.spec.Series[:2] {
			all = append(all, s.Values[rows.shown:]...)
		}
		low, high := extent(all)
		w.footLine(fmt.Sprintf("and %d more, from %s to %s", rest, w.value(low), w.value(high)), rows.plot.Bottom())
	}
}

const dumbbellRadius = 3.6

// dumbbell draws one row: the earlier value open, the later one filled, both with their numbers beyond them.
func (w *work) dumbbell(step int, band page.Rect, x scale) {
	y := band.Y + band.H/2
	r := min(dumbbellRadius, band.H*0.28)
	w.drawThread(page.Point{X: x.from, Y: y}, page.Point{X: x.to, Y: y}, page.Stroke{Color: w.theme.Hairline, Width: 0.6})
	from, to, both := w.spec.pairOf(step)
	color := w.theme.Mark
	if both {
		good := w.spec.good(step, to-from)
		if good != 0 && !w.format.Alike(from, to, w.spec.Unit) {
			color = w.sense(good)
		}
		w.out.marks.StrokeLine(x.at(from), y, x.at(to), y, page.Stroke{Color: color, Width: min(2.4, band.H/4)})
	}
	for k, v := range []float64{from, to} {
		if math.IsNaN(v) {
			continue
		}
		w.out.Marks = append(w.out.Marks, Mark{
			Scenario: w.spec.Series[k].Scenario, Series: k, Step: step, Value: v, Box: page.Rect{X: x.at(v), Y: y},
		})
		if k == 0 {
			w.out.marks.FillCircle(x.at(v), y, r, w.theme.Prior)
			w.out.marks.FillCircle(x.at(v), y, r-1.1, w.theme.Paper)
			continue
		}
		w.out.marks.FillCircle(x.at(v), y, r, color)
	}
	lo, hi := extent([]float64{from, to})
	box := page.Rect{X: x.at(lo) - r, Y: y - r, W: x.at(hi) - x.at(lo) + 2*r, H: 2 * r}
	w.placer.take(box)
	w.dumbbellLabels(step, box, y)
	w.anchor(step, box)
}

// dumbbellLabels writes the two values at the outer sides of their dots: the later one in semibold.
func (w *work) dumbbellLabels(step int, box page.Rect, y float64) {
	from, to, _ := w.spec.pairOf(step)
	for k, v := range []float64{from, to} {
		if math.IsNaN(v) {
			continue
		}
		other := from + to - v
		style := w.text()
		if k == 1 {
			style = w.heavy()
		}
		run := w.fonts.Run(w.value(v), style)
		h := lineHeight(style)
		// Beyond its own dot: beside the other one it would be read as that one's value.
		at := page.Rect{X: box.Right() + 3.5, Y: y - h/2, W: run.Width, H: h}
		if v < other || v == other && k == 0 {
			at.X = box.X - 3.5 - run.Width
		}
		places := []page.Rect{at}
		if math.IsNaN(other) {
			other := at
			other.X = box.X + box.Right() - at.Right()
			places = append(places, other)
		}
		says := Says{What: Level, Series: k, Step: step, Value: v, Unit: w.spec.Unit, Format: w.format}
		if !w.tell(says, run, places...) {
			w.out.LeftOut = append(w.out.LeftOut, fmt.Sprintf("a value of %s", w.spec.stepName(step)))
		}
	}
}

// nameEnds says over the first row which dot is which.
func (w *work) nameEnds(y float64, x scale) {
	type key struct {
		run    *page.Run
		filled bool
	}
	const dot, gap = 2.6, 12.0
	room := (w.free.W-gap)/2 - 2*dot - 4
	var keys []key
	for k, style := range []page.Style{w.text(), w.heavy()} {
		for _, run := range w.fit(w.spec.Ends[k], style, room, 1) {
			keys = append(keys, key{run, k == 1})
		}
	}
	total := 0.0
	for _, k := range keys {
		total += 2*dot + 4 + k.run.Width + gap
	}
	total -= gap
	// Over the dots of the first row, in their order.
	middle := w.out.Plot.X + total/2
	for i := range w.spec.Steps {
		if from, to, both := w.spec.pairOf(i); both {
			middle = (x.at(from) + x.at(to)) / 2
			if to < from {
				slices.Reverse(keys)
			}
			break
		}
	}
	at := max(min(middle-total/2, w.free.Right()-total), w.free.X)
	for _, k := range keys {
		h := lineHeight(k.run.Style)
		mid := y + h/2
		r := page.Rect{X: at + 2*dot + 4, Y: y, W: k.run.Width, H: h}
		at = r.Right() + gap
		if !w.place(k.run, r) {
			w.out.LeftOut = append(w.out.LeftOut, "the name “"+k.run.Text+"”")
			continue
		}
		x := r.X - 4 - dot
		w.out.over.FillCircle(x, mid, dot, w.theme.Prior)
		if k.filled {
			w.out.over.FillCircle(x, mid, dot, w.theme.Mark)
		} else {
			w.out.over.FillCircle(x, mid, dot-0.9, w.theme.Paper)
		}
	}
}
