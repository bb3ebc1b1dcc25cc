package ingest

import "throughline/app/ingest/lexicon"

// mostThings is how many rows with a name each are things rather than events: a list of staff or of films, not the orders of
// a year.
const mostThings = 60

// listsThings recognises rows that each stand for a person or a thing with a name of its own, and with dates that say
// something of it: when it was hired, made or entered. Rows that count up orders or tickets are none.
func (b *body) listsThings(d downSigns) bool {
	if len(d.rows) > mostThings || len(d.rows) < 3 || d.metricBy != nil || d.scenario != nil {
		return false
	}
	label := b.nameColumn(d)
	if label == nil {
		return false
	}
	for _, c := range b.cols {
		if _, event := lexicon.HasWord(lexicon.HeadWords(c.head), lexicon.EventNouns); event && (lexicon.EndsAsCode(c.head) || lexicon.IsEventNoun(c.head)) {
			return false
		}
	}
	return true
}

// nameColumn returns the first column of words but the dates, where it names each row differently and by more than codes.
// Columns of codes may stand before it, and first names before full ones.
func (b *body) nameColumn(d downSigns) *column {
	for _, c := range b.cols {
		if c == d.key || c.texts < len(d.rows) || c.numeric() || b.holdsCodes(c, d.rows) {
			continue
		}
		if _, meta := lexicon.MetaColumns[lexicon.PlainKey(c.head)]; meta || b.readDays(c, d.rows) != nil {
			continue
		}
		seen := map[string]bool{}
		for _, row := range b.g.each(d.rows) {
			seen[lexicon.PlainKey(b.g.text(row, c.n))] = true
		}
		if len(seen) == len(d.rows) {
			return c
		}
		if len(seen)*2 < len(d.rows) {
			return nil // groups come first: what follows are remarks
		}
	}
	return nil
}
