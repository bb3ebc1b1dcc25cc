package ingest

import (
	"context"
	"iter"
)

// canceller ends the loops of an understanding when its context does. A step that was cut short leaves what it found
// unfinished, so whoever runs the steps asks failed after each of them and throws the unfinished away.
type canceller struct {
	ctx   context.Context
	turns uint
	err   error // the context's, once a loop has seen it
}

// turnsBetweenLooks is how many turns the loops take between two looks at the context: rows of a thousand columns at worst.
const turnsBetweenLooks = 256

// failed returns the context's error where it has ended.
func (c *canceller) failed() error {
	if c.err == nil {
		c.err = c.ctx.Err()
	}
	return c.err
}

// stop counts a turn of a loop, and reports whether the loop is to end.
func (c *canceller) stop() bool {
	if c.turns++; c.turns%turnsBetweenLooks == 0 {
		return c.failed() != nil
	}
	return c.err != nil
}

// rows counts from one row to another, both included, until the context ends.
func (c *canceller) rows(first, last int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for row := first; row <= last; row++ {
			if c.stop() || !yield(row) {
				return
			}
		}
	}
}

// rowsUp counts backwards from one row to another above it, both included, until the context ends.
func (c *canceller) rowsUp(last, first int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for row := last; row >= first; row-- {
			if c.stop() || !yield(row) {
				return
			}
		}
	}
}

// each goes through a list of rows with their places in it until the context ends.
func (c *canceller) each(rows []int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i, row := range rows {
			if c.stop() || !yield(i, row) {
				return
			}
		}
	}
}
