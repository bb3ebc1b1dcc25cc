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

// Stale is a metric whose last value is too old to be told as the state of today, or older than those beside it.
type Stale struct {
	Metric *metric.Metric
	Last   metric.Period // of its last actual value
	Limit  int           // days a value may stand after the end of its period
	Past   int           // days beyond that; 0 where only others are newer
	// Newest is the last period of the metric's table, where that goes on without it.
	Newest metric.Period
	// Asked is what a newer file said of the metric, where nobody decided whether to take it.
	Asked string
}

// Stale lists the metrics whose last value was too old on a day, that stop before others of their table, or that kept their
// values when a newer file was taken, in the brief's order. Without a day it measures against the brief itself, the last day
// any of its metrics runs to: what everything else has left behind is stale whatever day it is, and the answer does not
// change while nobody touches the brief.
func (b *Brief) Stale(on time.Time) []Stale {
	if on.IsZero() {
		for _, m := range b.Metrics {
			if to := b.KnownTo(m); to.After(on) {
				on = to
			}
		}
	}
	newest := b.newest(on)
	var stale []Stale
	for _, m := range b.Metrics {
		last, known := m.Known()
		s := Stale{Metric: m, Last: last, Limit: m.FreshFor(), Asked: asked(m)}
		s.Past, _ = m.StaleOn(on, b.Settings.FiscalStart)
		s.Past = max(s.Past, 0)
		if known && m.Freshness == 0 {
			if n := newest[table{m.Actual().Source, last.Grain, last.Fiscal}]; last.Before(n) {
				s.Newest = n
			}
		}
		if s.Past > 0 || known && (!s.Newest.IsZero() || s.Asked != "") {
			stale = append(stale, s)
		}
	}
	return stale
}

// table is what metrics have in common that go on together.
type table struct {
	source string
	grain  metric.Grain
	fiscal bool
}

// newest returns the last period with an actual value in each table, of those that were over on a day or nearly so: a month
// that has just begun makes nothing old.
func (b *Brief) newest(on time.Time) map[table]metric.Period {
	newest := map[table]metric.Period{}
	for _, m := range b.Metrics {
		if _, ok := m.Known(); !ok {
			continue
		}
		points := m.Actual().Points
		for i := len(points) - 1; i >= 0; i-- {
			p := points[i].Period
			if !b.nearlyOver(p, on) {
				continue
			}
			at := table{m.Actual().Source, p.Grain, p.Fiscal}
			if n, ok := newest[at]; !ok || n.Before(p) {
				newest[at] = p
			}
			break
		}
	}
	return newest
}

// nearlyOver reports whether three quarters of a period lie before the end of a day.
func (b *Brief) nearlyOver(p metric.Period, on time.Time) bool {
	if p.Fiscal && b.Settings.FiscalStart <= time.January {
		return true // it lies on no days
	}
	month := max(b.Settings.FiscalStart, time.January)
	start, end := p.Start(month), p.End(month)
	return !on.Before(start.Add(end.Sub(start) / 4 * 3))
}

// asked returns what was asked about a metric when a newer file was taken, and not decided.
func asked(m *metric.Metric) string {
	if m.Actual() == nil {
		return ""
	}
	for _, d := range m.Actual().Doubts {
		if d.Read == metric.OldValues && !d.Settled {
			return d.Text
		}
	}
	return ""
}

// Words says what is the matter, to stand after the metric's name: "no value after Jul 2026".
func (s Stale) Words() string { return "no value after " + s.Last.Label() }
