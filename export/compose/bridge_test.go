package compose_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// bridged is a brief whose chart is the bridge of a table with these rows.
func bridged(rows []string, values ...float64) *brief.Brief {
	b := withHero(nil)
	b.Evidence.Hero = ""
	s := &metric.Series{Scenario: metric.AC, Source: "s1"}
	for i, row := range rows {
		s.Points = append(s.Points, metric.Point{Category: row, Value: values[i], Cell: "B2"})
	}
	b.Metrics[0].Series = []*metric.Series{s}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Waterfall, Metrics: []string{b.Metrics[0].Name}, Title: "From year to year"}
	return b
}

// A bridge tells its rows in the order of the file. Its opening and closing rows are levels: added up as parts they would
// double the total.
func TestABridgeOfCategoriesKeepsItsOrderAndItsLevels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		rows   []string
		values []float64
		want   []string // names and labels, from top to bottom
	}{
		{
			"with levels",
			[]string{"Opening", "Churn", "New", "Closing"},
			[]float64{10e6, -2e6, 3e6, 11e6},
			[]string{"Opening", "€10M", "Churn", "−€2M", "New", "+€3M", "Closing", "€11M"},
		},
		{
			"parts alone",
			[]string{"Churn", "New"},
			[]float64{-2e6, 3e6},
			[]string{"Churn", "−€2M", "New", "+€3M", "Total", "€1M"},
		},
	} {
		doc, findings := compose.Pages(pagetest.Fonts(t), bridged(c.rows, c.values...), compose.Options{})
		if len(findings) > 0 {
			t.Fatalf("%s: %+v", c.name, findings)
		}
		words := strings.Fields(texts(doc.Pages[0]))
		for _, want := range c.want {
			if !slices.Contains(words, want) {
				t.Errorf("%s: %q is missing in %q", c.name, want, words)
			}
		}
		for i := 2; i < len(c.want); i += 2 {
			if slices.Index(words, c.want[i-2]) > slices.Index(words, c.want[i]) {
				t.Errorf("%s: %s stands before %s in %q", c.name, c.want[i], c.want[i-2], words)
			}
		}
		if c.name == "with levels" && slices.Contains(words, "Total") {
			t.Errorf("a closing row and a total: %q", words)
		}
	}
	_, findings := compose.Pages(pagetest.Fonts(t), bridged([]string{"Opening", "New", "Closing"}, 10e6, 3e6, 14e6), compose.Options{})
	if len(findings) != 1 || findings[0].Code != "waterfall-sum" {
		t.Errorf("a bridge that does not reach its closing row: %+v", findings)
	}
}

func TestBarsOfPlansAreCalledPlan(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.PL: {120e6}})
	other := *b.Metrics[0]
	other.ID, other.Name = "m2", "Depreciation"
	other.Series = []*metric.Series{sheettest.Row(metric.PL, "s1", "", 9, metric.MonthOf(2026, time.January), 20e6)}
	b.Metrics = append(b.Metrics, &other)
	b.Evidence.Chart = &brief.Chart{Kind: brief.Bar, Metrics: []string{b.Metrics[0].Name, other.Name}}
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	if got := texts(doc.Pages[0]); !strings.Contains(got, "Jan 2026, plan") || strings.Contains(got, "actual") {
		t.Errorf("the chart says %q", got)
	}
}

// The total that a bridge adds itself is a number like any other: it stands in the ledger with the cells it is the sum of.
func TestTheTotalOfABridgeIsInTheLedger(t *testing.T) {
	t.Parallel()
	b := bridged([]string{"Price", "Volume", "Wages"}, 4e6, 2.5e6, -1e6)
	resolver := figure.New(b)
	if _, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{Claims: claim.New(resolver, b)}); len(findings) > 0 {
		t.Fatal(findings)
	}
	for _, e := range resolver.Ledger() {
		if e.Text == "€5.5M" && len(e.Cells) == 3 {
			if _, text, ok := e.Recompute(nil); !ok || text != e.Text {
				t.Errorf("the total computes to %q", text)
			}
			return
		}
	}
	t.Errorf("no total of three cells among %+v", resolver.Ledger())
}
