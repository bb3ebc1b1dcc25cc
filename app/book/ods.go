package book

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/sheet"
)

// An OpenDocument spreadsheet keeps all of its sheets in one part, content.xml, and its styles there and in styles.xml.
// Both are streamed once to their end. What is read is laid down as OpenDocument 1.3 part 3 says; the number styles become
// the format codes that cells of .xlsx carry, so that whatever looks at cells knows one language.

// odsLimits caps what an OpenDocument spreadsheet may cost beside what limits says: it is read into memory whole.
var odsLimits = struct {
	unzipped int64 // bytes of the parts that are read
	rows     int   // with a value, of one sheet
	cells    int   // with a value, of all sheets together
	room     int   // cells up to the last value of each row, of all sheets together
	merged   int   // ranges of one sheet
	names    int   // of ranges
}{unzipped: 256 << 20, rows: 200_000, cells: 2_000_000, room: 3_000_000, merged: 200_000, names: 10_000}

// readODS reads an OpenDocument spreadsheet that is a container of parts.
func readODS(ctx context.Context, name string, in sized, progress func(float64)) (*sheet.Workbook, error) {
	c, err := openContainer(name, in)
	if err != nil {
		return nil, err
	}
	manifest, err := c.bytes("meta-inf/manifest.xml")
	if err != nil {
		return nil, workbookError(name, err)
	}
	if c.parts["encrypted-package"] != nil || bytes.Contains(manifest, []byte("encryption-data")) {
		return nil, formats[formatEncrypted].refuse(name, nil)
	}
	var parts []*zip.File
	size := int64(0)
	for _, part := range []string{"styles.xml", "content.xml"} {
		if f := c.parts[part]; f != nil {
			parts = append(parts, f)
			size += int64(f.UncompressedSize64)
		}
	}
	c.left = min(c.left, odsLimits.unzipped)
	r := newODSReader(name, "ods", newMeter(ctx, progress, size))
	for _, f := range parts {
		err := c.stream(f, r.document)
		if errors.Is(err, errTooMuch) {
			return nil, unreadable(err, "“%s” unpacks to more than %s, the most that can be imported of an .ods; save the sheets you need as .xlsx.",
				name, intake.Megabytes(odsLimits.unzipped))
		}
		if err != nil {
			return nil, workbookError(name, fmt.Errorf("%s: %w", f.Name, err))
		}
	}
	return r.workbook()
}

// readFlatODS reads an OpenDocument spreadsheet that is a single XML file.
func readFlatODS(ctx context.Context, name string, in sized, progress func(float64)) (*sheet.Workbook, error) {
	if in.Size() > odsLimits.unzipped {
		return nil, unreadable(nil, "“%s” has %s, more than the %s that can be imported of such a file; save the sheets you need as .xlsx.",
			name, intake.Megabytes(in.Size()), intake.Megabytes(odsLimits.unzipped))
	}
	r := newODSReader(name, "fods", newMeter(ctx, progress, in.Size()))
	if err := r.document(io.NewSectionReader(in, 0, in.Size())); err != nil {
		return nil, workbookError(name, err)
	}
	return r.workbook()
}

// odsReader gathers a workbook from the parts of a document.
type odsReader struct {
	file   string
	wb     *sheet.Workbook
	meter  *meter
	styles *odsStyles
	cells  int     // that may still be read
	room   int     // cells, with the blanks between them, that may still be read
	late   float64 // days by which the document's day 0 is later than 30 December 1899
	sheets int     // tables met, be they read or over a cap
	names  []odsName
}

func newODSReader(file, kind string, m *meter) *odsReader {
	return &odsReader{file: file, wb: &sheet.Workbook{Kind: kind}, meter: m, cells: odsLimits.cells, room: odsLimits.room, styles: newODSStyles()}
}

// document reads a part, or a flat document, to the end of its XML.
func (r *odsReader) document(in io.Reader) error {
	w := newWalker(r.meter.reader(in))
	return w.elements(func(xml.StartElement) error {
		return w.elements(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "styles", "automatic-styles":
				return r.styles.read(w)
			case "body":
				return w.elements(func(e xml.StartElement) error {
					if e.Name.Local == "spreadsheet" {
						return r.spreadsheet(w)
					}
					return nil
				})
			}
			return nil
		})
	})
}

