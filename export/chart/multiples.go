package chart

import (
	"math"
	"slices"

	"throughline/export/page"
)

// Multiples shows the same small chart for each of a few metrics.
var Multiples Kind = &multiplesKind{kind{
	name: "Small multiples", least: 80,
	tile: []TileMark{
		{0, 0.44, 0.44, 0, true, false},
		{0.02, 0.36, 0.20, -0.22, true, true},
		{0.22, 0.14, 0.20, 0.10, true, true},
		{0.56, 0.44, 0.44, 0, true, false},
		{0.58, 0.16, 0.20, 0.18, true, true},
		{0.78, 0.34, 0.20, -0.10, true, true},
		{0, 1, 0.44, 0, true, false},
		{0.02, 0.80, 0.20, 0.08, true, true},
		{0.22, 0.88, 0.20, -0.22, true, true},
		{0.56, 1, 0.44, 0, true, false},
		{0.58, 0.92, 0.20, -0.26, true, true},
		{0.78, 0.66, 0.20, 0.12, true, true},
	},
}}

type multiplesKind struct{ kind }

func (*multiplesKind) draw(w *work) { w.multiplesChart() }

func (*multiplesKind) height(s *Spec, width float64) float64 { return heightOfMultiples(s, width) }

func (*multiplesKind) check(s *Spec) *Refusal { return checkPanels(s, mostMultiples) }

func (*multiplesKind) describe(s *Spec) []string { return s.altOfPanels() }

// mostMultiples is how many small charts a reader compares.
const mostMultiples = 9

const (
	panelGap   = 16.0
	leastPanel = 84.0 // the least width of a panel

	leastPanelPlot = 34.0 // the least height of its line, under its name
	panelAspect    = 1.5  // width to height that suits a panel
)

// multiplesChart draws each metric in a small chart of its own. Panels of one unit share a scale, which is ruled and named in
// each; where scales differ, or begin at different values, the chart says so.
func (w *work) multiplesChart() {
	panels := w.spec.Panels
	scales, remark := w.spec.panelScales()
	several := remark != ""
	foot := axisRow + axisGap
	if several {
		foot += axisRow
	}
	g := grid{scales: scales, gutter: w.panelGutter(scales), value: w.panelValue(scales), several: several}
	columns := w.gridColumns(len(panels), &g)
	lines := (len(panels) + columns - 1) / columns
	if !several { // one gutter at the left of all
		w.free.X, w.free.W = w.free.X+g.gutter, w.free.W-g.gutter
	}
	width := (w.free.W - panelGap*float64(columns-1)) / float64(columns)
	height := (w.free.H - foot - panelGap*0.5*float64(lines-1)) / float64(lines)
	height = min(height, max(width*0.8, leastPanel)+axisRow) // a line that climbs more than it runs shouts
	heads := w.panelHeads(width, height)
	for _, h := range heads {
		g.head = max(g.head, axisRow*float64(len(h)))
	}
	g.value = min(g.value, width*0.4)
	if several && width-g.value-g.gutter < width*leastLine {
		g.gutter = 0
		w.out.LeftOut = append(w.out.LeftOut, "the values of the axes")
	}
	w.free.H = foot + height*float64(lines) + panelGap*0.5*float64(lines-1)
	w.out.Plot = page.Rect{X: w.free.X, Y: w.free.Y, W: w.free.W, H: w.free.H - foot}
	for i := range panels {
		box := page.Rect{
			X: w.free.X + float64(i%columns)*(width+panelGap), Y: w.free.Y + float64(i/columns)*(height+panelGap*0.5), W: width, H: height,
		}
		plot := w.panel(i, box, heads[i], &g, several || i%columns == 0)
		if i+columns >= len(panels) {
			w.panelAxis(box, plot)
		}
	}
	if !several {
		w.free.X, w.free.W = w.free.X-g.gutter, w.free.W+g.gutter
	} else {
		w.footLine(remark, w.free.Bottom()-axisRow-axisGap)
	}
}

