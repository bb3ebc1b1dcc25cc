package periods

import (
	"time"

	"throughline/app/metric"
)

// grainOf infers the grain of sorted, distinct days.
func grainOf(days []int) metric.Grain {
	if len(days) < 2 {
		return metric.Day
	}
	switch p := patternOf(days); {
	case p.yearly():
		return metric.Year
	case p.quarterly():
		return metric.Quarter
	case p.monthly():
		return metric.Month
	case p.sevens && p.closest == 7:
		return metric.Week
	}
	return spacingOf(days)
}

// spacings are the grains that dates can have by their distance alone, where they lie on no day that says it: the last
// trading day of each month, a survey every Wednesday but in the holidays. from and to are days between neighbours.
var spacings = []struct {
	grain    metric.Grain
	from, to int
}{
	{metric.Week, 6, 8}, {metric.Month, 26, 36}, {metric.Quarter, 86, 97}, {metric.Year, 355, 376},
}

// spacedEnough is how many dates a spacing is told by.
const spacedEnough = 6

// spacingOf infers the grain from the distances between sorted, distinct days: nearly all of them are one period, and no
// two days fall into one.
func spacingOf(days []int) metric.Grain {
	if len(days) < spacedEnough {
		return metric.Day
	}
	for _, s := range spacings {
		near, alone := 0, true
		for i := 1; i < len(days); i++ {
			if step := days[i] - days[i-1]; step >= s.from && step <= s.to {
				near++
			}
			here, before := metric.Period{Grain: metric.Day, N: days[i]}, metric.Period{Grain: metric.Day, N: days[i-1]}
			alone = alone && InGrain(here, s.grain) != InGrain(before, s.grain)
		}
		if alone && near*20 >= (len(days)-1)*17 {
			return s.grain
		}
	}
	return metric.Day
}

// dayPattern is what sorted days have in common.
type dayPattern struct {
	days       int
	month      int  // of the first
	first      int  // day of the month of the first
	sameDay    bool // all lie on one day of different months
	monthEnds  bool // all are the last day of different months
	lateDays   bool // all lie after the 24th of different months
	everyMonth bool // each lies in the month after the one before
	sevens     bool // whole weeks apart
	closest    int  // fewest days between two neighbours
	months     int  // the greatest number of months that divides all steps
}

func patternOf(days []int) dayPattern {
	first := dayTime(days[0])
	p := dayPattern{
		days: len(days), month: int(first.Month()), first: first.Day(), sameDay: true, monthEnds: true, lateDays: true, everyMonth: true, sevens: true,
		closest: days[1] - days[0],
	}
	for i, n := range days {
		t := dayTime(n)
		p.sameDay = p.sameDay && t.Day() == p.first
		p.monthEnds = p.monthEnds && t.AddDate(0, 0, 1).Day() == 1
		p.lateDays = p.lateDays && t.Day() >= 25
		if i == 0 {
			continue
		}
		p.closest = min(p.closest, n-days[i-1])
		p.sevens = p.sevens && (n-days[i-1])%7 == 0
		p.stepMonths(monthsBetween(dayTime(days[i-1]), t))
	}
	return p
}

// stepMonths takes in the months between two neighbours; two days of one month rule out one day per month.
func (p *dayPattern) stepMonths(n int) {
	if n == 0 {
		p.sameDay, p.monthEnds, p.lateDays = false, false, false
	}
	p.everyMonth = p.everyMonth && n == 1
	p.months = commonDivisor(p.months, n)
}

func (p *dayPattern) monthStarts() bool { return p.sameDay && p.first == 1 }

// yearly days are the first or last ones of calendar years, or one day of the year in several: the ends of a business year,
// 30 June. Quarterly ones are the first or last ones of calendar quarters.
func (p *dayPattern) yearly() bool {
	return p.monthsApart(12) && (p.monthEnds && p.month == 12 || p.monthStarts() && p.month == 1 || p.days > 2 && (p.sameDay || p.monthEnds))
}

func (p *dayPattern) quarterly() bool {
	if p.monthEnds {
		return p.monthsApart(3) && p.month%3 == 0
	}
	return p.monthsApart(3) && p.monthStarts() && p.month%3 == 1
}

// monthly days lie on one day of the month, whichever, or late in months that follow each other: the last working day.
func (p *dayPattern) monthly() bool {
	return p.monthEnds || p.sameDay || p.lateDays && p.everyMonth && p.days > 2
}

// monthsApart reports whether all steps are multiples of n months.
func (p *dayPattern) monthsApart(n int) bool { return p.months%n == 0 }

func monthsBetween(from, to time.Time) int {
	return (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
}

func commonDivisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// dayTime is midnight of a day counted as metric.Period counts days: from 1 January 1970.
func dayTime(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }
