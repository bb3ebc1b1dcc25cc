package chart

import (
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/page"
)

// Column shows a few periods, each to be read.
var Column Kind = &columnKind{kind{
	name: "Column chart",
	tile: []TileMark{
		{0.02, 0.50, 0.16, 0.50, false, false},
		{0.28, 0.36, 0.16, 0.64, false, false},
		{0.54, 0.44, 0.16, 0.56, false, false},
		{0.80, 0.08, 0.16, 0.92, false, true},
	},
}}

type columnKind struct{ kind }

func (*columnKind) draw(w *work) { w.columnChart() }

func (*columnKind) remarksAbove(*work) bool { return true }

func (*columnKind) height(_ *Spec, width float64) float64 { return heightOfColumns(width) }

func heightOfColumns(width float64) float64 { return min(max(width*0.88, 140), 260) }

// span is the bar of one step: from zero to its value, or in a waterfall from the running total before it to the one after.
type span struct {
	step     int
	value    float64
	from, to float64
	total    bool
	others   []int // the steps that a bar of small ones takes together
}

// spans returns the bars of the first series; in a waterfall they stand on each other.
func (s *Spec) spans() []span {
	var out []span
	running := 0.0
	for i, v := range s.main() {
		switch {
		case math.IsNaN(v):
			continue
		case s.Kind != Waterfall || s.Steps[i].Total:
			out = append(out, span{step: i, value: v, to: v, total: true})
			running = v
		default:
			out = append(out, span{step: i, value: v, from: running, to: running + v})
			running += v
		}
	}
	return out
}

// stated returns what is printed for the values of the first series in a format. The changes between two levels of a
// waterfall are rounded together, so that a reader who adds them up arrives where the chart does.
func (s *Spec) stated(f metric.Format) []float64 {
	out := slices.Clone(s.main())
	if s.Kind != Waterfall {
		return out
	}
	from, start := 0.0, 0
	for i, v := range s.main() {
		if !s.Steps[i].Total {
			continue
		}
		copy(out[start:], f.Steps(from, v, s.main()[start:i]))
		from, start = v, i+1
	}
	return out
}

