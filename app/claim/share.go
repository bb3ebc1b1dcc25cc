package claim

import (
	"math"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/say"
)

// judgeShare checks a part in words, "nine in ten", "most of", against the percentage that its part of the sentence is of.
func (c *checker) judgeShare(s int, m match) {
	x, now, ok := c.shareOf(s, m)
	if !ok {
		return
	}
	want := m.share()
	if want <= 0 || want >= 1 || c.isOfTime(m, c.p.sentence(s).end) {
		return
	}
	firm := firmness(c.p.words, m.first, c.p.sentence(s).start)
	part := c.clause(c.p.sentence(s), m.first)
	other := c.p.saysIn(part, otherSide)
	is := func(v float64) bool {
		switch m.arg(0) {
		case "more":
			return v > want-0.005
		case "less":
			return v < want+0.005
		}
		return nearShare(v, want, firm)
	}
	if is(now.Value) || other && is(1-now.Value) {
		return
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says “%s”; %s is %s.", c.words(m), x.Name, c.cell(x, now)),
		Fix:  say.T("Say the part that it is."),
	})
}

// share returns the part that a form names: "two thirds", "nine in ten", "every third", or the bound of "most".
func (m *match) share() float64 {
	switch {
	case len(m.form.args) > 1:
		return number(m.form.args[1])
	case m.arg(0) == "of" && m.times > 0: // times holds the whole
		return m.number / m.times
	case m.part == 0 && m.number > 1:
		return 1 / m.number
	}
	return m.part
}

// shareOf returns the metric and the value that a part in words is of: the percentage printed beside it, or that of its
// subject.
func (c *checker) shareOf(s int, m match) (x *metric.Metric, now metric.Point, ok bool) {
	part := c.withAside(s, c.clause(c.p.sentence(s), m.first))
	for k := m.last; k+1 < part.end; k++ {
		if c.p.words[k].after == "," && clauseJoins[c.p.words[k+1].lower] { // what follows is said of something else
			part.end = k + 1
		}
	}
	if k := c.figureNear(m, part); k >= 0 {
		if a := c.level(k); a != nil && a.Metric.Unit.Kind == metric.Percent {
			return a.Metric, a.Value.Terms[0].Point, true
		}
		return nil, now, false
	}
	if all, _ := c.metricsIn(s, part); len(all) == 0 {
		return nil, now, false
	}
	if x = c.about(s, m.first); x == nil || x.Unit.Kind != metric.Percent {
		return nil, now, false
	}
	at := c.spokenOf(s, x, m)
	if at < 0 {
		return nil, now, false
	}
	return x, x.Actual().Points[at], true
}

// isOfTime reports whether a part is one of a stretch of time: "half of the year".
func (c *checker) isOfTime(m match, end int) bool {
	for k := m.last + 1; k < end && k <= m.last+2; k++ {
		if w := c.p.words[k].lower; timeUnits[w] || calendarUnits[w] != "" {
			return true
		}
	}
	return false
}

// writeView returns the figure of another view of the same metric.
func writeView(a *figure.Answer, view string) string {
	return figure.Write(a.Metric.Name, view, a.Format)
}

// nearShare reports whether a share may be called a part in words.
func nearShare(v, want float64, firm string) bool {
	slack := max(0.04, want*0.08)
	switch firm {
	case "more":
		return v > want-0.005 && v < want+0.25
	case "less":
		return v < want+0.005 && v > want-0.25
	case "nearly":
		return v > want-0.08 && v < want+0.02
	}
	return math.Abs(v-want) <= slack
}

// otherSide are words that turn a share into what is left of it: "one in four rooms stands empty".
var otherSide = language.Set("form.other-side")

// judgeAggregate checks that what is called an average or a total is one. A value of one period is no average of several.
func (c *checker) judgeAggregate(s int, m match) {
	part := c.clause(c.p.sentence(s), m.first)
	k := c.figureNear(m, part)
	if k < 0 {
		return
	}
	a := c.answer(k)
	if a == nil || a.View.Sentence || a.Value.Op != metric.OpLevel || a.Metric.Grain() == metric.GrainNone {
		return
	}
	x, points := a.Metric, a.Metric.Actual().Points
	if len(points) < 3 || c.named(x, m) {
		return
	}
	if !c.isAggregate(s, m, a, part) {
		return
	}
	what := "total"
	if m.arg(0) == "average" {
		what = "average"
	}
	found := Contradiction{
		Text: say.F("The sentence says “%s”; %s is the value of one %s, %s.", c.words(m), a.Raw, x.Grain(), c.cell(x, a.Value.Terms[0].Point)),
		Fix:  "Write " + writeView(a, what) + ", or name the period that the value is of.",
	}
	if v, ok := c.r.figures.Preview(writeView(a, what)); ok {
		found.Fix = "Write " + writeView(a, what) + ", which is " + v + ", or name the period that the value is of."
		found.edit(c.p.tokens[c.p.words[k].figure], writeView(a, what))
	}
	c.report(m, x, found)
}

