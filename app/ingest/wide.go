package ingest

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// wideSigns is what speaks for periods across.
type wideSigns struct {
	fits     bool
	row      int   // index into the header rows of the one with the periods
	cols     []int // indexes into the columns, in order, of those with a period
	axis     axis
	embedded bool // the periods stand inside longer labels, beside names of measures
	years    *column
	flipped  bool // years across and months down: one series
}

// measureLimit is how many metrics a table with periods and measures in its headers may make before its columns are
// better taken as they are.
const measureLimit = 200

// tryWide looks for periods in the header rows.
func (b *builder) tryWide() wideSigns {
	var best wideSigns
	var numeric []int
	for i, c := range b.cols {
		if c.numeric() || c.missing > 0 && c.texts == 0 && c.dates == 0 || c.filled() == 0 && c.head != "" {
			numeric = append(numeric, i)
		}
	}
	if len(numeric) == 0 {
		return best
	}
	best.years = b.yearColumn()
	for h, row := range b.r.header {
		cells := make([][2]int, len(numeric))
		for k, i := range numeric {
			cells[k] = [2]int{row, b.cols[i].from[h]}
		}
		ctx := b.context(b.axisLabel(row))
		ctx.years = b.yearsAbove(h, numeric)
		a := b.g.readAxis(cells, ctx)
		embedded := false
		if a.found+a.undated < 2 {
			ctx.parts = true
			a = b.g.readAxis(cells, ctx)
			embedded = true
		}
		if a.undated > 0 && best.years != nil {
			a.found += a.undated // the year column dates them row by row
		}
		if n, of := a.found+a.undated, best.axis.found+best.axis.undated; n > of || n == of && n > 0 && (a.grain < best.axis.grain || a.grain == best.axis.grain && !embedded) {
			best.row, best.axis, best.embedded = h, a, embedded
			best.cols = best.cols[:0]
			for k, i := range numeric {
				b.cols[i].period, b.cols[i].rest = a.at[k], a.rest[k]
				best.cols = append(best.cols, i)
			}
		}
	}
	b.judgeWide(&best, len(numeric))
	if !best.fits {
		if snap, ok := b.snapshot(numeric); ok {
			return snap
		}
	}
	return best
}

// snapshot recognises a table whose columns are scenarios of one period that a line above it names: "March 2026" over
// KPI, Actual, Plan.
func (b *builder) snapshot(numeric []int) (wideSigns, bool) {
	var scenarios []int
	for _, i := range numeric {
		_, isDelta := hasWord(b.cols[i].head, deltaWords)
		switch _, _, ok := scenarioOf(b.cols[i].head); {
		case ok:
			scenarios = append(scenarios, i)
		case !isDelta && !isTotal(b.cols[i].head):
			return wideSigns{}, false
		}
	}
	if len(scenarios) == 0 || !b.labelled() {
		return wideSigns{}, false
	}
	for _, title := range append(append([]string{}, b.titles...), b.g.sheet.Name) {
		p, ok := metric.ParsePeriod(title)
		if !ok || !plausible(p) {
			p = readPeriodInside(title).period
		}
		if p.IsZero() {
			continue
		}
		for _, i := range scenarios {
			b.cols[i].period, b.cols[i].rest = p, b.cols[i].head
		}
		a := axis{grain: p.Grain, found: len(scenarios), why: fmt.Sprintf("%s: from “%s”", p.Label(), short(title))}
		return wideSigns{fits: true, row: len(b.r.header) - 1, cols: scenarios, axis: a}, true
	}
	return wideSigns{}, false
}

// axisLabel is the label that heads a row of periods: "Week ended".
func (b *builder) axisLabel(row int) string {
	for _, c := range b.cols {
		if b.g.fact(row, c.n) == isText {
			return b.g.text(row, c.n)
		}
	}
	return ""
}

// yearColumn finds a column of years beside months across.
func (b *builder) yearColumn() *column {
	for _, c := range b.cols {
		if calendarColumns[plainKey(c.head)] != metric.Year || c.numbers == 0 {
			continue
		}
		for row := b.r.first; row <= b.r.last; row++ {
			if f := b.g.fact(row, c.n); f == isNumber && !b.g.yearLike(row, c.n) {
				return nil
			}
		}
		return c
	}
	return nil
}

// yearsAbove gives each column the year that a header row above row h says.
func (b *builder) yearsAbove(h int, numeric []int) []int {
	years := make([]int, len(numeric))
	for up := range h {
		for k, i := range numeric {
			if p, ok := metric.ParsePeriod(b.cols[i].parts[up]); ok && p.Grain == metric.Year && plausible(p) {
				years[k], _ = p.Parts()
			}
		}
	}
	return years
}

