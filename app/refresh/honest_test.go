package refresh_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/refresh"
)

// honest draws a business: lines of several kinds over 20 months, with noise, growth and seasons.
func honest(rng *rand.Rand) state {
	s := state{title: "Figures", down: rng.IntN(2) == 0}
	draw := func(name, format string, start, growth, noise float64, digits int) {
		l := line{name: name, format: format}
		season := rng.Float64() * 2 * noise
		for i := range 12 {
			v := start * math.Pow(1+growth, float64(i)) * (1 + noise*(rng.Float64()*2-1)) * (1 + season*math.Sin(float64(i)/2))
			unit := math.Pow(10, float64(digits))
			l.values = append(l.values, math.Round(v*unit)/unit)
		}
		if rng.IntN(3) == 0 {
			for _, v := range l.values {
				l.plan = append(l.plan, math.Round(v*(0.9+0.2*rng.Float64())))
			}
		}
		s.lines = append(s.lines, l)
	}
	growth := func() float64 { return 0.8*rng.Float64()*rng.Float64() - 0.1 } // up to 70% a month
	draw("Parcels", "#,##0", 200+rng.Float64()*1e5, growth(), 0.3*rng.Float64(), 0)
	draw("Freight income", "€#,##0", 5000+rng.Float64()*1e7, growth(), 0.2*rng.Float64(), 0)
	draw("Damaged", "0.0%", 0.002+0.4*rng.Float64()*rng.Float64(), 0.02, 0.3*rng.Float64(), 3)
	draw("Vans broken down", "#,##0", 1+rng.Float64()*20, 0, 0.5, 0)
	draw("Handling", `0.0 "min"`, 2+rng.Float64()*30, 0.02, 0.2, 1)
	draw("Margin", "€#,##0", 20000, 0, 2.5*rng.Float64(), 0) // around zero, and below
	return s
}

// A file with true new values is taken without a question, whatever happened in the business and however the table was laid
// out anew: some past months restated, a plan made anew, a metric more, one less, lines in another order, a sheet renamed.
func TestTrueValuesRaiseNoFalseAlarm(t *testing.T) {
	const rounds, known = 400, 11
	alarms := 0
	for round := range rounds {
		rng := rand.New(rand.NewPCG(uint64(round), 2026))
		now := honest(rng)
		b := brief.New("b")
		old := now.until(known)
		reading, err := ingest.Understand(context.Background(), old.workbook("kpis_nov.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		reading.AddTo(b, imported)
		for range rng.IntN(4) { // restated
			values := now.lines[rng.IntN(2)].values
			at := rng.IntN(known)
			values[at] = math.Round(values[at] * (0.8 + 0.4*rng.Float64()))
		}
		for i := range now.lines[0].plan {
			now.lines[0].plan[i] = math.Round(now.lines[0].plan[i] * 1.1)
		}
		if rng.IntN(3) == 0 {
			now.lines = append(now.lines, line{name: "Depots", format: "#,##0", values: slices.Repeat([]float64{1000}, known+1)})
		}
		gone := ""
		if rng.IntN(4) == 0 {
			gone = now.lines[4].name
			now.lines = slices.Delete(now.lines, 4, 5)
		}
		rng.Shuffle(len(now.lines), func(i, j int) { now.lines[i], now.lines[j] = now.lines[j], now.lines[i] })
		if rng.IntN(3) == 0 {
			now.title = "Overview"
		}
		r, err := refresh.Read(context.Background(), b, now.workbook("kpis_dec.xlsx"), ingest.Understand, nil)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Review(nil, time.Time{})
		if len(v.Sources) != 1 || len(v.Left) > 0 {
			t.Errorf("round %d: sources %q, left %q", round, sources(v), v.Left)
		}
		doubted := map[string]bool{} // by the importer, whose own matter that is
		for _, d := range r.Reading.Doubts() {
			doubted[d.Metric] = true
		}
		for _, row := range v.Metrics {
			if row.Metric != gone && !doubted[row.Is] && (row.Decide || row.Decision != refresh.Take) {
				alarms++
				t.Errorf("round %d: it is asked about %s: %s", round, row.Metric, row.Text)
			}
		}
	}
	t.Logf("%d honest files, %d false alarms", rounds, alarms)
}
