package figure

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/figure/figuretest"
	"throughline/app/metric"
)

func TestFiguresPrintTheirNumber(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	for text, want := range map[string]string{
		"{Trial conversion}":                           "12.4%",
		"{ trial CONVERSION | latest }":                "12.4%",
		"{Trial conversion | Jun 2026}":                "11.5%",
		"{Trial conversion | 2026-06}":                 "11.5%",
		"{Trial conversion | june}":                    "11.5%",
		"{Trial conversion | change}":                  "+1.5\u00a0pp",
		"{Trial conversion | change from Jun}":         "+0.9\u00a0pp",
		"{Trial conversion | Change  From  2026-06}":   "+0.9\u00a0pp",
		"{Trial conversion | growth}":                  "14%",
		"{Trial conversion | growth | 1 decimal}":      "13.8%",
		"{Trial conversion | moved}":                   "rose 14% to 12.4%",
		"{Trial conversion | moved from Jun | points}": "rose 0.9\u00a0pp to 12.4%",
		"{Trial conversion | moved | 2 decimals}":      "rose 14% to 12.40%",
		"{Trial conversion | verb}":                    "rose",
		"{Trial conversion | vs target}":               "−0.6\u00a0pp",
		"{Trial conversion | vs target %}":             "−4.6%",
		"{Trial conversion | vs plan}":                 "−0.1\u00a0pp",
		"{Trial conversion | average}":                 "11.3%",
		"{Trial conversion | average since Sep}":       "11.7%",
		"{Trial conversion | high}":                    "12.4%",
		"{Trial conversion | low}":                     "9.7%",
		"{Trial conversion | latest | index}":          "108",
		"{Trial conversion | latest | 0 decimals}":     "12%",
		"{ARR}":                                            "$12.6M",
		"{ARR | latest | full}":                            "$12,600,000",
		"{ARR | change}":                                   "+$412k",
		"{ARR | vs target}":                                "−$400k",
		"{ARR | moved}":                                    "rose 3.4% to $12.6M",
		"{ARR | moved | full}":                             "rose 3.4% to $12,600,000",
		"{ARR | moved | points}":                           "rose $0.41M to $12.6M",
		"{Support tickets}":                                "4,120",
		"{Support tickets | latest | compact}":             "4.12k",
		"{Support tickets | moved}":                        "held at 4,120",
		"{Support tickets | verb}":                         "held",
		"{Support tickets | total since Aug}":              "12,360",
		"{Revenue by country | germany}":                   "$5M",
		"{Revenue by country | total}":                     "$8M",
		`{A\|B \{net\} \\ C}`:                              "1",
		`{A\|B \{net\} \\ C | moved}`:                      "rose 2 to 1", // a negative base has no growth
		`Mind the \{gap\}, {ARR}.`:                         `Mind the {gap\}, $12.6M.`,
		"No figure, 12.4% typed, a } and a \\ left alone.": "No figure, 12.4% typed, a } and a \\ left alone.",
	} {
		got := r.Field("context.body", text)
		if got.String() != want || len(got.Findings) > 0 {
			t.Errorf("%s prints %q, want %q; %v", text, got, want, got.Findings)
		}
	}
	for _, e := range r.Ledger() {
		if n, text, ok := e.Recompute(nil); !ok || text != e.Text || math.Abs(n-e.Value) > 1e-9*math.Abs(e.Value) {
			t.Errorf("%s prints %q and is recomputed as %q", e.Raw, e.Text, text)
		}
	}
}

