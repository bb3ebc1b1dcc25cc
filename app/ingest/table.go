package ingest

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// use is what a column of a table is for.
type use uint8

const (
	useIgnored use = iota
	useLabel       // names metrics, categories or segments
	useKey         // dates the rows
	useValue
	useUnit
	useOwner
	useDefinition
	useScenario
	useTarget   // one value per metric to reach
	useYear     // the year of each row, beside months across
	useCalendar // a part of the date that the key column has already
)

// metaUses maps the kinds of metaColumns to uses.
var metaUses = map[string]use{
	"unit": useUnit, "owner": useOwner, "definition": useDefinition, "scenario": useScenario, "ignore": useIgnored, "index": useIgnored,
}

// column is what the body of a table holds in one column, and what its header says.
type column struct {
	n                                     int      // 1-based column of the sheet
	parts                                 []string // the header rows' labels, top down, merged and grouped ones filled in
	from                                  []int    // the columns they stand in
	head                                  string   // the same in one line
	numbers, texts, dates, missing, other int
	use                                   use
	groups                                *bool // see groupsRows, once asked
	period                                metric.Period
	rest                                  string // what the header says beside the period
}

func (c *column) filled() int { return c.numbers + c.texts + c.dates + c.missing + c.other }

// numeric reports a column of numbers, words among them notwithstanding.
func (c *column) numeric() bool { return c.numbers > 0 && c.numbers >= c.texts+c.dates }

// builder makes one table out of a region.
type builder struct {
	g         *grid
	r         *region
	recipe    brief.Recipe
	t         *sheet.Table
	cols      []*column
	titles    []string
	footnotes map[string]bool // numbers that notes below explain
	unitRows  map[int]bool    // header rows, by index, that hold nothing but units
	strands   []*strand
	tally     tally
	gaps      gaps
	axis      axis
	lift      hint // unit words above the table, for all its numbers
}

// strand is the run of cells of one metric in one scenario.
type strand struct {
	name     string          // as in the file
	scenario metric.Scenario // as said by a column, a row or a header of its own
	word     string          // the word that said it; empty where none did
	attached bool            // named by its scenario alone: it belongs to the strand before it
	target   bool            // one value to reach, not a series
	hint     hint
	owner    string
	meaning  string
	group    string // the heading it stands under
	total    bool   // a bare total, left out unless the recipe wants it
	labelAt  [2]int
	places   []place
}

// place is one cell of a strand with what it is a value for.
type place struct {
	row, col int
	period   metric.Period
	category string
}

// build reads a region in the layout its cells show or the recipe demands.
func (g *grid) build(r *region, recipe brief.Recipe) *sheet.Table {
	b := &builder{g: g, r: r, recipe: recipe, titles: g.titles(r), footnotes: g.footnotes(r)}
	b.t = &sheet.Table{Workbook: g.book, Sheet: g.sheet, HeaderRows: r.header}
	b.profile()
	b.t.Roles = sheet.NewRoles(sheet.Range{Row1: r.top, Col1: r.col1, Row2: max(r.last, r.header[len(r.header)-1], b.lastNote()), Col2: r.col2})
	b.readLift()
	wide := b.tryWide()
	down := b.tryDown()
	switch layout := b.chooseLayout(wide, down); layout {
	case brief.Wide:
		b.wide(wide)
	default:
		b.down(down, layout)
	}
	b.finish()
	return b.t
}

func (b *builder) lastNote() int {
	if len(b.r.notes) == 0 {
		return 0
	}
	return b.r.notes[len(b.r.notes)-1]
}

// profile counts what each column holds and reads its header.
func (b *builder) profile() {
	for c := b.r.col1; c <= b.r.col2; c++ {
		b.cols = append(b.cols, b.countColumn(c))
	}
	for i := range b.r.header {
		b.readLevel(i)
	}
	b.unitRows = map[int]bool{}
	for i := range b.r.header {
		b.unitRows[i] = len(b.r.header) > 1 && b.isUnitRow(i)
	}
	b.dropConstantLevels()
	for _, col := range b.cols {
		col.head = joinParts(col.parts)
	}
}

// countColumn counts what a column of the body holds.
func (b *builder) countColumn(n int) *column {
	col := &column{n: n, parts: make([]string, len(b.r.header)), from: make([]int, len(b.r.header))}
	for row := b.r.first; row <= b.r.last; row++ {
		switch b.g.fact(row, n) {
		case isNumber:
			col.numbers++
		case isText:
			col.texts++
		case isDate:
			col.dates++
		case isMissing, isError, isUncounted:
			col.missing++
		case isBool:
			col.other++
		}
	}
	return col
}

// readLevel reads one row of the header. The name of a group stands over its first column only and counts for the
// columns of numbers right of it.
func (b *builder) readLevel(i int) {
	row, groups := b.r.header[i], i < len(b.r.header)-1
	carried, source := "", 0
	for _, col := range b.cols {
		text, from := b.headerText(row, col.n), col.n
		switch _, merged := b.g.merge[[2]int{row, col.n}]; {
		case text != "":
			carried, source = text, col.n
		case groups && !merged && col.numeric():
			if text = carried; source > 0 {
				from = source
			}
		case merged:
			carried = ""
		}
		col.parts[i], col.from[i] = text, from
	}
}

