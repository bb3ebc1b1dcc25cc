package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/metric"
	"throughline/export/page"
)

// Scatter shows whether two metrics go together.
var Scatter Kind = &scatterKind{kind{
	name: "Scatter", least: 110,
	tile: []TileMark{
		{0, 1, 1, 0, true, false},
		{0, 0, 0, 1, true, false},
		{0.16, 0.70, 0.09, 0.14, false, true},
		{0.32, 0.54, 0.09, 0.14, false, true},
		{0.46, 0.62, 0.09, 0.14, false, true},
		{0.58, 0.32, 0.09, 0.14, false, true},
		{0.80, 0.12, 0.11, 0.17, false, true},
	},
}}

// Quadrants is a scatter divided into four fields.
var Quadrants Kind = &scatterKind{kind{
	name: "2×2", least: 110,
	tile: []TileMark{
		{0, 0.50, 1, 0, true, false},
		{0.50, 0, 0, 1, true, false},
		{0.16, 0.16, 0.10, 0.15, false, true},
		{0.30, 0.26, 0.10, 0.15, false, true},
		{0.70, 0.20, 0.10, 0.15, false, false},
		{0.24, 0.70, 0.10, 0.15, false, false},
		{0.78, 0.74, 0.10, 0.15, false, false},
	},
}}

type scatterKind struct{ kind }

func (*scatterKind) draw(w *work) { w.scatterChart() }

func (*scatterKind) height(s *Spec, width float64) float64 {
	h := min(max(width, 160), 340)
	if s.Cloud == nil {
		return h
	}
	const long, letter = 26, 4.1 // a name that finds no room beside its dot, and the mean width of a letter
	for i, d := range s.Cloud.Dots {
		if n := len([]rune(d.Name)); n > long && i < mostListed {
			h += axisRow * math.Ceil(float64(n)*letter/max(width, 1))
		}
	}
	return h
}

// check refuses clouds without dots and bubbles of less than nothing.
func (*scatterKind) check(s *Spec) *Refusal {
	c := s.Cloud
	if c == nil || len(c.Dots) == 0 {
		return &Refusal{
			Code: "chart-empty", Text: "Nothing has a value in both metrics, so there is no dot to draw.",
			Fix: "Choose two metrics of the same periods or categories.",
		}
	}
	if c.Area == nil {
		return nil
	}
	for _, d := range c.Dots {
		if d.Area < 0 {
			return &Refusal{
				Code: "bubble-negative",
				Text: fmt.Sprintf("A bubble has an area, and %s is negative for %s: it would be drawn like a gain of the same size.", c.Area.Name, d.Name),
				Fix:  "Leave the third metric out, or show it as bars.", Instead: Bar,
			}
		}
	}
	return nil
}

func (*scatterKind) describe(s *Spec) []string {
	c := s.Cloud
	var xs, ys []float64
	for _, d := range c.Dots {
		xs, ys = append(xs, d.X), append(ys, d.Y)
	}
	reach := func(a Axis, values []float64) string {
		lo, hi := extent(values)
		f := s.agree(a.Unit, []float64{lo, hi})
		return fmt.Sprintf("%s from %s to %s", a.Name, f.Value(lo, a.Unit), f.Value(hi, a.Unit))
	}
	out := []string{fmt.Sprintf("%d dots; %s, %s.", len(c.Dots), reach(c.X, xs), reach(c.Y, ys))}
	if c.Split == nil {
		return out
	}
	names := [4][]string{}
	for _, d := range c.Dots {
		k := 0
		if d.X > c.Split[0] {
			k = 1
		}
		if d.Y < c.Split[1] {
			k += 2
		}
		names[k] = append(names[k], d.Name)
	}
	for k, in := range names {
		if len(in) > 0 && k < len(c.Quadrants) {
			out = append(out, fmt.Sprintf("%s: %s.", c.Quadrants[k], strings.Join(in[:min(len(in), mostTold)], ", ")))
		}
	}
	return out
}

// scatterChart draws things by two measures, as dots or, with a third measure, as bubbles whose area is its value. A 2×2 is
// divided in four, with a name for each field. Dots whose names find no room beside them are numbered, and a list under the
// plot says what the numbers are; that takes room, so the chart is then laid out again.
func (w *work) scatterChart() {
	numbers := map[int]int{}
	crowded := false // too many for a list
	for {
		start := w.begun()
		unnamed := w.cloud(numbers, crowded)
		if len(unnamed) == 0 {
			return
		}
		if crowded {
			w.footLine(fmt.Sprintf("%d of %d without a name, for want of room", len(unnamed), len(w.spec.Cloud.Dots)),
				w.free.Bottom()-axisRow-axisGap)
			return
		}
		numbers = w.numbering(numbers, unnamed)
		crowded = numbers == nil
		w.restart(start)
	}
}

