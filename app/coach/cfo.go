package coach

import (
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// Reading is a brief as an executive reads it: only what is read in half a minute, as it is printed, and what is asked
// then.
type Reading struct {
	Headline  string
	Ask       brief.Ask // its texts as they are printed
	Leads     [4]string // by beat
	Hero      HeroLine
	Questions []Question
}

// HeroLine is the one proof in a line.
type HeroLine struct {
	Name   string // the metric, or who is quoted
	Value  string // "12.4%", or the quote's words
	Change string // "+1.5 pp vs Sep 2026"; empty where there is none
	Good   int    // of the change: +1, −1, or 0 where that is open
}

// Question is something the reader will ask, with where the answer belongs.
type Question struct {
	Place  brief.Place
	Text   string
	Answer string // what to do about it
	Code   string // of the rule that asks
}

// CFO reads a brief as an executive would. Quiet rules ask here and nowhere else.
func CFO(b *brief.Brief) Reading {
	claims := claim.New(figure.New(b), b)
	figures := claims.Figures()
	texts := figures.Brief()
	at := func(p brief.Place) string { return strings.TrimSpace(texts[p].String()) }
	reading := Reading{Headline: at("headline"), Ask: brief.Ask{What: at("ask.what"), From: at("ask.from"), By: at("ask.by")}}
	for _, k := range brief.Beats {
		reading.Leads[k] = at(brief.PlaceOf(k, "lead"))
	}
	reading.Hero = heroLine(b, figures)
	if b.IsEmpty() {
		return reading
	}
	r := newReview(claims, b, time.Time{})
	for i := range Rules {
		if Rules[i].Asked {
			r.apply(&Rules[i])
		}
	}
	for _, rule := range kindRules() {
		if rule.Asked {
			r.apply(&rule)
		}
	}
	for _, f := range r.findings {
		text := say.T(RuleOf(f.Code).Question)
		switch {
		case f.Typed != nil:
			text = say.F("Where does “%s” come from?", f.Typed.Text)
		case text == "": // the sentence that it quotes is asked about as it is printed
			text = figures.Field("", strings.TrimSuffix(f.Text, " "+say.T(RuleOf(f.Code).Why))).String()
		}
		same := func(q Question) bool { return q.Text == text }
		if !slices.ContainsFunc(reading.Questions, same) {
			reading.Questions = append(reading.Questions, Question{Place: f.Place, Text: text, Answer: f.Fix, Code: f.Code})
		}
	}
	return reading
}

func heroLine(b *brief.Brief, figures *figure.Resolver) HeroLine {
	if q := b.Evidence.Quote; q != nil {
		return HeroLine{Name: strings.Trim(q.Role+", "+q.Segment, ", "), Value: q.Words}
	}
	m := b.Metric(b.Evidence.Hero)
	if m == nil {
		return HeroLine{}
	}
	h := HeroLine{Name: m.Name}
	f := figures.Format()
	v, err := m.Latest()
	if err != nil {
		return h
	}
	h.Value = f.Measured(v)
	if c, err := m.Change(metric.Period{}, metric.Period{}); err == nil {
		h.Change, h.Good = f.Measured(c)+" vs "+c.Base.Label(), m.Polarity.Good(c.Number)
	}
	return h
}
