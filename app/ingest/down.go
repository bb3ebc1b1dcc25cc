package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// downSigns is what speaks for rows that are periods, records or categories.
type downSigns struct {
	key      *column // dates the rows; nil in a table by category
	axis     axis    // over rows, in their order
	rows     []int   // rows with something in a column of numbers
	repeats  bool    // several rows share a period
	segments []*column
	metricBy *column // names the metric of each row
	scenario *column
	events   bool // rows that only a sum or a count could make series of
	oneDate  string
}

// tryDown looks for a column that dates the rows and for those that tell rows of one date apart.
func (b *builder) tryDown() downSigns {
	var d downSigns
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.holdsValues(row, b.r) {
			d.rows = append(d.rows, row)
		}
	}
	if len(d.rows) == 0 {
		return d
	}
	var years *column
	best := 0
	for _, c := range b.cols {
		if c.head != "" && calendarColumns[plainKey(c.head)] == metric.Year && c.numbers > 0 {
			years = c
		}
	}
	for _, c := range b.cols {
		if !b.mayDate(c, d.rows) {
			continue
		}
		a := b.axisDown(c, d.rows, years)
		n := a.found
		if n*10 < len(d.rows)*6 {
			continue
		}
		if score := b.keyScore(c, a); score > best {
			best, d.key, d.axis = score, c, a
		}
	}
	if d.key == nil {
		return d
	}
	b.settleRepeats(&d)
	if d.key != nil && !d.repeats && b.recordsByName(d) {
		d.key = nil
	}
	return d
}

// recordsByName recognises rows that each have a name of their own and a date out of order: customers, say, with the
// day they signed up. The name tells such rows apart, the date does not make them a series.
func (b *builder) recordsByName(d downSigns) bool {
	ups, downs := 0, 0
	prev := metric.Period{}
	for _, p := range d.axis.at {
		if p.IsZero() {
			continue
		}
		if !prev.IsZero() && p.N > prev.N {
			ups++
		} else if !prev.IsZero() {
			downs++
		}
		prev = p
	}
	if min(ups, downs)*5 <= ups+downs {
		return false
	}
	for _, c := range b.cols {
		if c == d.key || c.texts < len(d.rows) {
			continue
		}
		seen := map[string]bool{}
		for _, row := range d.rows {
			seen[plainKey(b.g.text(row, c.n))] = true
		}
		if len(seen) == len(d.rows) {
			return true
		}
	}
	return false
}

// mayDate asks the first rows whether a column is worth reading as periods.
func (b *builder) mayDate(c *column, rows []int) bool {
	if c.numeric() && calendarColumns[plainKey(c.head)] == metric.GrainNone && !b.looksDated(c, rows) {
		return false
	}
	sample := rows[:min(len(rows), 40)]
	a := b.axisDown(c, sample, nil)
	return (a.found+a.undated+len(a.other))*2 >= len(sample)
}

// looksDated admits a column of numbers as a key without a header that says so: the first one, holding years or months
// as numbers that go one way.
func (b *builder) looksDated(c *column, rows []int) bool {
	if _, ok := hasWord(c.head, dateWords); !ok && c.head != "" {
		return false
	}
	var years []int
	for _, row := range rows {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		p := readPeriodNumber(b.g.number(row, c.n).value, "").period
		if p.IsZero() {
			return false
		}
		years = append(years, p.N)
	}
	return evenSteps(years)
}

func (b *builder) axisDown(c *column, rows []int, years *column) axis {
	cells := make([][2]int, len(rows))
	for i, row := range rows {
		cells[i] = [2]int{row, c.n}
	}
	ctx := b.context(c.head)
	if years != nil && years != c {
		ctx.years = make([]int, len(rows))
		for i, row := range rows {
			if b.g.yearLike(row, years.n) {
				ctx.years[i] = int(b.g.number(row, years.n).value)
			}
		}
	}
	return b.g.readAxis(cells, ctx)
}

// keyScore ranks columns that could date the rows: many different periods first, then finer ones, then a header that
// says so, then the leftmost.
func (b *builder) keyScore(c *column, a axis) int {
	distinct := map[metric.Period]bool{}
	for _, p := range a.at {
		if !p.IsZero() {
			distinct[p] = true
		}
	}
	score := min(len(distinct), 1000)*100 + 1
	if a.grain < metric.Year {
		score += 50
	}
	if _, ok := hasWord(c.head, dateWords); ok {
		score += 30
	}
	return score + max(0, 20-(c.n-b.r.col1))
}

