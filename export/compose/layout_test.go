package compose_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

const margin = 15 * page.MM

// checkPage holds what no page may do: print outside its margins, print one text over another, or set text too small.
func checkPage(t *testing.T, what string, p *page.Page) {
	t.Helper()
	inside := page.Rect{W: p.Size.W, H: p.Size.H}.Inset(margin-0.5, margin-0.5)
	type placed struct {
		text string
		box  page.Rect
	}
	var all []placed
	for _, op := range p.Ops {
		switch op := op.(type) {
		case *page.Path:
			if b := op.Bounds(); !inside.Contains(b) {
				t.Errorf("%s: a shape at %v leaves the margins %v", what, b, inside)
			}
		case *page.Text:
			box := op.Run.Box(op.At.X, op.At.Y)
			// From capital height to descender: the ascent of the line box is empty in Latin text.
			ink := page.Rect{X: box.X, Y: op.At.Y - page.CapHeight*op.Run.Style.Size, W: box.W, H: (page.CapHeight + page.Descent) * op.Run.Style.Size}
			if size := op.Run.Style.Size; size > 30 {
				ink.X += size * 0.04 // large type stands with its stem, not its side bearing, in the column
				ink.W -= size * 0.04
			}
			for _, g := range op.Run.Glyphs { // quotation marks that open a text hang in the margin
				if !strings.ContainsRune("“‘\"", g.Rune) {
					hung := g.X * op.Run.Style.Size
					ink.X, ink.W = ink.X+hung, ink.W-hung
					break
				}
			}
			if op.Run.Text == "“" {
				ink.H = op.Run.Style.Size * 0.3   // the sign hangs from the capital height
				ink.X += op.Run.Style.Size * 0.02 // and has a wider side bearing than letters
			}
			if !inside.Contains(ink) {
				t.Errorf("%s: text %q at %v leaves the margins %v", what, op.Run.Text, ink, inside)
			}
			if op.Run.Style.Size < 7.5 {
				t.Errorf("%s: text %q is set in %v points", what, op.Run.Text, op.Run.Style.Size)
			}
			if strings.TrimSpace(op.Run.Text) == "" {
				continue
			}
			for _, other := range all {
				if ink.Inset(0.05, 0.05).Overlaps(other.box) {
					t.Errorf("%s: %q %v is printed over %q %v", what, op.Run.Text, ink, other.text, other.box)
				}
			}
			all = append(all, placed{op.Run.Text, ink.Inset(0.05, 0.05)})
		}
	}
}

func TestPagesOfAnyBriefAreOrderly(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for seed := range int64(250) {
		doc, _ := compose.Pages(f, random(seed), compose.Options{})
		checkPage(t, fmt.Sprintf("seed %d", seed), doc.Pages[0])
		if t.Failed() {
			t.FailNow()
		}
	}
}

func TestPagesAtTheEdgesAreOrderly(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word and ", n/2)) }
	tests := map[string]func(b *brief.Brief){
		"good":   func(*brief.Brief) {},
		"empty":  func(b *brief.Brief) { *b = *brief.New("empty") },
		"letter": func(b *brief.Brief) { b.Settings.Paper = brief.Letter },
		"one unbroken word": func(b *brief.Brief) {
			long := strings.Repeat("Kraftfahrzeughaftpflichtversicherung", 12)
			b.Headline, b.Ask.What, b.Beats[0].Lead, b.Metrics[0].Name = long, long, long, long
			b.Beats[1], b.Beats[3] = brief.Beat{}, brief.Beat{}
			b.Evidence.Hero, b.Evidence.Chart.Metrics = long, []string{long}
		},
		"story alone":      func(b *brief.Brief) { b.Evidence = brief.Proof{} },
		"evidence alone":   func(b *brief.Brief) { b.Beats = [4]brief.Beat{} },
		"headline alone":   func(b *brief.Brief) { *b = brief.Brief{Headline: b.Headline, Settings: b.Settings} },
		"far too long":     func(b *brief.Brief) { b.Beats[1].Body, b.Beats[2].Lead, b.Headline = words(600), words(300), words(90) },
		"a long ask":       func(b *brief.Brief) { b.Ask = brief.Ask{What: words(120), From: words(60), By: words(40)} },
		"ask without what": func(b *brief.Brief) { b.Ask.What = "" },
		"a long version":   func(b *brief.Brief) { b.Settings.Version, b.Settings.Classification = words(8), words(60) },
		"a long quote": func(b *brief.Brief) {
			b.Evidence.Hero, b.Evidence.Quote = "", &brief.Quote{Words: words(200), Role: words(20)}
		},
		"many definitions": func(b *brief.Brief) {
			for _, m := range b.Metrics {
				m.Definition = words(300)
			}
		},
		"a huge number": func(b *brief.Brief) {
			b.Metrics[0].Series[0].Points[9].Value = 123456789012
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := sample()
			change(b)
			doc, _ := compose.Pages(f, b, compose.Options{})
			checkPage(t, name, doc.Pages[0])
		})
	}
}

