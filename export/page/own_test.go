package page_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/assets"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// ownFont returns a font file somebody might choose: one that lacks some signs the program's own faces have.
func ownFont() []byte { return slices.Clone(assets.FontSerif) }

// table returns where a table of a font is, and where its entry in the directory.
func table(t testing.TB, data []byte, name string) (from, size, entry int) {
	t.Helper()
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if string(data[at:at+4]) == name {
			return int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:])), at
		}
	}
	t.Fatalf("the font has no table %s", name)
	return 0, 0, 0
}

func TestAFontThatCannotBeEmbeddedIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	renamed := func(data []byte, from, to string) []byte {
		_, _, entry := table(t, data, from)
		copy(data[entry:], to)
		return data
	}
	rights := func(bits uint16) []byte {
		data := ownFont()
		from, _, _ := table(t, data, "OS/2")
		binary.BigEndian.PutUint16(data[from+8:], bits)
		return data
	}
	circular := func() []byte { // every glyph is made of the same two, which are made of each other
		data := ownFont()
		glyf, size, _ := table(t, data, "glyf")
		for at := glyf; at+16 <= glyf+size; at += 2 {
			data[at], data[at+1] = 0xFF, 0xFF
		}
		return data
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":           {nil, "no TrueType font"},
		"text":              {[]byte("Acme Sans, licensed to Acme"), "no TrueType font"},
		"half a font":       {ownFont()[:100_000], "no TrueType font"},
		"PostScript":        {append([]byte("OTTO"), ownFont()[4:]...), "PostScript outlines (.otf)"},
		"collection":        {append([]byte("ttcf"), ownFont()[4:]...), "collection"},
		"web font":          {append([]byte("wOF2"), ownFont()[4:]...), "web font"},
		"variable":          {renamed(ownFont(), "GDEF", "fvar"), "variable font"},
		"no outlines":       {renamed(ownFont(), "glyf", "glyx"), "no TrueType font"},
		"no characters":     {renamed(ownFont(), "cmap", "cmax"), "no TrueType font"},
		"no embedding":      {rights(0x0002), "does not allow it to be embedded"},
		"no subsets":        {rights(0x0108), "does not allow it to be embedded"},
		"bitmaps only":      {rights(0x0200), "does not allow it to be embedded"},
		"glyphs of glyphs":  {circular(), "damaged"},
		"larger than taken": {make([]byte, intake.Font+1), "larger than 16 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := page.CheckFont(c.data)
			var told *fault.Error
			if !errors.As(err, &told) || !strings.Contains(told.Text, c.says) || !strings.HasSuffix(told.Text, ".") {
				t.Errorf("said %v, want a sentence with %q", err, c.says)
			}
		})
	}
	for name, bits := range map[string]uint16{"installable": 0, "for editing": 0x0008, "for print": 0x0004} {
		if _, err := page.CheckFont(rights(bits)); err != nil {
			t.Errorf("a font that may be embedded, %s, is refused: %v", name, err)
		}
	}
}

func TestWhatAFontIsCalled(t *testing.T) {
	t.Parallel()
	own, err := page.CheckFont(ownFont())
	if err != nil {
		t.Fatal(err)
	}
	if own.Family != "Source Serif 4" && own.Family != "Source Serif 4 SemiBold" || own.PostScript == "" || !own.Tabular {
		t.Errorf("answers %+v", own)
	}
	if !own.Has('ő') || own.Has('●') || own.Has('売') {
		t.Error("what the font has is not what it has")
	}
}

// faces returns the face of each character, in order.
func faces(r *page.Run) []page.Face {
	var out []page.Face
	for _, g := range r.Glyphs {
		out = append(out, g.Face)
	}
	return out
}

func withOwn(t testing.TB) *page.Fonts {
	t.Helper()
	own, err := page.CheckFont(ownFont())
	if err != nil {
		t.Fatal(err)
	}
	return pagetest.Fonts(t).With(own, nil)
}

func TestEachCharacterIsInTheFirstFaceThatHasIt(t *testing.T) {
	t.Parallel()
	plain, own := pagetest.Fonts(t), withOwn(t)
	const (
		regular, semibold, serif, mine = page.Regular, page.SemiBold, page.Serif, page.Own
	)
	for _, c := range []struct {
		fonts *page.Fonts
		style page.Face
		text  string
		want  []page.Face
	}{
		{plain, page.Regular, "a●b", []page.Face{regular, regular, regular}},
		{plain, page.Serif, "a●b", []page.Face{serif, semibold, serif}},
		{own, page.Regular, "a●b", []page.Face{mine, regular, mine}},
		{own, page.Italic, "a●b", []page.Face{mine, page.Italic, mine}},
		{own, page.SemiBold, "a●b", []page.Face{semibold, semibold, semibold}},
		{own, page.Serif, "a●b", []page.Face{serif, semibold, serif}},
		{own, page.Regular, "e\u0301\u0323", []page.Face{mine, mine}}, // composed, with what is left of its accents
	} {
		run := c.fonts.Run(c.text, page.Style{Face: c.style, Size: 10})
		if got := faces(run); !slices.Equal(got, c.want) {
			t.Errorf("%q in face %d is set in %v, want %v", c.text, c.style, got, c.want)
		}
	}
}

