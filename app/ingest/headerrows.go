package ingest

import (
	"slices"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
)

// isDataRow reports whether a row holds numbers that are no years.
func (g *grid) isDataRow(row, col1, col2 int) bool {
	numbers := 0
	for c := col1; c <= col2; c++ {
		if g.fact(row, c) == isNumber && !g.yearLike(row, c) {
			numbers++
		}
	}
	return numbers > 0
}

// sampleRows is how many filled rows below a candidate are looked at to judge it as a header.
const sampleRows = 12

// nextHeader returns the first row from which on the rows below it are a table under it, 0 for none. A loose search
// also takes rows that name only a few of the columns of numbers.
func (g *grid) nextHeader(from, col1, col2 int, loose bool) int {
	for row := range g.rows(from, g.h-1) {
		if g.isHeader(row, col1, col2, loose) {
			return row
		}
	}
	return 0
}

// aboveWords goes from a row that was taken for a header, because more numbers than words follow it, up to the true one:
// over rows that say the same words in place of numbers ("soared*") under a row that names the columns.
func (g *grid) aboveWords(header, from, col1, col2 int) int {
	numeric := g.numericBelow(header, col1, col2)
	for row := header; row > from && g.repeatsWords(row, numeric); row-- {
		above := &region{col1: col1, col2: col2, header: []int{row - 1}}
		if g.filled(row-1, col1, col2) == g.filled(row, col1, col2) && g.readsAsData(row, above, numeric) && !g.repeatsWords(row-1, numeric) {
			return row - 1
		}
	}
	return header
}

// belowFilter goes from a line that was taken for a header down to the true one below a blank line, where no number stands
// between: the choices of a pivot table, or the particulars of a report, stand above its header.
func (g *grid) belowFilter(header, col1, col2 int) int {
	next := header + 1
	for next < g.h && g.filled(next, col1, col2) == 0 {
		next++
	}
	if next > header+1 && g.filled(next, col1, col2) >= g.filled(header, col1, col2) && g.isHeader(next, col1, col2, false) && !g.isDataRow(next, col1, col2) {
		return next
	}
	return header
}

// repeatsWords reports a row whose words over columns of numbers carry the mark of a note, or stand there again in the next
// or the last row.
func (g *grid) repeatsWords(row int, numeric []int) bool {
	for _, c := range numeric {
		text := g.text(row, c)
		if g.fact(row, c) != isText || lexicon.Tidy(text) == text && text != g.text(row+1, c) && text != g.text(row-1, c) {
			return false
		}
	}
	return len(numeric) > 0
}

// isHeader judges a row by the rows below it: where they hold numbers, a header holds labels or periods.
func (g *grid) isHeader(row, col1, col2 int, loose bool) bool {
	filled := g.filled(row, col1, col2)
	if filled == 0 || filled < 2 && !loose {
		return false
	}
	numeric := g.numericBelow(row, col1, col2)
	named, plain, years := g.headerCells(row, numeric)
	if plain > 1 && g.stamped(row, numeric) {
		named, plain = named+plain, 0
	}
	if len(years) > 0 && !evenSteps(years) && len(years) == named {
		return false
	}
	if loose {
		return named > 0 && plain == 0
	}
	return len(numeric) > 0 && named*2 >= len(numeric) && plain*5 <= named
}

// headerCells counts what a row has over columns of numbers: cells that name them, years among these, and numbers that
// name nothing. A blank cell inside a merged label is named by it.
func (g *grid) headerCells(row int, numeric []int) (named, plain int, years []int) {
	for _, c := range numeric {
		switch f := g.fact(row, c); {
		case f == isText, f == isDate:
			named++
		case g.yearLike(row, c):
			named++
			years = append(years, int(g.number(row, c).Value))
		case f == isNumber:
			plain++
		case f == isBlank:
			if _, merged := g.merge[[2]int{row, c}]; merged && g.label(row, c) != "" {
				named++
			}
		}
	}
	return named, plain, years
}

// stamped reports whether all numbers of a row over columns of numbers are months or days in digits that go one way.
func (g *grid) stamped(row int, numeric []int) bool {
	var stamps []int
	for _, c := range numeric {
		switch {
		case g.fact(row, c) != isNumber:
		case !g.stampLike(row, c):
			return false
		default:
			stamps = append(stamps, int(g.number(row, c).Value))
		}
	}
	return countsOn(stamps) && len(slices.Compact(stamps)) == len(stamps)
}

// evenSteps reports whether numbers go up or down throughout: years in a header do, values that look like years do not.
func evenSteps(n []int) bool {
	up, down := true, true
	for i := 1; i < len(n); i++ {
		up = up && n[i] >= n[i-1]
		down = down && n[i] <= n[i-1]
	}
	return len(n) == 1 || up || down
}

// numericBelow returns the columns in which the next filled rows below a row hold more numbers than words. The look
// ends at the second blank line in a row, once numbers were seen.
func (g *grid) numericBelow(row, col1, col2 int) []int {
	counts := make([]columnCount, col2-col1+1)
	seen, blank, sampled := false, 0, 0
	for r := row + 1; r <= g.h && sampled < sampleRows && r <= row+60; r++ {
		filled := false
		for c := col1; c <= col2; c++ {
			switch g.fact(r, c) {
			case isBlank:
				continue
			case isNumber:
				counts[c-col1].numbers++
				seen = true
			case isText, isDate:
				counts[c-col1].words++
			}
			filled = true
		}
		if filled {
			blank = 0
			sampled++
		} else if blank++; blank > 1 && seen {
			break
		}
	}
	var cols []int
	for i, n := range counts {
		if n.numbers > 0 && n.numbers >= n.words {
			cols = append(cols, col1+i)
		}
	}
	return cols
}

