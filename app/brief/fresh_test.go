package brief

import (
	"testing"
	"time"

	"throughline/app/metric"
)

func monthly(name string, last metric.Period) *metric.Metric {
	return &metric.Metric{ID: name, Name: name, Series: []*metric.Series{{Source: "s", Points: []metric.Point{
		{Period: last.Add(-1), Value: 1}, {Period: last, Value: 2},
	}}}}
}

func words(stale []Stale) (all []string) {
	for _, s := range stale {
		all = append(all, s.Metric.Name+": "+s.Words())
	}
	return all
}

func TestStaleIsWhatTheDayOrTheOtherMetricsLeftBehind(t *testing.T) {
	b := New("b")
	b.Sources = []*Source{{ID: "s", Modified: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)}}
	b.Metrics = []*metric.Metric{
		monthly("ARR", metric.MonthOf(2026, time.October)),
		monthly("CSAT", metric.MonthOf(2026, time.August)),
		monthly("Signups", metric.MonthOf(2026, time.November)), // three days into the month
	}
	if got := words(b.Stale(time.Time{})); len(got) != 1 || got[0] != "CSAT: no value after Aug 2026" {
		t.Errorf("without a day: %q, want CSAT, which the others left behind", got)
	}
	if got := words(b.Stale(time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC))); got != nil {
		t.Errorf("in September: %q, want nothing", got)
	}
	if got := words(b.Stale(time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC))); len(got) != 3 {
		t.Errorf("in March: %q, want all three", got)
	}
	if to := b.KnownTo(b.Metrics[2]); to.Format(time.DateOnly) != "2026-11-03" {
		t.Errorf("a month that was running when the file was saved is known to %s, want that day", to.Format(time.DateOnly))
	}
	b.Metrics[1].Freshness = 90
	if got := words(b.Stale(time.Time{})); got != nil {
		t.Errorf("with a limit of its own: %q, want nothing", got)
	}
}
