package ingest

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/language"
	"throughline/app/metric"
)

// tryDown looks for a column that dates the rows and for those that tell rows of one date apart.
func (b *body) tryDown() downSigns {
	d := downSigns{canceller: b.g.canceller}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.holdsValues(row, b.r) {
			d.rows = append(d.rows, row)
		}
	}
	if d.key, d.axis = b.findKey(d.rows); d.key == nil {
		d.events = b.listsEvents(d)
		return d
	}
	b.settleRepeats(&d)
	if d.key != nil && !d.repeats && b.recordsByName(d) {
		d.key = nil
	}
	d.events = d.events || b.listsEvents(d)
	return d
}

// findKey returns the column that dates the rows best, with its periods; nil where none does.
func (b *body) findKey(rows []int) (key *column, dates periods.Axis) {
	var years *column
	for _, c := range b.cols {
		if b.datesYears(c, rows) {
			years = c
		}
	}
	best := 0
	for _, c := range b.cols {
		if !b.mayDate(c, rows) {
			continue
		}
		a := b.axisDown(c, rows, years)
		if a.Found == 0 || a.Found*10 < (len(rows)-b.totalsIn(c, rows))*6 {
			continue
		}
		if score := b.keyScore(c, a); score > best {
			best, key, dates = score, c, a
		}
	}
	return key, dates
}

// datesYears reports a column of the years of the rows: its header says so, or says a date and holds nothing but years.
func (b *body) datesYears(c *column, rows []int) bool {
	if c.numbers == 0 || c.head == "" {
		return false
	}
	if lexicon.CalendarColumns[lexicon.PlainKey(c.head)] == metric.Year {
		return true
	}
	return saysYear(c.head) && !slices.ContainsFunc(rows, func(row int) bool {
		return b.g.fact(row, c.n) != isBlank && !b.g.yearLike(row, c.n) && !periods.SpansYears(b.g.text(row, c.n))
	})
}

// saysYear reports a header of nothing but words for a time and for its kind: "time_period", "Reporting year".
func saysYear(head string) bool {
	said := false
	for _, w := range lexicon.Tokens(lexicon.HeadWords(head)) {
		switch {
		case yearHeads[w]:
			said = true
		case !yearKinds[w]:
			return false
		}
	}
	return said
}

var (
	yearHeads = language.Set("sheet.year-heads")
	yearKinds = language.Set("sheet.year-kinds")
)

func (b *body) totalsIn(c *column, rows []int) int {
	n := 0
	for _, row := range b.g.each(rows) {
		if lexicon.IsTotal(b.g.text(row, c.n)) {
			n++
		}
	}
	return n
}

// recordsByName recognises rows that each have a name of their own and a date out of order: customers, say, with the
// day they signed up. The name tells such rows apart, the date does not make them a series.
func (b *body) recordsByName(d downSigns) bool {
	ups, downs := 0, 0
	prev := metric.Period{}
	for _, p := range d.axis.At {
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
		for _, row := range b.g.each(d.rows) {
			seen[lexicon.PlainKey(b.g.text(row, c.n))] = true
		}
		if len(seen) == len(d.rows) {
			return true
		}
	}
	return false
}

// mayDate asks the first rows whether a column is worth reading as periods.
func (b *body) mayDate(c *column, rows []int) bool {
	if c.numeric() && lexicon.CalendarColumns[lexicon.PlainKey(c.head)] == metric.GrainNone && !b.looksDated(c, rows) {
		return false
	}
	sample := rows[:min(len(rows), 40)]
	a := b.axisDown(c, sample, nil)
	n := a.Count() + len(a.Other)
	return n > 0 && n*5 >= len(sample)*2
}

// looksDated admits a column of numbers as a key without a header that says so: the first one, holding years or months
// as numbers that go one way.
func (b *body) looksDated(c *column, rows []int) bool {
	_, said := lexicon.HasWord(lexicon.HeadWords(c.head), lexicon.DateWords)
	if !said && c.head != "" && !b.countsYears(c, rows) {
		return false
	}
	var years []int
	for _, row := range b.g.each(rows) {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		p, _ := periods.Number(b.g.number(row, c.n).Value)
		if p.IsZero() && !periods.SpansYears(b.g.text(row, c.n)) {
			return false
		}
		years = append(years, p.N)
	}
	return said || evenSteps(years) // one row per metric and year begins anew with each metric
}

// countsYears recognises years by themselves, whatever their header: five or more of them that go on by one.
func (b *body) countsYears(c *column, rows []int) bool {
	steps, last := 0, 0
	for _, row := range b.g.each(rows) {
		if !b.g.yearLike(row, c.n) {
			return false
		}
		year := int(b.g.number(row, c.n).Value)
		if year == last+1 {
			steps++
		}
		last = year
	}
	return len(rows) >= 5 && steps*10 >= (len(rows)-1)*6 && last > 1900 && last < 2101
}

