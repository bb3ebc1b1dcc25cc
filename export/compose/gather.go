package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/block"
	"throughline/export/visual"
)

// gather resolves the evidence.
func (c *composer) gather() *block.Exhibits {
	e := &block.Exhibits{Targets: map[*metric.Metric]bool{}}
	proof := c.Brief.Evidence
	switch {
	case strings.TrimSpace(proof.Hero) != "":
		e.Hero = c.heroOf(e, proof.Hero)
	case proof.Quote != nil && c.Has("evidence.quote"):
		e.Quote = proof.Quote
		for _, part := range []brief.Field{
			{Place: "evidence.quote.role", Text: e.Quote.Role},
			{Place: "evidence.quote.segment", Text: e.Quote.Segment},
			{Place: "evidence.quote.date", Text: e.Quote.Date},
			{Place: "evidence.quote.similar", Text: e.Quote.Similar},
			{Place: "evidence.quote.consent", Text: e.Quote.Consent},
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
func (c *composer) heroOf(e *block.Exhibits, name string) *block.Hero {
	const place = block.HeroPlace
	m := c.Brief.Metric(name)
	if m == nil {
		c.Problem(place, "hero-metric", "Choose one of the brief's metrics as hero, or import the file that holds it.",
			"The hero is “%s”, and the brief has no metric of that name.", name)
		return nil
	}
	if p, ok := m.Actual().Latest(); ok && p.Period.IsZero() {
		c.Problem(place, "hero-categories", "Choose a metric over time as hero, and show this one as bars.",
			"The hero “%s” has one value for each category, so there is no one number to print.", m.Name)
		return nil
	}
	compared := c.Figures.Comparisons(m)
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
	c.Findings = append(c.Findings, value.Findings...)
	if len(value.Findings) > 0 || len(value.Pieces) == 0 || value.Pieces[0].Entry == nil {
		return nil
	}
	c.gate(place, m.Name+value.String())
	h := &block.Hero{Metric: m, Name: m.Name, Value: value.Pieces[0].Entry, When: value.Pieces[0].Entry.AsOf.Label()}
	if last, ok := m.Actual().Latest(); ok {
		h.Partial = c.maker().Partial(m.Actual(), last)
	}
	if sc := m.Actual().Scenario; sc != metric.AC {
		h.When += ", " + visual.ScenarioWord(sc)
	}
	for i, cmp := range compared {
		entry := texts[i+1].Pieces[0].Entry
		ch := block.Change{Entry: entry, Against: cmp.Against}
		if cmp.View == "vs target" {
			e.Targets[m] = true
		}
		// What rounds to nothing has no direction: the sign on paper decides.
		switch {
		case strings.HasPrefix(entry.Text, "+"):
			ch.Moved = 1
		case strings.HasPrefix(entry.Text, "−"):
			ch.Moved = -1
		}
		ch.Good = m.Polarity.Good(float64(ch.Moved))
		h.Changes = append(h.Changes, ch)
	}
	return h
}

// oneScale resolves the hero's number and what it is compared with as one block, €2.85M and +€0.85M, unless that would
// change the number itself: $12.6M stays beside +$4,200.
func (c *composer) oneScale(fields []brief.Field) []figure.Text {
	if c.Figures.ShareScale(fields[0], fields[1:]...) {
		return c.resolve(fields...)
	}
	texts := make([]figure.Text, len(fields))
	for i, f := range fields {
		texts[i] = c.resolve(f)[0]
	}
	return texts
}
