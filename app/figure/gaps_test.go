package figure

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure/figuretest"
	"throughline/app/metric"
)

func TestNoFigureLosesItsDigitsToTheScaleOfItsBlock(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	francs := metric.Unit{Kind: metric.Currency, Currency: "CHF"}
	b.Metrics = append(b.Metrics, &metric.Metric{ID: "c", Name: "Sales", Unit: francs, Series: []*metric.Series{
		figuretest.Series(metric.AC, "Sales", 3, 1.21e6, 1.248_700e6, 1.29e6),
	}})
	r := New(b)
	for text, want := range map[string]string{
		"{Sales} after {Sales | change}":           "CHF\u00a01.29M after +CHF\u00a041.3k",
		"{Sales} after {Sales | change from Jan}":  "CHF\u00a01.29M after +CHF\u00a080k",
		"{Sales | moved | points}":                 "rose CHF\u00a041.3k to CHF\u00a01.29M",
		"{ARR} after {ARR | change}":               "$12.6M after +$0.41M",
		"{ARR} after {ARR | change}, full {Sales}": "$12.6M after +$0.41M, full CHF\u00a01.29M",
	} {
		if got := r.Field("x", text).String(); got != want {
			t.Errorf("%s prints %q, want %q", text, got, want)
		}
	}
}

func TestAmountsPerMonthAreSummedToQuartersAndLevelsAreNot(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	orders := &metric.Metric{ID: "o", Name: "Orders", Unit: metric.Unit{Kind: metric.Count}, Series: []*metric.Series{
		figuretest.Series(metric.AC, "Orders", 3, 100, 110, 120, 130, 140, 150, 160, 170),
	}}
	b.Metrics = append(b.Metrics, orders)
	r := New(b)
	got := r.Field("x", "{Orders | Q2 2026} and {Orders | Q1}")
	if got.String() != "420 and 330" || len(got.Findings) > 0 {
		t.Fatalf("prints %q: %v", got, got.Findings)
	}
	e := r.Ledger()[0]
	if e.Formula != "sum of the 3 values from E3 to G3" || len(e.Cells) != 3 || e.AsOf != metric.QuarterOf(2026, 2) || !strings.Contains(e.Reason, "kept by month") {
		t.Errorf("the ledger says %+v", e)
	}
	if n, text, ok := e.Recompute(nil); !ok || n != 420 || text != "420" {
		t.Errorf("recomputed it is %v, %q", n, text)
	}
	for figure, want := range map[string]string{
		"{Orders | Q3 2026}":           "Orders has no value for Sep 2026, so there is no sum for Q3 2026.",
		"{Orders | 2026}":              "has no value for Sep 2026, so there is no sum for 2026.",
		"{ARR | Q2 2026}":              "not known to add up to a quarter.",
		"{Trial conversion | Q2 2026}": "is kept by month and has no value for Q2 2026.",
		"{Orders | Q2 FY26}":           "is kept by month and has no value for Q2 FY26.",
	} {
		findings := r.Field("x", figure).Findings
		if len(findings) != 1 || !strings.Contains(findings[0].Text, want) {
			t.Errorf("%s: %v", figure, findings)
		}
	}
}

func TestPartsAddToTheirTotalAsTheyArePrinted(t *testing.T) {
	t.Parallel()
	b := brief.New("x")
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx"}}
	for i, m := range []struct {
		name  string
		value float64
	}{{"New sales", 4.6e6}, {"Renewal sales", 4.4e6}, {"Total sales", 9e6}, {"Costs", 3e6}} {
		b.Metrics = append(b.Metrics, &metric.Metric{
			ID: m.name, Name: m.name, Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"},
			Series: []*metric.Series{figuretest.Series(metric.AC, "Sales", i+2, m.value)},
		})
	}
	r := New(b)
	const zero = " | latest | 0 decimals}"
	got := r.Field("x", "{New sales"+zero+" and {Renewal sales"+zero+" are {Total sales"+zero+"; costs {Costs"+zero+".")
	if got.String() != "$5M and $4M are $9M; costs $3M." {
		t.Errorf("prints %q", got)
	}
	b.Metrics[0].Series[0] = figuretest.Series(metric.AC, "Sales", 2, 4.5e6)
	b.Metrics[1].Series[0] = figuretest.Series(metric.AC, "Sales", 3, 4.5e6)
	r = New(b)
	got = r.Field("x", "{New sales"+zero+" and {Renewal sales"+zero+" are {Total sales"+zero+".")
	if got.String() != "$4M and $5M are $9M." {
		t.Errorf("prints %q", got)
	}
	adjusted := 0
	for _, e := range r.Ledger() {
		if e.Adjusted == "" {
			continue
		}
		adjusted++
		if _, text, ok := e.Recompute(nil); !ok || text != e.Adjusted || e.Adjusted != "$5M" || e.Text != "$4M" {
			t.Errorf("adjusted: %+v, recomputed %q", e, text)
		}
	}
	if adjusted != 1 {
		t.Errorf("%d entries are marked as adjusted", adjusted)
	}
}

func TestTheFigureUnderTheCursorSaysWhereItComesFrom(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	text := "It is {Trial conversion}, {Trial conversion | change from Jun} and {Trail conversion}."
	for offset, want := range map[int]string{
		3:             "",
		6:             "12.4% is Trial conversion for Oct 2026, from metrics.xlsx, sheet Funnel, cell K4.",
		24:            "12.4% is Trial conversion for Oct 2026, from metrics.xlsx, sheet Funnel, cell K4.",
		40:            "+0.9\u00a0pp is Trial conversion, change from Jun for Oct 2026, from metrics.xlsx, sheet Funnel: K4 − G4.",
		len(text) - 4: "names the metric “Trail conversion”",
	} {
		got, ok := r.Under(text, offset)
		if ok != (want != "") || !strings.Contains(got.Text, want) {
			t.Errorf("at %d: %q", offset, got.Text)
		}
	}
	if len(r.Ledger()) != 0 {
		t.Error("what was only looked at is in the ledger")
	}
	e := Entry{Kind: ByHand, Text: "€4m", Reason: "contract value"}
	if e.Trail() != "€4m was typed by hand: contract value." {
		t.Error(e.Trail())
	}
}
