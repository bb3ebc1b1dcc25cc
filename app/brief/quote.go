package brief

import (
	"throughline/app/part"
)

// QuoteKind is the kind of the customer's quote. It is kept in the evidence, of which it is the hero.
const QuoteKind part.Kind = "quote"

// Quote is a customer's words as evidence.
type Quote struct {
	part.Meta
	Words   string `json:"words"`
	Role    string `json:"role,omitempty"`
	Segment string `json:"segment,omitempty"`
	Date    string `json:"date,omitempty"`
	Consent string `json:"consent,omitempty"` // how the speaker agreed to be quoted: "by mail, 3 Nov 2026"
	Similar string `json:"similar,omitempty"` // how many said the same, of how many: "9 of 12"
}

var quoteKind = part.Define[Quote](part.Spec{
	Kind: QuoteKind, Title: "Quote", Plural: "Quotes", Identity: part.Single, Home: "evidence.quote",
	Fields: []part.Field{
		part.LinesField("words", "Words", func(q *Quote) *string { return &q.Words }).AsProse(),
		part.TextField("role", "Role", func(q *Quote) *string { return &q.Role }),
		part.TextField("segment", "Segment", func(q *Quote) *string { return &q.Segment }),
		part.TextField("date", "Date", func(q *Quote) *string { return &q.Date }),
		part.TextField("consent", "Consent", func(q *Quote) *string { return &q.Consent }),
		part.TextField("similar", "Said by others", func(q *Quote) *string { return &q.Similar }),
	},
	Example: func() part.Part {
		return &Quote{
			Words: "The nudge is what made us stay.", Role: "Head of Operations", Segment: "mid-market", Date: "14 Oct 2026",
			Consent: "by mail, 3 Nov 2026", Similar: "9 of 12",
		}
	},
})

type plainQuote Quote

// MarshalJSON writes the quote with what a newer version said of it.
func (q *Quote) MarshalJSON() ([]byte, error) { return part.EncodePlain((*plainQuote)(q), &q.Meta) }
