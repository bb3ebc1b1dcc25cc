package coach

import (
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
)

// ready is a brief that a leadership team could be handed.
func ready() *brief.Brief {
	b := brief.New("x")
	b.Sources = []*brief.Source{{ID: "s1", File: "product-metrics.xlsx"}}
	add := func(name string, u metric.Unit, values ...float64) *metric.Metric {
		s := sheettest.Row(metric.AC, "s1", "Metrics", 2, metric.MonthOf(2026, time.June), values...)
		m := &metric.Metric{ID: name, Name: name, Unit: u, Series: []*metric.Series{s}}
		b.Metrics = append(b.Metrics, m)
		return m
	}
	percent := metric.Unit{Kind: metric.Percent}
	add("Trial conversion", percent, 0.115, 0.107, 0.097, 0.109, 0.111)
	add("Pilot conversion", percent, 0.115, 0.118, 0.121, 0.124, 0.131).Target = &metric.Target{Value: 0.13}
	add("NRR", percent, 1.04, 1.035, 1.031, 1.03, 1.034)
	add("Trials started", metric.Unit{Kind: metric.Count}, 4010, 4050, 4080, 4100, 4120)
	add("ARR gap", metric.Unit{Kind: metric.Currency, Currency: "USD"}, 0.2e6, 0.3e6, 0.5e6, 0.9e6, 1.1e6)
	b.Headline = "Usage-based nudges stop the week-two leak: extend them to every trial and start closing the {ARR gap} ARR gap"
	b.Ask = brief.Ask{What: "Approve 2 engineers for 8 weeks to bring the nudges to every trial", From: "CPO", By: "12 Dec 2026"}
	b.Beats = [4]brief.Beat{
		{
			Lead: "Competitors undercut us with a freemium tier in March 2026.",
			Body: "Trials keep coming, {Trials started} in October, but since Q3 buyers on Windows 11 and macOS alike weigh us against a free product in their 1st week.",
		},
		{
			Lead: "The funnel leaks trial users at week 2, before they see value.",
			Body: "Trial conversion {Trial conversion | moved from Jun}. Matching free would stop the leak and give up the price, and the FY27 plan is due on 15 Jan.",
		},
		{
			Lead: "We nudge each trial when its usage drops, instead of matching the free tier.",
			Body: "A nudge names the next unused step within 24 hours. It serves our priority for the year, net revenue retention, at {NRR}; API v2 slips to 2027 in return.",
		},
		{
			Lead: "In pilots, conversion {Pilot conversion | moved from Jun}.",
			Body: "That is {Pilot conversion | vs target} against target after a 4-week pilot; all trials together stand at {Trial conversion}.",
		},
	}
	b.Evidence = brief.Proof{Hero: "Pilot conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Pilot conversion"}}}
	return b
}

func TestTheCoachIsSilentOnAGoodBrief(t *testing.T) {
	t.Parallel()
	for _, f := range Review(ready()) {
		t.Errorf("%s at %s: %s", f.Code, f.Place, f.Text)
	}
	quoted := ready()
	quoted.Evidence.Hero = ""
	quoted.Evidence.Quote = &brief.Quote{
		Words: "We tried 3 tools and various plans; the nudge is what made us stay.", Role: "Head of Operations", Segment: "Mid-market", Date: "Oct 2026", Consent: "by mail, 3 Nov 2026",
	}
	for _, f := range Review(quoted) {
		t.Errorf("with a quote, %s at %s: %s", f.Code, f.Place, f.Text)
	}
	if got := Review(brief.New("x")); got != nil {
		t.Errorf("an empty brief is scolded: %v", got)
	}
}

