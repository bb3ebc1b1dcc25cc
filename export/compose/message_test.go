package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// A chart says what its data shows, in a message of its own; what the writer puts there is printed instead. Numbers in
// either are lines of the ledger.
func TestAChartHasAMessage(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"": "Trial conversion rose 1.4 pp to 11.1% since Aug 2026",
		"Back at {Trial conversion} in one autumn": "Back at 11.1% in one autumn",
	} {
		b := sample()
		b.Evidence.Chart.Title = title
		doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		if !strings.Contains(compact(texts(doc.Pages[0])), compact(want)) {
			t.Errorf("no message %q in %q", want, texts(doc.Pages[0]))
		}
		entries := 0
		for _, e := range ledger.Entries {
			if e.Place == brief.ChartTitlePlace {
				entries++
			}
		}
		if entries != 1 {
			t.Errorf("%d numbers of the message %q are in the ledger, want 1", entries, want)
		}
	}
}

// The share of a part beside its stack is a line of the ledger that follows from the cells of all parts.
func TestTheShareOfAPartIsInTheLedger(t *testing.T) {
	t.Parallel()
	b := sample()
	var parts []string
	for i, values := range [][]float64{{30, 60, 90}, {10, 20, 30}} {
		m := *b.Metrics[0]
		m.ID, m.Name, m.Target = "p"+string(rune('a'+i)), []string{"Seats", "Usage"}[i], nil
		m.Unit = metric.Unit{Kind: metric.Currency, Currency: "USD"}
		m.Series = []*metric.Series{sheettest.Row(metric.AC, b.Sources[0].ID, "", 20+i, metric.MonthOf(2026, 8), values...)}
		b.Metrics = append(b.Metrics, &m)
		parts = append(parts, m.Name)
	}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Stacked, Metrics: parts}
	_, ledger, _ := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
	for i := range ledger.Entries {
		e := &ledger.Entries[i]
		if e.View != "share" {
			continue
		}
		if _, text, ok := e.Recompute(nil); !ok || text != e.Text || len(e.Cells) != 2 {
			t.Errorf("%+v computes to %q", e, text)
		}
		parts = append(parts, e.Text)
	}
	if got := strings.Join(parts[2:], " "); got != "75% 25%" && got != "25% 75%" {
		t.Errorf("the shares in the ledger are %q", got)
	}
}
