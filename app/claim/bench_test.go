package claim

import (
	"fmt"
	"strings"
	"testing"

	"throughline/app/brief"
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

func BenchmarkContradictions(b *testing.B) {
	for _, metrics := range []int{6, 3000} {
		b.Run(fmt.Sprintf("metrics=%d", metrics), func(b *testing.B) {
			doc := moving()
			for i := len(doc.Metrics); i < metrics; i++ {
				m := *doc.Metrics[0]
				m.ID, m.Name = fmt.Sprint(i), fmt.Sprintf("Region %d sales", i)
				doc.Metrics = append(doc.Metrics, &m)
			}
			text := "Trial conversion fell to {Trial conversion} in October, while ARR, at {ARR}, is the highest of the year; " +
				"churn has halved since January, and support tickets were flat in every month."
			for b.Loop() {
				reader(doc).Contradictions(brief.Field{Place: "conflict.body", Text: text})
			}
		})
	}
}
