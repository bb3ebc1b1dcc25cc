package book

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"throughline/app/fault"
	"throughline/app/sheet"
)

// sheetReader types the cells of one worksheet part and hands them to a sink.
type sheetReader struct {
	texts  *textStore
	styles *xlsxBook
	sink   cellSink
	meta   *sheet.Sheet // takes what is known of rows, columns and ranges

	row, col int
	stored   storedCell        // of the cell being read
	known    map[string]string // texts of cells, by how they are written
	formats  []*NumberFormat   // of the styles that came up, by their number
}

// cellSink takes the cells of a sheet in the order of the file.
type cellSink interface {
	// shows reports whether a cell's text is wanted; cells that are only checked and counted go without.
	shows() bool
	put(row, col int, c sheet.Cell) error
}

// read takes the elements that hold cells and what is known of rows and columns; all others are passed over.
func (r *sheetReader) read(t xmlTokens) error {
	r.row, r.col, r.known = 0, 0, map[string]string{}
	for {
		kind, err := t.next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if kind != tokenStart {
			continue
		}
		switch string(t.name()) {
		case "row":
			err = r.startRow(t)
		case "c":
			err = r.cell(t)
		case "col":
			r.hideColumns(t)
		case "mergeCell":
			r.merge(t)
		}
		if err != nil {
			return err
		}
	}
}

// startRow goes to the row an element names, or to the next one where it names none.
func (r *sheetReader) startRow(t xmlTokens) error {
	r.row++
	r.col = 0
	if v := t.attr("r"); len(v) > 0 {
		n, err := strconv.Atoi(string(v))
		if err != nil || n < 1 || n > 1<<20 {
			return fmt.Errorf("%w: row %q", errDamaged, v)
		}
		r.row = n
	}
	if truth(t.attr("hidden")) && r.row <= limits.Rows {
		r.meta.HiddenRows[r.row] = true
	}
	return nil
}

// cell reads one c element to its end and hands it on.
func (r *sheetReader) cell(t xmlTokens) error {
	if err := r.moveTo(t.attr("r")); err != nil {
		return err
	}
	kind := cellTypeOf(t.attr("t"))
	style := 0
	if v := t.attr("s"); len(v) > 0 {
		style, _ = strconv.Atoi(string(v))
	}
	if err := r.stored.read(t); err != nil {
		return err
	}
	c, err := r.typed(kind, style)
	if err != nil {
		return err
	}
	if c.Formula = r.stored.formula; c.Formula && r.styles.recalculates && c.Kind == sheet.Number && c.Number == 0 {
		c = sheet.Cell{Formula: true} // the zero stands in for what the next program calculates
	}
	if c.Kind == sheet.Blank && (!c.Formula || r.stored.hasValue && kind == typeFormulaText) {
		return nil // a formatted or cleared cell, or a formula whose answer is an empty text
	}
	if r.col > limits.Columns {
		return errOverCap{fmt.Sprintf("Sheet “%s” has a value in column %s; sheets are read up to %s columns. Delete what lies right of the table, or save the columns you need as a sheet of their own.",
			r.meta.Name, sheet.ColumnName(r.col), fault.Grouped(limits.Columns))}
	}
	return r.sink.put(r.row, r.col, c)
}

// moveTo goes to the cell of a name, or one to the right where a cell has none.
func (r *sheetReader) moveTo(ref []byte) error {
	r.col++
	if len(ref) == 0 {
		return nil
	}
	row, col, ok := sheet.ParseAddress(ref)
	if !ok || row != r.row {
		return fmt.Errorf("%w: cell %q in row %d", errDamaged, ref, r.row)
	}
	r.col = col
	return nil
}

// storedCell is what a c element holds: the text of its value, or the text of its runs where it is inline. One serves
// for all cells, since there may be millions.
type storedCell struct {
	value, inline []byte
	formula       bool
	hasValue      bool // there is a v element, be it empty
}

