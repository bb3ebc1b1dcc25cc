package compose_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// texts returns the words of a page in drawing order, which is the order a screen reader and pdftotext -raw follow.
func texts(p *page.Page) string {
	var out []string
	for _, op := range p.Ops {
		if t, ok := op.(*page.Text); ok {
			out = append(out, strings.TrimSpace(t.Run.Text))
		}
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(out, " "), "\u00a0", " ")), " ")
}

func compact(s string) string { return strings.ReplaceAll(s, " ", "") }

// errorsOf returns the findings that stop an export.
func errorsOf(findings []brief.Finding) (out []brief.Finding) {
	for _, f := range findings {
		if f.Severity == brief.Error {
			out = append(out, f)
		}
	}
	return out
}

func TestTheGoodBriefIsOnePageWithNothingToMend(t *testing.T) {
	t.Parallel()
	doc, findings := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	if len(findings) > 0 {
		t.Errorf("findings: %+v", findings)
	}
	if len(doc.Pages) != 1 {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	order := []string{
		"Leadership · internal", "Data as of 31 Oct 2026 · v3", "Usage-based nudges", "Decision", "Approver", "12 Dec 2026",
		"Trial conversion", "11.1%", "+0.5 pp vs Jun 2026", "vs plan",
		"Context", "Competitors undercut", "held at 4,120 a month", "Conflict", "conversion rose 4.7% to 11.1%", "Resolution", "Nudge each trial",
		"Evidence", "In pilots, conversion rose 14% to 11.1%", "percent, monthly", "Jan–Oct 2026, actual and plan",
		"1product-metrics.xlsx, Funnel, Oct 2026", "2finance.csv", "Paid within 30 days ÷ trials started, owner Growth", "1 / 1",
	}
	rest := compact(texts(doc.Pages[0]))
	for _, want := range order {
		i := strings.Index(rest, compact(want))
		if i < 0 {
			t.Fatalf("%q is missing, or not in reading order, in %q", want, rest)
		}
		rest = rest[i:]
	}
	if doc.Title != sample().Headline || doc.Language != "en-US" || !strings.HasPrefix(doc.Subject, "Approve 2 engineers") {
		t.Errorf("metadata: %q, %q, %q", doc.Title, doc.Subject, doc.Language)
	}
	if want := time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC); !doc.Date.Equal(want) {
		t.Errorf("the file is dated %v, want the data's %v", doc.Date, want)
	}
}

func TestFiguresLeadToTheirSourceNotes(t *testing.T) {
	t.Parallel()
	doc, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	p := doc.Pages[0]
	anchors := map[string]float64{}
	for _, a := range p.Anchors {
		anchors[a.Name] = a.Y
	}
	if len(anchors) != 2 {
		t.Errorf("anchors: %v", anchors)
	}
	over := map[string]bool{}
	for _, l := range p.Links {
		if y, ok := anchors[l.Anchor]; !ok || y < p.Size.H*0.8 {
			t.Errorf("link at %v leads to %q", l.Box, l.Anchor)
		}
		for _, op := range p.Ops {
			if x, ok := op.(*page.Text); ok && nearly(x.Run.Box(x.At.X, x.At.Y), l.Box) {
				over[x.Run.Text] = true
			}
		}
	}
	for _, want := range []string{"4,120", "11.1%", "+0.5\u00a0pp", "Trial conversion · percent, monthly", "¹"} {
		if !over[want] {
			t.Errorf("%q is no link; links are over %v", want, over)
		}
	}
}

// nearly reports whether two boxes are one but for what a factor rounds.
func nearly(a, b page.Rect) bool { return a.Contains(b) && b.Contains(a) }