func TestTheCoachNamesWhatLeadershipTripsOver(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 60)
	for _, c := range []struct {
		name   string
		change func(*brief.Brief)
		code   string
		place  brief.Place
		text   string // in the finding's text or its fix
	}{
		{"no headline", func(b *brief.Brief) { b.Headline = " " }, "headline-missing", "headline", "no headline"},
		{"no ask", func(b *brief.Brief) { b.Ask = brief.Ask{} }, "ask-incomplete", "ask.what", "asks for nothing"},
		{"half an ask", func(b *brief.Brief) { b.Ask.From, b.Ask.By = "", "" }, "ask-incomplete", "ask.from", "who decides and by when"},
		{"two leads missing", func(b *brief.Brief) { b.Beats[1].Lead, b.Beats[2].Lead = "", "" }, "lead-missing", "conflict.lead", "Conflict and Resolution have no leads"},
		{"no hero", func(b *brief.Brief) { b.Evidence.Hero = "" }, "hero-missing", "evidence.hero", "no hero"},
		{"no chart", func(b *brief.Brief) { b.Evidence.Chart = nil }, "chart-missing", "evidence.chart", "no chart"},
		{"a hero that is gone", func(b *brief.Brief) { b.Evidence.Hero = "Churn" }, "hero-metric", "evidence.hero", "no metric of that name"},
		{"a chart of what is gone", func(b *brief.Brief) { b.Evidence.Chart.Metrics[0] = "Churn" }, "chart-metric", "evidence.chart", "“Churn”"},
		{"a long headline", func(b *brief.Brief) { b.Headline = long }, "too-long", "headline", "60 words, 40 more"},
		{"a long lead", func(b *brief.Brief) { b.Beats[0].Lead = long }, "too-long", "context.lead", "Cut it to 20 words."},
		{"a long body", func(b *brief.Brief) { b.Beats[3].Body = long }, "too-long", "evidence.body", "60 words, 15 more"},
		{"a figure that does not resolve", func(b *brief.Brief) { b.Beats[3].Body = "Up {Plot conversion}." }, "figure-metric", "evidence.body", "Pilot conversion"},
		{"a typed number some metric has", func(b *brief.Brief) { b.Beats[3].Body = "Pilot conversion now is 13.1%." }, "typed-number", "evidence.body", "{Pilot conversion}"},
		{"a typed number no metric has", func(b *brief.Brief) { b.Beats[0].Body = "The market is worth $4.2bn." }, "typed-number", "context.body", "say in the sentence where it comes from"},
		{"money in the ask", func(b *brief.Brief) { b.Ask.What = "Approve $250k" }, "typed-number", "ask.what", "$250k"},
		{"a hedge", func(b *brief.Brief) { b.Beats[3].Lead = "The pilot looks okay." }, "hedge", "evidence.lead", "looks okay"},
		{"output for outcome", func(b *brief.Brief) { b.Beats[2].Lead = "We built three features." }, "output", "resolution.lead", "changed for customers"},
		{"blame", func(b *brief.Brief) { b.Beats[1].Lead = "Sales failed to follow up." }, "blame", "conflict.lead", "without who is at fault"},
		{"a passive ask", func(b *brief.Brief) { b.Ask.What = "It is requested that funds be found" }, "passive-ask", "ask.what", "verb"},
	} {
		b := ready()
		c.change(b)
		findings := Review(b)
		if len(findings) != 1 {
			t.Errorf("%s: %d findings: %+v", c.name, len(findings), findings)
			continue
		}
		f := findings[0]
		if f.Code != c.code || f.Place != c.place || !strings.Contains(f.Text+" "+f.Fix, c.text) || f.Fix == "" {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestAQuoteNeedsItsSpeaker(t *testing.T) {
	t.Parallel()
	b := ready()
	b.Evidence.Hero, b.Evidence.Quote = "", &brief.Quote{Words: strings.Repeat("so ", 41), Role: "CTO"}
	var codes []string
	for _, f := range Review(b) {
		codes = append(codes, f.Code)
	}
	if !slices.Equal(codes, []string{"too-long", "quote-source"}) {
		t.Errorf("found %v", codes)
	}
}

func TestOnlyWhatCannotBeExportedIsAnError(t *testing.T) {
	t.Parallel()
	b := brief.New("x")
	b.Beats[0].Body = "Various things, 12% of them " + strings.Repeat("long ", 300)
	b.Evidence.Quote = &brief.Quote{}
	findings := Review(b)
	if len(findings) < 5 {
		t.Errorf("only %d findings on a brief with little right", len(findings))
	}
	for _, f := range findings {
		if f.Severity == brief.Error {
			t.Errorf("%s stops the export", f.Code)
		}
	}
}

func TestEveryRuleIsFitToBeShown(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.Code] || r.Code == "" || r.check == nil || r.Severity == "" || r.Why != "" && !strings.HasSuffix(r.Why, ".") {
			t.Errorf("the rule %+v", r)
		}
		if r.Weak == "" || r.Better == "" || r.Fix == "" || RuleOf(r.Code) == nil {
			t.Errorf("the rule %s has no example or no fix", r.Code)
		}
		seen[r.Code] = true
	}
	for _, p := range phrases {
		if !seen[p.code] || !strings.HasSuffix(p.better, ".") {
			t.Errorf("the phrase %v", p.pattern)
		}
	}
}

func BenchmarkReview(b *testing.B) {
	doc := ready()
	b.ReportAllocs()
	for b.Loop() {
		Review(doc)
	}
}

func TestANumberWithAReasonIsLeftAlone(t *testing.T) {
	t.Parallel()
	b := ready()
	b.Beats[brief.Context].Body = "The market is worth $4.2bn."
	found := Review(b)
	if len(found) != 1 || found[0].Typed == nil {
		t.Fatalf("%+v", found)
	}
	b.GiveReason(found[0].Typed.Place, found[0].Typed.Text, found[0].Typed.Occurrence, "analyst report")
	b.Beats[brief.Context].Body = "Analysts put the market at $4.2bn in 2026."
	if again := Review(b); len(again) > 0 {
		t.Errorf("%+v", again)
	}
}

func TestOneNumberInTwoFormatsOrTwoValuesIsFound(t *testing.T) {
	t.Parallel()
	for text, code := range map[string]string{
		"All trials stand at {Trial conversion | latest | 0 decimals}.": "two-formats",
		"Pilot conversion is 12.9%.":                                    "two-values",
		"Pilot conversion is {Pilot conversion}, at last.":              "",
	} {
		b := ready()
		b.Beats[brief.Conflict].Body += " All trials stand at {Trial conversion}."
		b.Beats[brief.Evidence].Body = text
		var codes []string
		for _, f := range Review(b) {
			codes = append(codes, f.Code)
		}
		if slices.Contains(codes, code) != (code != "") || code == "" && len(codes) > 0 {
			t.Errorf("%q: %v", text, codes)
		}
	}
	b := ready()
	for _, m := range b.Metrics[:2] {
		m.Definition = "Trials that pay within 30 days"
	}
	if found := Review(b); len(found) != 1 || found[0].Code != "two-definitions" {
		t.Errorf("%+v", found)
	}
}
