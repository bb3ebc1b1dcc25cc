package book

import (
	"archive/zip"
	"fmt"
	"slices"

	"throughline/app/fault"
	"throughline/app/sheet"
)

// budget is what may still be read of all sheets, and held of them.
type budget struct {
	cells int // with a value
	held  int // cells, blanks between them and rows
}

func newBudget() budget { return budget{cells: limits.Cells, held: limits.Held} }

// readSheet reads a worksheet to the end of its XML; a sheet over a cap is errOverCap, a malformed one errDamaged. Of a
// sheet too large to be held its first rows are in Rows, and Total counts all of them.
func (c *container) readSheet(part *zip.File, entry *sheetEntry, b *xlsxBook, texts *textStore, m *meter, left *budget) (*sheet.Sheet, error) {
	var k *keeper
	before := *left
	err := c.walk(part, m, func(t xmlTokens) error {
		*left = before
		k = newKeeper(cleanText(entry.name), left)
		r := sheetReader{texts: texts, styles: b, sink: k, meta: k.out}
		return r.read(t)
	})
	if err != nil {
		*left = before
		return nil, err
	}
	if k.stretched {
		k.out.Stretch(k.last, nil)
	}
	return k.out, nil
}

// keeper holds the cells of a sheet while they fit. When they do not, it goes back to the first rows and only counts the
// rest.
type keeper struct {
	out       *sheet.Sheet
	left      *budget
	room      int // what it took of left.held
	stretched bool
	jumbled   bool // a cell came after one that stands behind it
	row, col  int  // of the cell put last
	last      int  // row with a value
	width     int
}

func newKeeper(name string, left *budget) *keeper {
	return &keeper{out: &sheet.Sheet{Name: name, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}, left: left}
}

func (k *keeper) shows() bool { return !k.stretched }

func (k *keeper) put(row, col int, c sheet.Cell) error {
	if k.left.cells--; k.left.cells < 0 {
		return errOverCap{fmt.Sprintf("Sheet “%s” would bring the workbook over %s cells, the most that can be imported; save the rows and columns you need as a sheet of their own.",
			k.out.Name, fault.Grouped(limits.Cells))}
	}
	k.jumbled = k.jumbled || row < k.row || row == k.row && col <= k.col
	k.row, k.col, k.last = row, col, max(k.last, row)
	if !k.stretched {
		k.width = max(k.width, col)
		if k.hold(row, col, c); k.left.held >= 0 && k.width*len(k.out.Rows) <= limits.Area {
			return nil
		}
		k.stretch()
	}
	if k.jumbled {
		return errOverCap{fmt.Sprintf("Sheet “%s” has its rows out of order, which can be read in sheets of up to %s cells; open the workbook in your spreadsheet program and save it again.",
			k.out.Name, fault.Grouped(limits.Held))}
	}
	return nil
}

// hold places a cell.
func (k *keeper) hold(row, col int, c sheet.Cell) {
	if grow := row - len(k.out.Rows); grow > 0 {
		k.spend(grow)
		k.out.Rows = append(k.out.Rows, make([][]sheet.Cell, grow)...)
	}
	cells := k.out.Rows[row-1]
	if grow := col - len(cells); grow > 0 {
		k.spend(grow)
		if cap(cells) < col {
			cells = append(make([]sheet.Cell, 0, max(col, k.out.RowWidth(row-1))), cells...)
		}
		cells = cells[:col]
	}
	cells[col-1] = c
	k.out.Rows[row-1] = cells
}

func (k *keeper) spend(n int) {
	k.room += n
	k.left.held -= n
}

// stretch goes back to the first rows: as many as take an eighth of what all sheets may, so that some is left for the
// sheets that follow.
func (k *keeper) stretch() {
	k.left.held += k.room
	k.room = 0
	n := 0
	for room := 0; n < min(len(k.out.Rows), limits.Head); n++ {
		if room += 1 + len(k.out.Rows[n]); room > max(2000, k.left.held/8) && n > 0 {
			break
		}
		k.room = room
	}
	k.left.held -= k.room
	k.out.Rows = slices.Clone(k.out.Rows[:n])
	k.stretched = true
}
