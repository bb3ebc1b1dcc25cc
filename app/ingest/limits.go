package ingest

import (
	"fmt"
	"strconv"
)

// limits caps what one file may cost. Real metric workbooks stay far below every one of them; the numbers appear in the
// messages. Sheets over a cap are left out with a note while others remain; files over one are refused.
var limits = struct {
	file     int64 // bytes on disk
	unzipped int64 // bytes of all parts together
	parts    int   // entries of the zip container
	sheets   int
	rows     int // of one sheet
	columns  int // of one sheet
	cells    int // with a value, of all sheets together
	text     int // bytes of one cell
	depth    int // nested XML elements
}{
	file: 50 << 20, unzipped: 256 << 20, parts: 2000, sheets: 200,
	rows: 200_000, columns: 1000, cells: 2_000_000, text: 4 * 32_767, depth: 64,
}

func megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+1<<20-1)>>20) }

// grouped writes a count as people read it: 2,000,000.
func grouped(n int) string { return groupDigits(strconv.Itoa(n)) }
