package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// portfolio is a brief with metrics that every form of chart can show.
func portfolio() *brief.Brief {
	b := sample()
	january := metric.MonthOf(2026, 1)
	usd := metric.Unit{Kind: metric.Currency, Currency: "USD"}
	part := func(name string, row int, from float64) *metric.Metric {
		values := make([]float64, 10)
		for i := range values {
			values[i] = from * (1 + 0.031*float64(i))
		}
		return &metric.Metric{
			ID: name, Name: name, Unit: usd, Polarity: metric.HigherBetter,
			Series: []*metric.Series{sheettest.Row(metric.AC, "finance", "", row, january, values...)},
		}
	}
	byRegion := func(name string, values ...float64) *metric.Metric {
		s := &metric.Series{Scenario: metric.AC, Source: "finance"}
		for i, v := range values {
			s.Points = append(s.Points, metric.Point{Category: []string{"EMEA", "APAC", "Americas"}[i], Value: v, Cell: string(rune('B'+i)) + "9"})
		}
		return &metric.Metric{ID: name, Name: name, Unit: usd, Polarity: metric.HigherBetter, Series: []*metric.Series{s}}
	}
	b.Metrics = append(b.Metrics, part("New ARR", 5, 4.14e5), part("Expansion ARR", 6, 2.23e5),
		byRegion("Revenue", 4.2e6, 2.4e6, 1.1e6), byRegion("Cost", 2.2e6, 1.9e6, 0.4e6), byRegion("Seats", 900, 400, 100))
	b.Metrics[0].Target = &metric.Target{Value: .115, Reason: "board"}
	return b
}

var portfolioCharts = []brief.Chart{
	{Kind: brief.Line, Metrics: []string{"Trial conversion"}, Difference: brief.Span{From: "Aug", To: "Oct 2026"}},
	{Kind: brief.Column, Metrics: []string{"ARR"}, Difference: brief.Span{From: "Jan 2026", To: "Oct 2026"}},
	{Kind: brief.Variance, Metrics: []string{"ARR"}},
	{Kind: brief.Stacked, Metrics: []string{"New ARR", "Expansion ARR"}, From: "Jul 2026"},
	{Kind: brief.Bar, Metrics: []string{"Revenue"}},
	{Kind: brief.Waterfall, Metrics: []string{"ARR"}},
	{Kind: brief.Bullet, Metrics: []string{"Trial conversion", "ARR", "Trials"}},
	{Kind: brief.Dumbbell, Metrics: []string{"New ARR", "Expansion ARR"}},
	{Kind: brief.Slope, Metrics: []string{"New ARR", "Expansion ARR"}},
	{Kind: brief.Scatter, Metrics: []string{"Cost", "Revenue", "Seats"}},
	{Kind: brief.Quadrants, Metrics: []string{"Cost", "Revenue"}, Quadrants: []string{"Grow", "Mend", "Watch", "Leave"}},
	{Kind: brief.Sparkline, Metrics: []string{"Trial conversion", "ARR", "Trials"}},
	{Kind: brief.Multiples, Metrics: []string{"Trial conversion", "ARR", "Trials"}},
}

// Every form is drawn without a finding, described in words, and each of its numbers is in the ledger with its cell and
// comes out the same when it is computed again.
func TestEveryFormIsDrawnDescribedAndAccountedFor(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, chart := range portfolioCharts {
		b := portfolio()
		b.Evidence.Chart = &chart
		if err := b.Validate(); err != nil {
			t.Fatal(err)
		}
		doc, ledger, findings := compose.PagesWithLedger(f, b, compose.Options{})
		for _, x := range findings {
			if strings.HasPrefix(string(x.Place), "evidence.chart") {
				t.Errorf("%s: %s: %s", chart.Kind, x.Code, x.Text)
			}
		}
		if alt := described(doc); len(strings.Fields(alt)) < 12 || strings.Contains(alt, "NaN") {
			t.Errorf("%s is described as %q", chart.Kind, alt)
		}
		entries := 0
		for _, e := range ledger.Entries {
			if e.Role != figure.RoleChart {
				continue
			}
			entries++
			_, text, ok := e.Recompute(nil)
			if want := e.Text; !ok || text != want && text != e.Adjusted {
				t.Errorf("%s: %s of %s is printed as %q and recomputed as %q (%v)", chart.Kind, e.View, e.Metric, want, text, ok)
			}
			if len(e.Cells) == 0 && e.Value != .115 {
				t.Errorf("%s: %q has no cell", chart.Kind, e.Text)
			}
		}
		if entries == 0 && chart.Kind != brief.Scatter && chart.Kind != brief.Quadrants {
			t.Errorf("%s has no number in the ledger", chart.Kind)
		}
	}
}

