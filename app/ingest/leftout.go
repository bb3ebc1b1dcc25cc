package ingest

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// noteLeftOut says which columns gave no values and why, those beside each other with one reason together.
func (b *body) noteLeftOut() {
	for i := 0; i < len(b.cols); {
		first := b.cols[i]
		last := first
		for i++; i < len(b.cols) && b.cols[i].leftOut == first.leftOut; i++ {
			last = b.cols[i]
		}
		cell := sheet.Address(b.r.lastHeader(), first.n)
		switch {
		case first.leftOut == reason{}:
		case first == last:
			b.limited(brief.Info, "column-left-out", cell, fmt.Sprintf("%s was left out: %s.", columnLabel(first), first.leftOut.one))
		default:
			b.limited(brief.Info, "column-left-out", cell,
				fmt.Sprintf("Columns %s–%s were left out: %s.", sheet.ColumnName(first.n), sheet.ColumnName(last.n), first.leftOut.many))
		}
	}
}

// leaveOutUnused gives the columns of words a reason that a table of one series per column has no use for.
func (b *body) leaveOutUnused() {
	for _, c := range b.cols {
		switch c.use {
		case useLabel, useUnit, useOwner, useDefinition, useScenario:
			c.leftOut = holdsWords
		}
	}
}

// leaveOutLabels gives the columns of words a reason that are not among those that name or part the rows.
func (b *body) leaveOutLabels(rows []int, used func(*column) bool) {
	for _, c := range b.cols {
		switch {
		case used(c):
		case c.use == useOwner, c.use == useDefinition:
			c.leftOut = holdsWords
		case c.use == useLabel:
			c.leftOut = b.whyUnused(c, rows)
		}
	}
}

// whyUnused tells a label that is always the same from a remark and from a second name.
func (b *body) whyUnused(c *column, rows []int) reason {
	switch s := b.segmentOf(c, rows); {
	case len(s.texts) == 1:
		return isConstant
	case s.tellsApart():
		return namesTwice
	}
	return holdsWords
}
