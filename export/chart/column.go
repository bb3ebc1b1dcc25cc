package chart

import (
	"math"
	"slices"
	"strings"

	"throughline/app/metric"
	"throughline/export/page"
)

// span is the bar of one step: from zero to its value, or in a waterfall from the running total before it to the one after.
type span struct {
	step     int
	value    float64
	from, to float64
	total    bool
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
			out = append(out, span{i, v, 0, v, true})
			running = v
		default:
			out = append(out, span{i, v, running, running + v, false})
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
	spans := w.spec.spans()
	lo, hi := w.barExtent(spans)
	var ends []endLabel
	if w.spec.Kind == Column {
		ends = w.endLabels(false)
	}
	right := w.reserve(ends)
	axis := w.axisHeight()
	if w.spec.Kind == Waterfall {
		axis = w.nameHeight(w.free.W / float64(len(w.spec.Steps)))
	}
	plot := page.Rect{X: w.free.X, Y: w.free.Y, W: w.free.W - right, H: w.free.H - axis}
	w.out.Plot = plot
	pad := lineHeight(w.strong()) + 3
	y := scale{lo: lo, hi: hi, from: plot.Bottom(), to: plot.Y + pad}
	if lo < 0 {
		y.from -= pad
	}
	s := slots{x: plot.X, width: plot.W / float64(len(w.spec.Steps)), n: len(w.spec.Steps)}

	w.compareColumns(s, y)
	for i, b := range spans {
		w.column(b, s, y, i == len(spans)-1)
	}
	w.forecastColumns(s, y)
	if w.spec.Kind == Waterfall {
		w.connect(spans, s, y)
	}
	w.targetLine(plot, y)
	w.out.over.StrokeLine(plot.X, y.at(0), plot.Right(), y.at(0), w.axisStroke())
	if w.spec.Kind == Waterfall {
		w.nameAxis(s, plot.Bottom())
	} else {
		w.periodAxis(s, plot.Bottom())
	}
	w.columnLabels(spans, s, y)
	w.drawEnds(ends, y, plot.Right(), slots{})
}

// leastPair is the narrowest slot in which one column stands behind another; below, the compared value is a tick.
const leastPair = 9.0

// compareTicks draws the compared values as short rules across the columns.
func (w *work) compareTicks(x Series, s slots, y scale) {
	for i, v := range x.Values {
		if math.IsNaN(v) {
			continue
		}
		at := y.at(v)
		w.out.over.StrokeLine(s.centre(i)-s.width/2, at, s.centre(i)+s.width/2, at,
			page.Stroke{Color: w.theme.Muted, Width: 0.9})
		w.keep(Mark{Scenario: x.Scenario, Step: i, Value: v, Box: page.Rect{X: s.centre(i) - s.width/2, Y: at, W: s.width}})
	}
}

// columnWidth returns how wide columns are, and how far left of the middle the compared ones behind them start.
func (w *work) columnWidth(s slots) (width, shift float64) {
	width = min(s.width*0.66, 46)
	compared := slices.ContainsFunc(w.spec.Series[1:], func(x Series) bool { return x.Scenario != metric.FC })
	if w.spec.Kind == Column && s.width >= leastPair && compared {
		width = min(s.width*0.58, 40)
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
	if w.spec.Kind != Column {
		return
	}
	width, shift := w.columnWidth(s)
	for _, x := range w.spec.Series[1:] {
		if x.Scenario == metric.FC {
			continue
		}
		if s.width < leastPair {
			w.compareTicks(x, s, y)
			continue
		}
		for i, v := range x.Values {
			if math.IsNaN(v) {
				continue
			}
			m := Mark{Scenario: x.Scenario, Step: i, Value: v, Box: upright(s.centre(i)-shift, width, y, 0, v)}
			w.keep(m)
			if x.Scenario == metric.PY {
				w.out.marks.FillRect(m.Box, w.theme.Prior)
				continue
			}
			w.outline(m.Box, 0.8, w.theme.Muted)
		}
	}
}

// column draws one column in the colour of what it says.
func (w *work) column(b span, s slots, y scale, last bool) {
	width, shift := w.columnWidth(s)
	m := Mark{
		Scenario: w.spec.Series[0].Scenario, Step: b.step, Value: b.value,
		Box: upright(s.centre(b.step)+shift, width, y, b.from, b.to),
	}
	c := w.colorOf(b, last)
	switch {
	case last && w.spec.Partial, m.Scenario == metric.FC:
		w.keep(m)
		w.hatch(m.Box, c)
	case m.Scenario == metric.PL:
		w.keep(m)
		w.outline(m.Box, 1.2, c)
	default:
		w.bar(m, c)
	}
}

// outline draws the empty box that stands for a plan.
func (w *work) outline(r page.Rect, line float64, c page.Color) {
	line = min(line, r.W/4)
	w.out.marks.Path(page.RectSegs(r.Inset(line/2, min(line, r.H)/2)), &w.theme.Paper, &page.Stroke{Color: c, Width: line})
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
	case last && w.spec.Kind == Column:
		return w.theme.Accent
	}
	return w.theme.Mark
}

