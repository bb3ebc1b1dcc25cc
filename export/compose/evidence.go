package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
)

// The places of the evidence.
const (
	heroPlace  = brief.Place("evidence.hero")
	quotePlace = brief.Place("evidence.quote")
)

// evidence is the right-hand side of the page, resolved: a number or a quote, and a chart.
type evidence struct {
	hero   *hero
	quote  *brief.Quote
	chart  *chart.Spec
	visual *visual // what the chart was built from

	used    []usedPoints            // what the chart shows
	targets map[*metric.Metric]bool // the metrics whose target is printed
}

// usedPoints are the points of one series that are drawn.
type usedPoints struct {
	metric *metric.Metric
	series *metric.Series
	points []metric.Point
}

// hero is the one number of the page.
type hero struct {
	metric  *metric.Metric
	partial bool // its latest period is not over
	name    string
	value   *figure.Entry
	when    string // "Oct 2026", and "2029, plan" for what is no actual value
	changes []change
}

// change is the hero compared with something, in words.
type change struct {
	entry   *figure.Entry
	against string // "vs Sep 2026"
	moved   int    // +1 up, −1 down, 0 where nothing to speak of
	good    int    // +1, −1, or 0 where that is not for us to say
}

// gather resolves the evidence.
func (c *composer) gather() *evidence {
	e := &evidence{targets: map[*metric.Metric]bool{}}
	proof := c.brief.Evidence
	switch {
	case strings.TrimSpace(proof.Hero) != "":
		e.hero = c.heroOf(e, proof.Hero)
	case proof.Quote != nil && c.has("evidence.quote"):
		e.quote = proof.Quote
		for _, part := range []brief.Field{
			{Place: "evidence.quote.role", Text: e.quote.Role},
			{Place: "evidence.quote.segment", Text: e.quote.Segment},
			{Place: "evidence.quote.date", Text: e.quote.Date},
			{Place: "evidence.quote.similar", Text: e.quote.Similar},
			{Place: "evidence.quote.consent", Text: e.quote.Consent},
		} {
			c.gate(part.Place, part.Text)
		}
	}
	if proof.Chart != nil {
		c.chartOf(e, proof.Chart)
	}
	return e
}

// heroOf resolves the hero as the figures it is made of, so that its numbers are in the ledger like any other.
func (c *composer) heroOf(e *evidence, name string) *hero {
	const place = heroPlace
	m := c.brief.Metric(name)
	if m == nil {
		c.problem(place, "hero-metric", "Choose one of the brief's metrics as hero, or import the file that holds it.",
			"The hero is “%s”, and the brief has no metric of that name.", name)
		return nil
	}
	if p, ok := m.Actual().Latest(); ok && p.Period.IsZero() {
		c.problem(place, "hero-categories", "Choose a metric over time as hero, and show this one as bars.",
			"The hero “%s” has one value for each category, so there is no one number to print.", m.Name)
		return nil
	}
	compared := c.figures.Comparisons(m)
	format := ""
	if e := c.written(m); e != nil {
		format = e.Format
	}
	fields := []brief.Field{{Place: place, Text: figure.Write(m.Name, "", format)}}
	for _, cmp := range compared {
		fields = append(fields, brief.Field{Place: place, Text: figure.Write(m.Name, cmp.View, "")})
	}
	texts := c.oneScale(fields)
	value := texts[0]
	c.findings = append(c.findings, value.Findings...)
	if len(value.Findings) > 0 || len(value.Pieces) == 0 || value.Pieces[0].Entry == nil {
		return nil
	}
	c.gate(place, m.Name+value.String())
	h := &hero{metric: m, name: m.Name, value: value.Pieces[0].Entry, when: value.Pieces[0].Entry.AsOf.Label()}
	if last, ok := m.Actual().Latest(); ok {
		h.partial = (&visual{c: c}).partial(m.Actual(), last)
	}
	if sc := m.Actual().Scenario; sc != metric.AC {
		h.when += ", " + scenarioWord(sc)
	}
	for i, cmp := range compared {
		entry := texts[i+1].Pieces[0].Entry
		ch := change{entry: entry, against: cmp.Against}
		if cmp.View == "vs target" {
			e.targets[m] = true
		}
		// What rounds to nothing has no direction: the sign on paper decides.
		switch {
		case strings.HasPrefix(entry.Text, "+"):
			ch.moved = 1
		case strings.HasPrefix(entry.Text, "−"):
			ch.moved = -1
		}
		ch.good = m.Polarity.Good(float64(ch.moved))
		h.changes = append(h.changes, ch)
	}
	return h
}

// oneScale resolves the hero's number and what it is compared with as one block, €2.85M and +€0.85M, unless that would
// change the number itself: $12.6M stays beside +$4,200.
func (c *composer) oneScale(fields []brief.Field) []figure.Text {
	if c.figures.ShareScale(fields[0], fields[1:]...) {
		return c.resolve(fields...)
	}
	texts := make([]figure.Text, len(fields))
	for i, f := range fields {
		texts[i] = c.resolve(f)[0]
	}
	return texts
}
