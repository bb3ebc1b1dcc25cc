package chart

import (
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/page"
)

// Line shows a metric over its periods, with its target.
var Line Kind = &lineKind{kind{
	name: "Line chart",
	tile: []TileMark{
		{0, 0.30, 1, 0, true, false}, // the target
		{0.02, 0.62, 0.24, -0.10, true, true},
		{0.26, 0.52, 0.24, 0.34, true, true},
		{0.50, 0.86, 0.24, -0.24, true, true},
		{0.74, 0.62, 0.24, -0.48, true, true},
	},
}}

type lineKind struct{ kind }

func (*lineKind) draw(w *work) { w.lineChart() }

func (*lineKind) remarksAbove(*work) bool { return true }

func (*lineKind) height(s *Spec, width float64) float64 {
	if s.flat() {
		return 100 // a level line tells no more in a higher plot
	}
	return min(max(width*0.85, 140), 260)
}

// lineChart draws values over periods: the actual ones as a solid line, plan and forecast dashed, the prior year lighter,
// a gap where a value is missing. Its axis need not start at zero, because a line is read by its slope and its labels; so
// that nobody has to guess, round values are ruled and named at the left.
func (w *work) lineChart() {
	calls := w.callouts()
	lo, hi := w.lineExtent()
	ends := w.endLabels(true)
	arrow := w.bracketOf(w.spec.main())
	right := w.reserve(ends, arrow)
	left := w.tickGutter(w.lineTicks(lo, hi))
	plot := page.Rect{X: w.free.X + left, Y: w.free.Y, W: w.free.W - left - right, H: w.free.H - w.axisHeight()}
	w.out.Plot = plot

	pad := min(lineHeight(w.number())+5, plot.H/5)
	lo = calmed(lo, hi, plot.H-2*pad, plot.W)
	y := scale{lo: lo, hi: hi, from: plot.Bottom() - pad, to: plot.Y + pad}
	if lo == 0 {
		y.from = plot.Bottom() // an axis that starts at zero stands on it
	}
	marks := w.lineTicks(lo, hi)
	if need := w.tickGutter(marks); need > left { // the round values of a calmed axis may be wider
		plot.X, plot.W = plot.X+need-left, plot.W-need+left
		w.out.Plot, left = plot, need
	}
	s := w.stops(plot)
	w.shade(s)
	w.rule(marks, y, left)
	w.foot(lo)
	w.periodAxis(s, plot.Bottom())

	w.targetLine(plot, y)
	for _, x := range w.spec.Series[1:] {
		w.series(x, s, y, w.strokeOf(x.Scenario))
	}
	w.series(w.spec.Series[0], s, y, page.Stroke{Color: w.theme.Mark, Width: 2, Round: true})
	w.dots(s, y, arrow)
	start, end := w.arrowEnds(arrow, s, y, 0)
	w.drawArrow(arrow, start, end)
	beside := plot.Right() + arrow.arm()
	w.drawEnds(ends[:1], y, beside, s)
	w.tellChange(arrow, start, end)
	w.drawEnds(ends[1:], y, beside, s)
	w.drawCallouts(calls, s.centre, func(step int) float64 { return w.overLine(step, y) })
	w.extremes(s, y)
}

// foot draws the foot of a line's plot: a rule where it stands for zero, and else dots with two strokes across, because the
// axis is broken there.
func (w *work) foot(lo float64) {
	plot, stroke := w.out.Plot, w.axisStroke()
	if lo == 0 || w.spec.flat() {
		w.out.under.StrokeLine(plot.X, plot.Bottom(), plot.Right(), plot.Bottom(), stroke)
		return
	}
	const slant, high, apart = 2.2, 5.0, 2.6
	dots := stroke
	dots.Dash = []float64{1, 2}
	w.out.under.StrokeLine(plot.X+4*apart, plot.Bottom(), plot.Right(), plot.Bottom(), dots)
	w.out.under.StrokeLine(plot.X, plot.Bottom(), plot.X+apart, plot.Bottom(), stroke)
	for _, x := range []float64{plot.X + 1.3*apart, plot.X + 2.3*apart} {
		w.out.under.StrokeLine(x-slant/2, plot.Bottom()+high/2-1, x+slant/2, plot.Bottom()-high/2-1, stroke)
	}
}

