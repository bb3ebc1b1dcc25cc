package chart

import (
	"fmt"
	"math"
	"strings"

	"throughline/app/metric"
	"throughline/export/page"
)

// Rows are at least so high, and bars at most so thick, in points.
const (
	leastPitch = 13.0
	mostPitch  = 46.0
	mostBar    = 24.0
)

// rowChart draws bars that lie, one row a category with its name at the left: a bar chart, or a waterfall of parts (IBCS
// CH 1.1: time goes across, structure goes down).
func (w *work) rowChart() {
	spans := w.spec.spans()
	spans, rest := w.shown(spans)
	lo, hi := w.barExtent(spans)
	pitch := min(w.rowRoom(len(rest) > 0)/float64(len(spans)), mostPitch)

	names, gutter, above := w.rowNames(spans, pitch)
	left, right := w.valueGutters(spans)
	plot := page.Rect{X: w.free.X + gutter, Y: w.free.Y, W: w.free.W - gutter, H: pitch * float64(len(spans))}
	if most := plot.W * 0.7; left+right > most {
		left, right = left*most/(left+right), right*most/(left+right)
	}
	w.out.Plot = plot
	x := scale{lo: lo, hi: hi, from: plot.X + left, to: plot.Right() - right}

	for i, b := range spans {
		row := page.Rect{X: plot.X, Y: plot.Y + float64(i)*pitch, W: plot.W, H: pitch}
		w.rowName(names[i], row, gutter, above)
		w.row(b, row, x, above)
		if i > 0 && w.spec.Kind == Waterfall {
			at := x.at(spans[i-1].to)
			w.out.under.StrokeLine(at, w.out.Marks[len(w.out.Marks)-1].Box.Y, at, row.Y-pitch/2,
				page.Stroke{Color: w.theme.Muted, Width: 0.5})
		}
	}
	w.out.over.StrokeLine(x.at(0), plot.Y, x.at(0), plot.Bottom(), w.axisStroke())
	w.rowLabels(spans, x)
	w.remainder(rest, plot.Bottom())
}

func (w *work) rowRoom(withRest bool) float64 {
	if withRest {
		return w.free.H - axisRow - axisGap
	}
	return w.free.H
}

// shown returns the bars that fit legibly, and the others, which are told in a line.
func (w *work) shown(spans []span) (shown, rest []span) {
	if float64(len(spans))*leastPitch <= w.free.H || w.spec.Kind == Waterfall {
		return spans, nil
	}
	n := max(int(w.rowRoom(true)/leastPitch), 1)
	return spans[:n], spans[n:]
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
	for _, run := range w.fit(text, w.text(), w.free.W, 1) {
		w.place(run, page.Rect{X: w.free.X, Y: y + axisGap, W: run.Width, H: lineHeight(run.Style)})
	}
}

// rowNames wraps the names for the gutter at the left; where they are too long for it and the rows are high, they go above
// their bars, in the full width.
func (w *work) rowNames(spans []span, pitch float64) (names [][]*page.Run, gutter float64, above bool) {
	style := w.text()
	style.Color = w.theme.Ink
	most, widest := w.free.W*0.36, 0.0
	line := style.Size * 1.15
	cut := false
	for _, b := range spans {
		runs := w.fit(w.spec.stepName(b.step), style, most, max(int(pitch/line), 1))
		names = append(names, runs)
		for _, r := range runs {
			widest = max(widest, r.Width)
		}
		cut = cut || isCut(runs)
	}
	if above = cut && pitch >= 2.1*line; above {
		for i, b := range spans {
			names[i] = w.fit(w.spec.stepName(b.step), style, w.free.W, 1)
		}
		return names, 0, true
	}
	if widest == 0 {
		return names, 0, false
	}
	return names, widest + 6, false
}

func (w *work) rowName(runs []*page.Run, row page.Rect, gutter float64, above bool) {
	if len(runs) == 0 {
		return
	}
	line := runs[0].Style.Size * 1.15
	h := lineHeight(runs[0].Style)
	y := row.Y + row.H/2 - line*float64(len(runs)-1)/2 - h/2
	x := row.X - gutter
	if above {
		y, x = row.Y, row.X
	}
	for k, run := range runs {
		w.place(run, page.Rect{X: x, Y: y + float64(k)*line, W: run.Width, H: min(h, line)})
	}
}

// row draws the bar of one row, and a tick where its plan or prior value stands.
func (w *work) row(b span, row page.Rect, x scale, above bool) {
	thick := min(row.H*0.62, mostBar)
	y := row.Y + (row.H-thick)/2
	if above {
		name := w.theme.ChartText * 1.3
		thick = min((row.H-name)*0.72, 16)
		y = row.Y + name
	}
	from, to := x.at(b.from), x.at(b.to)
	w.bar(Mark{
		Scenario: w.spec.Series[0].Scenario, Step: b.step, Value: b.value,
		Box: page.Rect{X: min(from, to), Y: y, W: math.Abs(to - from), H: thick},
	}, w.rowColor(b))
	if w.spec.Kind == Waterfall {
		return
	}
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		values := w.spec.in(sc)
		if values == nil || math.IsNaN(values[b.step]) || w.spec.Series[0].Scenario == sc {
			continue
		}
		at := x.at(values[b.step])
		tick := page.Rect{X: at - 0.8, Y: y - thick*0.16, W: 1.6, H: thick * 1.32}
		w.out.over.FillRect(tick.Inset(-0.7, 0), w.theme.Paper)
		w.out.over.FillRect(tick, w.theme.Ink)
		w.placer.take(tick)
		return
	}
}

// rowColor is colorOf, but that the first bar is the one highlighted: it is the metric the chart is about, or the largest.
func (w *work) rowColor(b span) page.Color {
	if w.spec.Kind == Bar && b.step == 0 {
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
	s := w.number()
	if b.total {
		s.Face = page.SemiBold
	}
	return s
}

// rowLabels writes each value beyond the end of its bar, and beyond a tick that stands there; where there is no room, at
// the bar's other end.
func (w *work) rowLabels(spans []span, x scale) {
	for i, b := range spans {
		box := w.out.Marks[i].Box
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
		w.place(run, places...)
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

// fit wraps a text into at most so many lines; what is over ends in an ellipsis.
func (w *work) fit(text string, style page.Style, width float64, lines int) []*page.Run {
	wrapped := w.fonts.Wrap([]page.Span{{Text: text, Style: style}}, width)
	var runs []*page.Run
	for i, l := range wrapped {
		if len(l.Fragments) == 0 {
			continue
		}
		run := l.Fragments[0].Run
		if i == lines-1 && len(wrapped) > lines {
			letters := []rune(strings.TrimRight(run.Text, " "))
			for run = w.fonts.Run(string(letters)+"…", style); run.Width > width && len(letters) > 1; {
				letters = letters[:len(letters)-1]
				run = w.fonts.Run(strings.TrimRight(string(letters), " ")+"…", style)
			}
			return append(runs, run)
		}
		runs = append(runs, run)
	}
	return runs
}

func isCut(runs []*page.Run) bool {
	return len(runs) > 0 && strings.HasSuffix(runs[len(runs)-1].Text, "…")
}
