package compose_test

import (
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// withHero is a brief with one metric in euros, its hero, in one or more scenarios from January 2026 on.
func withHero(series map[metric.Scenario][]float64) *brief.Brief {
	b := brief.New("x")
	b.Headline = "The plant is back in profit"
	b.Sources = []*brief.Source{{ID: "s1", File: "plant.csv", Modified: time.Date(2026, 7, 9, 8, 0, 0, 0, time.UTC)}}
	m := &metric.Metric{ID: "m1", Name: "Operating profit", Unit: metric.Unit{Kind: metric.Currency, Currency: "EUR"}}
	for row, sc := range []metric.Scenario{metric.AC, metric.PY, metric.PL, metric.FC} {
		if values := series[sc]; values != nil {
			m.Series = append(m.Series, sheettest.Row(sc, "s1", "", row+2, metric.MonthOf(2026, time.January), values...))
		}
	}
	b.Metrics = []*metric.Metric{m}
	b.Evidence.Hero = m.Name
	return b
}

func TestTheHeroAndItsComparisonsShareAScale(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		actual, plan []float64
		want, never  string
	}{
		{[]float64{1_250_000, 2_850_000}, []float64{0, 2_000_000}, "€2.85M\n+€1.6M vs Jan 2026\n+€0.85M vs plan", "€850k"},
		{[]float64{12_600_000, 12_604_200}, nil, "€12.6M\n+€4,200 vs Jan 2026", "12,604k"}, // the number itself stays short
	} {
		b := withHero(map[metric.Scenario][]float64{metric.AC: c.actual, metric.PL: c.plan})
		if got := compose.Text(pagetest.Fonts(t), b, compose.Options{}); !strings.Contains(got, c.want) || strings.Contains(got, c.never) {
			t.Errorf("want %q in\n%s", c.want, got)
		}
	}
}

// A plan is not what happened: it is called a plan, is not compared with itself, and makes no data fresh.
func TestAPlanIsNotPassedOffAsActual(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.PL: {120e6, 140e6}})
	got := compose.Text(pagetest.Fonts(t), b, compose.Options{})
	for _, want := range []string{"Operating profit, Feb 2026, plan: €140M", "+€20M vs Jan 2026", "cells B4–C4 · file saved 9 Jul 2026"} {
		if !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
	for _, never := range []string{"vs plan", "as of"} {
		if strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), never) {
			t.Errorf("%q in\n%s", never, got)
		}
	}
}

func TestAForecastDoesNotMakeTheDataFresher(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 2e6}, metric.FC: {1e6, 2e6, 3e6, 4e6}})
	b.Evidence.Chart = &brief.Chart{Kind: brief.Line, Metrics: []string{"Operating profit"}}
	if got := compose.Text(pagetest.Fonts(t), b, compose.Options{}); !strings.Contains(got, "Data as of 28 Feb 2026") {
		t.Errorf("the data ends in February, but:\n%s", got)
	}
}

// Nothing in a file says when its fiscal year begins; until the brief does, no day is claimed.
func TestAFiscalPeriodIsNotPutOnACalendarDay(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 2e6}})
	b.Sources[0].Modified = time.Date(2026, 5, 9, 8, 0, 0, 0, time.UTC) // in what would be Q2 of a year from January
	for i := range b.Metrics[0].Series[0].Points {
		b.Metrics[0].Series[0].Points[i].Period = metric.FiscalQuarterOf(2026, i+1)
	}
	for start, want := range map[time.Month]string{time.January: "Data as of Q2 FY26", time.April: "Data as of 30 Sep 2025"} {
		b.Settings.FiscalStart = start
		if got := compose.Text(pagetest.Fonts(t), b, compose.Options{}); !strings.Contains(got, want) {
			t.Errorf("a year from %v: want %q in\n%s", start, want, got)
		}
	}
}
