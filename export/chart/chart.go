// Package chart draws the charts of a brief: a specification and its values become marks and labels on a page. The rules
// that keep a chart honest live here and cannot be switched off: bars start at zero, a missing value is a gap, a label
// never covers a mark, one axis, and a form that would mislead is refused with the form that would not. It formats numbers
// through package metric only, resolves nothing, and knows neither briefs nor devices.
package chart

import (
	"math"
	"slices"

	"throughline/app/metric"
	"throughline/export/page"
)

// Layout is a chart with everything in its place, not yet drawn.
type Layout struct {
	Box    page.Rect // all that the chart may draw in
	Plot   page.Rect // where values lie
	Name   page.Rect // the line of the title that says what is shown
	Marks  []Mark
	Labels []Label
	// LeftOut says what should have been printed and found no room: "the highest value". It is empty in all but tiny charts.
	LeftOut []string

	under, marks, over page.Page // painted in this order
}

// Draw paints the chart.
func (l *Layout) Draw(p *page.Page) {
	p.Ops = append(p.Ops, l.under.Ops...)
	p.Ops = append(p.Ops, l.marks.Ops...)
	p.Ops = append(p.Ops, l.over.Ops...)
}

// The least height below the title in which a chart says anything.
const minPlotHeight = 64.0

// leastHeight returns the least height below the title for this chart, its remarks included.
func (s *Spec) leastHeight(width float64) float64 {
	h := s.Kind.leastHeight(s, width)
	if len(s.Remarks) > 0 {
		h /= 1 - mostRemarkShare
	}
	return h
}

// Lay places a chart in a box. It answers a *Refusal where the chart would mislead or would show nothing, and where the box
// is too low for it.
func Lay(f *page.Fonts, box page.Rect, s *Spec) (*Layout, error) {
	if r := check(s); r != nil {
		return nil, r
	}
	w := newWork(f, box, s)
	w.title()
	if w.free.H < s.leastHeight(w.free.W) {
		return nil, &Refusal{
			Code: "chart-no-room",
			Text: "The page leaves no room for the chart.", Fix: "Shorten the quote or the chart's metric name.",
		}
	}
	w.footnotes()
	s.Kind.draw(w)
	w.numbered()
	return w.out, nil
}

func heightOfRows(s *Spec, width, pitch float64) float64 {
	n, wide := float64(len(s.Steps)), max(width, 200)
	const dense = 20.0 // many rows stand closer, but are there
	return max(min(n*pitch, wide*1.2), min(n*dense, wide*1.9), min(heightOfNames(s.stepNames(), width), wide*mostNamed), minPlotHeight)
}

// heightOfNames is about how high rows are whose long names stand beside them in full, 0 where no name is long.
func heightOfNames(names []string, width float64) float64 {
	const letter, leading = 3.9, 9.6 // the mean width of a letter, and the height of a line
	lines := math.Ceil(float64(longest(names)) * letter / max(width*nameShare, 1))
	if lines < 2 {
		return 0
	}
	lines = math.Ceil(float64(longest(names)) * letter / max(width*mostNameShare, 1) * 1.15)
	return float64(len(names)) * (lines*leading + 4)
}

// mostNamed is how much higher than wide a chart gets for the sake of long names.
const mostNamed = 2.5

// longest returns the letters of the longest name.
func longest(names []string) int {
	most := 0
	for _, n := range names {
		most = max(most, len([]rune(n)))
	}
	return most
}

func heightOfPanels(s *Spec, width, pitch float64) float64 {
	wide := max(width, 200)
	return max(min(float64(len(s.Panels))*pitch, wide*1.2), min(heightOfNames(s.panelNames(), width), wide*mostNamed), minPlotHeight)
}

// BestHeight returns the height at which the chart looks its best in a box of the given width, title included.
func (s *Spec) BestHeight(width float64) float64 {
	h := max(s.Kind.height(s, width), s.leastHeight(width)) + titleGap + 2
	h += s.titleHeight(width)
	for _, r := range s.Remarks {
		h += 12 * math.Ceil(float64(len(r.Text))*4.2/max(width, 1))
	}
	return h
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
	// plainChanges: the changes of a waterfall print without a currency.
	plainChanges bool
	stated       []float64 // by step, what is printed for it: the changes of a waterfall add up as they stand there

	threads []thread // fine lines that labels may lie on, with paper under them
	notes   []*numberedRemark
}

func newWork(f *page.Fonts, box page.Rect, s *Spec) *work {
	own := *s
	own.Unit = bare(s.Unit)
	w := &work{spec: &own, fonts: f, theme: s.Theme, out: &Layout{Box: box}, free: box, placer: placer{bounds: box}}
	if w.theme == nil {
		w.theme = &page.DefaultTheme
	}
	w.format = own.agree(own.Unit, own.labelled())
	w.delta = w.format
	w.delta.Signed = true
	w.stated = own.stated(w.format)
	return w
}

// bare returns a unit without the word that the title says once for all labels: "14.2" under "Duration in weeks".
func bare(u metric.Unit) metric.Unit {
	if u.Kind == metric.Duration {
		u.Symbol = ""
	}
	return u
}

// labelled returns the values that may stand beside their marks, which share one scale and number of decimals.
func (s *Spec) labelled() []float64 {
	all := slices.Clone(s.Totals)
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

// agree returns the format with the scale and decimals that labels of one unit share. Values that print alike on
// their own are one value to it: a chart says 12.4% where the text says 12.4%, and not 12.41%.
//
// Values too far apart for one scale print each in its own: 18M beside 71, not 18,000.00k beside 0.07k.
func (s *Spec) agree(u metric.Unit, values []float64) metric.Format {
	f := s.Format
	if f.Scale == metric.AutoScale && f.Decimals == 0 && farApart(values) {
		return f
	}
	f.Scale = f.SharedScale(u, values...)
	var distinct []float64
	seen := map[string]bool{}
	for _, v := range values {
		if text := f.Value(v, u); !math.IsNaN(v) && !seen[text] {
			seen[text] = true
			distinct = append(distinct, v)
		}
	}
	f = f.Shared(u, distinct...)
	if s.Format.Scale == metric.AutoScale && f.Scale > metric.Ones && f.Decimals == metric.Fixed(3) && s.Kind != Waterfall {
		f.Scale, f.Decimals = f.Scale-1, 0 // $1,580k beside $159k, not $1.580M beside $0.159M
		f = f.Shared(u, distinct...)
	}
	if u.Kind == metric.Percent && f.Decimals == metric.Fixed(0) && slices.ContainsFunc(distinct, tenths) {
		f.Decimals = metric.Fixed(1) // beside 103% a chart must not say 10% where the text says 9.7%
	}
	return f
}

// tenths reports whether a share of one is no whole number of percents.
func tenths(v float64) bool {
	v = math.Abs(v * 100)
	return v < 1000 && math.Abs(v-math.Round(v)) > 0.005
}

// unlike is how many times larger one number is than another before a scale and decimals in common serve neither.
const unlike = 1e4

func farApart(values []float64) bool {
	least, largest := math.Inf(1), 0.0
	for _, v := range values {
		if a := math.Abs(v); a > 0 {
			least, largest = min(least, a), max(largest, a)
		}
	}
	return largest > unlike*least
}

// value prints a level and change a difference, as all labels of the chart do.
func (w *work) value(v float64) string { return w.format.Value(v, w.spec.Unit) }

func (w *work) change(v float64) string { return w.delta.Value(v, w.spec.Unit.Difference()) }

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
