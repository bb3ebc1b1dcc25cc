package chart_test

import (
	"testing"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// A number stands on the side of its own dot, however near the edge of the plot that is: beyond the other dot it would be
// read as that one's value.
func TestANumberOfADumbbellStandsBesideItsOwnDot(t *testing.T) {
	t.Parallel()
	for _, width := range []float64{150, 205, 300, 420} {
		l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: width, H: 320}, &chart.Spec{
			Kind: chart.Dumbbell, Unit: metric.Unit{Kind: metric.Duration, Symbol: "minutes"}, Ends: [2]string{"Prior year", "Actual"},
			Steps:  []chart.Step{{Name: "Assembly and packing"}, {Name: "Quality control"}, {Name: "Shipping"}},
			Series: []chart.Series{{Scenario: metric.PY, Values: []float64{121.5, 96.4, 44}}, {Scenario: metric.AC, Values: []float64{44.1, 97.2, 44}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		dots := map[[2]int]float64{}
		for _, m := range l.Marks {
			dots[[2]int{m.Series, m.Step}] = m.Box.X
		}
		numbers := 0
		for _, x := range l.Labels {
			if x.Says.What != chart.Level {
				continue
			}
			numbers++
			own, other := dots[[2]int{x.Says.Series, x.Says.Step}], dots[[2]int{1 - x.Says.Series, x.Says.Step}]
			middle := x.Box.X + x.Box.W/2
			if (middle-own)*(other-own) > 0 {
				t.Errorf("at %g wide %q stands beyond the other dot", width, x.Text)
			}
		}
		if numbers != 6 {
			t.Errorf("at %g wide %d of 6 numbers are printed: %q, left out %q", width, numbers, labels(l), l.LeftOut)
		}
	}
}
