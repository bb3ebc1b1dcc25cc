package compose_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// forms are the profiles that flow, on each of their papers.
func forms() []compose.Options {
	var all []compose.Options
	for _, p := range compose.Profiles() {
		for _, paper := range p.Papers {
			if p.ID != brief.OnePage {
				all = append(all, compose.Options{Profile: p.ID, Paper: paper})
			}
		}
	}
	return all
}

// randomFlow is a random brief that may be far longer than a page.
func randomFlow(seed int64) *brief.Brief {
	b := random(seed)
	r := rand.New(rand.NewSource(seed * 7))
	if r.Intn(3) == 0 {
		for k := range b.Beats {
			b.Beats[k].Body = prose(r, r.Intn(260), true)
		}
	}
	if r.Intn(3) == 0 {
		full := portfolio()
		b.Metrics = append(b.Metrics, full.Metrics[3:]...)
		b.Beats[0].Body += " {New ARR} {Expansion ARR} {Revenue | EMEA} {Cost | APAC}"
	}
	return b
}

func TestPagesOfEveryProfileAreOrderly(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for seed := range int64(24) {
		for _, o := range forms() {
			b := randomFlow(seed)
			doc, findings := compose.Pages(f, b, o)
			what := fmt.Sprintf("seed %d, %s on %s", seed, o.Profile, o.Paper)
			for i, p := range doc.Pages {
				where := fmt.Sprintf("%s, page %d", what, i+1)
				checkPage(t, where, p)
				for _, x := range p.Untagged() {
					t.Errorf("%s: “%s” belongs to nothing", where, x.Run.Text)
				}
				inOrder(t, seed, p)
				number := fmt.Sprintf("%d / %d", i+1, len(doc.Pages))
				if !slices.ContainsFunc(p.Ops, func(op page.Op) bool { x, ok := op.(*page.Text); return ok && x.Run.Text == number }) {
					t.Errorf("%s: it is not numbered %q", where, number)
				}
				headingsHaveText(t, where, p)
			}
			linksLead(t, what, doc)
			noneAlone(t, what, doc)
			pr, _ := compose.ProfileOf(b, o)
			if pr.Most > 0 && len(doc.Pages) > pr.Most && len(errorsOf(findings)) == 0 {
				t.Errorf("%s: %d pages, and nothing said", what, len(doc.Pages))
			}
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

// headingsHaveText checks that no heading stands at the foot of a page with nothing of what it heads below it.
func headingsHaveText(t *testing.T, what string, p *page.Page) {
	t.Helper()
	lowest := 0.0
	for _, m := range p.Marked() {
		if m.Element == nil || m.Element.Within(page.H2) {
			continue
		}
		for _, op := range p.Ops[m.From:m.To] {
			if x, ok := op.(*page.Text); ok {
				lowest = max(lowest, x.At.Y)
			}
		}
	}
	for _, m := range p.Marked() {
		if m.Element == nil || m.Element.Role != page.H2 {
			continue
		}
		for _, op := range p.Ops[m.From:m.To] {
			if x, ok := op.(*page.Text); ok && x.At.Y > lowest+3 {
				t.Errorf("%s: the heading “%s” has nothing below it", what, x.Run.Text)
			}
		}
	}
}

// noneAlone checks that no paragraph leaves a single line at the foot or at the top of a page.
func noneAlone(t *testing.T, what string, d *page.Document) {
	t.Helper()
	lines := map[*page.Element]map[int]map[float64]bool{}
	for i, p := range d.Pages {
		for _, m := range p.Marked() {
			e := m.Element
			for e != nil && e.Role != page.Paragraph {
				e = e.Parent
			}
			if e == nil || !strings.HasSuffix(e.Field, ".body") {
				continue
			}
			if lines[e] == nil {
				lines[e] = map[int]map[float64]bool{}
			}
			if lines[e][i] == nil {
				lines[e][i] = map[float64]bool{}
			}
			for _, op := range p.Ops[m.From:m.To] {
				lines[e][i][op.(*page.Text).At.Y] = true
			}
		}
	}
	for e, pages := range lines {
		for i, l := range pages {
			if len(pages) > 1 && len(l) < 2 {
				t.Errorf("%s: one line of %s stands alone on page %d", what, e.Field, i+1)
			}
		}
	}
}

// linksLead checks that every link leads to a place that there is, once, and that page numbers that are links tell the page
// they lead to.
func linksLead(t *testing.T, what string, d *page.Document) {
	t.Helper()
	at := map[string]int{}
	for i, p := range d.Pages {
		for _, a := range p.Anchors {
			if at[a.Name] != 0 {
				t.Errorf("%s: there are two places %q", what, a.Name)
			}
			at[a.Name] = i + 1
		}
	}
	for i, p := range d.Pages {
		for _, l := range p.Links {
			if at[l.Anchor] == 0 {
				t.Errorf("%s: a link on page %d leads to %q, which no page has", what, i+1, l.Anchor)
			}
			if l.Words == "" || l.Element == nil {
				t.Errorf("%s: a link on page %d does not say where it leads", what, i+1)
			}
			words := strings.Fields(l.Words)
			n, err := strconv.Atoi(words[len(words)-1])
			if strings.Contains(strings.ToLower(l.Words), "page ") && err == nil && at[l.Anchor] != n {
				t.Errorf("%s: “%s” leads to page %d", what, l.Words, at[l.Anchor])
			}
		}
	}
}

func TestEveryProfileIsOrderlyAtTheEdges(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word and ", n/2)) }
	for name, change := range map[string]func(b *brief.Brief){
		"empty":         func(b *brief.Brief) { *b = *brief.New("empty") },
		"headline only": func(b *brief.Brief) { *b = brief.Brief{Headline: b.Headline, Settings: b.Settings} },
		"one unbroken word": func(b *brief.Brief) {
			long := strings.Repeat("Kraftfahrzeughaftpflichtversicherung", 12)
			b.Headline, b.Ask.What, b.Ask.From, b.Beats[0].Lead, b.Beats[1].Body, b.Metrics[0].Name = long, long, long, long, long, long
			b.Beats[3] = brief.Beat{Body: "{" + long + "}"}
			b.Evidence.Hero, b.Evidence.Chart.Metrics = long, []string{long}
		},
		"no words beside the evidence": func(b *brief.Brief) { b.Beats = [4]brief.Beat{} },
		"a chart alone":                func(b *brief.Brief) { b.Beats[3], b.Evidence.Hero = brief.Beat{}, "" },
		"far too long": func(b *brief.Brief) {
			b.Beats[1].Body, b.Beats[2].Lead, b.Headline, b.Beats[3].Body = words(900), words(300), words(90), words(400)
		},
		"a long ask": func(b *brief.Brief) { b.Ask = brief.Ask{What: words(120), From: words(60), By: words(40)} },
		"a long quote": func(b *brief.Brief) {
			b.Evidence.Hero, b.Evidence.Quote = "", &brief.Quote{Words: words(600), Role: words(20)}
		},
		"long definitions": func(b *brief.Brief) {
			for _, m := range b.Metrics {
				m.Definition = words(1200)
			}
		},
		"a huge number": func(b *brief.Brief) { b.Metrics[0].Series[0].Points[9].Value = 123456789012 },
	} {
		for _, o := range forms() {
			b := sample()
			change(b)
			doc, _ := compose.Pages(f, b, o)
			for i, p := range doc.Pages {
				checkPage(t, fmt.Sprintf("%s, %s on %s, page %d", name, o.Profile, o.Paper, i+1), p)
			}
			linksLead(t, name, doc)
		}
	}
}

func TestTheSampleIsGoodInEveryProfile(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	want := map[brief.Profile][2]int{brief.Decision: {2, 3}, brief.PreRead: {3, 6}, brief.Pack: {4, 6}, brief.Deck: {6, 8}}
	for _, o := range forms() {
		doc, findings := compose.Pages(f, sample(), o)
		if len(findings) > 0 {
			t.Errorf("%s on %s: %+v", o.Profile, o.Paper, findings)
		}
		if n, w := len(doc.Pages), want[o.Profile]; n < w[0] || n > w[1] {
			t.Errorf("%s on %s has %d pages, want %d to %d", o.Profile, o.Paper, n, w[0], w[1])
		}
		all := ""
		for _, p := range doc.Pages {
			all += texts(p) + " "
		}
		rest := compact(all)
		for _, part := range []string{
			"Usage-based nudges", "Approve 2 engineers", "Context", "Competitors undercut", "Conflict", "Resolution", "Evidence",
			"11.1%", "+0.5 pp vs Jun 2026", "percent, monthly", "Figures used", "Trials", "4,120", "ARR", "$12.6M", "Definitions",
			"Paid within 30 days", "Sources", "product-metrics.xlsx", "finance.csv",
		} {
			if o.Profile == brief.Deck && (part == "Sources" || part == "+0.5 pp vs Jun 2026") {
				continue // each slide names its own, and the first one has the key figures
			}
			i := strings.Index(rest, compact(part))
			if i < 0 {
				t.Errorf("%s: %q is missing, or not in reading order, in %q", o.Profile, part, rest)
				break
			}
			rest = rest[i:]
		}
	}
}

func TestADeckIsSetToBeReadFromAChair(t *testing.T) {
	t.Parallel()
	doc, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{Profile: brief.Deck})
	for i, p := range doc.Pages {
		if p.Size.W/p.Size.H != 16.0/9 {
			t.Errorf("page %d is %v", i+1, p.Size)
		}
		for _, m := range p.Marked() {
			if m.Element == nil || m.Element.Within(page.Figure) {
				continue
			}
			for _, op := range p.Ops[m.From:m.To] {
				x, ok := op.(*page.Text)
				if !ok {
					continue
				}
				least := 12.9 // classification and the heads of tables
				switch m.Element.Field {
				case "sources": // where a slide comes from is looked up, not read from a chair
					least = 11.4
				case "headline", "context.lead", "conflict.lead", "resolution.lead":
					least = 16
					if m.Element.Role != page.H2 {
						least = 28
					}
				case "context.body", "conflict.body", "resolution.body", "evidence.body":
					least = 16
				}
				if x.Run.Style.Size < least {
					t.Errorf("page %d: “%s” is set in %v points", i+1, x.Run.Text, x.Run.Style.Size)
				}
			}
		}
	}
}

func TestThePackFollowsEveryNumberThereAndBack(t *testing.T) {
	t.Parallel()
	doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), sample(), compose.Options{Profile: brief.Pack})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	back := map[string]bool{}
	for _, p := range doc.Pages {
		for _, l := range p.Links {
			back[l.Anchor] = true
		}
	}
	for i, e := range ledger.Entries {
		if !back["number-"+strconv.Itoa(i+1)] {
			t.Errorf("no link leads back to %q (%s)", e.Text, e.Place)
		}
	}
	for _, anchor := range []string{"source-1", "source-2"} {
		if !back[anchor] {
			t.Errorf("no number leads to %s", anchor)
		}
	}
}

