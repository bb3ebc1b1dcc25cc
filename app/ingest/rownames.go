package ingest

import (
	"slices"
	"strings"

	"throughline/app/ingest/lexicon"
)

// rowNameColumns are the label columns that names are made of: one alone where it is called the metric's, or is the first of
// words, and names every row differently.
func (b *body) rowNameColumns() []*column {
	names := b.labelColumns()
	for _, c := range names {
		if c.texts > 0 && b.namesApart(c) {
			names = []*column{c}
			break
		}
		if lexicon.MetricColumns[lexicon.PlainKey(c.head)] {
			break
		}
	}
	for _, c := range b.labelColumns() {
		if len(names) == 1 && c != names[0] && !b.headsGroups(c) {
			c.leftOut = namesTwice
		}
	}
	return names
}

// headsGroups reports a column of headings, which stand on rows of their own.
func (b *body) headsGroups(c *column) bool { return !b.labelsHaveValues(c) }

// namesApart reports whether a column names every row with values, and no two alike.
func (b *body) namesApart(c *column) bool {
	seen := map[string]bool{}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if !b.hasValues(row) {
			continue
		}
		name := lexicon.PlainKey(b.g.label(row, c.n))
		if name == "" || seen[name] || lexicon.LooksLikeCode(b.g.label(row, c.n)) {
			return false
		}
		seen[name] = true
	}
	return len(seen) > 0
}

// rowName names a row by its label cells: the metric's column where the header says so, otherwise the first, with further
// ones in parentheses; codes give way to words, and a segment that is all of them goes without saying.
func (b *body) rowName(row int, columns []*column) string {
	name := ""
	var more []string
	for _, c := range columns {
		text := lexicon.WithoutFootnote(lexicon.Tidy(b.g.label(row, c.n)), b.footnotes)
		if text == "" {
			text = b.carriedLabel(row, c)
		}
		switch {
		case text == "" || text == name:
		case name == "":
			name = text
		case lexicon.LooksLikeCode(name) && !lexicon.LooksLikeCode(text):
			name = text
		case lexicon.LooksLikeCode(text):
		default:
			more = append(more, text)
		}
	}
	if len(more) > 0 {
		more = slices.DeleteFunc(more, func(s string) bool { return lexicon.SumWords[lexicon.PlainKey(s)] })
	}
	if len(more) > 0 {
		return name + " (" + strings.Join(more, " / ") + ")"
	}
	return name
}

// labelColumns are the columns that name the rows, the one of the metrics first.
func (b *body) labelColumns() []*column {
	var out []*column
	for _, c := range b.cols {
		switch {
		case c.use != useLabel:
		case lexicon.MetricColumns[lexicon.PlainKey(c.head)]:
			out = append([]*column{c}, out...)
		default:
			out = append(out, c)
		}
	}
	return out
}

// carriedLabel fills a blank label from above where a column of scenarios, or of further labels, tells the rows apart.
func (b *body) carriedLabel(row int, c *column) string {
	tells := false
	for _, o := range b.cols {
		tells = tells || (o.use == useScenario || o.use == useLabel && o.n > c.n) && b.g.text(row, o.n) != ""
	}
	if !tells || !b.groupsRows(c) {
		return ""
	}
	for up := range b.g.rowsUp(row-1, b.r.first) {
		if text := b.g.label(up, c.n); text != "" {
			return lexicon.WithoutFootnote(lexicon.Tidy(text), b.footnotes)
		}
	}
	return ""
}

// groupsRows reports whether the labels of a column stand on rows with values, each for the blank ones below it; a
// heading stands on a row of its own.
func (b *body) groupsRows(c *column) bool {
	if c.groups == nil {
		groups := b.labelsHaveValues(c)
		c.groups = &groups
	}
	return *c.groups
}

func (b *body) labelsHaveValues(c *column) bool {
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.text(row, c.n) != "" && !b.hasValues(row) {
			return false
		}
	}
	return true
}

// hasValues reports whether a row has a number, a mark or an error in a value column.
func (b *body) hasValues(row int) bool {
	for _, c := range b.cols {
		if c.use == useValue || c.use == useTarget {
			switch b.g.fact(row, c.n) {
			case isNumber, isMissing, isError, isUncounted:
				return true
			}
		}
	}
	return false
}

// repeatsHeader recognises the header printed again, as page breaks leave it in an export.
func (b *body) repeatsHeader(row int) bool {
	same, cells := 0, 0
	head := b.r.lastHeader()
	for _, c := range b.cols {
		if text := b.g.text(row, c.n); text != "" {
			cells++
			if strings.EqualFold(text, b.g.text(head, c.n)) {
				same++
			}
		}
	}
	return cells > 1 && same == cells && !b.r.headless
}

// tableName names a table that is one series: by its first title line, the sheet or the file.
func (b *body) tableName() string {
	for _, t := range b.titles {
		if _, isUnit := lexicon.ReadHint(t); !isUnit && len([]rune(t)) <= 80 {
			name, _ := lexicon.SplitName(t)
			return name
		}
	}
	if b.r.name != "" {
		return b.r.name
	}
	if b.g.sheet.Name != "" {
		return b.g.sheet.Name
	}
	name := b.g.book.File
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return lexicon.Readable(name)
}
