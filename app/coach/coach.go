// Package coach reads a brief as a leadership team would and names what they would trip over: a missing ask, a number
// nobody can follow, a sentence that hedges. Its rules are a table. It changes nothing, knows no window, and stays silent
// on a brief that is ready: a finding that is wrong once is not believed again.
//
// Beside the findings it ranks the metrics by how much they have to say ([Rank]), proposes the chart for a sentence
// ([Advise]), and reads a brief as an executive does ([CFO]).
package coach

import (
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/app/say"
)

// Review returns the findings of a brief: figures that do not resolve first, then the rules in the order of Rules, each
// in reading order. It answers none for an empty brief, which needs writing and not advice.
func Review(b *brief.Brief) []brief.Finding { return ReviewAt(b, time.Time{}) }

// ReviewAt is Review on a day, which decides what is stale. Without a day the brief is measured against itself: what its
// other metrics have left behind is stale whatever day it is.
func ReviewAt(b *brief.Brief, day time.Time) []brief.Finding {
	return ReviewWith(claim.New(figure.New(b), b), b, day)
}

// ReviewWith is ReviewAt with a reader of the brief that others have used already: what it read is not read again.
func ReviewWith(claims *claim.Reader, b *brief.Brief, day time.Time) []brief.Finding {
	if b.IsEmpty() {
		return nil
	}
	r := newReview(claims, b, day)
	for _, f := range b.Fields() {
		r.findings = append(r.findings, r.texts[f.Place].Findings...)
	}
	for i := range Rules {
		if !Rules[i].Quiet {
			r.apply(&Rules[i])
		}
	}
	for _, rule := range kindRules() {
		if !rule.Quiet {
			r.apply(&rule)
		}
	}
	return r.findings
}

// review is one reading of a brief.
type review struct {
	brief    *brief.Brief
	day      time.Time // zero where none was given
	figures  *figure.Resolver
	claims   *claim.Reader
	texts    map[brief.Place]figure.Text
	ledger   []figure.Entry // of the texts, in reading order
	rule     *Rule
	findings []brief.Finding
}

func newReview(claims *claim.Reader, b *brief.Brief, day time.Time) *review {
	r := &review{brief: b, day: day, figures: claims.Figures(), claims: claims}
	r.texts = r.figures.Brief()
	r.ledger = r.figures.BriefLedger()
	return r
}

func (r *review) apply(rule *Rule) {
	r.rule = rule
	rule.check(r)
}

// find adds a finding of the current rule: what is wrong, then why it matters, then what to do. It answers the finding,
// which more can be said in until the next one.
func (r *review) find(place brief.Place, what, fix string) *brief.Finding {
	if r.rule.Why != "" {
		what += " " + say.T(r.rule.Why)
	}
	r.findings = append(r.findings, brief.Finding{
		Severity: r.rule.Severity, Code: r.rule.Code, Place: place, Text: what, Fix: fix,
	})
	return &r.findings[len(r.findings)-1]
}

// prose returns the fields whose words are the writer's own: headline, what is asked, leads and bodies.
func (r *review) prose() []brief.Field {
	var fields []brief.Field
	for _, f := range r.brief.Fields() {
		if f.Text != "" && f.Place != "ask.from" && f.Place != "ask.by" && f.Place != "evidence.quote" {
			fields = append(fields, f)
		}
	}
	return fields
}

// list joins names as people do: "a, b and c".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return say.F("%s and %s", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}