// read reads a c element to its end. The formula itself and phonetic hints are passed over.
func (c *storedCell) read(t xmlTokens) error {
	*c = storedCell{value: c.value[:0], inline: c.inline[:0]}
	if c.readPlain(t) {
		return nil
	}
	var in byte // the element whose text is being read: v, t or another
	phonetic := false
	for depth := 1; depth > 0; {
		kind, err := t.next()
		if err != nil {
			return err // never io.EOF, which comes after the end of all elements
		}
		switch {
		case kind == tokenStart:
			depth++
			phonetic = phonetic || string(t.name()) == "rPh"
			if in = c.begins(t.name(), depth); phonetic {
				in = 0
			}
		case kind == tokenEnd:
			depth--
			in = 0
			phonetic = phonetic && string(t.name()) != "rPh"
		case in == 'v':
			c.value = appendText(c.value, t.text())
		case in == 't':
			c.inline = appendText(c.inline, t.text())
		}
	}
	return nil
}

// begins notes an element inside a c, and returns which text of the cell it holds, if any. What lies deeper than the c's
// own v and f belongs to an extension.
func (c *storedCell) begins(name []byte, depth int) (in byte) {
	switch string(name) {
	case "f":
		c.formula = c.formula || depth == 2
	case "v":
		if depth == 2 {
			c.hasValue = true
			return 'v'
		}
	case "t":
		return 't'
	}
	return 0
}

// readPlain is read for a cell that holds a value or a text and nothing else, where the scanner can take it in one step.
func (c *storedCell) readPlain(t xmlTokens) bool {
	s, ok := t.(*scanner)
	if !ok || string(s.tag) != "c" {
		return false
	}
	if v, ok := s.enclosed("<v>", "</v></c>"); ok {
		c.value, c.hasValue = appendText(c.value, v), true
		return true
	}
	v, ok := s.enclosed("<is><t>", "</t></is></c>")
	c.inline = appendText(c.inline, v)
	return ok
}

// cellType is the stored type of a cell (ECMA-376 §18.18.11).
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeInline
	typeFormulaText
	typeError
	typeBool
	typeDate
)

// cellTypeOf reads the t of a cell; what is not known is taken for a number, which is the default.
func cellTypeOf(t []byte) cellType {
	switch string(t) {
	case "s":
		return typeShared
	case "inlineStr":
		return typeInline
	case "str":
		return typeFormulaText
	case "e":
		return typeError
	case "b":
		return typeBool
	case "d":
		return typeDate
	}
	return typeNumber
}

// typed makes a cell of its type, its style and what is stored in it.
func (r *sheetReader) typed(kind cellType, style int) (sheet.Cell, error) {
	switch kind {
	case typeShared:
		return r.sharedText(r.stored.value)
	case typeInline:
		return textCell(r.text(r.stored.inline)), nil
	case typeFormulaText:
		return textCell(r.text(r.stored.value)), nil
	case typeError:
		return sheet.Cell{Kind: sheet.Error, Text: r.text(r.stored.value)}, nil
	}
	value := bytes.TrimSpace(r.stored.value)
	switch {
	case kind == typeBool && truth(value):
		return sheet.Cell{Kind: sheet.Bool, Number: 1, Text: "TRUE"}, nil
	case kind == typeBool:
		return sheet.Cell{Kind: sheet.Bool, Text: "FALSE"}, nil
	case kind == typeDate:
		return isoDate(string(value)), nil
	case len(value) == 0:
		return sheet.Cell{}, nil
	}
	return r.numberCell(value, style), nil
}

// sharedText is the cell of a shared string's number.
func (r *sheetReader) sharedText(number []byte) (sheet.Cell, error) {
	if len(number) == 0 {
		return sheet.Cell{}, nil
	}
	i, err := strconv.Atoi(string(number))
	if err != nil || i < 0 || i >= r.texts.len() {
		return sheet.Cell{}, fmt.Errorf("%w: text number %q is not in the file", errDamaged, number)
	}
	return textCell(r.texts.text(i)), nil
}