// The promise of a "too long" finding: who takes out as many words as it says has a page that fits.
func TestTakingOutTheWordsOverMakesItFit(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	tried := 0
	for seed := range int64(60) {
		b := random(seed)
		r := rand.New(rand.NewSource(seed))
		b.Headline, b.Ask.What = prose(r, 10+r.Intn(20), false), prose(r, r.Intn(70), false)
		for k := range b.Beats {
			b.Beats[k] = brief.Beat{Lead: prose(r, 5+r.Intn(20), false), Body: prose(r, 30+r.Intn(80), false)}
		}
		_, findings := compose.Pages(f, b, compose.Options{})
		cut := false
		for _, x := range errorsOf(findings) {
			text, ok := b.Text(x.Place)
			if x.Code != "too-long" || !ok {
				continue
			}
			var n int
			if _, err := fmt.Sscanf(x.Text[strings.Index(x.Text, " is ")+4:], "%d", &n); err != nil {
				t.Fatalf("seed %d: no number in %q", seed, x.Text)
			}
			words := strings.Fields(text)
			b.SetText(x.Place, strings.Join(words[:len(words)-n], " "))
			cut = true
		}
		if !cut {
			continue
		}
		tried++
		_, after := compose.Pages(f, b, compose.Options{})
		for _, x := range errorsOf(after) {
			if x.Code == "too-long" {
				t.Errorf("seed %d: still %q", seed, x.Text)
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d briefs were too long", tried)
	}
}

func TestTheWordLimitsFitOnBothPapers(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	prose := strings.Fields(strings.Repeat("We ask because every trial account that reaches the second week without inviting one colleague is three "+
		"times less likely to convert and the free tier makes this worse for agencies. ", 3))
	for _, paper := range []brief.Paper{brief.A4, brief.Letter} {
		b := sample()
		b.Settings.Paper = paper
		b.Headline = strings.Join(prose[:17], " ")
		b.Ask.What = strings.Join(prose[:24], " ")
		for k := range b.Beats {
			b.Beats[k] = brief.Beat{Lead: strings.Join(prose[:20], " "), Body: strings.Join(prose[:45], " ")}
		}
		doc, findings := compose.Pages(f, b, compose.Options{})
		if len(findings) > 0 {
			t.Errorf("%s: %+v", paper, findings)
		}
		checkPage(t, string(paper), doc.Pages[0])
	}
}

func TestNoLeadEndsInALonelyWord(t *testing.T) {
	t.Parallel()
	doc, _ := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{})
	lines := map[float64]string{}
	for _, op := range doc.Pages[0].Ops {
		if x, ok := op.(*page.Text); ok && x.Run.Style.Face == page.SemiBold && x.At.X < 60 && x.Run.Style.Size > 10.6 && !strings.HasSuffix(x.Run.Text, "%") && x.Run.Style.Color == page.DefaultTheme.Ink {
			lines[x.At.Y] += x.Run.Text
		}
	}
	for _, l := range lines {
		if !strings.Contains(strings.TrimSpace(l), " ") {
			t.Errorf("the line %q is a single word", l)
		}
	}
}
