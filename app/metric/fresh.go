package metric

import "time"

// freshFor is how many days after the end of a period its value may stand before a newer one is missed: the length of
// the next period, and the days it takes to close the books on that. Where in doubt it is long: who is told once too
// often that a number is old stops reading it.
var freshFor = [...]int{Day: 14, Week: 21, Month: 45, Quarter: 135, Year: 455}

// FreshFor returns how many days after the end of its last period the metric's value counts as fresh: its own Freshness,
// or what is usual for its grain. It is 0 for a metric by category without a limit of its own: it is never stale.
func (m *Metric) FreshFor() int {
	if m.Freshness > 0 {
		return m.Freshness
	}
	return freshFor[m.Grain()]
}

// Known returns the last period the metric says something of as a fact, or false. A plan and a forecast run ahead of
// what is known and make nothing fresh; a table by category has no period.
func (m *Metric) Known() (Period, bool) {
	s := m.Actual()
	if s == nil || s.Scenario == PL || s.Scenario == FC {
		return Period{}, false
	}
	p, ok := s.Latest()
	return p.Period, ok && !p.Period.IsZero()
}

// StaleOn reports whether a value of the last known period is too old on a day, and by how many days it is past its
// limit. fiscalStart is the month a fiscal year begins in; where that is January a fiscal period has no days yet, and
// nothing is said of it.
func (m *Metric) StaleOn(day time.Time, fiscalStart time.Month) (past int, stale bool) {
	p, ok := m.Known()
	limit := m.FreshFor()
	if !ok || limit == 0 || p.Fiscal && fiscalStart <= time.January {
		return 0, false
	}
	past = int(day.Sub(p.End(fiscalStart))/(24*time.Hour)) - limit
	return past, past > 0
}
