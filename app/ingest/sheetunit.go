package ingest

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// sheetUnit is what a line above the table says of all its numbers.
type sheetUnit struct {
	hint
	overNumbers bool // it stands over the numbers, not over their labels
}

// readSheetUnit reads a line above the header that is all about units: "$ in thousands". Where it stands over the numbers
// rather than over their labels it is the unit of every one of them, as statistical tables have it.
func (b *body) readSheetUnit() sheetUnit {
	u := sheetUnit{hint: b.unitAbove()}
	if u.words == "" {
		return u
	}
	for row := b.r.top; row < b.r.header[0]; row++ {
		for _, c := range b.cols {
			if c.numeric() && strings.Contains(b.g.text(row, c.n), u.words) && b.g.filled(row, b.r.col1, c.n) == 1 {
				u.overNumbers = c != b.cols[0]
			}
		}
	}
	return u
}

func (b *body) unitAbove() hint {
	for _, line := range b.titles {
		pieces := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '.' || r == ';' || r == ':' })
		for _, part := range append(append([]string{line}, pieces...), bracketParts(line)...) {
			if h, ok := readHint(part); ok && (h.scale != 0 || h.currency != "") {
				return h
			}
		}
		for _, part := range append(pieces, bracketParts(line)...) {
			if h, ok := hintAfterIn(part); ok {
				return h
			}
		}
	}
	return hint{}
}

// hintAfterIn reads a sentence about all numbers: "All figures in thousands of euro unless stated". A scale of one letter
// counts only with a currency.
func hintAfterIn(sentence string) (hint, bool) {
	words := strings.Fields(sentence)
	for i, word := range words {
		if !inWords[strings.ToLower(word)] {
			continue
		}
		for n := min(4, len(words)-i-1); n > 0; n-- {
			h, ok := readHint(strings.Join(words[i+1:i+1+n], " "))
			_, scaled := hasWord(h.words, scaleWords)
			if ok && (h.currency != "" || h.scale != 0 && scaled) {
				return h, true
			}
		}
	}
	return hint{}, false
}

// inWords stand before the unit in such a sentence.
var inWords = set(`in en em`)

// noteUnitInTitle says that a line above the table speaks of shortened numbers where no number was scaled.
func (b *tableStep) noteUnitInTitle() {
	if b.unit.scale != 0 || slices.ContainsFunc(b.metrics, func(f *sheet.Found) bool { return f.Scale >= 1000 }) {
		return
	}
	for _, line := range b.titles {
		if word, ok := hasWord(line, scaleWords); ok {
			b.note(brief.Warning, "unit-in-title", "", "“%s” above the table says “%s”; the numbers were taken as they stand. Set the scale if they are shortened.", short(line), word)
			return
		}
	}
}

func bracketParts(s string) []string {
	var out []string
	for _, m := range bracketed.FindAllStringSubmatch(s, -1) {
		out = append(out, m[1])
	}
	return out
}
