// Package sheet is what a spreadsheet holds and what was understood of it: typed cells with addresses, the tables found
// among them, the role each cell plays, and how an accepted table enters a brief. It is pure: package ingest fills it
// from files, and the import preview draws it.
package sheet

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// CellKind is the stored type of a cell.
type CellKind uint8

// The stored types.
const (
	Blank CellKind = iota
	Text
	Number
	Date // a number whose format shows a date
	Bool
	Error // #REF!, #DIV/0! and the like, in Cell.Text
)

// Cell is one cell as stored. The zero value is a blank.
type Cell struct {
	Kind    CellKind
	Formula bool    // computed in the workbook; the value is the one stored with it, a Blank where none is
	Number  float64 // of Number; for Bool 0 or 1; for Date days since 30 December 1899, in every date system
	Text    string  // of Text and Error; for the others what the preview shows, in the cell's own format
	Format  string  // number format code, "0.0%"; empty for General
}

// Time returns the moment a Date cell holds, in UTC and to the second; the zero time for other cells.
func (c Cell) Time() time.Time {
	if c.Kind != Date {
		return time.Time{}
	}
	days := math.Floor(c.Number)
	seconds := math.Round((c.Number - days) * 86400)
	if c.Number < 60 {
		days++ // Excel counts a 29 February 1900 that never was
	}
	return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
}

// Sheet is the cells of one worksheet. Row and column numbers are 1-based everywhere; Rows[0] is row 1.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   [][]Cell
	// HiddenRows and HiddenCols are read like the others unless a recipe leaves them out; either is said.
	HiddenRows, HiddenCols map[int]bool
	// Merged lists merged ranges; only the first cell of each carries the value.
	Merged []Range
	// Named lists the ranges the workbook gives names to: its Excel Tables and the defined names that lie on this sheet.
	Named []Named

	total  int
	stream Stream
}

// Named is a range with a name.
type Named struct {
	Name  string
	Range Range
	Table bool // an Excel Table, whose first row is its header
}

// Stream reads the rows of a sheet from its file once more, in order, and calls f for each with its 1-based number. The
// cells are f's only until it returns. It ends early with f's error, and with ctx's soon after that is done. An error of
// its own is an explained one: the file is gone, or is no longer the one that was read.
type Stream func(ctx context.Context, f func(row int, cells []Cell) error) error

// Stretch makes a sheet that is too large to be held at once: it keeps the rows it has, which are the first ones, and
// Each reads all total rows through the stream.
func (s *Sheet) Stretch(total int, stream Stream) { s.total, s.stream = total, stream }

// Whole reports whether Rows holds all rows of the sheet.
func (s *Sheet) Whole() bool { return s.stream == nil }

// Total returns the number of rows of the sheet, of which Rows may hold only the first.
func (s *Sheet) Total() int { return max(s.total, len(s.Rows)) }

// Each calls f for every row of the sheet in order; see Stream.
func (s *Sheet) Each(ctx context.Context, f func(row int, cells []Cell) error) error {
	if s.stream != nil {
		return s.stream(ctx, f)
	}
	for i, row := range s.Rows {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := f(i+1, row); err != nil {
			return err
		}
	}
	return nil
}

// At returns the cell at a 1-based row and column, a blank one outside the sheet.
func (s *Sheet) At(row, col int) Cell {
	if row < 1 || row > len(s.Rows) || col < 1 || col > len(s.Rows[row-1]) {
		return Cell{}
	}
	return s.Rows[row-1][col-1]
}

// RowWidth returns the number of cells up to the last one with a value in a 1-based row, 0 outside the sheet.
func (s *Sheet) RowWidth(row int) int {
	if row < 1 || row > len(s.Rows) {
		return 0
	}
	return len(s.Rows[row-1])
}

// Width returns the number of columns of the widest row.
func (s *Sheet) Width() int {
	w := 0
	for _, r := range s.Rows {
		w = max(w, len(r))
	}
	return w
}

// Workbook is a file that has been read.
type Workbook struct {
	Path, File string // File is the base name
	Kind       string // "xlsx", "xlsm", "ods", "fods", "csv", "tsv", "txt", "paste"
	SHA256     string // of the file's bytes, hexadecimal
	Modified   time.Time
	Delimiter  string    // between the fields of a text file: ","
	Text       *TextFile // how a text file was read; nil for others
	Sheets     []*Sheet
	Notes      []brief.Note // about the file as a whole
}

// Range is a rectangle of cells, 1-based and inclusive.
type Range struct{ Row1, Col1, Row2, Col2 int }

// String returns the range as people write it: "A3:N9".
func (r Range) String() string {
	return Address(r.Row1, r.Col1) + ":" + Address(r.Row2, r.Col2)
}

// Contains reports whether the range holds the cell.
func (r Range) Contains(row, col int) bool {
	return row >= r.Row1 && row <= r.Row2 && col >= r.Col1 && col <= r.Col2
}

// Address returns the name of a cell: Address(4, 2) is "B4".
func Address(row, col int) string { return ColumnName(col) + strconv.Itoa(row) }

