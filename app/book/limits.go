package book

import "fmt"

// MostArea is how many cells the rectangle around a sheet that is held may have, blanks among them.
const MostArea = 30_000_000

// limits caps what one file may cost. The numbers appear in the messages. Sheets over a cap are left out with a note while
// others remain; files over one are refused. A sheet of more cells than are held is read all the same: what is kept of it
// are its first rows, and the rest is read from the file again when it is needed.
var limits = struct {
	file     int64 // bytes on disk
	memory   int64 // bytes of a file up to which it is read into memory at once
	unzipped int64 // bytes of all parts together
	ratio    int64 // unpacked bytes of a part for each packed one, in parts larger than slack
	slack    int64
	parts    int   // entries of the zip container
	part     int64 // bytes of a part that is read whole: styles, relations
	sheets   int
	rows     int // of one sheet
	columns  int // of one sheet
	cells    int // with a value, of all sheets together
	held     int // cells of all sheets together, with and without a value, up to which sheets are held whole
	head     int // rows held of a sheet that is not
	area     int // see MostArea
	merged   int // merged ranges of one sheet
	text     int // bytes of one cell
	strings  int // bytes of all shared texts together
	depth    int // nested XML elements
	token    int // bytes of one tag, text or comment of XML
}{
	file: 512 << 20, memory: 32 << 20, unzipped: 4 << 30, ratio: 200, slack: 32 << 20, parts: 2000, part: 32 << 20, sheets: 200,
	rows: 1 << 20, columns: 1000, cells: 60_000_000, held: 500_000, head: 5000, area: MostArea, merged: 200_000,
	text: 4 * 32_767, strings: 128 << 20, depth: 64, token: 4 << 20,
}

func megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+1<<20-1)>>20) }