// spreadsheet reads the sheets and what is said of all of them. A sheet over a cap is left out with a note.
func (r *odsReader) spreadsheet(w *walker) error {
	return w.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "calculation-settings":
			return w.elements(r.nullDate)
		case "named-expressions", "database-ranges":
			return r.namedRanges(w)
		case "table":
			if r.sheets++; r.sheets > limits.Sheets {
				return nil // only counted: the workbook is refused
			}
			var over errOverCap
			if err := r.table(w, e); !errors.As(err, &over) {
				return err
			}
			r.wb.Notes = append(r.wb.Notes, brief.Note{Severity: brief.Warning, Code: "sheet-too-large", Text: over.text})
		}
		return nil
	})
}

// nullDate takes the day that the document counts from.
func (r *odsReader) nullDate(e xml.StartElement) error {
	if e.Name.Local == "null-date" {
		if t, ok := parseODSDate(odsAttr(e, "date-value")); ok {
			r.late = daysSince1899(t)
		}
	}
	return nil
}

// workbook returns what was read, with the names at their sheets.
func (r *odsReader) workbook() (*sheet.Workbook, error) {
	switch {
	case r.sheets > limits.Sheets:
		return nil, unreadable(nil, "“%s” has %d sheets, more than the %d that can be imported; save the ones you need as a workbook of their own.",
			r.file, r.sheets, limits.Sheets)
	case len(r.wb.Sheets) == 0 && len(r.wb.Notes) > 0:
		return nil, unreadable(nil, "“%s” cannot be imported: %s", r.file, r.wb.Notes[0].Text)
	case len(r.wb.Sheets) == 0:
		return nil, unreadable(nil, "“%s” has no sheet with cells; import a workbook that has one.", r.file)
	}
	for _, n := range r.names {
		for _, s := range r.wb.Sheets {
			if s.Name == n.on {
				s.Named = append(s.Named, n.Named)
			}
		}
	}
	return r.wb, nil
}

// odsTable reads one sheet.
type odsTable struct {
	r        *odsReader
	out      *sheet.Sheet
	row, col int       // the cell last read
	columns  int       // columns described so far
	styles   []odsSpan // of columns that give their cells a style
	rowStyle string    // style the row gives its cells
	hidden   struct{ rows, columns []odsSpan }
	content  odsText           // of the cell being read
	known    map[string]string // short texts, each held once
}

// odsSpan is a run of rows or columns, 1-based and inclusive, and the style they give their cells.
type odsSpan struct {
	from, to int
	style    string
}

// table reads a table element: rows and columns come in any nesting of groups.
func (r *odsReader) table(w *walker, e xml.StartElement) error {
	out := &sheet.Sheet{
		Name: cleanText(odsAttr(e, "name")), Hidden: r.styles.hiddenTables[odsAttr(e, "style-name")],
		HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{},
	}
	t := &odsTable{r: r, out: out, known: map[string]string{}}
	cells, room := r.cells, r.room
	if err := t.parts(w, false); err != nil {
		r.cells, r.room = cells, room // a sheet that is left out takes nothing from the others
		return err
	}
	// Often all rows below a table are hidden, up to the millionth: only those with something in them count.
	mark(out.HiddenRows, t.hidden.rows, len(out.Rows))
	mark(out.HiddenCols, t.hidden.columns, out.Width())
	r.wb.Sheets = append(r.wb.Sheets, out)
	return nil
}

// mark sets what lies in the spans, up to a last one.
func mark(set map[int]bool, spans []odsSpan, last int) {
	for _, s := range spans {
		for i := s.from; i <= min(s.to, last); i++ {
			set[i] = true
		}
	}
}

