package ingest

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// byCategory is one row per category: nothing dates the rows.
type byCategory struct{}

func (byCategory) fits(b *body, s *signs) fit {
	if s.down.key != nil {
		return fit{}
	}
	return fit{score: showsNoPeriods, asked: b.asksForRows(), why: "no column dates the rows", sure: sheet.Medium}
}

func (byCategory) build(b *body, s *signs) (*draft, error) {
	layout := brief.Tall
	if b.recipe.Layout == brief.Long {
		layout = brief.Long // what was asked for stands in the recipe, though the rows have no period
	}
	out := b.beginRows(&s.down, layout)
	out.axis, out.grain = periods.Axis{}, metric.GrainNone
	if period := cmp.Or(s.down.oneDate, s.wide.onePeriod); period != "" {
		b.note(brief.Info, "one-period", "", "All rows are of %s; they were read as a table by category.", period)
	}
	b.categories(out, s.down)
	return out, b.g.failed()
}

// categories reads one value per row and column of numbers.
func (b *body) categories(out *draft, d downSigns) {
	labels := b.categoryColumns(d.rows)
	b.noteNoYear(d.rows, labels)
	b.leaveOutLabels(d.rows, func(c *column) bool { return slices.Contains(labels, c) })
	out.candidates, b.heads = b.columnCandidates(), b.findSubtotals()
	seen := map[string]int{}
	last := 0
	if len(d.rows) > 0 {
		last = d.rows[len(d.rows)-1]
	}
	for _, row := range d.rows {
		name := b.categoryName(row, labels)
		if code, why := b.noCategory(row, name, row == last, len(d.rows)); code != "" && !b.by.keep[row] {
			b.leaveOutRow(row, code, fmt.Sprintf("%s was left out: %s.", rowLabel(row, name), why))
			continue
		}
		if name == "" {
			name = fmt.Sprintf("Row %d", row)
		}
		if n := seen[lexicon.PlainKey(name)]; n > 0 {
			seen[lexicon.PlainKey(name)]++
			name = fmt.Sprintf("%s (row %d)", name, row)
		} else {
			seen[lexicon.PlainKey(name)] = 1
		}
		out.rows++
		b.addRow(out.candidates, row, place{row: row, category: name})
	}
}

// noCategory says of a row that is none of the categories what it is and why; empty for others.
func (b *body) noCategory(row int, name string, last bool, rows int) (code, why string) {
	if b.isCategoryTotal(row, name, last) {
		if from, to, ok := b.proveSum(row); ok {
			return "total-row", fmt.Sprintf("it adds rows %d–%d", from, to)
		}
		return "total-row", "totals are not categories"
	}
	if b.heads[row] {
		return "total-row", "it is a subtotal of the rows below it"
	}
	if b.repeatsHeader(row) {
		return "repeated-header", "it repeats the header"
	}
	if word, ok := lexicon.HasWord(name, lexicon.TargetWords); ok && rows > 2 {
		return "target-row", fmt.Sprintf("a %s is no category", word)
	}
	return "", ""
}

// isCategoryTotal reports a row that is called a total, or that the numbers show to be one.
func (b *body) isCategoryTotal(row int, name string, last bool) bool {
	return lexicon.IsTotal(name) || lexicon.IsSum(name) && !b.smallerThanParts(row) || b.coversAll(row, name) || last && b.addsAll(row)
}

// wholeWords begin the label of a row that stands for all the others.
var wholeWords = language.Set("sheet.whole")

// coversAll recognises a total that is called by what it covers, "All plans": a column of it adds up the rows above.
func (b *body) coversAll(row int, name string) bool {
	words := lexicon.Tokens(name)
	if len(words) == 0 || !wholeWords[words[0]] {
		return false
	}
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		if s := b.sumAbove(row, c.n); s.parts > 1 && s.sum != 0 && addsUp(b.g.number(row, c.n).Value, s.sum) {
			return true
		}
	}
	return false
}

// smallerThanParts recognises a thing that is only called like a total, “Total Corn Flakes” among other cereals: in many
// columns it is smaller than one of the few rows above it.
func (b *body) smallerThanParts(row int) bool {
	columns, smaller := 0, 0
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		columns++
		v := b.g.number(row, c.n).Value
		for up := max(b.r.first, row-3); up < row; up++ {
			if b.g.fact(up, c.n) == isNumber && b.g.number(up, c.n).Value > v {
				smaller++
				break
			}
		}
	}
	return smaller*3 > columns || smaller > 1 && smaller*6 > columns
}

// addsAll recognises a last row that nobody called a total, “Australia” below its states: it adds up all rows above in two
// columns or more, and in every one of whole numbers but those where nothing adds up.
func (b *body) addsAll(row int) bool {
	proven := 0
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		s := b.sumAbove(row, c.n)
		if v := b.g.number(row, c.n).Value; s.parts > 2 && math.Abs(v) >= 100 && math.Abs(v-s.sum) <= 0.5 {
			proven++
		}
	}
	return proven > 1
}

// noteNoYear says that names of months without a year are only names.
func (b *body) noteNoYear(rows []int, labels []*column) {
	if len(labels) == 0 {
		return
	}
	bare := 0
	for _, row := range rows {
		if _, ok := metric.ParseBarePeriod(b.g.text(row, labels[0].n)); ok {
			bare++
		}
	}
	if bare > 1 && bare*2 > len(rows) {
		b.note(brief.Warning, "no-year", sheet.Address(rows[0], labels[0].n),
			"The periods in column %s have no year, so they were read as names without an order in time; say which year they are of, or write it into the cells or the title (“Jan 2026”).",
			sheet.ColumnName(labels[0].n))
	}
}
