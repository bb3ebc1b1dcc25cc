package chart

import (
	"fmt"
	"math"
	"strings"

	"throughline/app/metric"
	"throughline/export/page"
)

// Stacked shows the parts of a whole over its periods.
var Stacked Kind = &stackedKind{kind{
	name: "Stacked columns", least: 80,
	tile: []TileMark{
		{0.04, 0.62, 0.20, 0.38, false, false},
		{0.04, 0.44, 0.20, 0.15, false, true},
		{0.40, 0.56, 0.20, 0.44, false, false},
		{0.40, 0.30, 0.20, 0.23, false, true},
		{0.76, 0.48, 0.20, 0.52, false, false},
		{0.76, 0.10, 0.20, 0.35, false, true},
	},
}}

type stackedKind struct{ kind }

func (*stackedKind) draw(w *work) { w.stackedChart() }

func (*stackedKind) remarksAbove(*work) bool { return true }

func (*stackedKind) height(_ *Spec, width float64) float64 { return heightOfColumns(width) }

// check refuses stacks whose height would not be what it says.
func (*stackedKind) check(s *Spec) *Refusal {
	if s.Unit.Kind == metric.Percent && !s.wholes() {
		return &Refusal{
			Code: "stacked-percent",
			Text: "Stacked columns add their parts up, and these percentages do not add up to a whole, so the height of a column would mean nothing.",
			Fix:  "Show each in a small chart of its own.", Instead: Multiples,
		}
	}
	if n := len(s.Series); n > mostParts {
		return &Refusal{
			Code: "stacked-parts",
			Text: fmt.Sprintf("%d parts on each other cannot be told apart or compared; a stack shows at most %d.", n, mostParts),
			Fix:  "Add the small ones up, or show each in a small chart of its own.", Instead: Multiples,
		}
	}
	whole := false
	for i := range s.Steps {
		sum, largest, complete := 0.0, 0.0, true
		for _, x := range s.Series {
			v := x.Values[i]
			if v < 0 {
				return &Refusal{
					Code: "stacked-negative",
					Text: fmt.Sprintf("%s is negative in %s. A part below zero cannot stand on the others, so the column would be too high.", x.Name, s.stepName(i)),
					Fix:  "Show the parts as a waterfall, or each in a small chart of its own.", Instead: Multiples,
				}
			}
			complete = complete && !math.IsNaN(v)
			sum, largest = sum+v, max(largest, v)
		}
		if !complete {
			continue
		}
		whole = true
		if s.Totals == nil || math.IsNaN(s.Totals[i]) {
			continue
		}
		if total := s.Totals[i]; math.Abs(sum-total) > sumSlack*max(largest, math.Abs(total)) {
			f := s.Format.Shared(s.Unit, sum, total, total-sum)
			return &Refusal{
				Code: "stacked-sum",
				Text: fmt.Sprintf("The parts add up to %s in %s, but the total is %s: %s is not explained.",
					f.Value(sum, s.Unit), s.stepName(i), f.Value(total, s.Unit), f.Value(math.Abs(total-sum), s.Unit)),
				Fix: "Add the missing part as a metric, or leave the total out.", Instead: Multiples,
			}
		}
	}
	if !whole {
		return &Refusal{
			Code: "stacked-gaps", Text: "There is no period in which every part has a value, so no column can be built up.",
			Fix: "Fill the gaps in the data, or show each part in a small chart of its own.", Instead: Multiples,
		}
	}
	return nil
}

// wholes reports whether the parts of each step add up to 100 %, which shares of one whole do.
func (s *Spec) wholes() bool {
	for i := range s.Steps {
		sum := 0.0
		for _, x := range s.Series {
			sum += x.Values[i]
		}
		if !math.IsNaN(sum) && math.Abs(sum-1) > 0.005 {
			return false
		}
	}
	return true
}

// describe tells the course of the total and the parts of the latest stack.
func (*stackedKind) describe(s *Spec) []string {
	sums := s.sums()
	out := s.altOfCourse(sums, "Total")
	last := lastIndex(sums)
	var parts []string
	for _, x := range s.Series {
		parts = append(parts, x.Name+" "+s.tell(x.Values[last]))
	}
	return append(out, "In "+s.stepName(last)+": "+strings.Join(parts, ", ")+".")
}

// sums returns the height of each stack, NaN where a part has no value: a stack without one of its parts would be too low.
func (s *Spec) sums() []float64 {
	out := make([]float64, len(s.Steps))
	for i := range out {
		if s.Totals != nil {
			out[i] = s.Totals[i]
		}
		if s.Totals == nil || math.IsNaN(out[i]) {
			out[i] = 0
			for _, x := range s.Series {
				out[i] += x.Values[i]
			}
		}
		for _, x := range s.Series {
			if math.IsNaN(x.Values[i]) {
				out[i] = math.NaN()
			}
		}
	}
	return out
}

