package chart_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func months(n int) []chart.Step {
	steps := make([]chart.Step, n)
	for i := range steps {
		steps[i].Period = metric.MonthOf(2024, 11).Add(i)
	}
	return steps
}

var (
	percent = metric.Unit{Kind: metric.Percent}
	dollars = metric.Unit{Kind: metric.Currency, Currency: "USD"}
	column  = page.Rect{X: 100, Y: 200, W: 205, H: 260}
)

// labels returns the texts of a chart.
func labels(l *chart.Layout) []string {
	out := make([]string, len(l.Labels))
	for i, x := range l.Labels {
		out[i] = strings.ReplaceAll(x.Text, "\u00a0", " ")
	}
	return out
}

func has(l *chart.Layout, text string) bool {
	for _, x := range labels(l) {
		if x == text {
			return true
		}
	}
	return false
}

func lay(t *testing.T, f *page.Fonts, s *chart.Spec) *chart.Layout {
	t.Helper()
	l, err := chart.Lay(f, column, s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALineIsLabelledDirectly(t *testing.T) {
	t.Parallel()
	l := lay(t, pagetest.Fonts(t), &chart.Spec{
		Kind: chart.Line, Title: [3]string{"Trial conversion", "Percent, monthly", "Jan–Oct 2026"}, Unit: percent,
		Steps: months(12)[2:],
		Series: []chart.Series{
			{Scenario: metric.AC, Values: []float64{.108, .1085, .1075, .109, .1084, .106, .1002, .097, .102, .112}},
			{Scenario: metric.PL, Values: []float64{.109, .109, .109, .109, .11, .11, .11, .11, .11, .11}},
		},
	})
	for _, want := range []string{"11.2%", "Plan 11.0%", "9.7% in Aug", "J", "Trial conversion"} {
		if !has(l, want) {
			t.Errorf("no label %q among %q", want, labels(l))
		}
	}
}

func TestAMissingValueIsAGap(t *testing.T) {
	t.Parallel()
	for _, kind := range []chart.Kind{chart.Line, chart.Column} {
		l := lay(t, pagetest.Fonts(t), &chart.Spec{
			Kind: kind, Unit: percent, Steps: months(5),
			Series: []chart.Series{{Scenario: metric.AC, Values: []float64{.1, .2, math.NaN(), .3, .4}}},
		})
		if len(l.Marks) != 4 {
			t.Errorf("%s: %d marks for four values and a gap", kind, len(l.Marks))
		}
		var p page.Page
		l.Draw(&p)
		for _, op := range p.Ops {
			q, ok := op.(*page.Path)
			if !ok || q.Stroke == nil || q.Stroke.Width != 2 {
				continue
			}
			if len(q.Segs) != 2 {
				t.Errorf("%s: a line of %d points crosses the gap", kind, len(q.Segs))
			}
		}
	}
}

func TestYearsAreNamedWhereTheAxisSpansThem(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	values := make([]float64, 24)
	for i := range values {
		values[i] = float64(100 + i)
	}
	s := &chart.Spec{Kind: chart.Line, Steps: months(24), Series: []chart.Series{{Scenario: metric.AC, Values: values}}}
	l := lay(t, f, s)
	if !has(l, "2025") || !has(l, "2026") {
		t.Errorf("years missing among %q", labels(l))
	}
	s.Steps, s.Series[0].Values = s.Steps[2:14], values[2:14]
	if l = lay(t, f, s); has(l, "2025") {
		t.Errorf("a single year is in the title, not on the axis: %q", labels(l))
	}
}

func TestWhatDoesNotFitInABarChartIsTold(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Bar, Title: [3]string{"Trials", "Count", "Oct 2026"}}
	var values []float64
	for i := range 46 {
		s.Steps = append(s.Steps, chart.Step{Name: fmt.Sprintf("Country %d", i+1)})
		values = append(values, float64(1000-i*10))
	}
	s.Series = []chart.Series{{Scenario: metric.AC, Values: values}}
	l := lay(t, pagetest.Fonts(t), s)
	want := fmt.Sprintf("and %d more, from 550 to %d", 46-len(l.Marks), 1000-10*len(l.Marks))
	if !has(l, want) {
		t.Errorf("no label %q among %q", want, labels(l))
	}
}

func TestRefusalsOfferTheHonestForm(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	steps := []chart.Step{{Name: "Opening", Total: true}, {Name: "New"}, {Name: "Closing", Total: true}}
	tests := []struct {
		name string
		spec chart.Spec
		code string
		says string
	}{
		{"no series", chart.Spec{Kind: chart.Line}, "chart-empty", "no values"},
		{"only gaps", chart.Spec{Kind: chart.Line, Steps: months(2), Series: []chart.Series{{Values: []float64{nan, nan}}}}, "chart-empty", "no values"},
		{"infinite", chart.Spec{Kind: chart.Column, Steps: months(1), Series: []chart.Series{{Values: []float64{math.Inf(1)}}}}, "chart-infinite", "too large"},
		{"percentages do not add up", chart.Spec{Kind: chart.Waterfall, Unit: percent, Steps: steps, Series: []chart.Series{{Values: []float64{.1, .2, .3}}}}, "waterfall-percent", "do not add up"},
		{"a step without a value", chart.Spec{Kind: chart.Waterfall, Unit: dollars, Steps: steps, Series: []chart.Series{{Values: []float64{1, nan, 3}}}}, "waterfall-gap", "New"},
		{"the sum is not the stated one", chart.Spec{Kind: chart.Waterfall, Unit: dollars, Steps: steps, Series: []chart.Series{{Values: []float64{10e6, 2e6, 12.5e6}}}}, "waterfall-sum", "add up to $12.0M, but Closing is $12.5M: $0.5M is not explained"},
	}
	f := pagetest.Fonts(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := chart.Lay(f, column, &tt.spec)
			var r *chart.Refusal
			if !errors.As(err, &r) {
				t.Fatalf("Lay answered %v, want a refusal", err)
			}
			if r.Code != tt.code || !strings.Contains(r.Text, tt.says) || r.Fix == "" {
				t.Errorf("refusal is %+v, want code %s and a text with %q", *r, tt.code, tt.says)
			}
		})
	}
}

