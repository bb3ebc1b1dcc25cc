package ingest

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// byCategory reads one value per row and column of numbers.
func (b *builder) byCategory(d downSigns) {
	b.t.Grain = metric.GrainNone
	if d.oneDate != "" {
		b.note(brief.Info, "one-period", "", "All rows are of %s; they were read as a table by category.", d.oneDate)
	}
	labels := b.categoryColumns(d.rows)
	b.noteNoYear(d.rows, labels)
	b.leaveOutLabels(d.rows, func(c *column) bool { return slices.Contains(labels, c) })
	b.columnStrands()
	seen := map[string]int{}
	last := 0
	if len(d.rows) > 0 {
		last = d.rows[len(d.rows)-1]
	}
	for _, row := range d.rows {
		name := b.categoryName(row, labels)
		kept := b.by.keep[row]
		if !kept && (isTotal(name) || isSum(name) && !b.smallerThanParts(row) || b.coversAll(row, name) || row == last && b.addsAll(row)) {
			why := "totals are not categories"
			if from, to, ok := b.proveSum(row); ok {
				why = fmt.Sprintf("it adds rows %d–%d", from, to)
			}
			b.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: %s.", rowLabel(row, name), why))
			continue
		}
		if !kept && b.repeatsHeader(row) {
			b.leaveOutRow(row, "repeated-header", fmt.Sprintf("%s was left out: it repeats the header.", rowLabel(row, name)))
			continue
		}
		if word, ok := hasWord(name, targetWords); ok && len(d.rows) > 2 && !kept {
			b.leaveOutRow(row, "target-row", fmt.Sprintf("%s was left out: a %s is no category.", rowLabel(row, name), word))
			continue
		}
		if name == "" {
			name = fmt.Sprintf("Row %d", row)
		}
		if n := seen[plainKey(name)]; n > 0 {
			seen[plainKey(name)]++
			name = fmt.Sprintf("%s (row %d)", name, row)
		} else {
			seen[plainKey(name)] = 1
		}
		b.t.Rows++
		b.addRow(row, place{row: row, category: name})
	}
}

// wholeWords begin the label of a row that stands for all the others.
var wholeWords = set(`all overall whole entire company group world worldwide global alle insgesamt`)

// coversAll recognises a total that is called by what it covers, "All plans": a column of it adds up the rows above.
func (b *builder) coversAll(row int, name string) bool {
	words := tokens(name)
	if len(words) == 0 || !wholeWords[words[0]] {
		return false
	}
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		sum, parts := 0.0, 0
		for up := b.r.first; up < row; up++ {
			if b.g.fact(up, c.n) == isNumber {
				sum += b.g.number(up, c.n).value
				parts++
			}
		}
		if parts > 1 && sum != 0 && addsUp(b.g.number(row, c.n).value, sum) {
			return true
		}
	}
	return false
}

// smallerThanParts recognises a thing that is only called like a total, “Total Corn Flakes” among other cereals: in many
// columns it is smaller than one of the few rows above it.
func (b *builder) smallerThanParts(row int) bool {
	columns, smaller := 0, 0
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		columns++
		v := b.g.number(row, c.n).value
		for up := max(b.r.first, row-3); up < row; up++ {
			if b.g.fact(up, c.n) == isNumber && b.g.number(up, c.n).value > v {
				smaller++
				break
			}
		}
	}
	return smaller*3 > columns || smaller > 1 && smaller*6 > columns
}

// addsAll recognises a last row that nobody called a total, “Australia” below its states: it adds up all rows above in two
// columns or more, and in every one of whole numbers but those where nothing adds up.
func (b *builder) addsAll(row int) bool {
	proven := 0
	for _, c := range b.cols {
		if c.use != useValue || b.g.fact(row, c.n) != isNumber {
			continue
		}
		sum, parts := 0.0, 0
		for up := b.r.first; up < row; up++ {
			if b.g.fact(up, c.n) == isNumber {
				sum += b.g.number(up, c.n).value
				parts++
			}
		}
		if v := b.g.number(row, c.n).value; parts > 2 && math.Abs(v) >= 100 && math.Abs(v-sum) <= 0.5 {
			proven++
		}
	}
	return proven > 1
}

