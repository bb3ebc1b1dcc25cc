package compose

import (
	"slices"
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
	} else {
		c.proposeChart(e)
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
	h, findings := c.measured(e, place, m)
	c.Findings = append(c.Findings, findings...)
	return h
}

// measured resolves the latest value of a metric and what it is compared with; nil with the reasons where it has none.
func (c *composer) measured(e *block.Exhibits, place brief.Place, m *metric.Metric) (*block.Hero, []brief.Finding) {
	last, ok := m.Actual().Latest()
	partial := ok && c.maker().Partial(m.Actual(), last)
	var compared []figure.Comparison
	if !partial { // what is not over is less than any whole period or plan
		compared = c.comparisons(m)
	}
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
	if len(value.Findings) > 0 || len(value.Pieces) == 0 || value.Pieces[0].Entry == nil {
		return nil, value.Findings
	}
	c.gate(place, m.Name+value.String())
	h := &block.Hero{Metric: m, Name: m.Name, Value: value.Pieces[0].Entry, When: c.Words.Period(value.Pieces[0].Entry.AsOf), Partial: partial, Apart: partial}
	if partial {
		h.When = c.Words.Line(c.maker().SoFar(m.Actual(), last))
	}
	if sc := m.Actual().Scenario; sc != metric.AC {
		h.When, h.Apart = h.When+", "+c.T(visual.ScenarioWord(sc)), true
	}
	for i, cmp := range compared {
		entry := texts[i+1].Pieces[0].Entry
		ch := block.Change{Entry: entry, Against: c.Words.Line(cmp.Against)}
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
	return h, nil
}

// comparisons returns what a metric is compared with: the period that the text counts from, or names beside the latest
// one, takes the place of the one before.
func (c *composer) comparisons(m *metric.Metric) []figure.Comparison {
	compared := c.Figures.Comparisons(m)
	if from := c.toldBase(m); !from.IsZero() && len(compared) > 0 && compared[0].View == "change" {
		compared[0] = figure.Comparison{View: "change from " + from.Label(), Against: "vs " + from.Label()}
	}
	return compared
}

// toldBase returns the period that the text compares the latest value of a metric with, zero where it tells none.
func (c *composer) toldBase(m *metric.Metric) metric.Period {
	last, _ := m.Actual().Latest()
	var named metric.Period
	for _, e := range c.Figures.Ledger() {
		if e.Metric != m.Name || e.Kind != figure.Figure || e.Role != figure.RoleText {
			continue
		}
		view, _, _ := strings.Cut(e.View, " ")
		if e.AsOf == last.Period && e.Base.Grain == e.AsOf.Grain && slices.Contains(countedViews, view) {
			return e.Base
		}
		if named.IsZero() && e.AsOf.Grain == last.Period.Grain && e.AsOf.Before(last.Period) && e.View == e.AsOf.Label() {
			named = e.AsOf
		}
	}
	return named
}

// countedViews are the views that tell how a metric moved since another period.
var countedViews = []string{"change", "growth", "moved", "verb"}

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
