package chart_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func steps(names ...string) []chart.Step {
	out := make([]chart.Step, len(names))
	for i, n := range names {
		out[i].Name = n
	}
	return out
}

// A bridge with more steps than rows loses none of them: the smallest are one bar, which is their sum, and says so.
func TestSmallStepsOfAWaterfallAreOneBar(t *testing.T) {
	t.Parallel()
	names, values, sum := []string{"Start"}, []float64{42e6}, 42e6
	for i := range 28 {
		v := 3e6 * math.Sin(float64(i)*2.1) / float64(1+i/4)
		names, values, sum = append(names, fmt.Sprintf("Customer %d", i+1)), append(values, v), sum+v
	}
	s := &chart.Spec{Kind: chart.Waterfall, Unit: dollars, Steps: steps(append(names, "End")...)}
	s.Steps[0].Total, s.Steps[29].Total = true, true
	s.Series = []chart.Series{{Values: append(values, sum)}}
	l := lay(t, pagetest.Fonts(t), s)

	told := map[int]bool{}
	shown := 0.0
	for _, x := range l.Labels {
		switch {
		case x.Says.What != chart.Change:
			continue
		case len(x.Says.Steps) == 0:
			told[x.Says.Step] = true
		}
		for _, step := range x.Says.Steps {
			told[step] = true
		}
		shown += x.Says.Value
	}
	if len(told) != 28 || math.Abs(shown-(sum-42e6)) > 1 {
		t.Errorf("%d of 28 steps are told, with a sum of %v, want %v", len(told), shown, sum-42e6)
	}
	if !slices.ContainsFunc(labels(l), func(text string) bool { return strings.HasSuffix(text, " others") }) {
		t.Errorf("nothing says that steps are taken together: %q", labels(l))
	}
}

// What the text calls 9.7% is not 10% in the chart because something else in it is 103%.
func TestPercentagesKeepTheirTenths(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Bar, Unit: percent, Steps: steps("Trial conversion", "NRR"), Series: []chart.Series{{Values: []float64{.097, 1.026}}}}
	if l := lay(t, pagetest.Fonts(t), s); !has(l, "9.7%") || !has(l, "102.6%") {
		t.Errorf("labels %q", labels(l))
	}
	s.Series[0].Values = []float64{.41, 1.03}
	if l := lay(t, pagetest.Fonts(t), s); !has(l, "41%") || !has(l, "103%") {
		t.Errorf("whole percents are printed as %q", labels(l))
	}
}

func TestNumbersTooFarApartKeepTheirOwnScale(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Column, Unit: metric.Unit{Kind: metric.Count}, Steps: months(4), Series: []chart.Series{{Values: []float64{12, 40, 18e6, 71}}}}
	if l := lay(t, pagetest.Fonts(t), s); !has(l, "18M") || !has(l, "71") {
		t.Errorf("labels %q", labels(l))
	}
}

// The total of a stack stands over the middle of it.
func TestTotalsAreCentredOnTheirColumns(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Stacked, Unit: dollars, Steps: months(3)}
	for _, name := range []string{"New", "Renewal"} {
		s.Series = append(s.Series, chart.Series{Name: name, Values: []float64{10, 11, 12}})
	}
	l := lay(t, pagetest.Fonts(t), s)
	for _, x := range l.Labels {
		if x.Says.Series != chart.SumSeries {
			continue
		}
		for _, m := range l.Marks {
			if m.Step == x.Says.Step && math.Abs(m.Box.X+m.Box.W/2-x.Box.X-x.Box.W/2) > 0.5 {
				t.Errorf("%q stands at %v over a column at %v", x.Text, x.Box, m.Box)
			}
		}
	}
}

// Panels that would be level lines on one axis from zero begin at different values; still a point up is as high in each.
func TestPanelsOfOneUnitHaveEqualSteps(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{Kind: chart.Multiples, Steps: months(4), Panels: []chart.Panel{
		{Name: "Delivered on time", Unit: percent, Values: []float64{.94, .95, .94, .942}},
		{Name: "Retention", Unit: percent, Values: []float64{.71, .75, .73, .72}},
	}}
	l := lay(t, pagetest.Fonts(t), s)
	perPoint := map[int]float64{}
	for _, series := range []int{0, 1} {
		var at []chart.Mark
		for _, m := range l.Marks {
			if m.Series == series {
				at = append(at, m)
			}
		}
		perPoint[series] = (at[0].Box.Y - at[1].Box.Y) / (at[1].Value - at[0].Value)
	}
	if math.Abs(perPoint[0]-perPoint[1]) > 0.01*perPoint[0] {
		t.Errorf("a point is %v high in one panel and %v in the other", perPoint[0], perPoint[1])
	}
	if perPoint[1]*.04 < 20 {
		t.Errorf("four points are %v high: a level line", perPoint[1]*.04)
	}
	if !has(l, "Axes start at different values, with equal steps.") {
		t.Errorf("nothing says where the axes start: %q", labels(l))
	}
}

