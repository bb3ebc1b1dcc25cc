package chart

import (
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/page"
)

// columnLabels writes the values at the ends of the columns: all of them where they fit, else the ones that carry the
// message (the latest, the extremes, the first).
func (w *work) columnLabels(spans []span, s slots, y scale) {
	defer func() { w.placer.beside = 0 }()
	width, shift := w.columnWidth(s)
	order := w.labelOrder(spans, s.width)
	inside := w.labelsFitInside(spans, s, y)
	for rank, k := range order {
		b := spans[k]
		if inside && !w.open(b) {
			w.labelInside(b, rank == 0, s, y)
			continue
		}
		run := w.columnRun(b, rank == 0, s.width)
		h := lineHeight(run.Style)
		top, bottom := min(y.at(b.from), y.at(b.to)), max(y.at(b.from), y.at(b.to))
		at := page.Rect{X: s.centre(b.step) + shift - run.Width/2, Y: top - 2 - h, W: run.Width, H: h}
		if b.value < 0 && (b.total || w.spec.Kind != Waterfall) {
			at.Y = bottom + 2
		}
		places := w.shifted(at, rank == 0, b.value < 0)
		if b.step == s.n-1 && shift > 0 {
			// A compared column that is the higher one would carry the label: beside the own end nobody misreads it.
			beside := at
			beside.X = s.centre(b.step) + shift + width/2 + 2
			beside.Y = y.at(b.to) - h/2
			places = slices.Insert(places, 1, beside)
		}
		says := w.saysOf(b)
		if rank >= w.required() {
			w.tell(says, run, places...)
			continue
		}
		end := page.Point{X: s.centre(b.step) + shift, Y: y.at(b.to)}
		if w.must(w.whatIs(b, spans), says, run, end, w.labelRoom(), places...) {
			w.leadTo(end)
		}
	}
}

// leadTo draws a fine line from the end of a column up to the number that was written last, where that had to be put far
// over it.
func (w *work) leadTo(end page.Point) {
	const far = 16.0
	l := w.out.Labels[len(w.out.Labels)-1]
	if l.Box.Bottom() < end.Y-far && end.X > l.Box.X && end.X < l.Box.Right() {
		w.out.over.StrokeLine(end.X, end.Y-1, end.X, l.Box.Bottom(), page.Stroke{Color: w.theme.Muted, Width: 0.5})
	}
}

// columnRun sets the value of a column: the latest one large, those of levels and of the highlighted step strong.
func (w *work) columnRun(b span, latest bool, slot float64) *page.Run {
	style := w.number()
	switch {
	case latest && b.total:
		style = w.strong()
	case b.total && w.spec.Kind == Waterfall, w.highlighted(w.spec.stepNames()) == b.step:
		style = w.heavy()
	}
	if w.spec.Kind == Waterfall && w.fonts.Width(w.says(b), style) > slot {
		style = w.number()
	}
	text := w.says(b)
	if w.spec.openAt(b.step) && w.spec.Kind != Waterfall {
		text += " to date"
	}
	return w.fonts.Run(text, style)
}

// labelsFitInside reports whether the values stand in the tops of their columns. They do where a plan or prior year stands
// behind: a label over the column would be covered by the higher of the two, or be read as its value.
func (w *work) labelsFitInside(spans []span, s slots, y scale) bool {
	width, shift := w.columnWidth(s)
	if shift == 0 {
		return false
	}
	for i, b := range spans {
		run := w.insideRun(b, i == len(spans)-1)
		if run.Width+2 > width || lineHeight(run.Style)+4 > math.Abs(y.at(b.to)-y.at(b.from)) {
			return false
		}
	}
	return true
}

func (w *work) insideRun(b span, strong bool) *page.Run {
	style := w.number()
	if strong || w.highlighted(w.spec.stepNames()) == b.step {
		style = w.heavy()
	}
	style.Color = w.onto(w.colorOf(b, strong))
	return w.fonts.Run(w.says(b), style)
}

// labelInside writes a value into the end of its column, which is its ground.
func (w *work) labelInside(b span, strong bool, s slots, y scale) {
	_, shift := w.columnWidth(s)
	run := w.insideRun(b, strong)
	h := lineHeight(run.Style)
	r := page.Rect{X: s.centre(b.step) + shift - run.Width/2, Y: y.at(b.to) + 3, W: run.Width, H: h}
	if b.value < 0 {
		r.Y = y.at(b.to) - 3 - h
	}
	w.out.over.Text(r.X, r.Y+page.Ascent*run.Style.Size, run, page.Left)
	w.out.Labels = append(w.out.Labels, Label{Text: run.Text, Box: r, Says: w.saysOf(b), Inside: true})
}