// stackedChart draws parts on each other, the total over them, and the name of each part beside the last stack.
func (w *work) stackedChart() {
	calls := w.callouts()
	sums := w.spec.sums()
	var spans []span
	for i, v := range sums {
		if !math.IsNaN(v) {
			spans = append(spans, span{step: i, value: v, to: v, total: true})
		}
	}
	_, hi := extent(sums)
	if hi <= 0 {
		hi = 1
	}
	arrow := w.bracketOf(sums)
	names, shares, widest := w.partNames(spans[len(spans)-1].step)
	right := widest + 2*endGap + 4
	if arrow != nil { // the names stand between the stacks and the arrow
		arrow.away = right + 4
		right = arrow.width()
	}
	across := w.columnsWidth(w.free.W - right)
	marks, left := w.barAxis(spans, 0, hi, across)
	across -= left
	plot := page.Rect{X: w.free.X + left, Y: w.free.Y, W: across, H: w.free.H - w.footHeight(across)}
	w.out.Plot = plot
	y := w.upright(0, hi, plot)
	s := w.slots(plot)
	width, _ := w.columnWidth(s)
	w.rule(marks, y, left)
	w.shade(s)

	w.stacks(spans, s, y, width)
	w.targetLine(plot, y)
	w.out.over.StrokeLine(plot.X, y.at(0), plot.Right(), y.at(0), w.axisStroke())
	w.footAxis(s, plot.Bottom())
	start, end := w.arrowEnds(arrow, s, y, width/2)
	w.drawArrow(arrow, start, end)
	w.columnLabels(spans, s, y)
	w.drawCallouts(calls, s.centre, w.aboveColumns(spans, y))
	w.tellChange(arrow, start, end)
	w.nameParts(names, shares, spans[len(spans)-1].step, s, y, plot.Right())
}

// stacks draws the parts, with their values in them where all of one part have room.
func (w *work) stacks(spans []span, s slots, y scale, width float64) {
	names := make([]string, len(w.spec.Series))
	for i, x := range w.spec.Series {
		names[i] = x.Name
	}
	colors := w.parts(len(names), w.highlighted(names))
	for k, b := range spans {
		at := 0.0
		shown, adjusted := w.roundedParts(b.step)
		for i, x := range w.spec.Series {
			v := x.Values[b.step]
			m := Mark{Scenario: x.Scenario, Series: i, Step: b.step, Value: v, Form: Upright, Box: upright(s.centre(b.step), width, y, at, at+v)}
			w.keep(m)
			at += v
			if m.Box.H == 0 {
				continue
			}
			if w.spec.Partial && k == len(spans)-1 {
				w.hatch(m.Box, w.visible(colors[i]))
				continue
			}
			w.out.marks.FillRect(m.Box, colors[i])
			if page.Contrast(colors[i], w.theme.Paper) < 3 {
				line := page.Stroke{Color: w.theme.Muted, Width: min(0.6, m.Box.H/2)}
				w.out.marks.Path(page.RectSegs(m.Box.Inset(line.Width/2, line.Width/2)), nil, &line)
			} else if i > 0 && m.Box.H > 2 {
				w.out.marks.FillRect(page.Rect{X: m.Box.X, Y: m.Box.Bottom() - 0.35, W: m.Box.W, H: 0.7}, w.theme.Paper)
			}
			w.inside(m, w.fonts.Run(w.value(shown[i]), page.Style{Size: w.theme.ChartText - 0.5, Color: w.onto(colors[i])}), Says{
				What: Level, Series: i, Step: b.step, Value: v, Unit: w.spec.Unit, Format: w.format, Adjusted: adjusted[i],
			})
		}
	}
}

// visible returns a colour that is seen on paper as a fine line: a light tone as muted ink.
func (w *work) visible(c page.Color) page.Color {
	if page.Contrast(c, w.theme.Paper) < 3 {
		return w.theme.Muted
	}
	return c
}

// roundedParts returns what is printed for the parts of a stack, which add up to its printed total.
func (w *work) roundedParts(step int) (shown []float64, adjusted []bool) {
	values := make([]float64, len(w.spec.Series))
	total := 0.0
	for i, x := range w.spec.Series {
		values[i] = x.Values[step]
		total += values[i]
	}
	shown = w.format.Steps(0, total, values)
	adjusted = make([]bool, len(values))
	for i := range values {
		adjusted[i] = !w.format.Alike(values[i], shown[i], w.spec.Unit)
	}
	return shown, adjusted
}

