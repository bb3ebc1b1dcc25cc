package ingest

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/sheet"
)

// noteRest says how many notes of each kind were not listed.
func (b *report) noteRest() {
	for _, n := range b.notes {
		if over := b.counts[n.Code] - noteLimit; over > 0 {
			b.note(n.Severity, n.Code, "", "%d more like “%s”", over, lexicon.Short(n.Text))
			b.counts[n.Code] = 0
		}
	}
}

// noteHidden says which rows and columns of the table are hidden in the workbook, and whether they were read.
func (b *body) noteHidden() {
	read := "read like the others"
	if b.recipe.LeaveHidden {
		read = "left out"
	}
	count := func(hidden map[int]bool, from, to int) (n, first int) {
		for i := from; i <= to; i++ {
			if hidden[i] {
				if n++; n == 1 {
					first = i
				}
			}
		}
		return n, first
	}
	if n, first := count(b.g.sheet.HiddenRows, b.r.first, b.r.last); n > 0 {
		b.note(brief.Info, "hidden-rows", sheet.Address(first, b.r.col1), "%s in the table %s hidden in the workbook, from row %d on; %s %s.",
			fault.Counted(n, "row"), lexicon.IsAre(n), first, lexicon.ItThey(n), read)
	}
	if n, first := count(b.g.sheet.HiddenCols, b.r.col1, b.r.col2); n > 0 {
		b.note(brief.Info, "hidden-columns", sheet.Address(b.r.header[0], first), "%s of the table %s hidden in the workbook, from column %s on; %s %s.",
			fault.Counted(n, "column"), lexicon.IsAre(n), sheet.ColumnName(first), lexicon.ItThey(n), read)
	}
}

// noteAxis says how the periods were read where that took a decision, and what of it is in doubt.
func (b *report) noteAxis(a periods.Axis, cell string) {
	if a.Why != "" {
		b.note(brief.Info, "periods-read", cell, "%s", a.Why)
	}
	for _, d := range a.Doubts {
		d.Cell = cell
		b.ask(d)
	}
}

// rowLabel is how a note names a row.
func rowLabel(row int, label string) string {
	if label == "" {
		return fmt.Sprintf("Row %d", row)
	}
	return fmt.Sprintf("Row %d “%s”", row, lexicon.Short(label))
}

// cellRef names a cell for a person: its address and, in quotes, what it shows.
func (b *body) cellRef(row, col int) string {
	return fmt.Sprintf("%s “%s”", sheet.Address(row, col), lexicon.Short(b.g.text(row, col)))
}
