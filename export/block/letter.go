package block

import (
	"strconv"
	"strings"

	"throughline/export/layout"
	"throughline/export/page"
)

// StripLine is what the strip says, in one line.
func StripLine(v *View) string { return strings.Join(StripWords(v), " · ") }

// AskTexts are the parts of the ask, each its label and its answer.
func AskTexts(v *View) [][2]string {
	var parts [][2]string
	for _, a := range askParts {
		if v.Has(a.place) {
			parts = append(parts, [2]string{v.T(a.word), v.Plain(a.place)})
		}
	}
	return parts
}

// ChangeText is a comparison in words.
func ChangeText(v *View, ch Change) string {
	if ch.Moved == 0 {
		return v.T("No change") + " " + ch.Against
	}
	return ch.Entry.Text + " " + ch.Against
}

// QuoteTexts are the words of the quote, who said them, and how that is vouched for.
func QuoteTexts(v *View) []string {
	var lines []string
	for _, l := range quoteText(v) {
		if strings.Trim(l, " –") != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// SourceTexts are the source notes in a reader's words, what the metrics mean, and what was set by hand.
func SourceTexts(v *View) []string {
	var lines []string
	for i, s := range v.Notes.Sources {
		lines = append(lines, strconv.Itoa(i+1)+". "+s.read(v))
	}
	for _, d := range v.Notes.Definitions {
		lines = append(lines, d.Name+": "+d.Meaning)
	}
	return append(lines, v.Notes.ByHand...)
}

// DrawChart draws the chart of the evidence alone, and reports whether there was room.
func DrawChart(v *View, p *layout.Page, box page.Rect) bool {
	return v.Evidence.Visual != nil && drawFigure(v, p, v.Evidence.Visual, box, 1) != nil
}