// ParseAddress reads the name of a cell, in either case: "B4" is row 4, column 2. ok is false for any other text.
func ParseAddress[T string | []byte](ref T) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	if i == 0 || i == len(ref) || len(ref)-i > 9 {
		return 0, 0, false
	}
	for _, c := range []byte(ref[i:]) {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return row, col, row > 0
}

// ColumnName returns the letters of a 1-based column: 27 is "AA".
func ColumnName(col int) string {
	if col >= 1 && col <= 26 {
		return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[col-1 : col]
	}
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// ColumnNumber returns the 1-based column of its letters in either case, "AA" is 27; 0 for what is none.
func ColumnNumber(name string) int {
	n := 0
	for _, r := range strings.ToUpper(name) {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			return 0
		}
		n = n*26 + int(r-'A') + 1
	}
	return n
}

// ParseRange reads a rectangle as people write it, "A3:N40" or the single cell "B4", in either order of its corners;
// false for anything else.
func ParseRange(s string) (Range, bool) {
	from, to, two := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "$", ""), ":")
	if !two {
		to = from
	}
	row1, col1, ok1 := parseAddress(from)
	row2, col2, ok2 := parseAddress(to)
	return Range{min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2)}, ok1 && ok2
}

func parseAddress(s string) (row, col int, ok bool) {
	i := strings.IndexAny(s, "0123456789")
	if i < 1 {
		return 0, 0, false
	}
	row, err := strconv.Atoi(s[i:])
	col = ColumnNumber(s[:i])
	return row, col, err == nil && row > 0 && row <= 1<<20 && col > 0 && col <= 1<<14
}

// Overlaps reports whether two ranges share a cell.
func (r Range) Overlaps(o Range) bool {
	return r.Row1 <= o.Row2 && o.Row1 <= r.Row2 && r.Col1 <= o.Col2 && o.Col1 <= r.Col2
}

// Role is the part a cell plays in a table; it decides its colour in the preview.
type Role uint8

// The roles.
const (
	Outside   Role = iota // not part of the table
	Title                 // a title or note line above or below
	Header                // a header cell
	PeriodKey             // a period, in a header or down a column
	Label                 // a metric's or category's name
	Value                 // a value that was taken, scenario AC
	OtherTake             // a value that was taken into another scenario or as a target
	Missing               // blank, "n/a" or an error where a value was expected
	LeftOut               // a total, an excluded row or column
)

// Found is one metric of a table as it was read, with the reasons for what was decided.
type Found struct {
	RawName string         // as in the file; the key of Recipe.Metrics
	Metric  *metric.Metric // one scenario or more; Series.Source is empty until the table is accepted
	Scale   float64        // factor applied to the stored values ("$k" is 1000), 1 for none
	Cells   Range          // where its values lie
	Why     []string       // "percent: number format 0.0%"
	Skipped bool           // left out by the recipe
	Joined  []string       // raw names of metrics whose scenarios were joined to this one by the recipe
}

// Table is one table of a sheet as it was understood. Read with the Recipe it carries, the same sheet gives the same
// table.
type Table struct {
	Workbook   *Workbook
	Sheet      *Sheet
	Title      string // the line above that names it; empty where none does
	Range      Range
	HeaderRows []int
	Layout     brief.Layout
	Grain      metric.Grain
	Metrics    []*Found
	Roles      Roles
	Rows       int // rows read
	Cells      int // cells read
	Notes      []brief.Note
	Decisions  []Decision // those about the table first, then by metric
	Doubts     []metric.Doubt
	Recipe     brief.Recipe
	Events     *EventChoices // of the layout Events
}

// Role returns the role of a cell.
func (t *Table) Role(row, col int) Role { return t.Roles.At(row, col) }

// Roles holds a role for every cell of a rectangle, a byte each. The zero value has none.
type Roles struct {
	area  Range
	roles []Role
}

// NewRoles returns the roles of an area, all Outside.
func NewRoles(area Range) Roles {
	return Roles{area: area, roles: make([]Role, max(0, area.Row2-area.Row1+1)*max(0, area.Col2-area.Col1+1))}
}

// At returns the role of a cell, Outside beyond the area.
func (r Roles) At(row, col int) Role {
	if !r.area.Contains(row, col) {
		return Outside
	}
	return r.roles[(row-r.area.Row1)*(r.area.Col2-r.area.Col1+1)+col-r.area.Col1]
}

// Set gives a cell of the area its role; cells beyond the area are ignored.
func (r Roles) Set(row, col int, role Role) {
	if r.area.Contains(row, col) {
		r.roles[(row-r.area.Row1)*(r.area.Col2-r.area.Col1+1)+col-r.area.Col1] = role
	}
}

// Equal reports whether two areas and their roles are the same.
func (r Roles) Equal(o Roles) bool { return r.area == o.area && slices.Equal(r.roles, o.roles) }

// Reading is what was understood of a whole workbook.
type Reading struct {
	Workbook *Workbook
	Tables   []*Table     // in sheet order
	Notes    []brief.Note // sheets with no table, hidden sheets, and the like
}
