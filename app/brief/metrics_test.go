package brief

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/metric"
)

func TestRemovingAMetricTakesWhatServedItAlone(t *testing.T) {
	t.Parallel()
	named := func(id, name, source string) *metric.Metric {
		return &metric.Metric{ID: id, Name: name, Series: []*metric.Series{{Source: source}}}
	}
	full := func() *Brief {
		b := New("x")
		b.Metrics = []*metric.Metric{named("a", "ARR", "s1"), named("b", "Churn", "s1"), named("c", "NPS", "s2")}
		b.Metrics[0].Target = &metric.Target{Value: 1, Source: "plan"}
		b.Sources = []*Source{{ID: "s1"}, {ID: "s2"}, {ID: "plan"}, {ID: "unused"}}
		b.Evidence = Proof{Hero: "nps", Chart: &Chart{Kind: Bar, Metrics: []string{"NPS", "ARR"}}}
		return b
	}
	for _, tt := range []struct {
		remove  string
		sources []string // what stays; a source nobody uses was not this metric's
		hero    string
		chart   []string
	}{
		{"a", []string{"s1", "s2", "unused"}, "nps", []string{"NPS"}},
		{"c", []string{"s1", "plan", "unused"}, "", []string{"ARR"}},
		{"nobody", []string{"s1", "s2", "plan", "unused"}, "nps", []string{"NPS", "ARR"}},
	} {
		b, before := full(), full()
		snapshot := b.Clone()
		b.RemoveMetric(tt.remove)
		var sources []string
		for _, s := range b.Sources {
			sources = append(sources, s.ID)
		}
		if diff := cmp.Diff(tt.sources, sources); diff != "" {
			t.Errorf("without %s the sources are (-want +got):\n%s", tt.remove, diff)
		}
		if diff := cmp.Diff(tt.chart, b.Evidence.Chart.Metrics); diff != "" || b.Evidence.Hero != tt.hero {
			t.Errorf("without %s the hero is %q and the chart (-want +got):\n%s", tt.remove, b.Evidence.Hero, diff)
		}
		if diff := cmp.Diff(before, snapshot); diff != "" {
			t.Errorf("a snapshot changed when %s was removed:\n%s", tt.remove, diff)
		}
	}
	b := full()
	b.RemoveMetric("a")
	b.RemoveMetric("c")
	if b.Evidence.Chart != nil {
		t.Error("a chart without metrics is still there")
	}
}

func TestARemovedMetricIsNotOfferedAgain(t *testing.T) {
	source := &Source{ID: "s1", File: "kpis.xlsx"}
	series := func(label string) []*metric.Series {
		return []*metric.Series{{Source: "s1", Label: label, Points: []metric.Point{{Period: metric.MonthOf(2026, time.May), Value: 1}}}}
	}
	b := New("x")
	b.Sources = []*Source{source}
	b.Metrics = []*metric.Metric{{ID: "a", Name: "ARR", Series: series("ARR ($k)")}, {ID: "b", Name: "Churn", Series: series("Churn")}}
	b.RemoveMetric("a")
	if got := b.Sources[0].Recipe.Skip; !slices.Equal(got, []string{"ARR ($k)"}) {
		t.Errorf("left out from now on: %q", got)
	}
	if source.Recipe.Skip != nil {
		t.Error("a source that snapshots share was written")
	}
}
