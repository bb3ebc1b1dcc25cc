package claim

import (
	"slices"
	"sort"
	"strings"

	"throughline/app/language"
	"throughline/app/metric"
)

// pair is two values of a series that a verb may compare.
type pair struct{ base, to metric.Point }

// pairs returns the pairs of values a claim may speak of, the likeliest first. usual is whether that is the newest value
// and the one before because the sentence names no period.
func (c *checker) pairs(s int, cl claim) (found []pair, usual bool) {
	points := cl.metric.Actual().Points
	last := len(points) - 1
	if cl.to != nil {
		if last = indexOf(points, cl.to.Value.Terms[0].Point.Period); last < 0 {
			return nil, false
		}
	}
	if cl.from != nil {
		return []pair{{cl.from.Value.Terms[0].Point, points[last]}}, false
	}
	if c.atVagueTime(s, c.clause(c.p.sentence(s), cl.first)) {
		return nil, false // nobody said which months a spring has
	}
	l := list{points: points, last: last}
	if all := c.moments(s, cl.first); cl.base != nil || len(all) > 0 {
		return c.namedPairs(l, cl, all), false
	}
	if cl.verb.Claim == Times || cl.amount != nil {
		for base := last - 1; base >= 0; base-- {
			l.add(base, last)
		}
		return l.found, false
	}
	if last == 0 || points[last-1].Period != points[last].Period.Add(-1) {
		return nil, false
	}
	l.add(last-1, last)
	for _, p := range c.told[cl.metric] {
		l.add(indexOf(points, p), last)
	}
	return l.found, true
}

// namedPairs returns the pairs that the periods a sentence names may mean; none where one of them is unknown.
func (c *checker) namedPairs(l list, cl claim, all moments) []pair {
	if cl.base != nil {
		m := *cl.base
		m.basis = true
		l.addMoment(cl, m)
		return l.found
	}
	if from, to, ok := c.fromTo(all); ok {
		return l.between(cl.metric, from, to)
	}
	until := cl.last // the verb, or the last of the periods right behind it
	for _, m := range all {
		if cl.verb.Form <= Made && c.goesOnFrom(until, m.first) {
			m.during, until = true, m.last
		}
		if !l.addMoment(cl, m) {
			return nil
		}
	}
	l.join()
	return l.found
}

// goesOnFrom reports whether a period follows a verb, or another period, with one word between them at most.
func (c *checker) goesOnFrom(last, period int) bool {
	return period > last && period <= last+2 && !strings.ContainsAny(c.p.words[last].after, ";:—–")
}

// list collects pairs of a metric's points.
type list struct {
	points []metric.Point
	last   int // the one a claim without an end ends at
	found  []pair
}

func (l *list) add(base, to int) {
	if base >= 0 && base < to && to < len(l.points) {
		l.found = append(l.found, pair{l.points[base], l.points[to]})
	}
}

// addMoment adds what a named period may mean; false where the metric or we do not know it.
func (l *list) addMoment(cl claim, m moment) bool {
	if beforeLimits[m.by] && m.relative == "" {
		return false
	}
	switch {
	case m.months > 0:
		return l.addStretch(m)
	case m.relative != "":
		return l.addRelative(m)
	}
	first, end := within(cl.metric, l.points, m)
	if first < 0 {
		return false
	}
	if m.basis || basing[m.by] {
		if end == l.last && m.bare.Grain != metric.GrainNone { // "than last October", in October
			if first = indexOf(l.points, l.points[end].Period.YearBefore()); first < 0 {
				return false
			}
			end = first
		}
		for base := end; base >= max(first-1, 0); base-- {
			l.add(base, l.last)
		}
		return true
	}
	l.add(first-1, end)
	l.add(first, end)
	l.add(end-1, end)
	l.add(indexOf(l.points, l.points[end].Period.YearBefore()), end)
	if end == l.last && !m.during {
		l.add(0, end)
	}
	if cl.to != nil {
		l.add(end, l.last) // “peaked in September and fell back to {…}”
	}
	return true
}

// addStretch adds what a time that ends now may mean, "over the past six months".
func (l *list) addStretch(m moment) bool {
	n, before := periodsOfMonths(m.months, l.points[l.last].Period.Grain), len(l.found)
	for _, off := range []int{0, 1, -1} {
		if n+off > 0 {
			l.add(l.last-n-off, l.last)
		}
	}
	return len(l.found) > before
}

// addRelative adds what a period told from today may mean, "last year".
func (l *list) addRelative(m moment) bool {
	before := len(l.found)
	for _, base := range relativeBases(l.points, l.last, m.relative) {
		l.add(base, l.last)
		if m.ended && (m.relative == "quarter" || m.relative == "year") {
			l.add(base-(l.last-base), base) // “last year” is the one that ended, or the twelve months to now
		}
	}
	if len(l.found) == before && m.relative == "year" {
		l.add(yearStart(l.points, l.last), l.last) // less than a year is known
	}
	return len(l.found) > before
}

