package chart_test

import (
	"math"
	"math/rand"
	"strings"

	"throughline/app/metric"
	"throughline/export/chart"
)

var kinds = []chart.Kind{
	chart.Line, chart.Column, chart.Variance, chart.Stacked, chart.Bar, chart.Waterfall, chart.Bullet, chart.Dumbbell,
	chart.Slope, chart.Scatter, chart.Quadrants, chart.Sparkline, chart.Multiples,
}

var units = []metric.Unit{
	percent, dollars, {Kind: metric.Count}, {Kind: metric.Duration, Symbol: "days"}, {Kind: metric.Number, Symbol: "x"},
}

// maker makes values of one shape and size.
type maker struct {
	*rand.Rand
	shape int
	scale float64
	gaps  int // out of ten
}

func newMaker(r *rand.Rand) *maker {
	return &maker{Rand: r, shape: r.Intn(7), scale: math.Pow(10, float64(r.Intn(19)-6)), gaps: []int{0, 0, 3}[r.Intn(3)]}
}

func (m *maker) value(i int) float64 {
	switch m.shape {
	case 0:
		return 0
	case 1:
		return m.scale
	case 2:
		return (m.Float64() - 0.5) * m.scale
	case 3:
		return -m.scale * m.Float64()
	case 4:
		return m.scale * math.Pow(10, float64(m.Intn(7)-3))
	case 5:
		return m.scale * float64(m.Intn(4)-1)
	}
	return m.scale * (10 + math.Sin(float64(i)) + m.Float64())
}

// series makes n values, some of them missing, never all.
func (m *maker) series(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		if values[i] = m.value(i); m.Intn(10) < m.gaps {
			values[i] = math.NaN()
		}
	}
	values[m.Intn(n)] = m.value(0)
	return values
}

var words = strings.Fields(`Revenue ARR Kraftfahrzeughaftpflichtversicherung North of the Υπηρεσίες προς επιχειρήσεις Северо-Западный федеральный
	округ I net WWW illicit (before tax) £ % A-B-C self-serve Nordrhein-Westfalen Privatkunden Firmenkunden 2026 Δ`)

// name makes a name of 1 to about 80 letters.
func (m *maker) name() string {
	long := 1 + m.Intn(80)
	if m.Intn(2) == 0 {
		long = 1 + m.Intn(14)
	}
	var b strings.Builder
	for b.Len() < long {
		b.WriteString(words[m.Intn(len(words))] + " ")
	}
	letters := []rune(b.String())
	return strings.TrimSpace(string(letters[:min(long, len(letters))]))
}

// names makes n names; now and then they differ only at their ends.
func (m *maker) names(n int) []string {
	out := make([]string, n)
	alike := ""
	if m.Intn(3) == 0 {
		alike = m.name() + " " + m.name() + " "
	}
	for i := range out {
		out[i] = strings.TrimSpace(alike + m.name())
	}
	return out
}

func (m *maker) points() int {
	switch m.Intn(4) {
	case 0:
		return 1 + m.Intn(3)
	case 1:
		return 2 + m.Intn(10)
	}
	return 1 + m.Intn(60)
}

func (m *maker) periods(n int) []chart.Step {
	start := []metric.Period{
		metric.MonthOf(2024, 11), metric.WeekOf(2025, 3), metric.DayOf(2026, 1, 20), metric.QuarterOf(2020, 2),
		metric.YearOf(1990), metric.FiscalQuarterOf(2024, 3),
	}[m.Intn(6)]
	steps := make([]chart.Step, n)
	for i := range steps {
		steps[i].Period = start.Add(i)
	}
	return steps
}

func (m *maker) categories(n int) []chart.Step {
	steps := make([]chart.Step, n)
	for i, name := range m.names(n) {
		steps[i].Name = name
	}
	return steps
}

// randomSpec makes a chart of a kind as people will bring it, and worse.
func randomSpec(r *rand.Rand, kind chart.Kind) *chart.Spec {
	m := newMaker(r)
	s := &chart.Spec{Kind: kind, Unit: units[r.Intn(len(units))], Polarity: metric.Polarity(r.Intn(3)), Partial: r.Intn(4) == 0}
	s.Title = [3]string{m.name(), "Unit", "2026, actual"}
	n := m.points()
	switch kind {
	case chart.Line, chart.Column, chart.Variance:
		s.Steps = m.periods(n)
		m.scenarios(s, n)
	case chart.Bar:
		s.Steps = m.categories(n)
		m.scenarios(s, n)
	case chart.Waterfall:
		m.bridge(s, n)
	case chart.Stacked:
		m.stack(s, n)
	case chart.Dumbbell, chart.Slope:
		s.Steps = m.categories(n)
		s.Ends = [2]string{"Q1 2026", m.name()}
		s.Series = []chart.Series{{Values: m.series(n)}, {Values: m.series(n)}}
		s.Series[0].Values[0], s.Series[1].Values[0] = m.value(1), m.value(2)
	case chart.Scatter, chart.Quadrants:
		m.cloud(s, n)
	default:
		m.panels(s)
	}
	m.say(s)
	return s
}