// stopInset is what a line keeps from the edges of its plot: room for a dot at either end.
const stopInset = 6.0

// stops are the places of the points of a line, which runs from edge to edge of its plot.
func (w *work) stops(plot page.Rect) slots {
	n := len(w.spec.Steps)
	if n == 1 {
		return w.slots(plot)
	}
	width := (plot.W - 2*stopInset) / float64(n-1)
	return slots{x: plot.X + stopInset - width/2, width: width, n: n}
}

// lineTicks returns the round values that are ruled. A line of one value only has none: its label says all there is, and a
// scale around it would be made up.
func (w *work) lineTicks(lo, hi float64) []float64 {
	if w.spec.flat() {
		return nil
	}
	return ticks(lo, hi, 3)
}

// flat reports whether all that a line chart shows is one value.
func (s *Spec) flat() bool {
	lo, hi := extent(s.levels())
	return lo == hi
}

// levels returns the values of all series, and the target.
func (s *Spec) levels() []float64 {
	var all []float64
	for _, x := range s.Series {
		all = append(all, x.Values...)
	}
	if s.Target != nil {
		all = append(all, *s.Target)
	}
	return all
}

// overLine returns where the line down from a remark ends: just over the value it speaks of, or at the foot of a gap.
func (w *work) overLine(step int, y scale) float64 {
	if v := w.spec.main()[step]; !math.IsNaN(v) {
		return y.at(v) - 4
	}
	return w.out.Plot.Bottom() - 2
}

// lineExtent returns the values the axis spans.
func (w *work) lineExtent() (lo, hi float64) {
	return roomy(extent(w.spec.levels()))
}

// calmed lowers the foot of an axis in a plot that is higher than wide, towards zero and never past it, so that the line
// does not climb much further than it runs.
func calmed(lo, hi, height, width float64) float64 {
	const steepest = 1.6
	if height <= width*steepest || lo <= 0 {
		return lo
	}
	return max(0, hi-(hi-lo)*height/(width*steepest))
}

// tickGutter returns the width that the names of the ruled values need at the left.
func (w *work) tickGutter(marks []float64) float64 {
	widest := 0.0
	for _, run := range w.tickRuns(marks) {
		widest = max(widest, run.Width)
	}
	if widest == 0 || widest > w.free.W*0.25 {
		return 0
	}
	return widest + 6
}

func (w *work) tickRuns(marks []float64) []*page.Run {
	style := w.small()
	runs := make([]*page.Run, len(marks))
	for i, v := range marks {
		runs[i] = w.fonts.Run(w.tickFormat(marks, v).Value(v, w.spec.Unit), style)
	}
	return runs
}

// tickFormat returns how a round value of an axis prints among the others.
func (w *work) tickFormat(marks []float64, v float64) metric.Format {
	return tickFormat(w.spec.Format.Shared(w.spec.Unit, marks...), v)
}

// rule draws the fine lines of round values; where the gutter is 0 it leaves their names out, and then them too.
func (w *work) rule(marks []float64, y scale, gutter float64) {
	if gutter == 0 {
		return
	}
	for i, run := range w.tickRuns(marks) {
		at := y.at(marks[i])
		h := lineHeight(run.Style)
		r := page.Rect{X: w.out.Plot.X - 6 - run.Width, Y: at - h/2, W: run.Width, H: h}
		says := Says{What: Tick, Value: marks[i], Unit: w.spec.Unit, Format: w.tickFormat(marks, marks[i])}
		if !w.tell(says, run, r) || at > w.out.Plot.Bottom()-0.5 {
			continue
		}
		w.out.under.StrokeLine(w.out.Plot.X, at, w.out.Plot.Right(), at, page.Stroke{Color: w.theme.Hairline, Width: 0.6})
	}
}

func (w *work) axisStroke() page.Stroke { return page.Stroke{Color: w.theme.Muted, Width: 0.7} }

// strokeOf returns how the line of a scenario is drawn (IBCS UN 3.2: plan outlined, so dashed; prior year lighter).
func (w *work) strokeOf(s metric.Scenario) page.Stroke {
	switch s {
	case metric.PL:
		return page.Stroke{Color: w.theme.Muted, Width: 1.1, Dash: []float64{3.5, 2.5}}
	case metric.FC:
		return page.Stroke{Color: w.theme.Mark, Width: 1.6, Dash: []float64{2, 2}}
	}
	return page.Stroke{Color: w.theme.Prior, Width: 1.3, Round: true}
}

