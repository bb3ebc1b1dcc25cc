package compose_test

import (
	"fmt"
	"math/rand"
	"testing"

	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// BenchmarkPages composes briefs whose four bodies hold so many words each, a few of them figures: one that fits the
// page, one a little too long for it, and one far too long.
func BenchmarkPages(b *testing.B) {
	for _, words := range []int{20, 100, 500} {
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			doc := sample()
			r := rand.New(rand.NewSource(1))
			for k := range doc.Beats {
				doc.Beats[k].Body = prose(r, words, true)
			}
			fonts := pagetest.Fonts(b)
			for b.Loop() {
				compose.Pages(fonts, doc, compose.Options{})
			}
		})
	}
}
