package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"

	"throughline/app/fault"
	"throughline/app/intake"
)

// OwnFont is a writer's own font that passed CheckFont. It is immutable.
type OwnFont struct {
	Family     string // "Acme Sans"
	PostScript string // "AcmeSans-Bold"
	// Tabular reports whether its digits are all of one width, so that numbers under each other stand in columns. Where they
	// are not, each is given the room of the widest.
	Tabular bool

	font   *font.Font
	data   []byte
	digest string
	signs  map[rune]bool
	digit  float64 // see face
}

// Has reports whether the font can draw a character.
func (f *OwnFont) Has(r rune) bool { return f.signs[r] }

// CheckFont reads a writer's own font. A PDF takes static TrueType fonts whose makers allow embedding, and no others; the
// errors are *fault.Error and say what is wrong with the file and which one to choose. Characters that the file lists but
// draws as nothing, or as the box for a missing one, are not among those the font has.
func CheckFont(data []byte) (*OwnFont, error) {
	if len(data) > intake.Font {
		return nil, refuseFont("The font file is larger than "+intake.Megabytes(intake.Font)+"; choose a smaller one, such as the version for one language.", nil)
	}
	if text := kindsOfFont[tag(data)]; text != "" {
		return nil, refuseFont(text, nil)
	}
	t, err := readTables(data)
	if err != nil {
		return nil, refuseFont("The file is no TrueType font, or a damaged one; choose a .ttf file.", err)
	}
	if t.table["fvar"] != nil {
		return nil, refuseFont("This is a variable font, which a PDF cannot hold; choose the static file of one weight, such as …-Regular.ttf.", nil)
	}
	if err := t.rights(); err != nil {
		return nil, err
	}
	f, err := t.read(data)
	if err != nil {
		return nil, refuseFont("The font file is damaged; download or copy it again.", err)
	}
	parsed := font.NewFace(f.font)
	widest, narrowest := 0.0, math.Inf(1)
	for _, r := range "0123456789 " {
		if !f.Has(r) {
			return nil, refuseFont("The font lacks digits or the blank, so it cannot set a brief; choose a font for text.", nil)
		}
		if gid, _ := parsed.NominalGlyph(r); r != ' ' {
			w := float64(parsed.HorizontalAdvance(gid)) / float64(parsed.Upem())
			widest, narrowest = max(widest, w), min(narrowest, w)
		}
	}
	if f.Tabular = widest == narrowest; !f.Tabular {
		f.digit = widest
	}
	return f, nil
}

// read parses a font whose tables can be followed, and reads the outlines of all its characters once: the parser was not
// written for files made to break it, and a page is no place to find that out.
func (t *tables) read(data []byte) (f *OwnFont, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("check font: %v", r)
		}
	}()
	if err := t.sound(); err != nil {
		return nil, err
	}
	parsed, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("check font: %w", err)
	}
	sum := sha256.Sum256(data)
	family := strings.TrimSpace(parsed.Describe().Family)
	return &OwnFont{
		Family: family, PostScript: t.postScript(family), font: parsed.Font, data: data, digest: string(sum[:]),
		signs: t.signs(parsed),
	}, nil
}

func refuseFont(text string, cause error) error { return fault.New(fault.Unreadable, text, cause) }

// kindsOfFont says why a file that begins like another kind of font is refused.
var kindsOfFont = map[string]string{
	"OTTO": "This font has PostScript outlines (.otf), which cannot be embedded; choose its TrueType version (.ttf).",
	"ttcf": "This file is a collection of fonts (.ttc); choose a .ttf file that holds one.",
	"wOFF": "This is a web font (.woff); choose its TrueType version (.ttf).",
	"wOF2": "This is a web font (.woff2); choose its TrueType version (.ttf).",
}

// tag returns the four letters that a file begins with.
func tag(data []byte) string { return string(data[:min(4, len(data))]) }

// tables are the parts of a TrueType file (ISO/IEC 14496-22). The library that cuts fonts for the PDF trusts what they
// say; so all that it follows is followed here first.
type tables struct {
	table  map[string][]byte
	glyphs int
	starts []int // of each glyph in glyf, and where the last one ends
}

var errTables = errors.New("check font: tables are missing or outside the file")

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}

// needed are the tables that a PDF's font is made from, with the least size of each.
var needed = map[string]int{
	"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "cmap": 4, "loca": 4, "glyf": 1, "OS/2": 78, "post": 32, "name": 6,
}

func readTables(data []byte) (*tables, error) {
	if v := u32(data, 0); v != 0x00010000 && v != 0x74727565 { // "true"
		return nil, errTables
	}
	t := &tables{table: map[string][]byte{}}
	n := u16(data, 4)
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errTables
		}
		from, size := u32(data, at+8), u32(data, at+12)
		if from+size > len(data) {
			return nil, errTables
		}
		t.table[string(data[at:at+4])] = data[from : from+size]
	}
	for name, least := range needed {
		if len(t.table[name]) < least {
			return nil, errTables
		}
	}
	t.glyphs = u16(t.table["maxp"], 4)
	return t, nil
}

// rights refuses a font whose maker does not allow what a PDF does with it (OS/2, fsType).
func (t *tables) rights() error {
	const restricted, noSubset, bitmapOnly, editable = 0x0002, 0x0100, 0x0200, 0x000C
	is := u16(t.table["OS/2"], 8)
	if is&restricted != 0 && is&editable == 0 || is&(noSubset|bitmapOnly) != 0 {
		return refuseFont("The maker of this font does not allow it to be embedded in documents; choose another font, or ask for a licence that does.", nil)
	}
	return nil
}