// series draws the line of one scenario.
func (w *work) series(x Series, s slots, y scale, stroke page.Stroke) {
	values := x.Values
	if x.Scenario == metric.FC {
		values = w.joined(values)
	}
	partial := -1
	if w.spec.Partial && x.Scenario == w.spec.Series[0].Scenario {
		partial = lastIndex(values)
	}
	w.polyline(values, partial, s.centre, y, stroke, func(i int, at page.Rect) {
		if !math.IsNaN(x.Values[i]) { // not where a forecast only begins
			w.out.Marks = append(w.out.Marks, Mark{Scenario: x.Scenario, Step: i, Value: values[i], Box: at})
		}
	})
}

// polyline draws values as a line, broken where they are missing, with a dot for a value alone between two gaps and a dashed
// end to the one that is not over, none where partial is negative. It calls mark where each value stands.
func (w *work) polyline(values []float64, partial int, x func(int) float64, y scale, stroke page.Stroke, mark func(i int, at page.Rect)) {
	var run []page.Point
	flush := func() {
		if len(run) == 1 {
			w.out.marks.FillCircle(run[0].X, run[0].Y, stroke.Width*0.9, stroke.Color)
			w.placer.take(page.Rect{X: run[0].X, Y: run[0].Y}.Inset(-stroke.Width, -stroke.Width))
		}
		w.out.marks.StrokePolyline(run, stroke)
		w.placer.takeLine(run)
		run = nil
	}
	for i, v := range values {
		if math.IsNaN(v) {
			flush()
			continue
		}
		at := page.Point{X: x(i), Y: y.at(v)}
		if i == partial && len(run) > 0 {
			from := run[len(run)-1]
			flush()
			open := page.Stroke{Color: stroke.Color, Width: stroke.Width * 0.8, Dash: []float64{2, 2}}
			w.out.marks.StrokePolyline([]page.Point{from, at}, open)
			w.placer.takeLine([]page.Point{from, at})
		} else {
			run = append(run, at)
		}
		mark(i, page.Rect{X: at.X, Y: at.Y})
	}
	flush()
}

// joined returns a forecast's values with the last actual one before them, so that its line goes on from there.
func (w *work) joined(forecast []float64) []float64 {
	out := append([]float64(nil), forecast...)
	last := lastIndex(w.spec.main())
	if last >= 0 && math.IsNaN(out[last]) && last+1 < len(out) && !math.IsNaN(out[last+1]) {
		out[last] = w.spec.main()[last]
	}
	return out
}

// targetLine rules the target across the plot.
func (w *work) targetLine(plot page.Rect, y scale) {
	if w.spec.Target == nil {
		return
	}
	line := []page.Point{{X: plot.X, Y: y.at(*w.spec.Target)}, {X: plot.Right(), Y: y.at(*w.spec.Target)}}
	w.out.under.StrokePolyline(line, page.Stroke{Color: w.theme.Muted, Width: 0.9, Dash: []float64{1.5, 2}})
	w.placer.takeLine(line)
}

// dotRadius is that of the points that the eye is to land on.
const dotRadius = 3.2

// dots draws the points that the eye is to land on: the last value, open while its period is not over, the highlighted one,
// and those that an arrow compares.
func (w *work) dots(s slots, y scale, arrow *bracket) {
	values := w.spec.main()
	last, named := lastIndex(values), w.highlighted(w.spec.stepNames())
	dot := func(i int, radius float64, c page.Color, open bool) {
		if i < 0 || math.IsNaN(values[i]) {
			return
		}
		x, at := s.centre(i), y.at(values[i])
		w.out.marks.FillCircle(x, at, radius, c)
		if open {
			w.out.marks.FillCircle(x, at, radius-1.1, w.theme.Paper)
		}
		w.placer.take(page.Rect{X: x, Y: at}.Inset(-radius, -radius))
	}
	if arrow != nil {
		dot(arrow.difference.From, 2.2, w.theme.Mark, false)
		dot(arrow.difference.To, 2.2, w.theme.Mark, false)
	}
	dot(last, dotRadius, w.theme.Accent, w.spec.Partial)
	dot(named, dotRadius, w.theme.Accent, w.spec.Partial && named == last)
}