func TestAFigureThatFallsSaysSo(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Metrics[0].Series[0] = figuretest.Series(metric.AC, "Funnel", 4, 0.115, 0.1151, 0.097)
	b.Metrics = append(b.Metrics, &metric.Metric{
		ID: "m9", Name: "Active users", Unit: metric.Unit{Kind: metric.Percent},
		Series: []*metric.Series{figuretest.Series(metric.AC, "Funnel", 9, 0.124, 0.126)},
	})
	r := New(b)
	for text, want := range map[string]string{
		"{Trial conversion | moved from Jan | points}": "fell 1.8\u00a0pp to 9.7%",
		"{Trial conversion | moved}":                   "fell 16% to 9.7%",
		"{Active users | moved | 0 points}":            "rose 0.2\u00a0pp to 13%",
		"{Trial conversion | verb}":                    "fell",
	} {
		if got := r.Field("x", text).String(); got != want {
			t.Errorf("%s prints %q, want %q", text, got, want)
		}
	}
	b.Metrics[2].Series[0] = figuretest.Series(metric.AC, "Support", 7, 9_000_000, 9_000_001)
	if got := New(b).Field("x", "{Support tickets | moved | full}").String(); got != "rose 1 to 9,000,001" {
		t.Errorf("growth that prints as zero prints %q", got)
	}
	b.Metrics[2].Series[0] = figuretest.Series(metric.AC, "Support", 7, 1_250_000, -3_200_000, -800_000)
	for text, want := range map[string]string{
		"{Support tickets | moved from Jan}":        "fell 2.05M to −0.8M", // not “fell 164%”: into a loss no percentage means anything
		"{Support tickets | moved}":                 "rose 2.4M to −0.8M",  // one scale, not “2,400k to −800k”
		"{Support tickets | moved | full 0 points}": "rose 2,400,000 to −800,000",
	} {
		if got := New(b).Field("x", text).String(); got != want {
			t.Errorf("%s prints %q, want %q", text, got, want)
		}
	}
	b.Metrics[0].Series[0].Points = b.Metrics[0].Series[0].Points[:2]
	if got := New(b).Field("x", "{Trial conversion | moved}").String(); got != "held at 11.5%" {
		t.Errorf("a move too small to print prints %q", got)
	}
}

func TestABlockSharesOneScale(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	texts := r.Block(
		brief.Field{Place: "context.lead", Text: "ARR is {ARR}."},
		brief.Field{Place: "context.body", Text: "It grew {ARR | change}, in full {ARR | change | full}; tickets {Support tickets}."},
	)
	if got := texts[0].String() + " " + texts[1].String(); got != "ARR is $12.6M. It grew +$0.41M, in full +$412,000; tickets 4,120." {
		t.Errorf("the block reads %q", got)
	}
}

func TestTheWholeBriefResolvesInReadingOrder(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Headline = "{ARR} now"
	b.Ask.What = "Keep {Trial conversion}"
	b.Beats[brief.Conflict] = brief.Beat{Lead: "Up {ARR | change}", Body: "to {ARR}"}
	r := New(b)
	texts := r.Brief()
	if got := texts["conflict.lead"].String(); got != "Up +$0.41M" {
		t.Errorf("lead and body do not share a scale: %q", got)
	}
	var places []brief.Place
	for _, e := range r.Ledger() {
		places = append(places, e.Place)
	}
	if diff := cmp.Diff([]brief.Place{"headline", "ask.what", "conflict.lead", "conflict.body"}, places); diff != "" {
		t.Error(diff)
	}
}

func TestEachNumberIsFollowedBackToItsCells(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	r.Field("headline", "{Trial conversion | vs target} {ARR | vs target} {Trial conversion | vs plan}")
	oct := metric.MonthOf(2026, time.October)
	want := []Entry{
		{
			Place: "headline", Raw: "{Trial conversion | vs target}", Text: "−0.6\u00a0pp", Metric: "Trial conversion", View: "vs target",
			Formula: "K4 − Targets!C2", Value: -0.006, Unit: metric.Points, AsOf: oct, Base: oct, Source: "s1", File: "metrics.xlsx", Sheet: "Funnel",
			Cells: []string{"K4", "[plan.xlsx]Targets!C2"},
		},
		{
			Place: "headline", Raw: "{ARR | vs target}", Text: "−$400k", Metric: "ARR", View: "vs target", Formula: "K2 − the target set by hand",
			Value: -400_000, Unit: metric.Unit{Kind: metric.Currency, Currency: "USD"}, AsOf: oct, Base: oct,
			Source: "s1", File: "metrics.xlsx", Sheet: "Revenue", Cells: []string{"K2"},
		},
		{
			Place: "headline", Raw: "{Trial conversion | vs plan}", Text: "−0.1\u00a0pp", Metric: "Trial conversion", View: "vs plan",
			Formula: "K4 − Plan!K4", Value: -0.001, Unit: metric.Points, AsOf: oct, Base: oct, Source: "s1", File: "metrics.xlsx", Sheet: "Funnel",
			Cells: []string{"K4", "Plan!K4"},
		},
	}
	for i := range want {
		want[i].Role, want[i].Kind, want[i].Measure, want[i].Op = RoleText, Figure, metric.Difference, metric.OpDifference
	}
	ledger := r.Ledger()
	terms := []Term{
		{Source: "s1", File: "metrics.xlsx", Sheet: "Funnel", Cell: "K4", Value: 0.124, Period: oct},
		{Source: "s2", File: "plan.xlsx", Sheet: "Targets", Cell: "C2", Value: 0.13, Period: oct, Scenario: metric.PL},
	}
	if diff := cmp.Diff(terms, ledger[0].Terms); diff != "" {
		t.Error(diff)
	}
	for i := range ledger {
		ledger[i].Terms, ledger[i].Print = nil, metric.Format{}
	}
	near := cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })
	if diff := cmp.Diff(want, ledger, near); diff != "" {
		t.Error(diff)
	}
}

