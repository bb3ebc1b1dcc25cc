package chart

import (
	"fmt"
	"math"
	"slices"

	"throughline/export/page"
)

// Slope shows which rose and which fell between two periods.
var Slope Kind = &slopeKind{kind{
	name: "Slope chart", least: 80,
	tile: []TileMark{
		{0.14, 0, 0, 1, true, false},
		{0.86, 0, 0, 1, true, false},
		{0.14, 0.30, 0.72, -0.16, true, false},
		{0.14, 0.48, 0.72, 0.36, true, true},
		{0.14, 0.80, 0.72, -0.28, true, false},
	},
}}

type slopeKind struct{ kind }

func (*slopeKind) draw(w *work) { w.slopeChart() }

// height gives each line room for its name, and no more slope than that takes.
func (*slopeKind) height(s *Spec, width float64) float64 {
	named := heightOfNames(s.stepNames(), width) + 36
	return max(min(max(float64(len(s.Steps))*24+36, 120), max(width*1.25, 140)), min(named, width*mostNamed))
}

func (*slopeKind) check(s *Spec) *Refusal { return checkPair(s) }

func (*slopeKind) describe(s *Spec) []string { return s.altOfPairs() }

// slopeChart draws two moments as two uprights and each step as a line between them, named and numbered at both ends.
func (w *work) slopeChart() {
	names := w.spec.stepNames()
	strong := w.emphasisOf(names)
	head := lineHeight(w.text()) + 4
	w.free.H -= axisRow + axisGap // for the line that tells what is not named
	order := w.slopeOrder(strong)
	line := axisRow + 1
	fits := max(int((w.free.H-head)/line), 1)
	named := order[:min(fits, len(order))]

	left, right := w.slopeSides(named, names, strong)
	plot := page.Rect{X: w.free.X + left.width, Y: w.free.Y + head, W: w.free.W - left.width - right.width, H: w.free.H - head}
	w.out.Plot = plot
	lo, hi := w.spec.pairExtent(len(names))
	y := scale{lo: lo, hi: hi, from: plot.Bottom() - line/2, to: plot.Y + line/2}
	for _, x := range []float64{plot.X, plot.Right()} {
		w.out.under.StrokeLine(x, plot.Y, x, plot.Bottom(), page.Stroke{Color: w.theme.Hairline, Width: 0.8})
	}
	for k := len(order) - 1; k >= 0; k-- { // the important ones last, over the others
		w.slope(order[k], k >= len(named), strong, y)
	}
	w.nameSlopes(named, left, -1, y, line)
	w.nameSlopes(named, right, 1, y, line)
	w.slopeHeads(plot)
	if rest := len(order) - len(named); rest > 0 {
		w.footLine(fmt.Sprintf("%d more lines without a name, in grey", rest), w.free.Bottom())
	}
}

// emphasisOf returns the step in the colour of emphasis: the one named, or the one that changed most.
func (w *work) emphasisOf(names []string) int {
	if i := w.highlighted(names); i >= 0 {
		return i
	}
	best, most := -1, 0.0
	for i := range names {
		if from, to, ok := w.spec.pairOf(i); ok && math.Abs(to-from) > most {
			best, most = i, math.Abs(to-from)
		}
	}
	return best
}