func TestBookmarksAreTheStory(t *testing.T) {
	t.Parallel()
	doc, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	var got []string
	for _, m := range doc.Pages[0].Bookmarks {
		got = append(got, strings.Repeat(" ", m.Level)+m.Title)
	}
	want := []string{
		sample().Headline,
		" Trial conversion 11.1%",
		" ARR $12.6M",
		" Trials 4,120",
		" Context: Competitors undercut us with a freemium tier since July.",
		" Conflict: The funnel leaks in week two, just before value shows.",
		" Resolution: Nudge each trial at the moment its usage stalls.",
		" Evidence: In pilots, conversion rose 14% to 11.1%.",
		" Chart: Trial conversion",
		" Sources",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsAreFindingsWithTheirPlace(t *testing.T) {
	t.Parallel()
	type want struct {
		place brief.Place
		code  string
		says  string
	}
	tests := []struct {
		name   string
		change func(b *brief.Brief)
		want   want
	}{
		{"an emoji", func(b *brief.Brief) { b.Beats[2].Body = "Ship it 🚀 now" }, want{"resolution.body", "unprintable", "The emoji “🚀” in the Resolution body"}},
		{"a script without a font", func(b *brief.Brief) { b.Headline = "漢字 wins" }, want{"headline", "unprintable", "The characters “漢”, “字” in the headline"}},
		{"a script in the ask", func(b *brief.Brief) { b.Ask.From = "漢" }, want{"ask.from", "unprintable", "“漢”"}},
		{"a figure without metric", func(b *brief.Brief) { b.Beats[0].Lead = "It rose {Nothing}." }, want{"context.lead", "figure-metric", "Nothing"}},
		{"a hero without metric", func(b *brief.Brief) { b.Evidence.Hero = "Nothing" }, want{"evidence.hero", "hero-metric", "“Nothing”"}},
		{"a hero by category", func(b *brief.Brief) {
			b.Metrics[1].Series = []*metric.Series{{Source: "funnel", Points: []metric.Point{{Category: "DE", Value: 1, Cell: "B4"}}}}
			b.Beats[0].Body = ""
			b.Evidence.Hero = "Trials"
		}, want{"evidence.hero", "hero-categories", "no one number"}},
		{"a chart without metric", func(b *brief.Brief) { b.Evidence.Chart.Metrics = []string{"Nothing"} }, want{"evidence.chart", "chart-metric", "“Nothing”"}},
		{"an empty chart", func(b *brief.Brief) { b.Evidence.Chart.Metrics = nil }, want{"evidence.chart", "chart-empty", "no metric"}},
		{"an unknown form", func(b *brief.Brief) { b.Evidence.Chart.Kind = "pie" }, want{"evidence.chart", "chart-kind", "“pie”"}},
		{"a waterfall of percentages", func(b *brief.Brief) { b.Evidence.Chart.Kind = brief.Waterfall }, want{"evidence.chart", "waterfall-percent", "percentages do not add up"}},
		{"bars of different units", func(b *brief.Brief) {
			b.Evidence.Chart = &brief.Chart{Kind: brief.Bar, Metrics: []string{"ARR", "Trials"}}
		}, want{"evidence.chart", "chart-units", "different units"}},
		{"a line over categories", func(b *brief.Brief) {
			b.Metrics[1].Series = []*metric.Series{{Source: "funnel", Points: []metric.Point{{Category: "DE", Value: 1, Cell: "B4"}}}}
			b.Beats[0].Body = ""
			b.Evidence.Chart.Metrics = []string{"Trials"}
		}, want{"evidence.chart", "chart-no-periods", "each category"}},
		{"a metric without values", func(b *brief.Brief) {
			b.Metrics[1].Series = nil
			b.Beats[0].Body = ""
			b.Evidence.Chart.Metrics = []string{"Trials"}
		}, want{"evidence.chart", "chart-empty", "no values"}},
	}
	f := pagetest.Fonts(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := sample()
			tt.change(b)
			_, findings := compose.Pages(f, b, compose.Options{})
			errs := errorsOf(findings)
			if len(errs) != 1 {
				t.Fatalf("findings: %+v", findings)
			}
			got := errs[0]
			if got.Place != tt.want.place || got.Code != tt.want.code || !strings.Contains(got.Text, tt.want.says) || got.Fix == "" {
				t.Errorf("got %+v, want %+v and a fix", got, tt.want)
			}
		})
	}
}

func TestAnUnresolvedFigureStandsOutInTheDraft(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Beats[1].Body = "It rose {Nothing} today."
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	for _, op := range doc.Pages[0].Ops {
		if x, ok := op.(*page.Text); ok && strings.Contains(x.Run.Text, "{Nothing}") {
			if x.Run.Style.Color != page.DefaultTheme.Warn {
				t.Errorf("the raw token is drawn in %v", x.Run.Style.Color)
			}
			return
		}
	}
	t.Error("the draft does not show the raw token")
}

