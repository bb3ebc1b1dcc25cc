package ingest

import (
	"cmp"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// shortestList is how many rows make a list without a header: fewer could be anything.
const shortestList = 3

// findList finds a list without a header in a sheet that holds no other table: rows of a label, and numbers in the same
// columns beside it. Lines above it are titles.
func (g *grid) findList() []*region {
	label := g.labelColumn()
	if label == 0 {
		return nil
	}
	r := &region{col1: label, col2: label, headless: true}
	items, others := 0, 0
	for row := range g.rows(1, g.h) {
		switch {
		case g.filled(row, 1, g.w) == 0:
		case g.isItem(row, label):
			if items++; items == 1 {
				r.first = row
			}
			r.last, r.notes = row, nil
		case items > 0:
			others++
			r.notes = append(r.notes, row)
		default:
			others++
			r.top = cmp.Or(r.top, row)
		}
	}
	if items < shortestList || others > items || r.last-r.first+1 > items*2 {
		return nil
	}
	for c := label + 1; c <= g.w; c++ {
		switch n := g.numbersIn(c, r); {
		case n == 0:
		case n*2 < items:
			return nil // numbers here and there are remarks
		default:
			r.col2 = c
		}
	}
	r.top, r.header = cmp.Or(r.top, r.first), []int{r.first}
	return []*region{r}
}

func (g *grid) numbersIn(c int, r *region) int {
	n := 0
	for row := range g.rows(r.first, r.last) {
		if g.fact(row, c) == isNumber {
			n++
		}
	}
	return n
}

// labelColumn returns the first column with anything in it, where that is words; 0 for a sheet that begins with numbers.
func (g *grid) labelColumn() int {
	for c := 1; c <= g.w; c++ {
		words, numbers := 0, 0
		for row := range g.rows(1, g.h) {
			switch g.fact(row, c) {
			case isText, isDate:
				words++
			case isNumber:
				numbers++
			}
		}
		if words > numbers {
			return c
		}
		if numbers > 0 {
			return 0
		}
	}
	return 0
}

// isItem reports a row of a list: a label, and numbers or marks for missing ones beside it.
func (g *grid) isItem(row, label int) bool {
	if f := g.fact(row, label); f != isText && f != isDate {
		return false
	}
	numbers := 0
	for c := label + 1; c <= g.w; c++ {
		switch g.fact(row, c) {
		case isNumber:
			numbers++
		case isText, isDate, isBool:
			return false
		}
	}
	return numbers > 0
}

// noteHeadless says how a list without a header was read.
func (b *tableStep) noteHeadless() {
	if !b.r.headless {
		return
	}
	cell := sheet.Address(b.r.first, b.r.col1)
	if b.layout.Info().Metric == brief.InRow {
		b.note(brief.Info, "no-header", cell, "The list has no header; each row was read as a metric of its own.")
		return
	}
	rows := "categories"
	if b.grain != metric.GrainNone {
		rows = b.grain.String() + "s"
	}
	b.note(brief.Info, "no-header", cell, "The list has no header; its rows were read as the %s of “%s”.", rows, lexicon.Short(b.tableName()))
}

// listName names the only column of numbers of a list without a header by the table; empty for others.
func (b *body) listName(c *column) string {
	if b.r.headless && c.n == b.r.col2 && len(b.cols) == 2 {
		return b.tableName()
	}
	return ""
}

// namesMetrics reports whether the labels in a column name metrics rather than the things one metric is counted for:
// they say what is measured, or their numbers are of kinds that nothing has in common.
func (b *body) namesMetrics(label *column, values []int) bool {
	rows, said, percent := 0, 0, 0
	for row := range b.g.rows(b.r.first, b.r.last) {
		name := b.g.text(row, label.n)
		if name == "" || lexicon.IsTotal(name) || !b.g.holdsValues(row, b.r) {
			continue
		}
		rows++
		if lexicon.SaysMeasure(name) {
			said++
		}
		for _, i := range values {
			if b.g.fact(row, b.cols[i].n) == isNumber {
				if b.g.number(row, b.cols[i].n).Percent || book.ParseNumberFormat(b.g.sheet.At(row, b.cols[i].n).Format).Percent {
					percent++
				}
				break
			}
		}
	}
	return rows > 1 && (said*2 >= rows || percent > 0 && percent < rows)
}

// onlyScenarios reports columns that are all scenarios or differences between them, one of them the actual.
func (b *body) onlyScenarios(columns []int) bool {
	actual := false
	for _, i := range columns {
		head := b.cols[i].head
		_, isDelta := lexicon.HasWord(head, lexicon.DeltaWords)
		sc, _, ok := b.scenarioOf(head)
		if !ok && !isDelta {
			return false
		}
		actual = actual || ok && sc == metric.AC
	}
	return actual
}
