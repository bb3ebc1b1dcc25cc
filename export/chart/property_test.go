package chart_test

import (
	"errors"
	"math"
	"math/rand"
	"slices"
	"testing"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// What a reader relies on, whatever the data: labels can be read (none over another, none over a mark or a line, none
// outside), a bar is as long and a bubble as large as its value says, and what must be printed is there or said to be missing.
func TestChartsOfAnyDataAreReadableAndTrue(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	seeds := int64(250)
	if testing.Short() {
		seeds = 60
	}
	for _, kind := range kinds {
		t.Run(kind.String(), func(t *testing.T) {
			t.Parallel()
			drawn, complete := 0, 0
			for seed := range seeds {
				r := rand.New(rand.NewSource(seed))
				s := randomSpec(r, kind)
				box := page.Rect{X: 50, Y: 60, W: 180 + 580*r.Float64(), H: 90 + 330*r.Float64()}
				l, err := chart.Lay(f, box, s)
				var refusal *chart.Refusal
				if errors.As(err, &refusal) && refusal.Code == "chart-no-room" {
					continue
				}
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				drawn++
				if len(l.LeftOut) == 0 {
					complete++
				}
				c := check{t, seed, box, l, s}
				c.labels()
				c.lines()
				c.sizes()
				c.required()
				if t.Failed() {
					t.Fatalf("seed %d: %d steps, %d panels in %v", seed, len(s.Steps), len(s.Panels), box)
				}
			}
			if int64(drawn) < seeds/2 {
				t.Errorf("only %d of %d charts were drawn", drawn, seeds)
			}
			t.Logf("%d drawn, %d with all that a reader looks for", drawn, complete)
		})
	}
}

// check is one drawn chart under examination.
type check struct {
	t    *testing.T
	seed int64
	box  page.Rect
	*chart.Layout
	spec *chart.Spec
}

func (c *check) errorf(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("seed %d: "+format, append([]any{c.seed}, args...)...)
}

func (c *check) labels() {
	c.t.Helper()
	for i, a := range c.Labels {
		if !c.box.Contains(a.Box) {
			c.errorf("label %q at %v leaves the box %v", a.Text, a.Box, c.box)
		}
		for _, b := range c.Labels[:i] {
			if a.Box.Overlaps(b.Box) {
				c.errorf("labels %q %v and %q %v meet", a.Text, a.Box, b.Text, b.Box)
			}
		}
		for _, m := range c.Marks {
			own := a.Inside && m.Series == a.Says.Series && m.Step == a.Says.Step
			if a.Inside && m.Step == a.Says.Step && !own {
				continue // what stands behind its own mark
			}
			if a.Box.Overlaps(m.Box) && !own {
				c.errorf("label %q %v covers the mark of step %d %v", a.Text, a.Box, m.Step, m.Box)
			}
			if own && !m.Box.Contains(a.Box) {
				c.errorf("label %q does not fit into its mark", a.Text)
			}
		}
	}
	for _, m := range c.Marks {
		if !c.box.Contains(m.Box) {
			c.errorf("mark of step %d leaves the box: %v", m.Step, m.Box)
		}
	}
}

// lines samples the lines of values and looks for labels over them, and for anything drawn outside the box.
func (c *check) lines() {
	c.t.Helper()
	var p page.Page
	c.Draw(&p)
	for _, op := range p.Ops {
		q, ok := op.(*page.Path)
		if !ok {
			continue
		}
		if !c.box.Inset(-2.5, -2.5).Contains(q.Bounds()) {
			c.errorf("something is drawn outside the box: %v", q.Bounds())
		}
		if q.Stroke == nil || q.Stroke.Width < 0.85 || q.Fill != nil || q.Stroke.Color == page.DefaultTheme.Paper {
			continue
		}
		for i := 1; i < len(q.Segs); i++ {
			a, b := q.Segs[i-1].P[0], q.Segs[i].P[0]
			for k := range 21 {
				u := float64(k) / 20
				at := page.Rect{X: a.X + (b.X-a.X)*u - 0.01, Y: a.Y + (b.Y-a.Y)*u - 0.01, W: 0.02, H: 0.02}
				for _, label := range c.Labels {
					if label.Box.Overlaps(at) && q.Segs[i].Verb == page.LineTo && !label.Inside {
						c.errorf("a line runs through %q", label.Text)
						return
					}
				}
			}
		}
	}
}

// sizes measures bars and discs: on one scale they are in proportion to their values within half a percent.
func (c *check) sizes() {
	c.t.Helper()
	size := func(m chart.Mark) float64 {
		switch m.Form {
		case chart.Upright:
			return m.Box.H
		case chart.Across:
			return m.Box.W
		case chart.Disc:
			return m.Box.W * m.Box.H
		}
		return 0
	}
	largest := map[int]chart.Mark{}
	for _, m := range c.Marks {
		if m.Form != chart.Point && (math.Abs(m.Value) > math.Abs(largest[m.Scale].Value) || largest[m.Scale].Form == chart.Point) {
			largest[m.Scale] = m
		}
	}
	for _, m := range c.Marks {
		big := largest[m.Scale]
		if m.Form == chart.Point || big.Value == 0 {
			continue
		}
		want := size(big) * (math.Abs(m.Value) / math.Abs(big.Value))
		if math.Abs(size(m)-want) > 0.005*want+1e-6 {
			c.errorf("step %d is %v large for %v, want %v", m.Step, size(m), m.Value, want)
		}
	}
}

// required looks for the labels that a reader must find.
func (c *check) required() {
	c.t.Helper()
	if len(c.LeftOut) > 0 {
		if slices.Contains(c.LeftOut, "") {
			c.errorf("the chart leaves out something without saying what")
		}
		return
	}
	s := c.spec
	says := func(what chart.What, series, step int) bool {
		return slices.ContainsFunc(c.Labels, func(l chart.Label) bool {
			return l.Says.What == what && l.Says.Series == series && l.Says.Step == step
		})
	}
	switch s.Kind {
	case chart.Line, chart.Column, chart.Variance:
		first, last := -1, -1
		for i, v := range s.Series[0].Values {
			if !math.IsNaN(v) {
				if last = i; first < 0 {
					first = i
				}
			}
		}
		for _, step := range []int{first, last} {
			if !says(chart.Level, 0, step) {
				c.errorf("no label for step %d, and nothing said", step)
			}
		}
		for what, v := range map[string]float64{"lowest": least(s.Series[0].Values), "highest": -least(negated(s.Series[0].Values))} {
			if !slices.ContainsFunc(c.Labels, func(l chart.Label) bool { return l.Says.What == chart.Level && l.Says.Value == v }) {
				c.errorf("no label for the %s value", what)
			}
		}
	case chart.Stacked:
		if !slices.ContainsFunc(c.Labels, func(l chart.Label) bool { return l.Says.Series == chart.SumSeries }) {
			c.errorf("no total")
		}
	}
	if d := s.Difference; d != nil && (s.Kind == chart.Line || s.Kind == chart.Column || s.Kind == chart.Variance) {
		v := s.Series[0].Values
		if !math.IsNaN(v[d.From]) && !math.IsNaN(v[d.To]) && !slices.ContainsFunc(c.Labels, func(l chart.Label) bool {
			return l.Says.What == chart.Change && l.Says.Step == d.To && l.Says.Base == d.From
		}) {
			c.errorf("the difference is not told")
		}
	}
	if s.Target != nil && (s.Kind == chart.Line || s.Kind == chart.Column) && !has(c.Layout, "Target") &&
		!slices.ContainsFunc(c.Labels, func(l chart.Label) bool { return l.Says.Series == chart.TargetSeries }) {
		c.errorf("the target has no name")
	}
}

func least(values []float64) float64 {
	out := math.Inf(1)
	for _, v := range values {
		if v < out {
			out = v
		}
	}
	return out
}

func negated(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = -v
	}
	return out
}

