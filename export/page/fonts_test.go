package page_test

import (
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func TestCleanAndMissing(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, tt := range []struct {
		name, text, clean string
		missing           string
	}{
		{"nothing", "", "", ""},
		{"plain", "Trial conversion (12.4%)", "Trial conversion (12.4%)", ""},
		{"tabs and breaks", "a\tb\r\nc\u2028d", "a b  c d", ""},
		{"bytes that are no text", "caf\xe9 abc\xe2\x82 \xff", "caf abc ", ""},
		{"control characters", "a\x00b\x1bc\u0085", "abc", ""},
		{"soft hyphen, joiners, byte order mark, bidi marks", "\ufeffco\u00adop\u200d \u202eabc\u202c", "coop abc", ""},
		{"an accent of its own is composed", "cafe\u0301", "café", ""},
		{"also when something invisible stands between", "cafe\u200d\u0301", "café", ""},
		{"spaces with a meaning stay", "1\u00a0000\u202f€\u2009x", "1\u00a0000\u202f€\u2009x", ""},
		{"spaces of print become plain", "a\u2003b\u3000c", "a b c", ""},
		{"the signs a brief prints", "–—−±×÷≈≤≥→▲▼●◆■□✓✗€£¥₹‰½²™“”‘’…•", "–—−±×÷≈≤≥→▲▼●◆■□✓✗€£¥₹‰½²™“”‘’…•", ""},
		{"Greek and Cyrillic", "Ωμέγα Жучка", "Ωμέγα Жучка", ""},
		{"Latin beyond ASCII", "Łódź Ångström naïve ő ş İ", "Łódź Ångström naïve ő ş İ", ""},
		{"emoji, each once", "up 🚀🚀 ok 👍", "up 🚀🚀 ok 👍", "🚀👍"},
		{"a sign and what makes it an emoji", "✓\ufe0f", "✓", ""},
		{"other scripts", "売上 שלום", "売上 שלום", "売上שלום"},
		{"the sign for lost text", "a\ufffdb", "a\ufffdb", "\ufffd"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := page.Clean(tt.text); got != tt.clean {
				t.Errorf("Clean(%q) = %q, want %q", tt.text, got, tt.clean)
			}
			if got := string(f.Missing(tt.text)); got != tt.missing {
				t.Errorf("Missing(%q) = %q, want %q", tt.text, got, tt.missing)
			}
		})
	}
}

func TestRunHasOneGlyphForEachCharacter(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, text := range []string{"", "office affairs fjord", "AVATAR To Wave", "x\u0302y", "Жук Ωμέγα", "a/b 1/2 (c) -> ..."} {
		for _, face := range []page.Face{page.Regular, page.Italic, page.SemiBold} {
			run := f.Run(text, page.Style{Face: face, Size: 10})
			var got strings.Builder
			x := 0.0
			for i, g := range run.Glyphs {
				got.WriteRune(g.Rune)
				if g.X < x-1e-9 {
					t.Errorf("%q: glyph %d stands at %v, before the one at %v", text, i, g.X, x)
				}
				x = g.X
			}
			if got.String() != page.Clean(text) {
				t.Errorf("the run of %q draws %q", text, got.String())
			}
		}
	}
}

func TestKerningAndScale(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	style := page.Style{Face: page.Regular, Size: 36}
	apart := 0.0
	for _, r := range "AVATAR" {
		apart += f.Width(string(r), style)
	}
	if together := f.Width("AVATAR", style); together > apart-2 {
		t.Errorf("AVATAR is %.1f points wide, its letters %.1f: it is not kerned", together, apart)
	}
	ten, twenty := f.Width("Wave", page.Style{Size: 10}), f.Width("Wave", page.Style{Size: 20})
	if math.Abs(twenty-2*ten) > 1e-9 {
		t.Errorf("twice the size is %v wide of %v", twenty, 2*ten)
	}
	// Numbers stand in columns only if all figures are equally wide and are not kerned.
	if a, b := f.Width("1,111.11", style), f.Width("4,704.97", style); math.Abs(a-b) > 1e-9 {
		t.Errorf("1,111.11 is %v wide and 4,704.97 %v", a, b)
	}
}

func TestAnAccentOfItsOwnStandsOverItsLetter(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, base := range []string{"x", "q", "m"} {
		run := f.Run(base+"\u0302", page.Style{Size: 1})
		if wide := f.Width(base, page.Style{Size: 1}); math.Abs(run.Width-wide) > 1e-9 || run.Glyphs[1].X > 0.7*wide {
			t.Errorf("%s is %.3f wide; with an accent, at %.3f, %.3f", base, wide, run.Glyphs[1].X, run.Width)
		}
	}
}

func TestFontsInSeveralGoroutines(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	want := f.Run("Wave, Yearly & To-do", body)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, f.Run("Wave, Yearly & To-do", body)); diff != "" {
					t.Errorf("the run changed (-first +later):\n%s", diff)
					return
				}
				f.Width("other text", body)
				f.Missing("Ωμέγα 売上")
				f.Outline(page.Regular, want.Glyphs[0].ID)
			}
		})
	}
	wg.Wait()
}

func TestEveryGlyphButSpacesHasAnOutline(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, g := range f.Run("Ag€−▲é \u00a0\u202f", body).Glyphs {
		_, em, ok := f.Outline(page.Regular, g.ID)
		if blank := strings.ContainsRune(" \u00a0\u202f", g.Rune); ok == blank {
			t.Errorf("outline of %q: %v", g.Rune, ok)
		}
		if math.Abs(em-0.001) > 1e-9 {
			t.Errorf("a unit of the face is %v em, want a thousandth", em)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "caf\xe9", "e\u200d\u0301", "🚀", "a\u00adb\u2028c\ufe0f", "\u212b\u0958", "\u1100\u1161"} {
		f.Add(s)
	}
	fonts := pagetest.Fonts(f)
	f.Fuzz(func(t *testing.T, s string) {
		clean := page.Clean(s)
		if !utf8.ValidString(clean) {
			t.Errorf("Clean(%q) = %q is not UTF-8", s, clean)
		}
		if again := page.Clean(clean); again != clean {
			t.Errorf("Clean(%q) = %q, and cleaned again %q", s, clean, again)
		}
		if missing := fonts.Missing(s); len(missing) == 0 {
			for i, g := range fonts.Run(s, body).Glyphs {
				if g.ID == 0 {
					t.Errorf("nothing is missing from %q, but character %d (%q) draws a box", s, i, g.Rune)
				}
			}
		}
	})
}