// numbering numbers dots in the order of the data: those that have a number, and those without a name. It answers nil where
// the list of them would be longer than is read, or take more of the chart than the dots.
func (w *work) numbering(numbers map[int]int, unnamed []int) map[int]int {
	out := map[int]int{}
	for i := range w.spec.Cloud.Dots {
		if _, ok := numbers[i]; ok || slices.Contains(unnamed, i) {
			out[i] = len(out) + 1
		}
	}
	if len(out) > mostListed || axisRow*float64(len(w.dotList(out))) > w.free.H*mostList {
		return nil
	}
	return out
}

// mostListed is how many dots are told in a list under the plot: more would be a table.
const mostListed = 24

// mostList is the most of a chart's height that the list takes, and leastCloud the height that the dots keep.
const (
	mostList   = 0.65
	leastCloud = 70.0
)

// state is how far a chart was laid out.
type state struct {
	out            Layout
	placer         placer
	free           page.Rect
	threads, notes int
}

// begun returns the state of the chart, to which restart takes it back.
func (w *work) begun() state {
	return state{out: *w.out, placer: w.placer, free: w.free, threads: len(w.threads), notes: len(w.notes)}
}

func (w *work) restart(s state) {
	*w.out, w.placer, w.free = s.out, s.placer, s.free
	w.threads, w.notes = w.threads[:s.threads], w.notes[:s.notes]
}

// cloud draws the dots, with those numbered that are to be told in the list, and answers the others that stay without a
// name; spare keeps a line free under the plot.
func (w *work) cloud(numbers map[int]int, spare bool) (unnamed []int) {
	c := w.spec.Cloud
	xs, ys := make([]float64, len(c.Dots)), make([]float64, len(c.Dots))
	for i, d := range c.Dots {
		xs[i], ys[i] = d.X, d.Y
	}
	yName := w.fit(c.Y.Name+" ↑", w.small(), w.free.W, 1)
	w.cut(axisRow + 1)
	for _, run := range yName {
		w.place(run, page.Rect{X: w.free.X, Y: w.free.Y - axisRow - 1, W: run.Width, H: lineHeight(run.Style)})
	}
	list := w.dotList(numbers)
	foot := axisGap + 2*axisRow + axisRow*float64(len(list))
	key := w.areaKey()
	if w.free.H-foot-axisRow < leastCloud {
		key = nil
	}
	if key != nil {
		foot += axisRow
	}
	if spare {
		foot += axisRow
	}
	biggest := w.bubbleRadius(page.Rect{W: w.free.W * 0.85, H: w.free.H - foot})
	lowX, highX := w.cloudExtent(xs, 0)
	lowY, highY := w.cloudExtent(ys, 1)
	marksX, marksY := ticks(lowX, highX, 4), ticks(lowY, highY, 4)
	gutter := w.cloudGutter(marksY, c.Y.Unit)
	plot := page.Rect{X: w.free.X + gutter, Y: w.free.Y, W: w.free.W - gutter, H: w.free.H - foot}
	w.out.Plot = plot
	pad := biggest + 3
	x := scale{lo: lowX, hi: highX, from: plot.X + pad, to: plot.Right() - pad}
	y := scale{lo: lowY, hi: highY, from: plot.Bottom() - pad, to: plot.Y + max(pad, lineHeight(w.text())*0.75)}

	w.fields(x, y)
	w.cloudAxes(marksX, marksY, x, y)
	for _, i := range w.dotsBySize() {
		w.dot(i, x, y, biggest)
	}
	w.nameFields(x, y)
	w.nameSplit(x, y)
	unnamed = w.nameDots(x, y, numbers)
	at := plot.Bottom() + axisGap + 2*axisRow - 1
	if key != nil {
		w.drawAreaKey(key, at)
		at += axisRow
	}
	for k, line := range list {
		w.place(line, page.Rect{X: w.free.X, Y: at + axisRow*float64(k), W: line.Width, H: lineHeight(line.Style)})
	}
	return unnamed
}

