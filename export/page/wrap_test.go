package page_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"throughline/export/page"
	"throughline/export/page/pagetest"
)

var body = page.Style{Face: page.Regular, Size: 11.5}

// text returns what a line says.
func text(l page.Line) string {
	var b strings.Builder
	for _, fr := range l.Fragments {
		for _, g := range fr.Run.Glyphs {
			b.WriteRune(g.Rune)
		}
	}
	return b.String()
}

func texts(lines []page.Line) []string {
	var s []string
	for _, l := range lines {
		s = append(s, text(l))
	}
	return s
}

// checkWrap fails when lines are not the text of the spans broken to the width: nothing lost, doubled or moved, nothing
// wider than the width but a single character.
func checkWrap(t *testing.T, spans []page.Span, width float64, lines []page.Line) {
	t.Helper()
	var whole strings.Builder
	for _, s := range spans {
		whole.WriteString(page.Clean(s.Text))
	}
	rest := whole.String()
	for i, l := range lines {
		got := text(l)
		if !strings.HasPrefix(rest, got) {
			t.Fatalf("line %d is %q where the text goes on with %.60q", i, got, rest)
		}
		rest = strings.TrimLeft(rest[len(got):], " ")
		if strings.HasSuffix(got, " ") {
			t.Errorf("line %d ends in a blank: %q", i, got)
		}
		if l.Width > width && utf8.RuneCountInString(got) > 1 {
			t.Errorf("line %d is %.2f points wide of %.2f: %q", i, l.Width, width, got)
		}
		x := 0.0
		for _, fr := range l.Fragments {
			if fr.X != x {
				t.Errorf("line %d: a piece begins at %v, the one before it ends at %v", i, fr.X, x)
			}
			x += fr.Run.Width
		}
	}
	if strings.Trim(rest, " ") != "" {
		t.Fatalf("lost at the end: %q", rest)
	}
}

func TestWrapBreaksWhereReadersExpectIt(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, tt := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"nothing", "", 100, nil},
		{"one line", "Trial conversion", 200, []string{"Trial conversion"}},
		{"between words", "Trial conversion rose", 90, []string{"Trial conversion", "rose"}},
		{"after a hyphen", "usage-based nudges", 70, []string{"usage-based", "nudges"}},
		{"not at a no-break space", "rose by 3.1\u00a0pp", 45, []string{"rose by", "3.1\u00a0pp"}},
		{"not between sign and number", "is now −3.1 of", 45, []string{"is now", "−3.1 of"}},
		{"not inside a number", "was 1,234.56 then", 50, []string{"was", "1,234.56", "then"}},
		{"after a dash between words", "up—down", 32, []string{"up—", "down"}},
		{"a word wider than the line", "Unternehmensberatung", 64, []string{"Unternehme", "nsberatung"}},
		{"a character wider than the line", "WW", 1, []string{"W", "W"}},
		{"blanks at the end", "Wave   ", 30, []string{"Wave"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			spans := []page.Span{{Text: tt.text, Style: body}}
			lines := f.Wrap(spans, tt.width)
			if diff := cmp.Diff(tt.want, texts(lines)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			checkWrap(t, spans, tt.width, lines)
		})
	}
}

// TestWrapKeepsAllTextAtAllWidths tries random texts of several spans at random widths.
func TestWrapKeepsAllTextAtAllWidths(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	words := []string{
		"trial", "conversion", "rose", "by", "3.1\u00a0pp", "—", "usage-based", "Δ", "Жук", "naïve", "€1.2M", "(n = 40)",
		" ", "\n", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "x\u0301", "“so”", "AVATAR", "売", "-", "",
	}
	for range 400 {
		var spans []page.Span
		for range rnd.IntN(4) {
			var b strings.Builder
			for range rnd.IntN(15) {
				b.WriteString(words[rnd.IntN(len(words))])
				if rnd.IntN(4) > 0 {
					b.WriteByte(' ')
				}
			}
			spans = append(spans, page.Span{Text: b.String(), Style: page.Style{
				Face: page.Face(rnd.IntN(3)), Size: 6 + 30*rnd.Float64(),
			}})
		}
		width := 400 * rnd.Float64()
		lines := f.Wrap(spans, width)
		checkWrap(t, drawn(f, spans), width, lines)
		even := f.Balance(spans, width)
		checkWrap(t, drawn(f, spans), width, even)
		if len(even) != len(lines) {
			t.Errorf("balanced, %d lines became %d", len(lines), len(even))
		}
	}
}

// drawn replaces what no face has with what a draft shows in its place.
func drawn(f *page.Fonts, spans []page.Span) []page.Span {
	out := make([]page.Span, len(spans))
	for i, s := range spans {
		s.Text = page.Clean(s.Text)
		for _, r := range f.Missing(s.Text) {
			s.Text = strings.ReplaceAll(s.Text, string(r), "?")
		}
		out[i] = s
	}
	return out
}

func TestBalanceLeavesNoWordAlone(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	headline := page.Style{Face: page.SemiBold, Size: 24}
	lines := f.Balance([]page.Span{{Text: "Usage-based nudges lifted trial conversion; fund the rollout", Style: headline}}, 560)
	if len(lines) != 2 {
		t.Fatalf("%d lines: %q", len(lines), texts(lines))
	}
	if lines[1].Width < lines[0].Width/2 {
		t.Errorf("the second line is %.0f points of %.0f: %q", lines[1].Width, lines[0].Width, texts(lines))
	}
}

