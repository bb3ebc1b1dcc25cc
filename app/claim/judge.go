package claim

import (
	"math"
	"slices"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/say"
)

// judge finds whether a claim is borne out. A sentence that can be read of several pairs of periods is right where one of
// them bears it out.
func (c *checker) judge(s int, cl claim) {
	if cl.every != nil {
		c.judgeEvery(cl)
		return
	}
	if cl.verb.Form == Compared {
		c.judgeBenchmark(s, cl)
		return
	}
	if cl.by != nil && cl.verb.Claim != Times && cl.verb.Claim != Held {
		pr := pair{cl.by.Value.Terms[1].Point, cl.by.Value.Terms[0].Point}
		if c.untrue(cl, pr) {
			c.contradict(cl, pr, false)
		}
		return
	}
	if pairs, usual := c.pairs(s, cl); len(pairs) > 0 {
		c.judgePairs(cl, pairs, usual)
	}
}

func (c *checker) judgePairs(cl claim, pairs []pair, usual bool) {
	if cl.negated {
		c.judgeNegated(cl, pairs)
		return
	}
	if i := slices.IndexFunc(pairs, func(pr pair) bool { return !c.untrue(cl, pr) }); i >= 0 {
		if cl.streak > 1 && usual {
			c.judgeStreak(cl, pairs[i])
		}
		return
	}
	if usual && c.small(cl, pairs[0]) {
		return
	}
	if cl.verb.Claim == Times {
		slices.Reverse(pairs) // over all that is known it did not
	}
	c.contradict(cl, pairs[0], usual)
}

// judgeNegated checks "did not rise", "no longer falls": wrong where it did in every way that may be meant.
func (c *checker) judgeNegated(cl claim, pairs []pair) {
	for _, pr := range pairs {
		if c.untrue(cl, pr) || math.Abs(pr.to.Value-pr.base.Value) < noise(cl.metric)/2 {
			return
		}
	}
	c.contradict(cl, pairs[0], false)
}

// untrue reports whether a pair of values speaks against a claim.
func (c *checker) untrue(cl claim, pr pair) bool {
	m := cl.metric
	now, base := pr.to.Value, pr.base.Value
	alike := c.r.figures.Format().Alike(now, base, m.Unit)
	switch cl.verb.Claim {
	case Up:
		return alike || now < base || !cl.amount.fits(now, base)
	case Down:
		return alike || now > base || !cl.amount.fits(now, base)
	case Better, Worse:
		good := m.Polarity.Good(now - base)
		if m.Polarity == metric.Neutral {
			return false
		}
		return alike || (good > 0) != (cl.verb.Claim == Better)
	case Held:
		return math.Abs(now-base) > max(steady*math.Abs(base), noise(m)/2, min(wobble(m), wavering*math.Abs(base)))*(1+1e-9)
	case Times:
		return base <= 0 || !multiple(now/base, cl.verb.Factor, cl.firm)
	}
	return false
}

const (
	// steady is how far a value may move, of itself, and still be said to have held.
	steady = 0.03
	// wavering is how far it may where it goes to and fro like that all the time.
	wavering = 0.05
)

// multiple reports whether a ratio may be called a multiple: "doubled" is from 1.8 to 2.3 times, "more than doubled" 2 or
// more, "nearly doubled" from 1.7 on.
func multiple(ratio, factor float64, firm string) bool {
	down := factor < 1
	if down {
		ratio, factor = 1/ratio, 1/factor
	}
	low, high := factor*0.9, factor*1.15
	switch firm {
	case "more":
		low, high = factor*0.98, math.Inf(1)
	case "less":
		low, high = 1, factor*1.02
	case "nearly":
		low, high = factor*0.82, factor*1.1
	}
	return ratio >= low && ratio <= high
}

// noise is the usual change of a metric from one period to the next: the median of its absolute differences.
func noise(m *metric.Metric) float64 {
	points := m.Actual().Points
	if len(points) < 4 {
		return 0
	}
	d := make([]float64, len(points)-1)
	for i := range d {
		d[i] = math.Abs(points[i+1].Value - points[i].Value)
	}
	slices.Sort(d)
	return d[len(d)/2]
}

// wobble is how far the steps of a metric usually are from its usual step: little for one that grows steadily, however
// fast, and as much as the noise for one that goes to and fro.
func wobble(m *metric.Metric) float64 {
	points := m.Actual().Points
	if len(points) < 4 {
		return 0
	}
	d := make([]float64, len(points)-1)
	for i := range d {
		d[i] = points[i+1].Value - points[i].Value
	}
	slices.Sort(d)
	usual := d[len(d)/2]
	for i := range d {
		d[i] = math.Abs(d[i] - usual)
	}
	slices.Sort(d)
	return d[len(d)/2]
}

