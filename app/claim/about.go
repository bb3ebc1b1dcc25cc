package claim

import (
	"strings"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
)

// about returns the metric that a form speaks of: its subject, or the only one that its part of the sentence names or
// prints; nil where that is open. What is said of "the line" is said of the chart.
func (c *checker) about(s, first int) *metric.Metric {
	if m := c.subject(s, first, true); m != nil {
		return m
	}
	part := c.clause(c.p.sentence(s), first)
	all, narrowed := c.metricsIn(s, part)
	if len(all) == 0 && !narrowed {
		all, narrowed = c.metricsIn(s, c.withAside(s, part))
	}
	switch {
	case narrowed:
		return nil
	case len(all) == 1 && all[0].Grain() != metric.GrainNone:
		return all[0]
	case len(all) == 0:
		return c.charted(s)
	}
	return nil
}

// withAside returns a part of a sentence with what is set apart behind it: "nine in ten ({…})", "nine in ten: {…}".
func (c *checker) withAside(s int, part span) span {
	bounds := c.p.sentence(s)
	for part.end < bounds.end && strings.ContainsAny(c.p.words[part.end-1].after+c.p.words[part.end].before, ":(") {
		part.end = c.clause(bounds, part.end).end
	}
	return part
}

// metricsIn returns the metrics that some words name or print, each once in their order, and whether one is named so that
// only a part of it is meant: "enterprise churn".
func (c *checker) metricsIn(s int, words span) (all []*metric.Metric, narrowed bool) {
	seen := map[*metric.Metric]bool{}
	add := func(m *metric.Metric) {
		if m != nil && !seen[m] {
			seen[m] = true
			all = append(all, m)
		}
	}
	for _, m := range c.r.mentions(c.p, s) {
		if m.first >= words.start && m.last < words.end {
			narrowed = narrowed || c.narrowed(m, c.p.sentence(s).start)
			add(m.metric)
		}
	}
	for k := words.start; k < words.end; k++ {
		if w := c.p.words[k]; w.figure >= 0 {
			add(c.shown(w))
		}
	}
	return all, narrowed
}

// charted returns the metric of the chart where a sentence speaks of its line, bars or picture.
func (c *checker) charted(s int) *metric.Metric {
	if !c.p.says(s, chartWords) {
		return nil
	}
	e := c.r.brief.Evidence
	if e.Chart != nil && len(e.Chart.Metrics) == 1 {
		return c.r.brief.Metric(e.Chart.Metrics[0])
	}
	return nil
}

// chartWords name a chart or what is drawn in it.
var chartWords = language.Set("form.chart-words")

// spokenOf returns the index of the point that a form is said of: that of a figure of the metric beside it, that of the
// period which its part of the sentence names, or the newest; −1 where that is open.
func (c *checker) spokenOf(s int, x *metric.Metric, m match) int {
	points := x.Actual().Points
	part := c.clause(c.p.sentence(s), m.first)
	for k := part.start; k < part.end; k++ {
		if a := c.level(k); a != nil && a.Metric == x {
			return indexOf(points, a.Value.Terms[0].Point.Period)
		}
	}
	for _, mo := range c.p.periodsOf(s) {
		if mo.first < part.start || mo.last >= part.end || mo.first <= m.last && mo.last >= m.first || mo.relative != "" {
			continue
		}
		if sinceWords[mo.by] || comparing[mo.by] || beforeLimits[mo.by] {
			continue
		}
		first, last := within(x, points, mo)
		if first < 0 || first != last {
			return -1
		}
		return last
	}
	return len(points) - 1
}

// beforeLimits are the words that put what is said before or after a period, and not into it.
var beforeLimits = language.Set("form.before-limits")

// level returns the figure at a word where it prints the value of one period; nil for any other word.
func (c *checker) level(k int) *figure.Answer {
	if c.p.words[k].figure < 0 {
		return nil
	}
	a := c.answer(k)
	if a == nil || a.View.Sentence || a.Indexed || a.Value.Op != metric.OpLevel || a.Metric.Grain() == metric.GrainNone {
		return nil
	}
	return a
}

// answer returns what the figure at a word says, nil for one that does not resolve.
func (c *checker) answer(k int) *figure.Answer { return c.p.answer(c.r.figures, c.p.words[k].figure) }

// words returns the words of a form as they were written, figures as they print.
func (c *checker) words(m match) string {
	text := c.p.text[c.p.words[m.first].start:c.p.words[m.last].end]
	if strings.Contains(text, "{") {
		text = c.r.figures.Shown(text)
	}
	return text
}

// report adds what the values say against a form.
func (c *checker) report(m match, x *metric.Metric, found Contradiction) {
	found.Start, found.End = c.p.words[m.first].start, c.p.words[m.last].end
	found.Said = c.p.text[found.Start:found.End]
	if x != nil {
		found.Metric = x.Name
	}
	found.Claim = Claim(m.form.kind)
	c.found = append(c.found, found)
}