// sound checks what is followed without a look when the font is cut for a PDF: offsets, and glyphs made of others.
func (t *tables) sound() error {
	if !t.measured() || !t.placed() {
		return errTables
	}
	depths := make([]int, t.glyphs)
	for i := range t.glyphs {
		if t.depth(i, depths, 0) > mostNested {
			return errTables
		}
	}
	return nil
}

// measured reports whether the tables are of the kinds that are read, and have a width for every glyph.
func (t *tables) measured() bool {
	head, hhea := t.table["head"], t.table["hhea"]
	const leastEm = 16
	known := u16(head, 18) >= leastEm && u16(head, 50) <= 1 && u16(head, 52) == 0 &&
		u16(hhea, 32) == 0 && u16(t.table["name"], 0) == 0
	widths := u16(hhea, 34)
	return known && t.glyphs >= 2 && widths >= 1 && widths <= t.glyphs && len(t.table["hmtx"]) >= 4*widths+2*(t.glyphs-widths)
}

// placed notes where the outline of each glyph is, and reports whether all are within their table and in order.
func (t *tables) placed() bool {
	head, loca := t.table["head"], t.table["loca"]
	at := func(i int) int { return 2 * u16(loca, 2*i) }
	size := 2
	if u16(head, 50) == 1 {
		at, size = func(i int) int { return u32(loca, 4*i) }, 4
	}
	if len(loca) < size*(t.glyphs+1) {
		return false
	}
	for i := range t.glyphs + 1 {
		s := at(i)
		if s > len(t.table["glyf"]) || i > 0 && s < t.starts[i-1] {
			return false
		}
		t.starts = append(t.starts, s)
	}
	return true
}

// mostNested is how deep glyphs may be made of others; fonts for text go to two or three.
const mostNested = 8

// depth returns how deep a glyph is made of others, more than mostNested where it is made of itself. depths remembers.
func (t *tables) depth(glyph int, depths []int, above int) int {
	if glyph >= t.glyphs || above > mostNested {
		return mostNested + 1
	}
	if depths[glyph] > 0 {
		return depths[glyph]
	}
	data := t.glyph(glyph)
	deepest := 1
	if len(data) >= 10 && int16(u16(data, 0)) < 0 {
		const words, scale, more, twoScales, matrix = 0x1, 0x8, 0x20, 0x40, 0x80
		for at, flags := 10, more; flags&more != 0; {
			if at+4 > len(data) {
				return mostNested + 1
			}
			flags = u16(data, at)
			deepest = max(deepest, 1+t.depth(u16(data, at+2), depths, above+1))
			at += 6
			for flag, size := range map[int]int{words: 2, scale: 2, twoScales: 4, matrix: 8} {
				if flags&flag != 0 {
					at += size
				}
			}
		}
	}
	depths[glyph] = deepest
	return deepest
}

// glyph returns the outline of a glyph as the file has it; none for a blank.
func (t *tables) glyph(i int) []byte { return t.table["glyf"][t.starts[i]:t.starts[i+1]] }

// signs returns the characters that the font draws. Only those of the table of characters that the PDF's font is cut by
// count, which ends at U+FFFF.
func (t *tables) signs(parsed *font.Face) map[rune]bool {
	out := map[rune]bool{}
	box := t.glyph(0) // what is drawn for a character that is not there
	for r, gid := range t.characters() {
		if got, ok := parsed.NominalGlyph(r); !ok || int(got) != gid || gid <= 0 || gid >= t.glyphs {
			continue
		}
		drawn := t.glyph(gid)
		outline, _ := parsed.GlyphData(font.GID(gid)).(font.GlyphOutline)
		blank := len(outline.Segments) == 0
		if unicode.Is(unicode.Z, r) && blank || !blank && !bytes.Equal(drawn, box) {
			out[r] = true
		}
	}
	return out
}

// characters reads the first table of characters of format 4 for Unicode.
func (t *tables) characters() map[rune]int {
	cmap := t.table["cmap"]
	var sub []byte
	for i := range u16(cmap, 2) {
		platform, encoding, at := u16(cmap, 4+8*i), u16(cmap, 6+8*i), u32(cmap, 8+8*i)
		if (platform == 3 && encoding == 1 || platform == 0) && at < len(cmap) && u16(cmap, at) == 4 {
			sub = cmap[at:]
			break
		}
	}
	out := map[rune]int{}
	segments := u16(sub, 6) / 2
	left := 1 << 17 // each character once, and again: a file that lists them over and over is made to keep a reader busy
	for i := range segments {
		last, first := u16(sub, 14+2*i), u16(sub, 16+2*segments+2*i)
		delta, offsetAt := u16(sub, 16+4*segments+2*i), 16+6*segments+2*i
		for c := first; c <= last && c < 0xFFFF && left > 0; c++ {
			left--
			gid := c + delta
			if offset := u16(sub, offsetAt); offset != 0 {
				if gid = u16(sub, offsetAt+offset+2*(c-first)); gid != 0 {
					gid += delta
				}
			}
			out[rune(c)] = gid & 0xFFFF
		}
	}
	return out
}

// postScript makes a name for a PDF of a family's.
func (t *tables) postScript(family string) string {
	const bold = 600 // usWeightClass from which a weight is one for headings
	name := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, family)
	if name == "" {
		name = "OwnFont"
	}
	if u16(t.table["OS/2"], 4) >= bold {
		return name + "-Bold"
	}
	return name + "-Regular"
}
