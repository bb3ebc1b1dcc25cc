package claim

import (
	"fmt"
	"strings"
	"testing"

	"throughline/app/figure/figuretest"
)

func BenchmarkTyped(b *testing.B) {
	for _, sentences := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("sentences=%d", sentences), func(b *testing.B) {
			doc := figuretest.Sample()
			text := strings.Repeat("Conversion rose 14% to 12.4% in the 3 weeks of the pilot, {ARR} aside. ", sentences)
			for b.Loop() {
				r := reader(doc)
				r.Typed(text)
			}
		})
	}
}