// judgeWide decides whether the periods found carry the table.
func (b *builder) judgeWide(w *wideSigns, numeric int) {
	n := w.axis.found + w.axis.undated
	if w.years != nil {
		numeric--
	}
	others := 0 // columns that a table with periods across may well have beside them
	for _, c := range b.cols {
		if !c.numeric() || !c.period.IsZero() {
			continue
		}
		if _, _, ok := scenarioOf(c.head); ok || isTotal(c.head) || metaColumns[plainKey(c.head)] != "" {
			others++
		}
	}
	numeric -= min(others, max(0, numeric-n))
	w.fits = n >= 2 && (n*2 >= numeric || n >= 4 && n*10 >= numeric*3) || n == 1 && numeric == 1 && b.labelled() && !w.embedded
	if !w.embedded || !w.fits {
		return
	}
	if n*10 < numeric*8 {
		w.fits = false
		return
	}
	measures := map[string]bool{}
	for _, i := range w.cols {
		if _, _, ok := scenarioOf(b.cols[i].rest); !ok && !b.cols[i].period.IsZero() {
			measures[plainKey(b.cols[i].rest)] = true
		}
	}
	rows := 0
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.isDataRow(row, b.r.col1, b.r.col2) {
			rows++
		}
	}
	if len(measures)*rows > measureLimit {
		w.fits = false
	}
}

// labelled reports whether the first column with anything in it names the rows.
func (b *builder) labelled() bool {
	for _, c := range b.cols {
		if c.filled() > 0 {
			return c.texts > 0 && c.texts >= c.numbers
		}
	}
	return false
}

// wide reads one metric per row, its values under the periods.
func (b *builder) wide(w wideSigns) {
	b.t.Layout, b.axis = brief.Wide, w.axis
	b.t.Grain = w.axis.grain
	months := b.bareMonths(w)
	if w.years != nil && months != nil {
		w.years.use = useYear
		b.t.Grain = months[0].Grain
		b.axis.why, b.axis.doubt, b.axis.undated = "", "", 0
	}
	for k, i := range w.cols {
		c := b.cols[i]
		_, bare := metric.ParseBarePeriod(c.parts[w.row])
		if !c.period.IsZero() || months != nil && months[k].Within > 0 || months == nil && w.axis.undated > 0 && bare {
			c.use = useValue
		}
	}
	b.useRest(w)
	b.flipMatrix(&w)
	b.wideHeader(w)
	undated := w.axis.undated > 0 && w.years == nil
	if undated {
		b.t.Grain = metric.GrainNone
		b.note(brief.Warning, "no-year", sheet.Address(b.r.header[w.row], b.firstValue()),
			"The periods in row %d have no year, so they were read as names without an order in time; write the year into the header or the title (“Jan 2026”) and import again.",
			b.r.header[w.row])
	}
	b.noteAxis(sheet.Address(b.r.header[w.row], b.firstValue()))
	quals := b.qualifiers(w)
	section, headings := "", 0
	var last *strand
	byName := map[string]*strand{}
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.filled(row, b.r.col1, b.r.col2) == 0 {
			continue
		}
		name := b.rowName(row)
		if !b.hasValues(row) {
			if name = withoutSpacedFootnote(name, b.footnotes); name != "" && !b.noteShape(name) {
				if headings++; headings > 1 {
					name = section + ": " + name // a heading under a heading
				}
				section = name
			}
			b.markText(row)
			continue
		}
		if b.repeatsHeader(row) {
			b.leaveOutRow(row, "repeated-header", fmt.Sprintf("%s was left out: it repeats the header.", rowLabel(row, name)))
			continue
		}
		headings = 0
		b.t.Rows++
		last = b.wideRow(row, name, section, last, byName, w, quals, months, undated)
	}
}

// bareMonths are the months, quarters or weeks of the value columns where their year stands in a column of its own.
func (b *builder) bareMonths(w wideSigns) []metric.BarePeriod {
	if w.years == nil || w.axis.undated == 0 && w.axis.why == "" {
		return nil
	}
	out := make([]metric.BarePeriod, len(w.cols))
	any := false
	for k, i := range w.cols {
		bare, ok := metric.ParseBarePeriod(b.cols[i].parts[w.row])
		if ok && (!any || bare.Grain == out[firstBare(out)].Grain) {
			out[k] = bare
			any = true
		}
	}
	if !any {
		return nil
	}
	grain := out[firstBare(out)].Grain
	for k := range out {
		out[k].Grain = grain
	}
	return out
}