// extremes labels the highest, the lowest and the first actual value, where there is room.
func (w *work) extremes(s slots, y scale) {
	values := w.spec.main()
	last, first := lastIndex(values), firstIndex(values)
	lo, hi := extent(values)
	low, high := index(values, lo), index(values, hi)
	done := map[int]bool{last: true}
	say := func(what string, i int, above bool) {
		if i < 0 || done[i] || math.IsNaN(values[i]) || values[i] == values[last] && what == "the "+extremeWord(above)+" value" {
			return
		}
		done[i] = true
		style := w.text()
		if what == highlightWord {
			style = w.heavy()
			style.Color = w.theme.Accent
		}
		at := page.Point{X: s.centre(i), Y: y.at(values[i])}
		says := Says{What: Level, Step: i, Value: values[i], Unit: w.spec.Unit, Format: w.format}
		long := w.fonts.Run(w.spec.words().F("%s in %s", w.value(values[i]), w.stepShort(i)), style)
		short := w.fonts.Run(w.value(values[i]), style)
		if i == first || !w.note(says, long, w.inPlot(around(long, at, above))) {
			if !w.note(says, short, w.inPlot(around(short, at, above))) {
				w.must(what, says, short, at, w.out.Plot)
			}
		}
	}
	if i := w.highlighted(w.spec.stepNames()); i >= 0 {
		say(highlightWord, i, values[i] >= (lo+hi)/2)
	}
	if hi-values[last] > values[last]-lo {
		say("the highest value", high, true)
		say("the lowest value", low, false)
	} else {
		say("the lowest value", low, false)
		say("the highest value", high, true)
	}
	say("the first value", first, values[first] >= (lo+hi)/2)
	if d := w.spec.Difference; d != nil {
		say("the value the difference starts from", d.From, values[d.From] >= (lo+hi)/2)
	}
}

const highlightWord = "the highlighted value"

func extremeWord(high bool) string {
	if high {
		return "highest"
	}
	return "lowest"
}

// note places a label inside the plot, on paper of its own: no ruled value runs through it.
func (w *work) note(says Says, run *page.Run, places []page.Rect) bool {
	r, ok := w.placer.first(places)
	if ok {
		w.out.over.FillRect(r.Inset(-1, 0), w.theme.Paper)
		w.label(r, run, says)
	}
	return ok
}

// inPlot keeps the places that do not reach into the gutters, where a value would be taken for one of the axis.
func (w *work) inPlot(places []page.Rect) []page.Rect {
	return slices.DeleteFunc(places, func(r page.Rect) bool {
		return r.X < w.out.Plot.X-1 || r.Right() > w.out.Plot.Right()+1
	})
}

// stepShort returns a period in as few words as the chart allows: "Aug", or "Aug 2025" where it spans years.
func (w *work) stepShort(i int) string {
	p := w.spec.Steps[i].Period
	if p.IsZero() {
		return w.spec.Steps[i].Name
	}
	if words, _ := stepWords(p, w.spec.Format.Locale); !w.hasGroups() && p.Grain != metric.Day {
		return words[0]
	}
	return p.LabelIn(w.spec.Format.Locale)
}

// around returns the places for a label at a point, the preferred side first.
func around(run *page.Run, at page.Point, above bool) []page.Rect {
	h := lineHeight(run.Style)
	const gap = dotRadius + clearance + 0.3
	r := page.Rect{W: run.Width, H: h}
	put := func(x, y float64) page.Rect { r.X, r.Y = x, y; return r }
	var out []page.Rect
	for _, up := range []bool{above, !above} {
		y := at.Y + gap
		if up {
			y = at.Y - gap - h
		}
		for _, dx := range []float64{0.5, 0.3, 0.7, 0.1, 0.9, 0, 1} {
			out = append(out, put(at.X-r.W*dx, y))
		}
	}
	return append(out, put(at.X+gap+1, at.Y-h/2), put(at.X-gap-1-r.W, at.Y-h/2))
}

func index(values []float64, v float64) int {
	for i, x := range values {
		if x == v {
			return i
		}
	}
	return -1
}