// A reader of a grey print, or one who does not see red and green apart, tells the marks apart too.
func TestMarksAreToldApartWithoutColour(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, highlight := range []string{"", "Part 1", "Part 3"} {
		s := &chart.Spec{Kind: chart.Stacked, Unit: dollars, Highlight: highlight, Steps: months(1)}
		for _, name := range []string{"Part 1", "Part 2", "Part 3", "Part 4"} {
			s.Series = append(s.Series, chart.Series{Name: name, Values: []float64{10}})
		}
		l := lay(t, f, s)
		var p page.Page
		l.Draw(&p)
		var fills []page.Color
		for _, op := range p.Ops {
			if q, ok := op.(*page.Path); ok && q.Fill != nil && q.Stroke == nil && q.Bounds().H > 5 && *q.Fill != page.DefaultTheme.Paper {
				fills = append(fills, *q.Fill)
			}
		}
		if len(fills) != 4 {
			t.Fatalf("%d parts are painted", len(fills))
		}
		for i, a := range fills {
			for _, b := range fills[:i] {
				for name, see := range map[string]func(page.Color) page.Color{"grey": grey, "deuteranopia": deuteranopia, "protanopia": protanopia} {
					if c := contrast(see(a), see(b)); c < 1.25 {
						t.Errorf("highlight %q: %v and %v differ by %.2f in %s", highlight, a, b, c, name)
					}
				}
			}
		}
	}
	th := page.DefaultTheme
	for name, c := range map[string]page.Color{"mark": th.Mark, "prior": th.Prior, "accent": th.Accent, "good": th.Good, "bad": th.Bad} {
		if got := contrast(c, th.Paper); got < 3 {
			t.Errorf("%s has a contrast of %.2f on paper", name, got)
		}
	}
	for name, see := range map[string]func(page.Color) page.Color{"grey": grey, "deuteranopia": deuteranopia, "protanopia": protanopia} {
		if c := contrast(see(th.Mark), see(th.Prior)); c < 1.8 {
			t.Errorf("actual and prior year differ by %.2f in %s", c, name)
		}
	}
}

