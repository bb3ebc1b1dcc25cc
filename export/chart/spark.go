package chart

import (
	"fmt"

	"throughline/export/page"
)

// Sparkline shows many metrics at a glance, each in a row.
var Sparkline Kind = &sparkKind{kind{
	name: "Sparklines",
	tile: []TileMark{
		{0, 0.10, 0.26, 0.10, false, false},
		{0.34, 0.24, 0.22, -0.12, true, true},
		{0.56, 0.12, 0.20, 0.08, true, true},
		{0.76, 0.20, 0.24, -0.16, true, true},
		{0, 0.45, 0.26, 0.10, false, false},
		{0.34, 0.44, 0.22, 0.12, true, true},
		{0.56, 0.56, 0.20, -0.10, true, true},
		{0.76, 0.46, 0.24, 0.10, true, true},
		{0, 0.80, 0.26, 0.10, false, false},
		{0.34, 0.92, 0.22, -0.08, true, true},
		{0.56, 0.84, 0.20, -0.06, true, true},
		{0.76, 0.78, 0.24, 0.04, true, true},
	},
}}

type sparkKind struct{ kind }

func (*sparkKind) draw(w *work) { w.sparkChart() }

func (*sparkKind) height(s *Spec, width float64) float64 { return heightOfPanels(s, width, 30) }

func (*sparkKind) check(s *Spec) *Refusal { return checkPanels(s, mostRows) }

func (*sparkKind) describe(s *Spec) []string { return s.altOfPanels() }

// sparkChart draws one row for each metric: its course as a small line, its latest value, and its change since the first.
// Each line fills the height of its row: it tells a shape, and the numbers beside it tell the size.
func (w *work) sparkChart() {
	panels := w.spec.Panels
	scales, _ := w.spec.scalesOf((*Panel).lineReach, tooFarForLines)
	names := w.spec.panelNames()
	w.free.H -= axisRow
	rows := w.rows(names, w.fitting(len(panels)))
	w.nameRows(&rows, w.highlighted(names))
	ends := make([]rowEnd, rows.shown)
	for i := range ends {
		p := &panels[i]
		ends[i] = w.lastOf(i, scales)
		if first, last := firstIndex(p.Values), lastIndex(p.Values); first < last {
			w.differ(&ends[i], p, w.spec.formatOf(scales, i), p.Values[last], p.Values[first], Says{
				What: Change, Series: i, Step: last, Base: first, Against: i,
			})
		}
	}
	column := endColumns(ends)
	if rows.plot.W-column[0]-column[1]-20 < rows.plot.W*0.3 {
		column[1] = 0
	}
	right := column[0] + 8
	if column[1] > 0 {
		right += column[1] + 10
	}
	field := page.Rect{X: rows.plot.X, W: max(rows.plot.W-right, rows.plot.W*0.25)}
	for i := range rows.shown {
		band := w.band(&rows, i)
		band.W = field.W
		if i > 0 {
			y := rows.row(i).Y
			w.out.under.StrokeLine(w.free.X, y, w.free.Right(), y, page.Stroke{Color: w.theme.Hairline, Width: 0.5})
		}
		w.spark(&panels[i], i, band)
	}
	for i, e := range ends { // after all lines, so that none is drawn over a number
		w.endRow(e, w.band(&rows, i), field.Right()+8, column)
	}
	bottom := rows.plot.Bottom()
	if rest := len(panels) - rows.shown; rest > 0 {
		w.footLine(fmt.Sprintf("and %d more without room", rest), bottom)
		return
	}
	w.sparkAxis(field, bottom)
}

// sparkAxis names the first and the last period under the lines, and says that each line has a scale of its own.
func (w *work) sparkAxis(field page.Rect, y float64) {
	style := w.small()
	last := w.spec.Steps[len(w.spec.Steps)-1]
	end := w.fonts.Run(last.Period.LabelIn(w.spec.Format.Locale), style)
	y += 2
	r := page.Rect{X: field.Right() - end.Width, Y: y, W: end.Width, H: lineHeight(style)}
	w.place(end, r)
	start := w.fonts.Run(w.spec.Steps[0].Period.LabelIn(w.spec.Format.Locale), style)
	first := page.Rect{X: field.X, Y: y, W: start.Width, H: lineHeight(style)}
	further := first // a short line has its first period begin before it
	further.X = r.X - 8 - start.Width
	w.place(start, first, further)
}

// lineReach returns the values on the axis of a small line.
func (p *Panel) lineReach() (lo, hi float64) {
	return roomy(p.extent())
}

// extent returns the least and the greatest of a panel's values and its target.
func (p *Panel) extent() (lo, hi float64) {
	all := p.Values
	if p.Target != nil {
		all = append(append([]float64{}, all...), *p.Target)
	}
	return extent(all)
}

// spark draws the small line of one row.
func (w *work) spark(p *Panel, i int, band page.Rect) {
	const dot = 2.2
	lo, hi := extent(p.Values)
	lo, hi = apart(lo, hi)
	box := band.Inset(dot+1, min(max(band.H*0.2, dot+1), band.H/2-1))
	y := scale{lo: lo, hi: hi, from: box.Bottom(), to: box.Y}
	n := len(p.Values)
	x := func(k int) float64 {
		if n == 1 {
			return box.Right()
		}
		return box.X + box.W*float64(k)/float64(n-1)
	}
	w.panelLine(p, i, 0, x, y, page.Stroke{Color: w.theme.Mark, Width: 1.3, Round: true})
	last := lastIndex(p.Values)
	w.out.marks.FillCircle(x(last), y.at(p.Values[last]), dot, w.theme.Accent)
	if p.Partial {
		w.out.marks.FillCircle(x(last), y.at(p.Values[last]), dot-0.9, w.theme.Paper)
	}
	w.placer.take(band)
	w.anchor(i, band)
}

// panelLine draws the values of the panel at an index as a line, its marks in a group of one scale.
func (w *work) panelLine(p *Panel, i, group int, x func(int) float64, y scale, stroke page.Stroke) {
	partial := -1
	if p.Partial {
		partial = lastIndex(p.Values)
	}
	w.polyline(p.Values, partial, x, y, stroke, func(k int, at page.Rect) {
		w.out.Marks = append(w.out.Marks, Mark{Series: i, Step: k, Value: p.Values[k], Scale: group, Box: at})
	})
}
