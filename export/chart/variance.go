package chart

import (
	"fmt"
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// Variance shows actual values with their differences from the plan.
var Variance Kind = &varianceKind{kind{
	name: "Columns of actual values with their differences", least: 120,
	tile: []TileMark{
		{0.06, 0.04, 0.10, 0.16, false, true},
		{0.32, 0.20, 0.10, 0.10, false, true},
		{0.58, 0.20, 0.10, 0.18, false, true},
		{0.84, 0.10, 0.10, 0.10, false, true},
		{0, 0.20, 1, 0, true, false},
		{0.02, 0.62, 0.18, 0.38, false, false},
		{0.28, 0.54, 0.18, 0.46, false, false},
		{0.54, 0.58, 0.18, 0.42, false, false},
		{0.80, 0.48, 0.18, 0.52, false, false},
	},
}}

type varianceKind struct{ kind }

func (*varianceKind) draw(w *work) { w.varianceChart() }

func (*varianceKind) remarksAbove(*work) bool { return true }

func (*varianceKind) height(_ *Spec, width float64) float64 { return min(max(width*1.05, 180), 310) }

// check refuses a strip of differences with nothing to differ from.
func (*varianceKind) check(s *Spec) *Refusal {
	if len(s.variances()) == 0 {
		return &Refusal{
			Code: "variance-no-plan", Text: "No period has both an actual and a plan value, so there is no difference to show.",
			Fix: "Import the plan with the actual values, or show it as columns.", Instead: Column,
		}
	}
	return nil
}

// variance is how far one step is from its plan.
type variance struct {
	step     int
	value    float64 // AC − PL
	scenario metric.Scenario
}

// planOf returns the series that the actual values are held against: the plan, or the prior year where there is none.
func (s *Spec) planOf() (series int, ok bool) {
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		for i, x := range s.Series {
			if i > 0 && x.Scenario == sc {
				return i, true
			}
		}
	}
	return 0, false
}

// variances returns the differences of the steps that have both values.
func (s *Spec) variances() []variance {
	against, ok := s.planOf()
	if !ok {
		return nil
	}
	var out []variance
	for i, plan := range s.Series[against].Values {
		if now := s.main()[i]; !math.IsNaN(now) && !math.IsNaN(plan) && !s.openAt(i) {
			out = append(out, variance{i, now - plan, s.Series[0].Scenario})
		}
	}
	return out
}

// varianceChart draws actual columns before their plan, and over them a strip with the difference of each, green or red by
// what is good, with its sign (IBCS EX 2.5).
func (w *work) varianceChart() {
	calls := w.callouts()
	spans := w.spec.spans()
	lo, hi := w.barExtent(spans)
	ends := w.endLabels(false)
	arrow := w.bracketOf(w.levels(spans))
	against, _ := w.spec.planOf()
	word := w.fonts.Run("Δ "+w.spec.scenario(w.spec.Series[against].Scenario), w.text())
	beside := max(word.Width, w.fonts.Width("scale ×100", w.small())) + endGap + 4
	right := min(max(w.reserve(ends, arrow), beside), w.free.W*0.4)

	across := w.columnsWidth(w.free.W - right)
	marks, left := w.barAxis(spans, lo, hi, across)
	strip := page.Rect{X: w.free.X + left, Y: w.free.Y, W: across - left, H: min(max(w.free.H*0.28, 42), 90, w.free.H*0.45)}
	plot := page.Rect{X: w.free.X, Y: strip.Bottom() + 4, W: strip.W, H: w.free.Bottom() - strip.Bottom() - 4 - w.footHeight(strip.W)}
	w.out.Plot = plot
	y := w.upright(lo, hi, plot)
	s := w.slots(plot)

	w.rule(marks, y, left)
	w.shade(s)
	w.columns(spans, s, y)
	w.out.over.StrokeLine(plot.X, y.at(0), plot.Right(), y.at(0), w.axisStroke())
	w.footAxis(s, plot.Bottom())
	width, shift := w.columnWidth(s)
	start, end := w.arrowEnds(arrow, s, y, width/2+shift)
	w.drawArrow(arrow, start, end)
	zero, factor := w.strip(strip, s, (y.from-y.to)/(hi-lo))
	w.columnLabels(spans, s, y)
	w.drawCallouts(calls, s.centre, func(int) float64 { return strip.Y - 2 })
	w.nameStrip(word, factor, zero, strip)
	w.tellChange(arrow, start, end)
	w.drawEnds(ends, y, plot.Right()+arrow.arm(), slots{})
}

// factors are how much larger or smaller than the columns the strip may be drawn.
var factors = []float64{
	0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 500,
	700, 1000, 1e4, 1e5, 1e6,
}

