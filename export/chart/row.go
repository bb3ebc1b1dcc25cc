package chart

import (
	"fmt"
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/page"
)

// Bar compares things side by side.
var Bar Kind = &barKind{kind{
	name: "Bar chart",
	tile: []TileMark{
		{0, 0.04, 0.95, 0.18, false, true},
		{0, 0.30, 0.70, 0.18, false, false},
		{0, 0.56, 0.52, 0.18, false, false},
		{0, 0.82, 0.30, 0.18, false, false},
	},
}}

type barKind struct{ kind }

func (*barKind) draw(w *work) { w.rowChart() }

func (*barKind) height(s *Spec, width float64) float64 { return heightOfRows(s, width, 36) }

func (*barKind) describe(s *Spec) []string { return s.altOfRows() }

const mostBar = 24.0 // the most a lying bar is thick, in points

// rowChart draws bars that lie, one row a category with its name at the left: a bar chart, or a waterfall of parts (IBCS
// CH 1.1: time goes across, structure goes down).
func (w *work) rowChart() {
	all := w.spec.spans()
	spans := w.gathered(all)
	shown := len(spans)
	if shown < len(all) {
		w.free.H -= axisRow + axisGap // for the line that says what is taken together
	}
	var arrow *bracket
	switch {
	case w.spec.Kind != Waterfall:
		shown = w.fitting(len(spans))
	case w.spec.Difference != nil && w.spec.Steps[0].Period.IsZero(): // a difference is one in time
		w.out.LeftOut = append(w.out.LeftOut, "the difference")
	default:
		if arrow = w.bracketOf(w.levels(spans)); arrow != nil {
			w.free.H -= axisRow + axisGap
		}
	}
	names := make([]string, len(spans))
	for i, b := range spans {
		names[i] = w.nameOf(b)
	}
	if w.compares() {
		w.cut(axisRow + 2)
	}
	rows := w.rows(names, shown)
	rest := spans[shown:]
	spans = spans[:shown]

	lo, hi := w.barExtent(spans)
	left, right := w.valueGutters(spans)
	if most := rows.plot.W * 0.7; left+right > most {
		left, right = left*most/(left+right), right*most/(left+right)
	}
	apart := w.differences(spans, rows.plot.W-left-right)
	right += apart.width
	x := scale{lo: lo, hi: hi, from: rows.plot.X + left, to: rows.plot.Right() - right}
	w.nameRows(&rows, w.highlighted(names))
	for i, b := range spans {
		w.row(b, w.band(&rows, i), x)
		if i > 0 && w.spec.Kind == Waterfall {
			at := x.at(spans[i-1].to)
			w.out.under.StrokeLine(at, w.out.Marks[len(w.out.Marks)-2].Box.Bottom(), at, w.out.Marks[len(w.out.Marks)-1].Box.Y,
				page.Stroke{Color: w.theme.Muted, Width: 0.5})
		}
	}
	w.out.over.StrokeLine(x.at(0), rows.plot.Y, x.at(0), rows.plot.Bottom(), w.axisStroke())
	w.placer.takeLine([]page.Point{{X: x.at(0), Y: rows.plot.Y}, {X: x.at(0), Y: rows.plot.Bottom()}})
	w.nameTicks(rows.plot)
	for i, e := range apart.ends {
		w.difference(e, w.band(&rows, i))
	}
	w.nameDifferences(apart, rows.plot.Y)
	w.rowLabels(spans, x)
	w.remainder(rest, rows.plot.Bottom())
	w.sayOthers(spans, rows.plot.Bottom())
	w.tellBelow(arrow, rows.plot)
}

// remainder tells how many bars were left out, and between which values they lie.
func (w *work) remainder(rest []span, y float64) {
	if len(rest) == 0 {
		return
	}
	values := make([]float64, len(rest))
	for i, b := range rest {
		values[i] = b.value
	}
	lo, hi := extent(values)
	text := fmt.Sprintf("and %d more, from %s to %s", len(rest), w.value(lo), w.value(hi))
	if len(rest) == 1 {
		text = fmt.Sprintf("and %s, %s", w.spec.stepName(rest[0].step), w.value(lo))
	}
	w.footLine(text, y)
}

// footLine writes a line under the plot.
func (w *work) footLine(text string, y float64) {
	for _, run := range w.fit(text, w.text(), w.free.W, 1) {
		w.place(run, page.Rect{X: w.free.X, Y: y + axisGap, W: run.Width, H: lineHeight(run.Style)})
	}
}

