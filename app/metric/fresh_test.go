package metric

import (
	"testing"
	"time"
)

func TestStaleOn(t *testing.T) {
	t.Parallel()
	of := func(sc Scenario, p Period, limit int) *Metric {
		return &Metric{Freshness: limit, Series: []*Series{{Scenario: sc, Points: []Point{{Period: p, Value: 1}}}}}
	}
	day := time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		m      *Metric
		fiscal time.Month
		past   int
		stale  bool
	}{
		"last month":                       {of(AC, MonthOf(2026, time.October), 0), time.January, -24, false},
		"the month before":                 {of(AC, MonthOf(2026, time.September), 0), time.January, 7, true},
		"this month, still running":        {of(AC, MonthOf(2026, time.November), 0), time.January, -54, false},
		"a limit of its own, longer":       {of(AC, MonthOf(2026, time.September), 60), time.January, -8, false},
		"a limit of its own, shorter":      {of(AC, MonthOf(2026, time.October), 14), time.January, 7, true},
		"last quarter":                     {of(AC, QuarterOf(2026, 3), 0), time.January, -83, false},
		"two quarters back":                {of(AC, QuarterOf(2026, 2), 0), time.January, 9, true},
		"last year":                        {of(AC, YearOf(2025), 0), time.January, -130, false},
		"two weeks back":                   {of(AC, WeekOf(2026, 45), 0), time.January, -8, false},
		"a fiscal quarter without a start": {of(AC, FiscalQuarterOf(2025, 1), 0), time.January, 0, false},
		"a fiscal quarter with one":        {of(AC, FiscalQuarterOf(2026, 1), 0), time.July, 282, true},
		"a plan":                           {of(PL, MonthOf(2025, time.January), 0), time.January, 0, false},
		"a category":                       {of(AC, Period{}, 0), time.January, 0, false},
		"nothing":                          {&Metric{}, time.January, 0, false},
	} {
		past, stale := tt.m.StaleOn(day, tt.fiscal)
		if stale != tt.stale || past != tt.past {
			t.Errorf("%s: %d days past its limit, stale %v; want %d, %v", name, past, stale, tt.past, tt.stale)
		}
	}
}
