package refresh

import (
	"math"
	"strconv"
	"strings"

	"throughline/app/metric"
	"throughline/app/say"
)

// How far a value may lie from all that were known before somebody is asked. Businesses double in a month and shops sell ten
// times as much before Christmas; where they do, their past shows it, and more is allowed.
const (
	farOff      = 8.0   // times beyond the largest, or below the smallest, of three or more known values
	farOffFew   = 50.0  // the same with fewer known values
	farOffMost  = 500.0 // whatever the past: values that lost their thousands are further off
	smallCount  = 100.0 // whole numbers below move by large factors every day
	smallPoints = 0.05  // so do percentages, by less than this
	steadyRange = 2.0   // the largest of values that hardly move is at most so many times the smallest
	fewest      = 3     // known values that tell what is usual
)

// outside asks about values that lie far from all that were known: a unit that was dropped, zeros where a formula was not
// calculated, a sign that was turned.
func (t *turn) outside() string {
	for _, now := range t.now.Series {
		was := t.old.In(now.Scenario)
		if was == nil || len(was.Points) == 0 {
			continue
		}
		known, find := append([]metric.Point(nil), was.Points...), finder(was)
		for _, p := range now.Points {
			q, had := find(p)
			if had && equal(p.Value, q.Value) || p.Period.IsZero() {
				continue
			}
			before := known[len(known)-1]
			if had {
				before = q
			}
			_, _, partial := now.Partial(p.Period)
			if far(known, before, p.Value, t.old.Unit) && !(partial && math.Abs(p.Value) < math.Abs(before.Value)) {
				return t.farText(p, before)
			}
			known = append(known, p)
		}
	}
	return ""
}

func (t *turn) farText(p, before metric.Point) string {
	format := metric.Format{Locale: t.renewal.before.Settings.Locale}
	value, old := format.Value(p.Value, t.old.Unit), format.Value(before.Value, t.old.Unit)
	text := say.F("%s is %s in %s, after %s in %s", t.old.Name, value, p.Period.Label(), old, before.Period.Label())
	for _, shift := range shifts {
		if closeTo(p.Value/before.Value, shift, 0.3) {
			return text + say.F(": about %s times as much.", plain(shift))
		}
	}
	return text + say.T(": far from all values before it.")
}

// habits are what the known values of a series have in common.
type habits struct {
	n        int
	low      float64 // the smallest size, 0 where one is zero
	high     float64 // the largest
	move     float64 // the largest factor between neighbours, 1 or more
	negative int     // how many are below zero
	whole    bool    // none has a fraction
}

func habitsOf(points []metric.Point) habits {
	h := habits{n: len(points), low: math.Inf(1), move: 1, whole: true}
	last := 0.0
	for _, p := range points {
		size := math.Abs(p.Value)
		h.low, h.high = min(h.low, size), max(h.high, size)
		h.whole = h.whole && size == math.Trunc(size)
		if p.Value < 0 {
			h.negative++
		}
		if last > 0 && size > 0 {
			h.move = max(h.move, size/last, last/size)
		}
		last = size
	}
	return h
}

// far reports whether a value lies far from the known ones; before is the one it follows, or stands in place of.
func far(known []metric.Point, before metric.Point, v float64, u metric.Unit) bool {
	h := habitsOf(known)
	size, last := math.Abs(v), math.Abs(before.Value)
	if h.high == 0 || !h.countsMuch(u, size) {
		return false
	}
	if v == 0 {
		return h.n >= fewest && h.low > 0
	}
	limit := h.limit()
	signed := h.negative == 0 || h.negative == h.n
	turned := (v < 0) != (h.negative > 0)
	shrinks := signed && !turned // a small one of the other sign has crossed zero
	if size >= limit*h.high || shrinks && size*limit <= h.low {
		return true
	}
	if signed && turned && h.steady() {
		return size >= h.low/steadyRange && size <= h.high*steadyRange
	}
	return h.n >= fewest && h.leaps(size, last, shrinks)
}

// limit returns how many times beyond the largest known value, or below the smallest, a value is far off.
func (h habits) limit() float64 {
	// What moves by a factor every month may move by that thrice at once.
	limit := min(max(farOff, h.move*h.move*h.move), farOffMost)
	if h.n < fewest {
		limit = max(limit, farOffFew)
	}
	return limit
}

// steady reports whether the known values hardly move.
func (h habits) steady() bool { return h.n > fewest && h.high <= steadyRange*h.low }

// leaps reports whether a value is far from the last one, though it may lie within all that are known: values that grew
// a hundredfold over the years can fall a hundredfold. Only one that shrinks, its sign kept, can have fallen too far.
func (h habits) leaps(size, last float64, shrinks bool) bool {
	if last <= 0 {
		return false
	}
	return size >= farOffMost*last || shrinks && size*max(h.limit(), farOffFew) <= last && size < h.low*farOff
}

// countsMuch reports whether a value and those before it are large enough for a factor between them to say something.
func (h habits) countsMuch(u metric.Unit, size float64) bool {
	switch u.Kind {
	case metric.Count, metric.Number:
		return !h.whole || max(size, h.low) >= smallCount
	case metric.Percent:
		return size >= h.high+smallPoints || size+smallPoints <= h.low || size*farOffFew <= h.low || size >= farOffFew*h.high
	}
	return true
}

// rounded reports whether two values are one, written with more digits in one file than in the other.
func rounded(a, b float64) bool {
	digits := min(decimals(a), decimals(b))
	scale := math.Pow(10, float64(digits))
	return equal(a, b) || math.Round(a*scale) == math.Round(b*scale)
}

// decimals counts the digits behind the point of a number as it is written shortest.
func decimals(v float64) int {
	_, behind, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(behind)
}