func TestAnUnfinishedMonthIsSaid(t *testing.T) {
	t.Parallel()
	b := sample()
	for _, s := range b.Sources {
		s.Modified = time.Date(2026, 10, 14, 8, 0, 0, 0, time.UTC)
	}
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	got := texts(doc.Pages[0])
	for _, want := range []string{"Data as of 14 Oct 2026", "actual and plan; Oct 2026 to date"} {
		if !strings.Contains(compact(got), compact(want)) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestAQuoteTakesTheHeroesPlace(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Evidence.Hero = ""
	b.Evidence.Quote = &brief.Quote{Words: "Nothing told me what to do next.", Role: "Head of Operations", Segment: "mid-market", Date: "14 Oct 2026"}
	doc, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	if len(findings) > 0 {
		t.Errorf("findings: %+v", findings)
	}
	if got := texts(doc.Pages[0]); !strings.Contains(got, "Nothing told me what to do next.") || !strings.Contains(got, "Head of Operations , mid-market") {
		t.Errorf("no quote in %q", got)
	}
}

func TestABridgeOfPartsChecksItsSum(t *testing.T) {
	t.Parallel()
	b := sample()
	october := metric.MonthOf(2026, time.October)
	for i, part := range []struct {
		name  string
		value float64
	}{{"Opening ARR", 12.1e6}, {"New business", 0.9e6}, {"Churn", -0.4e6}, {"Closing ARR", 12.5e6}} {
		b.Metrics = append(b.Metrics, &metric.Metric{
			ID: part.name, Name: part.name, Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"},
			Series: []*metric.Series{sheettest.Row(metric.AC, "finance", "", 5+i, october, part.value)},
		})
	}
	b.Evidence.Chart = &brief.Chart{Kind: brief.Waterfall, Metrics: []string{"Opening ARR", "New business", "Churn", "Closing ARR"}}
	_, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	if len(findings) != 1 || !strings.Contains(findings[0].Text, "$0.1M is not explained") {
		t.Errorf("findings: %+v", findings)
	}
	b.Metric("Closing ARR").Series[0].Points[0].Value = 12.6e6
	if _, findings = compose.Pages(pagetest.Fonts(t), b, compose.Options{}); len(findings) > 0 {
		t.Errorf("findings: %+v", findings)
	}
}

func TestTheSameBriefGivesTheSamePages(t *testing.T) {
	t.Parallel()
	a, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	b, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

func TestOptionsWin(t *testing.T) {
	t.Parallel()
	b := sample()
	date := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{Paper: brief.Letter, Date: date})
	if doc.Pages[0].Size != page.Letter || !doc.Date.Equal(date) {
		t.Errorf("got %v of %v", doc.Pages[0].Size, doc.Date)
	}
	b.Settings.Paper = brief.Letter
	if doc, _ = compose.Pages(pagetest.Fonts(t), b, compose.Options{}); doc.Pages[0].Size != page.Letter {
		t.Errorf("the brief's own paper is %v", doc.Pages[0].Size)
	}
}

func TestUnknownProfilesAndPapersAreRefused(t *testing.T) {
	t.Parallel()
	_, findings := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{Profile: "poster", Paper: "a0"})
	if len(findings) != 2 || !strings.Contains(findings[0].Text, "“poster”") || !strings.Contains(findings[1].Text, "“a0”") {
		t.Errorf("findings: %+v", findings)
	}
}

func TestTextSaysWhatThePageSays(t *testing.T) {
	t.Parallel()
	got := compose.Text(pagetest.Fonts(t), sample(), compose.Options{})
	for _, want := range []string{
		"Usage-based nudges stop", "Decision: Approve 2 engineers", "By: 12 Dec 2026", "CONTEXT\nCompetitors undercut",
		"rose 14% to 11.1%.", "Trial conversion, Oct 2026: 11.1%\n+0.5\u00a0pp vs Jun 2026", "SOURCES\n1. product-metrics.xlsx · Funnel",
		"Data as of 31 Oct 2026 · v3 · Leadership · internal\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "{") || strings.Contains(got, "\n\n\n") {
		t.Errorf("not a finished text:\n%s", got)
	}
}
