package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// The places of what the hero stands on.
const (
	countedPlace = brief.Place("evidence.n")
	againstPlace = brief.Place("evidence.against")
)

// countedMark stands before what a hero was counted over: "n = 1,204 trials". A writer may have put it there.
const countedMark = "n = "

// basis returns what the hero was counted over and what it is compared with, "n = 1,204 trials · vs Q2, same cohort", as
// words and figures; nil where the brief says neither.
func (c *composer) basis(style page.Style) []page.Span {
	var spans []page.Span
	if c.has(countedPlace) {
		if counted := strings.ToLower(c.plain(countedPlace)); !strings.HasPrefix(strings.ReplaceAll(counted, " ", ""), "n=") {
			spans = append(spans, page.Span{Text: countedMark, Style: style})
		}
		spans = append(spans, c.spans(countedPlace, style)...)
	}
	if c.has(againstPlace) {
		if len(spans) > 0 {
			spans = append(spans, page.Span{Text: " · ", Style: style})
		}
		spans = append(spans, c.spans(againstPlace, style)...)
	}
	return spans
}

// basisText is the basis in one line of plain text.
func (c *composer) basisText() string {
	var b strings.Builder
	for _, s := range c.basis(page.Style{}) {
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

// basisLines breaks the basis into lines under the hero.
func (c *composer) basisLines(d layout.Density, width float64) []page.Line {
	spans := c.basis(page.Style{Size: d.By, Color: c.Theme.Muted})
	if spans == nil {
		return nil
	}
	return c.Wrap(spans, width)
}

func basisHeight(d layout.Density, lines int) float64 {
	if lines == 0 {
		return 0
	}
	return d.By * (basisGap + layout.BasisLeading*float64(lines))
}

// drawBasis draws the basis below y.
func (c *composer) drawBasis(p *layout.Page, d layout.Density, lines []page.Line, x, y float64) {
	if len(lines) > 0 {
		p.FieldLines(page.Paragraph, string(countedPlace), x, y+d.By*(basisGap+layout.BasisLeading*basisAscent), d.By*layout.BasisLeading, lines)
	}
}

// vouched says how many others said what a quote says, and how its speaker agreed to be quoted: "9 of 12 said similar ·
// Consent: by mail, 3 Nov 2026"; "" where the brief says neither.
func vouched(q *brief.Quote) string {
	var parts []string
	if similar := strings.TrimSpace(q.Similar); similar != "" {
		if !strings.Contains(similar, "said") {
			similar += " said similar"
		}
		parts = append(parts, similar)
	}
	if consent := strings.TrimSpace(q.Consent); consent != "" {
		parts = append(parts, "Consent: "+consent)
	}
	return strings.Join(parts, " · ")
}
