package claim

import (
	"slices"

	"throughline/app/metric"
	"throughline/app/say"
)

// judgeRecord checks "the highest of the year", "never been lower", "a twelve-month low", "the best Q3 ever".
func (c *checker) judgeRecord(s int, m match) {
	x := c.about(s, m.first)
	if len(m.mentions) > 0 { // "the fewest admissions of the year"
		x = m.mentions[0].metric
	}
	if x == nil || x.Grain() == metric.GrainNone {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	if at < 1 {
		return
	}
	first, end := c.window(m, x, points, at)
	if first < 0 {
		return
	}
	higher, ok := c.upward(m.arg(0), x, points, at)
	if !ok {
		return
	}
	beyond := at
	for i := first; i < end; i++ {
		if m.arg(1) == "same" && !sameSeason(points[i].Period, points[at].Period) {
			continue
		}
		if higher && points[i].Value > points[beyond].Value || !higher && points[i].Value < points[beyond].Value {
			beyond = i
		}
	}
	if c.r.figures.Format().Alike(points[beyond].Value, points[at].Value, x.Unit) {
		return
	}
	word := map[bool]string{true: "higher", false: "lower"}[higher]
	c.report(m, x, Contradiction{
		Text: say.F("The sentence calls %s “%s”; at %s it was %s than at %s.", x.Name, c.words(m), c.cell(x, points[beyond]), word,
			c.cell(x, points[at])),
		Fix: say.T("Say since when, or leave the superlative out."),
	})
}

// judgeRank checks "the second highest month of the year". It is right of the year, of twelve months or of all that is
// known.
func (c *checker) judgeRank(s int, m match) {
	x := c.about(s, m.first)
	if x == nil || m.number < 2 {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	higher, ok := c.upward(m.arg(0), x, points, at)
	if at < 1 || !ok {
		return
	}
	ranks := map[int]bool{}
	for _, first := range []int{0, yearStart(points, at), max(0, at-11)} {
		rank := 1
		for _, p := range points[first:] {
			if higher && p.Value > points[at].Value || !higher && p.Value < points[at].Value {
				rank++
			}
		}
		ranks[rank] = true
	}
	if ranks[int(m.number)] {
		return
	}
	all := make([]metric.Point, len(points))
	copy(all, points)
	slices.SortStableFunc(all, func(a, b metric.Point) int {
		switch {
		case a.Value == b.Value:
			return 0
		case (a.Value > b.Value) == higher:
			return -1
		}
		return 1
	})
	rank := slices.IndexFunc(all, func(p metric.Point) bool { return p.Period == points[at].Period }) + 1
	c.report(m, x, Contradiction{
		Text: say.F("The sentence calls %s “%s”; at %s it is number %d of %d.", x.Name, c.words(m), c.cell(x, points[at]), rank, len(all)),
		Fix:  say.T("Count again, or leave the rank out."),
	})
}

// judgePeak checks "peaked in March": no month of its year was higher, or none that is known.
func (c *checker) judgePeak(s int, m match) {
	x := c.about(s, m.first)
	if x == nil || m.period == nil {
		return
	}
	points := x.Actual().Points
	first, last := within(x, points, *m.period)
	higher, ok := c.upward(m.arg(0), x, points, last)
	if first < 0 || !ok {
		return
	}
	best := extremeOf(points[first:last+1], higher)
	rival := points[0]
	for _, from := range []int{yearStart(points, last), 0} {
		rival = extremeOf(points[from:], higher)
		if c.r.figures.Format().Alike(rival.Value, best.Value, x.Unit) {
			return
		}
	}
	word := map[bool]string{true: "higher", false: "lower"}[higher]
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says %s “%s”; at %s it was %s than at %s.", x.Name, c.words(m), c.cell(x, rival), word, c.cell(x, best)),
		Fix:  say.T("Name the period in which it did."),
	})
}

func extremeOf(points []metric.Point, higher bool) metric.Point {
	best := points[0]
	for _, p := range points[1:] {
		if higher && p.Value > best.Value || !higher && p.Value < best.Value {
			best = p
		}
	}
	return best
}

// upward reports whether a superlative means the highest value; false where that is open, as the best of a metric that
// nobody said the good direction of.
func (c *checker) upward(superlative string, x *metric.Metric, points []metric.Point, at int) (higher, ok bool) {
	switch superlative {
	case "highest":
		return true, true
	case "lowest":
		return false, true
	case "extreme": // "a new record": of whichever side is nearer
		if at < 0 {
			return true, false
		}
		high, low := extremeOf(points[:at+1], true), extremeOf(points[:at+1], false)
		return x.Polarity != metric.LowerBetter || high.Value-points[at].Value < points[at].Value-low.Value, true
	}
	if x.Polarity == metric.Neutral {
		return false, false
	}
	return (x.Polarity == metric.HigherBetter) == (superlative == "best"), true
}

// window returns which points a superlative is of: all before its own, those of its year, or those of the time it names;
// −1 where that is open.
func (c *checker) window(m match, x *metric.Metric, points []metric.Point, at int) (first, end int) {
	switch {
	case m.arg(1) == "year":
		return yearStart(points, at), at
	case m.months > 0:
		return max(0, at+1-periodsOfMonths(m.months, points[at].Period.Grain)), at
	case m.arg(1) == "since" && m.period != nil:
		if m.period.relative == "since january" {
			return yearStart(points, at), at
		}
		_, last := within(x, points, *m.period)
		if m.period.relative != "" || last < 0 {
			return -1, -1
		}
		return last + 1, at // that one was higher still, and none after it
	case m.arg(1) == "of" && m.period != nil:
		if m.period.relative == "since january" {
			return yearStart(points, at), at
		}
		if m.period.relative != "" {
			return -1, -1
		}
		first, last := within(x, points, *m.period)
		if first < 0 || first > at || last < at {
			return -1, -1
		}
		return first, last + 1
	}
	return 0, at
}

// periodsOfMonths returns how many periods of a grain some months have.
func periodsOfMonths(months int, grain metric.Grain) int {
	switch grain {
	case metric.Week:
		return months * 52 / 12
	case metric.Quarter:
		return max(months/3, 1)
	case metric.Year:
		return max(months/12, 1)
	}
	return months
}

// yearStart returns the index of the first point of the year of another.
func yearStart(points []metric.Point, at int) int {
	if at < 0 {
		return 0
	}
	year, _ := points[at].Period.Parts()
	return slices.IndexFunc(points, func(p metric.Point) bool { y, _ := p.Period.Parts(); return y == year })
}

// sameSeason reports whether two periods are the same month or quarter of a year.
func sameSeason(a, b metric.Period) bool {
	_, x := a.Parts()
	_, y := b.Parts()
	return x == y
}
