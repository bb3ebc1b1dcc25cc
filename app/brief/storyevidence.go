package brief

import (
	"fmt"
	"strings"

	"throughline/app/part"
)

// evidenceKeys are the lines that say more of the hero and of the quote; each stands after what it speaks of, and is text
// like any other where that is missing.
var evidenceKeys = map[string]func(*Proof) *string{
	"n":       func(p *Proof) *string { return ofHero(p, &p.N) },
	"against": func(p *Proof) *string { return ofHero(p, &p.Against) },
	"consent": func(p *Proof) *string { return ofQuote(p, func(q *Quote) *string { return &q.Consent }) },
	"similar": func(p *Proof) *string { return ofQuote(p, func(q *Quote) *string { return &q.Similar }) },
}

func ofHero(p *Proof, text *string) *string {
	if p.Hero == "" {
		return nil
	}
	return text
}

func ofQuote(p *Proof, text func(*Quote) *string) *string {
	if p.Quote == nil {
		return nil
	}
	return text(p.Quote)
}

func writeLine(w *strings.Builder, key, value string) {
	if value = part.OneLine(value); value != "" {
		fmt.Fprintf(w, "%s: %s\n", key, value)
	}
}
