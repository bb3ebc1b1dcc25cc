// Package chart draws the charts of a brief: a specification and its values become marks and labels on a page. The rules
// that keep a chart honest live here and cannot be switched off: bars start at zero, a missing value is a gap, a label
// never covers a mark, one axis, and a form that would mislead is refused with the form that would not. It formats numbers
// through package metric only, resolves nothing, and knows neither briefs nor devices.
package chart

import (
	"math"

	"throughline/app/metric"
	"throughline/export/page"
)

// Kind is the form of a chart. The values are the words of story files.
type Kind string

// The forms.
const (
	Line      Kind = "line"
	Column    Kind = "column"
	Bar       Kind = "bar"
	Waterfall Kind = "waterfall"
)

// Spec says what a chart shows. All series have one value per step.
type Spec struct {
	Kind Kind
	// Title is the three lines of IBCS UN 2.1: who; what and in which unit; when and which scenarios.
	Title [3]string
	// Steps are the places along the axis: periods in order, or named categories in the order they are to be shown.
	Steps []Step
	// Series holds AC first. A waterfall shows the first alone: a change for each step, a level for each Total.
	Series []Series
	Target *float64 // drawn as a dashed line through line and column charts

	Unit     metric.Unit
	Polarity metric.Polarity
	Format   metric.Format // locale and style of the labels; scale and decimals are found for the chart as a whole

	Partial bool // the last AC value is of a period that is not over: it is hatched, and the title must say so
	Theme   *page.Theme
}

// Step is one place along the axis. Period is zero for a category, which has a Name.
type Step struct {
	Period metric.Period
	Name   string
	Total  bool // in a waterfall: the value is a level, drawn from zero, and must equal the running total
}

// Series is the values of one scenario, NaN where there is none.
type Series struct {
	Scenario metric.Scenario
	Values   []float64
}

// in returns the values of a scenario, or nil.
func (s *Spec) in(sc metric.Scenario) []float64 {
	for _, x := range s.Series {
		if x.Scenario == sc {
			return x.Values
		}
	}
	return nil
}

// main returns the values of the first series: the actual ones in all but odd data.
func (s *Spec) main() []float64 { return s.Series[0].Values }

// Mark is one value as it is drawn. Charts are laid out as marks and labels first, so that tests can ask what a reader sees.
type Mark struct {
	Scenario metric.Scenario
	Step     int
	Value    float64
	Box      page.Rect // a bar's box; for the point of a line an empty box at the point
}

// Label is one text as it is drawn.
type Label struct {
	Text string
	Box  page.Rect
}

// Layout is a chart with everything in its place, not yet drawn.
type Layout struct {
	Box    page.Rect // all that the chart may draw in
	Plot   page.Rect // where values lie
	Marks  []Mark
	Labels []Label

	under, marks, over page.Page // painted in this order
}

// Draw paints the chart.
func (l *Layout) Draw(p *page.Page) {
	p.Ops = append(p.Ops, l.under.Ops...)
	p.Ops = append(p.Ops, l.marks.Ops...)
	p.Ops = append(p.Ops, l.over.Ops...)
}

// The least height below the title in which a chart says anything.
const minPlotHeight = 64

// Lay places a chart in a box. It answers a *Refusal where the chart would mislead or would show nothing, and where the box
// is too low for it.
func Lay(f *page.Fonts, box page.Rect, s *Spec) (*Layout, error) {
	if r := check(s); r != nil {
		return nil, r
	}
	w := newWork(f, box, s)
	w.title()
	if w.free.H < minPlotHeight {
		return nil, &Refusal{
			Code: "chart-no-room",
			Text: "The page leaves no room for the chart.", Fix: "Shorten the quote or the chart's metric name.",
		}
	}
	switch {
	case s.Kind == Line:
		w.lineChart()
	case s.Kind == Column || s.Kind == Waterfall && !s.lies(box.W):
		w.columnChart()
	default:
		w.rowChart()
	}
	return w.out, nil
}

// BestHeight returns the height at which the chart looks its best in a box of the given width, title included: steep
// enough to read, not so steep that every wobble looks like a fall.
func (s *Spec) BestHeight(width float64) float64 {
	const title = 48
	switch {
	case s.Kind == Bar || s.Kind == Waterfall && s.lies(width):
		return title + min(float64(len(s.Steps))*36, max(width, 200)*1.2)
	case s.Kind == Line:
		return title + min(max(width*0.98, 140), 260)
	}
	return title + min(max(width*1.05, 140), 260)
}

// leastNamed is the narrowest slot that holds the name of a waterfall's period.
const leastNamed = 20.0

// lies reports whether a waterfall goes down the page, as one of parts does, and one over more periods than can be named
// side by side.
func (s *Spec) lies(width float64) bool {
	return len(s.Steps) > 0 && (s.Steps[0].Period.IsZero() || width/float64(len(s.Steps)) < leastNamed)
}

// work is a chart while it is being laid out.
type work struct {
	spec   *Spec
	fonts  *page.Fonts
	theme  *page.Theme
	out    *Layout
	placer placer
	free   page.Rect // what the title and then the axes leave

	format metric.Format // with the scale and decimals of this chart
	delta  metric.Format // the same, signed
	stated []float64     // by step, what is printed for it: the changes of a waterfall add up as they stand there
}