func TestLettersOfSeveralFacesStandOneAfterTheOther(t *testing.T) {
	t.Parallel()
	f := withOwn(t)
	s := page.Style{Size: 1}
	whole := f.Run("ab●cd", s)
	sum := f.Width("ab", s) + f.Width("●", s) + f.Width("cd", s)
	if d := whole.Width - sum; d > 1e-9 || d < -1e-9 {
		t.Errorf("the whole is %v wide, its parts are %v", whole.Width, sum)
	}
	for i := 1; i < len(whole.Glyphs); i++ {
		if whole.Glyphs[i].X <= whole.Glyphs[i-1].X {
			t.Errorf("glyph %d begins at %v, before the one ahead of it", i, whole.Glyphs[i].X)
		}
	}
}

func TestDigitsOfEveryFontStandInColumns(t *testing.T) {
	t.Parallel()
	data := ownFont()
	hmtx, _, _ := table(t, data, "hmtx")
	plain := withOwn(t)
	one := plain.Run("1", page.Style{Size: 1}).Glyphs[0].ID
	at := hmtx + 4*int(one)
	binary.BigEndian.PutUint16(data[at:], binary.BigEndian.Uint16(data[at:])/2) // a narrow 1, as many fonts have it
	own, err := page.CheckFont(data)
	if err != nil {
		t.Fatal(err)
	}
	if own.Tabular {
		t.Error("a font with a narrow 1 is said to set numbers in columns by itself")
	}
	f := pagetest.Fonts(t).With(own, nil)
	s := page.Style{Size: 10}
	for _, number := range []string{"1,111.1", "8,181.4", "4,711.0"} {
		if d := f.Width(number, s) - f.Width("8,888.8", s); d > 1e-9 || d < -1e-9 {
			t.Errorf("%s is %v points wider than 8,888.8", number, d)
		}
	}
	ones := f.Run("11", s).Glyphs
	if left, between := ones[0].X, ones[1].X-ones[0].X; left <= 0 || between <= 2*left {
		t.Errorf("a narrow digit stands at %v of its room of %v", left, between)
	}
}

// drawable reports whether a glyph shows something, or is a blank that has to show nothing; never the sign for a missing
// one.
func drawable(f *page.Fonts, g page.Glyph) bool {
	if g.ID == 0 {
		return false
	}
	_, _, drawn := f.Outline(g.Face, g.ID)
	return drawn || strings.ContainsRune(" \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", g.Rune)
}

func TestNoBoxIsEverDrawn(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for name, f := range map[string]*page.Fonts{"embedded": pagetest.Fonts(t), "own": withOwn(t)} {
		t.Run(name, func(t *testing.T) {
			for c := rune(0); c <= 0xFFFF; c++ { // what passes the gate is drawn in every style
				if text := string(c); utf8.ValidRune(c) && len(f.Missing(text)) == 0 {
					noBox(t, f, text)
				}
			}
			for range 2000 {
				var text []rune
				for range 1 + r.IntN(12) {
					text = append(text, rune(r.IntN([]int{0x80, 0x600, 0x3000, 0x11000, 0x20000}[r.IntN(5)])))
				}
				noBox(t, f, string(text))
			}
		})
	}
}

func noBox(t *testing.T, f *page.Fonts, text string) {
	t.Helper()
	for _, face := range []page.Face{page.Regular, page.Italic, page.SemiBold, page.Serif} {
		for _, g := range f.Run(text, page.Style{Face: face, Size: 10}).Glyphs {
			if !drawable(f, g) {
				t.Fatalf("%q in face %d draws nothing, or a box, for %U", text, face, g.Rune)
			}
		}
	}
}

func TestScriptsThatCannotBeSetProperlyAreRefused(t *testing.T) {
	t.Parallel()
	f := withOwn(t)
	for script, text := range map[string]string{
		"Arabic": "مرحبا", "Hebrew": "שלום", "Devanagari": "नमस्ते", "Thai": "สวัสดี", "Tamil": "வணக்கம்", "Bengali": "নমস্কার",
	} {
		missing := f.Missing(text)
		if len(missing) == 0 || !page.Unset(missing[0]) {
			t.Errorf("%s passes the gate", script)
		}
	}
	for _, text := range []string{"Grüße", "Ελληνικά", "Кириллица", "tiếng Việt", "− – — “x” €5 ▲"} {
		if missing := f.Missing(text); len(missing) > 0 {
			t.Errorf("%q is held back for %q", text, missing)
		}
	}
}

func FuzzCheckFont(f *testing.F) {
	data := ownFont()
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(12), []byte("fvar"))
	f.Add(uint32(len(data)/2), bytes.Repeat([]byte{0xFF}, 300))
	fonts := pagetest.Fonts(f)
	f.Fuzz(func(t *testing.T, at uint32, with []byte) {
		broken := slices.Clone(data)
		copy(broken[int(at)%len(broken):], with)
		own, err := page.CheckFont(broken)
		if err != nil {
			var told *fault.Error
			if !errors.As(err, &told) {
				t.Fatalf("an error nobody explained: %v", err)
			}
			return
		}
		noBox(t, fonts.With(own, nil), "The quick brown fox: 1,234.5 % ●")
	})
}
