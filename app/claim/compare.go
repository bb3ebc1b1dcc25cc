package claim

import (
	"fmt"
	"math"

	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/say"
)

// sides are the two metrics that a form compares, with the values that it compares of each: levels, or the growth over
// the same time.
type sides struct {
	a, b *metric.Metric
}

// sidesOf finds what a form compares: the metrics it names, and where it names the second one alone, the subject before it.
func (c *checker) sidesOf(s int, m match) (sides, bool) {
	switch len(m.mentions) {
	case 2:
		return sides{m.mentions[0].metric, m.mentions[1].metric}, m.mentions[0].metric != m.mentions[1].metric
	case 1:
		b := m.mentions[0].metric
		if a := c.subject(s, m.first, true); a != nil {
			return sides{a, b}, a != b
		}
		bounds := c.p.sentence(s)
		part := span{c.clause(bounds, m.first).start, m.mentions[0].first}
		all, narrowed := c.metricsIn(s, part)
		if narrowed || len(all) != 1 || all[0] == b {
			return sides{}, false
		}
		return sides{all[0], b}, true
	}
	return sides{}, false
}

// judgePaces checks "laundry cost grew faster than room nights". It is right where it is over one of the times that the
// sentence may mean.
func (c *checker) judgePaces(s int, m match) {
	x, ok := c.sidesOf(s, m)
	if !ok {
		return
	}
	more := m.arg(0) == "more"
	pairs := c.commonPairs(s, x, m)
	if len(pairs) == 0 {
		return
	}
	falls := c.p.saysIn(c.clause(c.p.sentence(s), m.first), fallWords)
	for _, pr := range pairs {
		a, b := pr[0].growth(x.a), pr[1].growth(x.b)
		if falls {
			a, b = -a, -b
		}
		if math.IsNaN(a) || math.IsNaN(b) || (a > b) == more && math.Abs(a-b) > 1e-9 {
			return
		}
	}
	a, b := pairs[0][0], pairs[0][1]
	c.report(m, x.a, Contradiction{
		Text: say.F("The sentence says %s “%s”; %s %s (%s to %s), and %s %s (%s to %s).", x.a.Name, c.words(m), x.a.Name, grew(a.growth(x.a), x.a),
			c.cell(x.a, a.base), c.cell(x.a, a.to), x.b.Name, grew(b.growth(x.b), x.b), c.cell(x.b, b.base), c.cell(x.b, b.to)),
		Fix: say.T("Turn the comparison round, or name the time over which it holds."),
	})
}

// growth returns the relative growth between the values of a pair, for percentages the difference in points.
func (pr pair) growth(m *metric.Metric) float64 {
	if m.Unit.Kind == metric.Percent {
		return pr.to.Value - pr.base.Value
	}
	if pr.base.Value <= 0 {
		return math.NaN()
	}
	return pr.to.Value/pr.base.Value - 1
}

func grew(by float64, m *metric.Metric) string {
	verb := "rose"
	if by < 0 {
		verb = "fell"
	}
	if m.Unit.Kind == metric.Percent {
		return fmt.Sprintf("%s %.1f pp", verb, math.Abs(by)*100)
	}
	return fmt.Sprintf("%s %.0f%%", verb, math.Abs(by)*100)
}

// commonPairs returns, for the two metrics of a comparison, the pairs of values over each time that the sentence may mean,
// the likeliest first. Figures of both in the sentence say it beyond doubt.
func (c *checker) commonPairs(s int, x sides, m match) [][2]pair {
	if a, b := c.printedPair(s, x.a), c.printedPair(s, x.b); a != nil && b != nil {
		return [][2]pair{{*a, *b}}
	}
	cl := claim{verb: &Verb{Form: Moved, Claim: Up}, first: m.first, last: m.last, metric: x.a}
	pairs, usual := c.pairs(s, cl)
	if usual || len(pairs) == 0 {
		points := x.a.Actual().Points
		last := len(points) - 1
		if last < 1 {
			return nil
		}
		for _, base := range []int{0, indexOf(points, points[last].Period.YearBefore()), yearStart(points, last), last - 1, max(0, last-3)} {
			if base >= 0 && base < last {
				pairs = append(pairs, pair{points[base], points[last]})
			}
		}
	}
	var both [][2]pair
	for _, a := range pairs {
		base, ok := x.b.Actual().At(a.base.Period)
		to, also := x.b.Actual().At(a.to.Period)
		if ok && also {
			both = append(both, [2]pair{a, {base, to}})
		}
	}
	return both
}

