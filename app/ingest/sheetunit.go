package ingest

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/sheet"
)

// readSheetUnit reads a line above the header that is all about units: "$ in thousands". Where it stands over the numbers
// rather than over their labels it is the unit of every one of them, as statistical tables have it.
func (b *body) readSheetUnit() sheetUnit {
	u := sheetUnit{Hint: b.unitAbove()}
	if u.Words == "" {
		return u
	}
	for row := b.r.top; row < b.r.header[0]; row++ {
		for _, c := range b.cols {
			if c.numeric() && strings.Contains(b.g.text(row, c.n), u.Words) && b.g.filled(row, b.r.col1, c.n) == 1 {
				u.overNumbers = c != b.cols[0]
			}
		}
	}
	return u
}

func (b *body) unitAbove() lexicon.Hint {
	for _, line := range b.titles {
		pieces := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '.' || r == ';' || r == ':' })
		for _, part := range append(append([]string{line}, pieces...), lexicon.BracketParts(line)...) {
			if h, ok := lexicon.ReadHint(part); ok && (h.Scale != 0 || h.Currency != "") {
				return h
			}
		}
		for _, part := range append(pieces, lexicon.BracketParts(line)...) {
			if h, ok := lexicon.HintAfterIn(part); ok {
				return h
			}
		}
	}
	return lexicon.Hint{}
}

// noteUnitInTitle says that a line above the table speaks of shortened numbers where no number was scaled.
func (b *tableStep) noteUnitInTitle() {
	if b.unit.Scale != 0 || slices.ContainsFunc(b.metrics, func(f *sheet.Found) bool { return f.Scale >= 1000 }) {
		return
	}
	for _, line := range b.titles {
		if word, ok := lexicon.HasWord(line, lexicon.ScaleWords); ok {
			b.note(brief.Warning, "unit-in-title", "", "“%s” above the table says “%s”; the numbers were taken as they stand. Set the scale if they are shortened.", lexicon.Short(line), word)
			return
		}
	}
}