// text cleans a text; short ones that come again are held once. Where no text is wanted it only tells a blank one.
func (r *sheetReader) text(raw []byte) string {
	if !r.sink.shows() {
		if len(bytes.TrimSpace(cleanBytes(raw))) == 0 {
			return ""
		}
		return "…"
	}
	if s, ok := r.known[string(raw)]; ok {
		return s
	}
	s := cleanText(string(raw))
	if len(raw) <= 64 && len(r.known) < 1<<14 {
		r.known[string(raw)] = s
	}
	return s
}

// lastDay is 31 December 9999, the last day a spreadsheet can show, as days since 30 December 1899.
const lastDay = 2_958_465

// days1904 is how many days the date system of 1904 counts from later.
const days1904 = 1462

// numberCell is a number or, by its format, a date; what is neither is an error cell.
func (r *sheetReader) numberCell(value []byte, style int) sheet.Cell {
	v, err := readNumber(value)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return sheet.Cell{Kind: sheet.Error, Text: r.text(value)}
	}
	f := r.format(style)
	c := sheet.Cell{Kind: sheet.Number, Number: v, Format: f.Code}
	if f.date && v >= 0 && v < lastDay+1 {
		c.Kind = sheet.Date
		if r.styles.date1904 {
			c.Number += days1904
		}
	}
	if r.sink.shows() {
		c.Text = f.show(c.Number)
	}
	return c
}

// readNumber is strconv.ParseFloat, with a short way for whole numbers, which most are.
func readNumber(b []byte) (float64, error) {
	if len(b) > 15 { // more digits than are whole in a float64
		return strconv.ParseFloat(string(b), 64)
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return strconv.ParseFloat(string(b), 64)
		}
		n = n*10 + int(c-'0')
	}
	return float64(n), nil
}

// format returns the number format of a style.
func (r *sheetReader) format(style int) *NumberFormat {
	if style < 0 || style >= 1<<16 { // a workbook has at most 64,000 cell formats
		style = 0
	}
	for len(r.formats) <= style {
		r.formats = append(r.formats, nil)
	}
	if r.formats[style] == nil {
		r.formats[style] = r.styles.format(style)
	}
	return r.formats[style]
}

// hideColumns remembers a run of hidden columns; their cells are read like the others.
func (r *sheetReader) hideColumns(t xmlTokens) {
	if !truth(t.attr("hidden")) {
		return
	}
	first, _ := strconv.Atoi(string(t.attr("min")))
	last, _ := strconv.Atoi(string(t.attr("max")))
	for col := max(first, 1); col <= min(last, limits.Columns); col++ {
		r.meta.HiddenCols[col] = true
	}
}

func (r *sheetReader) merge(t xmlTokens) {
	if area, ok := readRange(t.attr("ref")); ok && len(r.meta.Merged) < limits.Merged {
		r.meta.Merged = append(r.meta.Merged, area)
	}
}

// readRange reads the name of a range, "A3:N9", which is never a single cell.
func readRange(ref []byte) (sheet.Range, bool) {
	from, to, ok := bytes.Cut(ref, []byte(":"))
	if !ok {
		return sheet.Range{}, false
	}
	row1, col1, ok1 := sheet.ParseAddress(from)
	row2, col2, ok2 := sheet.ParseAddress(to)
	return sheet.Range{Row1: row1, Col1: col1, Row2: row2, Col2: col2}, ok1 && ok2 && row1 <= row2 && col1 <= col2
}

// isoDate reads the value of a cell that holds a date as text (type "d").
func isoDate(s string) sheet.Cell {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05.999", "2006-01-02T15:04", time.DateOnly} {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1900 {
			continue
		}
		days := t.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		return sheet.Cell{Kind: sheet.Date, Number: days, Text: s, Format: "yyyy-mm-dd"}
	}
	return textCell(cleanText(s))
}

// truth reads an xsd:boolean, and the "on" that some programs write.
func truth(s []byte) bool { return string(s) == "1" || string(s) == "true" || string(s) == "on" }