// printedPair returns the two values behind a figure of change or growth that a sentence prints of a metric.
func (c *checker) printedPair(s int, m *metric.Metric) *pair {
	bounds := c.p.sentence(s)
	for k := bounds.start; k < bounds.end; k++ {
		if c.p.words[k].figure < 0 {
			continue
		}
		if a := c.answer(k); a != nil && a.Metric == m && (a.Value.Op == metric.OpDifference || a.Value.Op == metric.OpRatio) {
			return &pair{a.Value.Terms[1].Point, a.Value.Terms[0].Point}
		}
	}
	return nil
}

// judgeLevels checks "room nights exceed complaints", "more calls than visits", "twice as many as".
func (c *checker) judgeLevels(s int, m match) {
	if m.arg(0) != "times" && c.followsMove(s, m.first) { // "rose more than …"
		c.judgePaces(s, m)
		return
	}
	x, ok := c.sidesOf(s, m)
	if !ok || !sameMeasure(x.a.Unit, x.b.Unit) {
		return
	}
	now, base, ok := c.nowOf(s, x, m)
	if !ok {
		return
	}
	a, b := now.Value, base.Value
	switch m.arg(0) {
	case "more":
		ok = a > b
	case "less":
		ok = a < b
	case "times":
		want := m.times
		if want == 0 {
			want = m.part
		}
		ok = b == 0 || want == 0 || timesAsMuch(a/b, want, firmness(c.p.words, m.first, c.p.sentence(s).start))
	}
	if ok {
		return
	}
	c.report(m, x.a, Contradiction{
		Text: say.F("The sentence says %s “%s”; %s is %s, and %s is %s.", x.a.Name, c.words(m), x.a.Name, c.cell(x.a, now), x.b.Name,
			c.cell(x.b, base)),
		Fix: say.T("Turn the comparison round, or name the period in which it holds."),
	})
}

// followsMove reports whether a verb of movement stands right before a word.
func (c *checker) followsMove(s, at int) bool {
	if at == c.p.sentence(s).start || c.parted(at-1) {
		return false
	}
	for _, v := range verbsByWord[c.p.words[at-1].lower] {
		if v.Form < Noun && len(v.Words) == 1 && (v.Claim == Up || v.Claim == Down) {
			return true
		}
	}
	return false
}

// nowOf returns the values that a comparison of levels is of: both of one period.
func (c *checker) nowOf(s int, x sides, m match) (a, b metric.Point, ok bool) {
	at := c.spokenOf(s, x.a, m)
	if at < 0 {
		return a, b, false
	}
	a = x.a.Actual().Points[at]
	b, ok = x.b.Actual().At(a.Period)
	return a, b, ok
}

func sameMeasure(a, b metric.Unit) bool {
	if a.Kind != b.Kind {
		return a.Kind <= metric.Count && b.Kind <= metric.Count
	}
	return a.Currency == b.Currency && a.Symbol == b.Symbol
}

// timesAsMuch reports whether one thing may be called so many times another, "twice as many X as Y": two things are compared
// more loosely than one with itself, as [multiple] does.
func timesAsMuch(ratio, want float64, firm string) bool {
	low, high := want*0.85, want*1.2
	switch firm {
	case "more":
		low, high = want*0.98, math.Inf(1)
	case "less":
		low, high = 0, want*1.02
	case "nearly":
		low, high = want*0.75, want*1.03
	}
	return ratio >= low && ratio <= high
}

// judgeGap checks "the gap between the two widened".
func (c *checker) judgeGap(s int, m match) {
	x, ok := c.sidesOf(s, m)
	if !ok || !sameMeasure(x.a.Unit, x.b.Unit) {
		return
	}
	wider := m.arg(0) == "wider"
	pairs := c.commonPairs(s, x, m)
	if len(pairs) == 0 {
		return
	}
	for _, pr := range pairs {
		was, is := math.Abs(pr[0].base.Value-pr[1].base.Value), math.Abs(pr[0].to.Value-pr[1].to.Value)
		if (is > was) == wider && is != was {
			return
		}
	}
	f, pr := c.r.figures.Format(), pairs[0]
	gap := func(a, b metric.Point) string {
		return f.Value(math.Abs(a.Value-b.Value), x.a.Unit.Difference()) + " (" + a.Period.Label() + ", " + a.Cell + " and " + b.Cell + ")"
	}
	c.report(m, x.a, Contradiction{
		Text: say.F("The sentence says “%s”; the gap between %s and %s went from %s to %s.", c.words(m), x.a.Name, x.b.Name,
			gap(pr[0].base, pr[1].base), gap(pr[0].to, pr[1].to)),
		Fix: say.T("Say which way it went, or since when."),
	})
}

// fallWords say that a comparison of paces is of falls.
var fallWords = language.Set("form.falls")
