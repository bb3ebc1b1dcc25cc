// Package intake says what may come in: the most that each reader takes, in one table, and the one way to open a file that a
// person named. It knows no format; what is wrong with a file it says as errors that the reader turns into a sentence, or as
// the sentence of Explain.
package intake

import (
	"fmt"
	"time"
)

// MB is a megabyte, as limits and messages count them.
const MB = 1 << 20

// Workbook is what one spreadsheet file may cost. Sheets over a cap are left out with a note while others remain; files
// over one are refused. A sheet of more cells than are held is read all the same: what is kept of it are its first rows,
// and the rest is read from the file again when it is needed.
type Workbook struct {
	File     int64 // bytes on disk
	Memory   int64 // bytes of a file up to which it is read into memory at once; also of copied cells
	Unzipped int64 // bytes of all parts together
	Ratio    int64 // unpacked bytes of a part for each packed one, in parts larger than Slack
	Slack    int64
	Parts    int   // entries of the zip container
	Part     int64 // bytes of a part that is read whole: styles, relations
	Sheets   int
	Rows     int // of one sheet
	Columns  int // of one sheet
	Cells    int // with a value, of all sheets together
	Held     int // cells of all sheets together, with and without a value, up to which sheets are held whole
	Head     int // rows held of a sheet that is not
	Again    int // cells of one such sheet that a table may need all at once
	Area     int // cells of the rectangle around a sheet that is held or taken in, blanks among them
	Merged   int // merged ranges of one sheet
	Text     int // bytes of one cell
	Strings  int // bytes of all shared texts together
	Depth    int // nested XML elements
	Token    int // bytes of one tag, text or comment of XML
}

// Workbooks are the caps of spreadsheet files.
var Workbooks = Workbook{
	File: 512 * MB, Memory: 32 * MB, Unzipped: 4096 * MB, Ratio: 200, Slack: 32 * MB, Parts: 2000, Part: 32 * MB, Sheets: 200,
	Rows: 1 << 20, Columns: 1000, Cells: 60_000_000, Held: 500_000, Head: 5000, Again: 6_000_000, Area: 30_000_000, Merged: 200_000,
	Text: 4 * 32_767, Strings: 128 * MB, Depth: 64, Token: 4 * MB,
}

// The caps of a brief's file. A brief of a hundred metrics by day over five years has about 20 MB.
const (
	Brief         = 64 * MB  // bytes on disk
	BriefUnzipped = 128 * MB // bytes of all parts together
	BriefText     = 16 * MB  // bytes of one part that holds no series and no file: 30,000 metrics, or 100,000 events
	BriefParts    = 10_000   // entries of the zip container
	Recent        = MB       // bytes of the list of recent files; more is not our list
)

// The caps of a story. One of 220 words has two kilobytes.
const (
	Story = MB   // bytes of a story file
	Field = 5000 // letters of one text of a brief, some 800 words: more is neither a lead nor a body, and slow to type in
)

// The caps of what a brief's look is made of.
const (
	Logo       = 8 * MB   // bytes of a picture's file
	LogoPixels = 24 << 20 // of a picture, before it is made smaller
	Font       = 16 * MB  // bytes of a font's file; one of all Chinese characters has about ten million
)

// The caps of a PDF that is verified.
const (
	PDF         = 64 * MB // bytes on disk
	PDFPages    = 2000
	PDFStream   = 64 * MB          // unpacked bytes of one stream
	PDFElements = 1 << 20          // of the document's structure
	PDFTime     = 30 * time.Second // for the library that reads its structure
	PDFOps      = 2_000_000        // steps of one page's content
	PDFDepth    = 64               // nested forms
)

// Megabytes writes a number of bytes as messages do, rounded up: “64 MB”.
func Megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+MB-1)/MB) }
