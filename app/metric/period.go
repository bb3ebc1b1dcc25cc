// Package metric holds named series of numbers over periods or categories, with the units, scenarios and polarity that
// make them comparable, and the arithmetic and formatting that a brief prints. It is pure: it reads no file, no clock
// and no locale of the machine, and imports nothing of the rest of the program.
package metric

import (
	"fmt"
	"time"
)

// Grain is the length of one period of a series.
type Grain uint8

// The grains, from none (a table by category) to year.
const (
	GrainNone Grain = iota
	Day
	Week
	Month
	Quarter
	Year
)

var grainNames = [...]string{"none", "day", "week", "month", "quarter", "year"}

// String returns the stable name used in files and in JSON: "none", "day", "week", "month", "quarter", "year".
func (g Grain) String() string {
	if int(g) < len(grainNames) {
		return grainNames[g]
	}
	return fmt.Sprintf("grain(%d)", uint8(g))
}

// GrainFromString is the inverse of Grain.String.
func GrainFromString(s string) (Grain, error) { return fromName[Grain](grainNames[:], s, "grain") }

// MarshalText writes the stable name.
func (g Grain) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads the stable name.
func (g *Grain) UnmarshalText(b []byte) (err error) {
	*g, err = GrainFromString(string(b))
	return err
}

// Period is one day, ISO week, month, quarter or year; quarters and years may be fiscal. It is comparable and ordered
// within one grain, and arithmetic on it is arithmetic on N. The zero value means "no period".
//
// N counts periods from a fixed origin: days since 1 January 1970; weeks since the ISO week of 29 December 1969; months,
// quarters and years since year 0. A fiscal year carries the number people say (FY26 is 2026); which months it spans
// depends on the brief's fiscal start and is asked for where it matters.
type Period struct {
	Grain  Grain
	Fiscal bool
	N      int
}

// DayOf returns a day of the calendar; a day past the end of its month runs on into the next.
func DayOf(year int, month time.Month, day int) Period {
	return Period{Grain: Day, N: int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)}
}

// WeekOf returns the ISO 8601 week of an ISO year; week 1 holds the year's first Thursday.
func WeekOf(isoYear, week int) Period {
	jan4 := time.Date(isoYear, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
	return Period{Grain: Week, N: floorDiv(int(monday.Unix()/86400)+3, 7) + week - 1}
}

// MonthOf returns a calendar month.
func MonthOf(year int, month time.Month) Period {
	return Period{Grain: Month, N: year*12 + int(month) - 1}
}

// QuarterOf returns a calendar quarter, q from 1 to 4.
func QuarterOf(year, q int) Period { return Period{Grain: Quarter, N: year*4 + q - 1} }

// YearOf returns a calendar year.
func YearOf(year int) Period { return Period{Grain: Year, N: year} }

// FiscalQuarterOf returns quarter q (1 to 4) of a fiscal year; FY26 is 2026.
func FiscalQuarterOf(fiscalYear, q int) Period {
	return Period{Grain: Quarter, Fiscal: true, N: fiscalYear*4 + q - 1}
}

// FiscalYearOf returns a fiscal year; FY26 is 2026.
func FiscalYearOf(fiscalYear int) Period { return Period{Grain: Year, Fiscal: true, N: fiscalYear} }

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p.Grain == GrainNone }

// Add returns the period n steps later (earlier when n is negative).
func (p Period) Add(n int) Period { p.N += n; return p }

// YearBefore returns the same period a year earlier: 28 February for a leap day, and week 52 for a week 53 that the
// year before does not have.
func (p Period) YearBefore() Period {
	year, within := p.Parts()
	switch p.Grain {
	case Day:
		month, day := time.Month(within/100), within%100
		if month == time.February && day == 29 {
			day = 28
		}
		return DayOf(year-1, month, day)
	case Week:
		before := WeekOf(year-1, within)
		if y, _ := before.Parts(); y != year-1 {
			before = before.Add(-1)
		}
		return before
	case Month:
		return p.Add(-12)
	case Quarter:
		return p.Add(-4)
	}
	return p.Add(-1)
}