// row draws the bar of one row, and a tick where its plan or prior value stands.
func (w *work) row(b span, band page.Rect, x scale) {
	thick := min(band.H*0.62, mostBar)
	y := band.Y + (band.H-thick)/2
	from, to := x.at(b.from), x.at(b.to)
	m := Mark{
		Scenario: w.spec.Series[0].Scenario, Step: b.step, Value: b.value, Form: Across,
		Box: page.Rect{X: min(from, to), Y: y, W: math.Abs(to - from), H: thick},
	}
	w.fill(m, w.rowColor(b), false)
	w.anchor(b.step, m.Box)
	for _, step := range b.others {
		w.anchor(step, m.Box)
	}
	if w.spec.Kind == Waterfall {
		return
	}
	for i, s := range w.spec.Series {
		if i == 0 || s.Scenario == metric.FC || math.IsNaN(s.Values[b.step]) {
			continue
		}
		at := x.at(s.Values[b.step])
		w.tick(page.Rect{X: at - 0.8, Y: y - thick*0.16, W: 1.6, H: thick * 1.32})
		w.out.Marks = append(w.out.Marks, Mark{
			Scenario: s.Scenario, Series: i, Step: b.step, Value: s.Values[b.step],
			Box: page.Rect{X: at, Y: y + thick/2},
		})
		return
	}
}

// compares reports whether ticks stand across the bars.
func (w *work) compares() bool {
	return w.spec.Kind == Bar && slices.ContainsFunc(w.spec.Series[1:], func(x Series) bool {
		return x.Scenario != metric.FC && firstIndex(x.Values) >= 0
	})
}

// nameTicks writes over the first tick what all of them are.
func (w *work) nameTicks(plot page.Rect) {
	for _, m := range w.out.Marks {
		if m.Series == 0 {
			continue
		}
		run := w.fonts.Run(w.spec.scenario(m.Scenario), w.text())
		h := lineHeight(run.Style)
		r := page.Rect{X: m.Box.X - run.Width/2, Y: plot.Y - h, W: run.Width, H: h}
		r.X = min(max(r.X, w.out.Box.X), w.out.Box.Right()-r.W)
		left, right := r, r
		left.X, right.X = m.Box.X+2-r.W, m.Box.X-2
		w.must("what the ticks are", Says{}, run, page.Point{X: m.Box.X, Y: plot.Y}, page.Rect{X: w.out.Box.X, Y: w.free.Y - axisRow, W: w.out.Box.W, H: axisRow + 4}, r, left, right)
		return
	}
}

// tick draws the upright stroke of a value to compare with, kept apart from the bar it stands on by paper.
func (w *work) tick(r page.Rect) {
	w.out.over.FillRect(r.Inset(-0.7, 0), w.theme.Paper)
	w.out.over.FillRect(r, w.theme.Ink)
	w.placer.take(r)
}

// rowColor is colorOf, but that without a highlight the first bar is the one in the accent colour: it is the metric the
// chart is about, or the largest.
func (w *work) rowColor(b span) page.Color {
	if w.spec.Kind == Bar && w.spec.Highlight == "" && b.step == 0 {
		return w.theme.Accent
	}
	return w.colorOf(b, false)
}

// valueGutters returns the room that the values need beyond the bars on either side.
func (w *work) valueGutters(spans []span) (left, right float64) {
	for _, b := range spans {
		width := w.fonts.Width(w.says(b), w.rowStyle(b)) + 6
		if b.value < 0 && b.to < 0 {
			left = max(left, width)
		} else {
			right = max(right, width)
		}
	}
	return left, right
}

func (w *work) rowStyle(b span) page.Style {
	if w.spec.Kind == Waterfall && b.total || w.spec.Kind == Bar && w.rowColor(b) == w.theme.Accent {
		return w.heavy()
	}
	return w.number()
}

// rowLabels writes each value beyond the end of its bar, and beyond a tick that stands there; where there is no room, at
// the bar's other end.
func (w *work) rowLabels(spans []span, x scale) {
	boxes := map[int]page.Rect{}
	for _, m := range w.out.Marks {
		switch box, ok := boxes[m.Step]; {
		case m.Form == Across:
			boxes[m.Step] = m.Box
		case ok: // with its tick, which the value stands beyond
			left, right := min(box.X, m.Box.X-2), max(box.Right(), m.Box.X+2)
			boxes[m.Step] = page.Rect{X: left, Y: box.Y, W: right - left, H: box.H}
		}
	}
	for _, b := range spans {
		box := boxes[b.step]
		run := w.fonts.Run(w.says(b), w.rowStyle(b))
		h := lineHeight(run.Style)
		right := page.Rect{X: box.Right() + 4, Y: box.Y + box.H/2 - h/2, W: run.Width, H: h}
		left := right
		left.X = box.X - 4 - run.Width
		var places []page.Rect
		if b.value < 0 && b.to < 0 {
			places = append(further(left, -1, x.to-x.from), further(right, 1, 12)...)
		} else {
			places = append(further(right, 1, x.to-x.from), further(left, -1, 12)...)
		}
		if !w.tell(w.saysOf(b), run, places...) {
			w.out.LeftOut = append(w.out.LeftOut, "the value of "+w.nameOf(b))
		}
	}
}

// further returns a place and the ones further away in a direction, up to a distance.
func further(r page.Rect, direction, distance float64) []page.Rect {
	var out []page.Rect
	for d := 0.0; d <= distance; d += 2 {
		moved := r
		moved.X += d * direction
		out = append(out, moved)
	}
	return out
}