func TestAWordOfAMegabyteIsWrappedInTime(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	start := time.Now()
	spans := []page.Span{{Text: strings.Repeat("x", 1<<20), Style: body}}
	lines := f.Wrap(spans, 290)
	checkWrap(t, spans, 290, lines)
	t.Logf("%d lines in %v", len(lines), time.Since(start))
}

func TestLinesDrawsAndLinks(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := &page.Page{Size: page.A4}
	lines := f.Wrap([]page.Span{
		{Text: "Conversion is ", Style: body},
		{Text: "12.4% in September", Style: body, Anchor: "note-1"},
		{Text: " by ", Style: body},
		{Text: "the report", Style: body, URI: "https://example.com"},
	}, 150)
	if len(lines) != 2 {
		t.Fatalf("%d lines, want 2: %q", len(lines), texts(lines))
	}
	after := p.Lines(50, 100, 15, lines)
	if after != 130 {
		t.Errorf("the next baseline is %v, want 130", after)
	}
	var targets []string
	for _, l := range p.Links {
		targets = append(targets, l.Anchor+l.URI)
		over := false
		for _, op := range p.Ops {
			run := op.(*page.Text)
			over = over || run.Run.Box(run.At.X, run.At.Y) == l.Box
		}
		if !over {
			t.Errorf("the link to %s%s lies at %v, over no text", l.Anchor, l.URI, l.Box)
		}
	}
	if diff := cmp.Diff([]string{"note-1", "note-1", "https://example.com"}, targets); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func FuzzWrap(f *testing.F) {
	fonts := pagetest.Fonts(f)
	for _, s := range []string{"", "Trial conversion rose by 3.1\u00a0pp", "caf\xe9 \xff", "e\u200d\u0301", "🚀 up", "a\u00adb \u2028c", "売上高は前年比12%増"} {
		f.Add(s, "and more", 120.0)
	}
	f.Fuzz(func(t *testing.T, a, b string, width float64) {
		if len(a)+len(b) > 4000 || !(width > 0 && width < 5000) {
			t.Skip("longer than what a line breaker meets in a moment")
		}
		spans := []page.Span{{Text: a, Style: body}, {Text: b, Style: page.Style{Face: page.Italic, Size: 9}}}
		checkWrap(t, drawn(fonts, spans), width, fonts.Wrap(spans, width))
	})
}

func BenchmarkWrap(b *testing.B) {
	spans := []page.Span{{Style: body, Text: "Competitors undercut us with a freemium tier. The funnel leaks trial users at week two, " +
		"and what it leaks it does not win back; usage-based nudges did more in two pilots than any price did."}}
	f := pagetest.Fonts(b)
	b.Run("warm", func(b *testing.B) {
		for b.Loop() {
			f.Wrap(spans, 290)
		}
	})
	b.Run("new text", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			fresh := pagetest.Fonts(b)
			b.StartTimer()
			fresh.Wrap(spans, 290)
		}
	})
}

func TestNumbersKeepTheirUnits(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, joined := range []string{"−3.1 pp", "12 %", "4 €", "€5 bn", "250 k", "−$300k", "+12%", "1.5 x"} {
		whole := "It moved by " + joined + " in all of the last quarters"
		for width := f.Width("quarters", body); width < 200; width += 3 {
			for _, l := range texts(f.Wrap([]page.Span{{Text: whole, Style: body}}, width)) {
				if inside := strings.Contains(l, joined); !inside && strings.ContainsAny(l, "0123456789") {
					t.Fatalf("%q is broken: a line is %q", joined, l)
				}
			}
		}
	}
}

func TestJapaneseBreaksBetweenCharactersButNeverBeforeAFullStop(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t) // the letters are drawn as signs for missing ones here; where lines break is the same
	whole := "売上高は前年比12%増、しかし有料転換は「初回設定の複雑さ」によって妨げられている。"
	for width := 40.0; width < 200; width += 3 {
		lines := f.Wrap([]page.Span{{Text: whole, Style: body}}, width)
		if len(lines) < 2 {
			t.Fatal("a text without blanks is not broken")
		}
		at := []rune(whole)
		for i, l := range lines {
			n := utf8.RuneCountInString(text(l))
			if first, last := at[0], at[n-1]; i > 0 && strings.ContainsRune("。、」%", first) || strings.ContainsRune("「", last) && n < len(at) {
				t.Errorf("at %v points line %d is %q", width, i, string(at[:n]))
			}
			at = at[n:]
		}
	}
}

func TestAnAccentStaysWithItsLetterWhereAWordIsCut(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	word := strings.Repeat("q\u0303x", 60) // q has no letter of its own with a tilde
	for width := 12.0; width < 60; width++ {
		for i, l := range texts(f.Wrap([]page.Span{{Text: word, Style: body}}, width)) {
			if strings.HasPrefix(l, "\u0303") {
				t.Fatalf("line %d at %v points begins with an accent: %q", i, width, l)
			}
		}
	}
}
