package chart

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"throughline/app/metric"
	"throughline/export/page"
)

// scale maps values to places along one axis.
type scale struct {
	lo, hi   float64 // values
	from, to float64 // places
}

func (s scale) at(v float64) float64 {
	if s.hi == s.lo {
		return (s.from + s.to) / 2
	}
	// The ratio first: the difference of two large values must not overflow on the way.
	return s.from + (v/2-s.lo/2)/(s.hi/2-s.lo/2)*(s.to-s.from)
}

// roomy returns the values an axis without bars spans: zero is taken in where that costs less than 40 % of the room.
func roomy(lo, hi float64) (float64, float64) {
	switch {
	case lo > 0 && lo < 0.4*hi:
		lo = 0
	case hi < 0 && hi > 0.4*lo:
		hi = 0
	}
	return apart(lo, hi)
}

// apart gives what is all one value room on both sides.
func apart(lo, hi float64) (float64, float64) {
	if hi-lo <= 1e-9*max(math.Abs(lo), math.Abs(hi)) {
		room := max(math.Abs(lo)*0.1, 1e-6)
		return lo - room, hi + room
	}
	return lo, hi
}

// tickFormat returns how a round value of an axis prints; a zero needs no thousands.
func tickFormat(f metric.Format, v float64) metric.Format {
	if v == 0 {
		f.Scale, f.Decimals = metric.Ones, metric.Fixed(0)
	}
	return f
}

// tickText prints a round value of an axis.
func tickText(f metric.Format, v float64, u metric.Unit) string { return tickFormat(f, v).Value(v, u) }

// ticks returns the round values within lo..hi, about n of them, a step of 1, 2, 2.5 or 5 times a power of ten apart.
func ticks(lo, hi float64, n int) []float64 {
	span := hi - lo
	if !(span > 0) || math.IsInf(span, 0) {
		return nil
	}
	unit := math.Pow(10, math.Floor(math.Log10(span/float64(n))))
	step := unit * 10
	for _, m := range []float64{1, 2, 2.5, 5} {
		if span/(unit*m) <= float64(n)+1.5 {
			step = unit * m
			break
		}
	}
	var out []float64
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi+step*1e-9; k++ {
		out = append(out, k*step)
	}
	return out
}

// Axis rows below the plot: the first holds the periods, the second the years they belong to.
const (
	axisGap = 3.0
	axisRow = 10.5
)

// slots are the places of the steps across the plot.
type slots struct {
	x, width float64 // the left of the first, and of one
	n        int
}

func (s slots) centre(i int) float64 { return s.x + (float64(i)+0.5)*s.width }

// stepWords returns the words of a period under the axis, the shortest last, and the year or month it belongs to.
func stepWords(p metric.Period, locale string) (words []string, group string) {
	year, within := p.Parts()
	group = fmt.Sprint(year)
	if p.Fiscal {
		group = fmt.Sprintf("FY%02d", year%100)
	}
	switch p.Grain {
	case metric.Day:
		month := metric.ShortMonth(time.Month(within/100), locale)
		return []string{fmt.Sprint(within % 100)}, month + " " + group
	case metric.Week:
		return []string{fmt.Sprintf("W%02d", within)}, group
	case metric.Month:
		name := metric.ShortMonth(time.Month(within), locale)
		first, _ := utf8.DecodeRuneInString(name)
		return []string{name, string(unicode.ToUpper(first))}, group
	case metric.Quarter:
		return []string{metric.QuarterLetter(locale) + fmt.Sprint(within)}, group
	}
	return []string{group}, ""
}

// hasGroups reports whether the steps span more than one year (month, for days), which are then named in a second row.
func (w *work) hasGroups() bool {
	_, first := stepWords(w.spec.Steps[0].Period, w.spec.Format.Locale)
	_, last := stepWords(w.spec.Steps[len(w.spec.Steps)-1].Period, w.spec.Format.Locale)
	return first != last
}

// every lists how many steps apart labels may stand, by grain: months keep to quarters, half years and years.
var every = map[metric.Grain][]int{
	metric.Month:   {1, 3},
	metric.Quarter: {1, 2, 4, 8, 20},
	metric.Day:     {1, 2, 5, 7, 14, 28, 100},
	metric.Week:    {1, 2, 4, 13, 26, 52},
	metric.Year:    {1, 2, 5, 10, 25, 50, 100},
}

// periodAxis draws the periods, and the years under them, below y.
func (w *work) periodAxis(s slots, y float64) {
	style := w.small()
	level, step := w.axisDensity(s, style)
	for i, st := range w.spec.Steps {
		words, _ := stepWords(st.Period, w.spec.Format.Locale)
		if !onBeat(st.Period, len(w.spec.Steps)-1-i, step) {
			continue
		}
		run := w.fonts.Run(words[min(level, len(words)-1)], style)
		r := page.Rect{X: s.centre(i) - run.Width/2, Y: y + axisGap, W: run.Width, H: lineHeight(style)}
		r.X = min(max(r.X, w.out.Box.X), w.out.Box.Right()-r.W)
		w.place(run, r)
	}
	if !w.hasGroups() {
		return
	}
	y += axisGap
	if step < noLabels {
		y += axisRow
	}
	w.groupAxis(s, y, style)
}