// extendDown adds header rows below: lines that hold words, and no numbers, over the columns of numbers, such as units
// or a second level of names.
func (g *grid) extendDown(r *region) {
	for n := 0; n < 3; n++ {
		next := r.lastHeader() + 1
		numeric := g.numericBelow(next, r.col1, r.col2)
		if len(numeric) == 0 {
			return
		}
		words := 0
		if g.readsAsData(next, r, numeric) {
			return
		}
		for _, c := range numeric {
			switch g.fact(next, c) {
			case isText, isDate:
				words++
			case isNumber:
				if !g.yearLike(next, c) {
					return
				}
				words++
			}
		}
		if words == 0 || words*3 < len(numeric) && words < 2 {
			return
		}
		// A row of words under words that is no header: a table of texts beside numbers. A header names many columns.
		if words*3 < len(numeric) && !g.isHeader(next, r.col1, r.col2, false) {
			return
		}
		r.header = append(r.header, next)
	}
}

// readsAsData reports a row under a header that names each column already, which is no further level of it: of numbers that
// look like years, a lone one or several in a row that has a label of its own, or of words in place of numbers ("soared",
// "see note") in a row that is labelled as the header is. "Year" is the label of a header.
func (g *grid) readsAsData(row int, r *region, numeric []int) bool {
	years, words, names := 0, 0, map[string]bool{}
	for _, c := range numeric {
		switch {
		case g.yearLike(row, c):
			years++
		case g.fact(row, c) == isText && !g.qualifies(row, c):
			words++
		}
		names[lexicon.PlainKey(g.label(r.lastHeader(), c))] = true
	}
	if names[""] || len(names) < len(numeric) {
		return false
	}
	label, head := g.labelBeside(row, r, numeric)
	_, isDate := lexicon.HasWord(label, lexicon.DateWords)
	switch labelled := label != "" && !isDate; years {
	case 0:
		return labelled && head != "" && words > 0 && words == len(numeric)
	case 1:
		return true
	default:
		return labelled
	}
}

// labelBeside is the first text of a row outside the columns of numbers, and what the header says over it.
func (g *grid) labelBeside(row int, r *region, numeric []int) (label, head string) {
	for c := r.col1; c <= r.col2 && label == ""; c++ {
		if !slices.Contains(numeric, c) {
			label, head = g.text(row, c), g.text(r.lastHeader(), c)
		}
	}
	return label, head
}

// qualifies reports text that a second level of a header is made of: a unit, a scenario or a period.
func (g *grid) qualifies(row, col int) bool {
	text := g.text(row, col)
	if _, ok := lexicon.ReadHint(text); ok {
		return true
	}
	if _, _, ok := lexicon.ScenarioOf(text); ok {
		return true
	}
	return periods.IsPeriod(lexicon.Tidy(text))
}

// extendUp adds header rows directly above: groups such as "Actual" and "Plan", years over months, week numbers.
func (g *grid) extendUp(r *region, from int) {
	numeric := g.numericBelow(r.lastHeader(), r.col1, r.col2)
	for range 3 {
		up := r.header[0] - 1
		if up < from || len(numeric) == 0 || !g.headsAbove(up, numeric) {
			return
		}
		r.header = append([]int{up}, r.header...)
	}
}

// headsAbove reports whether a row over a header is a level of it: two labels or more, one that groups columns or is
// their year, or numbers that count on.
func (g *grid) headsAbove(row int, numeric []int) bool {
	labels := 0
	var numbers []int
	for _, c := range numeric {
		switch g.fact(row, c) {
		case isText, isDate:
			labels++
		case isNumber:
			numbers = append(numbers, int(g.number(row, c).Value))
		}
	}
	switch {
	case len(numbers) == 1 && labels == 0:
		return g.yearOver(row, numeric)
	case len(numbers) > 0:
		return labels <= 1 && countsOn(numbers)
	case labels == 1:
		return g.groupsSome(row, numeric) || g.yearOver(row, numeric)
	}
	return labels > 1
}

// countsOn reports numbers that go one way from zero or more and do not stand still.
func countsOn(n []int) bool {
	return len(n) > 1 && n[0] >= 0 && n[0] != n[len(n)-1] && evenSteps(n)
}

// yearOver reports whether the only label over the columns is a year: "FY26" or 2026 over months.
func (g *grid) yearOver(row int, numeric []int) bool {
	for _, c := range numeric {
		if g.yearLike(row, c) {
			_, bare := metric.ParseBarePeriod(g.text(row+1, c))
			return bare
		}
		if g.fact(row, c) == isText {
			p, ok := metric.ParsePeriod(lexicon.Tidy(g.text(row, c)))
			return ok && p.Grain == metric.Year
		}
	}
	return false
}

// groupsSome reports whether a row has a merged cell over two or more of the columns but not over all: a title covers
// all of them.
func (g *grid) groupsSome(row int, numeric []int) bool {
	for _, c := range numeric {
		m, ok := g.merge[[2]int{row, c}]
		if !ok || g.label(row, c) == "" {
			continue
		}
		under := 0
		for _, x := range numeric {
			if x >= m.Col1 && x <= m.Col2 {
				under++
			}
		}
		if under > 1 && under < len(numeric) {
			return true
		}
	}
	return false
}