// isUnitRow reports whether a header row says nothing but units over the columns of numbers; letters that happen to be
// units, among others that are not, are names.
func (b *builder) isUnitRow(i int) bool {
	units := 0
	for _, c := range b.cols {
		if !c.numeric() || c.parts[i] == "" {
			continue
		}
		if _, ok := readHint(c.parts[i]); !ok {
			return false
		}
		units++
	}
	return units > 0
}

// dropConstantLevels takes a level of the header away that says the same over every column of numbers.
func (b *builder) dropConstantLevels() {
	for i := range b.r.header[:len(b.r.header)-1] {
		text, n, same := "", 0, true
		for _, c := range b.cols {
			if !c.numeric() {
				continue
			}
			if n++; n == 1 {
				text = c.parts[i]
			}
			same = same && c.parts[i] == text
		}
		if _, _, isScenario := scenarioOf(text); n < 2 || !same || isScenario || b.unitRows[i] {
			continue
		}
		if p, ok := metric.ParsePeriod(text); ok && plausible(p) {
			continue
		}
		for _, c := range b.cols {
			if c.numeric() {
				c.parts[i] = ""
			}
		}
	}
}

func (b *builder) headerText(row, col int) string {
	c := b.g.sheet.At(row, col)
	if c.Kind == sheet.Number || c.Kind == sheet.Date {
		return strings.TrimSpace(c.Text)
	}
	return withoutFootnote(tidy(b.g.label(row, col)), b.footnotes)
}

// joinParts puts the levels of a header in one line, without repeating one.
func joinParts(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" && (len(out) == 0 || !strings.EqualFold(out[len(out)-1], p)) {
			out = append(out, p)
		}
	}
	return strings.Join(out, ": ")
}

var leadingNumber = regexp.MustCompile(`^[\[(]?(\d{1,2})[\])]?[.\s]`)

// footnotes are the numbers that the lines below a table begin with.
func (g *grid) footnotes(r *region) map[string]bool {
	notes := map[string]bool{}
	for _, row := range r.notes {
		for c := r.col1; c <= r.col2; c++ {
			if m := leadingNumber.FindStringSubmatch(g.text(row, c)); m != nil {
				notes[m[1]] = true
			}
		}
	}
	return notes
}

// readLift reads a line above the header that is all about units: "$ in thousands".
func (b *builder) readLift() {
	for _, line := range b.titles {
		pieces := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '.' || r == ';' || r == ':' })
		for _, part := range append(append([]string{line}, pieces...), bracketParts(line)...) {
			if h, ok := readHint(part); ok && (h.scale != 0 || h.currency != "") {
				b.lift = h
				return
			}
		}
	}
}

// noteLift says that a line above the table speaks of shortened numbers where no number was scaled.
func (b *builder) noteLift() {
	if b.lift.scale != 0 || slices.ContainsFunc(b.t.Metrics, func(f *sheet.Found) bool { return f.Scale >= 1000 }) {
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

// chooseLayout decides between periods across and rows down.
func (b *builder) chooseLayout(wide wideSigns, down downSigns) brief.Layout {
	switch b.recipe.Layout {
	case brief.Wide, brief.Tall, brief.Long:
		return b.recipe.Layout
	}
	if wide.fits && (down.key == nil || !wide.embedded && !wide.named) {
		return brief.Wide
	}
	if len(down.segments) > 0 && down.key != nil {
		return brief.Long
	}
	return brief.Tall
}

// context is what the surroundings of the table say about its periods: the lines above it, the sheet's and the file's
// name, nearest first.
func (b *builder) context(header string) axisContext {
	titles := append([]string{}, b.titles...)
	titles = append(titles, b.g.sheet.Name, strings.TrimSuffix(b.g.book.File, filepath.Ext(b.g.book.File)))
	return axisContext{header: header, titles: titles}
}

// note adds a note about the table.
func (b *builder) note(severity brief.Severity, code, cell, format string, args ...any) {
	b.t.Notes = append(b.t.Notes, brief.Note{Severity: severity, Code: code, Cell: cell, Text: fmt.Sprintf(format, args...)})
}

// noteAxis says how the periods were read where that took a decision.
func (b *builder) noteAxis(cell string) {
	if b.axis.why != "" {
		b.note(brief.Info, "periods-read", cell, "%s", b.axis.why)
	}
	if b.axis.doubt != "" {
		b.note(brief.Warning, "periods-doubtful", cell, "%s", b.axis.doubt)
	}
}

// rowLabel is how a note names a row.
func rowLabel(row int, label string) string {
	if label == "" {
		return fmt.Sprintf("Row %d", row)
	}
	return fmt.Sprintf("Row %d “%s”", row, short(label))
}

func columnLabel(c *column) string {
	if c.head == "" {
		return "Column " + sheet.ColumnName(c.n)
	}
	return fmt.Sprintf("Column %s “%s”", sheet.ColumnName(c.n), short(c.head))
}

// short keeps a label in a note to one line.
func short(s string) string {
	s = tidy(s)
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// isTotal reports whether a label is a total, an average or a change and nothing else.
func isTotal(label string) bool {
	key := plainKey(tidy(label))
	return totalWords[key] || totalWords[strings.Trim(key, "()%Δ ")]
}

// isSum reports whether a label is a total, alone or with what it adds: "United States Total".
func isSum(label string) bool {
	key := plainKey(tidy(label))
	if sumWords[key] {
		return true
	}
	words := strings.Fields(key)
	return len(words) > 1 && (words[0] == "total" || words[len(words)-1] == "total" || words[0] == "subtotal" || words[len(words)-1] == "subtotal")
}
