package figure

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/figure/figuretest"
	"throughline/app/metric"
)

func TestTheLedgerIsReadBackAndRecomputed(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Headline = "Trials {Trial conversion | moved from Jun | points}, {ARR | latest | index} in all; the market is worth €4.2bn."
	r := New(b)
	r.Brief()
	m := b.Metric("ARR")
	s := m.Actual()
	f := metric.Format{Locale: "en-US", Scale: metric.Millions}
	r.Record(Printed{
		Place: "evidence.chart", Role: RoleChart, Text: "$12.6M", Metric: m.Name, View: "latest", Value: m.Of(s, s.Points[9]), Format: f,
	})
	r.Record(Printed{
		Place: "evidence.chart", Role: RoleChart, Text: "+$0.42M", Adjusted: "+$0.41M", Metric: m.Name, View: "change",
		Value: m.Between(s, s.Points[9], s, s.Points[8]), Format: f,
	})
	byHand := Entry{Place: "headline", Role: RoleText, Kind: ByHand, Text: "€4.2bn", Reason: "analyst report", Value: 4.2e9}
	written, err := json.Marshal(r.NewLedger(byHand))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"version":1`, `"sources":[{"id":"s1","file":"metrics.xlsx"`, `"place":"headline"`, `"role":"chart"`, `"kind":"typed"`,
		`"terms":[{"source":"s1","file":"metrics.xlsx","sheet":"Revenue","cell":"K2","value":12600000,"period":"2026-10","scenario":"AC"}`,
		`"adjusted":"+$0.41M"`, `"reason":"analyst report"`, `"op":"difference"`, `"scale":"M"`, `"asOf":"2026-10"`,
	} {
		if !strings.Contains(string(written), want) {
			t.Errorf("the ledger does not hold %s:\n%s", want, written)
		}
	}
	var read Ledger
	if err := json.Unmarshal(written, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.NewLedger(byHand), read); diff != "" {
		t.Errorf("read back, it differs:\n%s", diff)
	}
	for _, e := range read.Entries {
		_, text, ok := e.Recompute(nil)
		want := e.Text
		if e.Adjusted != "" {
			want = e.Adjusted
		}
		if (e.Kind != ByHand) != ok || ok && text != want {
			t.Errorf("%+v is recomputed as %q", e, text)
		}
	}
	e := read.Entries[0]
	_, text, ok := e.Recompute(func(t Term) (float64, bool) { return t.Value - 0.02, t.Cell == "K4" || t.Period.Grain == metric.Month })
	if !ok || text != "rose 0.9\u00a0pp to 10.4%" {
		t.Errorf("with other cells it prints %q", text)
	}
	if _, _, ok = e.Recompute(func(Term) (float64, bool) { return 0, false }); ok {
		t.Error("a figure without its cells is recomputed all the same")
	}
	if read.FiscalStart != time.January {
		t.Error("the fiscal year begins in", read.FiscalStart)
	}
}
