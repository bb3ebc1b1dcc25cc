package chart_test

import (
	"fmt"
	"time"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
)

func ExampleLay() {
	fonts, err := page.NewFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	spec := &chart.Spec{
		Kind: chart.Line, Title: [3]string{"Trials", "Trial conversion in percent", "Aug to Oct 2026"},
		Unit: metric.Unit{Kind: metric.Percent}, Polarity: metric.HigherBetter, Theme: &page.DefaultTheme,
		Series: []chart.Series{{Name: "Actual", Values: []float64{0.102, 0.109, 0.124}}},
	}
	for month := time.August; month <= time.October; month++ {
		spec.Steps = append(spec.Steps, chart.Step{Name: metric.MonthOf(2026, month).Label()})
	}
	if _, err := chart.Lay(fonts, page.Rect{W: 300, H: 180}, spec); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(spec.Alt())
	spec.Kind = chart.Waterfall // whose steps would have to add up
	_, err = chart.Lay(fonts, page.Rect{W: 300, H: 180}, spec)
	fmt.Println(err)
	// Output:
	// Line chart: Trials; Trial conversion in percent; August to October 2026. From 10.2% in August 2026 to 12.4% in October 2026, a change of +2.2 pp.
	// A waterfall adds its steps up, and percentages do not add up, so its bars would be read as parts of a whole that is not there.
}