// panelScales returns the scales of the panels, and what the chart says where each panel is to be read by an axis of
// its own: "" where one axis serves all.
func (s *Spec) panelScales() (scales []panelScale, remark string) {
	scales, several := s.scalesOf((*Panel).lineReach, tooFarForLines)
	stepped := s.stepped(scales) // it may move the scales, also where they differ
	switch {
	case several:
		remark = "Scales differ: read each panel by its own axis."
	case stepped:
		remark = "Axes start at different values, with equal steps."
	}
	return scales, remark
}

// gridColumns returns how many panels stand side by side. Where each has an axis of its own they are fewer, if the axes
// then have room and the panels are not too low.
func (w *work) gridColumns(n int, g *grid) int {
	columns := w.panelColumns(n, leastPanel)
	if !g.several {
		return columns
	}
	fewer := w.panelColumns(n, (g.value+g.gutter)/(1-leastLine)+1)
	if w.free.H/math.Ceil(float64(n)/float64(fewer)) > lowPanel {
		return fewer
	}
	return columns
}

// panelHeads sets the names of the panels, in more lines where they are long and what is drawn below keeps its room.
func (w *work) panelHeads(width, height float64) [][]*page.Run {
	heads, cut := w.fitAll(w.spec.panelNames(), w.heavy(), width, 1+min(int(height/90), 1))
	for most := 2; cut && most <= 4 && height-axisRow*float64(most) > leastPanelPlot; most++ {
		heads, cut = w.fitAll(w.spec.panelNames(), w.heavy(), width, most)
	}
	if cut {
		w.out.LeftOut = append(w.out.LeftOut, "long names in full")
	}
	return heads
}

// leastPart is the least part of a shared scale that some line must span before the scale shows a course at all.
const leastPart = 0.3

// stepped gives panels of one unit that would all be level lines on their shared scale axes that begin at different values
// but have the same steps, so that equal heights stay equal amounts. It reports whether there are such panels.
func (s *Spec) stepped(scales []panelScale) bool {
	found := false
	for group := range len(s.Panels) * 2 {
		var members []int
		span := 0.0
		for i := range scales {
			if scales[i].group != group {
				continue
			}
			members = append(members, i)
			lo, hi := s.Panels[i].extent()
			span = max(span, hi-lo)
		}
		if len(members) < 2 || span == 0 || span >= leastPart*(scales[members[0]].hi-scales[members[0]].lo) {
			continue
		}
		found = true
		for _, i := range members {
			lo, hi := s.Panels[i].extent()
			from := (lo+hi)/2 - span/2
			if lo >= 0 {
				from = max(from, 0)
			}
			scales[i].lo, scales[i].hi = from, from+span
		}
	}
	return found
}

// grid is what the panels share.
type grid struct {
	scales  []panelScale
	several bool    // each panel has an axis of its own
	gutter  float64 // for the names of the ruled values
	head    float64 // the height of the panels' names
	value   float64 // the width of the latest values
}

// leastLine is the least part of a panel's width that its line has beside its axis and its latest value, and lowPanel the
// height under which a panel, its name included, shows nothing.
const (
	leastLine = 0.3
	lowPanel  = 46.0
)

// panelValue returns the width of the latest values, with their distance from the plot.
func (w *work) panelValue(scales []panelScale) float64 {
	widest := 0.0
	for i, p := range w.spec.Panels {
		last := p.Values[lastIndex(p.Values)]
		widest = max(widest, w.fonts.Width(w.spec.formatOf(scales, i).Value(last, p.Unit), w.heavy()))
	}
	return widest + 7
}

