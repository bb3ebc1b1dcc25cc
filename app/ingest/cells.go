package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"throughline/app/sheet"
)

// sheetReader streams one worksheet part into cells.
type sheetReader struct {
	name     string
	texts    []string
	styles   *book
	date1904 bool
	meter    *meter
	budget   budget

	out      *sheet.Sheet
	row, col int
	stored   storedCell        // of the cell being read
	known    map[string]string // texts of cells, by how they are written
}

// readSheet reads a worksheet to the end of its XML; a sheet over a cap is errOverCap, a malformed one errDamaged.
func (c *container) readSheet(part *zip.File, r *sheetReader) (*sheet.Sheet, error) {
	r.known = map[string]string{}
	r.out = &sheet.Sheet{Name: cleanText(r.name), HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	err := c.stream(part, func(in io.Reader) error {
		return r.read(&scanner{d: newDecoder(r.meter.reader(in))})
	})
	if err != nil {
		return nil, err
	}
	return r.out, nil
}

// read takes the elements that hold cells and what is known of rows and columns; all others are passed over.
func (r *sheetReader) read(s *scanner) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "row":
			err = r.startRow(start)
		case "c":
			err = r.cell(s, start)
		case "col":
			r.hideColumns(start)
		case "mergeCell":
			r.merge(start)
		}
		if err != nil {
			return err
		}
	}
}

// startRow goes to the row an element names, or to the next one where it names none.
func (r *sheetReader) startRow(start xml.StartElement) error {
	r.row++
	r.col = 0
	if v := attr(start, "r"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 1<<20 {
			return fmt.Errorf("%w: row %q", errDamaged, v)
		}
		r.row = n
	}
	if truth(attr(start, "hidden")) && r.row <= limits.rows {
		r.out.HiddenRows[r.row] = true
	}
	return nil
}

// cell reads one c element to its end and puts it in its place.
func (r *sheetReader) cell(s *scanner, start xml.StartElement) error {
	if err := r.moveTo(attr(start, "r")); err != nil {
		return err
	}
	if err := r.stored.read(s); err != nil {
		return err
	}
	style := 0
	if v := attr(start, "s"); v != "" {
		style, _ = strconv.Atoi(v)
	}
	c, err := r.typed(attr(start, "t"), style)
	if err != nil {
		return err
	}
	c.Formula = r.stored.formula
	if c.Kind == sheet.Blank && (!c.Formula || r.stored.hasValue) {
		return nil // a formatted or cleared cell, or a formula whose answer is an empty text
	}
	return r.put(c)
}

// moveTo goes to the cell of a name, or one to the right where a cell has none.
func (r *sheetReader) moveTo(ref string) error {
	r.col++
	if ref == "" {
		return nil
	}
	row, col, ok := splitRef(ref)
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
func (c *storedCell) read(s *scanner) error {
	*c = storedCell{value: c.value[:0], inline: c.inline[:0]}
	in := "" // the element whose text is being read
	for depth := 1; depth > 0; {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			err = fmt.Errorf("%w: a cell without an end", errDamaged)
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch t.Name.Local {
			case "f":
				c.formula = true
				in = ""
			case "v", "t", "rPh":
				in = t.Name.Local
				c.hasValue = c.hasValue || in == "v"
			}
		case xml.CharData:
			switch {
			case in == "v":
				c.value = append(c.value, t...)
			case in == "t" && len(c.inline) < limits.text:
				c.inline = append(c.inline, t...)
			}
		case xml.EndElement:
			depth--
			in = ""
		}
	}
	return nil
}

// typed makes a cell of its type, its style and what is stored in it (ECMA-376 §18.18.11).
func (r *sheetReader) typed(kind string, style int) (sheet.Cell, error) {
	switch kind {
	case "s":
		return r.sharedText(r.stored.value)
	case "inlineStr":
		return textCell(r.text(r.stored.inline)), nil
	case "str":
		return textCell(r.text(r.stored.value)), nil
	case "e":
		return sheet.Cell{Kind: sheet.Error, Text: r.text(r.stored.value)}, nil
	}
	value := bytes.TrimSpace(r.stored.value)
	switch {
	case kind == "b" && truth(string(value)):
		return sheet.Cell{Kind: sheet.Bool, Number: 1, Text: "TRUE"}, nil
	case kind == "b":
		return sheet.Cell{Kind: sheet.Bool, Text: "FALSE"}, nil
	case kind == "d":
		return isoDate(string(value)), nil
	case len(value) == 0:
		return sheet.Cell{}, nil
	}
	return r.numberCell(value, style), nil
}