func firstBare(bs []metric.BarePeriod) int {
	for i := range bs {
		if bs[i].Within > 0 {
			return i
		}
	}
	return 0
}

// flipMatrix recognises years across and months down: both together date one series.
func (b *builder) flipMatrix(w *wideSigns) {
	if w.axis.grain != metric.Year {
		return
	}
	for _, c := range b.cols {
		if c.use != useLabel {
			continue
		}
		bare, rows := 0, 0
		for row := b.r.first; row <= b.r.last; row++ {
			if text := b.g.text(row, c.n); text != "" && b.hasValues(row) && !isTotal(text) {
				rows++
				if _, ok := metric.ParseBarePeriod(text); ok {
					bare++
				}
			}
		}
		if rows > 1 && bare == rows {
			w.flipped = true
			c.use = useKey
			return
		}
	}
}

// useRest gives the columns without a period their use and notes those left out.
func (b *builder) useRest(w wideSigns) {
	firstValue := b.firstValue()
	other := map[int]bool{}
	for _, k := range w.axis.other {
		other[b.cols[w.cols[k]].n] = true
	}
	for _, c := range b.cols {
		if c.use != useIgnored || c.filled() == 0 {
			continue
		}
		key := plainKey(c.head)
		kind, isMeta := metaColumns[key]
		_, word, isScenario := scenarioOf(c.head)
		switch {
		case isMeta:
			c.use = metaUses[kind]
		case c.numeric() && isScenario && scenarioNames[word] == metric.PL:
			c.use = useTarget
		case c.numeric() && b.indexColumn(c):
		case c.numeric() && c.n < firstValue && b.codeColumn(c):
			c.use = useLabel
		case c.numeric():
			b.noteColumn(c, other[c.n], isScenario)
		case c.n < firstValue || !b.hasLabels():
			c.use = useLabel
			if b.allScenarios(c) {
				c.use = useScenario
			}
		}
	}
}

func (b *builder) noteColumn(c *column, isOther, isScenario bool) {
	why := "it is not one of the " + b.t.Grain.String() + "s"
	code := "column-left-out"
	switch {
	case isOther:
		why = "it spans more or less than one of the " + b.t.Grain.String() + "s"
		code = "total-column"
	case isTotal(c.head):
		why, code = "it is worked out from the others", "total-column"
	case isScenario:
		why = "it has no period of its own"
	}
	b.note(brief.Info, code, sheet.Address(b.r.header[len(b.r.header)-1], c.n), "%s was left out: %s.", columnLabel(c), why)
	b.markColumn(c, sheet.LeftOut)
}

func (b *builder) firstValue() int {
	for _, c := range b.cols {
		if c.use == useValue {
			return c.n
		}
	}
	return b.r.col1
}

func (b *builder) hasLabels() bool {
	for _, c := range b.cols {
		if c.use == useLabel {
			return true
		}
	}
	return false
}

// indexColumn recognises a column that only counts its rows.
func (b *builder) indexColumn(c *column) bool {
	if c.head != "" && metaColumns[plainKey(c.head)] != "index" && !strings.HasPrefix(strings.ToLower(c.head), "unnamed") {
		return false
	}
	want, seen := 0.0, 0
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		v := b.g.number(row, c.n).value
		if seen == 0 {
			want = v
		}
		if v != want || seen == 0 && v != 0 && v != 1 {
			return false
		}
		want++
		seen++
	}
	return seen > 2
}

// codeColumn recognises numbers that name things: an ID, a postcode.
func (b *builder) codeColumn(c *column) bool {
	word, ok := hasWord(splitCamel(c.head), codeColumns)
	if !ok || (word == "number" || word == "no" || word == "nr") && plainKey(c.head) == word {
		return false
	}
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.fact(row, c.n) == isNumber {
			if v := b.g.number(row, c.n).value; v != float64(int64(v)) {
				return false
			}
		}
	}
	return true
}