// Before reports whether p comes before q. Periods of different grain are ordered by their first day, calendar
// reading assumed for fiscal ones.
func (p Period) Before(q Period) bool {
	if p.Grain == q.Grain {
		return p.N < q.N
	}
	return p.Start(time.January).Before(q.Start(time.January))
}

// Parts returns the calendar numbers of p: the (fiscal or ISO) year and the day of the year's month as
// month*100+day, the week, month or quarter within it; 0 for a year.
func (p Period) Parts() (year, within int) {
	switch p.Grain {
	case Day:
		t := time.Unix(int64(p.N)*86400, 0).UTC()
		return t.Year(), int(t.Month())*100 + t.Day()
	case Week:
		return time.Unix(int64(p.N*7-3)*86400, 0).UTC().ISOWeek()
	case Month:
		return floorDiv(p.N, 12), p.N - floorDiv(p.N, 12)*12 + 1
	case Quarter:
		return floorDiv(p.N, 4), p.N - floorDiv(p.N, 4)*4 + 1
	}
	return p.N, 0
}

// Start returns the first day of p at midnight UTC. fiscalStart is the month a fiscal year begins in; a fiscal year is
// named for the calendar year it ends in, so FY26 with a start in April begins on 1 April 2025, and with a start in
// January it is the calendar year.
func (p Period) Start(fiscalStart time.Month) time.Time {
	year, within := p.Parts()
	month, day := time.January, 1
	switch p.Grain {
	case Day, Week:
		n := p.N
		if p.Grain == Week {
			n = p.N*7 - 3
		}
		return time.Unix(int64(n)*86400, 0).UTC()
	case Month:
		month = time.Month(within)
	case Quarter:
		month = time.Month(within*3 - 2)
	}
	if p.Fiscal {
		month += fiscalStart - 1
		if fiscalStart > time.January {
			year--
		}
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// End returns the last day of p at midnight UTC; see Start for fiscalStart.
func (p Period) End(fiscalStart time.Month) time.Time {
	return p.Add(1).Start(fiscalStart).AddDate(0, 0, -1)
}

// String returns the stable form used in files and in JSON: 2026-01-31, 2026-W05, 2026-01, 2026-Q1, 2026, FY26-Q1, FY26.
// The zero period is "".
func (p Period) String() string {
	year, within := p.Parts()
	switch {
	case p.Grain == Day:
		return fmt.Sprintf("%04d-%02d-%02d", year, within/100, within%100)
	case p.Grain == Week:
		return fmt.Sprintf("%04d-W%02d", year, within)
	case p.Grain == Month:
		return fmt.Sprintf("%04d-%02d", year, within)
	case p.Grain == Quarter && p.Fiscal:
		return fmt.Sprintf("FY%02d-Q%d", year%100, within)
	case p.Grain == Quarter:
		return fmt.Sprintf("%04d-Q%d", year, within)
	case p.Grain == Year && p.Fiscal:
		return fmt.Sprintf("FY%02d", year%100)
	case p.Grain == Year:
		return fmt.Sprintf("%04d", year)
	}
	return ""
}

// Label returns the form people read: "31 Jan 2026", "W05 2026", "Jan 2026", "Q1 2026", "2026", "Q1 FY26", "FY26".
func (p Period) Label() string {
	year, within := p.Parts()
	switch {
	case p.Grain == Day:
		return fmt.Sprintf("%d %s %d", within%100, monthShort(within/100), year)
	case p.Grain == Week:
		return fmt.Sprintf("W%02d %d", within, year)
	case p.Grain == Month:
		return fmt.Sprintf("%s %d", monthShort(within), year)
	case p.Grain == Quarter && p.Fiscal:
		return fmt.Sprintf("Q%d FY%02d", within, year%100)
	case p.Grain == Quarter:
		return fmt.Sprintf("Q%d %d", within, year)
	}
	return p.String()
}

// MarshalText writes p as String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	q, ok := ParsePeriod(string(b))
	if !ok {
		return fmt.Errorf("period %q is not of the form 2026-01, 2026-Q1, 2026-W05, 2026-01-31 or FY26-Q1", b)
	}
	*p = q
	return nil
}

func monthShort(m int) string { return time.Month(m).String()[:3] }

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
