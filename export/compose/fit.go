package compose

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// tooLong tells how many words of a text found no room; over are the lines that hold them.
func (c *composer) tooLong(place brief.Place, over []page.Line, why string) {
	n := wordsIn(over)
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
		n += len(strings.Fields(layout.Text(l)))
	}
	return max(n, 1)
}
