package page

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"throughline/assets"
)

// Face is a face that text is set in. A Style names one of the first four; a Glyph is in whichever of all six has its
// character.
type Face uint8

// The faces: three of Source Sans 3, Source Serif 4 SemiBold, and those of the writer's own font, where there is one.
const (
	Regular Face = iota
	Italic
	SemiBold
	Serif
	Own
	OwnBold
	faceCount
)

// chains say which faces a style's characters are looked for in, in that order. A writer's font without a bold sets no
// headings but the characters that the program's own bold lacks.
var chains = [...][]Face{
	Regular:  {Own, Regular},
	Italic:   {Own, Italic},
	SemiBold: {OwnBold, SemiBold, Own},
	Serif:    {OwnBold, Serif, SemiBold, Own},
}

// Style is how a text looks.
type Style struct {
	Face  Face
	Size  float64 // points
	Color Color
}

// Fonts measures and shapes text with the embedded faces and, where With added them, those of a writer's own. It is safe
// for use from several goroutines; shaping takes a lock and remembers what it shaped.
type Fonts struct {
	mu     sync.Mutex
	faces  [faceCount]*face // nil for those of a writer's own that there are not
	files  string           // tells fonts with one writer's own from those with another's
	shaper shaping.HarfbuzzShaper
	cache  map[shapeKey]*shape
}

// face is a face that was parsed.
type face struct {
	*font.Face
	data       []byte
	postScript string
	// signs are the characters that a file of somebody else's can really draw; nil for the embedded faces, whose every
	// character is known to be one. See signsOf.
	signs map[rune]bool
	// digit is the width that every digit takes, in ems, so that numbers stand in columns; 0 for a face whose digits are
	// all of one width already.
	digit float64
}

