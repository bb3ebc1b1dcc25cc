package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/metric"
)

// Waterfall adds steps up from one level to another.
var Waterfall Kind = &waterfallKind{kind{
	name: "Waterfall",
	tile: []TileMark{
		{0.02, 0.44, 0.16, 0.56, false, false},
		{0.28, 0.16, 0.16, 0.28, false, true},
		{0.54, 0.16, 0.16, 0.18, false, true},
		{0.80, 0.34, 0.16, 0.66, false, false},
	},
}}

type waterfallKind struct{ kind }

func (*waterfallKind) draw(w *work) { w.waterfallChart() }

func (*waterfallKind) height(s *Spec, width float64) float64 { return heightOfWaterfall(s, width) }

// leastHeight is the height in which the rows of a waterfall in time, none of which may be left out, keep apart.
func (*waterfallKind) leastHeight(s *Spec, width float64) float64 {
	if !s.lies(width) || s.Steps[0].Period.IsZero() {
		return minPlotHeight
	}
	return min(float64(len(s.Steps))*axisRow, 180)
}

func (*waterfallKind) remarksAbove(w *work) bool { return !w.spec.lies(w.out.Box.W) }

func (*waterfallKind) describe(s *Spec) []string { return s.altOfRows() }

// check refuses steps that do not add up to the levels they lead to.
func (*waterfallKind) check(s *Spec) *Refusal {
	if s.Unit.Kind == metric.Percent {
		return &Refusal{
			Code: "waterfall-percent",
			Text: "A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.",
			Fix:  "Show it as a line chart instead.", Instead: Line,
		}
	}
	values := s.main()
	running, largest := 0.0, 0.0
	for i, v := range values {
		if math.IsNaN(v) {
			return &Refusal{
				Code: "waterfall-gap",
				Text: fmt.Sprintf("The waterfall has no value for %s, so its steps cannot be added up.", s.stepName(i)),
				Fix:  "Fill the gap in the data, or show it as columns, which leave a gap open.", Instead: Column,
			}
		}
		largest = max(largest, math.Abs(v), math.Abs(running))
		switch {
		case !s.Steps[i].Total:
			running += v
		case i == 0:
			running = v
		case math.Abs(running-v) > sumSlack*largest:
			f := s.Format.Shared(s.Unit, running, v, v-running)
			return &Refusal{
				Code: "waterfall-sum",
				Text: fmt.Sprintf("The steps of the waterfall add up to %s, but %s is %s: %s is not explained.",
					f.Value(running, s.Unit), s.stepName(i), f.Value(v, s.Unit), f.Value(math.Abs(v-running), s.Unit)),
				Fix: "Add the missing part as a metric, or show the parts as bars.", Instead: Bar,
			}
		}
	}
	return nil
}

func (w *work) waterfallChart() {
	if w.spec.lies(w.out.Box.W) {
		w.rowChart()
		return
	}
	slot := w.free.W / float64(len(w.spec.Steps))
	w.plainChanges = w.spec.Unit.Kind == metric.Currency && !w.valuesFit(slices.DeleteFunc(w.spec.spans(), func(b span) bool { return b.total }), slot)
	w.columnChart()
}

func heightOfWaterfall(s *Spec, width float64) float64 {
	if s.lies(width) {
		return heightOfRows(s, width, 36)
	}
	return heightOfColumns(width)
}

// The narrowest slots that hold the change of a waterfall's period, and the name of a part.
const (
	leastNamed     = 26.0
	leastPartNamed = 64.0
)

// lies reports whether a waterfall goes down the page: one over more periods than can be named side by side, and one of
// parts whose names do not stand under columns. Where they do, the running total is read better across.
func (s *Spec) lies(width float64) bool {
	if len(s.Steps) == 0 {
		return false
	}
	slot := width / float64(len(s.Steps))
	if !s.Steps[0].Period.IsZero() {
		return slot < leastNamed
	}
	if slot < leastPartNamed {
		return true
	}
	const letter = 4.4 // the mean width of a letter under an axis
	room := int((slot - 6) / letter)
	return slices.ContainsFunc(s.stepNames(), func(name string) bool {
		return len([]rune(name)) > 2*room-4 || slices.ContainsFunc(strings.Fields(name), func(word string) bool { return len([]rune(word)) > room })
	})
}