// fromTo returns the two periods of a way that is told by both its ends: "from January to October".
func (c *checker) fromTo(all moments) (from, to moment, ok bool) {
	if len(all) != 2 || pointing[all[0].by] != "from" || pointing[all[1].by] != "to" && !beforeLimits[all[1].by] {
		return from, to, false
	}
	return all[0], all[1], all[0].relative == "" && all[1].relative == ""
}

// between returns the pairs from one period to another; none where the metric does not know them.
func (l *list) between(m *metric.Metric, from, to moment) []pair {
	first, last := within(m, l.points, from)
	start, end := within(m, l.points, to)
	if first < 0 || start < 0 {
		return nil
	}
	for base := last; base >= first; base-- {
		l.add(base, end)
	}
	return l.found
}

// join adds the pairs between the periods that were named: "from February to October".
func (l *list) join() {
	for _, a := range slices.Clone(l.found) {
		for _, b := range l.found[:len(l.found):len(l.found)] {
			if a.to.Period.Before(b.to.Period) {
				l.found = append(l.found, pair{a.to, b.to})
			}
		}
	}
}

// moments are the periods of the part of a sentence around a verb, less those that only say since when something is a
// record.
func (c *checker) moments(s, verb int) moments {
	words, part := c.p.words, c.clause(c.p.sentence(s), verb)
	return slices.DeleteFunc(slices.Clone(c.p.periodsOf(s)), func(m moment) bool {
		return m.last < part.start || m.first >= part.end || m.first >= 2 && sinceWords[words[m.first-1].lower] && superlatives[words[m.first-2].lower]
	})
}

// atVagueTime reports whether a part of a sentence names a time that no period is, outside the names of metrics: "nights" of
// "room nights" is none.
func (c *checker) atVagueTime(s int, part span) bool {
	mentions := c.r.mentions(c.p, s)
	for k := part.start; k < part.end; k++ {
		if !vagueTimes[c.p.words[k].lower] {
			continue
		}
		if !slices.ContainsFunc(mentions, func(m mention) bool { return m.first <= k && k <= m.last }) {
			return true
		}
	}
	return false
}

// vagueTimes are times that no period is: "in spring".
var vagueTimes = language.Set("form.vague-times")

var superlatives = language.Set("claim.superlatives")

// relativeBases are the values that "last month", "year on year" or "this year" may compare with.
func relativeBases(points []metric.Point, last int, by string) []int {
	p := points[last].Period
	months := map[metric.Grain]int{metric.Month: 1, metric.Quarter: 3, metric.Year: 12}[p.Grain]
	switch {
	case by == "week" && p.Grain == metric.Week:
		return []int{last - 1}
	case months == 0 || by == "week":
		return nil
	case by == "since january":
		year, _ := p.Parts()
		first := sort.Search(len(points), func(i int) bool { y, _ := points[i].Period.Parts(); return y >= year })
		return []int{first - 1, first}
	}
	steps := map[string]int{"month": 1, "quarter": 3, "year": 12}[by] / months
	if steps == 0 {
		return nil
	}
	bases := []int{indexOf(points, p.Add(-steps))}
	if _, within := p.Parts(); by == "quarter" && months == 1 {
		bases = append(bases, indexOf(points, p.Add(-((within-1)%3+1)))) // the end of the quarter before
	} else if by == "year" && months == 1 {
		bases = append(bases, indexOf(points, p.Add(-within))) // December
	}
	return bases
}

// within returns the first and the last index of a metric's points in a named period, −1 where it has none.
func within(m *metric.Metric, points []metric.Point, at moment) (first, last int) {
	p := at.period
	if at.season > 0 {
		return seasonIn(points, at.season)
	}
	if p.IsZero() {
		known, ok := m.Occurrence(at.bare, metric.Period{})
		switch {
		case ok:
			p = known
		case at.bare.Grain == metric.Quarter:
			year, _ := points[len(points)-1].Period.Parts()
			if p = at.bare.In(year); points[len(points)-1].Period.Before(p) {
				p = at.bare.In(year - 1)
			}
		default:
			return -1, -1
		}
	}
	first = -1
	for i, pt := range points {
		if pt.Period == p || pt.Period.Grain < p.Grain && !p.Fiscal && !pt.Period.Fiscal &&
			!pt.Period.Start(1).Before(p.Start(1)) && !pt.Period.End(1).After(p.End(1)) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return -1, -1
	}
	return first, last
}

// seasonIn returns the first and the last index of the points in the latest season that begins with a month, −1 where there
// are none.
func seasonIn(points []metric.Point, begins int) (first, last int) {
	if points[0].Period.Grain != metric.Month {
		return -1, -1
	}
	in := func(i int) bool {
		_, month := points[i].Period.Parts()
		return (month-begins+12)%12 < 3
	}
	last = len(points) - 1
	for last >= 0 && !in(last) {
		last--
	}
	if last < 0 {
		return -1, -1
	}
	for first = last; first > 0 && in(first-1) && last-first < 2; {
		first--
	}
	return first, last
}

func indexOf(points []metric.Point, p metric.Period) int {
	return slices.IndexFunc(points, func(pt metric.Point) bool { return pt.Period == p })
}