func TestAFigureThatCannotResolveNamesItsSentence(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	for _, c := range []struct{ figure, code, text, fix string }{
		{"{Trail conversion | moved}", "figure-metric", "names the metric “Trail conversion”, and the brief has none of that name.", "Write {Trial conversion | moved}."},
		{"{tickets}", "figure-metric", "names the metric “tickets”", "Write {Support tickets}."},
		{"{Churn}", "figure-metric", "names the metric “Churn”", "Choose one of the brief's metrics: Trial conversion, ARR, Support tickets"},
		{"{}", "figure-metric", "has the figure {}, which names no metric.", "Name a metric between the braces."},
		{"{ | growth}", "figure-metric", "which names no metric.", "Name a metric"},
		{"{ARR | grwoth}", "figure-view", "and “grwoth” is no view.", "Write {ARR | growth}."},
		{"{ARR | soon}", "figure-view", "and “soon” is no view.", "Name a period from Jan 2026 to Oct 2026, or a view such as latest"},
		{"{ARR | growth from soon}", "figure-view", "and “soon” is no period.", "Name a period from Jan 2026 to Oct 2026"},
		{"{ARR | latest | shiny}", "figure-format", "and “shiny” is no format.", "Use compact, full, 0 decimals, index, size or points."},
		{"{ARR | latest | compcat}", "figure-format", "and “compcat” is no format.", "Write {ARR | latest | compact}."},
		{"{ARR | Dec 2026}", "figure-value", "but ARR has no value for Dec 2026; it runs from Jan 2026 to Oct 2026.", "Ask for what is there: from Jan 2026 to Oct 2026."},
		{"{ARR | Q3 2026}", "figure-value", "but ARR is kept by month and has no value for Q3 2026, and its values are not known to add up to a quarter.", "Name a month from Jan 2026 to Oct 2026."},
		{"{ARR | Q3}", "figure-value", "but ARR is kept by month and has no value for Q3 2026, and its values are not known to add up to a quarter.", "Name a month"},
		{"{ARR | Dec}", "figure-value", "but ARR has no value for Dec 2026", "Ask for what is there"},
		{"{ARR | vs plan}", "figure-value", "but ARR has no plan.", "Import a plan column with it, or use “vs target”."},
		{"{Support tickets | vs target}", "figure-value", "but Support tickets has no target.", "Set a target in the metric's details."},
		{"{Trial conversion | total}", "figure-value", "percentages do not add up.", "Use “average”."},
		{"{Trial conversion | change | index}", "figure-value", "cannot be shown as an index, because “change” is no level.", ""},
		{"{Revenue by country}", "figure-value", "has one value per category and no periods.", "Name one of Germany, France."},
		{"{Revenue by country | Spain}", "figure-value", "has no value for “Spain”.", "Ask for what is there: Germany, France."},
		{"{ARR", "figure-unclosed", "opens a figure with { and never closes it.", "Close it with }"},
	} {
		text := "First, e.g. this. Then it is " + c.figure
		got := r.Field("conflict.body", text)
		if len(got.Findings) != 1 {
			t.Errorf("%s has findings %v", c.figure, got.Findings)
			continue
		}
		f := got.Findings[0]
		if f.Severity != brief.Error || f.Place != "conflict.body" || f.Code != c.code ||
			!strings.HasPrefix(f.Text, "“Then it is "+c.figure+"” ") || !strings.Contains(f.Text, c.text) || !strings.HasPrefix(f.Fix, c.fix) {
			t.Errorf("%s is reported as %+v", c.figure, f)
		}
		if got.String() != text {
			t.Errorf("%s prints %q", c.figure, got)
		}
	}
	if len(r.Ledger()) != 0 {
		t.Errorf("what did not resolve is in the ledger: %v", r.Ledger())
	}
}

func TestManyOpenBracesAreOneFinding(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	got := r.Field("context.body", "It is {ARR. Then {Trial conversion} and {ARR.\n"+strings.Repeat("{", 10_000))
	if len(got.Findings) != 1 {
		t.Fatalf("%d findings for one field of open braces", len(got.Findings))
	}
	want := "“It is {ARR.” opens a figure with { and never closes it, the first of 10002 such braces."
	if f := got.Findings[0]; f.Code != "figure-unclosed" || f.Text != want {
		t.Errorf("%s: %s\nwant %s", f.Code, f.Text, want)
	}
	if len(r.Ledger()) != 1 {
		t.Errorf("the figure among them is lost: %v", r.Ledger())
	}
}

