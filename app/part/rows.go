package part

import (
	"strings"
)

// mostRows is how many parts are taken from one paste: more is a spreadsheet to import, not a list to type.
const mostRows = 200

// HoldsRows reports whether a pasted text is a list of parts rather than a text for the main field: it has columns, or,
// where the main text is one line, more than one line.
func (s *Spec) HoldsRows(text string) bool {
	text = strings.TrimSpace(text)
	return strings.Contains(text, "\t") || s.Main().Type != Lines && strings.ContainsAny(text, "\r\n")
}

// Rows makes a part of each row of a pasted text: rows are lines, cells stand between tabs, and a cell in quotation marks
// may hold both, as spreadsheet programs copy them. Where the first row names fields, by name, label or key, it says which
// column is which; otherwise columns are the fields in their order. The parts have no ID unless a column “ID” gives one.
// What cannot be taken whole is a fault.Usage error that names the row, counted from 1, and then there are no parts.
func (s *Spec) Rows(text string) ([]Part, error) {
	rows := cells(text)
	fields, headed := s.columns(rows)
	var parts []Part
	for i, row := range rows {
		if headed && i == 0 || strings.Join(row, "") == "" {
			continue
		}
		p, err := s.row(row, fields, i+1)
		if err != nil {
			return nil, err
		}
		if parts = append(parts, p); len(parts) > mostRows {
			return nil, invalid("More than %d rows were pasted; paste them in smaller pieces.", mostRows)
		}
	}
	return parts, nil
}

// row makes a part of one row; number counts the rows for the sentence about what is wrong.
func (s *Spec) row(row []string, columns []column, number int) (Part, error) {
	p := s.make()
	for i, cell := range row {
		switch {
		case cell == "":
		case i >= len(columns):
			return nil, invalid("Row %d has %d columns, and a %s has %d: %s. Nothing was pasted.",
				number, len(row), strings.ToLower(s.Title), len(columns), s.labels())
		case columns[i].unknown != "":
			return nil, invalid("“%s” is nothing that a %s says; its columns are %s. Nothing was pasted.",
				columns[i].unknown, strings.ToLower(s.Title), s.labels())
		case columns[i].field == nil:
			p.Base().ID = cell
		default:
			if err := columns[i].field.Set(p, cell); err != nil {
				return nil, invalid("Row %d: %s Nothing was pasted.", number, err)
			}
		}
	}
	if s.Main().Get(p) == "" {
		return nil, invalid("Row %d has no %s; give it one. Nothing was pasted.", number, s.Main().what())
	}
	return p, nil
}

// column is where the cells of a column go: into a field, or with none into the ID.
type column struct {
	field   *Field
	unknown string // the header that names no field, "" where it does
}

// columns answers which column is which, and whether the first row says so: it does where each of its cells names a field,
// or two of them do.
func (s *Spec) columns(rows [][]string) (columns []column, headed bool) {
	if len(rows) > 0 {
		known, given := 0, 0
		for _, cell := range rows[0] {
			c, ok := s.headed(cell)
			if ok {
				known++
			}
			if cell != "" {
				given++
			}
			columns = append(columns, c)
		}
		if known > 0 && (known == given || known > 1) {
			return columns, true
		}
	}
	columns = nil
	for i := range s.Fields {
		columns = append(columns, column{field: &s.Fields[i]})
	}
	return columns, false
}

// headed finds what a header names.
func (s *Spec) headed(cell string) (column, bool) {
	for i := range s.Fields {
		f := &s.Fields[i]
		if Same(cell, f.Name) || Same(cell, f.Label) || Same(cell, f.Key) || i == 0 && Same(cell, s.Title) {
			return column{field: f}, true
		}
	}
	if s.Identity == Named && Same(cell, "ID") {
		return column{}, true
	}
	return column{unknown: cell}, false
}

// labels lists the fields in a sentence.
func (s *Spec) labels() string {
	var all []string
	for i := range s.Fields {
		all = append(all, s.Fields[i].Label)
	}
	return strings.Join(all, ", ")
}

// cells cuts a pasted text into rows of trimmed cells.
func cells(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var rows [][]string
	var row []string
	for more := true; more; {
		var cell string
		var end byte
		cell, end, text = cutCell(text)
		row = append(row, strings.TrimSpace(cell))
		if more = end != 0; end != '\t' {
			rows, row = append(rows, row), nil
		}
	}
	return rows
}

// cutCell cuts the first cell off a text, and answers what ended it: a tab, a line feed, or 0 for the end of the text. A
// quotation mark at the beginning of a cell without one at its end is a character like any other.
func cutCell(text string) (cell string, end byte, rest string) {
	if strings.HasPrefix(text, `"`) {
		for i := 1; i < len(text); i++ {
			switch {
			case text[i] != '"':
			case i+1 == len(text):
				return strings.ReplaceAll(text[1:i], `""`, `"`), 0, ""
			case text[i+1] == '"':
				i++
			case text[i+1] == '\t' || text[i+1] == '\n':
				return strings.ReplaceAll(text[1:i], `""`, `"`), text[i+1], text[i+2:]
			default:
				i = len(text) // a mark in the middle of a cell: the cell is not quoted
			}
		}
	}
	if i := strings.IndexAny(text, "\t\n"); i >= 0 {
		return text[:i], text[i], text[i+1:]
	}
	return text, 0, ""
}