// splitCamel parts "EmployeeID" into words.
func splitCamel(s string) string {
	var out strings.Builder
	prev := rune(0)
	for _, r := range s {
		if r >= 'A' && r <= 'Z' && prev >= 'a' && prev <= 'z' {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		prev = r
	}
	return out.String()
}

// allScenarios reports whether a column of words holds nothing but scenarios.
func (b *builder) allScenarios(c *column) bool {
	found := map[metric.Scenario]bool{}
	for row := b.r.first; row <= b.r.last; row++ {
		text := b.g.text(row, c.n)
		if text == "" {
			continue
		}
		sc, _, ok := scenarioOf(text)
		if !ok {
			return false
		}
		found[sc] = true
	}
	return len(found) > 0
}

// rowName names a row by its label cells: the first, with further ones in parentheses; codes give way to words.
func (b *builder) rowName(row int) string {
	name := ""
	var more []string
	for _, c := range b.cols {
		if c.use != useLabel {
			continue
		}
		text := withoutFootnote(tidy(b.g.label(row, c.n)), b.footnotes)
		if text == "" {
			text = b.carriedLabel(row, c)
		}
		switch {
		case text == "" || text == name:
		case name == "":
			name = text
		case looksLikeCode(name) && !looksLikeCode(text):
			name = text
		case looksLikeCode(text):
		default:
			more = append(more, text)
		}
	}
	if len(more) > 0 {
		return name + " (" + strings.Join(more, " / ") + ")"
	}
	return name
}

// carriedLabel fills a blank label from above where a column of scenarios, or of further labels, tells the rows apart.
func (b *builder) carriedLabel(row int, c *column) string {
	tells := false
	for _, o := range b.cols {
		tells = tells || (o.use == useScenario || o.use == useLabel && o.n > c.n) && b.g.text(row, o.n) != ""
	}
	if !tells || !b.groupsRows(c) {
		return ""
	}
	for up := row - 1; up >= b.r.first; up-- {
		if text := b.g.label(up, c.n); text != "" {
			return withoutFootnote(tidy(text), b.footnotes)
		}
	}
	return ""
}

// groupsRows reports whether the labels of a column stand on rows with values, each for the blank ones below it; a
// heading stands on a row of its own.
func (b *builder) groupsRows(c *column) bool {
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.text(row, c.n) != "" && !b.hasValues(row) {
			return false
		}
	}
	return true
}

// looksLikeCode recognises labels such as E12000001 that stand beside names.
func looksLikeCode(s string) bool {
	digits := strings.IndexAny(s, "0123456789") >= 0
	return digits && !strings.ContainsAny(s, " ") && strings.ToUpper(s) == s && len(s) >= 4
}

func (b *builder) noteShape(text string) bool { return len([]rune(text)) > 80 }

