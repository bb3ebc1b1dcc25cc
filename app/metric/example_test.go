package metric_test

import (
	"fmt"
	"time"

	"throughline/app/metric"
)

func Example() {
	september, october := metric.MonthOf(2026, time.September), metric.MonthOf(2026, time.October)
	conversion := metric.Metric{
		Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent},
		Series: []*metric.Series{{Points: []metric.Point{
			{Period: september, Value: 0.109, Cell: "J4"},
			{Period: october, Value: 0.124, Cell: "K4"},
		}}},
	}
	english, german := metric.Format{Locale: "en-US"}, metric.Format{Locale: "de-DE"}
	latest, err := conversion.Latest()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(latest.Period.Label(), english.Measured(latest), german.Measured(latest))
	change, err := conversion.Change(september, october)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(english.Measured(change))
	_, err = conversion.At(metric.MonthOf(2025, time.May))
	fmt.Println(err)
	// Output:
	// Oct 2026 12.4% 12,4 %
	// +1.5 pp
	// Trial conversion has no value for May 2025; it runs from Sep 2026 to Oct 2026
}