// isAggregate reports whether a form calls the value of one period an average or a total of several.
func (c *checker) isAggregate(s int, m match, a *figure.Answer, part span) bool {
	x, long := a.Metric, c.longTime(s, a.Metric, part)
	if m.arg(0) == "average" {
		if !long && (c.dates(s, part) || x.Unit.Kind == metric.Duration || x.Unit.Kind == metric.Number) {
			return false
		}
		mean, err := x.Average(metric.Period{})
		return err == nil && !c.r.figures.Format().Alike(mean.Number, a.Value.Number, x.Unit)
	}
	if x.Unit.Kind == metric.Percent || c.dates(s, part) {
		return false
	}
	if m.arg(0) == "whole" {
		return x.Additive()
	}
	return long || m.arg(1) == "sum"
}

// longTime reports whether a part of a sentence names a time of several of a metric's periods, "over the year".
func (c *checker) longTime(s int, x *metric.Metric, part span) bool {
	if c.p.saysIn(part, longTimes) {
		return true
	}
	for _, mo := range c.p.periodsOf(s) {
		if mo.first < part.start || mo.last >= part.end {
			continue
		}
		if mo.relative == "since january" || sinceWords[mo.by] {
			return true
		}
		if first, last := within(x, x.Actual().Points, mo); first >= 0 && first < last && mo.relative == "" {
			return true
		}
	}
	return false
}

// dates reports whether a part of a sentence names one period for what it says: "in October".
func (c *checker) dates(s int, part span) bool {
	for _, mo := range c.p.periodsOf(s) {
		if mo.first >= part.start && mo.last < part.end && !sinceWords[mo.by] && (mo.bare.Grain == metric.Month || mo.period.Grain == metric.Month) {
			return true
		}
	}
	return false
}

// longTimes are the words that tell of the whole year.
var longTimes = language.Set("form.long-times")

// figureNear returns the figure nearest to a form in a part of a sentence, those behind it first; −1 without one.
func (c *checker) figureNear(m match, part span) int {
	for k := m.first; k < part.end; k++ {
		if c.p.words[k].figure >= 0 {
			return k
		}
	}
	for k := m.first - 1; k >= part.start; k-- {
		if c.p.words[k].figure >= 0 {
			return k
		}
	}
	return -1
}

// named reports whether the name of a metric has a word of a form: the average order value is an average as it is.
func (c *checker) named(x *metric.Metric, m match) bool {
	name := map[string]bool{}
	for _, w := range splitWords(x.Name) {
		name[w] = true
	}
	if m.form.kind == "unit" && (name["per"] || name["pro"] || name["par"] || name["price"] || name["rate"]) {
		return true
	}
	for _, w := range averageNames {
		if name[w.Text] {
			return true
		}
	}
	return false
}

// averageNames are words in the names of metrics that are averages or amounts for each of something already.
var averageNames = language.Words("form.average-names")

// judgeUnit checks "each room night costs us {…}" beside a total.
func (c *checker) judgeUnit(s int, m match) {
	part := c.clause(c.p.sentence(s), m.first)
	k := c.figureNear(m, part)
	if k < 0 {
		return
	}
	a := c.level(k)
	if a == nil || c.named(a.Metric, m) || a.Metric.Unit.Kind != metric.Currency && a.Metric.Unit.Kind != metric.Count {
		return
	}
	x := a.Metric
	if m.unit != "" && (!x.Additive() || sameUnit(m.unit, x.Grain())) { // "a day" beside what is counted by month
		return
	}
	c.report(m, x, Contradiction{
		Text: say.F("The sentence says “%s”; %s is the whole of %s, %s.", c.words(m), a.Raw, x.Name, c.cell(x, a.Value.Terms[0].Point)),
		Fix:  say.T("Say it of the whole, or bring a metric that is counted for each."),
	})
}

func sameUnit(unit string, grain metric.Grain) bool { return unit == grain.String() }