// barExtent returns the values the axis of bars spans. Zero is always among them: a bar is read by its length.
func (w *work) barExtent(spans []span) (lo, hi float64) {
	for _, b := range spans {
		lo, hi = min(lo, b.from, b.to), max(hi, b.from, b.to)
	}
	for _, x := range w.spec.Series[1:] {
		for _, v := range x.Values {
			if w.spec.Kind != Waterfall && !math.IsNaN(v) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	if t := w.spec.Target; t != nil && w.spec.Kind == Column {
		lo, hi = min(lo, *t), max(hi, *t)
	}
	if lo == hi {
		hi = 1
	}
	return lo, hi
}

// columnChart draws upright bars over periods: actual columns with plan or prior year behind them, or a waterfall.
func (w *work) columnChart() {
	calls := w.callouts()
	spans := w.spec.spans()
	lo, hi := w.barExtent(spans)
	var ends []endLabel
	if w.spec.Kind == Column {
		ends = w.endLabels(false)
	}
	arrow := w.bracketOf(w.levels(spans))
	right := w.reserve(ends, arrow)
	width := w.columnsWidth(w.free.W - right)
	marks, left := w.barAxis(spans, lo, hi, width)
	width -= left
	plot := page.Rect{X: w.free.X + left, Y: w.free.Y, W: width, H: w.free.H - w.footHeight(width)}
	w.out.Plot = plot
	y := w.upright(lo, hi, plot)
	s := w.slots(plot)

	w.rule(marks, y, left)
	w.shade(s)
	w.columns(spans, s, y)
	if w.spec.Kind == Waterfall {
		w.connect(spans, s, y)
	}
	w.targetLine(plot, y)
	w.out.over.StrokeLine(plot.X, y.at(0), plot.Right(), y.at(0), w.axisStroke())
	w.footAxis(s, plot.Bottom())
	wide, shift := w.columnWidth(s)
	start, end := w.arrowEnds(arrow, s, y, wide/2+shift)
	w.drawArrow(arrow, start, end)
	w.columnLabels(spans, s, y)
	w.forecastLabels(s, y)
	w.drawCallouts(calls, s.centre, w.aboveColumns(spans, y))
	w.tellChange(arrow, start, end)
	w.drawEnds(ends, y, plot.Right()+arrow.arm(), slots{})
}

// numbersApart is how far apart the few numbers over crowded columns stand: nearer, two of them are read as one.
const numbersApart = 16.0

// barAxis returns the round values of an axis, and the room for their names, where not every column can carry its value. A
// chart whose columns do needs no axis.
func (w *work) barAxis(spans []span, lo, hi, width float64) (marks []float64, gutter float64) {
	if w.spec.Kind == Waterfall || w.valuesFit(spans, width/float64(len(w.spec.Steps))) {
		return nil, 0
	}
	marks = ticks(lo, hi, 3)
	const most = 0.3 // of the width
	if gutter = w.tickGutter(marks); gutter == 0 || gutter > width*most {
		return nil, 0
	}
	w.placer.beside = numbersApart
	return marks, gutter
}

// valuesFit reports whether each column of a slot so wide can carry its value.
func (w *work) valuesFit(spans []span, slot float64) bool {
	for _, b := range spans {
		if w.fonts.Width(w.says(b), w.number())+2 > slot {
			return false
		}
	}
	return true
}

// columns draws the columns, before what they are compared with, and those of the forecast after them.
func (w *work) columns(spans []span, s slots, y scale) {
	w.compareColumns(s, y)
	for i, b := range spans {
		w.column(b, s, y, i == len(spans)-1)
	}
	w.forecastColumns(s, y)
}

// mostSlot is the widest place of a column: a few of them stand together at the left, as a group, and not each alone in a
// field.
const mostSlot = 92.0

// columnsWidth returns how much of a width the plot of columns takes.
func (w *work) columnsWidth(room float64) float64 {
	return min(room, mostSlot*float64(len(w.spec.Steps)))
}

// slots divides the plot among the steps.
func (w *work) slots(plot page.Rect) slots {
	n := len(w.spec.Steps)
	return slots{x: plot.X, width: plot.W / float64(n), n: n}
}

// upright returns the scale of columns in a plot, with room for a label over the highest and under the lowest.
func (w *work) upright(lo, hi float64, plot page.Rect) scale {
	pad := lineHeight(w.strong()) + 3
	y := scale{lo: lo, hi: hi, from: plot.Bottom(), to: plot.Y + pad}
	if lo < 0 {
		y.from -= pad
	}
	return y
}

// byName reports whether the steps stand under their names, as categories and the steps of a waterfall do.
func (w *work) byName() bool { return w.spec.Kind == Waterfall || w.spec.Steps[0].Period.IsZero() }

// footHeight returns the room for what stands under the columns of a plot so wide.
func (w *work) footHeight(width float64) float64 {
	if w.byName() {
		return w.nameHeight(width / float64(len(w.spec.Steps)))
	}
	return w.axisHeight()
}

// footAxis writes what stands under the columns.
func (w *work) footAxis(s slots, y float64) {
	if w.byName() {
		w.nameAxis(s, y)
		return
	}
	w.periodAxis(s, y)
}

// levels returns the level that each step reaches: the running total in a waterfall.
func (w *work) levels(spans []span) []float64 {
	out := make([]float64, len(w.spec.Steps))
	for i := range out {
		out[i] = math.NaN()
	}
	for _, b := range spans {
		out[b.step] = b.to
	}
	return out
}

// arrowEnds returns where the lines to the arrow begin: at the right edges of the two columns.
func (w *work) arrowEnds(b *bracket, s slots, y scale, half float64) (start, end page.Point) {
	if b == nil {
		return page.Point{}, page.Point{}
	}
	return page.Point{X: s.centre(b.difference.From) + half, Y: y.at(b.from)},
		page.Point{X: s.centre(b.difference.To) + half, Y: y.at(b.to)}
}

// aboveColumns returns where the line down from a remark ends: over the label of its column.
func (w *work) aboveColumns(spans []span, y scale) func(int) float64 {
	top := map[int]float64{}
	for _, b := range spans {
		top[b.step] = min(y.at(b.from), y.at(b.to))
	}
	for _, m := range w.out.Marks {
		top[m.Step] = min(top[m.Step], m.Box.Y)
	}
	for _, l := range w.out.Labels {
		if l.Says.What == Level && l.Says.Series == 0 || l.Says.What == Change {
			if at, ok := top[l.Says.Step]; ok && l.Box.Bottom() > at-6 {
				top[l.Says.Step] = min(at, l.Box.Y)
			}
		}
	}
	return func(step int) float64 {
		if at, ok := top[step]; ok {
			return at - 2
		}
		return y.at(0) - 2
	}
}

// leastPair is the narrowest slot in which one column stands behind another; below, the compared value is a tick.
const leastPair = 9.0

// compareTicks draws the compared values as short rules across the columns.
func (w *work) compareTicks(series int, s slots, y scale) {
	x := w.spec.Series[series]
	for i, v := range x.Values {
		if math.IsNaN(v) || w.spec.openAt(i) {
			continue
		}
		at := y.at(v)
		w.out.over.StrokeLine(s.centre(i)-s.width/2, at, s.centre(i)+s.width/2, at,
			page.Stroke{Color: w.theme.Muted, Width: 0.9})
		w.keep(Mark{Scenario: x.Scenario, Series: series, Step: i, Value: v, Box: page.Rect{X: s.centre(i) - s.width/2, Y: at, W: s.width}})
	}
}

// mostColumn is the most a column is wide.
const mostColumn = 56.0

// columnWidth returns how wide columns are, and how far left of the middle the compared ones behind them start.
func (w *work) columnWidth(s slots) (width, shift float64) {
	width = min(s.width*0.66, mostColumn)
	compared := slices.ContainsFunc(w.spec.Series[1:], func(x Series) bool { return x.Scenario != metric.FC })
	if w.spec.Kind != Waterfall && w.spec.Kind != Stacked && s.width >= leastPair && compared {
		width = min(s.width*0.58, mostColumn)
		shift = width * 0.28
	}
	return width, shift
}

// upright returns the box of a column between two values.
func upright(x, width float64, y scale, from, to float64) page.Rect {
	a, b := y.at(from), y.at(to)
	return page.Rect{X: x - width/2, Y: min(a, b), W: width, H: math.Abs(a - b)}
}

// compareColumns draws plan (outlined) or prior year (lighter) columns half behind the actual ones.
func (w *work) compareColumns(s slots, y scale) {
	if w.spec.Kind == Waterfall {
		return
	}
	width, shift := w.columnWidth(s)
	for series, x := range w.spec.Series {
		if series == 0 || x.Scenario == metric.FC {
			continue
		}
		if s.width < leastPair {
			w.compareTicks(series, s, y)
			continue
		}
		for i, v := range x.Values {
			if math.IsNaN(v) || w.spec.openAt(i) { // a part of a period is not held against the whole
				continue
			}
			m := Mark{Scenario: x.Scenario, Series: series, Step: i, Value: v, Form: Upright, Box: upright(s.centre(i)-shift, width, y, 0, v)}
			if x.Scenario == metric.PL {
				w.keep(m)
				w.outline(m.Box, 0.8, w.theme.Muted)
				continue
			}
			w.fill(m, w.theme.Prior, false)
		}
	}
}

// column draws one column in the colour of what it says.
func (w *work) column(b span, s slots, y scale, last bool) {
	width, shift := w.columnWidth(s)
	m := Mark{
		Scenario: w.spec.Series[0].Scenario, Step: b.step, Value: b.value, Form: Upright,
		Box: upright(s.centre(b.step)+shift, width, y, b.from, b.to),
	}
	w.fill(m, w.colorOf(b, last), last && w.spec.Partial)
}

// colorOf returns a bar's colour: the latest one is the one highlighted; the steps of a waterfall are good or bad.
func (w *work) colorOf(b span, last bool) page.Color {
	switch {
	case w.spec.Kind == Waterfall && !b.total:
		switch w.spec.Polarity.Good(b.value) {
		case 1:
			return w.theme.Good
		case -1:
			return w.theme.Bad
		}
		return w.theme.Prior
	case w.emphasised(b.step, last):
		return w.theme.Accent
	}
	return w.theme.Mark
}

// emphasised reports whether a column is in the colour of emphasis: the one named, or the latest where the chart has a
// message, which tells of it.
func (w *work) emphasised(step int, last bool) bool {
	if i := w.highlighted(w.spec.stepNames()); i >= 0 {
		return i == step
	}
	return last && w.spec.Kind != Waterfall && len(w.spec.Message) > 0 && !w.spec.Partial
}

// forecastColumns draws what is foreseen, hatched, where there is no actual value yet.
func (w *work) forecastColumns(s slots, y scale) {
	if w.spec.Kind == Waterfall {
		return
	}
	width, shift := w.columnWidth(s)
	for i, v := range w.spec.in(metric.FC) {
		if math.IsNaN(v) || !math.IsNaN(w.spec.main()[i]) || w.spec.Series[0].Scenario == metric.FC {
			continue
		}
		w.fill(Mark{
			Scenario: metric.FC, Step: i, Value: v, Form: Upright, Box: upright(s.centre(i)+shift, width, y, 0, v),
		}, w.theme.Mark, false)
	}
}

// connect draws the fine lines that carry the running total from one step to the next.
func (w *work) connect(spans []span, s slots, y scale) {
	width, _ := w.columnWidth(s)
	for i := 1; i < len(spans); i++ {
		at := y.at(spans[i-1].to)
		w.out.under.StrokeLine(s.centre(spans[i-1].step)+width/2, at, s.centre(spans[i].step)-width/2, at,
			page.Stroke{Color: w.theme.Muted, Width: 0.5})
	}
}
