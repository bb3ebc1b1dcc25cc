package ingest

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/book"
	"throughline/app/ingest/lexicon"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// decideConventions decides how each column of text numbers uses commas and dots: as the numbers show that can be read in
// one way only, those of the column before those of the sheet, and where none can, as the language of the file and the sign
// between its fields say. A column that none of these decide is open.
func (g *grid) decideConventions() {
	e := g.conventionEvidence()
	fallback, sure := g.conventionOfFile()
	for c := range g.conv {
		votes := e.columns[c]
		if votes == 0 {
			votes = e.whole
		}
		switch {
		case votes > 0:
			g.conv[c] = lexicon.CommaDecimal
		case votes == 0:
			g.conv[c], g.open[c] = fallback, !sure
		}
	}
}

// conventionOfFile is the convention of the language that a file is written in, and of a text file the one that its fields
// are parted by: where the comma is the decimal sign, semicolons part them. sure is false where they disagree or say nothing.
func (g *grid) conventionOfFile() (c lexicon.Convention, sure bool) {
	comma, dot := g.saysWord(commaWords), g.saysWord(dotWords)
	switch g.book.Delimiter {
	case ";":
		return lexicon.CommaDecimal, comma
	case ",":
		return lexicon.DotDecimal, !comma
	}
	if comma {
		return lexicon.CommaDecimal, !dot
	}
	return lexicon.DotDecimal, dot
}

// The words of languages that write a decimal comma, and of English, which writes a dot.
var (
	commaWords = language.Set("sheet.comma-words")
	dotWords   = language.Set("sheet.dot-words")
)

// wordRows is how many rows are searched for words that tell the language of a file.
const wordRows = 200

// saysWord reports whether a word of a list stands in a sheet, or names it.
func (g *grid) saysWord(words map[string]bool) bool {
	if _, ok := lexicon.HasWord(g.sheet.Name, words); ok {
		return true
	}
	for _, row := range g.sheet.Rows[:min(len(g.sheet.Rows), wordRows)] {
		if g.stop() {
			return false
		}
		for j := range row {
			if row[j].Kind != sheet.Text || row[j].Text == "" || !startsWithLetter(row[j].Text) {
				continue
			}
			if _, ok := lexicon.HasWord(lexicon.HeadWords(row[j].Text), words); ok {
				return true
			}
		}
	}
	return false
}

func startsWithLetter(s string) bool {
	c := s[0] | 0x20
	return c >= 'a' && c <= 'z' || s[0] >= 0x80
}

// conventionEvidence is what the text numbers of a sheet say: above zero for a decimal comma, below for a decimal dot.
type conventionEvidence struct {
	columns []int // by column, 1-based
	whole   int   // all columns together
}

func (g *grid) conventionEvidence() conventionEvidence {
	e := conventionEvidence{columns: make([]int, g.w+1)}
	for _, row := range g.sheet.Rows {
		if g.stop() {
			break
		}
		for j := range row {
			if c := &row[j]; separatedNumber(c) {
				v := lexicon.ConventionIn(c.Text)
				e.columns[j+1] += v
				e.whole += v
			}
		}
	}
	return e
}

// separatedNumber reports text with a comma or dot that is a number in one of the conventions.
func separatedNumber(c *sheet.Cell) bool {
	if c.Kind != sheet.Text || len(c.Text) > 32 || !strings.ContainsAny(c.Text, ",.") {
		return false
	}
	_, dot := lexicon.ParseNumber(c.Text, lexicon.DotDecimal)
	if dot {
		return true
	}
	_, comma := lexicon.ParseNumber(c.Text, lexicon.CommaDecimal)
	return comma
}

// doubtSeparators asks how the numbers of a metric use commas and dots where nothing in the file decides it, and where
// what is counted comes out in thousandths. Of people and things there are whole numbers, so these are likelier thousands.
func (b *tableStep) doubtSeparators(g *metricCandidate, values []value) {
	counted := lexicon.IsCounted(g.name) && g.hint.Scale == 0 && b.unit.Scale == 0 // of thousands of users there are parts
	if !counted && !slices.Contains(b.g.open, true) {
		return
	}
	open := b.openValues(values, counted)
	if len(open) == 0 {
		return
	}
	first := values[open[0]]
	text := b.g.text(first.at.row, first.at.col)
	d := metric.Doubt{
		Kind: metric.FactorDoubt, Metric: g.raw, Cell: sheet.Address(first.at.row, first.at.col), Effect: "×1000", Read: "decimal",
		Readings: []metric.DoubtReading{
			{Reading: "thousands", Value: book.PlainNumber(readAs(text, "thousands").Value)}, {Reading: "decimal", Value: book.PlainNumber(readAs(text, "decimal").Value)},
		},
	}
	if counted || first.number.Value == float64(int64(first.number.Value)) {
		d.Read = "thousands"
	}
	other := d.OtherReadings()[0]
	d.Text = fmt.Sprintf("“%s” in “%s” can be read with a sign for thousands or for decimals; it was taken for %s, and may be %s.",
		text, lexicon.Short(g.name), book.PlainNumber(readAs(text, d.Read).Value), other.Value)
	reading := b.ask(d)
	for _, i := range open {
		values[i].number = readAs(b.g.text(values[i].at.row, values[i].at.col), reading)
	}
}

// openValues are the values, by index, whose sign can be one for thousands or for decimals. There are none where
// another value shows that what is counted comes in parts.
func (b *tableStep) openValues(values []value, counted bool) []int {
	var open []int
	for i, v := range values {
		c := b.g.sheet.At(v.at.row, v.at.col)
		if c.Kind != sheet.Text {
			continue
		}
		ambiguous := lexicon.AmbiguousNumber(c.Text)
		if counted && !ambiguous && v.number.Value != float64(int64(v.number.Value)) {
			return nil // there are parts of it
		}
		if ambiguous && (b.g.open[v.at.col] || counted && v.number.Value != float64(int64(v.number.Value))) {
			open = append(open, i)
		}
	}
	return open
}

// readAs reads a number with one separator as a number of thousands or as one with decimals.
func readAs(text, reading string) lexicon.TextNumber {
	conv := lexicon.DotDecimal
	if strings.Contains(text, ",") == (reading == "decimal") {
		conv = lexicon.CommaDecimal
	}
	n, _ := lexicon.ParseNumber(text, conv)
	return n
}