// dotList returns the lines that say which dot is which number, one name after the other.
func (w *work) dotList(numbers map[int]int) []*page.Run {
	var items []string
	for i, d := range w.spec.Cloud.Dots {
		if n, ok := numbers[i]; ok {
			items = append(items, fmt.Sprintf("%d\u00a0%s", n, d.Name))
		}
	}
	var runs []*page.Run
	for _, l := range w.fonts.Wrap([]page.Span{{Text: strings.Join(items, "; "), Style: w.text()}}, w.free.W) {
		for _, f := range l.Fragments {
			runs = append(runs, f.Run)
		}
	}
	return runs
}

// areaKey returns the words that say what a bubble's area is: the name of its measure and the value of the largest; nil for
// dots.
func (w *work) areaKey() *page.Run {
	c := w.spec.Cloud
	if c.Area == nil {
		return nil
	}
	_, largest := w.largestDot()
	f := w.spec.agree(c.Area.Unit, []float64{largest})
	for _, run := range w.fit("Area: "+c.Area.Name+", largest "+f.Value(largest, c.Area.Unit), w.small(), w.free.W-12, 1) {
		return run
	}
	return nil
}

// largestDot returns the dot of the largest area, and that.
func (w *work) largestDot() (at int, area float64) {
	for i, d := range w.spec.Cloud.Dots {
		if d.Area > area {
			at, area = i, d.Area
		}
	}
	return at, area
}

// drawAreaKey draws the key of the areas under the plot.
func (w *work) drawAreaKey(run *page.Run, y float64) {
	c := w.spec.Cloud
	at, largest := w.largestDot()
	h := lineHeight(run.Style)
	r := page.Rect{X: w.free.X + 11, Y: y, W: run.Width, H: h}
	w.out.marks.FillCircle(w.free.X+4, y+h/2, 3.4, lightened(w.theme.Mark, w.theme.Paper, 0.2))
	f := w.spec.agree(c.Area.Unit, []float64{largest})
	w.tell(Says{What: Level, Series: AreaSeries, Step: at, Value: largest, Unit: c.Area.Unit, Format: f}, run, r)
}

// cloudExtent returns the values that one axis of a scatter spans, the division among them.
func (w *work) cloudExtent(values []float64, axis int) (lo, hi float64) {
	if split := w.spec.Cloud.Split; split != nil {
		values = append(slices.Clone(values), split[axis])
	}
	lo, hi = roomy(extent(values))
	if split := w.spec.Cloud.Split; split != nil {
		// Each field has room for its name and its dots.
		const least = 0.26
		at := split[axis]
		lo = min(lo, at-(hi-at)*least/(1-least))
		hi = max(hi, at+(at-lo)*least/(1-least))
	}
	return lo, hi
}

// cloudGutter returns the room for the names of round values at the left.
func (w *work) cloudGutter(marks []float64, u metric.Unit) float64 {
	f := w.spec.Format.Shared(u, marks...)
	widest := 0.0
	for _, v := range marks {
		widest = max(widest, w.fonts.Width(tickText(f, v, u), w.small()))
	}
	return min(widest+6, w.free.W*0.3)
}

// cloudAxes draws the two axes with their round values and names.
func (w *work) cloudAxes(marksX, marksY []float64, x, y scale) {
	c, plot := w.spec.Cloud, w.out.Plot
	style := w.small()
	h := lineHeight(style)
	w.out.under.StrokeLine(plot.X, plot.Bottom(), plot.Right(), plot.Bottom(), w.axisStroke())
	fine := page.Stroke{Color: w.theme.Hairline, Width: 0.6}
	fx, fy := w.spec.Format.Shared(c.X.Unit, marksX...), w.spec.Format.Shared(c.Y.Unit, marksY...)
	zero := page.Stroke{Color: w.theme.Muted, Width: 0.7}
	for _, v := range marksY {
		run := w.fonts.Run(tickText(fy, v, c.Y.Unit), style)
		at := y.at(v)
		if v == 0 && y.lo < 0 {
			w.out.under.StrokeLine(plot.X, at, plot.Right(), at, zero)
			w.placer.takeLine([]page.Point{{X: plot.X, Y: at}, {X: plot.Right(), Y: at}})
		}
		if w.tell(Says{What: Tick, Value: v, Unit: c.Y.Unit}, run, page.Rect{X: plot.X - 6 - run.Width, Y: at - h/2, W: run.Width, H: h}) && c.Split == nil {
			w.out.under.StrokeLine(plot.X, at, plot.Right(), at, fine)
		}
	}
	for _, v := range marksX {
		run := w.fonts.Run(tickText(fx, v, c.X.Unit), style)
		at := x.at(v)
		if v == 0 && x.lo < 0 {
			w.out.under.StrokeLine(at, plot.Y, at, plot.Bottom(), zero)
			w.placer.takeLine([]page.Point{{X: at, Y: plot.Y}, {X: at, Y: plot.Bottom()}})
		}
		r := page.Rect{X: at - run.Width/2, Y: plot.Bottom() + axisGap, W: run.Width, H: h}
		r.X = min(r.X, w.free.Right()-run.Width)
		if w.tell(Says{What: Tick, Value: v, Unit: c.X.Unit}, run, r) && c.Split == nil {
			w.out.under.StrokeLine(at, plot.Y, at, plot.Bottom(), fine)
		}
	}
	for _, run := range w.fit(c.X.Name+" →", style, w.free.W, 1) {
		w.place(run, page.Rect{X: plot.Right() - run.Width, Y: plot.Bottom() + axisGap + axisRow - 1, W: run.Width, H: h})
	}
}