// parts reads what a table or a group in it consists of. Drawings, forms, links and earlier states of changed cells hold
// tables and paragraphs too; they are no cells of this sheet and are passed over.
func (t *odsTable) parts(w *walker, hidden bool) error {
	return w.elements(func(e xml.StartElement) error {
		hidden := hidden || odsAttr(e, "display") == "false"
		switch e.Name.Local {
		case "table-column-group", "table-columns", "table-header-columns", "table-row-group", "table-rows", "table-header-rows":
			return t.parts(w, hidden)
		case "table-column":
			t.column(e, hidden)
		case "table-row":
			return t.readRow(w, e, hidden)
		case "named-expressions":
			return t.r.namedRanges(w)
		}
		return nil
	})
}

func (t *odsTable) column(e xml.StartElement, hidden bool) {
	span := odsSpan{from: t.columns + 1, to: t.columns + repeats(e, "number-columns-repeated"), style: odsAttr(e, "default-cell-style-name")}
	t.columns = span.to
	if span.style != "" && span.from <= limits.Columns {
		t.styles = append(t.styles, span)
	}
	if (hidden || concealed(e)) && span.from <= limits.Columns {
		t.hidden.columns = append(t.hidden.columns, span)
	}
}

// readRow reads a row and lays it down as often as it is repeated. Rows without a value cost nothing, however many.
func (t *odsTable) readRow(w *walker, e xml.StartElement, hidden bool) error {
	span := odsSpan{from: t.row + 1, to: t.row + repeats(e, "number-rows-repeated")}
	t.row, t.col, t.rowStyle = span.from, 0, odsAttr(e, "default-cell-style-name")
	if (hidden || concealed(e)) && span.from <= odsLimits.rows {
		t.hidden.rows = append(t.hidden.rows, span)
	}
	err := w.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-cell":
			return t.cell(w, e)
		case "covered-table-cell": // what a merged range hides is not seen, and not read
			t.col += repeats(e, "number-columns-repeated")
		}
		return nil
	})
	if err != nil {
		return err
	}
	if t.out.RowWidth(span.from) > 0 {
		cells := t.out.Rows[span.from-1]
		for t.row < span.to {
			t.row++
			for i, c := range cells {
				if t.col = i + 1; c.Kind == sheet.Blank && !c.Formula {
					continue
				}
				if err := t.put(c); err != nil {
					return err
				}
			}
		}
	}
	t.row = span.to
	return nil
}

// cell reads a cell and lays it down as often as it is repeated.
func (t *odsTable) cell(w *walker, e xml.StartElement) error {
	from, times := t.col+1, repeats(e, "number-columns-repeated")
	t.col = from + times - 1
	if err := t.content.read(w); err != nil {
		return err
	}
	c := t.typed(e, from)
	t.merge(e, from)
	if c.Kind == sheet.Blank && (!c.Formula || odsAttr(e, "value-type") != "") {
		return nil // a formatted cell, or a formula whose answer is an empty text
	}
	for t.col = from; ; t.col++ {
		if err := t.put(c); err != nil || t.col == from+times-1 {
			return err
		}
		c = t.typed(e, t.col+1) // the next column may give another style
	}
}

// put places a cell, within the caps.
func (t *odsTable) put(c sheet.Cell) error {
	switch {
	case t.row > odsLimits.rows:
		return errOverCap{fmt.Sprintf("Sheet “%s” has a value in row %s; sheets of an .ods are read up to row %s. Delete what lies below the table, or save the workbook as .xlsx.",
			t.out.Name, fault.Grouped(t.row), fault.Grouped(odsLimits.rows))}
	case t.col > limits.Columns:
		return errOverCap{fmt.Sprintf("Sheet “%s” has a value in column %s; sheets are read up to %s columns. Delete what lies right of the table, or save the columns you need as a sheet of their own.",
			t.out.Name, sheet.ColumnName(t.col), fault.Grouped(limits.Columns))}
	}
	for len(t.out.Rows) < t.row {
		t.out.Rows = append(t.out.Rows, nil)
	}
	row := t.out.Rows[t.row-1]
	t.r.cells--
	t.r.room -= t.col - len(row)
	if t.r.cells < 0 || t.r.room < 0 {
		return errOverCap{fmt.Sprintf("Sheet “%s” would bring the workbook over %s cells, the most that can be imported of an .ods; save it as .xlsx.",
			t.out.Name, fault.Grouped(odsLimits.cells))}
	}
	if cap(row) < t.col {
		row = append(make([]sheet.Cell, 0, max(t.col, t.out.RowWidth(t.row-1))), row...)
	}
	row = row[:t.col]
	row[t.col-1] = c
	t.out.Rows[t.row-1] = row
	return nil
}

