package ingest

import (
	"throughline/app/brief"
	"throughline/app/sheet"
)

// wideHeader marks the header cells of a table with periods across.
func (b *body) wideHeader(w wideSigns) {
	b.markHeader()
	for _, i := range w.cols {
		if c := b.cols[i]; c.use == useValue {
			b.roles.Set(b.r.header[w.row], c.n, sheet.PeriodKey)
		}
	}
}

// downHeader marks the header cells of a table with rows down, and the columns left out.
func (b *body) downHeader() {
	b.markHeader()
	for _, c := range b.cols {
		if c.use == useCalendar || c.use == useIgnored && c.filled() > 0 && c.numeric() {
			b.markColumn(c, sheet.LeftOut)
		}
	}
}

func (b *body) markHeader() {
	for row := b.r.top; row < b.r.header[0]; row++ {
		b.markTexts(row, sheet.Title)
	}
	for _, row := range b.r.notes {
		b.markTexts(row, sheet.Title)
	}
	if b.r.headless {
		return
	}
	for _, row := range b.r.header {
		b.markTexts(row, sheet.Header)
	}
}

// markLabels marks the cells that name or date a row.
func (b *body) markLabels(row int) {
	for _, c := range b.cols {
		switch c.use {
		case useLabel, useUnit, useOwner, useDefinition, useScenario:
			if b.g.fact(row, c.n) != isBlank {
				b.roles.Set(row, c.n, sheet.Label)
			}
		case useYear, useKey:
			b.roles.Set(row, c.n, sheet.PeriodKey)
		}
	}
}

// leaveOutRow marks a row as left out and says why.
func (b *body) leaveOutRow(row int, code, text string) {
	b.markTexts(row, sheet.LeftOut)
	b.limited(brief.Info, code, sheet.Address(row, b.r.col1), text)
}
