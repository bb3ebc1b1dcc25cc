package verify

import (
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"throughline/app/intake"
)

// font is one font of a page: which characters its codes stand for, how wide they are, and what is drawn for them.
type font struct {
	wide    bool // codes of two bytes
	chars   map[uint16]string
	widths  map[uint16]float64 // in thousandths of an em
	width   float64            // of the codes that widths does not name
	letters *outlines          // nil where they cannot be read
	ids     []byte             // the number of each code's letter, two bytes each; nil where it is the code itself
	spanned int                // how many codes were given a character by ranges
}

// font reads a font; nil for one that does not say what its codes stand for. Fonts that are objects of their own are read
// once.
func (f *file) font(o types.Object) *font {
	ref, shared := o.(types.IndirectRef)
	if known, ok := f.fonts[ref.ObjectNumber.Value()]; shared && ok {
		return known
	}
	read := f.readFont(f.dict(o))
	if shared {
		f.fonts[ref.ObjectNumber.Value()] = read
	}
	return read
}

func (f *file) readFont(d types.Dict) *font {
	if d == nil || d["ToUnicode"] == nil {
		return nil
	}
	data, err := f.stream(d["ToUnicode"])
	if err != nil {
		return nil
	}
	m := &font{width: 1000, widths: map[uint16]float64{}}
	m.readCharMap(data)
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		first := int(f.number(d["FirstChar"], 0))
		for i, w := range f.array(d["Widths"]) {
			m.widths[uint16(first+i)] = f.number(w, 0)
		}
		return m
	}
	below := f.dict(kids[0])
	m.width = f.number(below["DW"], 1000)
	f.readWidths(m, f.array(below["W"]))
	if data, err := f.stream(f.dict(below["FontDescriptor"])["FontFile2"]); err == nil && f.name(d["Encoding"]) == "Identity-H" {
		m.letters = readOutlines(data)
	}
	if ids := below["CIDToGIDMap"]; ids != nil && f.name(ids) != "Identity" {
		if m.ids, err = f.stream(ids); err != nil {
			m.letters = nil
		}
	}
	return m
}

// readWidths reads the widths of codes: a first one and a list, or a first one, a last one and one width.
func (f *file) readWidths(m *font, w types.Array) {
	for i := 0; i+1 < len(w); {
		first := int(f.number(w[i], 0))
		if list := f.array(w[i+1]); list != nil {
			for k, v := range list {
				m.widths[uint16(first+k)] = f.number(v, 0)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last, width := min(int(f.number(w[i+1], 0)), 1<<16-1), f.number(w[i+2], 0)
		for c := max(first, 0); c <= last && len(m.widths) < 1<<16; c++ {
			m.widths[uint16(c)] = width
		}
		i += 3
	}
}

// codes returns the codes of a string.
func (m *font) codes(text []byte) []uint16 {
	if m == nil || !m.wide {
		codes := make([]uint16, len(text))
		for i, b := range text {
			codes[i] = uint16(b)
		}
		return codes
	}
	codes := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		codes = append(codes, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return codes
}

// unknown stands for a letter of which nobody can say what it is. No text of a brief holds it.
const unknown = "\ufffd"

// says returns the characters that a code stands for.
func (m *font) says(code uint16) string {
	if m != nil {
		if s, ok := m.chars[code]; ok {
			return s
		}
	}
	return unknown
}

// advance returns how wide a code is, in ems.
func (m *font) advance(code uint16) float64 {
	if m == nil {
		return 0
	}
	if w, ok := m.widths[code]; ok {
		return w / 1000
	}
	return m.width / 1000
}

// draws returns what is drawn for a code, 0 where that cannot be read.
func (m *font) draws(code uint16) drawn {
	if m == nil || m.letters == nil {
		return 0
	}
	id := code
	if m.ids != nil {
		if 2*int(code)+1 >= len(m.ids) {
			return 0
		}
		id = uint16(m.ids[2*int(code)])<<8 | uint16(m.ids[2*int(code)+1])
	}
	return m.letters.drawn(id)
}

// readCharMap reads a font's map to Unicode (ISO 32000-1, 9.10.3).
func (m *font) readCharMap(data []byte) {
	m.wide, m.chars = true, map[uint16]string{}
	l := lexer{data: data}
	var args []operand
	for range intake.PDFOps {
		tok, ok := l.next(0)
		if !ok {
			break
		}
		if tok.is != 'o' {
			args = append(args, tok.operand)
			continue
		}
		switch tok.name {
		case "endcodespacerange":
			if len(args) > 0 {
				m.wide = len(args[len(args)-1].text) > 1
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.chars[codeOf(args[i].text)] = utf16Text(args[i+1].text)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.span(codeOf(args[i].text), codeOf(args[i+1].text), args[i+2])
			}
		}
		args = args[:0]
	}
}

// span maps the codes from lo to hi to the characters from the one given on, or to those of a list.
func (m *font) span(lo, hi uint16, to operand) {
	units := utf16Units(to.text)
	for n := 0; n <= int(hi)-int(lo) && m.spanned < 1<<17; n++ {
		m.spanned++
		switch {
		case to.is == '[' && n < len(to.list):
			m.chars[lo+uint16(n)] = utf16Text(to.list[n].text)
		case to.is == 's' && len(units) > 0:
			one := append([]uint16{}, units...)
			one[len(one)-1] += uint16(n)
			m.chars[lo+uint16(n)] = string(utf16.Decode(one))
		}
	}
}

func codeOf(b []byte) (code uint16) {
	for _, c := range b {
		code = code<<8 | uint16(c)
	}
	return code
}

func utf16Units(b []byte) []uint16 {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return units
}

func utf16Text(b []byte) string { return string(utf16.Decode(utf16Units(b))) }
