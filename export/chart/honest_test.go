package chart_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func actual(values ...float64) chart.Series { return chart.Series{Scenario: metric.AC, Values: values} }

func partOf(name string, values ...float64) chart.Series {
	return chart.Series{Name: name, Values: values}
}

func TestWhatWouldMisleadIsRefusedWithTheFormThatWouldNot(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	cloud := func(area float64) *chart.Cloud {
		return &chart.Cloud{
			X: chart.Axis{Name: "Effort"}, Y: chart.Axis{Name: "Impact"}, Area: &chart.Axis{Name: "Profit"},
			Dots: []chart.Dot{{Name: "North", X: 1, Y: 2, Area: area}},
		}
	}
	for _, x := range []struct {
		spec    chart.Spec
		code    string
		says    string
		instead chart.Kind
	}{
		{chart.Spec{Kind: chart.Stacked, Unit: dollars, Steps: months(1), Series: []chart.Series{partOf("A", 3), partOf("B", -1)}}, "stacked-negative", "B is negative", chart.Multiples},
		{chart.Spec{Kind: chart.Stacked, Unit: percent, Steps: months(1), Series: []chart.Series{partOf("A", .3), partOf("B", .1)}}, "stacked-percent", "do not add up", chart.Multiples},
		{chart.Spec{Kind: chart.Stacked, Unit: dollars, Steps: months(1), Totals: []float64{10}, Series: []chart.Series{partOf("A", 4), partOf("B", 5)}}, "stacked-sum", "$1", chart.Multiples},
		{chart.Spec{Kind: chart.Stacked, Unit: dollars, Steps: months(1), Series: []chart.Series{partOf("A", 1), partOf("B", 1), partOf("C", 1), partOf("D", 1), partOf("E", 1)}}, "stacked-parts", "5 parts", chart.Multiples},
		{chart.Spec{Kind: chart.Scatter, Cloud: cloud(-4)}, "bubble-negative", "North", chart.Bar},
		{chart.Spec{Kind: chart.Variance, Steps: months(2), Series: []chart.Series{actual(1, 2)}}, "variance-no-plan", "no difference", chart.Column},
		{chart.Spec{Kind: chart.Slope, Steps: months(2), Series: []chart.Series{actual(1, 2), actual(math.NaN(), math.NaN())}}, "chart-one-moment", "two values", chart.Bar},
		{chart.Spec{Kind: chart.Multiples, Steps: months(1), Panels: make([]chart.Panel, 10)}, "chart-crowded", "10 metrics", nil},
		{chart.Spec{Steps: months(1), Series: []chart.Series{actual(1)}}, "chart-kind", "nothing of its kind", nil},
	} {
		_, err := chart.Lay(f, column, &x.spec)
		var r *chart.Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s: Lay answered %v, want a refusal", x.code, err)
			continue
		}
		if r.Code != x.code || !strings.Contains(r.Text, x.says) || r.Instead != x.instead || r.Fix == "" {
			t.Errorf("refusal is %+v, want %s with %q and instead %q", *r, x.code, x.says, x.instead)
		}
	}
}

// Shares of one whole are the percentages that do add up.
func TestSharesOfAWholeAreStacked(t *testing.T) {
	t.Parallel()
	lay(t, pagetest.Fonts(t), &chart.Spec{
		Kind: chart.Stacked, Unit: percent, Steps: months(2), Series: []chart.Series{partOf("A", .3, .4), partOf("B", .7, .6)},
	})
}

// The parts of a stack add up as they are printed: 4.6 and 4.4 of 9.0 in whole numbers are 5 and 4.
func TestThePartsOfAStackAddUpAsPrinted(t *testing.T) {
	t.Parallel()
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 300, H: 300}, &chart.Spec{
		Kind: chart.Stacked, Unit: metric.Unit{Kind: metric.Count}, Format: metric.Format{Decimals: metric.Fixed(0)},
		Steps: months(1), Series: []chart.Series{partOf("A", 4.6), partOf("B", 4.4)},
	})
	if err != nil {
		t.Fatal(err)
	}
	adjusted := 0
	for _, x := range l.Labels {
		if x.Says.Adjusted {
			adjusted++
		}
	}
	if !has(l, "9") || !has(l, "5") || !has(l, "4") || adjusted != 0 {
		t.Errorf("the labels are %q, %d adjusted", labels(l), adjusted)
	}
}