// strip draws the differences on an axis of their own. It has the scale of the columns where they can be seen at it, and
// else a round multiple of it, which is returned and said.
func (w *work) strip(box page.Rect, s slots, perUnit float64) (zero, factor float64) {
	all := w.spec.variances()
	lo, hi := 0.0, 0.0
	for _, v := range all {
		lo, hi = min(lo, v.value), max(hi, v.value)
	}
	pad := lineHeight(w.number()) + 2
	room := box.H
	for _, side := range []float64{lo, hi} {
		if side != 0 {
			room -= pad
		}
	}
	factor = 1
	if span := (hi - lo) * perUnit; span > 0 && (span > room || span < 0.35*room) {
		for _, f := range factors {
			if f*span <= room {
				factor = f
			}
		}
	}
	k := perUnit * factor
	if (hi-lo)*k > room { // wilder than any factor is made for
		k = room / (hi - lo)
	}
	// The axis stands so that what goes up and what goes down both have their room.
	zero = box.Bottom() - 1
	if lo < 0 {
		zero = box.Bottom() - pad + lo*k
	}
	widths, _ := w.columnWidth(s)
	width := min(widths*0.5, 14)
	for _, v := range all {
		at := zero - v.value*k
		m := Mark{
			Scenario: v.scenario, Series: len(w.spec.Series), Step: v.step, Value: v.value, Form: Upright, Scale: 1,
			Box: page.Rect{X: s.centre(v.step) - width/2, Y: min(at, zero), W: width, H: math.Abs(at - zero)},
		}
		color := w.sense(w.spec.Polarity.Good(v.value))
		if w.spec.Polarity == metric.Neutral {
			color = w.theme.Prior
		}
		last := w.spec.Partial && v.step == lastIndex(w.spec.main())
		w.fill(m, color, last)
	}
	w.out.over.StrokeLine(box.X, zero, box.Right(), zero, w.axisStroke())
	w.placer.takeLine([]page.Point{{X: box.X, Y: zero}, {X: box.Right(), Y: zero}})
	w.stripLabels(all, box, s, zero, k)
	return zero, factor
}

// stripLabels writes the signed differences over and under their bars: all where they fit, else the latest and the extremes.
func (w *work) stripLabels(all []variance, box page.Rect, s slots, zero, k float64) {
	if len(all) == 0 {
		return
	}
	against, _ := w.spec.planOf()
	values := make([]float64, len(all))
	for i, v := range all {
		values[i] = v.value
	}
	format := w.spec.agree(w.spec.Unit.Difference(), values)
	format.Signed = true
	lo, hi := extent(values)
	order := []int{len(all) - 1, index(values, hi), index(values, lo)}
	required := len(order)
	widest := 0.0
	for i := range all {
		widest = max(widest, w.fonts.Width(format.Value(values[i], w.spec.Unit.Difference()), w.number()))
		order = append(order, i)
	}
	done := map[int]bool{}
	for rank, i := range order {
		if done[i] || rank >= required && widest+2 > s.width {
			continue
		}
		done[i] = true
		v := all[i]
		style := w.number()
		style.Color = w.sense(w.spec.Polarity.Good(v.value))
		if rank == 0 {
			style.Face = page.SemiBold
		}
		run := w.fonts.Run(format.Value(v.value, w.spec.Unit.Difference()), style)
		h := lineHeight(style)
		at := page.Rect{X: s.centre(v.step) - run.Width/2, Y: zero - v.value*k - 2 - h, W: run.Width, H: h}
		if v.value < 0 {
			at.Y = zero - v.value*k + 2
		}
		inside := at
		inside.X = min(max(at.X, w.out.Box.X), w.out.Box.Right()-at.W)
		says := Says{What: Change, Step: v.step, Base: v.step, Against: against, Value: v.value, Unit: w.spec.Unit.Difference(), Format: format}
		if rank >= required {
			w.tell(says, run, at)
			continue
		}
		w.must(fmt.Sprintf("the difference of %s", w.spec.stepName(v.step)), says, run,
			page.Point{X: s.centre(v.step), Y: zero - v.value*k}, box, at, inside)
	}
}

// nameStrip names the strip at the right of its axis, and says where it is drawn at another scale than the columns.
func (w *work) nameStrip(word *page.Run, factor, zero float64, strip page.Rect) {
	runs := []*page.Run{word}
	if factor != 1 {
		runs = append(runs, w.fonts.Run("scale ×"+plain(factor), w.small()))
	}
	x := strip.Right() + endGap - 1
	room := page.Rect{X: w.out.Box.X, Y: strip.Y, W: w.out.Box.W, H: strip.H}
	y := zero - axisRow*float64(len(runs))/2
	for _, run := range runs {
		at := page.Rect{X: x, Y: y, W: run.Width, H: lineHeight(run.Style)}
		places := []page.Rect{at}
		for d := 2.0; d < strip.H; d += 2 {
			for _, moved := range []float64{at.Y - d, at.Y + d} {
				places = append(places, page.Rect{X: x, Y: moved, W: at.W, H: at.H})
			}
		}
		w.must("what the strip of differences shows", Says{}, run, page.Point{X: x, Y: zero}, room, places...)
		y += axisRow
	}
}

// plain writes a round factor.
func plain(v float64) string {
	return metric.Format{Style: metric.Full}.Value(v, metric.Unit{Kind: metric.Number})
}
