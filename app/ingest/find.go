package ingest

import (
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
)

// find returns the tables of a sheet: the columns are split where blank ones separate tables side by side, and each part
// is read from top to bottom.
func (g *grid) find() []*region {
	var out []*region
	for _, c := range g.columnGroups() {
		out = append(out, g.findBelow(c[0], c[1])...)
	}
	return g.useNames(out)
}

// columnGroups splits the used columns at blank ones, but only where the part to the right begins with labels or dates
// of its own and the part to the left has numbers: a lone column of numbers after a spacer belongs to the table on its
// left.
func (g *grid) columnGroups() [][2]int {
	counts := g.countColumns()
	var groups [][2]int
	for c := 1; c <= g.w; c++ {
		if counts[c].filled == 0 {
			continue
		}
		run := [2]int{c, c}
		for run[1] < g.w && counts[run[1]+1].filled > 0 {
			run[1]++
		}
		c = run[1]
		own := counts[run[0]].keys() && anyNumbers(counts, run)
		if last := len(groups) - 1; last < 0 || own && anyNumbers(counts, groups[last]) {
			groups = append(groups, run)
		} else {
			groups[last][1] = run[1]
		}
	}
	var apart [][2]int
	for _, group := range groups {
		apart = append(apart, g.untouched(group)...)
	}
	return apart
}

// untouched parts two tables that touch: a column of quarters right of months and their values, which are not the quarters of
// these months, dates a table of its own.
func (g *grid) untouched(group [2]int) [][2]int {
	for col := group[0] + 2; col < group[1]; col++ {
		if g.datesOwnTable(group[0], col, group[1]) {
			return append([][2]int{{group[0], col - 1}}, g.untouched([2]int{col, group[1]})...)
		}
	}
	return [][2]int{group}
}

// datesOwnTable reports a column of periods that lie in no row together with those of an earlier column, with numbers between
// the two and behind.
func (g *grid) datesOwnTable(key, col, last int) bool {
	periodAt := func(row, c int) (metric.Period, bool) {
		cell := g.cell(row, c)
		switch g.fact(row, c) {
		case isDate:
			t := cell.Time()
			return metric.DayOf(t.Year(), t.Month(), t.Day()), true
		case isText:
			return metric.ParsePeriod(lexicon.Tidy(cell.Text))
		}
		return metric.Period{}, false
	}
	both, inside := 0, 0
	for row := range g.rows(1, min(g.h, wordRows)) {
		here, ok := periodAt(row, col)
		before, dated := periodAt(row, key)
		if !ok || !dated {
			continue
		}
		both++
		start, end := here.Start(time.January), here.Add(1).Start(time.January)
		if at := before.Start(time.January); here == before || !at.Before(start) && at.Before(end) {
			inside++
		}
	}
	counts := g.countColumns()
	return both > 2 && inside*2 <= both && anyNumbers(counts, [2]int{key, col - 1}) && anyNumbers(counts, [2]int{col, last})
}

// columnCount is how many cells of a column hold what.
type columnCount struct{ numbers, words, filled int }

// keys reports a column of labels or dates that may begin a table.
func (c columnCount) keys() bool { return c.words > c.numbers && c.words > 2 }

// countColumns counts the cells of every column, by its 1-based number.
func (g *grid) countColumns() []columnCount {
	counts := make([]columnCount, g.w+1)
	for r := range g.rows(1, g.h) {
		for c := 1; c <= len(g.sheet.Rows[r-1]); c++ {
			switch g.fact(r, c) {
			case isBlank:
				continue
			case isNumber:
				counts[c].numbers++
			case isText, isDate:
				counts[c].words++
			}
			counts[c].filled++
		}
	}
	return counts
}

// anyNumbers reports whether one of some columns holds more than a stray number or two.
func anyNumbers(counts []columnCount, group [2]int) bool {
	return slices.ContainsFunc(counts[group[0]:group[1]+1], func(c columnCount) bool { return c.numbers > 2 })
}

// findBelow finds the tables stacked in a group of columns.
func (g *grid) findBelow(col1, col2 int) []*region {
	var out []*region
	from := 1
	for from <= g.h {
		h := g.nextHeader(from, col1, col2, false)
		if h == 0 {
			if len(out) == 0 {
				h = g.nextHeader(from, col1, col2, true)
			}
			if h == 0 {
				break
			}
		}
		h = g.belowFilter(g.aboveWords(h, from, col1, col2), col1, col2)
		r := g.regionAt([]int{h}, from, col1, col2, false)
		out = append(out, r)
		from = max(r.last, r.lastHeader()) + 1
		if r.last >= r.first && len(r.notes) > 0 {
			from = r.notes[len(r.notes)-1] + 1
		}
	}
	return out
}

// regionAt lays out the table under given header rows. With fixed, the rows are taken as they are; otherwise the rows
// around them that are headers too are added.
func (g *grid) regionAt(header []int, from, col1, col2 int, fixed bool) *region {
	r := &region{col1: col1, col2: col2, header: slices.Clone(header)}
	if !fixed {
		g.extendDown(r)
		g.extendUp(r, from)
	}
	g.climb(r, from)
	r.first = r.lastHeader() + 1
	r.last = g.bodyEnd(r)
	g.trim(r)
	return r
}

