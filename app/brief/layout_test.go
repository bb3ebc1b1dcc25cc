package brief

import (
	"testing"

	"throughline/app/metric"
)

func TestEveryLayoutSaysHowItLies(t *testing.T) {
	t.Parallel()
	titles, inspected := map[string]bool{}, map[string]bool{}
	for _, l := range Layouts() {
		info := l.Info()
		if info.Layout != l || info.Code == "" || info.PerMetric() == "" || info.Metric == "" {
			t.Errorf("%s: %+v", l, info)
		}
		titles[info.Title(metric.Month)] = true
		inspected[info.Inspected(metric.Month, 1)] = true
		if bare := info.Inspected(metric.GrainNone, 0); bare == "" {
			t.Errorf("%s says nothing of a table without periods", l)
		}
	}
	if len(titles) != len(Layouts()) || len(inspected) != len(Layouts()) {
		t.Errorf("two layouts are called alike: %v, %v", titles, inspected)
	}
	for got, want := range map[string]string{
		Wide.Info().Title(metric.Month):               "months across",
		Tall.Info().Title(metric.GrainNone):           "categories down",
		Wide.Info().Inspected(metric.GrainNone, 3):    "categories across",
		Tall.Info().Inspected(metric.Quarter, 3):      "quarters down",
		Events.Info().Inspected(metric.Week, 2):       "one row per event, by week",
		Events.Info().Inspected(metric.Week, 0):       "one row per event",
		Layout("of later").Info().Title(metric.Month): "of later",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