// settleRepeats finds out what tells rows of the same period apart.
func (b *builder) settleRepeats(d *downSigns) {
	seen := map[metric.Period]bool{}
	total := 0
	for _, p := range d.axis.at {
		if p.IsZero() {
			continue
		}
		total++
		if seen[p] {
			d.repeats = true
		}
		seen[p] = true
	}
	if !d.repeats {
		return
	}
	if len(seen) == 1 && total > 1 {
		for p := range seen {
			d.oneDate = p.String()
		}
		d.key, d.repeats = nil, false
		return
	}
	for _, c := range b.cols {
		if c == d.key || c.filled() == 0 || c.numeric() && !b.codeColumn(c) || c.dates > c.texts+c.numbers {
			continue
		}
		key := plainKey(c.head)
		switch {
		case metricColumns[key] && c.texts > 0:
			d.metricBy = c
			d.segments = append(d.segments, c)
		case metaColumns[key] == "scenario" || c.texts > 0 && b.allScenarios(c):
			d.scenario = c
		case metaColumns[key] != "" || calendarColumns[key] != metric.GrainNone:
		case c.texts+c.numbers+c.missing > 0 && b.tellsApart(c, d.rows):
			d.segments = append(d.segments, c)
		}
	}
	b.dropRedundant(d)
	rows, groups := b.apart(d, d.segments)
	unique := rows*50 <= total
	dense := groups <= 12 || total*10 >= groups*len(seen)*3
	d.events = !unique || !dense
}

// tellsApart reports a column with more than one and fewer different words than rows: a segment, not a remark.
func (b *builder) tellsApart(c *column, rows []int) bool {
	distinct := map[string]bool{}
	for _, row := range rows {
		if text := b.segmentText(row, c); text != "" {
			distinct[text] = true
		}
	}
	return len(distinct) > 1 && len(distinct)*10 <= len(rows)*9
}

// dropRedundant leaves out segments that say again what others say: a country's code beside its name.
func (b *builder) dropRedundant(d *downSigns) {
	rows, _ := b.apart(d, d.segments)
	for i := len(d.segments) - 1; i >= 0 && len(d.segments) > 1; i-- {
		if d.segments[i] == d.metricBy {
			continue
		}
		fewer := append(append([]*column{}, d.segments[:i]...), d.segments[i+1:]...)
		if n, _ := b.apart(d, fewer); n <= rows {
			d.segments = fewer
		}
	}
}

// apart counts the rows that share period, segments and scenario with an earlier one, and the groups the segments make.
func (b *builder) apart(d *downSigns, segments []*column) (repeated, groups int) {
	seen := map[string]bool{}
	made := map[string]bool{}
	var key strings.Builder
	for i, row := range d.rows {
		if d.axis.at[i].IsZero() {
			continue
		}
		key.Reset()
		for _, c := range segments {
			key.WriteString(b.segmentText(row, c))
			key.WriteByte(0)
		}
		if d.scenario != nil {
			key.WriteString(b.g.text(row, d.scenario.n))
		}
		made[key.String()] = true
		fmt.Fprint(&key, d.axis.at[i].N)
		if seen[key.String()] {
			repeated++
		}
		seen[key.String()] = true
	}
	return repeated, len(made)
}

// segmentText is the segment of a row; a merged or blank label under one counts for the rows below it.
func (b *builder) segmentText(row int, c *column) string {
	if text := b.g.label(row, c.n); text != "" {
		return withoutFootnote(tidy(text), b.footnotes)
	}
	if c.texts*2 > b.r.last-b.r.first+1 {
		return ""
	}
	for up := row - 1; up >= b.r.first; up-- {
		if text := b.g.label(up, c.n); text != "" {
			return withoutFootnote(tidy(text), b.footnotes)
		}
	}
	return ""
}

// down reads rows: periods down a column, records in long form, or categories.
func (b *builder) down(d downSigns, layout brief.Layout) {
	b.t.Layout = layout
	b.axis = d.axis
	b.useDown(&d)
	b.downHeader(d)
	switch {
	case d.events:
		b.t.Layout = brief.Long
		b.eventTable(d)
	case d.key != nil && (layout == brief.Long || d.repeats):
		b.t.Layout = brief.Long
		b.noteAxis(sheet.Address(d.rows[0], d.key.n))
		b.long(d)
	case d.key != nil:
		b.noteAxis(sheet.Address(d.rows[0], d.key.n))
		b.tall(d)
	default:
		b.axis = axis{}
		b.byCategory(d)
	}
	if d.key != nil {
		b.t.Grain = d.axis.grain
	}
}