// described returns the chart's description.
func described(doc *page.Document) string {
	for _, n := range doc.Structure() {
		if n.Role == page.Figure && n.Field == "evidence.chart" { // the hero's course is a figure of its own
			return n.Alt
		}
	}
	return ""
}

func TestWhatIsSaidOfAChartIsOnThePage(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	b := portfolio()
	b.Evidence.Chart = &brief.Chart{
		Kind: brief.Line, Metrics: []string{"Trial conversion"}, Highlight: "Aug 2026", Alt: "It fell, then rose to {Trial conversion}.",
		Annotations: []brief.Annotation{{At: "Sep", Text: "pilot with {Trials}"}, {At: "Mars", Text: "nowhere"}},
		From:        "Q2 2026", Difference: brief.Span{From: "Jan 2026", To: "Oct 2026"},
	}
	doc, findings := compose.Pages(f, b, compose.Options{})
	var words []string
	for _, op := range doc.Pages[0].Ops {
		if run, ok := op.(*page.Text); ok {
			words = append(words, run.Run.Text)
		}
	}
	text := strings.Join(words, " ")
	for _, want := range []string{"pilot with 4,120", "Apr–Oct 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	codes := map[string]brief.Place{}
	for _, x := range findings {
		codes[x.Code] = x.Place
	}
	if codes["chart-annotation"] != "evidence.chart.annotation.2" || codes["chart-difference"] == "" {
		t.Errorf("findings are %v", findings)
	}
	if alt := described(doc); alt != "It fell, then rose to 11.1%." {
		t.Errorf("the chart is described as %q", alt)
	}
}

func TestARefusalOffersTheHonestForm(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, x := range []struct {
		chart brief.Chart
		code  string
	}{
		{brief.Chart{Kind: brief.Stacked, Metrics: []string{"Trial conversion", "Trials"}}, "chart-units"},
		{brief.Chart{Kind: brief.Variance, Metrics: []string{"Trials"}}, "variance-no-plan"},
		{brief.Chart{Kind: brief.Slope, Metrics: []string{"Trials"}}, "slope-one"},
		{brief.Chart{Kind: brief.Line, Metrics: []string{"Revenue"}}, "chart-no-periods"},
		{brief.Chart{Kind: brief.Waterfall, Metrics: []string{"Trial conversion"}}, "waterfall-percent"},
		{brief.Chart{Kind: brief.Scatter, Metrics: []string{"ARR"}}, "scatter-one"},
	} {
		b := portfolio()
		b.Evidence.Chart = &x.chart
		_, findings := compose.Pages(f, b, compose.Options{})
		var got brief.Finding
		for _, y := range findings {
			if y.Place == "evidence.chart" {
				got = y
			}
		}
		if got.Code != x.code || got.Severity != brief.Error || got.Instead == "" || got.Fix == "" {
			t.Errorf("%s of %q answers %+v, want %s", x.chart.Kind, x.chart.Metrics, got, x.code)
			continue
		}
		b.Evidence.Chart = x.chart.In(got.Instead)
		for _, y := range second(compose.Pages(f, b, compose.Options{})) {
			if y.Place == "evidence.chart" && y.Severity == brief.Error {
				t.Errorf("%s instead of %s is refused too: %s", got.Instead, x.chart.Kind, y.Text)
			}
		}
	}
}

func second(_ *page.Document, findings []brief.Finding) []brief.Finding { return findings }

// What is said of a chart does not depend on chance: of two periods that it does not show, the first is named first.
func TestWhatIsSaidOfAChartIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	b := sample()
	b.Evidence.Chart.Difference = brief.Span{From: "Jan 2019", To: "Feb 2019"}
	for range 20 {
		_, findings := compose.Pages(f, b, compose.Options{})
		for _, x := range findings {
			if x.Code == "chart-difference" && !strings.HasSuffix(x.Text, "no value of “Jan 2019”.") {
				t.Fatal(x.Text)
			}
		}
	}
}