func newWork(f *page.Fonts, box page.Rect, s *Spec) *work {
	w := &work{spec: s, fonts: f, theme: s.Theme, out: &Layout{Box: box}, free: box, placer: placer{bounds: box}}
	if w.theme == nil {
		w.theme = &page.DefaultTheme
	}
	w.format = s.agree()
	w.delta = w.format
	w.delta.Signed = true
	w.stated = s.stated(w.format)
	return w
}

// labelled returns the values that may stand beside their marks, which share one scale and number of decimals.
func (s *Spec) labelled() []float64 {
	var all []float64
	for i, x := range s.Series {
		if i == 0 && len(x.Values) <= 16 {
			all = append(all, x.Values...)
			continue
		}
		lo, hi := extent(x.Values)
		all = append(all, lo, hi)
		if last := lastIndex(x.Values); last >= 0 {
			all = append(all, x.Values[last])
		}
	}
	if s.Target != nil {
		all = append(all, *s.Target)
	}
	return all
}

// agree returns the format with the scale and decimals that the labels of the chart share. Values that print alike on
// their own are one value to it: a chart says 12.4% where the text says 12.4%, and not 12.41%.
func (s *Spec) agree() metric.Format {
	f := s.Format
	f.Scale = f.SharedScale(s.Unit, s.labelled()...)
	var distinct []float64
	seen := map[string]bool{}
	for _, v := range s.labelled() {
		if text := f.Value(v, s.Unit); !math.IsNaN(v) && !seen[text] {
			seen[text] = true
			distinct = append(distinct, v)
		}
	}
	return f.Shared(s.Unit, distinct...)
}

// value prints a level and change a difference, as all labels of the chart do.
func (w *work) value(v float64) string { return w.format.Value(v, w.spec.Unit) }

func (w *work) change(v float64) string { return w.delta.Value(v, w.spec.Unit.Difference()) }

// says prints what stands at a bar: the level it reaches, or the change it makes.
func (w *work) says(b span) string {
	if b.total {
		return w.value(b.value)
	}
	return w.change(w.stated[b.step])
}

// The text styles of a chart.
func (w *work) text() page.Style { return page.Style{Size: w.theme.ChartText, Color: w.theme.Muted} }

func (w *work) number() page.Style { return page.Style{Size: w.theme.ChartText, Color: w.theme.Ink} }

func (w *work) strong() page.Style {
	return page.Style{Face: page.SemiBold, Size: w.theme.ChartText + 2, Color: w.theme.Ink}
}

// label draws a shaped text with its line box at r and keeps the place.
func (w *work) label(r page.Rect, run *page.Run) {
	w.out.over.Text(r.X, r.Y+page.Ascent*run.Style.Size, run, page.Left)
	w.placer.take(r)
	w.out.Labels = append(w.out.Labels, Label{Text: run.Text, Box: r})
}

// place draws a text in the first of the candidate places that is free, and reports whether there was one.
func (w *work) place(run *page.Run, candidates ...page.Rect) bool {
	r, ok := w.placer.first(candidates)
	if ok {
		w.label(r, run)
	}
	return ok
}

// bar fills a box with a value's mark and keeps labels off it.
func (w *work) bar(m Mark, c page.Color) {
	w.out.marks.FillRect(m.Box, c)
	w.keep(m)
}

// keep records a mark and keeps labels off it.
func (w *work) keep(m Mark) {
	w.out.Marks = append(w.out.Marks, m)
	w.placer.take(m.Box)
}

const titleGap = 10.0

// title draws the three lines; each may wrap.
func (w *work) title() {
	y := w.free.Y
	for i, text := range w.spec.Title {
		style := page.Style{Size: w.theme.ChartTitle - 1.5, Color: w.theme.Muted}
		if i == 0 {
			style = page.Style{Face: page.SemiBold, Size: w.theme.ChartTitle, Color: w.theme.Ink}
		}
		for _, line := range w.fonts.Wrap([]page.Span{{Text: text, Style: style}}, w.free.W) {
			if len(line.Fragments) == 0 {
				continue
			}
			run := line.Fragments[0].Run
			w.label(page.Rect{X: w.free.X, Y: y, W: run.Width, H: lineHeight(style)}, run)
			y += style.Size * 1.28
		}
	}
	w.cut(y - w.free.Y + titleGap)
}

// cut takes a strip off the top of the free room.
func (w *work) cut(h float64) {
	w.free.Y += h
	w.free.H -= h
}

func lineHeight(s page.Style) float64 { return (page.Ascent + page.Descent) * s.Size }

// extent returns the least and the greatest number, NaN for none.
func extent(values []float64) (lo, hi float64) {
	lo, hi = math.NaN(), math.NaN()
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if math.IsNaN(lo) || v < lo {
			lo = v
		}
		if math.IsNaN(hi) || v > hi {
			hi = v
		}
	}
	return lo, hi
}

// firstIndex and lastIndex return where the first and the last number stands, -1 for none.
func firstIndex(values []float64) int {
	for i, v := range values {
		if !math.IsNaN(v) {
			return i
		}
	}
	return -1
}

func lastIndex(values []float64) int {
	for i := len(values) - 1; i >= 0; i-- {
		if !math.IsNaN(values[i]) {
			return i
		}
	}
	return -1
}