// bubbleRadius returns the radius of the largest bubble, or of a dot where there are none.
func (w *work) bubbleRadius(plot page.Rect) float64 {
	if w.spec.Cloud.Area == nil {
		return 3.2
	}
	few := math.Sqrt(min(12/float64(len(w.spec.Cloud.Dots)), 1)) // many bubbles are smaller, or none would be seen
	return min(max(min(plot.W, plot.H)/9*few, 6), 26)
}

// dotsBySize returns the dots in the order they are drawn: the largest first, so that the small ones lie on them.
func (w *work) dotsBySize() []int {
	order := make([]int, len(w.spec.Cloud.Dots))
	for i := range order {
		order[i] = i
	}
	return sortedBy(order, func(i int) float64 { return -w.spec.Cloud.Dots[i].Area })
}

// dot draws one dot or bubble.
func (w *work) dot(i int, x, y scale, biggest float64) {
	c := w.spec.Cloud
	d := c.Dots[i]
	radius := biggest
	m := Mark{Series: i, Value: d.Y}
	if c.Area != nil {
		largest := 0.0
		for _, other := range c.Dots {
			largest = max(largest, other.Area)
		}
		radius, m.Form, m.Value = 0, Disc, d.Area
		if largest > 0 {
			radius = biggest * math.Sqrt(d.Area/largest) // the area, not the radius, is the value
		}
	}
	at := page.Point{X: x.at(d.X), Y: y.at(d.Y)}
	m.Box = page.Rect{X: at.X, Y: at.Y}.Inset(-radius, -radius)
	w.keep(m)
	color := w.theme.Mark
	if c.Area != nil {
		color = lightened(w.theme.Mark, w.theme.Paper, 0.2) // large areas of the full colour would shout
	}
	if i == w.emphasisedDot() {
		color = w.theme.Accent
	}
	if c.Area != nil {
		w.out.marks.FillCircle(at.X, at.Y, radius, w.theme.Paper)
		w.out.marks.FillCircle(at.X, at.Y, max(radius-0.6, radius*0.8), color)
	} else {
		w.out.marks.FillCircle(at.X, at.Y, radius, color)
	}
	w.anchor(i, m.Box)
}

func (w *work) emphasisedDot() int {
	names := make([]string, len(w.spec.Cloud.Dots))
	for i, d := range w.spec.Cloud.Dots {
		names[i] = d.Name
	}
	return w.highlighted(names)
}

// nameDots names the dots in full where there is room, the important ones first, gives those in the list their number,
// and answers the others.
func (w *work) nameDots(x, y scale, numbers map[int]int) (unnamed []int) {
	c := w.spec.Cloud
	style := w.text()
	style.Color = w.theme.Ink
	strong := w.emphasisedDot()
	boxes := map[int]page.Rect{}
	for _, m := range w.out.Marks {
		boxes[m.Series] = m.Box
	}
	for _, i := range w.dotOrder(strong, x, y) {
		own := style
		if i == strong {
			own = w.heavy()
			own.Color = w.theme.Accent
		}
		if n, ok := numbers[i]; ok {
			w.numberDot(i, n, own, boxes[i])
			continue
		}
		if c.Dots[i].Name == "" {
			continue
		}
		if run := w.fonts.Run(c.Dots[i].Name, own); !w.place(run, w.beside(run, boxes[i])...) {
			unnamed = append(unnamed, i)
		}
	}
	return unnamed
}

