package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

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
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r),
			unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
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

// Missing returns the characters of a text that cannot be printed, each once, in order: the gate that every text passes
// before paper. It is those that no face has, and those of scripts that cannot be set properly, whatever a font has.
func (f *Fonts) Missing(text string) []rune {
	if isPlain(text) {
		return nil
	}
	f.mu.Lock() // looking a character up changes the face's cache
	defer f.mu.Unlock()
	var missing []rune
	seen := map[rune]bool{}
	for _, r := range Clean(text) {
		if !seen[r] && !f.prints(r) {
			missing = append(missing, r)
		}
		seen[r] = true
	}
	return missing
}

// prints reports whether a character can be set in every style: any text may be set in italics or semibold.
func (f *Fonts) prints(r rune) bool {
	if r > 0xFFFF || Unset(r) { // the PDF writer stops at U+FFFF
		return false
	}
	one := []rune{r}
	for style := range chains {
		if _, ok := f.choose(one, Face(style)); !ok {
			return false
		}
	}
	return true
}

// unset are the scripts whose letters run from right to left, join, change their order or stand on each other, which the
// page does not know how to do: their words would be wrong with every letter there.
var unset = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar,
	unicode.Khmer, unicode.Mongolian, unicode.Balinese, unicode.Javanese, unicode.Sundanese, unicode.Tai_Tham,
}

// Unset reports whether a character is of a script that cannot be set properly, such as Arabic, Hebrew or Devanagari.
func Unset(r rune) bool {
	const first = 0x0590 // Hebrew is the first of them
	if r < first {
		return false
	}
	// Hangul is set in syllables; its single letters would have to be joined to them.
	return unicode.In(r, unset...) || r >= 0x1100 && r <= 0x11FF
}
