package figure_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
)

func TestFormatsAreOfferedBehindASecondBar(t *testing.T) {
	b := brief.New("x")
	s := &metric.Series{Source: "s", Points: []metric.Point{{Period: metric.MonthOf(2026, 9), Value: 1.2e7, Cell: "B2"}, {Period: metric.MonthOf(2026, 10), Value: 12345678, Cell: "C2"}}}
	b.Metrics = []*metric.Metric{{ID: "m", Name: "ARR", Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"}, Series: []*metric.Series{s}}}
	for query, want := range map[string]figure.Suggestion{
		"arr | | full":             {Insert: "{ARR | latest | full}", Label: "ARR | latest | full", Value: "$12,345,678"},
		"ar|sep 2026|2":            {Insert: "{ARR | sep 2026 | 2}", Label: "ARR | sep 2026 | 2", Value: "$12.00M"},
		"arr | change | 0":         {Insert: "{ARR | change | 0}", Label: "ARR | change | 0", Value: "+$346k"},
		"arr | latest | 3 decimal": {Insert: "{ARR | latest | 3 decimal}", Label: "ARR | latest | 3 decimal", Value: "$12.346M"},
	} {
		got := figure.New(b).Suggest(query, 8)
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q offers %+v, want %+v first", query, got, want)
		}
	}
	b.Metrics = append(b.Metrics, &metric.Metric{ID: "g", Name: "ARR gap", Unit: b.Metrics[0].Unit, Series: []*metric.Series{s}})
	for _, query := range []string{"arr | ", "ARR| latest | "} {
		for _, got := range figure.New(b).Suggest(query, 20) {
			if !strings.HasPrefix(got.Label, "ARR |") {
				t.Errorf("%q, a metric named in full, offers %q", query, got.Label)
			}
		}
	}
	if got := figure.New(b).Suggest("arr | nonsense | full", 8); len(got) != 0 {
		t.Errorf("a view that is none is offered: %+v", got)
	}
}
