package ingest

import "context"

// heed ends an understanding whose context is done, from wherever in it that is noticed: the steps that decide on a table
// look at its cells millions of times and have no error of their own to pass on.
type heed struct {
	ctx   context.Context
	looks uint
}

// abandoned is what heed panics with; understandAll turns it into the context's error.
type abandoned struct{ err error }

// look counts a look at a cell.
func (h *heed) look() {
	if h.looks++; h.looks%(1<<14) == 0 {
		if err := h.ctx.Err(); err != nil {
			panic(abandoned{err})
		}
	}
}

// heeding runs f and returns the context's error where f was abandoned for it.
func heeding(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			a, ok := r.(abandoned)
			if !ok {
				panic(r)
			}
			err = a.err
		}
	}()
	return f()
}