// says prints what stands at a bar: the level it reaches, or the change it makes.
func (w *work) says(b span) string {
	if b.total {
		return w.value(b.value)
	}
	if w.plainChanges {
		return w.delta.Value(w.statedOf(b), plainUnit)
	}
	return w.change(w.statedOf(b))
}

// plainUnit is that of the changes of a bridge in columns too narrow for a currency, which the levels say.
var plainUnit = metric.Unit{Kind: metric.Number}

// statedOf returns the change that is printed for a bar.
func (w *work) statedOf(b span) float64 {
	if b.others == nil {
		return w.stated[b.step]
	}
	sum := 0.0
	for _, step := range b.others {
		sum += w.stated[step]
	}
	return sum
}

// easyPitch is the height of a row that is still read with ease.
const easyPitch = 15.0

// gathered takes the smallest parts of a waterfall together where there are more rows than are read with ease: within each
// stretch from one level to the next they are one bar, which stands last. Nothing is lost: the bar is their sum. Steps in
// time keep their order, and so are left alone.
func (w *work) gathered(spans []span) []span {
	if w.spec.Kind != Waterfall || !w.spec.Steps[0].Period.IsZero() || float64(len(spans))*easyPitch <= w.free.H {
		return spans
	}
	most := max(int((w.free.H-axisRow-axisGap)/easyPitch), 4)
	stretch := make([]int, len(spans)) // by bar, the level it leads to
	order := []int{}
	for i, b := range spans {
		if i > 0 {
			stretch[i] = stretch[i-1]
			if spans[i-1].total {
				stretch[i]++
			}
		}
		if !b.total {
			order = append(order, i)
		}
	}
	order = sortedBy(order, func(i int) float64 { return math.Abs(spans[i].value) })
	others := map[int][]int{}
	small := map[int]bool{}
	for rows := len(spans); rows > most && len(order) > 0; order = order[1:] {
		i := order[0]
		if len(others[stretch[i]]) > 0 { // the first of a stretch takes the row of its bar
			rows--
		}
		others[stretch[i]] = append(others[stretch[i]], spans[i].step)
		small[i] = true
	}
	return w.restacked(spans, stretch, others, small)
}

// restacked returns the bars without the small ones, which are one bar at the end of each stretch.
func (w *work) restacked(spans []span, stretch []int, others map[int][]int, small map[int]bool) []span {
	var out []span
	running := 0.0
	together := func(k int) {
		steps := others[k]
		if len(steps) == 0 {
			return
		}
		slices.Sort(steps)
		b := span{step: steps[0], from: running, others: steps}
		for _, step := range steps {
			b.value += w.spec.main()[step]
		}
		b.to = running + b.value
		running = b.to
		out = append(out, b)
	}
	for i, b := range spans {
		if b.total {
			together(stretch[i])
			out, running = append(out, b), b.to
			continue
		}
		if !small[i] {
			b.from, b.to = running, running+b.value
			out, running = append(out, b), b.to
		}
	}
	if last := len(spans) - 1; !spans[last].total {
		together(stretch[last])
	}
	return out
}

// nameOf returns what a bar is called.
func (w *work) nameOf(b span) string {
	if b.others != nil {
		return fmt.Sprintf("%d others", len(b.others))
	}
	return w.spec.stepName(b.step)
}

// sayOthers says under the plot what was taken together.
func (w *work) sayOthers(spans []span, y float64) {
	n, most := 0, 0.0
	for _, b := range spans {
		for _, step := range b.others {
			n++
			most = max(most, math.Abs(w.spec.main()[step]))
		}
	}
	if n > 0 {
		w.footLine(fmt.Sprintf("%d steps of up to %s each are one bar.", n, w.value(most)), y)
	}
}