// useDown gives each column its use.
func (b *builder) useDown(d *downSigns) {
	for _, c := range b.cols {
		key := plainKey(c.head)
		kind, isMeta := metaColumns[key]
		switch {
		case c.filled() == 0:
		case c == d.key:
			c.use = useKey
		case c == d.scenario:
			c.use = useScenario
		case calendarColumns[key] != metric.GrainNone && (d.key != nil || c.numeric()):
			c.use = useCalendar
		case c.numeric() && c.dates > 0, c.numeric() && b.dateColumn(c):
		case isMeta && (!c.numeric() || kind == "ignore"):
			c.use = metaUses[kind]
		case c.numeric() && (b.indexColumn(c) || isMeta && kind == "index"):
		case c.numeric() && b.codeColumn(c):
			c.use = useLabel
		case c.numeric(), c.texts == 0 && c.dates == 0 && c.other == 0 && c.missing > 0 && c.head != "":
			c.use = useValue
		case c.dates > c.texts:
		case c.texts > 0:
			c.use = useLabel
		}
	}
}

// dateColumn recognises dates that lost their format: "Hire Date" over 39690.
func (b *builder) dateColumn(c *column) bool {
	if _, ok := hasWord(c.head, datedWords); !ok {
		return false
	}
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.fact(row, c.n) == isNumber {
			if v := b.g.number(row, c.n).value; v < 3653 || v > 73_051 { // 1910 to 2100
				return false
			}
		}
	}
	return true
}

// eventTable says why a table of single events gives no series yet.
func (b *builder) eventTable(d downSigns) {
	b.t.Rows = len(d.rows)
	b.note(brief.Warning, "event-table", sheet.Address(d.rows[0], d.key.n),
		"Several rows share a date and nothing tells them apart, as in a list of orders or sessions; add them up per %s in the workbook, for example with a pivot table, and import that.",
		d.axis.grain)
}

// tall reads one metric per column of numbers, with the row's period.
func (b *builder) tall(d downSigns) {
	b.columnStrands()
	for i, row := range d.rows {
		p := d.axis.at[i]
		if p.IsZero() {
			b.skipUndated(row, d)
			continue
		}
		b.t.Rows++
		b.addRow(row, place{row: row, period: p})
	}
}

// skipUndated leaves out a row whose key is no period: a total, a remark, a quarter among months.
func (b *builder) skipUndated(row int, d downSigns) {
	label := b.g.text(row, d.key.n)
	if label == "" {
		label = b.firstText(row)
	}
	code, why := "row-without-period", "it has no "+d.axis.grain.String()+" of its own"
	for _, i := range d.axis.stray {
		if d.rows[i] == row {
			b.leaveOutRow(row, "stray-date", fmt.Sprintf("%s was left out: its date lies decades from the others.", rowLabel(row, label)))
			return
		}
	}
	if isTotal(label) || isSum(label) {
		code, why = "total-row", "it is worked out from the others"
		if from, to, ok := b.proveSum(row); ok {
			why = fmt.Sprintf("it adds rows %d–%d", from, to)
		}
	}
	b.leaveOutRow(row, code, fmt.Sprintf("%s was left out: %s.", rowLabel(row, label), why))
}

func (b *builder) firstText(row int) string {
	for c := b.r.col1; c <= b.r.col2; c++ {
		if text := b.g.text(row, c); text != "" && b.g.fact(row, c) == isText {
			return text
		}
	}
	return ""
}

// columnStrands makes one strand per column of numbers.
func (b *builder) columnStrands() {
	for _, c := range b.cols {
		if c.use == useValue {
			b.strands = append(b.strands, b.columnStrand(c))
		}
	}
	b.settleAttached(b.strands)
}

// settleAttached lets a column that is called by its scenario alone belong to the column before it only where that is
// plain: after several columns it could be the plan of any of them, and stays a metric of its own.
func (b *builder) settleAttached(strands []*strand) {
	before := 0
	for i, s := range strands {
		switch {
		case !s.attached:
			before++
		case before > 1:
			s.attached, s.word, s.scenario = false, "", metric.AC
			s.name = b.columnAt(s.labelAt[1]).head
		default:
			if next := i + 1; next < len(strands) && !strands[next].attached {
				before = 0
			}
		}
	}
}

func (b *builder) columnAt(n int) *column { return b.cols[n-b.r.col1] }

