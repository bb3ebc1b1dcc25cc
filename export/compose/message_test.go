package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
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
