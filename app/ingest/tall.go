package ingest

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/sheet"
)

// periodsDown is one row per period: a column dates the rows, and each column of numbers is a metric.
type periodsDown struct{}

func (periodsDown) fits(b *body, s *signs) fit {
	if s.down.key == nil {
		return fit{}
	}
	f := fit{score: showsDates, asked: b.asksForRows()}
	f.why, f.sure = s.down.datedRows()
	return f
}

func (periodsDown) build(b *body, s *signs) (*draft, error) {
	out := b.beginRows(&s.down, brief.Tall)
	b.tall(out, s.down)
	return out, b.g.failed()
}

// datedRows says how many of the rows have a date, as the reason for a layout.
func (d *downSigns) datedRows() (why string, sure sheet.Confidence) {
	n, all := d.axis.Count(), len(d.axis.At)
	sure = sheet.High
	if n*10 < all*9 {
		sure = sheet.Medium
	}
	return fmt.Sprintf("%d of %s have a date of their own", n, fault.Counted(all, "row")), sure
}

// tall reads one metric per column of numbers, with the row's period.
func (b *body) tall(out *draft, d downSigns) {
	b.noteAxis(d.axis, sheet.Address(d.rows[0], d.key.n))
	b.leaveOutUnused()
	out.candidates = b.columnCandidates()
	for i, row := range b.g.each(d.rows) {
		p := d.axis.At[i]
		if p.IsZero() {
			b.skipUndated(row, d)
			continue
		}
		out.rows++
		b.addRow(out.candidates, row, place{row: row, period: p})
	}
}

// skipUndated leaves out a row whose key is no period: a total, a remark, a quarter among months.
func (b *body) skipUndated(row int, d downSigns) {
	label := b.g.text(row, d.key.n)
	if label == "" {
		label = b.firstText(row)
	}
	code, why := "row-without-period", "it has no "+d.axis.Grain.String()+" of its own"
	if b.by.keep[row] {
		b.leaveOutRow(row, code, fmt.Sprintf("%s was to be kept, but was left out: %s.", rowLabel(row, label), why))
		return
	}
	for _, i := range d.axis.Stray {
		if d.rows[i] == row {
			b.leaveOutRow(row, "stray-date", fmt.Sprintf("%s was left out: its date lies decades from the others.", rowLabel(row, label)))
			return
		}
	}
	if lexicon.IsTotal(label) || lexicon.IsSum(label) {
		code, why = "total-row", "it is worked out from the others"
		if from, to, ok := b.proveSum(row); ok {
			why = fmt.Sprintf("it adds rows %d–%d", from, to)
		}
	}
	b.leaveOutRow(row, code, fmt.Sprintf("%s was left out: %s.", rowLabel(row, label), why))
}

func (b *body) firstText(row int) string {
	for c := b.r.col1; c <= b.r.col2; c++ {
		if text := b.g.text(row, c); text != "" && b.g.fact(row, c) == isText {
			return text
		}
	}
	return ""
}