func TestADifferenceIsToldTwice(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, kind := range []chart.Kind{chart.Line, chart.Column} {
		l := lay(t, f, &chart.Spec{
			Kind: kind, Unit: dollars, Polarity: metric.HigherBetter, Steps: months(3), Series: []chart.Series{actual(10e6, 11e6, 12.5e6)},
			Difference: &chart.Difference{From: 0, To: 2},
		})
		if !has(l, "+$2.5M") || !has(l, "+25%") {
			t.Errorf("%s: the difference is not among %q", kind, labels(l))
		}
	}
	l := lay(t, f, &chart.Spec{
		Kind: chart.Line, Unit: percent, Steps: months(2), Series: []chart.Series{actual(.10, .12)}, Difference: &chart.Difference{From: 0, To: 1},
	})
	if !has(l, "+2 pp") && !has(l, "+2.0 pp") {
		t.Errorf("points are not among %q", labels(l))
	}
	for _, x := range labels(l) {
		if x == "+20%" {
			t.Error("a percentage is said to have grown by percent")
		}
	}
}

func TestScalesThatDifferAreSaid(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	says := func(s *chart.Spec, word string) bool {
		l, err := chart.Lay(f, page.Rect{W: 420, H: 330}, s)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(strings.ToLower(strings.Join(labels(l), "\n")), word)
	}
	panels := func(k float64) *chart.Spec {
		return &chart.Spec{Kind: chart.Multiples, Steps: months(2), Panels: []chart.Panel{
			{Name: "A", Unit: dollars, Values: []float64{10, 12}}, {Name: "B", Unit: dollars, Values: []float64{10 * k, 12 * k}},
		}}
	}
	if says(panels(2), "scales differ") || !says(panels(1000), "scales differ") {
		t.Error("panels of one unit share a scale unless one would vanish, and then the chart says so")
	}
	variance := func(off float64) *chart.Spec {
		return &chart.Spec{Kind: chart.Variance, Unit: dollars, Steps: months(2), Series: []chart.Series{
			actual(100, 110), {Scenario: metric.PL, Values: []float64{100 - off, 110 + off}},
		}}
	}
	if says(variance(15), "scale ×") || !says(variance(0.5), "scale ×") {
		t.Error("a strip of differences has the scale of its columns, or says by how much it is larger")
	}
}

func TestRemarksStandAtTheirValues(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	remarks := []chart.Remark{{Step: 1, Text: "pricing change"}}
	l := lay(t, f, &chart.Spec{Kind: chart.Line, Steps: months(4), Series: []chart.Series{actual(1, 2, 3, 4)}, Remarks: remarks})
	if !has(l, "pricing change") {
		t.Errorf("no remark among %q", labels(l))
	}
	l = lay(t, f, &chart.Spec{
		Kind: chart.Bar, Steps: []chart.Step{{Name: "North"}, {Name: "South"}}, Series: []chart.Series{actual(2, 1)}, Remarks: remarks,
	})
	discs := 0
	for _, x := range labels(l) {
		if x == "1" && !has(l, "one") {
			discs++
		}
	}
	if !has(l, "pricing change") || discs < 2 {
		t.Errorf("the remark and its two numbers are not all among %q", labels(l))
	}
}

// Whoever cannot see the chart is told what the others see.
func TestAChartDescribesItself(t *testing.T) {
	t.Parallel()
	s := &chart.Spec{
		Kind: chart.Line, Title: [3]string{"Trial conversion", "Percent, monthly", "Nov 2024–Mar 2025, actual"}, Unit: percent,
		Steps: months(5), Series: []chart.Series{actual(.108, .12, .097, math.NaN(), .112)},
	}
	want := "Line chart: Trial conversion; Percent, monthly; November 2024–March 2025, actual. From 10.8% in November 2024 to 11.2% in March 2025, " +
		"a change of +0.4 pp. Lowest: 9.7% in January 2025. Highest: 12.0% in December 2024. 1 without a value."
	if got := strings.ReplaceAll(s.Alt(), "\u00a0", " "); got != want {
		t.Errorf("the chart says %q, want %q", got, want)
	}
}