// open reports whether a bar is of a period that is not over, and so is hatched.
func (w *work) open(b span) bool {
	return w.spec.Series[0].Scenario == metric.FC || w.spec.Partial && b.step == lastIndex(w.spec.main())
}

// forecastLabels writes the values over the columns of what is foreseen, but for the last, which is named beside the plot.
func (w *work) forecastLabels(s slots, y scale) {
	_, shift := w.columnWidth(s)
	for i, x := range w.spec.Series {
		last := lastIndex(x.Values)
		for step, v := range x.Values {
			if i == 0 || x.Scenario != metric.FC || step == last || math.IsNaN(v) || !math.IsNaN(w.spec.main()[step]) {
				continue
			}
			run := w.fonts.Run(w.value(v), w.text())
			h := lineHeight(run.Style)
			if run.Width+2 > s.width {
				continue
			}
			r := page.Rect{X: s.centre(step) + shift - run.Width/2, Y: min(y.at(v), y.at(0)) - 2 - h, W: run.Width, H: h}
			if v < 0 {
				r.Y = y.at(v) + 2
			}
			w.tell(Says{What: Level, Series: i, Step: step, Value: v, Unit: w.spec.Unit, Format: w.format}, run, r)
		}
	}
}

// required is how many of the labels in labelOrder a reader must find: the latest, the extremes and the first, or in a
// waterfall its two levels.
func (w *work) required() int {
	if w.spec.Kind == Waterfall {
		return 2
	}
	return 4
}

// labelRoom is where a label may go that finds no place at its mark.
func (w *work) labelRoom() page.Rect {
	r := w.out.Plot
	r.W = min(r.W, w.out.Box.Right()-r.X)
	return r
}

// whatIs says in words what the value of a bar is, for a chart that has no room to print it.
func (w *work) whatIs(b span, spans []span) string {
	switch {
	case b.step == spans[len(spans)-1].step:
		return "the latest value"
	case b.step == spans[0].step:
		return "the first value"
	}
	return "the value of " + w.nameOf(b)
}

// saysOf tells what the label of a bar says.
func (w *work) saysOf(b span) Says {
	says := Says{What: Level, Step: b.step, Value: b.value, Unit: w.spec.Unit, Format: w.format}
	if !b.total {
		says.What, says.Unit, says.Format = Change, w.spec.Unit.Difference(), w.delta
		if w.plainChanges {
			says.Unit = plainUnit
		}
		says.Adjusted = !w.format.Alike(b.value, w.statedOf(b), w.spec.Unit)
		says.Steps = b.others
	}
	if w.spec.Kind == Stacked {
		says.Series = SumSeries
	}
	return says
}

// shifted returns the places for a column's label: over its end, then a little to the sides so that it stays in the box,
// and for the one label that must be there also further away from the end.
func (w *work) shifted(at page.Rect, must, below bool) []page.Rect {
	inside := at
	inside.X = min(max(inside.X, w.out.Box.X), w.out.Box.Right()-at.W)
	out := []page.Rect{at, inside}
	if !must {
		return out
	}
	for dx := 2.0; dx <= 8; dx += 2 { // nearly over its column is nearer than high above it
		for _, x := range []float64{inside.X - dx, inside.X + dx} {
			out = append(out, page.Rect{X: x, Y: at.Y, W: at.W, H: at.H})
		}
	}
	for k := 1; k < 200; k++ {
		r := inside
		if r.Y -= 2 * float64(k); below {
			r.Y = inside.Y + 2*float64(k)
		}
		out = append(out, r)
	}
	return out
}

// labelOrder returns the bars to label, the most important first.
func (w *work) labelOrder(spans []span, slot float64) []int {
	values := make([]float64, len(spans))
	all := make([]int, len(spans))
	widest := 0.0
	for i, b := range spans {
		values[i], all[i] = b.value, i
		widest = max(widest, w.fonts.Width(w.value(b.value), w.number()))
	}
	last := len(spans) - 1
	lo, hi := extent(values)
	order := []int{last, index(values, hi), index(values, lo), 0}
	if w.spec.Kind == Waterfall {
		order = []int{last, 0}
		slices.SortStableFunc(all, func(a, b int) int {
			switch x, y := math.Abs(values[a]), math.Abs(values[b]); {
			case x > y:
				return -1
			case x < y:
				return 1
			}
			return 0
		})
	}
	if w.spec.Kind == Waterfall || widest+2 <= slot {
		order = append(order, all...)
	}
	seen := map[int]bool{}
	return slices.DeleteFunc(order, func(i int) bool {
		again := seen[i]
		seen[i] = true
		return again
	})
}
