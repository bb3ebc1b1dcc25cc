package figure_test

import (
	"fmt"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
)

func Example() {
	b := brief.New("example")
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx"}}
	b.Metrics = []*metric.Metric{{
		Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent},
		Series: []*metric.Series{{Source: "s1", Sheet: "Funnel", Points: []metric.Point{
			{Period: metric.MonthOf(2026, time.September), Value: 0.109, Cell: "J4"},
			{Period: metric.MonthOf(2026, time.October), Value: 0.124, Cell: "K4"},
		}}},
	}}
	r := figure.New(b)
	fmt.Println(r.Field("evidence.lead", "In pilots, conversion {Trial conversion | moved}."))
	for _, e := range r.Ledger() {
		fmt.Println(e.File, e.Sheet, e.Formula)
	}
	for _, f := range r.Field("evidence.body", "It is {Trail conversion}.").Findings {
		fmt.Println(f.Text, f.Fix)
	}
	// Output:
	// In pilots, conversion rose 14% to 12.4%.
	// metrics.xlsx Funnel K4 ÷ J4 − 1
	// “It is {Trail conversion}.” names the metric “Trail conversion”, and the brief has none of that name. Write {Trial conversion}.
}