func TestAWaterfallStandsOnItsRunningTotal(t *testing.T) {
	t.Parallel()
	l := lay(t, pagetest.Fonts(t), &chart.Spec{
		Kind: chart.Waterfall, Unit: dollars, Polarity: metric.HigherBetter,
		Steps:  []chart.Step{{Name: "Opening", Total: true}, {Name: "New"}, {Name: "Churn"}, {Name: "Closing", Total: true}},
		Series: []chart.Series{{Scenario: metric.AC, Values: []float64{10e6, 2e6, -1e6, 11e6}}},
	})
	right := func(i int) float64 { return l.Marks[i].Box.Right() }
	if got := []bool{
		math.Abs(l.Marks[1].Box.X-right(0)) < 1e-6, math.Abs(right(2)-right(1)) < 1e-6, math.Abs(right(3)-l.Marks[2].Box.X) < 1e-6,
	}; !cmp.Equal(got, []bool{true, true, true}) {
		t.Errorf("steps do not stand on each other: %v, %+v", got, l.Marks)
	}
	if !has(l, "+$2M") || !has(l, "−$1M") {
		t.Errorf("changes carry their sign: %q", labels(l))
	}
}

// Each on its own these would print +12.4, +3.2, +1.0, +0.4, −0.6, −2.2, which is 14.2, over a total of 14.1.
func TestTheStepsOfAWaterfallAddUpAsPrinted(t *testing.T) {
	t.Parallel()
	names := []string{"Opening", "New", "Expansion", "Price", "Downsell", "Churn"}
	spec := &chart.Spec{
		Kind: chart.Waterfall, Unit: dollars, Polarity: metric.HigherBetter,
		Series: []chart.Series{{Scenario: metric.AC, Values: []float64{12.4e6, 3.15e6, 0.98e6, 0.415e6, -0.64e6, -2.21e6, 14.095e6}}},
	}
	for _, n := range names {
		spec.Steps = append(spec.Steps, chart.Step{Name: n})
	}
	spec.Steps = append(spec.Steps, chart.Step{Name: "Total", Total: true})
	for _, opening := range []bool{false, true} { // the first step is a change, or a level of its own
		spec.Steps[0].Total = opening
		sum, total := 0.0, 0.0
		for _, text := range labels(lay(t, pagetest.Fonts(t), spec)) {
			v, ok := metric.Format{}.Entered(text, dollars)
			switch {
			case !ok || !strings.Contains(text, "$"):
			case text == "$14.1M":
				total = v
			default:
				sum += v
			}
		}
		if math.Abs(sum-total) > 1 || total == 0 {
			t.Errorf("the labels add up to %v under a total of %v", sum, total)
		}
	}
}

func TestAnUnfinishedPeriodIsHatched(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Column, Steps: months(3), Series: []chart.Series{{Scenario: metric.AC, Values: []float64{10, 11, 6}}}}
	f := pagetest.Fonts(t)
	count := func() int {
		var p page.Page
		lay(t, f, s).Draw(&p)
		return len(p.Ops)
	}
	plain := count()
	s.Partial = true
	if hatched := count(); hatched < plain+10 {
		t.Errorf("%d drawing steps hatched, %d plain", hatched, plain)
	}
}

func TestTheSameSpecGivesTheSameDrawing(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, kind := range kinds {
		s := randomSpec(rand.New(rand.NewSource(7)), kind)
		var a, b page.Page
		lay(t, f, s).Draw(&a)
		lay(t, f, s).Draw(&b)
		if diff := cmp.Diff(a.Ops, b.Ops); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func BenchmarkLay(b *testing.B) {
	f := pagetest.Fonts(b)
	for _, kind := range kinds {
		s := randomSpec(rand.New(rand.NewSource(3)), kind)
		b.Run(kind.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := chart.Lay(f, column, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A plan alone is outlined, as beside actual values, and stands in the middle over its period.
func TestAPlanAloneIsNotDrawnAsActual(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Column, Steps: months(3), Series: []chart.Series{{Scenario: metric.AC, Values: []float64{10, 11, 6}}}}
	count := func(sc metric.Scenario) (filled int, left float64) {
		s.Series[0].Scenario = sc
		l := lay(t, pagetest.Fonts(t), s)
		var p page.Page
		l.Draw(&p)
		for _, op := range p.Ops {
			if path, ok := op.(*page.Path); ok && path.Fill != nil && *path.Fill != page.DefaultTheme.Paper {
				filled++
			}
		}
		return filled, l.Marks[0].Box.X
	}
	solid, middle := count(metric.AC)
	outlined, left := count(metric.PL)
	if outlined >= solid || left != middle {
		t.Errorf("a plan fills %d shapes from %v, actual values %d from %v", outlined, left, solid, middle)
	}
}
