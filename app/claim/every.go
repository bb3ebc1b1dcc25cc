package claim

import (
	"throughline/app/metric"
	"throughline/app/say"
)

// judgeEvery checks a claim that is made of each period of a time: "beat plan in every month", "rose month after month".
// Without a named time it is right of the year of the newest value, of twelve months, or of all that is known.
func (c *checker) judgeEvery(cl claim) {
	m := cl.every
	points := cl.metric.Actual().Points
	last := len(points) - 1
	if cl.to != nil {
		last = indexOf(points, cl.to.Value.Terms[0].Point.Period)
	}
	if last < 1 || m.unit != "" && m.unit != cl.metric.Grain().String() {
		return
	}
	times, ok := everyIn(cl, points, last)
	if !ok {
		return
	}
	var counter metric.Point
	for _, t := range times {
		if t.start < 0 || t.end < t.start {
			return
		}
		at := c.exception(cl, points, t.start, t.end)
		if at < 0 {
			return
		}
		if counter.Period.IsZero() {
			counter = points[at]
		}
	}
	said := c.words(*m)
	text := say.F("The sentence says %s %s “%s”; not so at %s.", cl.metric.Name, saying(cl), said, c.cell(cl.metric, counter))
	if cl.verb.Form == Compared {
		if v, err := benchmarkOf(cl.metric, cl.benchmark, counter.Period); err == nil {
			base := v.Terms[1].Point
			text = say.F("The sentence puts %s “%s” %s “%s”; at %s it was not: %s was %s.", cl.metric.Name, cl.said, cl.benchmark, said,
				c.cell(cl.metric, counter), "the "+cl.benchmark, c.cell(cl.metric, base))
		}
	}
	c.add(cl, Contradiction{Claim: cl.verb.Claim, Metric: cl.metric.Name, Text: text, Fix: say.T("Say in how many of them, or name the exceptions.")})
}

// everyIn returns the stretches of points, the last included, that "every month" may mean; false where that is open.
func everyIn(cl claim, points []metric.Point, last int) (times []span, ok bool) {
	m := cl.every
	switch {
	case m.period != nil && m.period.relative == "since january", m.arg(0) == "year":
		return []span{{yearStart(points, last), last}}, true
	case m.period != nil && m.period.relative == "":
		first, end := within(cl.metric, points, *m.period)
		if sinceWords[m.period.by] {
			end = last
		}
		return []span{{first, end}}, true
	case m.period != nil:
		return nil, false
	case m.number > 1:
		return []span{{last + 1 - int(m.number), last}, {last - int(m.number), last}}, true
	}
	return []span{{yearStart(points, last), last}, {max(0, last-11), last}, {0, last}}, true
}

// exception returns the index of the first point of a stretch that a claim is not true of, −1 without one.
func (c *checker) exception(cl claim, points []metric.Point, first, last int) int {
	for i := first; i <= last; i++ {
		if cl.verb.Form == Compared {
			v, err := benchmarkOf(cl.metric, cl.benchmark, points[i].Period)
			if err != nil {
				continue
			}
			d := v.Number
			if c.r.figures.Format().Alike(v.Terms[0].Point.Value, v.Terms[1].Point.Value, cl.metric.Unit) {
				d = 0
			}
			if side := c.side(cl); side != 0 && (d*side <= 0) != cl.negated {
				return i
			}
			continue
		}
		if i > first && c.untrue(cl, pair{points[i-1], points[i]}) != cl.negated {
			return i
		}
	}
	return -1
}
