package compose_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// The hero shows its course where there is room and the chart is about something else.
func TestTheHeroShowsItsCourseUnlessTheChartDoes(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 1.2e6, 1.1e6, 1.5e6}})
	other := *b.Metrics[0]
	other.ID, other.Name = "m2", "Revenue"
	other.Series = []*metric.Series{sheettest.Row(metric.AC, "s1", "", 9, metric.MonthOf(2026, time.January), 5e6, 6e6, 7e6, 8e6)}
	b.Metrics = append(b.Metrics, &other)
	courses := func() []string {
		var out []string
		doc, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
		if len(findings) > 0 {
			t.Fatalf("%+v", findings)
		}
		for _, n := range doc.Structure() {
			if n.Role == page.Figure && strings.HasPrefix(n.Alt, "Course of") {
				out = append(out, n.Alt)
			}
		}
		return out
	}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Line, Metrics: []string{"Revenue"}}
	if got := courses(); len(got) != 1 || got[0] != "Course of Operating profit, Jan–Apr 2026." {
		t.Errorf("beside a chart of another metric: %q", got)
	}
	b.Evidence.Chart.Metrics[0] = b.Metrics[0].Name
	if got := courses(); len(got) != 0 {
		t.Errorf("beside a chart of the same metric: %q", got)
	}
}

// The steps that a bridge takes together are in the ledger as the sum that is printed for them.
func TestStepsTakenTogetherAreInTheLedger(t *testing.T) {
	t.Parallel()
	rows, values, sum := []string{"Opening"}, []float64{40e6}, 40e6
	for i := range 40 {
		v := float64(i%7+1) * 1e5
		rows, values, sum = append(rows, fmt.Sprintf("Customer %d", i+1)), append(values, v), sum+v
	}
	b := bridged(append(rows, "Closing"), append(values, sum)...)
	doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
	if len(findings) > 0 {
		t.Fatalf("%+v", findings)
	}
	if got := texts(doc.Pages[0]); !strings.Contains(got, " others") {
		t.Fatalf("nothing is taken together in %q", got)
	}
	total := 0.0
	for _, e := range ledger.Entries {
		if e.View == "change" {
			total += e.Value
		}
	}
	if diff := total - (sum - 40e6); diff > 1 || diff < -1 {
		t.Errorf("the changes in the ledger add up to %v, want %v", total, sum-40e6)
	}
}