func TestATableOverPagesIsReadAsOne(t *testing.T) {
	t.Parallel()
	b := portfolio()
	b.Beats[0].Body = strings.Repeat("{Trials} {New ARR} {Expansion ARR} {ARR | vs plan} ", 10)
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{Profile: brief.Pack})
	heads, drawn := 0, 0
	var count func(n *page.Node)
	count = func(n *page.Node) {
		if n.Role == page.HeadCell && n.Scope == page.OfColumn {
			heads++
		}
		for _, k := range n.Kids {
			if k.Node != nil {
				count(k.Node)
			}
		}
	}
	for _, n := range doc.Structure() {
		count(n)
	}
	for _, p := range doc.Pages {
		drawn += strings.Count(texts(p), "What it is")
	}
	if drawn < 2 {
		t.Errorf("the head of the ledger is drawn on %d pages, want it on each", drawn)
	}
	if heads < 8 || heads > 11 { // of the figures and of the ledger
		t.Errorf("%d heads of columns are read, want each once", heads)
	}
}

func TestWhatAProfileHasNoRoomForIsToldInWords(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	words := func(n int) string {
		return prose(rand.New(rand.NewSource(3)), n, false)
	}
	for _, o := range forms() {
		if o.Profile == brief.Pack {
			continue // it has as many pages as it takes
		}
		b := sample()
		b.Beats[1].Body, b.Beats[2].Body = words(3000), words(1500)
		_, findings := compose.Pages(f, b, o)
		tried := 0
		for _, x := range errorsOf(findings) {
			n := 0
			if _, err := fmt.Sscanf(x.Text[strings.Index(x.Text, " is ")+4:], "%d", &n); x.Code != "too-long" || err != nil {
				t.Fatalf("%s: %+v", o.Profile, x)
			}
			text, _ := b.Text(x.Place)
			w := strings.Fields(text)
			b.SetText(x.Place, strings.Join(w[:len(w)-n], " "))
			tried++
		}
		if tried == 0 {
			t.Errorf("%s: 4500 words fit", o.Profile)
		}
		doc, after := compose.Pages(f, b, o)
		if bad := errorsOf(after); len(bad) > 0 {
			t.Errorf("%s on %s: shortened as told it is still too long, on %d pages: %+v", o.Profile, o.Paper, len(doc.Pages), bad)
		}
	}
}

