package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/page"
)

// textOrder is the order in which blocks are written as plain text: the page's, with the source notes at the end.
var textOrder = []block.Block{block.Headline, block.Ask, block.KeyFigures, block.Story, block.Evidence, block.Foot, block.Strip}

// Text writes the brief as plain text: what the page says, in the same order, with the source notes at the end.
func Text(f *page.Fonts, b *brief.Brief, o Options) string {
	c := newComposer(f, b, o)
	var paragraphs []string
	for _, b := range textOrder {
		for _, lines := range b.Text(c.View) {
			var kept []string
			for _, l := range lines {
				if l = strings.TrimSpace(l); l != "" {
					kept = append(kept, l+"\n")
				}
			}
			if len(kept) > 0 {
				paragraphs = append(paragraphs, strings.Join(kept, ""))
			}
		}
	}
	return strings.Join(paragraphs, "\n")
}
