package refresh

import (
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/coach"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// SentenceChange is a sentence that the new numbers make untrue, or that must be read again because of them.
type SentenceChange struct {
	Place brief.Place `json:"place"`
	Text  string      `json:"text"` // the sentence as written
	Why   string      `json:"why"`
	Code  string      `json:"code"` // "contradiction", "restated", "outdated", "typed-number", or that of the coach's error
	// Edit mends it without further thought; null where that takes some.
	Edit *brief.Edit `json:"edit"`
}

// sentences lists, in reading order, what is not true any more: figures that lost their value, words that the numbers
// contradict now and did not before, other errors the coach finds anew, figures of a fixed period whose value was
// restated, and typed numbers that equalled a figure and do so no longer.
func (c *comparison) sentences(day time.Time) []SentenceChange {
	var list []SentenceChange
	found := c.newFindings(day)
	for _, f := range c.before.Fields() {
		var here []SentenceChange
		here = append(here, c.contradicted(f)...)
		for _, finding := range found {
			s := SentenceChange{f.Place, sentenceOf(f.Text, finding), finding.Text, finding.Code, finding.Edit}
			if finding.Place == f.Place && !slices.ContainsFunc(here, func(x SentenceChange) bool { return x.Text == s.Text }) {
				here = append(here, s)
			}
		}
		for i, was := range c.was {
			is := c.is[i]
			if was.place == f.Place && was.entry != nil && is.entry != nil && was.text != is.text && was.entry.Dated() {
				why := say.F("%s restated %s → %s.", was.entry.AsOf.Label(), was.text, is.text)
				here = append(here, SentenceChange{f.Place, was.sentence, why, "restated", nil})
			}
		}
		here = append(here, c.typed(f)...)
		for i, s := range here {
			if !slices.ContainsFunc(here[:i], func(x SentenceChange) bool { return x.Text == s.Text && x.Code == s.Code }) {
				list = append(list, s)
			}
		}
	}
	return list
}

// notTold are texts that tell nothing of the numbers: a name, a date, and another person's words.
var notTold = map[brief.Place]bool{"ask.from": true, "ask.by": true, "evidence.quote": true}

// contradicted lists the sentences of a field whose verbs the numbers bore out before and do not now.
func (c *comparison) contradicted(f brief.Field) []SentenceChange {
	if notTold[f.Place] {
		return nil
	}
	type words struct {
		start, end int
		metric     string
	}
	before := map[words]bool{}
	for _, x := range c.oldClaims.Contradictions(f) {
		before[words{x.Start, x.End, x.Metric}] = true
	}
	var list []SentenceChange
	for _, x := range c.newClaims.Contradictions(f) {
		if !before[words{x.Start, x.End, x.Metric}] && x.Reason == "" {
			code := "contradiction"
			if x.Claim == claim.Dated { // a sentence that names the period of before
				code = "outdated"
			}
			list = append(list, SentenceChange{f.Place, brief.SentenceAt(f.Text, x.Start), x.Text, code, x.Edit})
		}
	}
	return list
}

// newFindings returns the coach's errors that hold after and did not before. Contradictions are looked for word by word,
// which tells two in one sentence apart.
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
		if before[k]--; before[k] < 0 && f.Severity == brief.Error && f.Code != "contradiction" {
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

// typed lists the sentences whose typed numbers surely equalled a figure that prints something else now.
func (c *comparison) typed(f brief.Field) []SentenceChange {
	if notTold[f.Place] {
		return nil
	}
	var list []SentenceChange
	was, is := c.old, c.new
	for _, t := range c.oldClaims.TypedAt(f) {
		if t.Figure == "" || !t.Sure || t.Reason != "" {
			continue
		}
		old := was.Field(f.Place, t.Figure)
		if len(old.Pieces) != 1 || old.Pieces[0].Entry == nil {
			continue
		}
		equals, e := t.Figure, old.Pieces[0].Entry
		sentence := brief.SentenceAt(f.Text, t.Start)
		if says(sentence, e.AsOf) && e.View == "latest" {
			equals = figure.Write(e.Metric, e.AsOf.Label(), "") // the number stays that period's, whatever follows
		}
		now := is.Field(f.Place, equals)
		if old.String() == now.String() {
			continue
		}
		why := say.F("“%s” is typed by hand and equalled %s, which is %s now.", t.Text, equals, now.String())
		if len(now.Findings) > 0 {
			why = say.F("“%s” is typed by hand and equalled %s, which has no value any more.", t.Text, equals)
		}
		list = append(list, SentenceChange{f.Place, sentence, why, "typed-number", nil})
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