func TestAProfileAndItsPaper(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	inBrief := func(p brief.Profile) *brief.Brief {
		b := sample()
		b.Settings.Profile = p
		return b
	}
	tests := []struct {
		name    string
		b       *brief.Brief
		o       compose.Options
		size    page.Size
		finding string
	}{
		{"the brief's own", inBrief(brief.Decision), compose.Options{}, page.A4, ""},
		{"a deck whatever the brief's paper", inBrief(brief.Deck), compose.Options{}, page.Size{W: 960, H: 540}, ""},
		{"the options' before the brief's", inBrief(brief.Deck), compose.Options{Profile: brief.OnePage, Paper: brief.Letter}, page.Letter, ""},
		{"a deck on A4", sample(), compose.Options{Profile: brief.Deck, Paper: brief.A4}, page.Size{W: 960, H: 540}, "The deck goes on 16:9, not on A4."},
		{"one page on a screen", sample(), compose.Options{Paper: brief.Screen}, page.A4, "The one page goes on A4 or Letter, not on 16:9."},
		{"a poster", sample(), compose.Options{Profile: "poster"}, page.A4, "There is no profile called “poster”."},
	}
	for _, tt := range tests {
		doc, findings := compose.Pages(f, tt.b, tt.o)
		if doc.Pages[0].Size != tt.size {
			t.Errorf("%s: the page is %v, want %v", tt.name, doc.Pages[0].Size, tt.size)
		}
		said := ""
		for _, x := range findings {
			said += x.Text
			if x.Fix == "" {
				t.Errorf("%s: %q does not say what to do", tt.name, x.Text)
			}
		}
		if said != tt.finding {
			t.Errorf("%s: said %q, want %q", tt.name, said, tt.finding)
		}
	}
}