// axisDown reads a column as periods, with the years of another column for those that name none.
func (b *body) axisDown(c *column, rows []int, years *column) periods.Axis {
	cells := make([][2]int, len(rows))
	for i, row := range b.g.each(rows) {
		cells[i] = [2]int{row, c.n}
	}
	ctx := b.context(c.head)
	ctx.Groups = b.rowGroups(c, rows)
	if years != nil && years != c {
		ctx.Years = make([]metric.Period, len(rows))
		for i, row := range b.g.each(rows) {
			if b.g.yearLike(row, years.n) {
				ctx.Years[i] = metric.YearOf(int(b.g.number(row, years.n).Value))
			}
		}
	}
	return periods.Read(axisCells{b.g, cells}, ctx)
}

// rowGroups are what the columns of words say of each row, where every row has a word in them: the metric or segment whose
// months begin anew.
func (b *body) rowGroups(key *column, rows []int) []string {
	groups := make([]string, len(rows))
	for _, c := range b.cols {
		if c == key || c.texts < len(rows) {
			continue
		}
		for i, row := range b.g.each(rows) {
			groups[i] += "\x00" + b.g.text(row, c.n)
		}
	}
	return groups
}

// keyScore ranks columns that could date the rows: many different periods first, then finer ones, then a header that
// says so, then the leftmost.
func (b *body) keyScore(c *column, a periods.Axis) int {
	distinct := map[metric.Period]bool{}
	for _, p := range a.At {
		if !p.IsZero() {
			distinct[p] = true
		}
	}
	score := min(len(distinct), 1000)*100 + 1
	if a.Grain < metric.Year {
		score += 50
	}
	if _, ok := lexicon.HasWord(c.head, lexicon.DateWords); ok {
		score += 30
	}
	return score + max(0, 20-(c.n-b.r.col1))
}

// beginRows gives the columns of a table with rows down their uses, marks its header, and begins the draft.
func (b *body) beginRows(d *downSigns, layout brief.Layout) *draft {
	b.useDown(d)
	b.downHeader()
	return &draft{layout: layout, axis: d.axis, grain: d.axis.Grain}
}

// useDown gives each column its use.
func (b *body) useDown(d *downSigns) {
	for _, c := range b.cols {
		c.use, c.leftOut = b.downUse(c, d)
	}
}

// downUse is what a column of a table with rows down is for: what dates or parts the rows, values, or words about them.
func (b *body) downUse(c *column, d *downSigns) (use, reason) {
	key := lexicon.PlainKey(c.head)
	kind := lexicon.MetaColumns[key]
	switch {
	case c.filled() == 0:
		return useIgnored, reason{}
	case c == d.key:
		return useKey, reason{}
	case d.scenario != nil && c == d.scenario.column:
		return useScenario, reason{}
	case c.numeric() && d.parts(c):
		return useLabel, reason{}
	case d.key != nil && (lexicon.CalendarColumns[key] != metric.GrainNone || d.axis.Grain < metric.Year && b.datesYears(c, d.rows)):
		return useCalendar, repeatsDate
	case c.numeric() && (lexicon.CalendarColumns[key] != metric.GrainNone || b.datesYears(c, d.rows)):
		return useCalendar, partOfDate
	case c.numeric():
		return b.numbersUse(c, key, kind)
	}
	return wordsUse(c, kind)
}

// wordsUse tells what describes a metric from names and dates. A column of nothing but gaps is one of values to come.
func wordsUse(c *column, kind string) (use, reason) {
	describes, isMeta := metaUses[kind]
	switch {
	case isMeta:
		return describes, metaReasons[kind]
	case c.missing == c.filled() && c.head != "":
		return useValue, reason{}
	case c.texts > 0 && c.texts >= c.dates:
		return useLabel, reason{}
	case c.dates > 0:
		return useIgnored, holdsDates
	}
	return useIgnored, holdsWords
}

// numbersUse tells numbers that are values from dates, counters and codes.
func (b *body) numbersUse(c *column, key, kind string) (use, reason) {
	switch {
	case c.dates > 0, b.dateColumn(c):
		return useIgnored, holdsDates
	case kind == "index" && key != "index" && !b.answers(c), b.indexColumn(c):
		return useIgnored, countsRows
	case kind == "ignore":
		return useIgnored, metaReasons[kind]
	case b.codeColumn(c):
		return useLabel, reason{}
	}
	return useValue, reason{}
}

// answers reports a column of the answer “No” beside one of “Yes”, which numbers no rows.
func (b *body) answers(c *column) bool {
	return lexicon.PlainKey(c.head) == "no" && slices.ContainsFunc(b.cols, func(o *column) bool { return lexicon.PlainKey(o.head) == "yes" })
}
