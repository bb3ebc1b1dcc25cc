package ingest

import "throughline/app/brief"

// layout is one way in which a table can lie in its sheet. A new one is a file with its signs and its build, a line in
// layouts, and a line among brief's layouts for what the rest of the program needs to know of it.
type layout interface {
	// fits grades how well a table reads this way.
	fits(*body, *signs) fit
	// build reads the table this way. It fails with the error of a context that has ended, and of a sheet that cannot be read
	// from its file again.
	build(*body, *signs) (*draft, error)
}

// How well layouts fit: what the header shows goes before what the rows show, and what explains more of the rows before
// what leaves more of it open.
const (
	showsPeriods   = 90 // the header names periods, and no column dates the rows better
	showsEvents    = 80 // each row is something that happened
	showsRecords   = 60 // rows of one period are told apart by what else they say
	showsDates     = 50 // a column dates the rows
	showsNoPeriods = 40 // nothing says when
	couldBeAcross  = 10 // columns can be told apart, but a column dates the rows as well
)

// signs are what speaks for one layout or another.
type signs struct {
	wide wideSigns
	down downSigns
}

// asksForRows reports a recipe that wants rows down rather than periods across.
func (b *body) asksForRows() bool {
	return b.recipe.Layout == brief.Tall || b.recipe.Layout == brief.Long
}
