package claim

import (
	"math"

	"throughline/app/metric"
	"throughline/app/say"
)

// judgePace checks "is accelerating", "has slowed": the last steps against those before. It is right where it is so for one
// of the stretches that may be meant.
func (c *checker) judgePace(s int, m match) {
	x := c.about(s, m.first)
	if x == nil || x.Unit.Kind == metric.Duration {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	if at < 4 {
		return
	}
	faster := m.arg(0) == "faster"
	var told bool
	for _, n := range []int{1, 2, 3, 6} {
		if at-2*n < 0 {
			break
		}
		now, before := points[at].Value-points[at-n].Value, points[at-n].Value-points[at-2*n].Value
		if x.Unit.Kind != metric.Percent && points[at-n].Value > 0 && points[at-2*n].Value > 0 {
			now, before = now/points[at-n].Value, before/points[at-2*n].Value
		}
		if math.Abs(now) > math.Abs(before)*(1+1e-9) == faster || now*before < 0 {
			return
		}
		told = true
	}
	if !told {
		return
	}
	f := c.r.figures.Format()
	step := func(i int) string {
		return f.Measured(metric.Value{Kind: metric.Difference, Unit: x.Unit.Difference(), Number: points[i].Value - points[i-1].Value}) +
			" (" + points[i].Period.Label() + ", " + points[i].Cell + ")"
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says %s “%s”; its last steps were %s, %s and %s.", x.Name, c.words(m), step(at-2), step(at-1), step(at)),
		Fix:  say.T("Say how the pace changed, or over which time."),
	})
}

// judgeSign checks "turned positive", "in the red".
func (c *checker) judgeSign(s int, m match) {
	x := c.about(s, m.first)
	if x == nil {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	if at < 0 {
		return
	}
	value := points[at].Value
	if m.arg(0) == "positive" == (value > 0) && value != 0 {
		return
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says %s “%s”; it is %s.", x.Name, c.words(m), c.cell(x, points[at])),
		Fix:  say.T("Say on which side of zero it is."),
	})
}

// judgeBack checks "back to its June level", "fully recovered".
func (c *checker) judgeBack(s int, m match) {
	x := c.about(s, m.first)
	if x == nil {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	if at < 1 {
		return
	}
	var base metric.Point
	switch {
	case m.period != nil:
		if m.period.relative != "" {
			return
		}
		first, last := within(x, points, *m.period)
		if first < 0 || last >= at {
			return
		}
		for _, p := range points[first : last+1] {
			if c.backAt(x, points[at].Value, p.Value, "") {
				return
			}
		}
		base = points[last]
	case x.Polarity == metric.Neutral:
		return
	default:
		base = extremeOf(points[:at], x.Polarity == metric.HigherBetter)
		if c.backAt(x, points[at].Value, base.Value, m.arg(0)) {
			return
		}
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says %s “%s”; it is %s, after %s.", x.Name, c.words(m), c.cell(x, points[at]), c.cell(x, base)),
		Fix:  say.T("Say how far it came back."),
	})
}

// backAt reports whether a value is back where it was: near it, or better for what has fully recovered.
func (c *checker) backAt(x *metric.Metric, now, was float64, how string) bool {
	if math.Abs(now-was) <= max(steady*math.Abs(was), noise(x)/2) {
		return true
	}
	return how == "full" && x.Polarity.Good(now-was) > 0
}

// judgeVolatile checks "volatile", "swung": what hardly moves at all is neither.
func (c *checker) judgeVolatile(s int, m match) {
	x := c.about(s, m.first)
	if x == nil {
		return
	}
	points := x.Actual().Points
	at := c.spokenOf(s, x, m)
	if at < 4 {
		return
	}
	points = points[:at+1]
	low, high := extremeOf(points, false), extremeOf(points, true)
	turns := 0
	for i := 2; i < len(points); i++ {
		if (points[i].Value-points[i-1].Value)*(points[i-1].Value-points[i-2].Value) < 0 {
			turns++
		}
	}
	if turns > 1 && high.Value-low.Value > 0.05*math.Abs(high.Value) {
		return
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says %s “%s”; it moved between %s and %s and turned %d times.", x.Name, c.words(m), c.cell(x, low),
			c.cell(x, high), turns),
		Fix: say.T("Say how it moved."),
	})
}
