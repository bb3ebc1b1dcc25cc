package figure

import (
	"strings"

	"throughline/app/brief"
)

// UnderCursor is what there is to say of the figure at a place in a text.
type UnderCursor struct {
	Token
	Entry *Entry // nil where the figure does not resolve
	Text  string // one sentence: its value, what it is of, and the cells; or why it does not resolve
	Fix   string // where it does not resolve, what to do
}

// Under returns the figure that a byte of a text belongs to, or false. A cursor right before or right behind the braces
// still counts. The ledger is left alone.
func (r *Resolver) Under(text string, offset int) (UnderCursor, bool) {
	tokens, _ := Scan(text)
	for _, t := range tokens {
		if offset < t.Start || offset > t.End {
			continue
		}
		u := UnderCursor{Token: t}
		a, problem := r.ask(t)
		if problem != nil {
			f := problem.in(brief.Field{Text: text}, t.Start)
			u.Text, u.Fix = f.Text, f.Fix
			return u, true
		}
		e := r.entry("", a)
		e.Print = r.printing(a, r.formats([]fieldFigures{{tokens: []Token{t}, figures: []*asked{a}}}))
		e.Text = a.print(e.Print)
		u.Entry, u.Text = &e, e.Trail()
		return u, true
	}
	return UnderCursor{}, false
}

// Trail says in words where an entry comes from: "12.4% is Trial conversion for Oct 2026, from metrics.xlsx, sheet
// Funnel, cell K4."
func (e *Entry) Trail() string {
	if e.Kind == Kept {
		return "“" + e.Text + "” is kept: " + e.Reason + "."
	}
	if e.Kind == ByHand {
		if e.Reason == "" {
			return e.Text + " was typed by hand."
		}
		return e.Text + " was typed by hand: " + e.Reason + "."
	}
	var b strings.Builder
	b.WriteString(e.Text + " is " + e.Metric)
	if e.View != "latest" && !e.Dated() && e.View != "" {
		b.WriteString(", " + e.View)
	}
	if !e.AsOf.IsZero() {
		b.WriteString(" for " + e.AsOf.Label())
	}
	if e.File != "" {
		b.WriteString(", from " + e.File)
	}
	if e.Sheet != "" {
		b.WriteString(", sheet " + e.Sheet)
	}
	switch {
	case len(e.Cells) == 1 && e.Formula == e.Cells[0]:
		b.WriteString(", cell " + e.Cells[0])
	case e.Formula != "":
		b.WriteString(": " + e.Formula)
	}
	if e.Adjusted != "" {
		b.WriteString("; on its own it would be rounded to " + e.Adjusted)
	}
	if e.Reason != "" {
		b.WriteString("; " + e.Reason)
	}
	return b.String() + "."
}