// noLabels is the spacing of labels that find no room at any.
const noLabels = 1 << 20

// mostLetters is up to how many months are told by their first letters: more of them are a line of letters, where every
// third month in full is read at a glance.
const mostLetters = 13

// axisDensity picks the longest words and the closest spacing at which the labels of periods stay apart.
func (w *work) axisDensity(s slots, style page.Style) (level, step int) {
	widest := func(level int) float64 {
		widest := 0.0
		for _, st := range w.spec.Steps {
			words, _ := stepWords(st.Period, w.spec.Format.Locale)
			widest = max(widest, w.fonts.Width(words[min(level, len(words)-1)], style))
		}
		return widest
	}
	long, short := widest(0), widest(1)
	const space = 4
	for _, step := range every[w.spec.Steps[0].Period.Grain] {
		room := s.width * float64(step)
		switch {
		case long+space <= room:
			return 0, step
		case step == 1 && w.spec.Steps[0].Period.Grain == metric.Month && s.n > mostLetters:
		case short+space/2 <= room:
			return 1, step
		}
	}
	return 1, noLabels
}

// onBeat reports whether a period gets a label when every step-th one does. Months and quarters keep to the calendar;
// the others count back from the last.
func onBeat(p metric.Period, fromLast, step int) bool {
	switch p.Grain {
	case metric.Month, metric.Quarter:
		return p.N%step == 0
	}
	return fromLast%step == 0
}

// groupAxis names the years under the periods, with a fine rule where one ends.
func (w *work) groupAxis(s slots, y float64, style page.Style) {
	type group struct {
		name     string
		from, to int
	}
	var groups []group
	for i, st := range w.spec.Steps {
		_, name := stepWords(st.Period, w.spec.Format.Locale)
		if n := len(groups); n > 0 && groups[n-1].name == name {
			groups[n-1].to = i
			continue
		}
		groups = append(groups, group{name, i, i})
	}
	// The last year is the one a reader must not miss; it is placed first.
	for k := len(groups) - 1; k >= 0; k-- {
		g := groups[k]
		run := w.fonts.Run(g.name, style)
		left, right := max(s.x+float64(g.from)*s.width, w.out.Plot.X), min(s.x+float64(g.to+1)*s.width, w.out.Plot.Right())
		h := lineHeight(style)
		centre := page.Rect{X: (left+right)/2 - run.Width/2, Y: y, W: run.Width, H: h}
		fits := run.Width <= right-left
		if !fits && k != 0 && k != len(groups)-1 {
			continue
		}
		if k > 0 {
			w.out.under.StrokeLine(left, w.out.Plot.Bottom()+axisGap, left, y+h-2, page.Stroke{Color: w.theme.Hairline, Width: 0.6})
		}
		start, end := centre, centre
		start.X, end.X = left+2, right-run.Width-2
		if fits {
			w.place(run, centre, start)
		} else {
			w.place(run, end, start)
		}
	}
}

// axisHeight returns the room the axis needs below the plot.
func (w *work) axisHeight() float64 {
	if w.hasGroups() {
		return axisGap + 2*axisRow + 1
	}
	return axisGap + axisRow
}

// nameAxis writes the name of each step of a waterfall under it, on as many lines as it takes.
func (w *work) nameAxis(s slots, y float64) {
	for i, lines := range w.slotNames(s.width) {
		for k, run := range lines {
			h := lineHeight(run.Style)
			w.place(run, page.Rect{X: s.centre(i) - run.Width/2, Y: y + axisGap + float64(k)*axisRow, W: run.Width, H: h})
		}
	}
}

func (w *work) nameHeight(slot float64) float64 {
	most := 1
	for _, lines := range w.slotNames(slot) {
		most = max(most, len(lines))
	}
	return axisGap + axisRow*float64(most)
}

// slotNames wraps the name of each step into its slot, two lines at most.
func (w *work) slotNames(slot float64) [][]*page.Run {
	style := w.small()
	names := w.spec.stepNames()
	out, _ := w.fitAll(names, style, slot-6, 2)
	most := 0
	for i := range out {
		most = max(most, len(out[i]))
	}
	// Where one period needs two lines ("Oct" over "2026"), all get them.
	for i, lines := range out {
		if most > 1 && len(lines) == 1 && strings.Contains(lines[0].Text, " ") {
			out[i] = w.fit(w.spec.stepName(i), style, lines[0].Width-0.5, 2)
		}
		if isCut(out[i]) {
			out[i] = lines
		}
	}
	return out
}
