package ingest

import (
	"regexp"
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// profile counts what each column holds and reads its header.
func (b *body) profile() {
	for c := b.r.col1; c <= b.r.col2; c++ {
		b.cols = append(b.cols, b.countColumn(c))
	}
	for i := range b.r.header {
		b.readLevel(i)
	}
	b.unitRows = map[int]bool{}
	for i := range b.r.header {
		b.unitRows[i] = len(b.r.header) > 1 && b.isUnitRow(i)
	}
	b.dropConstantLevels()
	for _, col := range b.cols {
		col.head = lexicon.JoinParts(col.parts)
	}
}

// countColumn counts what a column of the body holds.
func (b *body) countColumn(n int) *column {
	col := &column{n: n, parts: make([]string, len(b.r.header)), from: make([]int, len(b.r.header))}
	marked := 0
	for row := range b.g.rows(b.r.first, b.r.last) {
		switch b.g.fact(row, n) {
		case isNumber:
			col.numbers++
		case isText:
			if col.texts++; lexicon.MarkedWord(b.g.text(row, n)) {
				marked++
			}
		case isDate:
			col.dates++
		case isMissing, isError, isUncounted:
			col.missing++
		case isBool:
			col.other++
		}
	}
	if col.numbers > 0 && col.texts == marked {
		col.texts, col.missing = 0, col.missing+marked // words in place of numbers, which a note explains
	}
	return col
}

// readLevel reads one row of the header. The name of a group stands over its first column only and counts for the
// columns of numbers right of it.
func (b *body) readLevel(i int) {
	row, groups := b.r.header[i], i < len(b.r.header)-1
	carried, source := "", 0
	for _, col := range b.cols {
		text, from := b.headerText(row, col.n), col.n
		switch _, merged := b.g.merge[[2]int{row, col.n}]; {
		case text != "":
			carried, source = text, col.n
		case groups && !merged && col.numeric():
			if text = carried; source > 0 {
				from = source
			}
		case merged:
			carried = ""
		}
		col.parts[i], col.from[i] = text, from
	}
}

// isUnitRow reports whether a header row says nothing but units over the columns of numbers; letters that happen to be
// units, among others that are not, are names.
func (b *body) isUnitRow(i int) bool {
	units := 0
	for _, c := range b.cols {
		if !c.numeric() || c.parts[i] == "" {
			continue
		}
		if _, ok := lexicon.ReadHint(c.parts[i]); !ok {
			return false
		}
		units++
	}
	return units > 0
}

// dropConstantLevels takes a level of the header away that says the same over every column of numbers.
func (b *body) dropConstantLevels() {
	for i := range b.r.header[:len(b.r.header)-1] {
		text, n, same := "", 0, true
		for _, c := range b.cols {
			if !c.numeric() {
				continue
			}
			if n++; n == 1 {
				text = c.parts[i]
			}
			same = same && c.parts[i] == text
		}
		if _, _, isScenario := b.scenarioOf(text); n < 2 || !same || isScenario || b.unitRows[i] {
			continue
		}
		if p, ok := metric.ParsePeriod(text); ok && periods.Plausible(p) {
			continue
		}
		for _, c := range b.cols {
			if c.numeric() {
				c.parts[i] = ""
			}
		}
	}
}

// headerText is the label of a header cell, dates and numbers as they are shown, without footnote marks.
func (b *body) headerText(row, col int) string {
	if b.r.headless {
		return ""
	}
	c := b.g.cell(row, col)
	if c.Kind == sheet.Number || c.Kind == sheet.Date {
		return strings.TrimSpace(c.Text)
	}
	return lexicon.WithoutFootnote(lexicon.Tidy(b.g.label(row, col)), b.footnotes)
}

var leadingNumber = regexp.MustCompile(`^[\[(]?(\d{1,2})[\])]?[.\s]`)

// footnotes are the numbers that the lines below a table begin with.
func (g *grid) footnotes(r *region) map[string]bool {
	notes := map[string]bool{}
	for _, row := range r.notes {
		for c := r.col1; c <= r.col2; c++ {
			if m := leadingNumber.FindStringSubmatch(g.text(row, c)); m != nil {
				notes[m[1]] = true
			}
		}
	}
	return notes
}