// A name is not cut where it can go on in a second line.
func TestNamesOfASlopeWrapBeforeTheyAreCut(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{
		Kind: chart.Slope, Unit: percent, Ends: [2]string{"Oct 2025", "Oct 2026"},
		Steps:  steps("Activated in week one", "Active in week two", "Trial conversion"),
		Series: []chart.Series{{Values: []float64{.621, .447, .122}}, {Values: []float64{.624, .346, .097}}},
	}
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 212, H: s.BestHeight(212)}, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range labels(l) {
		if strings.Contains(text, "…") {
			t.Errorf("cut: %q", text)
		}
	}
}

// A chart has room at the height that it asks for itself.
func TestEveryChartFitsItsBestHeight(t *testing.T) {
	t.Parallel()
	two := []float64{.4, .5}
	for _, s := range []*chart.Spec{
		{Kind: chart.Bullet, Panels: []chart.Panel{{Name: "NRR", Unit: percent, Values: two}}, Steps: months(2)},
		{Kind: chart.Sparkline, Panels: []chart.Panel{{Name: "NRR", Unit: percent, Values: two}}, Steps: months(2)},
		{Kind: chart.Dumbbell, Unit: percent, Steps: steps("A", "B"), Series: []chart.Series{{Values: two}, {Values: two}}},
		{Kind: chart.Line, Unit: percent, Steps: months(2), Series: []chart.Series{{Values: []float64{.4, .4}}}},
		{Kind: chart.Bar, Unit: percent, Steps: steps("A", "B"), Series: []chart.Series{{Values: two}}},
	} {
		s.Title = [3]string{"Net revenue retention", "Percent, monthly; higher is better", "Jan–Oct 2026, actual, plan and forecast"}
		if _, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 212, H: s.BestHeight(212)}, s); err != nil {
			t.Errorf("%s: %v", s.Kind, err)
		}
	}
}

// Each step that is a metric of its own is coloured by what is good for it, and bars with a plan tell how far they are off.
func TestColoursOfSeveralMetricsAreEachTheirOwn(t *testing.T) {
	t.Parallel()
	th := page.DefaultTheme
	s := &chart.Spec{
		Kind: chart.Bar, Unit: dollars, Steps: steps("Revenue", "Cost"), Senses: []metric.Polarity{metric.HigherBetter, metric.LowerBetter},
		Series: []chart.Series{{Values: []float64{12, 9}}, {Scenario: metric.PL, Values: []float64{10, 7}}},
	}
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 400, H: 200}, s)
	if err != nil {
		t.Fatal(err)
	}
	if !has(l, "Plan") || !has(l, "Δ Plan") {
		t.Errorf("the ticks and the differences have no name: %q", labels(l))
	}
	var p page.Page
	l.Draw(&p)
	colours := map[string]page.Color{}
	for _, op := range p.Ops {
		if x, ok := op.(*page.Text); ok && strings.HasPrefix(x.Run.Text, "+") {
			colours[fmt.Sprint(x.At.Y)] = x.Run.Style.Color
		}
	}
	if len(colours) != 2 {
		t.Fatalf("%d differences: %q", len(colours), labels(l))
	}
	seen := map[page.Color]bool{}
	for _, c := range colours {
		seen[c] = true
	}
	if !seen[th.Good] || !seen[th.Bad] {
		t.Errorf("more revenue and more cost are both in %v", seen)
	}
}

// A bridge over time whose bars lie tells its difference too.
func TestABridgeThatLiesTellsItsDifference(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{
		Kind: chart.Waterfall, Unit: dollars, Polarity: metric.HigherBetter, Steps: months(9), Difference: &chart.Difference{From: 0, To: 8},
		Series: []chart.Series{{Values: []float64{10e6, 1e6, 1e6, -1e6, 2e6, 1e6, -2e6, 1e6, 13e6}}},
	}
	s.Steps[0].Total, s.Steps[8].Total = true, true
	l := lay(t, pagetest.Fonts(t), s)
	for _, want := range []string{"Nov 2024 to Jul 2025", "+$3M", "+30%"} {
		if !has(l, want) {
			t.Errorf("no %q among %q", want, labels(l))
		}
	}
}
