package compose_test

import (
	"math"
	"math/rand"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
)

// sample is a brief as a good writer leaves it.
func sample() *brief.Brief {
	january := metric.MonthOf(2026, time.January)
	saved := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	b := brief.New("sample")
	b.Settings.Classification, b.Settings.Version = "Leadership · internal", "v3"
	b.Headline = "Usage-based nudges stop the week-two leak: extend them to every trial and close the ARR gap by June"
	b.Ask = brief.Ask{What: "Approve 2 engineers for 8 weeks to extend nudges to all trials", From: "CPO", By: "12 Dec 2026"}
	b.Beats = [4]brief.Beat{
		{
			Lead: "Competitors undercut us with a freemium tier since July.",
			Body: "Trial sign-ups held at {Trials} a month, but more of them now compare us with a free product in their first week.",
		},
		{
			Lead: "The funnel leaks in week two, just before value shows.",
			Body: "Trial conversion {Trial conversion | moved from Jun 2026}; ARR is {ARR | vs plan} against plan.",
		},
		{
			Lead: "Nudge each trial at the moment its usage stalls.",
			Body: "We launch usage-based nudges for all trials, tied to this year’s net-revenue-retention target.",
		},
		{
			Lead: "In pilots, conversion {Trial conversion | moved from Aug 2026}.",
			Body: "The gain held in every segment but one (agencies, flat).",
		},
	}
	b.Sources = []*brief.Source{
		{ID: "funnel", File: "product-metrics.xlsx", Sheet: "Funnel", Range: "A3:K9", Modified: saved},
		{ID: "finance", File: "finance.csv", Range: "A1:K4", Modified: saved},
	}
	b.Metrics = []*metric.Metric{
		{
			ID: "1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Polarity: metric.HigherBetter,
			Definition: "Paid within 30 days ÷ trials started.", Owner: "Growth",
			Series: []*metric.Series{
				sheettest.Row(metric.AC, "funnel", "Funnel", 4, january, .108, .1085, .1075, .109, .1084, .106, .1002, .097, .102, .111),
				sheettest.Row(metric.PL, "funnel", "Funnel", 5, january, .1095, .1097, .1098, .11, .11, .1102, .1103, .1104, .1105, .1105),
			},
		},
		{
			ID: "2", Name: "Trials", Unit: metric.Unit{Kind: metric.Count}, Polarity: metric.HigherBetter,
			Series: []*metric.Series{sheettest.Row(metric.AC, "funnel", "Funnel", 6, january, 4100, 4080, 4120, 4000, 4050, 4222, 4111, 4100, 4130, 4120)},
		},
		{
			ID: "3", Name: "ARR", Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"}, Polarity: metric.HigherBetter,
			Series: []*metric.Series{
				sheettest.Row(metric.AC, "finance", "", 2, january, 10.2e6, 10.4e6, 10.5e6, 10.9e6, 11.1e6, 11e6, 11.3e6, 11.9e6, 12.1e6, 12.6e6),
				sheettest.Row(metric.PL, "finance", "", 3, january, 10.2e6, 10.5e6, 10.8e6, 11.1e6, 11.4e6, 11.7e6, 12e6, 12.3e6, 12.6e6, 12.9e6),
			},
		},
	}
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	return b
}

var vocabulary = strings.Fields("because every trial account that reaches the second week without inviting a colleague is three " +
	"times less likely to convert and our pricing makes this worse for agencies in the mid-market whose teams " +
	"internationalisation straße naïveté über 𝛼 größer, shorter; again: (twice) “quoted” – dashed")

// prose makes a text of so many words, a few of them figures.
func prose(r *rand.Rand, words int, figures bool) string {
	if words == 0 {
		return ""
	}
	tokens := []string{"{Trials}", "{ARR | vs plan}", "{Trial conversion | moved from Jun 2026}", "{Trial conversion | growth from Jan 2026}"}
	out := make([]string, words)
	for i := range out {
		for out[i] = "𝛼"; out[i] == "𝛼"; {
			out[i] = vocabulary[r.Intn(len(vocabulary))]
		}
		if figures && r.Intn(15) == 0 {
			out[i] = tokens[r.Intn(len(tokens))]
		}
	}
	return strings.Join(out, " ")
}

// randomChart makes a chart of some metrics, with things said of it that may or may not be there.
func randomChart(r *rand.Rand, kind brief.ChartKind, names []string) *brief.Chart {
	c := &brief.Chart{Kind: kind}
	for _, i := range r.Perm(3)[:1+r.Intn(3)] {
		c.Metrics = append(c.Metrics, names[i])
	}
	period := func() string {
		return []string{"Jan 2026", "Mar", "Oct 2026", "2025", "Q2 2026", "nonsense", "Nov 2022", ""}[r.Intn(8)]
	}
	if r.Intn(3) == 0 {
		c.From, c.To = period(), period()
	}
	if r.Intn(2) == 0 {
		c.Difference = brief.Span{From: period(), To: period()}
	}
	for range r.Intn(brief.MostAnnotations + 1) {
		c.Annotations = append(c.Annotations, brief.Annotation{At: period(), Text: prose(r, r.Intn(8), false)})
	}
	if r.Intn(3) == 0 {
		c.Highlight = append(names, "Sep 2026")[r.Intn(4)]
	}
	return c
}

// random makes a brief as people leave them half way, or overfill them.
func random(seed int64) *brief.Brief {
	r := rand.New(rand.NewSource(seed))
	b := sample()
	upTo := func(n int) int { return r.Intn(n+1) * r.Intn(3) / 2 }
	b.Headline = prose(r, upTo(22), true)
	b.Ask = brief.Ask{What: prose(r, upTo(40), true), From: prose(r, upTo(6), false), By: prose(r, upTo(4), false)}
	for k := range b.Beats {
		b.Beats[k] = brief.Beat{Lead: prose(r, upTo(24), true), Body: prose(r, upTo(70), true)}
	}
	b.Settings.Classification = prose(r, upTo(12), false)
	kinds := append(brief.ChartKinds, "")
	names := []string{"Trial conversion", "Trials", "ARR"}
	b.Evidence = brief.Proof{Hero: append(names, "")[r.Intn(4)]}
	if b.Evidence.Hero == "" && r.Intn(2) == 0 {
		b.Evidence.Quote = &brief.Quote{Words: prose(r, upTo(40), false), Role: prose(r, upTo(4), false), Segment: "mid-market", Date: "Oct 2026"}
	}
	if kind := kinds[r.Intn(len(kinds))]; kind != "" {
		b.Evidence.Chart = randomChart(r, kind, names)
	}
	for _, m := range b.Metrics {
		m.Definition = prose(r, upTo(30), false)
		if r.Intn(3) == 0 {
			m.Series = m.Series[:1]
		}
		if r.Intn(3) == 0 {
			m.Target = &metric.Target{Value: m.Series[0].Points[0].Value, Reason: prose(r, 5, false)}
		}
		// Zero to sixty points, some of them missing.
		values := make([]float64, r.Intn(61))
		for i := range values {
			if values[i] = (r.Float64() - 0.2) * m.Series[0].Points[0].Value; r.Intn(8) == 0 {
				values[i] = math.NaN()
			}
		}
		if r.Intn(2) == 0 {
			m.Series[0] = sheettest.Row(metric.AC, m.Series[0].Source, m.Series[0].Sheet, 4, metric.MonthOf(2021, 11), values...)
		}
	}
	if r.Intn(2) == 0 {
		b.Settings.Paper = brief.Letter
	}
	return b
}