// small reports whether a last step against the claim is no more than the metric's noise while its year bears the claim
// out: then a reader sees what the writer saw.
func (c *checker) small(cl claim, pr pair) bool {
	if math.Abs(pr.to.Value-pr.base.Value) > noise(cl.metric)/2 && !c.r.figures.Format().Alike(pr.to.Value, pr.base.Value, cl.metric.Unit) {
		return false
	}
	points := cl.metric.Actual().Points
	end := indexOf(points, pr.to.Period)
	return end > 1 && !c.untrue(cl, pair{points[max(0, end-12)], points[end]})
}

// contradict adds what two values say against a claim.
func (c *checker) contradict(cl claim, pr pair, usual bool) {
	m, f := cl.metric, c.r.figures.Format()
	did := "rose"
	switch {
	case f.Alike(pr.to.Value, pr.base.Value, m.Unit):
		did = "held"
	case pr.to.Value < pr.base.Value:
		did = "fell"
	}
	text := say.F("The sentence says %s %s; it %s from %s to %s.", m.Name, saying(cl), did, c.cell(m, pr.base), c.cell(m, pr.to))
	if did == "held" {
		text = say.F("The sentence says %s %s; it held, %s and %s.", m.Name, saying(cl), c.cell(m, pr.base), c.cell(m, pr.to))
	}
	view := "from " + pr.base.Period.Label()
	fix := "Say what it did, or write " + figure.Write(m.Name, "moved "+view, "") + ", which follows the numbers."
	if usual {
		view = ""
		fix = "Say what it did, write " + figure.Write(m.Name, "moved", "") + ", which follows the numbers, or name the period that is meant: “since …”."
	}
	found := Contradiction{Claim: cl.verb.Claim, Metric: m.Name, Text: text, Fix: fix}
	follows := did != "held" && cl.verb.Form == Moved && cl.first == cl.last && (cl.verb.Claim == Up || cl.verb.Claim == Down)
	if follows && !c.perfect(cl) && !cl.negated && cl.amount == nil {
		start, end := c.p.words[cl.first].start, c.p.words[cl.last].end
		found.Edit = edit(start, end, c.p.text[start:end], figure.Write(m.Name, joinView("verb", view), ""))
	}
	c.add(cl, found)
}

func joinView(view, rest string) string {
	if rest == "" {
		return view
	}
	return view + " " + rest
}

// perfect reports whether a verb follows “has”, where a sentence view would not fit.
func (c *checker) perfect(cl claim) bool {
	for k := cl.first - 1; k >= 0 && k >= cl.first-2; k-- {
		if auxiliaries[c.p.words[k].lower] {
			return true
		}
	}
	return false
}

func (c *checker) add(cl claim, found Contradiction) {
	found.Start, found.End = c.p.words[cl.first].start, c.p.words[cl.last].end
	found.Said = cl.said
	c.found = append(c.found, found)
}

// cell prints a value with its period and its cell: "12.9% (Sep 2026, M4)".
func (c *checker) cell(m *metric.Metric, p metric.Point) string {
	where := p.Period.Label()
	if p.Cell != "" {
		where += ", " + p.Cell
	}
	return c.r.figures.Format().Value(p.Value, m.Unit) + " (" + where + ")"
}

// saying puts a claim in the words of the finding: "rose", "is up", "had a drop".
func saying(cl claim) string {
	if cl.negated {
		return "did not: “" + cl.said + "”"
	}
	switch cl.verb.Form {
	case Adverb, Ongoing:
		return "is " + cl.said
	case Noun:
		return "had a " + cl.said
	}
	return cl.said
}

// judgeStreak checks "for the third month in a row" where the last step bears the verb out.
func (c *checker) judgeStreak(cl claim, pr pair) {
	points := cl.metric.Actual().Points
	end := indexOf(points, pr.to.Period)
	for k := range cl.streak {
		i := end - k
		if i < 1 || points[i-1].Period != points[i].Period.Add(-1) {
			return // the metric does not reach back that far
		}
		step := pair{points[i-1], points[i]}
		if !c.untrue(cl, step) {
			continue
		}
		m := cl.metric
		c.add(cl, Contradiction{
			Claim: cl.verb.Claim, Metric: m.Name,
			Text: say.F("The sentence says %s %s %d times in a row; from %s to %s it did not.", m.Name, saying(cl), cl.streak,
				c.cell(m, step.base), c.cell(m, step.to)),
			Fix: say.F("Count again: it has done so %d in a row.", k),
		})
		return
	}
}

