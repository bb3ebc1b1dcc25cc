package brief

import (
	"math"
	"strings"
	"testing"
	"time"

	"throughline/app/metric"
)

// sound returns a brief that holds to everything, to be broken one thing at a time.
func sound() *Brief {
	b := New("x")
	b.Sources = []*Source{{ID: "s1", File: "metrics.xlsx"}}
	jan := metric.MonthOf(2026, time.January)
	b.Metrics = []*metric.Metric{
		{ID: "m1", Name: "NRR", Series: []*metric.Series{{Source: "s1", Points: []metric.Point{
			{Period: jan, Value: 1, Cell: "B2"}, {Period: jan.Add(2), Value: 2, Cell: "D2"},
		}}}},
		{ID: "m2", Name: "Revenue by country", Series: []*metric.Series{{Source: "s1", Points: []metric.Point{
			{Category: "DE", Value: 1, Cell: "B3"}, {Category: "FR", Value: 2, Cell: "B4"},
		}}}},
	}
	b.Evidence = Proof{Hero: "NRR", Chart: &Chart{Kind: Line, Metrics: []string{"NRR"}}}
	return b
}

func TestABriefThatBreaksARuleIsRefusedInWords(t *testing.T) {
	t.Parallel()
	if err := sound().Validate(); err != nil {
		t.Fatalf("a sound brief: %v", err)
	}
	if err := New("x").Validate(); err != nil {
		t.Fatalf("an empty brief: %v", err)
	}
	points := func(b *Brief) []metric.Point { return b.Metrics[0].Series[0].Points }
	for _, c := range []struct {
		name   string
		breaks func(*Brief)
		want   string
	}{
		{"a name twice", func(b *Brief) { b.Metrics[1].Name = " nrr" }, "already has a metric"},
		{"no name", func(b *Brief) { b.Metrics[0].Name = " " }, "has no name"},
		{"a name on two lines", func(b *Brief) { b.Metrics[0].Name = "N\nRR" }, "line break"},
		{"an ID twice", func(b *Brief) { b.Metrics[1].ID = "m1" }, "cannot be told apart"},
		{"a source twice", func(b *Brief) { b.Sources = append(b.Sources, b.Sources[0]) }, "cannot be told apart"},
		{"a source gone", func(b *Brief) { b.Sources = nil }, "a source this brief no longer has"},
		{"a scenario twice", func(b *Brief) { m := b.Metrics[0]; m.Series = append(m.Series, m.Series[0]) }, "two series of actual"},
		{"periods backwards", func(b *Brief) { points(b)[0].Period = points(b)[1].Period }, "does not go forward in time at cell D2"},
		{"two grains", func(b *Brief) { points(b)[1].Period = metric.YearOf(2027) }, "does not go forward in time"},
		{"a value that is none", func(b *Brief) { points(b)[1].Value = math.NaN() }, "no number in cell D2"},
		{"a target that is none", func(b *Brief) { b.Metrics[0].Target = &metric.Target{Value: math.Inf(1)} }, "target of “NRR”"},
		{"two heroes", func(b *Brief) { b.Evidence.Quote = &Quote{Words: "Yes"} }, "one hero"},
		{"an unknown chart", func(b *Brief) { b.Evidence.Chart.Kind = "pie" }, "no chart “pie”"},
		{"a chart of nothing", func(b *Brief) { b.Evidence.Chart.Metrics = nil }, "at least one metric"},
		{"a chart of nobody", func(b *Brief) { b.Evidence.Chart.Metrics = []string{""} }, "has no name"},
		{"month 13", func(b *Brief) { b.Settings.FiscalStart = 13 }, "1 to 12"},
		{"an unknown paper", func(b *Brief) { b.Settings.Paper = "a3" }, "no paper “a3”"},
	} {
		b := sound()
		c.breaks(b)
		if err := b.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestATemplatePutsNoWordsOnThePage(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, tpl := range Templates {
		b := tpl.New("id")
		if !b.IsEmpty() || b.Template != tpl.Name || b.ID != "id" {
			t.Errorf("%s begins with %+v", tpl.Name, b)
		}
		if err := b.Validate(); err != nil {
			t.Errorf("%s: %v", tpl.Name, err)
		}
		if names[tpl.Name] || tpl.Title == "" || tpl.Summary == "" {
			t.Errorf("the template %q is not fit to be offered", tpl.Name)
		}
		names[tpl.Name] = true
		for _, f := range b.Fields() {
			if b.Hint(f.Place) == "" {
				t.Errorf("%s has no hint at %s", tpl.Name, f.Place)
			}
		}
		for place := range tpl.Hints {
			if _, ok := b.Text(place); !ok {
				t.Errorf("%s has a hint for %s, which no brief has", tpl.Name, place)
			}
		}
	}
}

func TestAHintIsTheTemplatesOwnOrTheGeneralOne(t *testing.T) {
	t.Parallel()
	b := TemplateNamed("incident").New("x")
	if got := b.Hint("context.lead"); !strings.Contains(got, "customers meet") {
		t.Errorf("the incident review asks %q", got)
	}
	if got := b.Hint("ask.by"); got != New("x").Hint("ask.by") {
		t.Errorf("where it has none of its own it asks %q", got)
	}
}