// categoryColumns picks the columns that name the rows: the first whose names are all different, or the first ones that
// are so together.
func (b *builder) categoryColumns(rows []int) []*column {
	var labels []*column
	for _, c := range b.cols {
		if c.use == useLabel {
			labels = append(labels, c)
		}
	}
	if len(labels) == 0 {
		for _, c := range b.cols {
			if c.leftOut == countsRows {
				c.leftOut, c.use = reason{}, useLabel // the rows have no other name
				return []*column{c}
			}
		}
	}
	different := func(cs []*column) bool {
		seen := map[string]bool{}
		for _, row := range rows {
			name := b.categoryName(row, cs)
			if isTotal(name) || isSum(name) {
				continue
			}
			if name == "" || seen[name] {
				return false
			}
			seen[name] = true
		}
		return true
	}
	var code []*column
	for _, c := range labels {
		switch {
		case c.texts == 0 && !b.codeColumn(c), !different([]*column{c}):
		case c.texts > 0 && !b.holdsCodes(c, rows):
			return []*column{b.fullName(c, labels, rows)}
		case code == nil && c.texts > 0:
			code = []*column{c} // a name further right says more to people
		}
	}
	if code != nil {
		return code
	}
	for n := 1; n <= min(3, len(labels)); n++ {
		if different(labels[:n]) {
			return labels[:n]
		}
	}
	return b.tellingApart(rows, labels)
}

// mostLabels is how many columns may name a category together.
const mostLabels = 4

// tellingApart picks, one by one, the columns that tell most of the rows apart together, and returns them in their order.
func (b *builder) tellingApart(rows []int, labels []*column) []*column {
	var picked []*column
	names := make([]string, len(rows)) // what is picked so far says of each row
	had := 1
	for len(picked) < mostLabels {
		best, most := -1, had
		for i, c := range labels {
			if slices.Contains(picked, c) {
				continue
			}
			seen := map[string]bool{}
			for k, row := range rows {
				seen[names[k]+"\x00"+b.g.label(row, c.n)] = true
			}
			if len(seen) > most {
				best, most = i, len(seen)
			}
		}
		if best < 0 {
			break
		}
		picked, had = append(picked, labels[best]), most
		for k, row := range rows {
			names[k] += "\x00" + b.g.label(row, labels[best].n)
		}
	}
	slices.SortFunc(picked, func(x, y *column) int { return x.n - y.n })
	if len(picked) == 0 {
		return labels[:min(1, len(labels))]
	}
	return picked
}

// fullName returns the column that says in each row what another says and more: the full name beside the first one.
func (b *builder) fullName(first *column, labels []*column, rows []int) *column {
	for _, c := range labels {
		longer := 0
		within := !slices.ContainsFunc(rows, func(row int) bool {
			part, full := b.g.text(row, first.n), b.g.text(row, c.n)
			if len(full) > len(part) {
				longer++
			}
			return !strings.Contains(full, part)
		})
		if c != first && within && longer == len(rows) {
			return c
		}
	}
	return first
}

// holdsCodes reports labels that are codes rather than names: one word each, with digits in it or in capitals alone, beside
// others that are longer.
func (b *builder) holdsCodes(c *column, rows []int) bool {
	codes, n := 0, 0
	for _, row := range rows {
		text := b.g.text(row, c.n)
		if text == "" {
			continue
		}
		n++
		if codeText.MatchString(text) {
			codes++
		}
	}
	return n > 0 && codes*10 >= n*9
}

// codeText is a code: "E06000001", "DE-BY", "A000055".
var codeText = regexp.MustCompile(`^[\p{Lu}\d][\p{Lu}\d._/-]*\d[\p{Lu}\d._/-]*$|^\d[\p{L}\d._/-]*$`)

func (b *builder) categoryName(row int, labels []*column) string {
	var parts []string
	for _, c := range labels {
		if text := withoutFootnote(tidy(b.g.label(row, c.n)), b.footnotes); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " / ")
}

// noteNoYear says that names of months without a year are only names.
func (b *builder) noteNoYear(rows []int, labels []*column) {
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