// has reports whether the face draws a character.
func (f *face) has(r rune) bool {
	if f.signs != nil {
		return f.signs[r]
	}
	_, ok := f.NominalGlyph(r)
	return ok
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
	Face Face
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

// embedded are the faces that travel in the program, by their names in the files.
var embedded = [...]struct {
	postScript string
	data       []byte
}{
	Regular:  {"SourceSans3-Regular", assets.FontRegular},
	Italic:   {"SourceSans3-Italic", assets.FontItalic},
	SemiBold: {"SourceSans3-SemiBold", assets.FontSemiBold},
	Serif:    {"SourceSerif4-SemiBold", assets.FontSerif},
}

// NewFonts parses the embedded faces.
func NewFonts() (*Fonts, error) {
	f := &Fonts{cache: make(map[shapeKey]*shape)}
	for i, e := range embedded {
		parsed, err := font.ParseTTF(bytes.NewReader(e.data))
		if err != nil {
			return nil, fmt.Errorf("parse embedded font %s: %w", e.postScript, err)
		}
		f.faces[i] = &face{Face: parsed, data: e.data, postScript: e.postScript}
	}
	return f, nil
}

// With returns the fonts with a writer's own before the embedded ones; either may be nil. Both must have passed CheckFont.
func (f *Fonts) With(regular, bold *OwnFont) *Fonts {
	g := &Fonts{cache: make(map[shapeKey]*shape)}
	for i, e := range f.faces[:Own] {
		again := *e
		again.Face = font.NewFace(e.Font) // what a face remembers is not to be shared
		g.faces[i] = &again
	}
	for i, own := range [...]*OwnFont{Own: regular, OwnBold: bold} {
		if own != nil {
			g.files += own.digest
			g.faces[i] = &face{Face: font.NewFace(own.font), data: own.data, postScript: own.PostScript, signs: own.signs, digit: own.digit}
		}
	}
	return g
}

// Equal reports whether two set every text alike, because they are of the same files.
func (f *Fonts) Equal(g *Fonts) bool { return f == g || f != nil && g != nil && f.files == g.files }

// Data returns the TrueType file of a face that text was set in.
func (f *Fonts) Data(which Face) []byte { return f.faces[which].data }

// PostScript returns the name of a face as its file states it, fit for a PDF.
func (f *Fonts) PostScript(which Face) string { return f.faces[which].postScript }

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

// Bearing returns how far to the right of a run's start the ink of its first glyph begins, in points: what large type is
// moved by, so that it stands at an edge with what is seen of it.
func (f *Fonts) Bearing(r *Run) float64 {
	if len(r.Glyphs) == 0 {
		return 0
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	g := r.Glyphs[0]
	fc := f.faces[g.Face]
	extents, _ := fc.GlyphExtents(g.ID)
	return (g.X + float64(extents.XBearing)/float64(fc.Upem())) * r.Style.Size
}

// shape sets a text in the faces of a style, each stretch of it in the first that has all its characters.
func (f *Fonts) shape(text string, style Face) *shape {
	runes := []rune(Clean(text))
	sh := &shape{glyphs: make([]Glyph, 0, len(runes))}
	for len(runes) > 0 {
		which, n := f.stretch(runes, style)
		f.append(sh, runes[:n], which)
		runes = runes[n:]
	}
	return sh
}

// stretch returns how many characters at the beginning of a text are in one face, and which. A character that no face
// has is replaced. Accents stay with their letter, which would lose them between two faces.
func (f *Fonts) stretch(runes []rune, style Face) (which Face, n int) {
	for n < len(runes) {
		end := n + 1
		for end < len(runes) && unicode.Is(unicode.M, runes[end]) {
			end++
		}
		own, ok := f.choose(runes[n:end], style)
		if !ok && end > n+1 { // no face has the letter with its accents: they stand alone
			end = n + 1
			own, ok = f.choose(runes[n:end], style)
		}
		if !ok {
			runes[n] = '?'
			own, _ = f.choose(runes[n:end], style)
		}
		if n > 0 && own != which {
			break
		}
		which, n = own, end
	}
	return which, n
}

// choose returns the first face of a style that has all the characters.
func (f *Fonts) choose(runes []rune, style Face) (Face, bool) {
	for _, which := range chains[style] {
		if fc := f.faces[which]; fc != nil && !slices.ContainsFunc(runes, func(r rune) bool { return !fc.has(r) }) {
			return which, true
		}
	}
	return style, false
}

// append shapes characters that are all in one face and puts them behind what is there.
func (f *Fonts) append(sh *shape, runes []rune, which Face) {
	fc := f.faces[which]
	upem := float64(fc.Upem())
	out := f.kerned(runes, fc)
	// Text in which the font makes one glyph of two characters, or two of one, keeps plain widths.
	shaped := len(out.Glyphs) == len(runes)
	for i, r := range runes {
		gid, _ := fc.NominalGlyph(r)
		nominal := float64(fc.HorizontalAdvance(gid))
		own := f.advance(which, gid)
		g := Glyph{Rune: r, Face: which, ID: gid, X: sh.width}
		if shaped {
			// Accents that no letter is composed with stand to the side of the pen, over the letter before.
			g.X += float64(out.Glyphs[i].XOffset) / 64 / upem
			own += (float64(out.Glyphs[i].Advance)/64 - nominal) / upem
		}
		if fc.digit > 0 && r >= '0' && r <= '9' {
			g.X = sh.width + (fc.digit-f.advance(which, gid))/2
			own = fc.digit
		}
		if n := len(sh.glyphs); n > 0 {
			before := &sh.glyphs[n-1]
			before.Kern = g.X - before.X - f.advance(before.Face, before.ID)
		}
		sh.glyphs = append(sh.glyphs, g)
		sh.width += own
	}
}

// kerned shapes characters that are all in a face. Where the rules of somebody else's font are broken it answers nothing,
// and the text keeps plain widths.
func (f *Fonts) kerned(runes []rune, fc *face) (out shaping.Output) {
	defer func() {
		if recover() != nil {
			out, f.shaper = shaping.Output{}, shaping.HarfbuzzShaper{}
		}
	}()
	return f.shaper.Shape(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: fc.Face, FontFeatures: shapeFeatures,
		Size: fixed.Int26_6(fc.Upem()) << 6, Script: scriptOf(runes), Language: language.NewLanguage("en"),
	})
}

// advance returns a glyph's own width in ems, in whole thousandths as a PDF counts them: laid out in finer ones, the
// letters of a font of 2048 units would drift from where a viewer puts them.
func (f *Fonts) advance(which Face, id font.GID) float64 {
	fc := f.faces[which]
	return math.Round(float64(fc.HorizontalAdvance(id))*1000/float64(fc.Upem())) / 1000
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
func (f *Fonts) Outline(which Face, id font.GID) ([]opentype.Segment, float64, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fc := f.faces[which]
	out, ok := fc.GlyphData(id).(font.GlyphOutline)
	return out.Segments, 1 / float64(fc.Upem()), ok && len(out.Segments) > 0
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
