package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// alphabet has what texts of people hold and what file formats trip over.
var alphabet = []rune("abc XYZ 0189 .,;:!?%€{}|<>&\"'\\/\n\t–—…“”äß→日本\u00a0\u2028\u0001")

func text(rnd *rand.Rand, longest int) string {
	var s strings.Builder
	for range rnd.IntN(longest + 1) {
		s.WriteRune(alphabet[rnd.IntN(len(alphabet))])
	}
	return s.String()
}

// randomBrief returns a valid brief with something in every field, most of the time.
func randomBrief(rnd *rand.Rand) *brief.Brief {
	b := brief.New(fmt.Sprintf("id-%d", rnd.Int()))
	b.Headline = text(rnd, 80)
	b.Ask = brief.Ask{What: text(rnd, 40), From: text(rnd, 10), By: text(rnd, 10)}
	for k := range b.Beats {
		b.Beats[k] = brief.Beat{Lead: text(rnd, 60), Body: text(rnd, 400)}
	}
	b.Settings.FiscalStart = time.Month(1 + rnd.IntN(12))
	b.Settings.Classification = text(rnd, 20)
	b.Settings.Paper = brief.Letter
	for i := range rnd.IntN(4) {
		b.Sources = append(b.Sources, randomSource(rnd, i))
	}
	if len(b.Sources) > 0 {
		for i := range rnd.IntN(6) {
			b.Metrics = append(b.Metrics, randomMetric(rnd, i, b.Sources[rnd.IntN(len(b.Sources))]))
		}
	}
	switch rnd.IntN(3) {
	case 0:
		b.Evidence.Quote = &brief.Quote{Words: text(rnd, 80), Role: text(rnd, 10), Segment: text(rnd, 10), Date: text(rnd, 10)}
	case 1:
		b.Evidence.Hero = text(rnd, 10)
	}
	if len(b.Metrics) > 0 {
		b.Evidence.Chart = &brief.Chart{Kind: brief.Waterfall, Metrics: []string{b.Metrics[0].Name}}
	}
	return b
}

func randomSource(rnd *rand.Rand, i int) *brief.Source {
	kind, polarity, target := metric.Unit{Kind: metric.Currency, Currency: "EUR"}, metric.LowerBetter, rnd.NormFloat64()
	return &brief.Source{
		ID: fmt.Sprint("s", i), File: text(rnd, 20), Sheet: text(rnd, 10), Range: "A3:N9", SHA256: text(rnd, 64),
		Modified: time.Unix(rnd.Int64N(4e9), rnd.Int64N(1e9)), Imported: time.Unix(rnd.Int64N(4e9), 0).UTC(),
		Rows: rnd.IntN(1e6), Cells: rnd.IntN(1e6),
		Recipe: brief.Recipe{
			Sheet: text(rnd, 10), HeaderRows: []int{3}, Layout: brief.Tall, Skip: []string{text(rnd, 10)},
			Metrics: map[string]brief.MetricRecipe{
				text(rnd, 10): {Name: text(rnd, 10), Unit: &kind, Scale: 1000, Polarity: &polarity, Target: &target},
			},
		},
		Notes: []brief.Note{{Severity: brief.Warning, Code: "total-row", Cell: "A9", Text: text(rnd, 40)}},
	}
}

func randomMetric(rnd *rand.Rand, i int, source *brief.Source) *metric.Metric {
	name := fmt.Sprint("m", i, strings.Join(strings.Fields(text(rnd, 30)), " "))
	m := &metric.Metric{
		ID: fmt.Sprint("m", i), Name: name, Unit: metric.Unit{Kind: metric.Kind(rnd.IntN(5)), Symbol: text(rnd, 3)},
		Polarity: metric.Polarity(rnd.IntN(3)), Definition: text(rnd, 60), Owner: text(rnd, 10), Series: []*metric.Series{},
	}
	if rnd.IntN(2) == 0 {
		m.Target = &metric.Target{Value: rnd.NormFloat64(), Source: source.ID, Sheet: source.Sheet, Cell: "B2", Reason: text(rnd, 20)}
	}
	first := []metric.Period{
		metric.MonthOf(2024, time.May), metric.DayOf(2024, time.February, 27), metric.WeekOf(2024, 50), metric.FiscalQuarterOf(2025, 3), metric.YearOf(1999), {},
	}[rnd.IntN(6)]
	for scenario := range rnd.IntN(4) {
		s := &metric.Series{Scenario: metric.Scenario(scenario), Source: source.ID, Sheet: text(rnd, 10), Points: []metric.Point{}}
		for n := range rnd.IntN(30) {
			p := metric.Point{Value: rnd.NormFloat64() * 1e6, Cell: fmt.Sprint("B", n)}
			if first.IsZero() {
				p.Category = text(rnd, 20)
			} else {
				p.Period = first.Add(n)
			}
			s.Points = append(s.Points, p)
		}
		m.Series = append(m.Series, s)
	}
	return m
}