func (m *maker) scenarios(s *chart.Spec, n int) {
	s.Series = []chart.Series{{Scenario: metric.AC, Values: m.series(n)}}
	for _, sc := range []metric.Scenario{metric.PL, metric.PY, metric.FC} {
		if m.Intn(3) == 0 || s.Kind == chart.Variance && sc == metric.PL {
			x := chart.Series{Scenario: sc, Values: m.series(n)}
			if s.Kind == chart.Variance {
				for i, v := range s.Series[0].Values {
					if !math.IsNaN(v) {
						x.Values[i] = m.value(i)
						break
					}
				}
			}
			s.Series = append(s.Series, x)
		}
	}
	if s.Kind == chart.Variance && pairs(s) < 2 {
		s.Partial = false // a period that is not over has no difference, and another there must be
	}
	if m.Intn(3) == 0 && s.Kind != chart.Variance {
		target := m.value(3)
		s.Target = &target
	}
}

func (m *maker) bridge(s *chart.Spec, n int) {
	s.Unit = units[1+m.Intn(4)]
	m.gaps = 0
	s.Steps = m.categories(n)
	if m.Intn(2) == 0 {
		s.Steps = m.periods(n)
	}
	s.Series = []chart.Series{{Scenario: metric.AC, Values: m.series(n)}}
}

func (m *maker) stack(s *chart.Spec, n int) {
	s.Unit = units[1+m.Intn(4)]
	s.Steps = m.periods(n)
	if n < 8 && m.Intn(2) == 0 {
		s.Steps = m.categories(n)
	}
	names := m.names(1 + m.Intn(4))
	whole := m.Intn(n)
	for _, name := range names {
		values := m.series(n)
		for i := range values {
			values[i] = math.Abs(values[i])
		}
		values[whole] = math.Abs(m.value(whole))
		s.Series = append(s.Series, chart.Series{Name: name, Values: values})
	}
}

func (m *maker) panels(s *chart.Spec) {
	n := 1 + m.Intn(9)
	if s.Kind != chart.Multiples {
		n = 1 + m.Intn(16)
	}
	steps := m.points()
	s.Steps = m.periods(steps)
	unit := units[m.Intn(len(units))]
	for _, name := range m.names(n) {
		p := chart.Panel{Name: name, Unit: unit, Polarity: metric.Polarity(m.Intn(3)), Values: m.series(steps), Partial: m.Intn(5) == 0}
		if m.Intn(3) == 0 {
			p.Unit = units[m.Intn(len(units))]
		}
		if m.Intn(2) == 0 {
			target := m.value(2)
			p.Target = &target
		}
		if m.Intn(2) == 0 {
			a, b := m.value(1), m.value(2)
			p.Bands = []chart.Band{{From: min(a, b), To: max(a, b)}}
		}
		s.Panels = append(s.Panels, p)
	}
}

func (m *maker) cloud(s *chart.Spec, n int) {
	c := &chart.Cloud{X: chart.Axis{Name: m.name(), Unit: units[m.Intn(5)]}, Y: chart.Axis{Name: m.name(), Unit: units[m.Intn(5)]}}
	if m.Intn(2) == 0 {
		c.Area = &chart.Axis{Name: m.name(), Unit: dollars}
	}
	for _, name := range m.names(n) {
		c.Dots = append(c.Dots, chart.Dot{Name: name, X: m.value(1), Y: m.value(2), Area: math.Abs(m.value(3))})
	}
	if s.Kind == chart.Quadrants {
		c.Split = &[2]float64{c.Dots[0].X, c.Dots[n-1].Y}
		c.Quadrants = m.names(4)
	}
	s.Cloud = c
}

// say adds what a writer may add.
func (m *maker) say(s *chart.Spec) {
	n := max(len(s.Steps), 1)
	switch {
	case s.Cloud != nil:
		n = len(s.Cloud.Dots)
	case len(s.Panels) > 0:
		n = len(s.Panels)
	}
	if m.Intn(3) == 0 {
		for range 1 + m.Intn(3) {
			s.Remarks = append(s.Remarks, chart.Remark{Step: m.Intn(n), Text: m.name()})
		}
	}
	if m.Intn(2) == 0 && n > 1 && s.Cloud == nil && len(s.Panels) == 0 {
		from := m.Intn(n - 1)
		s.Difference = &chart.Difference{From: from, To: from + 1 + m.Intn(n-1-from)}
	}
	if m.Intn(3) == 0 {
		switch {
		case s.Cloud != nil:
			s.Highlight = s.Cloud.Dots[m.Intn(n)].Name
		case len(s.Panels) > 0:
			s.Highlight = s.Panels[m.Intn(n)].Name
		default:
			s.Highlight = s.Steps[m.Intn(n)].Period.Label() + s.Steps[m.Intn(n)].Name
		}
	}
}

// pairs counts the steps that have an actual value and another one.
func pairs(s *chart.Spec) int {
	n := 0
	for i, v := range s.Series[0].Values {
		for _, x := range s.Series[1:] {
			if !math.IsNaN(v) && !math.IsNaN(x.Values[i]) {
				n++
				break
			}
		}
	}
	return n
}
