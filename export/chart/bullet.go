package chart

import (
	"fmt"
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// Bullet shows how near each metric is to its target.
var Bullet Kind = &bulletKind{kind{
	name: "Bullet charts",
	tile: []TileMark{
		{0, 0.04, 1, 0.26, false, false},
		{0, 0.12, 0.78, 0.10, false, true},
		{0.86, 0.04, 0, 0.26, true, true},
		{0, 0.38, 1, 0.26, false, false},
		{0, 0.46, 0.56, 0.10, false, true},
		{0.70, 0.38, 0, 0.26, true, true},
		{0, 0.72, 1, 0.26, false, false},
		{0, 0.80, 0.88, 0.10, false, true},
		{0.76, 0.72, 0, 0.26, true, true},
	},
}}

type bulletKind struct{ kind }

func (*bulletKind) draw(w *work) { w.bulletChart() }

func (*bulletKind) height(s *Spec, width float64) float64 { return heightOfPanels(s, width, 46) }

func (*bulletKind) check(s *Spec) *Refusal { return checkPanels(s, mostRows) }

func (*bulletKind) describe(s *Spec) []string { return s.altOfPanels() }

// mostRows is how many bullets or sparklines a page shows as rows that are still read.
const mostRows = 16

// grounds are the luminances of the bands behind a bullet, the lightest first. Ink, the bar and the target stand out from
// the darkest of them by 3:1.
var grounds = [...]float64{0.84, 0.68, 0.54}

// bulletChart draws one row for each metric: its latest value as a bar from zero, its target as a tick, and behind them in
// greys the range it is read against (Few, Bullet Graph Design Specification).
func (w *work) bulletChart() {
	panels := w.spec.Panels
	scales, several := w.spec.scalesOf((*Panel).bulletReach, tooFarForBars)
	if several {
		w.free.H -= axisRow + axisGap
	}
	names := w.spec.panelNames()
	rows := w.rows(names, w.fitting(len(panels)))
	w.nameRows(&rows, w.highlighted(names))

	ends := make([]rowEnd, rows.shown)
	for i := range ends {
		ends[i] = w.bulletEnd(i, scales)
	}
	column := endColumns(ends)
	if rows.plot.W-column[0]-column[1]-20 < rows.plot.W*0.32 {
		column[1] = 0 // no room for differences
	}
	right := column[0] + 8
	if column[1] > 0 {
		right += column[1] + 10
	}
	ruled := several && w.band(&rows, 0).H >= leastRuled
	track := page.Rect{X: rows.plot.X, Y: rows.plot.Y, W: max(rows.plot.W-right, rows.plot.W*0.3), H: rows.plot.H}
	for i := range rows.shown {
		band := w.band(&rows, i)
		band.W = track.W
		x := scale{lo: scales[i].lo, hi: scales[i].hi, from: track.X, to: track.Right()}
		w.bullet(&panels[i], i, scales[i].group, band, x, ruled)
	}
	for i, e := range ends { // after all marks, so that none is drawn over a number
		w.endRow(e, w.band(&rows, i), track.Right()+8, column)
	}
	bottom := rows.plot.Bottom()
	if rest := len(panels) - rows.shown; rest > 0 {
		w.footLine(fmt.Sprintf("and %d more without room", rest), bottom)
		bottom += axisRow
	}
	switch {
	case ruled:
		w.footLine("Scales differ: see the axis under each row.", bottom)
	case several:
		w.footLine("Scales differ: rows are not to be compared.", bottom)
	}
}

// leastRuled is the least height of a row that has room for an axis under its bar.
const leastRuled = 32.0

// bulletReach returns the values on the axis of a bullet. Zero is among them: its bar is read by its length.
func (p *Panel) bulletReach() (lo, hi float64) {
	all := []float64{0, p.Values[lastIndex(p.Values)]}
	if p.Target != nil {
		all = append(all, *p.Target)
	}
	for _, b := range p.Bands {
		all = append(all, b.From, b.To)
	}
	lo, hi = extent(all)
	if lo == hi {
		hi = 1
	}
	return lo, hi
}

// bullet draws one row.
func (w *work) bullet(p *Panel, i, group int, band page.Rect, x scale, withAxis bool) {
	thick := min(band.H*0.62, mostBar)
	if withAxis {
		thick = min(thick, band.H-2*axisRow)
	}
	y := band.Y + (band.H-thick)/2
	for k, b := range p.Bands {
		ground := lightened(w.theme.Ink, w.theme.Paper, grounds[min(k, len(grounds)-1)])
		w.out.under.FillRect(page.Rect{X: x.at(b.From), Y: y, W: x.at(b.To) - x.at(b.From), H: thick}, ground)
	}
	last := lastIndex(p.Values)
	v := p.Values[last]
	from, to := x.at(0), x.at(v)
	color := w.theme.Mark
	if w.highlighted(w.spec.panelNames()) == i {
		color = w.theme.Accent
	}
	share := 0.4 // of the height of the bands, which must be seen on both sides
	if len(p.Bands) == 0 {
		share = 0.7
	}
	m := Mark{
		Scenario: p.Scenario, Series: i, Step: last, Value: v, Form: Across, Scale: group,
		Box: page.Rect{X: min(from, to), Y: y + thick*(1-share)/2, W: math.Abs(to - from), H: thick * share},
	}
	w.fill(m, color, p.Partial)
	w.anchor(i, m.Box)
	if p.Target != nil {
		w.tick(page.Rect{X: min(max(x.at(*p.Target)-1, x.from), x.to-2), Y: y + thick*0.06, W: 2, H: thick * 0.88})
	}
	w.out.over.StrokeLine(from, y, from, y+thick, w.axisStroke())
	w.placer.take(page.Rect{X: x.from, Y: y, W: x.to - x.from, H: thick})
	if withAxis {
		w.rangeOf(p, x, y+thick)
	}
}

// rangeOf writes the first and the last round value of a row's own axis under it.
func (w *work) rangeOf(p *Panel, x scale, y float64) {
	marks := panelMarks(x.lo, x.hi)
	if len(marks) < 2 {
		marks = []float64{x.lo, x.hi}
	}
	marks = []float64{marks[0], marks[len(marks)-1]}
	f := w.spec.Format.Shared(p.Unit, marks...)
	style := w.small()
	style.Size -= 0.5
	for _, v := range marks {
		run := w.fonts.Run(tickText(f, v, p.Unit), style)
		at := x.at(v)
		w.out.under.StrokeLine(at, y, at, y+1.5, w.axisStroke())
		r := page.Rect{X: min(max(at-run.Width/2, x.from), x.to-run.Width), Y: y + 2, W: run.Width, H: lineHeight(style)}
		w.tell(Says{What: Tick, Value: v, Unit: p.Unit}, run, r)
	}
}

// rowEnd is what stands at the right of a row: its value, and how far that is from the target or from where it began.
type rowEnd struct {
	runs []*page.Run
	says []Says
	up   int
	what string
}

// endColumns returns the widths that the values and the differences of rows take.
func endColumns(ends []rowEnd) (column [2]float64) {
	for _, e := range ends {
		for k, r := range e.runs {
			width := r.Width
			if k == 1 {
				width += triangle + 3
			}
			column[k] = max(column[k], width)
		}
	}
	return column
}

// bulletEnd returns the latest value of a row, and its distance from the target.
func (w *work) bulletEnd(i int, scales []panelScale) rowEnd {
	p := &w.spec.Panels[i]
	last := lastIndex(p.Values)
	e := w.lastOf(i, scales)
	if p.Target != nil {
		w.differ(&e, p, w.spec.formatOf(scales, i), p.Values[last], *p.Target, Says{
			What: Change, Series: i, Step: last, Against: TargetSeries, Base: last,
		})
	}
	return e
}

// lastOf returns the latest value of a row.
func (w *work) lastOf(i int, scales []panelScale) rowEnd {
	p := &w.spec.Panels[i]
	last := lastIndex(p.Values)
	v := p.Values[last]
	f := w.spec.formatOf(scales, i)
	return rowEnd{
		runs: []*page.Run{w.fonts.Run(f.Value(v, p.Unit), w.heavy())},
		says: []Says{{What: Level, Series: i, Step: last, Value: v, Unit: p.Unit, Format: f}},
		what: "the value of " + p.Name,
	}
}

// differ adds a difference to the end of a row.
func (w *work) differ(e *rowEnd, p *Panel, f metric.Format, now, base float64, says Says) {
	d := now - base
	says.Value, says.Unit = d, p.Unit.Difference()
	style := w.text()
	if !f.Alike(now, base, p.Unit) {
		e.up = 1
		if d < 0 {
			e.up = -1
		}
		style.Color = w.sense(p.Polarity.Good(d))
	}
	f.Signed = true
	says.Format = f
	e.runs = append(e.runs, w.fonts.Run(f.Value(d, p.Unit.Difference()), style))
	e.says = append(e.says, says)
}

// endRow writes the end of a row in columns set to the right: the value, and the difference with its triangle.
func (w *work) endRow(e rowEnd, band page.Rect, x float64, column [2]float64) {
	right := x
	for k, run := range e.runs {
		if column[k] == 0 {
			break
		}
		right += column[k]
		h := lineHeight(run.Style)
		r := page.Rect{X: right - run.Width, Y: band.Y + band.H/2 - h/2, W: run.Width, H: h}
		right += 10
		if r.Right() > w.out.Box.Right() {
			r.X = w.out.Box.Right() - r.W
		}
		if !w.tell(e.says[k], run, r) {
			w.must(e.what, e.says[k], run, page.Point{X: r.X, Y: r.Y}, w.free)
			continue
		}
		if k == 1 && e.up != 0 {
			w.out.over.FillTriangle(page.Rect{X: r.X - triangle - 3, Y: r.Y + r.H/2 - triangle*0.42, W: triangle, H: triangle * 0.86}, e.up > 0, run.Style.Color)
		}
	}
}