// hasValues reports whether a row has a number, a mark or an error in a value column.
func (b *builder) hasValues(row int) bool {
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

func (b *builder) repeatsHeader(row int) bool {
	same, cells := 0, 0
	head := b.r.header[len(b.r.header)-1]
	for _, c := range b.cols {
		if text := b.g.text(row, c.n); text != "" {
			cells++
			if strings.EqualFold(text, b.g.text(head, c.n)) {
				same++
			}
		}
	}
	return cells > 1 && same == cells
}

// wideRow makes the strands of one row: one per scenario or measure that the headers tell apart.
func (b *builder) wideRow(row int, name, section string, last *strand, byName map[string]*strand, w wideSigns, quals map[int]qualifier, months []metric.BarePeriod, undated bool) *strand {
	base := strand{name: name, group: section}
	b.rowMeta(row, &base)
	year := 0
	if w.years != nil && months != nil {
		if b.g.fact(row, w.years.n) == isNumber {
			year = int(b.g.number(row, w.years.n).value)
		}
		if name == "" {
			base.name = b.tableName()
		}
	}
	var key metric.BarePeriod
	if w.flipped {
		for _, c := range b.cols {
			if c.use == useKey {
				text := b.g.text(row, c.n)
				var ok bool
				if key, ok = metric.ParseBarePeriod(text); !ok {
					b.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: it is not one of the periods.", rowLabel(row, text)))
					return last
				}
			}
		}
		base.name = b.tableName()
		b.t.Grain = key.Grain
	}
	if sc, word, ok := scenarioOf(base.name); ok && last != nil && base.word == "" && base.name != "" {
		base.scenario, base.word, base.name, base.group = sc, word, last.name, last.group
	}
	if base.name == "" {
		base.name = fmt.Sprintf("Row %d", row)
		b.note(brief.Warning, "row-without-name", sheet.Address(row, b.r.col1), "Row %d has values but no name; it is called “%s”.", row, base.name)
	}
	base.total = isTotal(base.name)
	series := map[string]*strand{}
	var first *strand
	for k, i := range w.cols {
		c := b.cols[i]
		if c.use != useValue {
			continue
		}
		at := place{row: row, col: c.n, period: c.period}
		switch {
		case year != 0 && months[k].Within > 0:
			at.period = months[k].In(year)
		case w.flipped:
			y, _ := c.period.Parts()
			at.period = key.In(y)
		case undated:
			at.period, at.category = metric.Period{}, c.parts[w.row]
		case c.period.IsZero():
			continue
		}
		q := quals[c.n]
		s := series[q.key()]
		if s == nil {
			s = b.qualified(base, q)
			if year != 0 || w.flipped {
				// Rows of other years, or other months, continue the same series.
				if known := byName[s.name+"\x00"+q.key()]; known != nil {
					s = known
				} else {
					byName[s.name+"\x00"+q.key()] = s
					b.strands = append(b.strands, s)
				}
			} else {
				b.strands = append(b.strands, s)
			}
			series[q.key()] = s
			if first == nil {
				first = s
			}
			b.markLabels(row)
		}
		s.places = append(s.places, at)
	}
	b.rowTargets(row, base)
	if base.word != "" && last != nil {
		return last
	}
	return first
}

// rowMeta reads the columns that describe the row's metric.
func (b *builder) rowMeta(row int, s *strand) {
	s.labelAt = [2]int{row, b.r.col1}
	for _, c := range b.cols {
		text := tidy(b.g.text(row, c.n))
		switch c.use {
		case useLabel:
			if text != "" && s.labelAt[1] == b.r.col1 {
				s.labelAt[1] = c.n
			}
		case useUnit:
			if h, ok := readHint(text); ok {
				s.hint = h
			}
		case useOwner:
			s.owner = text
		case useDefinition:
			s.meaning = text
		case useScenario:
			if sc, word, ok := scenarioOf(text); ok {
				s.scenario, s.word = sc, word
			}
		}
	}
}

// rowTargets takes the row's cells in target columns.
func (b *builder) rowTargets(row int, base strand) {
	for _, c := range b.cols {
		if c.use == useTarget && b.g.fact(row, c.n) == isNumber && base.word == "" {
			s := base
			s.target, s.places = true, []place{{row: row, col: c.n}}
			b.strands = append(b.strands, &s)
		}
	}
}

// qualifier is what a header says beside its period: a scenario, a unit, a measure.
type qualifier struct {
	scenario metric.Scenario
	word     string
	measure  string
	hint     hint
}

func (q qualifier) key() string { return q.word + "\x00" + q.measure }

// qualifiers reads the header cells of the value columns that are not their period.
func (b *builder) qualifiers(w wideSigns) map[int]qualifier {
	out := map[int]qualifier{}
	for h := range b.r.header {
		counts := h != w.row && b.countsPeriods(h, w)
		for _, i := range w.cols {
			c := b.cols[i]
			part := c.parts[h]
			if h == w.row {
				part = c.rest
			}
			if c.use != useValue || part == "" || counts {
				continue
			}
			q := out[c.n]
			q.add(part, b.unitRows[h] || h == w.row)
			out[c.n] = q
		}
	}
	return out
}

func (q *qualifier) add(part string, mayBeUnit bool) {
	if sc, word, ok := scenarioOf(part); ok {
		q.scenario, q.word = sc, word
		return
	}
	if got, ok := readHint(part); ok && mayBeUnit {
		q.hint = got
		return
	}
	if p, ok := metric.ParsePeriod(part); ok && plausible(p) {
		return
	}
	if _, ok := metric.ParseBarePeriod(part); ok {
		return
	}
	if q.measure != "" {
		part = q.measure + ": " + part
	}
	q.measure = part
}

// countsPeriods recognises a header row that only numbers the periods: week 1, 2, 3.
func (b *builder) countsPeriods(h int, w wideSigns) bool {
	if h >= len(b.r.header) {
		return false
	}
	for _, i := range w.cols {
		if c := b.cols[i]; c.use == useValue && b.g.fact(b.r.header[h], c.n) != isNumber && b.g.fact(b.r.header[h], c.n) != isBlank {
			return false
		}
	}
	return true
}

func (b *builder) qualified(base strand, q qualifier) *strand {
	s := base
	s.places = nil
	if q.word != "" && s.word == "" {
		s.scenario, s.word = q.scenario, q.word
	}
	if q.measure != "" {
		if s.name == "" {
			s.name = q.measure
		} else {
			s.name += " (" + q.measure + ")"
		}
	}
	s.hint = s.hint.over(q.hint)
	return &s
}

// tableName names a table that is one series: by its first title line, the sheet or the file.
func (b *builder) tableName() string {
	for _, t := range b.titles {
		if _, isUnit := readHint(t); !isUnit && len([]rune(t)) <= 80 {
			name, _ := splitName(t)
			return name
		}
	}
	if b.g.sheet.Name != "" {
		return b.g.sheet.Name
	}
	name := b.g.book.File
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return readable(name)
}
