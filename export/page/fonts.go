package page

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"throughline/assets"
)

// Face is one of the embedded faces.
type Face uint8

// The faces of Source Sans 3.
const (
	Regular Face = iota
	Italic
	SemiBold
	faceCount
)

// Style is how a text looks.
type Style struct {
	Face  Face
	Size  float64 // points
	Color Color
}

// Fonts measures and shapes text with the embedded faces. It is safe for use from several goroutines; shaping takes a
// lock and remembers what it shaped.
type Fonts struct {
	mu     sync.Mutex
	faces  [faceCount]*font.Face
	shaper shaping.HarfbuzzShaper
	cache  map[shapeKey]*shape
}

type shapeKey struct {
	face Face
	text string
}

// shape is a text shaped once, in ems, shared by all sizes.
type shape struct {
	glyphs []Glyph
	width  float64
}

// Glyph is one glyph of a run. Every rune of a run has exactly one: ligatures are switched off, because the PDF writer
// can name glyphs by their character only.
type Glyph struct {
	Rune rune
	ID   font.GID
	X    float64 // from the run's start, in ems
	// Kern is how far the next glyph is moved from where this one's own width would put it, in ems.
	Kern float64
}

// Run is one piece of text in one style, shaped and measured. It is immutable.
type Run struct {
	Text   string
	Style  Style
	Width  float64 // points
	Glyphs []Glyph
}

// maxCached bounds the memory of shaped texts; a brief's pages hold a few hundred.
const maxCached = 4096

// NewFonts parses the embedded faces.
func NewFonts() (*Fonts, error) {
	f := &Fonts{cache: make(map[shapeKey]*shape)}
	for i := range f.faces {
		face, err := font.ParseTTF(bytes.NewReader(Face(i).Data()))
		if err != nil {
			return nil, fmt.Errorf("parse embedded font %d: %w", i, err)
		}
		f.faces[i] = face
	}
	return f, nil
}

// Data returns the TrueType file of the face.
func (f Face) Data() []byte {
	switch f {
	case Italic:
		return assets.FontItalic
	case SemiBold:
		return assets.FontSemiBold
	}
	return assets.FontRegular
}

// shapeFeatures keeps one glyph per character; see Glyph.
var shapeFeatures = []shaping.FontFeature{
	{Tag: opentype.MustNewTag("liga")},
	{Tag: opentype.MustNewTag("clig")},
	{Tag: opentype.MustNewTag("calt")},
	{Tag: opentype.MustNewTag("ccmp")},
	{Tag: opentype.MustNewTag("locl")},
}

// Run shapes a text. It cleans it first (see Clean) and draws a question mark for what no face has, which only a draft
// on screen ever shows: Missing finds such characters before a page is exported.
func (f *Fonts) Run(text string, s Style) *Run {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := shapeKey{s.Face, text}
	sh := f.cache[key]
	if sh == nil {
		if len(f.cache) >= maxCached {
			clear(f.cache)
		}
		sh = f.shape(text, s.Face)
		f.cache[key] = sh
	}
	return &Run{Text: text, Style: s, Width: sh.width * s.Size, Glyphs: sh.glyphs}
}

// Width measures a text in points.
func (f *Fonts) Width(text string, s Style) float64 { return f.Run(text, s).Width }

func (f *Fonts) shape(text string, which Face) *shape {
	face := f.faces[which]
	runes := []rune(Clean(text))
	for i, r := range runes {
		if _, ok := face.NominalGlyph(r); !ok {
			runes[i] = '?'
		}
	}
	sh := &shape{glyphs: make([]Glyph, len(runes))}
	if len(runes) == 0 {
		return sh
	}
	upem := float64(face.Upem())
	out := f.shaper.Shape(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: face, FontFeatures: shapeFeatures,
		Size: fixed.Int26_6(face.Upem()) << 6, Script: scriptOf(runes), Language: language.NewLanguage("en"),
	})
	pen := 0.0
	// Text in which the font makes one glyph of two characters, or two of one, keeps plain widths.
	shaped := len(out.Glyphs) == len(runes)
	for i, r := range runes {
		gid, _ := face.NominalGlyph(r)
		own := float64(face.HorizontalAdvance(gid)) / upem
		g := Glyph{Rune: r, ID: gid, X: pen}
		if shaped {
			// Accents that no letter is composed with stand to the side of the pen, over the letter before.
			g.X += float64(out.Glyphs[i].XOffset) / 64 / upem
			own = float64(out.Glyphs[i].Advance) / 64 / upem
		}
		if i > 0 {
			before := &sh.glyphs[i-1]
			before.Kern = g.X - before.X - float64(face.HorizontalAdvance(before.ID))/upem
		}
		sh.glyphs[i] = g
		pen += own
	}
	sh.width = pen
	return sh
}

// scriptOf returns the script of the first letter; kerning tables are kept by script.
func scriptOf(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); unicode.IsLetter(r) {
			return s
		}
	}
	return language.Latin
}

// Outline returns the outline of a glyph of a face in ems, y upwards, and whether it has one; a space has none.
func (f *Fonts) Outline(face Face, id font.GID) ([]opentype.Segment, float64, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fc := f.faces[face]
	out, ok := fc.GlyphData(id).(font.GlyphOutline)
	return out.Segments, 1 / float64(fc.Upem()), ok && len(out.Segments) > 0
}

// Clean returns the text that pages carry: valid UTF-8 in composed form (NFC), without control and invisible
// formatting characters; line breaks, tabs and the spaces that the faces lack turned to plain spaces.
func Clean(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Zs, r) && !strings.ContainsRune(keptSpaces, r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	// Composed last: what was taken out may have stood between a letter and its accent.
	return norm.NFC.String(text)
}

// keptSpaces are the spaces with a width or a rule of their own that the faces have: no-break, figure, thin, hair and
// narrow no-break.
const keptSpaces = " \u00a0\u2007\u2009\u200a\u202f"

// isPlain reports whether a text is printable ASCII, which needs no cleaning.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < 0x20 || text[i] > 0x7e {
			return false
		}
	}
	return true
}

// Missing returns the characters of a text that the embedded faces cannot draw, each once, in order: the gate that every
// text passes before paper.
func (f *Fonts) Missing(text string) []rune {
	if isPlain(text) {
		return nil
	}
	f.mu.Lock() // looking a character up changes the face's cache
	defer f.mu.Unlock()
	var missing []rune
	seen := map[rune]bool{}
	for _, r := range Clean(text) {
		if seen[r] {
			continue
		}
		seen[r] = true
		// All faces are asked: a style may set any text in italics or semibold. The PDF writer stops at U+FFFF.
		for _, face := range f.faces {
			if _, ok := face.NominalGlyph(r); !ok || r > 0xFFFF {
				missing = append(missing, r)
				break
			}
		}
	}
	return missing
}

// Vertical measures of the faces, as fractions of the size; the three share them.
const (
	Ascent    = 0.75  // top of the tallest Latin letters with accents' clearance
	Descent   = 0.22  // below the baseline
	CapHeight = 0.66  // height of H
	XHeight   = 0.486 // height of x
)

// Box returns the line box of the run when its baseline starts at (x, y).
func (r *Run) Box(x, y float64) Rect {
	return Rect{x, y - Ascent*r.Style.Size, r.Width, (Ascent + Descent) * r.Style.Size}
}
