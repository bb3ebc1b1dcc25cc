package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/export/page"
)

// Typesetter breaks text into lines, in the faces and the theme of a page.
type Typesetter struct {
	Fonts *page.Fonts
	Theme *page.Theme
}

// Text returns the words of a line.
func Text(l page.Line) string {
	var b strings.Builder
	for _, f := range l.Fragments {
		b.WriteString(f.Run.Text)
	}
	return b.String()
}

// Wrap breaks spans into lines, and draws them in a little where the last line would hold a single word.
func (t *Typesetter) Wrap(spans []page.Span, width float64) []page.Line {
	lines := t.Fonts.Wrap(spans, width)
	const most = 30 // lines; past that a text is too long anyway, and trying costs time at every keystroke
	if !lonely(lines) || len(lines) > most {
		return lines
	}
	for narrow := width * 0.97; narrow > width*0.7; narrow -= width * 0.03 {
		tried := t.Fonts.Wrap(spans, narrow)
		if len(tried) > len(lines) {
			break
		}
		if !lonely(tried) {
			return tried
		}
	}
	return lines
}

// balance breaks spans into even lines, and rather less even ones where that keeps a hyphenated word whole.
func (t *Typesetter) balance(spans []page.Span, width float64) []page.Line {
	lines := t.Fonts.Balance(spans, width)
	if !hyphened(lines) {
		return lines
	}
	least := 0.0
	for _, l := range lines {
		least = max(least, l.Width)
	}
	for wide := least; wide <= width; wide += width * 0.02 {
		if tried := t.Fonts.Wrap(spans, wide); len(tried) == len(lines) && !hyphened(tried) && !lonely(tried) {
			return tried
		}
	}
	return lines
}

// hyphened reports whether a line but the last ends in a hyphen.
func hyphened(lines []page.Line) bool {
	for i := range len(lines) - 1 {
		if strings.HasSuffix(Text(lines[i]), "-") {
			return true
		}
	}
	return false
}

// Severed reports whether a word was too long for a line and is cut between its letters.
func Severed(lines []page.Line) bool {
	for i := range len(lines) - 1 {
		last, _ := utf8.DecodeLastRuneInString(Text(lines[i]))
		if !lines[i].Gap && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
			return true
		}
	}
	return false
}

// lonely reports whether the last of several lines is a single word.
func lonely(lines []page.Line) bool {
	n := len(lines)
	return n > 1 && !strings.Contains(strings.Trim(Text(lines[n-1]), " "), " ")
}

// Fit breaks a text into even lines of the first size in which it takes no more than that size's; spans is the text in a
// size. Where it does not even fit in the last it answers the lines there is room for in that, and those that are over.
func (t *Typesetter) Fit(spans func(size float64) []page.Span, width float64, sizes []TextSize) (lines []page.Line, size float64, over []page.Line) {
	for _, s := range sizes {
		if lines = t.balance(spans(s.Size), width); len(lines) <= s.Lines {
			return lines, s.Size, nil
		}
	}
	last := sizes[len(sizes)-1]
	lines = t.Fonts.Wrap(spans(last.Size), width)
	return lines[:last.Lines], last.Size, lines[last.Lines:]
}