// judgeBenchmark checks "ahead of plan", "below target", "missed budget".
func (c *checker) judgeBenchmark(s int, cl claim) {
	m := cl.metric
	at, ok := c.benchmarkPeriod(s, cl)
	if !ok {
		return
	}
	v, err := benchmarkOf(m, cl.benchmark, at)
	if err != nil {
		return
	}
	d := v.Number
	if c.r.figures.Format().Alike(v.Terms[0].Point.Value, v.Terms[1].Point.Value, m.Unit) {
		d = 0
	}
	if c.onItsSide(cl, d, v.Terms[1].Point.Value) {
		return
	}
	is := "above"
	switch {
	case d == 0:
		is = "level with"
	case d < 0:
		is = "below"
	}
	now, base := v.Terms[0].Point, v.Terms[1].Point
	what := "its " + cl.benchmark
	if cl.benchmark == "prior year" {
		what = "the year before,"
	}
	against := c.r.figures.Format().Value(base.Value, m.Unit)
	if base.Cell != "" {
		against += " (" + base.Cell + ")"
	}
	c.add(cl, Contradiction{
		Claim: cl.verb.Claim, Metric: m.Name,
		Text: say.F("The sentence puts %s “%s” %s; at %s it is %s %s %s.", m.Name, cl.said, cl.benchmark, c.cell(m, now), is, what, against),
		Fix:  "Say on which side it is, or write " + figure.Write(m.Name, viewOfBenchmark[cl.benchmark], "") + ", which follows the numbers.",
	})
}

// onItsSide reports whether a distance from a benchmark is on the side that a claim puts it on.
func (c *checker) onItsSide(cl claim, d, base float64) bool {
	if cl.verb.Claim == Level {
		return math.Abs(d) <= steady*math.Abs(base) != cl.negated
	}
	side := c.side(cl)
	switch {
	case side == 0:
		return true
	case cl.verb.Claim == Within: // at least as good as the benchmark
		return (d*side >= 0) != cl.negated
	}
	return d*side > 0 != cl.negated
}

// benchmarkPeriod returns the period that a comparison is made for, zero for the latest; false where it speaks of another
// stretch of time, or of a plan for one.
func (c *checker) benchmarkPeriod(s int, cl claim) (at metric.Period, ok bool) {
	if cl.to != nil {
		at = cl.to.Value.Period
	}
	points := cl.metric.Actual().Points
	for _, mo := range c.moments(s, cl.first) {
		if sinceWords[mo.by] || pointing[mo.by] == "from" || cl.benchmark == "prior year" {
			continue
		}
		if mo.relative != "" || c.hasVerb(min(cl.last+1, mo.first), mo.first) {
			return at, false
		}
		first, last := within(cl.metric, points, mo)
		if first < 0 || first != last || cl.to != nil && points[last].Period != at {
			return at, false
		}
		at = points[last].Period
	}
	return at, true
}

// side returns on which side of its benchmark a claim puts its metric: +1 above, −1 below, 0 where that is open.
func (c *checker) side(cl claim) float64 {
	switch cl.verb.Claim {
	case Above:
		return 1
	case Below:
		return -1
	case Within:
		switch {
		case cl.metric.Polarity == metric.LowerBetter || withinWords[c.p.words[cl.first].lower]:
			return -1
		case cl.metric.Polarity == metric.Neutral && cl.metric.Unit.Kind == metric.Currency:
			return 0 // costs or sales
		}
		return 1
	}
	side := 1.0
	if cl.verb.Claim == Missed {
		side = -1
	}
	if cl.metric.Polarity == metric.Neutral && worthWords[c.p.words[cl.first].lower] {
		return 0 // nobody has said which side is the better one
	}
	if cl.metric.Polarity != metric.LowerBetter {
		return side
	}
	if eitherWay[c.p.words[cl.first].lower] {
		return 0
	}
	return -side
}

var (
	// withinWords say that less is meant, whatever is good: "within budget".
	withinWords = language.Set("form.within")
	// worthWords compare by worth and not by size: "better than plan".
	worthWords = language.Set("form.worth")
	// eitherWay are said of less as of more where less is better: "exceeded its target".
	eitherWay = language.Set("form.either-way")
)

var viewOfBenchmark = map[string]string{"plan": "vs plan", "target": "vs target", "forecast": "vs plan", "prior year": "vs prior year"}

// benchmarkOf returns how far a metric is from a benchmark. A target may be called a plan, and the other way round, where
// the metric has only one of them.
func benchmarkOf(m *metric.Metric, benchmark string, at metric.Period) (metric.Value, error) {
	switch benchmark {
	case "prior year":
		return m.VsPriorYear(at)
	case "target":
		if m.Target == nil {
			return m.VsPlan(at)
		}
		return m.VsTarget(at)
	case "plan":
		if m.In(metric.PL) == nil {
			return m.VsTarget(at)
		}
		return m.VsPlan(at)
	}
	return metric.Value{}, metric.ErrNoPlan
}
