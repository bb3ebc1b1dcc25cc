package refresh

import (
	"fmt"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/figure"
	"throughline/app/metric"
)

// SentenceChange is a sentence that the new numbers make untrue, or that must be read again because of them.
type SentenceChange struct {
	Place brief.Place `json:"place"`
	Text  string      `json:"text"` // the sentence as written
	Why   string      `json:"why"`
	Code  string      `json:"code"` // the coach's, or "restated", "typed-number"
}

// untrue are the coach's findings that say a sentence is not true, beside all that are errors. What is only unclear or
// could be told better was so before.
var untrue = map[string]bool{"contradiction": true, "consistency": true}

// sentences lists, in reading order, what is not true any more: what the coach finds now and did not find before, figures
// of a fixed period whose value was restated, and typed numbers that equalled a figure and do so no longer.
func (c *comparison) sentences(day time.Time) []SentenceChange {
	var list []SentenceChange
	add := func(s SentenceChange) {
		for _, x := range list {
			if x.Place == s.Place && x.Text == s.Text && x.Code == s.Code {
				return
			}
		}
		list = append(list, s)
	}
	found := c.newFindings(day)
	for _, f := range c.before.Fields() {
		for _, finding := range found {
			if finding.Place == f.Place {
				add(SentenceChange{f.Place, sentenceOf(f.Text, finding), finding.Text, finding.Code})
			}
		}
		for i, was := range c.was {
			if was.place == f.Place && was.entry != nil && c.is[i].entry != nil && was.text != c.is[i].text && was.entry.Dated() {
				add(SentenceChange{
					f.Place, was.sentence, fmt.Sprintf("%s restated %s → %s.", was.entry.AsOf.Label(), was.text, c.is[i].text), "restated",
				})
			}
		}
		for _, s := range c.typed(f) {
			add(s)
		}
	}
	return list
}

// newFindings returns the findings that hold after and did not before.
func (c *comparison) newFindings(day time.Time) []brief.Finding {
	type kind struct {
		code  string
		place brief.Place
		text  string
	}
	of := func(b *brief.Brief, f brief.Finding) kind {
		text, _ := b.Text(f.Place)
		return kind{f.Code, f.Place, sentenceOf(text, f)}
	}
	before := map[kind]int{}
	for _, f := range coach.ReviewAt(c.before, day) {
		before[of(c.before, f)]++
	}
	var list []brief.Finding
	for _, f := range coach.ReviewAt(c.after, day) {
		k := of(c.after, f)
		if before[k]--; before[k] < 0 && (f.Severity == brief.Error || untrue[f.Code]) {
			list = append(list, f)
		}
	}
	return list
}

// sentenceOf returns the sentence of a text that a finding speaks of: the one it quotes, or the whole text.
func sentenceOf(text string, f brief.Finding) string {
	found := text
	for _, s := range brief.Sentences(text) {
		if strings.Contains(f.Text, strings.TrimRight(s, ".!?")) && (found == text || len(s) > len(found)) {
			found = s
		}
	}
	return found
}

// typed lists the sentences whose typed numbers equalled a figure that prints something else now.
func (c *comparison) typed(f brief.Field) []SentenceChange {
	var list []SentenceChange
	was := figure.New(c.before)
	for _, t := range was.Typed(f.Text) {
		if t.Figure == "" {
			continue
		}
		aside := brief.Field{Place: f.Place, Text: t.Figure}
		old, now := was.Field(aside.Place, aside.Text), figure.New(c.after).Field(aside.Place, aside.Text)
		sentence := brief.SentenceAt(f.Text, t.Start)
		if old.String() == now.String() || len(old.Pieces) == 0 || old.Pieces[0].Entry == nil || says(sentence, old.Pieces[0].Entry.AsOf) {
			continue
		}
		why := fmt.Sprintf("“%s” is typed by hand and equalled %s, which is %s now.", t.Text, t.Figure, now.String())
		if len(now.Findings) > 0 {
			why = fmt.Sprintf("“%s” is typed by hand and equalled %s, which has no value any more.", t.Text, t.Figure)
		}
		list = append(list, SentenceChange{f.Place, sentence, why, "typed-number"})
	}
	return list
}

// says reports whether a sentence names a period, so that a number of that period stays true in it when others follow.
func says(sentence string, p metric.Period) bool {
	if p.IsZero() {
		return false
	}
	label := strings.ToLower(p.Label())
	name, _, _ := strings.Cut(label, " ")
	for _, w := range words(sentence) {
		if w == name || len(name) == 3 && p.Grain == metric.Month && strings.HasPrefix(w, name) && len(w) > 3 {
			return true
		}
	}
	return strings.Contains(strings.ToLower(sentence), label)
}
