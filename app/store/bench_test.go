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
	return ofMetrics((points+2*perSeries-1)/(2*perSeries), min(perSeries, points), func(n int) metric.Period {
		return metric.DayOf(2024, time.January, 1).Add(n)
	})
}

// monthly returns a brief of so many metrics with actual and plan of one year.
func monthly(metrics int) *brief.Brief {
	return ofMetrics(metrics, 12, func(n int) metric.Period { return metric.MonthOf(2024, time.January).Add(n) })
}

func ofMetrics(metrics, perSeries int, period func(int) metric.Period) *brief.Brief {
	b := small()
	b.Metrics = nil
	for i := range metrics {
		m := &metric.Metric{ID: fmt.Sprint("m", i), Name: fmt.Sprint("Metric ", i)}
		for _, scenario := range []metric.Scenario{metric.AC, metric.PL} {
			s := &metric.Series{Scenario: scenario, Source: "s1"}
			for n := range perSeries {
				s.Points = append(s.Points, metric.Point{Period: period(n), Value: float64(n) * 1.7, Cell: "B2"})
			}
			m.Series = append(m.Series, s)
		}
		b.Metrics = append(b.Metrics, m)
	}
	return b
}

var benchmarked = []struct {
	name string
	make func() *brief.Brief
}{
	{"points=1000", func() *brief.Brief { return daily(1_000) }},
	{"points=10000", func() *brief.Brief { return daily(10_000) }},
	{"points=100000", func() *brief.Brief { return daily(100_000) }},
	{"metrics=3000", func() *brief.Brief { return monthly(3_000) }},
}

func BenchmarkSave(b *testing.B) {
	for _, one := range benchmarked {
		b.Run(one.name, func(b *testing.B) {
			s, dir := newStore(b)
			doc := one.make()
			for b.Loop() {
				if _, _, err := s.Save(filepath.Join(dir, "a.brief"), doc, brief.Origin{}, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCopy writes what is written two seconds after a change, again and again while somebody types.
func BenchmarkCopy(b *testing.B) {
	for _, one := range benchmarked {
		b.Run(one.name, func(b *testing.B) {
			s, _ := newStore(b)
			doc := one.make()
			for b.Loop() {
				if err := s.Copy(doc, brief.Origin{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, one := range benchmarked {
		b.Run(one.name, func(b *testing.B) {
			data := mustEncode(b, one.make())
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := decode("a.brief", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
