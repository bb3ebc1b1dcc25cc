package ingest

import (
	"slices"
	"strings"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/sheet"
)

// unitPlaces are where a unit is said once for a whole table, in the order in which they are asked.
var unitPlaces = []struct {
	called string
	lines  func(*body) []string
	note   bool // a line below the table, which may speak of one thing among others
}{
	{"the line above the table", func(b *body) []string { return b.titles }, false},
	{"the corner of the table", (*body).cornerLabels, false},
	{"the note below the table", (*body).noteLines, true},
	{"the name of the sheet", func(b *body) []string { return []string{b.g.sheet.Name} }, false},
}

// readSheetUnit reads what is said once of the unit of all numbers: in a line above the header, "$ in thousands", in the
// corner of the table, in a note below it or in the name of the sheet. What one of them leaves open the next may say.
func (b *body) readSheetUnit() sheetUnit {
	var u sheetUnit
	for _, place := range unitPlaces {
		h := unitSaid(place.lines(b))
		switch {
		case h.Words == "":
		case u.Words == "":
			u = sheetUnit{Hint: h, place: place.called, everything: !place.note || h.Scale != 0}
		case u.Scale == 0 && h.Scale != 0 && (h.Currency == "" || h.Currency == u.Currency):
			u.Scale, u.Words, u.place = h.Scale, h.Words, place.called
		case u.Currency == "" && h.Currency != "" && h.Scale == 0:
			u.Currency = h.Currency
		}
	}
	return u
}

// cornerLabels are what the header says over the labels of the rows: "EUR thousand".
func (b *body) cornerLabels() []string {
	var out []string
	for _, c := range b.cols {
		if c.numeric() {
			break
		}
		out = append(out, c.parts...)
	}
	return out
}

// noteLines are the lines below the table that explain it.
func (b *body) noteLines() []string {
	var out []string
	for _, row := range b.r.notes {
		for c := b.r.col1; c <= b.r.col2; c++ {
			if b.g.fact(row, c) == isText {
				out = append(out, b.g.text(row, c))
			}
		}
	}
	return out
}

// unitSaid finds a scale or a currency in lines that are all about units, in brackets, or after "in".
func unitSaid(lines []string) lexicon.Hint {
	for _, line := range lines {
		var pieces []string
		for _, sentence := range lexicon.Sentences(line) {
			pieces = append(pieces, strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;:", r) })...)
		}
		for _, part := range slices.Concat([]string{line}, pieces, lexicon.BracketParts(line)) {
			if h, ok := lexicon.ReadHint(part); ok && (h.Scale != 0 || h.Currency != "") && !h.MayBeOther() {
				return h
			}
		}
		for _, part := range slices.Concat(pieces, lexicon.BracketParts(line)) {
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

// formatOf reads the number format of cells, each once.
func (b *body) formatOf(code string) *book.NumberFormat {
	f := b.formats[code]
	if f == nil {
		if b.formats == nil {
			b.formats = map[string]*book.NumberFormat{}
		}
		f = book.ParseNumberFormat(code)
		b.formats[code] = f
	}
	return f
}
