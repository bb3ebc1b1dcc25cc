package chart

import (
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// bracket is the difference between two steps, told at the right of the plot: fine lines from both values to an arrow, and
// beside it the change, absolute and in percent (IBCS EX 2.3).
type bracket struct {
	difference Difference
	from, to   float64
	moved      float64 // to − from as it is printed: 0 where both print alike
	runs       []*page.Run
	says       []Says
	away       float64 // from the plot to the arrow
}

// The arrow's distance from the plot, and from its words.
const (
	arrowAway = 9.0
	arrowGap  = 6.0
	triangle  = 6.0
)

// bracketOf returns the difference that the chart is to tell, nil for none. values are the levels by step.
func (w *work) bracketOf(values []float64) *bracket {
	d := w.spec.Difference
	if d == nil || d.From < 0 || d.To < 0 || d.From >= len(values) || d.To >= len(values) ||
		math.IsNaN(values[d.From]) || math.IsNaN(values[d.To]) {
		return nil
	}
	b := &bracket{away: arrowAway, difference: *d, from: values[d.From], to: values[d.To]}
	change := b.to - b.from
	if !w.format.Alike(b.from, b.to, w.spec.Unit) {
		b.moved = change
	}
	style := w.strong()
	style.Size--
	style.Color = w.sense(w.spec.Polarity.Good(b.moved))
	add := func(text string, what What, value float64, u metric.Unit, f metric.Format) {
		b.runs = append(b.runs, w.fonts.Run(text, style))
		b.says = append(b.says, Says{What: what, Step: d.To, Base: d.From, Value: value, Unit: u, Format: f})
	}
	add(w.change(change), Change, change, w.spec.Unit.Difference(), w.delta)
	if b.from > 0 && w.spec.Unit.Kind != metric.Percent && b.moved != 0 && math.Abs(change/b.from) < 1e4 {
		style.Face, style.Size = page.Regular, w.theme.ChartText
		f := w.spec.Format
		f.Signed, f.Digits = true, 2
		ratio := metric.Unit{Kind: metric.Percent}
		add(f.Value(change/b.from, ratio), Growth, change/b.from, ratio, f)
	}
	return b
}

// width returns the room the bracket takes at the right of the plot.
func (b *bracket) width() float64 {
	if b == nil {
		return 0
	}
	widest := 0.0
	for i, r := range b.runs {
		width := r.Width
		if i == 0 && b.moved != 0 {
			width += triangle + 3
		}
		widest = max(widest, width)
	}
	return b.away + arrowGap + widest
}

func (b *bracket) height() float64 {
	h := 0.0
	for _, r := range b.runs {
		h += lineHeight(r.Style)
	}
	return h
}

// arm returns how far the labels at the right of the plot keep away from it for the arrow.
func (b *bracket) arm() float64 {
	if b == nil {
		return 0
	}
	return b.away + 3
}

// drawArrow draws the arrow and the lines that lead to it. start and end are the points that the lines begin at.
func (w *work) drawArrow(b *bracket, start, end page.Point) {
	if b == nil {
		return
	}
	x := w.out.Plot.Right() + b.away
	fine := page.Stroke{Color: w.theme.Muted, Width: 0.6}
	w.drawThread(start, page.Point{X: x + 3, Y: start.Y}, fine)
	w.drawThread(end, page.Point{X: x + 3, Y: end.Y}, fine)
	color := w.sense(w.spec.Polarity.Good(b.moved))
	// The line stops inside the head, whose point touches the level it leads to.
	head := min(6, math.Abs(end.Y-start.Y)*0.6)
	if head >= 1 {
		down := math.Copysign(1, end.Y-start.Y)
		w.out.over.StrokeLine(x, start.Y, x, end.Y-down*head*0.6, page.Stroke{Color: color, Width: 1.3})
		w.out.over.FillPolygon([]page.Point{
			{X: x - head*0.5, Y: end.Y - down*head}, {X: x + head*0.5, Y: end.Y - down*head}, {X: x, Y: end.Y},
		}, color)
	}
	w.placer.take(page.Rect{X: x - 3, Y: min(start.Y, end.Y), W: 6, H: math.Abs(end.Y - start.Y)})
}

// tellChange writes the words of the bracket beside the middle of its arrow, or as near to it as there is room.
func (w *work) tellChange(b *bracket, start, end page.Point) {
	if b == nil {
		return
	}
	x := w.out.Plot.Right() + b.away + arrowGap
	height, width := b.height(), b.width()-b.away-arrowGap
	middle := (start.Y+end.Y)/2 - height/2
	top, bottom := w.out.Plot.Y, w.out.Box.Bottom()
	var places []page.Rect
	for d := 0.0; d < bottom-top; d += 2 {
		for _, y := range []float64{middle + d, middle - d} {
			places = append(places, page.Rect{X: x, Y: y, W: width, H: height})
		}
	}
	box, ok := w.placer.first(places)
	if !ok {
		room := w.free
		if box, ok = w.placer.near(page.Point{X: x, Y: middle}, width, height, room); !ok {
			w.out.LeftOut = append(w.out.LeftOut, "the difference")
			return
		}
	}
	for i, run := range b.runs {
		r := page.Rect{X: box.X, Y: box.Y, W: run.Width, H: lineHeight(run.Style)}
		box.Y += r.H
		if i == 0 && b.moved != 0 {
			side := page.Rect{X: r.X, Y: r.Y + r.H/2 - triangle*0.42, W: triangle, H: triangle * 0.86}
			w.out.over.FillTriangle(side, b.moved > 0, run.Style.Color)
			w.placer.take(side)
			r.X += triangle + 3
		}
		w.label(r, run, b.says[i])
	}
}

// tellBelow writes the difference in a line under bars that lie, which have no room for an arrow down the side: between
// which steps, then its words as beside an arrow.
func (w *work) tellBelow(b *bracket, plot page.Rect) {
	if b == nil {
		return
	}
	between := w.fonts.Run(w.spec.stepName(b.difference.From)+" to "+w.spec.stepName(b.difference.To), w.text())
	width := between.Width
	for _, run := range b.runs {
		width += run.Width + arrowGap
	}
	if width += triangle + 3; width > w.free.W {
		w.out.LeftOut = append(w.out.LeftOut, "the difference")
		return
	}
	x := min(plot.X, w.free.Right()-width)
	base := plot.Bottom() + axisGap + page.Ascent*w.theme.ChartText + 2
	put := func(run *page.Run, says Says) {
		w.label(page.Rect{X: x, Y: base - page.Ascent*run.Style.Size, W: run.Width, H: lineHeight(run.Style)}, run, says)
		x += run.Width + arrowGap
	}
	put(between, Says{})
	for i, run := range b.runs {
		if i == 0 && b.moved != 0 {
			side := page.Rect{X: x, Y: base - triangle, W: triangle, H: triangle * 0.86}
			w.out.over.FillTriangle(side, b.moved > 0, run.Style.Color)
			x += triangle + 3
		}
		put(run, b.says[i])
	}
}
