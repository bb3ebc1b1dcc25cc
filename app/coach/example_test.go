package coach_test

import (
	"fmt"
	"time"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/metric"
)

func ExampleReviewAt() {
	b := brief.New("example")
	b.Headline = "Extend the nudges to every trial"
	b.Metrics = []*metric.Metric{{
		Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent},
		Series: []*metric.Series{{Points: []metric.Point{
			{Period: metric.MonthOf(2026, time.September), Value: 0.124, Cell: "J4"},
			{Period: metric.MonthOf(2026, time.October), Value: 0.109, Cell: "K4"},
		}}},
	}}
	b.Beats[brief.Conflict].Lead = "Trial conversion rose to {Trial conversion}."
	for _, f := range coach.ReviewAt(b, time.Time{}) {
		if f.Place == brief.PlaceOf(brief.Conflict, "lead") {
			fmt.Println(f.Severity, f.Text)
		}
	}
	// Output:
	// error The sentence says Trial conversion rose; it fell from 12.4% (Sep 2026, J4) to 10.9% (Oct 2026, K4). One sentence that the data does not bear out costs the trust in all others.
	// info Conflict names no trade-off and no deadline. Without a trade-off or a deadline nothing makes it urgent.
}
