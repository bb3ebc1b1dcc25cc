package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// daily returns a brief of metrics with actual and plan by day over three years, and holds so many points or a few more.
func daily(points int) *brief.Brief {
	const perSeries = 3 * 365
	b := small()
	b.Metrics = nil
	for i := 0; points > 0; i++ {
		m := &metric.Metric{ID: fmt.Sprint("m", i), Name: fmt.Sprint("Metric ", i)}
		for _, scenario := range []metric.Scenario{metric.AC, metric.PL} {
			s := &metric.Series{Scenario: scenario, Source: "s1"}
			for n := range min(perSeries, points) {
				s.Points = append(s.Points, metric.Point{Period: metric.DayOf(2024, time.January, 1).Add(n), Value: float64(n) * 1.7, Cell: "B2"})
			}
			m.Series = append(m.Series, s)
			points -= len(s.Points)
		}
		b.Metrics = append(b.Metrics, m)
	}
	return b
}

var benchmarkPoints = []int{1_000, 10_000, 100_000}

func BenchmarkSave(b *testing.B) {
	for _, points := range benchmarkPoints {
		b.Run(fmt.Sprintf("points=%d", points), func(b *testing.B) {
			s, dir := newStore(b)
			doc := daily(points)
			for b.Loop() {
				if _, _, err := s.Save(filepath.Join(dir, "a.brief"), doc, brief.Origin{}, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, points := range benchmarkPoints {
		b.Run(fmt.Sprintf("points=%d", points), func(b *testing.B) {
			data := mustEncode(b, daily(points))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := decode("a.brief", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
