// Package figuretest has the brief that tests of figures, and of what sentences say of them, share.
package figuretest

import (
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
)

// Series makes a monthly series from January 2026 in row row of a sheet.
func Series(scenario metric.Scenario, sheet string, row int, values ...float64) *metric.Series {
	return sheettest.Row(scenario, "s1", sheet, row, metric.MonthOf(2026, time.January), values...)
}

// Sample is a brief with one metric of each kind; the last month is October 2026.
func Sample() *brief.Brief {
	b := brief.New("x")
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx"}, {ID: "s2", File: "plan.xlsx"}}
	conversion := &metric.Metric{
		ID: "m1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Polarity: metric.HigherBetter,
		Target: &metric.Target{Value: 0.13, Source: "s2", Sheet: "Targets", Cell: "C2"},
		Series: []*metric.Series{
			Series(metric.AC, "Funnel", 4, 0.115, 0.117, 0.114, 0.118, 0.116, 0.115, 0.107, 0.097, 0.109, 0.124),
			Series(metric.PL, "Plan", 4, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.125),
		},
	}
	arr := &metric.Metric{
		ID: "m2", Name: "ARR", Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"},
		Target: &metric.Target{Value: 13e6, Reason: "board"},
		Series: []*metric.Series{Series(metric.AC, "Revenue", 2, 10e6, 10.2e6, 10.4e6, 10.6e6, 10.9e6, 11.2e6, 11.5e6, 11.9e6, 12.188e6, 12.6e6)},
	}
	tickets := &metric.Metric{
		ID: "m3", Name: "Support tickets", Unit: metric.Unit{Kind: metric.Count}, Polarity: metric.LowerBetter,
		Series: []*metric.Series{Series(metric.AC, "Support", 7, 4_000, 4_100, 4_050, 4_120, 4_120, 4_120, 4_120, 4_120, 4_120, 4_120)},
	}
	country := &metric.Metric{
		ID: "m4", Name: "Revenue by country", Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"},
		Series: []*metric.Series{{Source: "s1", Sheet: "Countries", Points: []metric.Point{
			{Category: "Germany", Value: 5e6, Cell: "B2"}, {Category: "France", Value: 3e6, Cell: "B3"},
		}}},
	}
	odd := &metric.Metric{
		ID: "m5", Name: `A|B {net} \ C`, Unit: metric.Unit{Kind: metric.Number},
		Series: []*metric.Series{Series(metric.AC, "Odd", 2, 0, -1, 1)},
	}
	b.Metrics = []*metric.Metric{conversion, arr, tickets, country, odd}
	return b
}