// panelGutter returns the width that the names of the ruled values need.
func (w *work) panelGutter(scales []panelScale) float64 {
	widest := 0.0
	for i, p := range w.spec.Panels {
		marks := panelMarks(scales[i].lo, scales[i].hi)
		f := w.spec.Format.Shared(p.Unit, marks...)
		for _, v := range marks {
			widest = max(widest, w.fonts.Width(tickText(f, v, p.Unit), w.tickStyle()))
		}
	}
	return min(widest+5, w.free.W*0.2)
}

// panelMarks returns the round values of a small chart: at least two where there are any, because one does not make a scale.
func panelMarks(lo, hi float64) []float64 {
	for n := 2; n < 5; n++ {
		if marks := ticks(lo, hi, n); len(marks) > 1 {
			return marks
		}
	}
	return ticks(lo, hi, 2)
}

// tickStyle is that of the round values in small charts.
func (w *work) tickStyle() page.Style {
	s := w.small()
	s.Size -= 0.5
	return s
}

// panelColumns returns how many panels of a least width stand side by side: the number that brings them nearest to a good
// shape.
func (w *work) panelColumns(n int, least float64) int {
	best, off := 1, math.Inf(1)
	for c := 1; c <= n; c++ {
		lines := float64((n + c - 1) / c)
		width := (w.free.W - panelGap*float64(c-1)) / float64(c)
		if width < least && c > 1 {
			break
		}
		// Empty places at the end count against a number.
		miss := math.Abs(math.Log(width/((w.free.H-20)/lines)/panelAspect)) + 0.3*(lines*float64(c)-float64(n))
		if miss < off {
			best, off = c, miss
		}
	}
	return best
}

// panel draws one small chart and answers where its values lie: its name, a fine axis, the ruled values, the line, and the
// latest value.
func (w *work) panel(i int, box page.Rect, head []*page.Run, g *grid, named bool) page.Rect {
	p := &w.spec.Panels[i]
	color := w.theme.Mark
	if w.highlighted(w.spec.panelNames()) == i {
		color = w.theme.Accent
	}
	for k, run := range head {
		w.place(run, page.Rect{X: box.X, Y: box.Y + axisRow*float64(k), W: run.Width, H: lineHeight(run.Style)})
	}
	plot := page.Rect{X: box.X, Y: box.Y + g.head + 3, W: box.W - g.value, H: box.H - g.head - 3}
	pad := min(lineHeight(w.small()), plot.H/5)
	y := scale{lo: g.scales[i].lo, hi: g.scales[i].hi, from: plot.Bottom() - pad, to: plot.Y + pad}
	if y.lo == 0 {
		y.from = plot.Bottom()
	}
	w.panelTicks(p, plot, y, g, named)
	if g.several {
		plot.X, plot.W = plot.X+g.gutter, plot.W-g.gutter
	}
	format := w.spec.formatOf(g.scales, i)
	last := lastIndex(p.Values)
	value := w.fonts.Run(format.Value(p.Values[last], p.Unit), w.heavy())
	n := len(p.Values)
	x := func(k int) float64 {
		if n == 1 {
			return plot.X + plot.W/2
		}
		return plot.X + 4 + (plot.W-8)*float64(k)/float64(n-1)
	}
	w.out.under.StrokeLine(plot.X, plot.Bottom(), plot.Right(), plot.Bottom(), w.axisStroke())
	if p.Target != nil {
		line := []page.Point{{X: plot.X, Y: y.at(*p.Target)}, {X: plot.Right(), Y: y.at(*p.Target)}}
		w.out.under.StrokePolyline(line, page.Stroke{Color: w.theme.Muted, Width: 0.9, Dash: []float64{1.5, 2}})
		w.placer.takeLine(line)
	}
	w.panelLine(p, i, g.scales[i].group, x, y, page.Stroke{Color: color, Width: 1.5, Round: true})
	const dot = 2.4
	at := page.Point{X: x(last), Y: y.at(p.Values[last])}
	w.out.marks.FillCircle(at.X, at.Y, dot, w.theme.Accent)
	if p.Partial {
		w.out.marks.FillCircle(at.X, at.Y, dot-0.9, w.theme.Paper)
	}
	w.placer.take(page.Rect{X: at.X, Y: at.Y}.Inset(-dot, -dot))
	w.anchor(i, page.Rect{X: at.X, Y: at.Y}.Inset(-dot, -dot))

	says := Says{What: Level, Series: i, Step: last, Value: p.Values[last], Unit: p.Unit, Format: format}
	h := lineHeight(value.Style)
	beside := page.Rect{X: plot.Right() + 5, Y: at.Y - h/2, W: value.Width, H: h}
	beside.X = min(beside.X, box.Right()-beside.W)
	places := slices.DeleteFunc(append([]page.Rect{beside}, around(value, at, true)...), func(r page.Rect) bool { return !box.Contains(r) })
	w.must("the latest value of "+p.Name, says, value, at, box, places...)
	if p.Target != nil && i == 0 {
		w.nameTarget(plot, y.at(*p.Target))
	}
	return plot
}