// climb sets where the region begins: with the lines above its header that are no data, down from row from.
func (g *grid) climb(r *region, from int) {
	col1, col2 := r.col1, r.col2
	r.top = r.header[0]
	for r.top > from && g.filled(r.top-1, col1, col2) > 0 && !g.isDataRow(r.top-1, col1, col2) {
		r.top--
	}
	if r.top > from && r.top == r.header[0] {
		// One blank line between the title and the header is common.
		for up := r.top - 1; up >= from && up >= r.top-4; up-- {
			if n := g.filled(up, col1, col2); n > 0 {
				if n <= 2 && !g.isDataRow(up, col1, col2) {
					r.top = up
					for r.top > from && g.filled(r.top-1, col1, col2) > 0 && !g.isDataRow(r.top-1, col1, col2) {
						r.top--
					}
				}
				break
			}
		}
	}
}

// bodyEnd returns the last row of a table: the one before the next header that follows a blank line, or the last one.
func (g *grid) bodyEnd(r *region) int {
	blank, data := false, false
	for row := range g.rows(r.first, g.h) {
		switch {
		case g.filled(row, r.col1, r.col2) == 0:
			blank = true
			continue
		case blank && data && g.isHeader(row, r.col1, r.col2, false):
			end := row - 1
			// The next table's titles are not this one's rows.
			for end > r.first && (g.filled(end, r.col1, r.col2) == 0 ||
				g.filled(end, r.col1, r.col2) <= 2 && !g.isDataRow(end, r.col1, r.col2) && !g.isNote(end, r)) {
				end--
			}
			return end
		}
		if data && g.beginsTable(row, r) {
			return row - 1
		}
		if g.isDataRow(row, r.col1, r.col2) {
			blank, data = false, true
		}
	}
	return g.h
}

// beginsTable reports whether a row is the title of a table that follows without a blank line: a line of text over the
// same header once more. The header alone is a page break.
func (g *grid) beginsTable(title int, r *region) bool {
	if g.filled(title, r.col1, r.col2) > 2 || g.isDataRow(title, r.col1, r.col2) || title+1 > g.h {
		return false
	}
	for i, row := range r.header {
		for c := r.col1; c <= r.col2; c++ {
			if g.text(title+1+i, c) != g.text(row, c) {
				return false
			}
		}
	}
	return true
}

// trim takes the lines of text below the last row of numbers off the body, as notes. A short label right below the last
// row stays: it is a row whose values are missing.
func (g *grid) trim(r *region) {
	end := r.last
	for row := range g.rowsUp(r.last, r.first) {
		if g.holdsValues(row, r) {
			break
		}
		end = row - 1
	}
	for row := range g.rows(end+1, r.last) {
		if g.filled(row, r.col1, r.col2) == 0 {
			continue
		}
		if row == end+1 && len(r.notes) == 0 && !g.isNote(row, r) {
			end = row
			continue
		}
		r.notes = append(r.notes, row)
	}
	r.last = end
}

// holdsValues reports whether a row has a number or a mark for a missing one.
func (g *grid) holdsValues(row int, r *region) bool {
	for c := r.col1; c <= r.col2; c++ {
		switch g.fact(row, c) {
		case isNumber, isError, isUncounted:
			return true
		case isMissing:
			if c > r.col1 {
				return true
			}
		}
	}
	return false
}

// isNote reports whether a line of text explains the table rather than belonging to it.
func (g *grid) isNote(row int, r *region) bool {
	for c := r.col1; c <= r.col2; c++ {
		text := g.text(row, c)
		if text == "" {
			continue
		}
		word, _, _ := strings.Cut(strings.ToLower(text), " ")
		word = strings.TrimRight(word, ":.")
		return lexicon.NoteWords[word] || strings.ContainsAny(text[:1], "*(0123456789[←→") || len([]rune(text)) > 60 || strings.Contains(text, ": ")
	}
	return false
}

// titles returns the lines above the header that name the table.
func (g *grid) titles(r *region) []string {
	var out []string
	for row := r.top; row < r.header[0]; row++ {
		for c := r.col1; c <= r.col2; c++ {
			if g.fact(row, c) == isText || g.fact(row, c) == isNumber && g.yearLike(row, c) {
				out = append(out, g.text(row, c))
			}
		}
	}
	return out
}

// headed returns the region a recipe asks for: its header rows inside one of the found regions, or a region of their own.
func (g *grid) headed(found []*region, recipe brief.Recipe) (*region, int) {
	rows := g.inSheet(recipe.HeaderRows)
	if len(rows) == 0 {
		return nil, -1
	}
	for i, f := range found {
		if slices.Equal(f.header, rows) {
			return f, i
		}
	}
	for i, f := range found {
		if rows[0] >= f.top && rows[0] <= max(f.last, f.first) {
			return g.regionAt(rows, f.top, f.col1, f.col2, true), i
		}
	}
	col1, col2 := 1, g.w
	if len(found) == 1 {
		col1, col2 = found[0].col1, found[0].col2
	}
	return g.regionAt(rows, 1, col1, col2, true), -1
}