// numberDot writes a dot's number into it where it has room and no other dot lies there, else beside it.
func (w *work) numberDot(i, n int, style page.Style, dot page.Rect) {
	color := lightened(w.theme.Mark, w.theme.Paper, 0.2)
	if i == w.emphasisedDot() {
		color = w.theme.Accent
	}
	own := style
	own.Color = w.onto(color)
	run := w.fonts.Run(fmt.Sprint(n), own)
	h := lineHeight(own)
	r := page.Rect{X: dot.X + dot.W/2 - run.Width/2, Y: dot.Y + dot.H/2 - h/2, W: run.Width, H: h}
	fits := w.spec.Cloud.Area != nil && math.Hypot(run.Width, page.CapHeight*own.Size)+2 <= dot.W && h+1 <= dot.H
	for _, m := range w.out.Marks {
		fits = fits && (m.Series == i || !m.Box.Overlaps(r))
	}
	if !fits {
		beside := w.fonts.Run(run.Text, style)
		at := page.Point{X: dot.X + dot.W/2, Y: dot.Y + dot.H/2}
		w.must("the number of "+w.spec.Cloud.Dots[i].Name, Says{}, beside, at, w.out.Plot, w.beside(beside, dot)...)
		return
	}
	w.out.over.Text(r.X, r.Y+page.Ascent*own.Size, run, page.Left)
	w.out.Labels = append(w.out.Labels, Label{Text: run.Text, Box: r, Says: Says{Series: i}, Inside: true})
}

// dotOrder returns the dots in the order they have a right to a name: the emphasised one, the largest, the outermost.
func (w *work) dotOrder(strong int, x, y scale) []int {
	c := w.spec.Cloud
	order := make([]int, len(c.Dots))
	for i := range order {
		order[i] = i
	}
	middle := page.Point{X: (x.from + x.to) / 2, Y: (y.from + y.to) / 2}
	return sortedBy(order, func(i int) float64 {
		d := c.Dots[i]
		switch {
		case i == strong:
			return math.Inf(-1)
		case c.Area != nil:
			return -d.Area
		}
		return -math.Hypot(x.at(d.X)-middle.X, y.at(d.Y)-middle.Y)
	})
}

// beside returns the places for the name of a dot: right, left, over, under, and the corners. Names stay in their field.
func (w *work) beside(run *page.Run, dot page.Rect) []page.Rect {
	h := lineHeight(run.Style)
	const gap = 2.5
	mx, my := dot.X+dot.W/2, dot.Y+dot.H/2
	right, left, over, under := dot.Right()+gap, dot.X-gap-run.Width, dot.Y-gap*0.6-h, dot.Bottom()+gap*0.6
	var out []page.Rect
	for _, p := range [][2]float64{
		{right, my - h/2},
		{left, my - h/2},
		{mx - run.Width/2, over},
		{mx - run.Width/2, under},
		{right - 1, over + h*0.5},
		{right - 1, under - h*0.5},
		{left + 1, over + h*0.5},
		{left + 1, under - h*0.5},
		{mx, over},
		{mx, under},
		{mx - run.Width, over},
		{mx - run.Width, under},
	} {
		r := page.Rect{X: p[0], Y: p[1], W: run.Width, H: h}
		if w.out.Plot.Contains(r) {
			out = append(out, r)
		}
	}
	return out
}

// fields divides a 2×2: a ground of its own for the first named field, and the lines of division, off which labels keep.
func (w *work) fields(x, y scale) {
	c, plot := w.spec.Cloud, w.out.Plot
	if c.Split == nil {
		return
	}
	atX, atY := x.at(c.Split[0]), y.at(c.Split[1])
	for k, r := range w.quarters(x, y) {
		ground := page.Mix(w.theme.Paper, w.theme.Hairline, 0.4)
		if k == w.highlighted2x2() {
			ground = w.theme.AccentTint
		}
		w.out.under.FillRect(r, ground)
	}
	const wide = 2.4
	w.out.under.FillRect(page.Rect{X: atX - wide/2, Y: plot.Y, W: wide, H: plot.H}, w.theme.Paper)
	w.out.under.FillRect(page.Rect{X: plot.X, Y: atY - wide/2, W: plot.W, H: wide}, w.theme.Paper)
	w.placer.takeLine([]page.Point{{X: atX, Y: plot.Y}, {X: atX, Y: plot.Bottom()}})
	w.placer.takeLine([]page.Point{{X: plot.X, Y: atY}, {X: plot.Right(), Y: atY}})
}