// columnStrand names a strand by its column's header; levels that are a scenario or a unit say that instead. A scenario
// alone belongs to the group it stands under, where that group has several, and otherwise to the column before it.
func (b *builder) columnStrand(c *column) *strand {
	s := &strand{labelAt: [2]int{b.r.header[len(b.r.header)-1], c.n}}
	var names []string
	at := -1
	for i, part := range c.parts {
		if sc, word, ok := scenarioOf(part); ok && part != "" {
			s.scenario, s.word, at = sc, word, i
			continue
		}
		if h, ok := readHint(part); ok && b.unitRows[i] {
			s.hint = h
			continue
		}
		names = append(names, part)
	}
	s.name = b.shortestName(c, names)
	s.attached = s.word != "" && (s.name == "" || at == len(c.parts)-1 && !b.scenariosUnder(c, at))
	if s.name == "" && s.word == "" {
		s.name = "Column " + sheet.ColumnName(c.n)
		b.note(brief.Warning, "column-without-name", sheet.Address(b.r.header[len(b.r.header)-1], c.n),
			"Column %s has values but no header; it is called “%s”.", sheet.ColumnName(c.n), s.name)
	}
	if key := plainKey(tidy(c.head)); sumWords[key] {
		s.total = b.addsColumns(c)
	}
	return s
}

// shortestName joins the levels of a header only as far as is needed to tell the columns apart: the last one, the first
// one, or all.
func (b *builder) shortestName(c *column, names []string) string {
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	if len(names) < 2 {
		return joinParts(names)
	}
	level := func(of *column, last bool) string {
		text := ""
		for i, p := range of.parts {
			if p != "" && !b.unitRows[i] && (text == "" || last) {
				text = p
			}
		}
		return plainKey(text)
	}
	for _, last := range []bool{true, false} {
		seen := map[string]bool{}
		unique := true
		for _, o := range b.cols {
			if o.use == useValue {
				key := level(o, last)
				_, _, isScenario := scenarioOf(key)
				unique = unique && !seen[key] && key != "" && !isScenario
				seen[key] = true
			}
		}
		switch {
		case unique && last:
			return names[len(names)-1]
		case unique:
			return names[0]
		}
	}
	return joinParts(names)
}

// scenariosUnder reports whether the group a column stands under has two scenarios at a level of the header.
func (b *builder) scenariosUnder(c *column, level int) bool {
	found := map[metric.Scenario]bool{}
	for _, o := range b.cols {
		if level > 0 && o.parts[level-1] != c.parts[level-1] {
			continue
		}
		if sc, _, ok := scenarioOf(o.parts[level]); ok {
			found[sc] = true
		} else if o.numeric() && level > 0 {
			return false
		}
	}
	return len(found) > 1
}

// addsColumns reports whether a column adds two or more of the columns of numbers beside it, row by row.
func (b *builder) addsColumns(c *column) bool {
	var parts []*column
	for _, o := range b.cols {
		if o != c && o.use == useValue {
			parts = append(parts, o)
		}
	}
	rows := 0
	for row := b.r.first; row <= b.r.last && rows < 50; row++ {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		sum := 0.0
		for _, o := range parts {
			if b.g.fact(row, o.n) == isNumber {
				sum += b.g.number(row, o.n).value
			}
		}
		if v := b.g.number(row, c.n).value; math.Abs(v-sum) > math.Max(math.Abs(v)*1e-4, 0.51) {
			return false
		}
		rows++
	}
	return rows > 1 && len(parts) > 1
}

// addRow gives each column's strand its cell of a row.
func (b *builder) addRow(row int, at place) {
	k := 0
	for _, c := range b.cols {
		if c.use == useValue {
			at.col = c.n
			b.strands[k].places = append(b.strands[k].places, at)
			k++
		}
	}
	b.markKeys(row)
}

// long reads records: the strands are the combinations of segments, scenario and column of numbers.
func (b *builder) long(d downSigns) {
	var values []*column
	for _, c := range b.cols {
		if c.use == useValue {
			values = append(values, c)
		}
	}
	heads := make([]*strand, len(values))
	for i, c := range values {
		heads[i] = b.columnStrand(c)
	}
	b.settleAttached(heads)
	known := map[string]*strand{}
	taken := map[string]int{}
	repeated := 0
	var id strings.Builder
	for i, row := range d.rows {
		p := d.axis.at[i]
		if p.IsZero() {
			b.skipUndated(row, d)
			continue
		}
		b.t.Rows++
		id.Reset()
		for _, c := range d.segments {
			id.WriteString(b.segmentText(row, c))
			id.WriteByte(0)
		}
		scenario := ""
		if d.scenario != nil {
			scenario = b.g.text(row, d.scenario.n)
		}
		id.WriteString(scenario)
		tuple := id.String()
		fmt.Fprint(&id, "\x00", p.N)
		if first, twice := taken[id.String()]; twice {
			if repeated++; repeated <= noteLimit {
				b.leaveOutRow(row, "repeated-row", fmt.Sprintf("%s was left out: row %d already gives %s for the same names.", rowLabel(row, b.firstText(row)), first, p))
			}
			continue
		}
		taken[id.String()] = row
		b.markKeys(row)
		for k, c := range values {
			key := fmt.Sprint(tuple, "\x00", k)
			s := known[key]
			if s == nil {
				s = b.segmentStrand(d, row, heads[k], len(values), scenario)
				known[key] = s
				b.strands = append(b.strands, s)
			}
			s.places = append(s.places, place{row: row, col: c.n, period: p})
		}
	}
}