// text cleans a text; short ones that come again are held once.
func (r *sheetReader) text(raw []byte) string {
	if s, ok := r.known[string(raw)]; ok {
		return s
	}
	s := cleanText(string(raw))
	if len(raw) <= 64 && len(r.known) < 1<<14 {
		r.known[string(raw)] = s
	}
	return s
}

// sharedText is the cell of a shared string's number.
func (r *sheetReader) sharedText(number []byte) (sheet.Cell, error) {
	if len(number) == 0 {
		return sheet.Cell{}, nil
	}
	i, err := strconv.Atoi(string(number))
	if err != nil || i < 0 || i >= len(r.texts) {
		return sheet.Cell{}, fmt.Errorf("%w: text number %q is not in the file", errDamaged, number)
	}
	return textCell(r.texts[i]), nil
}

// lastDay is 31 December 9999, the last day a spreadsheet can show, as days since 30 December 1899.
const lastDay = 2_958_465

// days1904 is how many days the date system of 1904 counts from later.
const days1904 = 1462

// numberCell is a number or, by its format, a date; what is neither is an error cell.
func (r *sheetReader) numberCell(value []byte, style int) sheet.Cell {
	v, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return sheet.Cell{Kind: sheet.Error, Text: r.text(value)}
	}
	f := r.styles.format(style)
	c := sheet.Cell{Kind: sheet.Number, Number: v, Format: f.code}
	if f.date && v >= 0 && v < lastDay+1 {
		c.Kind = sheet.Date
		if r.date1904 {
			c.Number += days1904
		}
	}
	c.Text = f.show(c.Number)
	return c
}

// put places a cell, within the caps.
func (r *sheetReader) put(c sheet.Cell) error {
	switch {
	case r.row > limits.rows:
		return errOverCap{fmt.Sprintf("Sheet “%s” has a value in row %s; sheets are read up to row %s. Delete what lies below the table, or save the rows you need as a sheet of their own.",
			r.out.Name, grouped(r.row), grouped(limits.rows))}
	case r.col > limits.columns:
		return errOverCap{fmt.Sprintf("Sheet “%s” has a value in column %s; sheets are read up to %s columns. Delete what lies right of the table, or save the columns you need as a sheet of their own.",
			r.out.Name, sheet.ColumnName(r.col), grouped(limits.columns))}
	}
	for len(r.out.Rows) < r.row {
		r.out.Rows = append(r.out.Rows, nil)
	}
	row := r.out.Rows[r.row-1]
	if grow := r.col - len(row); grow > 0 {
		r.budget.room -= grow
		if cap(row) < r.col {
			row = append(make([]sheet.Cell, 0, max(r.col, r.out.RowWidth(r.row-1))), row...)
		}
		row = row[:r.col]
	}
	if r.budget.cells--; r.budget.overdrawn() {
		return errOverCap{fmt.Sprintf("Sheet “%s” would bring the workbook over %s cells, the most that can be imported; save the rows and columns you need as a sheet of their own.",
			r.out.Name, grouped(limits.cells))}
	}
	row[r.col-1] = c
	r.out.Rows[r.row-1] = row
	return nil
}

// hideColumns remembers a run of hidden columns; their cells are read like the others.
func (r *sheetReader) hideColumns(start xml.StartElement) {
	if !truth(attr(start, "hidden")) {
		return
	}
	first, _ := strconv.Atoi(attr(start, "min"))
	last, _ := strconv.Atoi(attr(start, "max"))
	for col := max(first, 1); col <= min(last, limits.columns); col++ {
		r.out.HiddenCols[col] = true
	}
}

func (r *sheetReader) merge(start xml.StartElement) {
	from, to, ok := strings.Cut(attr(start, "ref"), ":")
	if !ok || len(r.out.Merged) >= limits.rows {
		return
	}
	row1, col1, ok1 := splitRef(from)
	row2, col2, ok2 := splitRef(to)
	if ok1 && ok2 && row1 <= row2 && col1 <= col2 {
		r.out.Merged = append(r.out.Merged, sheet.Range{Row1: row1, Col1: col1, Row2: row2, Col2: col2})
	}
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

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// truth reads an xsd:boolean, and the "on" that some programs write.
func truth(s string) bool { return s == "1" || s == "true" || s == "on" }

// splitRef reads a cell's name: "B4" is row 4, column 2.
func splitRef(ref string) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	if i == 0 || i == len(ref) || len(bytes.TrimLeft([]byte(ref[i:]), "0123456789")) > 0 || len(ref)-i > 9 {
		return 0, 0, false
	}
	row, err := strconv.Atoi(ref[i:])
	return row, col, err == nil && row > 0
}
