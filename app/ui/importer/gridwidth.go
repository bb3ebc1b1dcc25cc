package importer

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// columnWidths makes each column as wide as its longest sampled cell, within bounds. Text outside the tables runs over
// its empty neighbours, so it does not widen a column.
func columnWidths(s *sheet.Sheet, tables []*sheet.Table) []float32 {
	columns := min(max(s.Width(), 6), shownColumns)
	inside, outside := make([]string, columns), make([]string, columns)
	sample := func(row int) {
		if row < 1 || row > len(s.Rows) {
			return
		}
		for i, c := range s.Rows[row-1] {
			if i >= columns {
				break
			}
			to := outside
			if slices.ContainsFunc(tables, func(t *sheet.Table) bool {
				return t.Range.Contains(row, i+1) && t.Role(row, i+1) != sheet.Title
			}) {
				to = inside
			}
			if breadth(c.Text) > breadth(to[i]) {
				to[i] = c.Text
			}
		}
	}
	for row := 1; row <= sampledRows; row++ {
		sample(row)
	}
	for _, t := range tables {
		for row := max(t.Range.Row1, sampledRows+1); row < t.Range.Row1+sampledRows && row <= t.Range.Row2; row++ {
			sample(row)
		}
	}
	widths := make([]float32, columns)
	strong := look.Style{Size: look.SizeSmall, Bold: true}
	for i := range columns {
		w := min(strong.Measure(inside[i]).Width*1.03+2*cellPadding, maxColumn)
		widths[i] = max(w, min(strong.Measure(outside[i]).Width+2*cellPadding, freeColumn), minColumn)
	}
	return widths
}

// breadth estimates the width of a text without measuring it: a workbook has a hundred thousand texts, and only the
// widest of a column is measured.
func breadth(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			n += 3
		case strings.ContainsRune("mwMW@%", r):
			n += 8
		case unicode.IsUpper(r):
			n += 6
		default:
			n += 5
		}
	}
	return n
}

// spread gives the columns of a narrow sheet part of the room there is beside them.
func (g *grid) spread(view float32) {
	total := float32(0)
	for _, w := range g.widths {
		total += w
	}
	more := float32(0)
	if n := float32(len(g.widths)); n > 0 && view > total {
		more = min((view-total-1)/n, roomyColumn)
	}
	g.lefts = make([]float32, len(g.widths)+1)
	for i, w := range g.widths {
		g.lefts[i+1] = g.lefts[i] + float32(math.Floor(float64(w+more)))
	}
}
