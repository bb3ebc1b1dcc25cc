package brief

import (
	"time"

	"throughline/app/metric"
)

// OpenAt reports whether a period was still running when the source's file was saved, and on which day that was. A fiscal
// period lies on no days until the brief says when its year begins, which in January it has not.
func (s *Source) OpenAt(p metric.Period, fiscalStart time.Month) (saved time.Time, open bool) {
	if s == nil || s.Modified.IsZero() || p.Grain <= metric.Day || p.Fiscal && fiscalStart <= time.January {
		return saved, false
	}
	saved = s.Modified.UTC().Truncate(24 * time.Hour)
	return saved, saved.After(p.Start(fiscalStart)) && saved.Before(p.End(fiscalStart))
}

// KnownTo returns the last day that a metric's actual values run to: the end of its last period, or the day its file was
// saved where that period was not over then. It is zero for a metric whose values lie on no days.
func (b *Brief) KnownTo(m *metric.Metric) time.Time {
	p, ok := m.Known()
	if !ok || p.Fiscal && b.Settings.FiscalStart <= time.January {
		return time.Time{}
	}
	if saved, open := b.Source(m.Actual().Source).OpenAt(p, b.Settings.FiscalStart); open {
		return saved
	}
	return p.End(max(b.Settings.FiscalStart, time.January))
}

// Stale is a metric whose last value is too old to be told as the state of today.
type Stale struct {
	Metric *metric.Metric
	Last   metric.Period // of its last actual value
	Limit  int           // days a value may stand after the end of its period
	Past   int           // days beyond that
}

// Stale lists the metrics whose last value was too old on a day, in the brief's order. Without a day it measures against
// the brief itself, the last day any of its metrics runs to: what everything else has left behind is stale whatever day
// it is, and the answer does not change while nobody touches the brief.
func (b *Brief) Stale(on time.Time) []Stale {
	if on.IsZero() {
		for _, m := range b.Metrics {
			if to := b.KnownTo(m); to.After(on) {
				on = to
			}
		}
	}
	var stale []Stale
	for _, m := range b.Metrics {
		if past, ok := m.StaleOn(on, b.Settings.FiscalStart); ok {
			last, _ := m.Known()
			stale = append(stale, Stale{Metric: m, Last: last, Limit: m.FreshFor(), Past: past})
		}
	}
	return stale
}

// Words says what is the matter, to stand after the metric's name: "no value after Jul 2026".
func (s Stale) Words() string { return "no value after " + s.Last.Label() }