func luminance(c page.Color) float64 {
	r, g, b := linear(c)
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func linear(c page.Color) (r, g, b float64) {
	l := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	return l(c.R), l(c.G), l(c.B)
}

func coded(r, g, b float64) page.Color {
	e := func(v float64) uint8 { return uint8(math.Round(255 * math.Pow(min(max(v, 0), 1), 1/2.2))) }
	return page.Color{R: e(r), G: e(g), B: e(b)}
}

func grey(c page.Color) page.Color { l := luminance(c); return coded(l, l, l) }

// deuteranopia and protanopia show colours as people with those see them (Viénot, Brettel and Mollon 1999).
func deuteranopia(c page.Color) page.Color {
	r, g, b := linear(c)
	return coded(0.29275*r+0.70725*g, 0.29275*r+0.70725*g, -0.02234*r+0.02234*g+b)
}

func protanopia(c page.Color) page.Color {
	r, g, b := linear(c)
	return coded(0.11238*r+0.88762*g, 0.11238*r+0.88762*g, 0.00401*r-0.00401*g+b)
}

func contrast(a, b page.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Names that differ only where they would be cut are still told apart.
func TestShortenedNamesDiffer(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Bar, Unit: metric.Unit{Kind: metric.Count}}
	for _, end := range []string{"Privatkunden", "Firmenkunden", "Behörden", "Vereine", "Sonstige", "Ausland", "Inland", "Online"} {
		s.Steps = append(s.Steps, chart.Step{Name: "Kraftfahrzeughaftpflichtversicherung Nordrhein-Westfalen " + end})
	}
	s.Series = []chart.Series{{Values: []float64{8, 7, 6, 5, 4, 3, 2, 1}}}
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 190, H: 120}, s)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, x := range l.Labels {
		if seen[x.Text] {
			t.Errorf("two names are printed as %q", x.Text)
		}
		seen[x.Text] = true
	}
}