// nameSplit writes at the two lines of division what they are, with their values.
func (w *work) nameSplit(x, y scale) {
	c, plot := w.spec.Cloud, w.out.Plot
	if c.Split == nil {
		return
	}
	style := w.small()
	h := lineHeight(style)
	for k, axis := range []Axis{c.X, c.Y} {
		f := w.spec.agree(axis.Unit, []float64{c.Split[k]})
		run := w.fonts.Run(c.SplitBy[k]+" "+f.Value(c.Split[k], axis.Unit), style)
		r := page.Rect{W: run.Width, H: h}
		var places []page.Rect
		if k == 0 {
			for _, at := range []float64{plot.Y + 1, plot.Bottom() - h - 1} {
				r.Y = at
				for _, r.X = range []float64{x.at(c.Split[0]) + 3.5, x.at(c.Split[0]) - 3.5 - run.Width} {
					places = append(places, r)
				}
			}
		} else {
			for _, at := range []float64{plot.Right() - 2 - run.Width, plot.X + 2, (plot.X + plot.Right() - run.Width) / 2} {
				r.X = at
				for _, r.Y = range []float64{y.at(c.Split[1]) - h - 1.5, y.at(c.Split[1]) + 1.5} {
					places = append(places, r)
				}
			}
		}
		says := Says{What: Level, Series: AcrossSeries - k, Step: SplitStep, Value: c.Split[k], Unit: axis.Unit, Format: f}
		at := page.Point{X: x.at(c.Split[0]), Y: y.at(c.Split[1])}
		w.must("where the fields are divided", says, run, at, plot, places...)
	}
}

// highlighted2x2 returns the field that is to stand out: the one named, or the first.
func (w *work) highlighted2x2() int {
	if i := w.highlighted(w.spec.Cloud.Quadrants); i >= 0 {
		return i
	}
	return 0
}

// quarters returns the fields: upper left, upper right, lower left, lower right.
func (w *work) quarters(x, y scale) [4]page.Rect {
	c, p := w.spec.Cloud, w.out.Plot
	atX, atY := x.at(c.Split[0]), y.at(c.Split[1])
	l, r, t, b := atX-p.X, p.Right()-atX, atY-p.Y, p.Bottom()-atY
	return [4]page.Rect{
		{X: p.X, Y: p.Y, W: l, H: t}, {X: atX, Y: p.Y, W: r, H: t}, {X: p.X, Y: atY, W: l, H: b}, {X: atX, Y: atY, W: r, H: b},
	}
}

// nameFields writes the names of the fields into their corners, or wherever in them there is room.
func (w *work) nameFields(x, y scale) {
	c := w.spec.Cloud
	if c.Split == nil {
		return
	}
	for k, field := range w.quarters(x, y) {
		if k >= len(c.Quadrants) {
			break
		}
		style := w.heavy()
		style.Color = w.theme.Muted
		if k == w.highlighted2x2() {
			style.Color = w.theme.Accent
		}
		for _, run := range w.fit(c.Quadrants[k], style, max(field.W-10, 1), 1) {
			h := lineHeight(style)
			outer := page.Rect{X: field.X + 5, Y: field.Y + 4, W: run.Width, H: h}
			if k%2 == 1 {
				outer.X = field.Right() - 5 - run.Width
			}
			if k >= 2 {
				outer.Y = field.Bottom() - 4 - h
			}
			places := []page.Rect{outer}
			for _, y := range []float64{outer.Y, field.Y + 4, field.Bottom() - 4 - h} {
				for _, x := range []float64{field.X + 5, field.Right() - 5 - run.Width, field.X + field.W/2 - run.Width/2} {
					places = append(places, page.Rect{X: x, Y: y, W: run.Width, H: h})
				}
			}
			if near, ok := w.placer.near(page.Point{X: outer.X + run.Width/2, Y: outer.Y}, run.Width, h, field.Inset(2, 2)); ok {
				places = append(places, near)
			}
			if !w.place(run, places...) {
				w.out.LeftOut = append(w.out.LeftOut, "the name of the field “"+c.Quadrants[k]+"”")
			}
		}
	}
}