func TestScanKeepsOffsetsAndEscapes(t *testing.T) {
	t.Parallel()
	text := `\{no} {A | B | C | D} and {E\}F} {open {G}` + "\n{too\nlong}"
	tokens, errs := Scan(text)
	want := []Token{
		{Start: 6, End: 21, Raw: "{A | B | C | D}", Metric: "A", View: "B", Format: "C | D"},
		{Start: 26, End: 32, Raw: `{E\}F}`, Metric: "E}F"},
		{Start: 39, End: 42, Raw: "{G}", Metric: "G"},
	}
	if diff := cmp.Diff(want, tokens); diff != "" {
		t.Error(diff)
	}
	if len(errs) != 2 || errs[0].Raw != "{open " || errs[1].Raw != "{too" {
		t.Errorf("unclosed: %+v", errs)
	}
	for _, token := range tokens {
		if text[token.Start:token.End] != token.Raw {
			t.Errorf("%+v does not lie where it says", token)
		}
	}
}

func TestWriteIsReadBack(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	letters := []string{"A", "b", " ", "|", "{", "}", `\`, "%", "é"}
	some := func() string {
		var s string
		for range 1 + r.IntN(5) {
			s += letters[r.IntN(len(letters))]
		}
		return "m" + s + "m"
	}
	for range 2000 {
		name, view, format := some(), some(), some()
		raw := Write(name, view, format)
		tokens, errs := Scan("x" + raw + "y")
		if len(errs) > 0 || len(tokens) != 1 || tokens[0].Metric != name || tokens[0].View != view || tokens[0].Format != format || tokens[0].Raw != raw {
			t.Fatalf("%q is read as %+v, %v", raw, tokens, errs)
		}
	}
}

func TestRenamingAMetricRenamesItsFigures(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Headline = `{ARR} and {arr | growth | 1 decimal}, not {Trial conversion} or \{ARR}`
	b.Evidence = brief.Proof{Hero: "arr", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion", "ARR"}}}
	source := b.Sources[0]
	if err := RenameMetric(b, "ARR", "Recurring | revenue"); err != nil {
		t.Fatal(err)
	}
	want := `{Recurring \| revenue} and {Recurring \| revenue | growth | 1 decimal}, not {Trial conversion} or \{ARR}`
	if b.Headline != want || b.Evidence.Hero != "Recurring | revenue" || b.Evidence.Chart.Metrics[1] != "Recurring | revenue" {
		t.Errorf("after renaming: %q, %+v, %+v", b.Headline, b.Evidence, b.Evidence.Chart)
	}
	if findings := New(b).Field("headline", b.Headline).Findings; len(findings) > 0 {
		t.Errorf("a renamed figure no longer resolves: %v", findings)
	}
	if got := b.Sources[0].Recipe.Metrics["ARR"].Name; got != "Recurring | revenue" {
		t.Errorf("next month's file would bring it as %q", got)
	}
	if source.Recipe.Metrics != nil {
		t.Error("a source that other snapshots share was written")
	}
	if err := RenameMetric(b, "Recurring | revenue", "Net revenue"); err != nil || b.Sources[0].Recipe.Metrics["ARR"].Name != "Net revenue" || len(b.Sources[0].Recipe.Metrics) != 1 {
		t.Errorf("renamed again: %v, %+v", err, b.Sources[0].Recipe.Metrics)
	}
	for _, c := range []struct{ from, to, want string }{
		{"ARR", "x", "no metric “ARR”"}, {"Net revenue", " ", "needs a name"}, {"Net revenue", "support TICKETS", "already has a metric “Support tickets”"},
	} {
		if err := RenameMetric(b, c.from, c.to); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("renaming %q to %q: %v", c.from, c.to, err)
		}
	}
	if err := RenameMetric(b, "Net revenue", "NET revenue"); err != nil || b.Metric("net revenue").Name != "NET revenue" {
		t.Errorf("a change of case: %v", err)
	}
}

func TestUsesListsWhatNeedsAMetric(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Headline, b.Beats[2].Body = "{arr}", "{ARR | growth} {ARR}"
	b.Evidence = brief.Proof{Hero: "ARR", Chart: &brief.Chart{Kind: brief.Bar, Metrics: []string{"ARR"}}}
	if diff := cmp.Diff([]brief.Place{"headline", "resolution.body", "evidence.hero", "evidence.chart"}, Uses(b, "ARR")); diff != "" {
		t.Error(diff)
	}
	b.Beats[2].Body = ""
	if got := Uses(b, "Trial conversion"); got != nil {
		t.Errorf("an unused metric is used at %v", got)
	}
}

func TestThePickerOffersWhatFits(t *testing.T) {
	t.Parallel()
	r := New(figuretest.Sample())
	labels := func(query string, limit int) []string {
		var got []string
		for _, s := range r.Suggest(query, limit) {
			got = append(got, s.Label+" = "+s.Value)
		}
		return got
	}
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"", []string{"Trial conversion | latest = 12.4%", "ARR | latest = $12.6M", "Support tickets | latest = 4,120"}},
		{"tri", []string{"Trial conversion | latest = 12.4%", "Trial conversion | moved = rose 14% to 12.4%", "Trial conversion | change = +1.5\u00a0pp"}},
		{"conv", []string{"Trial conversion | latest = 12.4%", "Trial conversion | moved = rose 14% to 12.4%", "Trial conversion | change = +1.5\u00a0pp"}},
		{"arr gro", []string{"ARR | growth = 3.4%"}},
		{"trial conversion |", []string{"Trial conversion | latest = 12.4%", "Trial conversion | moved = rose 14% to 12.4%", "Trial conversion | change = +1.5\u00a0pp"}},
		{"trial | vs t", []string{"Trial conversion | vs target = −0.6\u00a0pp", "Trial conversion | vs target % = −4.6%"}},
		{"trial | Jun", []string{"Trial conversion | Jun = 11.5%"}},
		{"trial | moved from Jun", []string{"Trial conversion | moved from Jun = rose 7.8% to 12.4%"}},
		{"tcv", []string{"Trial conversion | latest = 12.4%", "Trial conversion | moved = rose 14% to 12.4%", "Trial conversion | change = +1.5\u00a0pp"}},
		{"qqq", nil},
	} {
		if diff := cmp.Diff(c.want, labels(c.query, 3)); diff != "" {
			t.Errorf("%q offers:\n%s", c.query, diff)
		}
	}
	for _, s := range r.Suggest("", 1000) {
		if got := New(figuretest.Sample()).Field("x", s.Insert); got.String() != s.Value || len(got.Findings) > 0 {
			t.Errorf("%s is offered as %q and prints %q", s.Insert, s.Value, got)
		}
	}
	if len(r.Ledger()) != 0 {
		t.Error("what was only offered is in the ledger")
	}
}

// Whatever is typed: resolving it does not panic, prints something, keeps the text between the figures, and either the
// figure or a finding accounts for each brace.
func FuzzFigureText(f *testing.F) {
	for _, s := range []string{
		"Plain text", "{ARR}", "{ARR | growth from Jun 2026 | 1 decimal} up", `\{x} {A\|B \{net\} \\ C}`, "{", "{}", "{|||}", "{ARR | from }",
		"{Trial conversion | average since Q3}", "{a\n}", `\`, `\\{ARR}`, "{ARR | latest | 9 9 9 index compact}", "12.4% and $3 “1.” 00",
	} {
		f.Add(s)
	}
	r := New(figuretest.Sample())
	f.Fuzz(func(t *testing.T, text string) {
		r.ledger = nil
		got := r.Field("headline", text)
		tokens, errs := Scan(text)
		if len(r.ledger)+len(got.Findings) != len(tokens)+min(len(errs), 1) {
			t.Fatalf("%d figures and %d open braces gave %d entries and %d findings", len(tokens), len(errs), len(r.ledger), len(got.Findings))
		}
		rest := got.String()
		at := 0
		for _, token := range append(tokens, Token{Start: len(text), End: len(text)}) {
			literal := strings.ReplaceAll(text[at:token.Start], `\{`, "{")
			i := strings.Index(rest, literal)
			if i < 0 {
				t.Fatalf("%q prints %q and loses %q", text, got, literal)
			}
			rest = rest[i+len(literal):]
			at = token.End
		}
		for _, e := range r.ledger {
			if e.Text == "" || e.Text == "–" || strings.ContainsAny(e.Text, "{}") {
				t.Fatalf("%s prints %q", e.Raw, e.Text)
			}
		}
		r.Under(text, len(text)/2)
		r.Suggest(text, 3)
		brief.Words(text)
		brief.Sentences(text)
	})
}
