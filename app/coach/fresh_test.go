package coach

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
)

func TestStaleFiguresAreFoundWhereTheyPassForToday(t *testing.T) {
	b := brief.New("b")
	b.Sources = []*brief.Source{{ID: "s", File: "kpis.xlsx", Range: "A1:G9"}}
	jan := metric.MonthOf(2026, time.January)
	b.Metrics = []*metric.Metric{
		{ID: "1", Name: "ARR", Series: []*metric.Series{sheettest.Row(metric.AC, "s", "", 2, jan, 1, 2, 3, 4, 5, 6)}},
		{ID: "2", Name: "CSAT", Series: []*metric.Series{sheettest.Row(metric.AC, "s", "", 3, jan, 7, 8, 9)}},
	}
	b.Headline = "ARR is {ARR}, CSAT is {CSAT} and {CSAT | change}"
	b.Beats[brief.Context].Lead = "In February CSAT was {CSAT | Feb 2026}, {CSAT | Feb} in short."
	b.Evidence = brief.Proof{Hero: "CSAT", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"ARR"}}}
	stale := func(day time.Time) (places []brief.Place) {
		for _, f := range ReviewAt(b, day) {
			if f.Code == "stale" {
				places = append(places, f.Place)
			}
		}
		return places
	}
	for name, tt := range map[string]struct {
		day  time.Time
		want []brief.Place
	}{
		"measured against ARR": {time.Time{}, []brief.Place{"headline", "evidence.hero"}},
		"while it was fresh":   {time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), nil},
		"a year later": {
			time.Date(2027, 4, 20, 0, 0, 0, 0, time.UTC), []brief.Place{"headline", "headline", "evidence.hero", "evidence.chart"},
		},
	} {
		if diff := cmp.Diff(tt.want, stale(tt.day)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