// segmentStrand names the strand of a combination: by the metric column where there is one, otherwise by the column of
// numbers with the segments in parentheses. A segment "All" goes without saying.
func (b *builder) segmentStrand(d downSigns, row int, head *strand, values int, scenario string) *strand {
	s := &strand{
		name: head.name, scenario: head.scenario, word: head.word, hint: head.hint, attached: head.attached,
		labelAt: head.labelAt,
	}
	var segments []string
	named := ""
	for _, c := range d.segments {
		text := b.segmentText(row, c)
		switch {
		case c == d.metricBy:
			named = text
			s.labelAt = [2]int{row, c.n}
		case plainKey(text) != "all" && plainKey(text) != "total" && text != "":
			segments = append(segments, text)
		}
	}
	if scenario != "" {
		if sc, word, ok := scenarioOf(scenario); ok {
			s.scenario, s.word = sc, word
		}
	}
	generic := valueColumns[plainKey(head.name)] && values == 1
	switch {
	case named != "" && (generic || values == 1 || s.attached):
		s.name, s.attached = named, false
	case named != "":
		s.name = named + " (" + head.name + ")"
	case generic && len(segments) > 0:
		s.name, segments = strings.Join(segments, " / "), nil
	case s.attached:
		s.name, s.attached = b.tableName(), false
	}
	if len(segments) > 0 {
		s.name += " (" + strings.Join(segments, " / ") + ")"
	}
	b.rowMeta(row, &strand{})
	for _, c := range b.cols {
		if c.use == useUnit {
			if h, ok := readHint(b.g.text(row, c.n)); ok {
				s.hint = h
			}
		}
	}
	return s
}

// byCategory reads one value per row and column of numbers.
func (b *builder) byCategory(d downSigns) {
	b.t.Grain = metric.GrainNone
	if d.oneDate != "" {
		b.note(brief.Info, "one-period", "", "All rows are of %s; they were read as a table by category.", d.oneDate)
	}
	labels := b.categoryColumns(d.rows)
	b.columnStrands()
	seen := map[string]int{}
	for _, row := range d.rows {
		name := b.categoryName(row, labels)
		if isTotal(name) || isSum(name) {
			why := "totals are not categories"
			if from, to, ok := b.proveSum(row); ok {
				why = fmt.Sprintf("it adds rows %d–%d", from, to)
			}
			b.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: %s.", rowLabel(row, name), why))
			continue
		}
		if b.repeatsHeader(row) {
			b.leaveOutRow(row, "repeated-header", fmt.Sprintf("%s was left out: it repeats the header.", rowLabel(row, name)))
			continue
		}
		if name == "" {
			name = fmt.Sprintf("Row %d", row)
		}
		if n := seen[plainKey(name)]; n > 0 {
			seen[plainKey(name)]++
			name = fmt.Sprintf("%s (row %d)", name, row)
		} else {
			seen[plainKey(name)] = 1
		}
		b.t.Rows++
		b.addRow(row, place{row: row, category: name})
	}
}

// categoryColumns picks the columns that name the rows: the first whose names are all different, or the first ones that
// are so together.
func (b *builder) categoryColumns(rows []int) []*column {
	var labels []*column
	for _, c := range b.cols {
		if c.use == useLabel {
			labels = append(labels, c)
		}
	}
	different := func(cs []*column) bool {
		seen := map[string]bool{}
		for _, row := range rows {
			name := b.categoryName(row, cs)
			if isTotal(name) || isSum(name) {
				continue
			}
			if name == "" || seen[name] {
				return false
			}
			seen[name] = true
		}
		return true
	}
	for _, c := range labels {
		if c.texts > 0 && different([]*column{c}) {
			return []*column{c}
		}
	}
	for n := 1; n <= min(3, len(labels)); n++ {
		if different(labels[:n]) {
			return labels[:n]
		}
	}
	return labels[:min(2, len(labels))]
}

func (b *builder) categoryName(row int, labels []*column) string {
	var parts []string
	for _, c := range labels {
		if text := withoutFootnote(tidy(b.g.label(row, c.n)), b.footnotes); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " / ")
}
