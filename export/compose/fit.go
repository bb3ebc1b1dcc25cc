package compose

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/export/page"
)

// tooLong tells how many words of a text found no room; over are the lines that hold them.
func (c *composer) tooLong(place brief.Place, over []page.Line, why string) {
	n := wordsIn(over)
	c.over[place] += n
	words := "words"
	if n == 1 {
		words = "word"
	}
	label := place.Label()
	c.problem(place, "too-long", fmt.Sprintf("Take out %d %s, or say it in shorter ones.", n, words),
		"%s is %d %s too long for this page: %s.", label, n, words, why)
}

// wordsIn counts the words of lines, at least one.
func wordsIn(lines []page.Line) int {
	n := 0
	for _, l := range lines {
		n += len(strings.Fields(lineText(l)))
	}
	return max(n, 1)
}

func lineText(l page.Line) string {
	var b strings.Builder
	for _, f := range l.Fragments {
		b.WriteString(f.Run.Text)
	}
	return b.String()
}

// wrap breaks spans into lines, and draws them in a little where the last line would hold a single word.
func (c *composer) wrap(spans []page.Span, width float64) []page.Line {
	lines := c.fonts.Wrap(spans, width)
	const most = 30 // lines; past that a text is too long anyway, and trying costs time at every keystroke
	if !lonely(lines) || len(lines) > most {
		return lines
	}
	for narrow := width * 0.97; narrow > width*0.7; narrow -= width * 0.03 {
		tried := c.fonts.Wrap(spans, narrow)
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
func (c *composer) balance(spans []page.Span, width float64) []page.Line {
	lines := c.fonts.Balance(spans, width)
	if !hyphened(lines) {
		return lines
	}
	least := 0.0
	for _, l := range lines {
		least = max(least, l.Width)
	}
	for wide := least; wide <= width; wide += width * 0.02 {
		if tried := c.fonts.Wrap(spans, wide); len(tried) == len(lines) && !hyphened(tried) && !lonely(tried) {
			return tried
		}
	}
	return lines
}

// hyphened reports whether a line but the last ends in a hyphen.
func hyphened(lines []page.Line) bool {
	for i := range len(lines) - 1 {
		if strings.HasSuffix(lineText(lines[i]), "-") {
			return true
		}
	}
	return false
}

// severed reports whether a word was too long for a line and is cut between its letters.
func severed(lines []page.Line) bool {
	for i := range len(lines) - 1 {
		last, _ := utf8.DecodeLastRuneInString(lineText(lines[i]))
		if !lines[i].Gap && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
			return true
		}
	}
	return false
}

// lonely reports whether the last of several lines is a single word.
func lonely(lines []page.Line) bool {
	n := len(lines)
	return n > 1 && !strings.Contains(strings.Trim(lineText(lines[n-1]), " "), " ")
}
