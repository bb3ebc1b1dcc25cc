package block

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

const (
	quoteMark     = 58.0 // the size of the mark over a quote
	quoteMarkBase = 0.66 // its ink begins two thirds of its size above the baseline
	quoteMarkHigh = 0.42 // what it takes above the words
	quoteTop      = 1.1  // a line alone
	quoteAscent   = 0.8
	quoteFoot     = 0.3
	byAbove       = 10.0
	byAscent      = 0.8
)

const quotePlace = brief.Place("evidence.quote")

// quoteBlock is the quote, broken into lines.
type quoteBlock struct {
	words, by []page.Line
	height    float64
}

func measureQuote(v *View, d layout.Density, width float64) quoteBlock {
	var q quoteBlock
	style := page.Style{Face: page.Italic, Size: d.Quote, Color: v.Theme.Ink}
	q.words = v.Wrap(v.spans("evidence.quote", style), width)
	var by []string
	for _, s := range []string{v.Evidence.Quote.Role, v.Evidence.Quote.Segment, v.Evidence.Quote.Date} {
		if s = strings.TrimSpace(s); s != "" {
			by = append(by, s)
		}
	}
	if len(by) > 0 {
		q.by = v.Wrap([]page.Span{
			{Text: by[0], Style: page.Style{Face: page.SemiBold, Size: d.By, Color: v.Theme.Ink}},
			{Text: strings.Join(append([]string{""}, by[1:]...), ", "), Style: page.Style{Size: d.By, Color: v.Theme.Muted}},
		}, width)
	}
	q.height = quoteMark*quoteMarkHigh + d.Quote*(quoteTop+layout.QuoteLeading*float64(len(q.words)-1)+quoteFoot)
	if text := vouched(v, v.Evidence.Quote); text != "" {
		q.by = append(q.by, v.Wrap([]page.Span{{Text: text, Style: page.Style{Size: d.By, Color: v.Theme.Muted}}}, width)...)
	}
	if n := len(q.by); n > 0 {
		q.height += byAbove + d.By*(byAscent+layout.ByLeading*float64(n-1)+quoteFoot)
	}
	return q
}

// drawQuote draws a large quotation mark, the words, and who said them.
func drawQuote(v *View, p *layout.Page, d layout.Density, box page.Rect) {
	q := measureQuote(v, d, box.W)
	if over := q.height - box.H; over > 0 {
		n := min(int(over/(d.Quote*layout.QuoteLeading))+1, len(q.words)-1)
		v.TooLong("evidence.quote", q.words[len(q.words)-n:], "the column has no more room")
		q.words = q.words[:len(q.words)-n]
	}
	p.Bookmark("Evidence: a customer’s words", 1, box.Y)
	mark := v.Fonts.Run("“", page.Style{Face: page.SemiBold, Size: quoteMark, Color: v.Theme.Accent})
	// Its ink, not its side bearing, stands at the edge of the words.
	p.As(page.Artifact, func() { // that it is a quote is said by what it is tagged as
		p.Text(box.X-v.Fonts.Bearing(mark), box.Y+quoteMark*quoteMarkBase, mark, page.Left)
	})
	p.As(page.BlockQuote, func() {
		y := box.Y + quoteMark*quoteMarkHigh + d.Quote*quoteAscent
		y = p.FieldLines(page.Paragraph, string(quotePlace), box.X, y, d.Quote*layout.QuoteLeading, layout.HangingPunctuation(q.words)) - d.Quote*layout.QuoteLeading + d.Quote*quoteFoot
		if len(q.by) > 0 {
			p.FieldLines(page.Paragraph, "evidence.quote.role", box.X, y+byAbove+d.By*byAscent, d.By*layout.ByLeading, q.by)
		}
	})
}

// vouched says how many others said what a quote says, and how its speaker agreed to be quoted: "9 of 12 said similar ·
// Consent: by mail, 3 Nov 2026"; "" where the brief says neither.
func vouched(v *View, q *brief.Quote) string {
	var parts []string
	if similar := strings.TrimSpace(q.Similar); similar != "" {
		if !strings.Contains(similar, "said") {
			similar = v.Words.F("%s said similar", similar)
		}
		parts = append(parts, similar)
	}
	if consent := strings.TrimSpace(q.Consent); consent != "" {
		parts = append(parts, v.Words.F("Consent: %s", consent))
	}
	return strings.Join(parts, " · ")
}

func quoteText(v *View) []string {
	q := v.Evidence.Quote
	by := []string{}
	for _, s := range []string{q.Role, q.Segment, q.Date} {
		if s = strings.TrimSpace(s); s != "" {
			by = append(by, s)
		}
	}
	return []string{"“" + v.Plain(quotePlace) + "”", "– " + strings.Join(by, ", "), vouched(v, q)}
}