// inside writes a value into its own mark where it has room there. The mark is its ground, so it is no collision.
func (w *work) inside(m Mark, run *page.Run, says Says) {
	h := lineHeight(run.Style)
	if run.Width+2 > m.Box.W || h+1 > m.Box.H {
		return
	}
	r := page.Rect{X: m.Box.X + m.Box.W/2 - run.Width/2, Y: m.Box.Y + m.Box.H/2 - h/2, W: run.Width, H: h}
	w.out.over.Text(r.X, r.Y+page.Ascent*run.Style.Size, run, page.Left)
	w.out.Labels = append(w.out.Labels, Label{Text: run.Text, Box: r, Says: says, Inside: true})
}

// partNames returns the names of the parts wrapped for the right of the plot, each with its share of a stack, and the widest.
func (w *work) partNames(step int) (names [][]*page.Run, shares []Says, widest float64) {
	all := make([]string, len(w.spec.Series))
	for i, x := range w.spec.Series {
		all[i] = x.Name
	}
	style := w.text()
	style.Color = w.theme.Ink
	lines := max(min(int((w.free.H-30)/axisRow)/len(all)-1, 4), 1)
	var cut bool
	if names, cut = w.fitAll(all, style, w.free.W*0.26, lines); cut {
		if names, cut = w.fitAll(all, style, w.free.W*0.38, lines); cut {
			w.out.LeftOut = append(w.out.LeftOut, "long names in full")
		}
	}
	strong := w.highlighted(all)
	for i, runs := range names {
		if i == strong {
			for k, run := range runs {
				style := w.heavy()
				style.Color = w.theme.Accent
				runs[k] = w.fonts.Run(run.Text, style)
			}
		}
		style := w.text()
		says := w.shareOf(i, step)
		shares = append(shares, says)
		names[i] = append(runs, w.fonts.Run(says.Format.Value(says.Value, says.Unit), style))
		widest = max(widest, widestOf(names[i]))
	}
	return names, shares, widest
}

// shareOf returns the share of a part in a stack, in whole percents.
func (w *work) shareOf(part, step int) Says {
	sum := 0.0
	for _, x := range w.spec.Series {
		sum += x.Values[step]
	}
	f := w.spec.Format
	f.Scale, f.Decimals = metric.Ones, metric.Fixed(0)
	share := 0.0
	if sum != 0 {
		share = w.spec.Series[part].Values[step] / sum
	}
	return Says{What: Share, Series: part, Step: step, Value: share, Unit: metric.Unit{Kind: metric.Percent}, Format: f}
}

// nameParts writes the names right of x, each at the height of its part in the last stack or as near as the others allow.
func (w *work) nameParts(names [][]*page.Run, shares []Says, step int, s slots, y scale, x float64) {
	middles, centres, heights := make([]float64, len(names)), make([]float64, len(names)), make([]float64, len(names))
	at := 0.0
	n := len(names)
	for i := range names { // spread wants them from the top down
		v := w.spec.Series[i].Values[step]
		middles[n-1-i] = y.at(at + v/2)
		centres[n-1-i] = middles[n-1-i]
		heights[n-1-i] = axisRow * float64(max(len(names[i]), 1))
		at += v
	}
	if !spread(centres, heights, y.to, w.out.Plot.Bottom()) { // under the total, which may be wider than its column
		w.out.LeftOut = append(w.out.LeftOut, "the names of the parts")
		return
	}
	edge := w.out.Plot.Right()
	width, _ := w.columnWidth(s)
	for k := range centres {
		runs := names[n-1-k]
		w.drawThread(page.Point{X: s.centre(step) + width/2 + 1.5, Y: middles[k]}, page.Point{X: edge, Y: middles[k]},
			page.Stroke{Color: w.theme.Hairline, Width: 0.6})
		w.drawThread(page.Point{X: edge, Y: middles[k]}, page.Point{X: x + endGap + 2, Y: centres[k]},
			page.Stroke{Color: w.theme.Hairline, Width: 0.6})
		for j, run := range runs {
			r := page.Rect{
				X: x + 2*endGap, Y: centres[k] - heights[k]/2 + axisRow*float64(j) + (axisRow-lineHeight(run.Style))/2,
				W: run.Width, H: lineHeight(run.Style),
			}
			says := Says{}
			if j == len(runs)-1 {
				says = shares[n-1-k]
			}
			if !w.tell(says, run, r) {
				w.must("the name of the part “"+strings.TrimSpace(run.Text)+"”", says, run, page.Point{X: x, Y: centres[k]}, w.free)
			}
		}
	}
}