// slopeOrder returns the steps in the order they have a right to a name: the emphasised one, then by their change.
func (w *work) slopeOrder(strong int) []int {
	var order []int
	for i := range w.spec.Steps {
		if _, _, ok := w.spec.pairOf(i); ok {
			order = append(order, i)
		}
	}
	change := func(i int) float64 {
		if i == strong {
			return math.Inf(-1)
		}
		from, to, _ := w.spec.pairOf(i)
		return -math.Abs(to - from)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := change(a), change(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return order
}

// slopeSide is what stands at one side of a slope, by step.
type slopeSide struct {
	width  float64
	values map[int]*page.Run
	says   map[int]Says
	away   float64             // from the upright to the labels: further where many have to be led to theirs
	names  map[int][]*page.Run // at the left
	change map[int]*page.Run   // at the right, where there is room
}

// slopeSides measures the two sides.
func (w *work) slopeSides(named []int, names []string, strong int) (left, right slopeSide) {
	style := func(i int) page.Style {
		s := w.text()
		s.Color = w.theme.Ink
		if i == strong {
			s.Face, s.Color = page.SemiBold, w.theme.Accent
		}
		return s
	}
	away := 7.0
	if float64(len(named))*axisRow > w.free.H*0.5 {
		away = 13
	}
	left = slopeSide{away: away, values: map[int]*page.Run{}, says: map[int]Says{}, names: map[int][]*page.Run{}}
	right = slopeSide{away: away, values: map[int]*page.Run{}, says: map[int]Says{}, change: map[int]*page.Run{}}
	shown := make([]string, len(named))
	for k, i := range named {
		shown[k] = names[i]
	}
	fitted := w.slopeNames(shown)
	var value [2]float64
	name, change := 0.0, 0.0
	for k, i := range named {
		from, to, _ := w.spec.pairOf(i)
		left.values[i], right.values[i] = w.fonts.Run(w.value(from), style(i)), w.fonts.Run(w.value(to), style(i))
		left.says[i] = Says{What: Level, Series: 0, Step: i, Value: from, Unit: w.spec.Unit, Format: w.format}
		right.says[i] = Says{What: Level, Series: 1, Step: i, Value: to, Unit: w.spec.Unit, Format: w.format}
		value[0], value[1] = max(value[0], left.values[i].Width), max(value[1], right.values[i].Width)
		for _, run := range fitted[k] {
			left.names[i] = append(left.names[i], w.fonts.Run(run.Text, style(i)))
		}
		name = max(name, widestOf(left.names[i]))
		good := 0
		if !w.format.Alike(from, to, w.spec.Unit) {
			good = w.spec.good(i, to-from)
		}
		s := w.text()
		if good != 0 {
			s.Color = w.sense(good)
		}
		right.change[i] = w.fonts.Run(w.change(to-from), s)
		change = max(change, right.change[i].Width)
	}
	left.width = name + 6 + value[0] + away
	right.width = value[1] + away
	if left.width+right.width+change+8 <= w.free.W*0.7 {
		right.width += change + 8
	} else {
		right.change = nil
	}
	if most := w.free.W * 0.8; left.width+right.width > most { // very narrow: the names give way
		left.width = max(most-right.width, value[0]+away)
	}
	return left, right
}

// slopeNames wraps the names into as many lines as they need and the height has room for.
func (w *work) slopeNames(names []string) [][]*page.Run {
	room := w.free.H - lineHeight(w.text()) - 4
	best, cut := w.fitAll(names, w.heavy(), w.free.W*0.32, 1)
	for _, share := range []float64{0.32, mostNameShare} {
		for most := 2; cut && most <= 5; most++ {
			more, stillCut := w.fitAll(names, w.heavy(), w.free.W*share, most)
			lines := 0
			for _, runs := range more {
				lines += len(runs)
			}
			if float64(lines)*axisRow+float64(len(names)) > room {
				break
			}
			best, cut = more, stillCut
		}
	}
	if cut {
		w.out.LeftOut = append(w.out.LeftOut, "long names in full")
	}
	return best
}

// slope draws one line.
func (w *work) slope(step int, unnamed bool, strong int, y scale) {
	from, to, _ := w.spec.pairOf(step)
	plot := w.out.Plot
	a, b := page.Point{X: plot.X, Y: y.at(from)}, page.Point{X: plot.Right(), Y: y.at(to)}
	stroke := page.Stroke{Color: w.theme.Mark, Width: 1.2, Round: true}
	switch {
	case step == strong:
		stroke.Color, stroke.Width = w.theme.Accent, 2.2
	case unnamed:
		stroke.Color, stroke.Width = w.theme.Prior, 0.8
	}
	w.out.marks.StrokePolyline([]page.Point{a, b}, stroke)
	w.placer.takeLine([]page.Point{a, b})
	for k, p := range []page.Point{a, b} {
		w.out.marks.FillCircle(p.X, p.Y, stroke.Width+0.6, stroke.Color)
		w.out.Marks = append(w.out.Marks, Mark{
			Scenario: w.spec.Series[k].Scenario, Series: k, Step: step, Value: []float64{from, to}[k], Box: page.Rect{X: p.X, Y: p.Y},
		})
	}
	w.anchor(step, page.Rect{X: b.X, Y: b.Y})
}

// nameSlopes writes one side's labels, apart from each other, with a fine line to the end of a line that is elsewhere.
func (w *work) nameSlopes(named []int, side slopeSide, direction int, y scale, line float64) {
	series := 0
	if direction > 0 {
		series = 1
	}
	order := sortedBy(named, func(i int) float64 { return y.at(w.spec.Series[series].Values[i]) })
	centres, heights := make([]float64, len(order)), make([]float64, len(order))
	for k, i := range order {
		centres[k], heights[k] = y.at(w.spec.Series[series].Values[i]), line
		if n := len(side.names[i]); n > 1 {
			heights[k] = axisRow*float64(n) + 1
		}
	}
	spread(centres, heights, w.out.Plot.Y, w.out.Plot.Bottom())
	for k, i := range order {
		edge := w.out.Plot.X
		if direction > 0 {
			edge = w.out.Plot.Right()
		}
		at := y.at(w.spec.Series[series].Values[i])
		away := float64(direction) * side.away
		if math.Abs(at-centres[k]) > 1 {
			w.drawThread(page.Point{X: edge + away*0.25, Y: at}, page.Point{X: edge + away*0.85, Y: centres[k]}, page.Stroke{Color: w.theme.Muted, Width: 0.5})
		}
		x := edge + away
		middle := centres[k]
		put := func(run *page.Run, says Says, what string) {
			if run == nil {
				return
			}
			h := lineHeight(run.Style)
			r := page.Rect{X: x, Y: middle - h/2, W: run.Width, H: h}
			if direction < 0 {
				r.X = x - run.Width
			}
			if !w.tell(says, run, r) {
				w.out.LeftOut = append(w.out.LeftOut, what+w.spec.stepName(i))
			}
			x += float64(direction) * (run.Width + 6)
		}
		put(side.values[i], side.says[i], "a value of ")
		lines := side.names[i]
		for j, run := range lines {
			start := x
			middle = centres[k] + (float64(j)-float64(len(lines)-1)/2)*(axisRow-0.5)
			put(run, Says{}, "the name of ")
			x = start
		}
		middle = centres[k]
		if side.change != nil {
			from, to, _ := w.spec.pairOf(i)
			x += 2
			put(side.change[i], Says{
				What: Change, Series: 1, Step: i, Base: i, Against: 0, Value: to - from, Unit: w.spec.Unit.Difference(), Format: w.delta,
			}, "the change of ")
		}
	}
}

// slopeHeads writes what the two uprights are over them.
func (w *work) slopeHeads(plot page.Rect) {
	style := w.heavy()
	style.Color = w.theme.Muted
	h := lineHeight(style)
	for k, text := range w.spec.Ends {
		for _, run := range w.fit(text, style, max(w.free.W/2-6, 20), 1) {
			r := page.Rect{X: plot.X - run.Width, Y: plot.Y - h - 3, W: run.Width, H: h}
			if k == 1 {
				r.X = plot.Right()
			}
			r.X = min(max(r.X, w.free.X), w.free.Right()-run.Width)
			w.must("the name “"+text+"”", Says{}, run, page.Point{X: r.X, Y: r.Y}, w.out.Box, r)
		}
	}
}
