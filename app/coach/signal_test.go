package coach

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
)

func TestTheLoudestMetricComesFirstAndSaysWhy(t *testing.T) {
	t.Parallel()
	b := told(
		t, "# {Sign-ups} sign-ups",
		kpi{name: "Sign-ups", kind: metric.Count, values: []float64{100, 103, 99, 102, 98, 101, 99, 103, 100, 102}},
		kpi{name: "Trial conversion", kind: metric.Percent, polarity: higher, target: 0.14, values: []float64{0.145, 0.146, 0.144, 0.145, 0.147, 0.146, 0.146, 0.145, 0.145, 0.124}},
		kpi{name: "Uptime", kind: metric.Percent, values: []float64{0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99}},
		kpi{name: "NRR", kind: metric.Percent, polarity: higher, values: []float64{1.02, 1.03, 1.02, 1.03}},
	)
	b.Metrics[2].Series[0].Points = b.Metrics[2].Series[0].Points[:6] // to June
	b.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Win back retention", Metric: "nrr"})
	ranked := Rank(b)
	var names []string
	for _, s := range ranked {
		names = append(names, s.Metric)
		if s.Score < 0 || s.Score > 1 || !strings.HasSuffix(s.Text, ".") {
			t.Errorf("%+v", s)
		}
	}
	if got := strings.Join(names, ", "); got != "Trial conversion, NRR, Sign-ups, Uptime" {
		t.Errorf("ranked %s: %+v", got, ranked)
	}
	want := "Trial conversion fell 2.1\u00a0pp, 21× its usual month-to-month change; 1.6\u00a0pp short of target; newest value Oct 2026."
	if ranked[0].Text != want {
		t.Errorf("it says %q, want %q", ranked[0].Text, want)
	}
	if !strings.Contains(ranked[1].Text, "too few values") || !strings.Contains(ranked[1].Text, "a stated priority") {
		t.Errorf("it says %q", ranked[1].Text)
	}
	if sum := Weights.Change + Weights.Target + Weights.Recency + Weights.Priority; sum < 0.999 || sum > 1.001 {
		t.Error("the weights add to", sum)
	}
}

func TestAChartIsAdvisedByShapeAndSentence(t *testing.T) {
	t.Parallel()
	amounts := make([]float64, 24)
	for i := range amounts {
		amounts[i] = float64(1000 + i)
	}
	b := told(
		t, "# x",
		kpi{name: "Revenue", kind: metric.Currency, symbol: "USD", values: amounts[:10], plan: amounts[:10]},
		kpi{name: "Costs", kind: metric.Currency, symbol: "USD", values: amounts[:10]},
		kpi{name: "Long", kind: metric.Currency, symbol: "USD", values: amounts},
		kpi{name: "Churn", kind: metric.Percent, values: []float64{0.1, 0.2, 0.3}},
		kpi{name: "Pair", kind: metric.Percent, values: []float64{0.1, 0.2}},
	)
	b.Metrics = append(b.Metrics, &metric.Metric{Name: "By country", Unit: metric.Unit{Kind: metric.Count}, Series: []*metric.Series{{Points: []metric.Point{
		{Category: "DE", Value: 1}, {Category: "FR", Value: 2},
	}}}})
	for _, c := range []struct {
		metrics, sentence string
		want              brief.ChartKind
	}{
		{"Revenue", "", brief.Variance},
		{"Revenue", "Revenue grew, driven by renewals", brief.Waterfall},
		{"Costs", "Costs rose", brief.Column},
		{"Long", "Costs rose", brief.Line},
		{"Churn", "Churn fell", brief.Line},
		{"Pair", "", brief.Column},
		{"By country", "", brief.Bar},
		{"Costs,Long", "Costs went from low to high", brief.Slope},
		{"Costs,Long", "The mix of costs changed", brief.Stacked},
		{"Costs,Churn", "", brief.Multiples},
		{"Costs,Churn", "Costs correlate with churn", brief.Scatter},
		{"Costs,Long", "", brief.Bar},
	} {
		var metrics []*metric.Metric
		for _, name := range strings.Split(c.metrics, ",") {
			metrics = append(metrics, b.Metric(name))
		}
		if got, ok := Advise(metrics, c.sentence); !ok || got.Kind != c.want || got.Reason == "" {
			t.Errorf("%s, %q: %+v, want %s", c.metrics, c.sentence, got, c.want)
		}
	}
	if _, ok := Advise(nil, ""); ok {
		t.Error("a chart of nothing is advised")
	}
}

func TestTheExecutiveReadsTheLeadsAndAsks(t *testing.T) {
	t.Parallel()
	r := CFO(ready())
	if !strings.Contains(r.Headline, "$1.1M ARR gap") || r.Ask.From != "CPO" || !strings.HasPrefix(r.Leads[brief.Evidence], "In pilots, conversion rose") {
		t.Errorf("read as %+v", r)
	}
	if want := (HeroLine{Name: "Pilot conversion", Value: "13.1%", Change: "+0.7\u00a0pp vs Sep 2026"}); r.Hero != want {
		t.Errorf("the hero is %+v", r.Hero)
	}
	if len(r.Questions) != 1 || r.Questions[0].Code != "hero-base" {
		t.Errorf("asked: %+v", r.Questions)
	}
	b := ready()
	b.Ask, b.Evidence.N = brief.Ask{}, "n = {Trials started}"
	b.Beats[brief.Conflict] = brief.Beat{Lead: "Pilot conversion fell."}
	codes := ""
	for _, q := range CFO(b).Questions {
		codes += q.Code + " "
	}
	if codes != "contradiction ask-incomplete conflict-figure " {
		t.Errorf("asked: %s", codes)
	}
	if got := CFO(brief.New("x")); len(got.Questions) > 0 {
		t.Errorf("an empty brief is asked %+v", got.Questions)
	}
}
