package ingest

import (
	"regexp"
	"slices"
	"strings"

	"throughline/app/ingest/lexicon"
)

// categoryColumns picks the columns that name the rows: the first whose names are all different, or the first ones that
// are so together.
func (b *body) categoryColumns(rows []int) []*column {
	var labels []*column
	for _, c := range b.cols {
		if c.use == useLabel {
			labels = append(labels, c)
		}
	}
	if len(labels) == 0 {
		return b.countedRows()
	}
	if c := b.oneName(rows, labels); c != nil {
		return []*column{c}
	}
	for n := 1; n <= min(3, len(labels)); n++ {
		if b.namesEach(rows, labels[:n]) {
			return labels[:n]
		}
	}
	return b.tellingApart(rows, labels)
}

// countedRows returns the column that numbers the rows, where they have no other name.
func (b *body) countedRows() []*column {
	for _, c := range b.cols {
		if c.leftOut == countsRows {
			c.leftOut, c.use = reason{}, useLabel
			return []*column{c}
		}
	}
	return nil
}

// oneName returns the first column of words that names each row differently, and of codes only where there is none of names;
// nil for none. A name further right says more to people than a code.
func (b *body) oneName(rows []int, labels []*column) *column {
	var code *column
	for _, c := range labels {
		switch {
		case c.texts == 0, !b.namesEach(rows, []*column{c}):
		case !b.holdsCodes(c, rows):
			return b.fullName(c, labels, rows)
		case code == nil:
			code = c
		}
	}
	return code
}

// namesEach reports columns that together give every row but the totals a name of its own.
func (b *body) namesEach(rows []int, columns []*column) bool {
	seen := map[string]bool{}
	for _, row := range b.g.each(rows) {
		name := b.categoryName(row, columns)
		if lexicon.IsTotal(name) || lexicon.IsSum(name) {
			continue
		}
		if name == "" || seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

// mostLabels is how many columns may name a category together.
const mostLabels = 4

// tellingApart picks, one by one, the columns that tell most of the rows apart together, and returns them in their order.
func (b *body) tellingApart(rows []int, labels []*column) []*column {
	var picked []*column
	names := make([]string, len(rows)) // what is picked so far says of each row
	had := 1
	for len(picked) < mostLabels {
		best, most := -1, had
		for i, c := range labels {
			if slices.Contains(picked, c) {
				continue
			}
			seen := map[string]bool{}
			for k, row := range b.g.each(rows) {
				seen[names[k]+"\x00"+b.g.label(row, c.n)] = true
			}
			if len(seen) > most {
				best, most = i, len(seen)
			}
		}
		if best < 0 {
			break
		}
		picked, had = append(picked, labels[best]), most
		for k, row := range b.g.each(rows) {
			names[k] += "\x00" + b.g.label(row, labels[best].n)
		}
	}
	slices.SortFunc(picked, func(x, y *column) int { return x.n - y.n })
	if len(picked) == 0 {
		return labels[:min(1, len(labels))]
	}
	return picked
}

// fullName returns the column that says in each row what another says and more: the full name beside the first one.
func (b *body) fullName(first *column, labels []*column, rows []int) *column {
	for _, c := range labels {
		longer := 0
		within := !slices.ContainsFunc(rows, func(row int) bool {
			part, full := b.g.text(row, first.n), b.g.text(row, c.n)
			if len(full) > len(part) {
				longer++
			}
			return !strings.Contains(full, part)
		})
		if c != first && within && longer == len(rows) {
			return c
		}
	}
	return first
}

// holdsCodes reports labels that are codes rather than names: one word each, with digits in it or in capitals alone, beside
// others that are longer.
func (b *body) holdsCodes(c *column, rows []int) bool {
	codes, n := 0, 0
	for _, row := range b.g.each(rows) {
		text := b.g.text(row, c.n)
		if text == "" {
			continue
		}
		n++
		if codeText.MatchString(text) {
			codes++
		}
	}
	return n > 0 && codes*10 >= n*9
}

// codeText is a code: "E06000001", "A000055", "ARG".
var codeText = regexp.MustCompile(`^\p{Lu}{2,4}$|^[\p{Lu}\d][\p{Lu}\d._/-]*\d[\p{Lu}\d._/-]*$|^\d[\p{L}\d._/-]*$`)

func (b *body) categoryName(row int, labels []*column) string {
	var parts []string
	for _, c := range labels {
		if text := lexicon.WithoutFootnote(lexicon.Tidy(b.g.label(row, c.n)), b.footnotes); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " / ")
}
