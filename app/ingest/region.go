package ingest

import (
	"slices"

	"throughline/app/sheet"
)

// region is where a table was found: its columns, the lines above it, its header rows and the rows of its body.
type region struct {
	col1, col2  int
	top         int // first line that belongs to it: a title, or the header
	header      []int
	first, last int    // body; last < first where there is none
	notes       []int  // lines below the body that explain it
	name        string // of an Excel Table or a defined name that lies over it
	events      bool   // no column of numbers, but a date in each row
	headless    bool   // no header row; header is the first row of the body
}

func (r *region) lastHeader() int { return r.header[len(r.header)-1] }

// cells is where a region's header and body lie.
func (r *region) cells() sheet.Range {
	return sheet.Range{Row1: min(r.header[0], r.first), Col1: r.col1, Row2: max(r.last, r.lastHeader()), Col2: r.col2}
}

// inSheet puts header rows in order, without those the sheet does not have.
func (g *grid) inSheet(rows []int) []int {
	rows = slices.Clone(rows)
	slices.Sort(rows)
	return slices.DeleteFunc(slices.Compact(rows), func(r int) bool { return r < 1 || r > g.h })
}
