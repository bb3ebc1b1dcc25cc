package brief

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/part"
)

const sampleStory = `# Usage-based nudges stop the week-two leak: extend them and recover {ARR gap | latest | compact}

> Ask: Approve one squad; pause the free tier, if need be; from CPO; by 12 Dec 2026

## Context

Competitors undercut us with a freemium tier, e.g. in March 2026. Trials keep coming ({Trials started} in October),
but {Compare share} now weigh us
against a free product.

A second paragraph.

## Conflict

The funnel leaks at week two, before users see value! Conversion {Trial conversion | moved from Jun 2026}.

## Resolution

Nudge each trial when its usage drops

## Evidence

In pilots, conversion rose {Pilot conversion | growth} to {Pilot conversion}.

quote: "They said \"never\" until the nudge" — VP, Ops, Mid-market, Oct 2026
chart: Line Pilot conversion, Trial conversion
`

func TestAStoryFileIsReadAsItsFormSays(t *testing.T) {
	t.Parallel()
	got, err := ParseStory(sampleStory)
	if err != nil {
		t.Fatal(err)
	}
	want := Story{
		Headline: "Usage-based nudges stop the week-two leak: extend them and recover {ARR gap | latest | compact}",
		Ask:      Ask{What: "Approve one squad; pause the free tier, if need be", From: "CPO", By: "12 Dec 2026"},
		Beats: [4]Beat{
			{
				Lead: "Competitors undercut us with a freemium tier, e.g. in March 2026.",
				Body: "Trials keep coming ({Trials started} in October), but {Compare share} now weigh us against a free product.\n\nA second paragraph.",
			},
			{Lead: "The funnel leaks at week two, before users see value!", Body: "Conversion {Trial conversion | moved from Jun 2026}."},
			{Lead: "Nudge each trial when its usage drops"},
			{Lead: "In pilots, conversion rose {Pilot conversion | growth} to {Pilot conversion}."},
		},
		Evidence: Proof{
			Quote: &Quote{Words: `They said "never" until the nudge`, Role: "VP", Segment: "Ops", Date: "Mid-market, Oct 2026"},
			Chart: &Chart{Kind: Line, Metrics: []string{"Pilot conversion", "Trial conversion"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryMistakeInAStoryFileNamesItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"Hello", "line 1: this text stands before the first section"},
		{"# A\n\n# B", "line 3: there is a second headline"},
		{"## Context\n\n## Risks\n\nText", "line 3: “Risks” is no section"},
		{"## Context\n\n## context", "line 3: there is a second section Context"},
		{"> Ask: a\n\n> Ask: b", "line 3: there is a second Ask"},
		{"## Evidence\n\nchart: pie NRR", "line 3: “pie” is no chart"},
		{"## Evidence\nchart: line", "line 2: the chart names no metric"},
		{"## Evidence\nquote: we love it", "line 2: the quote is not of the form"},
		{"## Evidence\nhero: NRR\nhero: ARR", "line 3: there is a second hero line"},
		{"## Evidence\nhero: NRR\nquote: \"Yes\"", "both a hero metric and a quote"},
	} {
		_, err := ParseStory(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q answers %v, want %q", c.text, err, c.want)
		}
	}
}

func TestAStoryFileOfAnotherEditorIsRead(t *testing.T) {
	t.Parallel()
	text := "\ufeff# Headline\r\n\r\n> Ask: Decide\r\n> now; from CEO\r\n\r\n## CONTEXT\r\n\r\nLead.\r\nBody\r\n"
	got, err := ParseStory(text)
	want := Story{Headline: "Headline", Ask: Ask{What: "Decide now", From: "CEO"}, Beats: [4]Beat{{Lead: "Lead.", Body: "Body"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestTheWrittenFileIsTheOneInTheManual(t *testing.T) {
	t.Parallel()
	b := New("x")
	ApplyStory(b, Story{
		Headline: "Go", Ask: Ask{What: "Approve", From: "CPO", By: "12 Dec 2026"},
		Beats: [4]Beat{
			{Lead: "Rivals went free.", Body: "Trials fell.\nChurn did not.\n\n# 1 is not a heading."},
			{Lead: "We leak. Badly.", Body: "In week two."},
			{Body: "No lead yet."},
			{},
		},
		Evidence: Proof{Hero: "NRR", Chart: &Chart{Kind: Bar, Metrics: []string{"NRR", "Churn, net"}}},
	})
	want := `# Go

> Ask: Approve; from CPO; by 12 Dec 2026

## Context

Rivals went free.

Trials fell.\
Churn did not.

\# 1 is not a heading.

## Conflict

lead: We leak. Badly.

In week two.

## Resolution

` + "lead: " + `

No lead yet.

## Evidence

hero: NRR
chart: bar NRR, Churn\, net
`
	if diff := cmp.Diff(want, b.Markdown()); diff != "" {
		t.Error(diff)
	}
}

// Generated briefs are read back exactly as they were written, whatever marks, figures and backslashes they hold.
func TestStoriesRoundTrip(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	atoms := []string{
		"Churn", "rose", "to 12.4%.", "e.g. this", "Why?", "Now!", "{ARR | growth from Jun 2026}", `{A \| B | vs plan | 1 decimal}`, `\{`, `\`, `\\`,
		`"quoted"`, `\"`, "“curly”", ";", "; from", "; by", "from", "by", "by noon", ",", "—", "- x", "#", "##", "# x", ">", "> Ask: x", "lead:", "hero: NRR",
		"quote:", "Chart: line", "U.S.", "…", "No. 5", "v2.1", "(so.)", "é", "漢字", "J. Doe", "{", "}", "|", "**bold**", "\u00a0x",
	}
	phrase := func(most int) string {
		var words []string
		for range r.IntN(most + 1) {
			words = append(words, atoms[r.IntN(len(atoms))])
		}
		return strings.TrimSpace(strings.Join(words, " "))
	}
	body := func() string {
		var paragraphs []string
		for range r.IntN(3) {
			var lines []string
			for range 1 + r.IntN(2) {
				if line := phrase(6); line != "" {
					lines = append(lines, line)
				}
			}
			if len(lines) > 0 {
				paragraphs = append(paragraphs, strings.Join(lines, "\n"))
			}
		}
		return strings.Join(paragraphs, "\n\n")
	}
	name := func() string { return strings.TrimSpace("M" + phrase(3)) }
	for range 5000 {
		s := Story{Headline: phrase(6), Ask: Ask{What: phrase(6), From: phrase(3), By: phrase(3)}}
		for k := range s.Beats {
			s.Beats[k] = Beat{Lead: phrase(7), Body: body()}
		}
		switch r.IntN(3) {
		case 0:
			s.Evidence.Hero, s.Evidence.N, s.Evidence.Against = name(), phrase(3), phrase(3)
		case 1:
			s.Evidence.Quote = &Quote{Words: phrase(6), Role: phrase(3), Segment: phrase(3), Date: phrase(3), Consent: phrase(3), Similar: phrase(2)}
		}
		for i := range r.IntN(3) {
			if s.Parts == nil {
				s.Parts = part.Set{}
			}
			s.Parts[PriorityKind] = append(s.Parts[PriorityKind], &Priority{
				Meta: part.Meta{ID: fmt.Sprintf("p%d%s", i, phrase(1))}, Sentence: phrase(5), OwnerRole: phrase(2), Metric: phrase(2), Target: phrase(2),
			})
			s.Parts[TypedKind] = append(s.Parts[TypedKind], &TypedReason{
				Place: "conflict.body", Text: fmt.Sprintf("%d%%\"", i), Occurrence: i, Reason: "r" + phrase(3),
			})
			s.Beats[i].Priority = name()
		}
		if r.IntN(2) == 0 {
			s.Evidence.Chart = &Chart{Kind: ChartKinds[r.IntN(len(ChartKinds))]}
			for range 1 + r.IntN(3) {
				s.Evidence.Chart.Metrics = append(s.Evidence.Chart.Metrics, name())
			}
			sayMore(r, s.Evidence.Chart, phrase)
		}
		text := s.Markdown()
		got, err := ParseStory(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(s, got); diff != "" {
			t.Fatalf("%s\nin\n%s", diff, text)
		}
		if again := got.Markdown(); again != text {
			t.Fatalf("written again it differs:\n%s", cmp.Diff(text, again))
		}
	}
}

// sayMore gives a chart some of the lines that follow it.
func sayMore(r *rand.Rand, c *Chart, phrase func(int) string) {
	periods := []string{"", "Jan 2025", "Q3", "FY26", "2026-W05", "31 Oct 2026"}
	period := func(i int) string { return periods[i+r.IntN(len(periods)-i)] }
	c.From, c.To = period(0), period(0)
	if r.IntN(2) == 0 {
		c.Difference = Span{period(1), period(1)}
	}
	c.Highlight, c.Alt = phrase(2), phrase(9)
	for range r.IntN(MostAnnotations + 1) {
		c.Annotations = append(c.Annotations, Annotation{At: phrase(2), Text: phrase(5)})
	}
	for range r.IntN(5) {
		c.Quadrants = append(c.Quadrants, phrase(2))
	}
}

func TestWhatIsSaidOfAChartIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	const head = "## Evidence\n\nchart: line NRR\n"
	for _, c := range []struct {
		text string
		want Chart
	}{
		{"difference: Jan 2026 → Oct 2026", Chart{Difference: Span{"Jan 2026", "Oct 2026"}}},
		{"difference: from Jan 2026 to Oct 2026", Chart{Difference: Span{"Jan 2026", "Oct 2026"}}},
		{"difference: Jan -> Oct", Chart{Difference: Span{"Jan", "Oct"}}},
		{"period: from Jan 2025", Chart{From: "Jan 2025"}},
		{"period: to Q3 2026", Chart{To: "Q3 2026"}},
		{"Period: from Jan 2025 to Oct 2026", Chart{From: "Jan 2025", To: "Oct 2026"}},
		{"highlight: EMEA", Chart{Highlight: "EMEA"}},
		{"title: ARR {ARR | moved} since spring", Chart{Title: "ARR {ARR | moved} since spring"}},
		{"annotate: Sep 2026 — pricing, {ARR | change}", Chart{Annotations: []Annotation{{At: "Sep 2026", Text: "pricing, {ARR | change}"}}}},
		{"annotate: Sep 2026 - pricing", Chart{Annotations: []Annotation{{At: "Sep 2026", Text: "pricing"}}}},
		{"annotate: Mid \\— market — fell", Chart{Annotations: []Annotation{{At: "Mid — market", Text: "fell"}}}},
		{"quadrants: Do now, Plan, Delegate, Drop", Chart{Quadrants: []string{"Do now", "Plan", "Delegate", "Drop"}}},
		{"alt: A line.", Chart{Alt: "A line."}},
	} {
		c.want.Kind, c.want.Metrics = Line, []string{"NRR"}
		got, err := ParseStory(head + c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if diff := cmp.Diff(&c.want, got.Evidence.Chart); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
	for text, want := range map[string]string{
		"difference: Oct":  "no pair of periods",
		"period: always":   "no window of periods",
		"annotate: prices": "annotate: Sep 2026",
		"annotate: a — b\nannotate: c — d\nannotate: e — f\nannotate: g — h": "at most 3",
		"quadrants: a, b, c, d, e": "four fields",
		"alt: a\nalt: b":           "second alt line",
	} {
		if _, err := ParseStory(head + text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q answers %v, want %q", text, err, want)
		}
	}
	// Where no chart is named, such a line is a sentence.
	if s, err := ParseStory("## Evidence\n\nA lead.\n\nPeriod: we need more time."); err != nil || s.Beats[Evidence].Body == "" {
		t.Errorf("a sentence that begins like a chart's line is read as %+v, %v", s, err)
	}
}

// Whatever a person saves as a story file, reading it ends, and what was read is written and read back the same.
func FuzzStory(f *testing.F) {
	f.Add(sampleStory)
	f.Add("## Context\n\nlead:\n\\\n\\# x\\\\\n")
	f.Add("## Evidence\nchart: 2x2 A, B\nperiod: to a → b\ndifference: from from a to b\nannotate: a\\\\— b — c\nquadrants:")
	f.Add("> Ask: ; from ; by\n> x")
	f.Add("# \v&")
	f.Add("## Context\nA.\n\nx\n\\\na")
	f.Add("## Evidence\nquote: \"a\\\" — b\" -- c\\, d, e")
	f.Fuzz(func(t *testing.T, text string) {
		first, err := ParseStory(text)
		if err != nil {
			return
		}
		second, err := ParseStory(first.Markdown())
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, first.Markdown())
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("%s\n%s", diff, first.Markdown())
		}
	})
}