// nameTarget names the target of the first panel, which stands for all.
func (w *work) nameTarget(plot page.Rect, at float64) {
	run := w.fonts.Run(w.spec.words().T("Target"), w.tickStyle())
	h := lineHeight(run.Style)
	beside := page.Rect{X: plot.Right() + 5, Y: at - h/2, W: run.Width, H: h}
	over, under := beside, beside
	over.X, over.Y = plot.X, at-h-1.5
	under.X, under.Y = plot.X, at+1.5
	w.place(run, beside, over, under)
}

// panelTicks rules the round values of a panel and, where the panel is the one to name them, writes them left of it.
func (w *work) panelTicks(p *Panel, plot page.Rect, y scale, g *grid, named bool) {
	marks := panelMarks(y.lo, y.hi)
	f := w.spec.Format.Shared(p.Unit, marks...)
	if g.several {
		plot.X, plot.W = plot.X+g.gutter, plot.W-g.gutter
	}
	for _, v := range marks {
		at := y.at(v)
		if at < plot.Bottom()-0.5 {
			w.out.under.StrokeLine(plot.X, at, plot.Right(), at, page.Stroke{Color: w.theme.Hairline, Width: 0.6})
		}
		if !named || g.gutter == 0 {
			continue
		}
		run := w.fonts.Run(tickText(f, v, p.Unit), w.tickStyle())
		if run.Width > g.gutter {
			continue // it would reach into the panel beside
		}
		h := lineHeight(run.Style)
		w.tell(Says{What: Tick, Value: v, Unit: p.Unit}, run, page.Rect{X: max(plot.X-5-run.Width, plot.X-g.gutter), Y: at - h/2, W: run.Width, H: h})
	}
}

// panelAxis names the first and the last period under a panel.
func (w *work) panelAxis(box, plot page.Rect) {
	style := w.small()
	steps := w.spec.Steps
	first := w.fonts.Run(steps[0].Period.LabelIn(w.spec.Format.Locale), style)
	last := w.fonts.Run(steps[len(steps)-1].Period.LabelIn(w.spec.Format.Locale), style)
	y := box.Bottom() + axisGap
	h := lineHeight(style)
	w.place(last, page.Rect{X: min(max(plot.Right(), plot.X+first.Width+8+last.Width), box.Right()) - last.Width, Y: y, W: last.Width, H: h})
	if len(steps) > 1 {
		w.place(first, page.Rect{X: plot.X, Y: y, W: first.Width, H: h})
	}
}

func heightOfMultiples(s *Spec, width float64) float64 {
	n := float64(len(s.Panels))
	columns := max(min(math.Floor((width+panelGap)/(120+panelGap)), n), 1)
	const most = 66                                                            // a wide panel is not a high one
	named := math.Ceil(float64(longest(s.panelNames()))*5/(width/columns)) - 1 // lines more
	return min(math.Ceil(n/columns)*(min(width/columns/panelAspect, most)+24+named*axisRow)+28, 420)
}
