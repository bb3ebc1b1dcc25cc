package block

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Definitions says what each metric used means, who owns it, and what was set by hand.
var Definitions = Block{Name: "definitions", Title: "Definitions", Flow: definitionItems}

const (
	noteAbove = 5.0
	noteGap   = 14.0
	noteSide  = 0.28 // of the width, for the names of what is defined
)

// definitionItems makes the meaning of each metric used, its name in the column at the left.
func definitionItems(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
	size := fl.Scale.Small
	side := fl.Width() * noteSide
	text := page.Style{Size: size, Color: v.Theme.Ink}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.Ink}
	var items []*layout.Item
	add := func(name, meaning string) {
		names := v.Wrap([]page.Span{{Text: name, Style: strong}}, side-noteGap)
		lines := v.Wrap([]page.Span{{Text: meaning, Style: text}}, fl.Width()-side)
		items = append(items, namedItems(fl, SourcesPlace, names, lines, side)...)
	}
	for _, d := range v.Notes.Definitions {
		add(d.Name, d.Meaning)
	}
	for _, t := range v.Notes.ByHand {
		name, value, _ := strings.Cut(t, ": ")
		add(name, value)
	}
	return items
}

// linesOf returns the lines from one to another, as far as there are such.
func linesOf(lines []page.Line, from, to int) []page.Line {
	return lines[min(from, len(lines)):min(to, len(lines))]
}

// namedItems makes lines of a text with those of its name at their left, in a column as wide as side. A long one may go on on
// the next page, but for its first and its last lines.
func namedItems(fl *layout.Flow, place brief.Place, names, lines []page.Line, side float64) []*layout.Item {
	const whole = 8
	var items []*layout.Item
	for at, before := 0, noteAbove; at == 0 || at < len(lines) || at < len(names); before = 0 {
		to := at + whole
		if max(len(lines), len(names)) < to+2 {
			to = max(len(lines), len(names))
		}
		items = append(items, namedItem(fl, place, linesOf(names, at, to), linesOf(lines, at, to), side, before))
		at = to
	}
	return items
}

// namedItem makes a name with what it names beside it.
func namedItem(fl *layout.Flow, place brief.Place, names, lines []page.Line, side, before float64) *layout.Item {
	leading := fl.Scale.Small * layout.NoteLeading
	return &layout.Item{
		Before: before, Height: layout.Grid(float64(max(len(names), len(lines))) * leading),
		Draw: func(s *layout.Page, box page.Rect) {
			base := box.Y + fl.Scale.Small
			s.As(page.List, func() {
				s.As(page.ListItem, func() {
					s.FieldLines(page.ListLabel, string(place), box.X, base, leading, names)
					s.FieldLines(page.ListBody, string(place), box.X+side, base, leading, lines)
				})
			})
		},
	}
}
