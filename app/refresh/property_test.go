package refresh_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/sheet"
)

// everyFigure lists a figure for every view of every metric that has an answer.
func everyFigure(b *brief.Brief) []string {
	var figures []string
	for _, m := range b.Metrics {
		for _, v := range figure.Views {
			figures = append(figures, figure.Write(m.Name, v.Name, ""))
			if v.Since != "" {
				figures = append(figures, figure.Write(m.Name, v.Name+" "+v.Since+" May 2026", ""))
			}
		}
		figures = append(figures, figure.Write(m.Name, "Jun 2026", ""), figure.Write(m.Name, "", "full"), figure.Write(m.Name, "", "index"))
	}
	resolver := figure.New(b)
	return slices.DeleteFunc(figures, func(f string) bool { return len(resolver.Field("headline", f).Findings) > 0 })
}

// printed lists what each figure of a brief prints, with its place and sentence.
func printed(b *brief.Brief) []string {
	var list []string
	for _, e := range ledger(b) {
		list = append(list, fmt.Sprintf("%s %s %s", e.Place, e.Raw, e.Text))
	}
	return list
}

func ledger(b *brief.Brief) []figure.Entry {
	r := figure.New(b)
	r.Brief()
	hero := []brief.Field{{Place: "evidence.hero", Text: figure.Write(b.Evidence.Hero, "", "")}}
	if m := b.Metric(b.Evidence.Hero); m != nil {
		for _, c := range r.Comparisons(m) {
			hero = append(hero, brief.Field{Place: "evidence.hero", Text: figure.Write(m.Name, c.View, "")})
		}
	}
	if r.ShareScale(hero[0], hero[1:]...) {
		r.Block(hero...)
	} else {
		for _, f := range hero {
			r.Field(f.Place, f.Text)
		}
	}
	return r.Ledger()
}

// One cell of the workbook changes: the review lists exactly the figures that print otherwise in a brief made anew of the
// changed workbook, and exactly the sentences of a fixed period that was restated.
func TestOneChangedCellAgainstMakingTheBriefAnew(t *testing.T) {
	rng := rand.New(rand.NewPCG(2026, 11))
	figures, untrue := 0, 0
	for round := range 150 {
		rows := kpis()
		old := workbook("metrics.xlsx", page{"KPIs", rows})
		story := func(b *brief.Brief) {
			// Few at a time, as one field shares a scale among its figures.
			pick := rand.New(rand.NewPCG(7, uint64(round)))
			all := everyFigure(briefOf(t, old))
			sentence := func() string { return "It is " + all[pick.IntN(len(all))] + "." }
			b.Headline = all[pick.IntN(len(all))]
			for i := range b.Beats {
				b.Beats[i] = brief.Beat{Lead: sentence(), Body: sentence() + " " + sentence() + " " + sentence()}
			}
		}
		row, col := 3+rng.IntN(5), 1+rng.IntN(7)
		changed := kpis()
		factor := 0.5 + rng.Float64()
		switch v := changed[row][col].(type) {
		case pct:
			changed[row][col] = pct(float64(v) * factor)
		case usd:
			changed[row][col] = usd(float64(v) * factor)
		case int:
			changed[row][col] = int(float64(v) * factor)
		}
		next := workbook("metrics.xlsx", page{"KPIs", changed})

		before, anew := briefOf(t, old), briefOf(t, next)
		story(before)
		story(anew)
		var want, wantSentences []string
		was, is := ledger(before), ledger(anew)
		for i := range was {
			if was[i].Text == is[i].Text {
				continue
			}
			want = append(want, fmt.Sprintf("%s %s %s→%s", was[i].Place, was[i].Raw, was[i].Text, is[i].Text))
			if s := fmt.Sprintf("%s It is %s.", was[i].Place, was[i].Raw); was[i].Dated() && was[i].Place != "headline" && !slices.Contains(wantSentences, s) {
				wantSentences = append(wantSentences, s)
			} else if was[i].Dated() && was[i].Place == "headline" {
				wantSentences = append(wantSentences, "headline "+was[i].Raw)
			}
		}
		r := read(t, before, next, nil)
		v := r.Review(nil, time.Time{})
		var got, gotSentences []string
		for _, f := range v.Figures {
			got = append(got, fmt.Sprintf("%s %s %s→%s", f.Place, f.Figure, f.Old, f.New))
			if strings.Contains(f.Why, "another value") {
				t.Errorf("round %d: nothing says why %s changed: %+v", round, f.Figure, f)
			}
		}
		for _, s := range v.Sentences {
			if s.Code == "restated" {
				gotSentences = append(gotSentences, fmt.Sprintf("%s %s", s.Place, s.Text))
			}
		}
		cell := sheet.Address(row+1, col+1)
		same(t, fmt.Sprintf("round %d, %s × %.3f: figures", round, cell, factor), got, want)
		same(t, fmt.Sprintf("round %d, %s × %.3f: sentences", round, cell, factor), gotSentences, wantSentences)

		figures, untrue = figures+len(want), untrue+len(wantSentences)

		// What is shown is what happens.
		r.Apply(before, nil, imported)
		same(t, "applied", printed(before), printed(anew))
		if t.Failed() {
			return
		}
	}
	if figures < 150 || untrue < 5 {
		t.Errorf("%d figures and %d sentences in all rounds prove little", figures, untrue)
	}
}