func (t *odsTable) merge(e xml.StartElement, col int) {
	across, down := repeats(e, "number-columns-spanned"), repeats(e, "number-rows-spanned")
	if across > 1 || down > 1 {
		if len(t.out.Merged) < odsLimits.merged {
			t.out.Merged = append(t.out.Merged, sheet.Range{Row1: t.row, Col1: col, Row2: t.row + down - 1, Col2: col + across - 1})
		}
	}
}

// styleOf returns the style of a cell: its own, else its row's, else its column's.
func (t *odsTable) styleOf(e xml.StartElement, col int) string {
	if own := odsAttr(e, "style-name"); own != "" {
		return own
	}
	if t.rowStyle != "" {
		return t.rowStyle
	}
	i, _ := slices.BinarySearchFunc(t.styles, col, func(s odsSpan, col int) int { return s.to - col })
	if i < len(t.styles) && col >= t.styles[i].from {
		return t.styles[i].style
	}
	return ""
}

// concealed reports a row or column that is hidden, or filtered out.
func concealed(e xml.StartElement) bool {
	v := odsAttr(e, "visibility")
	return v == "collapse" || v == "filter"
}

// mostRepeats is more rows than any program shows; sums of such counts stay far below what an int holds.
const mostRepeats = 1 << 21

// odsName is a name for a range of a sheet.
type odsName struct {
	on string // the sheet's name
	sheet.Named
}

// namedRanges reads the names of ranges and the database ranges, which are what Excel calls tables. Names the program
// itself gave to filtered ranges are nothing a person would know.
func (r *odsReader) namedRanges(w *walker) error {
	return w.elements(func(e xml.StartElement) error {
		address, isTable := odsAttr(e, "cell-range-address"), false
		if e.Name.Local == "database-range" {
			address, isTable = odsAttr(e, "target-range-address"), odsAttr(e, "contains-header") != "false"
		}
		name := cleanText(odsAttr(e, "name"))
		if on, area, ok := odsRange(address); ok && name != "" && !strings.HasPrefix(name, "__") && len(r.names) < odsLimits.names {
			r.names = append(r.names, odsName{on: on, Named: sheet.Named{Name: name, Range: area, Table: isTable}})
		}
		return nil
	})
}

// odsRange reads an address like $'My sheet'.$A$1:.$C$9 of one sheet.
func odsRange(address string) (on string, area sheet.Range, ok bool) {
	on, from, rest := odsCorner(address)
	_, to, end := odsCorner(strings.TrimPrefix(rest, ":"))
	if rest == "" {
		to, end = from, ""
	}
	row1, col1, ok1 := sheet.ParseAddress(from)
	row2, col2, ok2 := sheet.ParseAddress(to)
	area = sheet.Range{Row1: min(row1, row2), Col1: min(col1, col2), Row2: max(row1, row2), Col2: max(col1, col2)}
	return on, area, ok1 && ok2 && on != "" && end == ""
}

// odsCorner takes one cell off an address: $Sheet.$A$1, its sheet in quotes where its name needs them.
func odsCorner(address string) (on, cell, rest string) {
	address = strings.TrimPrefix(address, "$")
	if quoted, ok := strings.CutPrefix(address, "'"); ok {
		for {
			before, after, closed := strings.Cut(quoted, "'")
			on, address = on+before, after
			if quoted, ok = strings.CutPrefix(after, "'"); !ok || !closed {
				break
			}
			on += "'"
		}
	} else if i := strings.IndexByte(address, '.'); i >= 0 {
		on, address = address[:i], address[i:]
	}
	cell = strings.TrimPrefix(address, ".")
	if i := strings.IndexByte(cell, ':'); i >= 0 {
		cell, rest = cell[:i], cell[i:]
	}
	return on, strings.ReplaceAll(cell, "$", ""), rest
}