// forecastColumns draws what is foreseen, hatched, where there is no actual value yet.
func (w *work) forecastColumns(s slots, y scale) {
	if w.spec.Kind != Column {
		return
	}
	width, shift := w.columnWidth(s)
	for i, v := range w.spec.in(metric.FC) {
		if math.IsNaN(v) || !math.IsNaN(w.spec.main()[i]) || w.spec.Series[0].Scenario == metric.FC {
			continue
		}
		m := Mark{Scenario: metric.FC, Step: i, Value: v, Box: upright(s.centre(i)+shift, width, y, 0, v)}
		w.keep(m)
		w.hatch(m.Box, w.theme.Mark)
	}
}

// hatch fills a box with slanted lines inside an outline: the mark of what is not final.
func (w *work) hatch(r page.Rect, c page.Color) {
	line := min(0.8, r.W/4)
	w.out.marks.FillRect(r, w.theme.Paper)
	stroke := page.Stroke{Color: c, Width: line}
	const pitch = 3.2
	for d := pitch; d < r.W+r.H; d += pitch {
		// The line x + y = d, cut at the box.
		x1, x2 := max(0, d-r.H), min(r.W, d)
		w.out.marks.StrokeLine(r.X+x1, r.Y+d-x1, r.X+x2, r.Y+d-x2, stroke)
	}
	w.out.marks.Path(page.RectSegs(r.Inset(line/2, min(line, r.H)/2)), nil, &stroke)
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

// nameAxis writes the name of each step of a waterfall under it, on as many lines as it takes.
func (w *work) nameAxis(s slots, y float64) {
	for i, lines := range w.stepNames(s.width) {
		for k, run := range lines {
			h := lineHeight(run.Style)
			w.place(run, page.Rect{X: s.centre(i) - run.Width/2, Y: y + axisGap + float64(k)*axisRow, W: run.Width, H: h})
		}
	}
}

func (w *work) nameHeight(slot float64) float64 {
	most := 1
	for _, lines := range w.stepNames(slot) {
		most = max(most, len(lines))
	}
	return axisGap + axisRow*float64(most)
}

// stepNames wraps the name of each step into its slot, two lines at most.
func (w *work) stepNames(slot float64) [][]*page.Run {
	style := w.text()
	style.Size -= 0.5
	out := make([][]*page.Run, len(w.spec.Steps))
	most := 0
	for i := range w.spec.Steps {
		out[i] = w.fit(w.spec.stepName(i), style, slot-6, 2)
		most = max(most, len(out[i]))
	}
	// Where one period needs two lines ("Oct" over "2026"), all get them.
	for i, lines := range out {
		if most > 1 && len(lines) == 1 && strings.Contains(lines[0].Text, " ") {
			out[i] = w.fit(w.spec.stepName(i), style, lines[0].Width-0.5, 2)
		}
		if isCut(out[i]) {
			out[i] = lines
		}
	}
	return out
}

// columnLabels writes the values at the ends of the columns: all of them where they fit, else the ones that carry the
// message (the latest, the extremes, the first).
func (w *work) columnLabels(spans []span, s slots, y scale) {
	width, shift := w.columnWidth(s)
	order := w.labelOrder(spans, s.width)
	for rank, k := range order {
		b := spans[k]
		style := w.number()
		text := w.says(b)
		if rank == 0 && b.total {
			style = w.strong()
		}
		if w.fonts.Width(text, style) > s.width && w.spec.Kind == Waterfall {
			style = w.number()
		}
		run := w.fonts.Run(text, style)
		h := lineHeight(style)
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
		w.place(run, places...)
	}
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
