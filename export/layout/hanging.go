package layout

import (
	"slices"
	"strings"

	"throughline/export/page"
)

// openers are the marks that a quotation opens with, in the languages that the faces write.
const openers = "“„‟«»‘‚‹›\"'"

// HangingPunctuation returns lines of which the first is moved to the left by the quotation marks it opens with: they hang in the margin,
// and the letters of all lines stand under each other. The text and its order stay what they are.
func HangingPunctuation(lines []page.Line) []page.Line {
	if len(lines) == 0 {
		return lines
	}
	by := overhang(lines[0])
	if by == 0 {
		return lines
	}
	lines = slices.Clone(lines)
	first := &lines[0]
	first.Fragments = slices.Clone(first.Fragments)
	for i := range first.Fragments {
		first.Fragments[i].X -= by
	}
	return lines
}

// overhang returns how far into a line its first character stands that is no opening quotation mark; 0 for a line of nothing
// else.
func overhang(l page.Line) float64 {
	for _, f := range l.Fragments {
		for _, g := range f.Run.Glyphs {
			if !strings.ContainsRune(openers, g.Rune) {
				return f.X + g.X*f.Run.Style.Size
			}
		}
	}
	return 0
}
