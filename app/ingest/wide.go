package ingest

import (
	"fmt"
	"math"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// wideRun is the reading of a table with periods across, from row to row.
type wideRun struct {
	*body
	*draft
	signs    wideSigns
	quals    map[int]qualifier           // what the header of a value column says beside its period, by column
	months   []metric.BarePeriod         // of the value columns, where their year stands in a column of its own
	undated  bool                        // the columns' names stand in for periods
	flipped  bool                        // years across and months down: one series
	section  string                      // the heading the rows stand under
	unit     lexicon.Hint                // the unit in a heading of nothing else: “En milliards d’euros”
	headings int                         // headings since the last row of values
	names    []*column                   // that name the rows, once asked
	last     *seriesCandidate            // of the row before: a row that only names a scenario belongs to it
	known    map[string]*seriesCandidate // candidates that further rows continue
}

// periodsAcross is one metric per row, with its values under periods or under names that tell them apart.
type periodsAcross struct{}

func (periodsAcross) fits(b *body, s *signs) fit {
	w := &s.wide
	f := fit{asked: b.recipe.Layout == brief.Wide}
	switch {
	case w.fits && (s.down.key == nil || !w.embedded && !w.named):
		f.score = showsPeriods
	case w.fits:
		f.score = couldBeAcross
	}
	f.why, f.sure = b.whyAcross(w)
	return f
}

// whyAcross says how many of the columns name a period.
func (b *body) whyAcross(w *wideSigns) (why string, sure sheet.Confidence) {
	n, all := w.axis.Count(), len(w.axis.At)
	without := w.axis.Undated > 0 && w.years == nil || w.axis.Grain == metric.GrainNone && b.bareMonths(*w) == nil
	switch {
	case without:
		return "the columns stand side by side for each row, without a period", sheet.Low
	case n == 1:
		return "one column names a period", sheet.Medium
	case all > 0 && n*2 < all:
		sure = sheet.Medium
	default:
		sure = sheet.High
	}
	return fmt.Sprintf("%d columns name a period", n), sure
}

func (periodsAcross) build(b *body, s *signs) (*draft, error) {
	signs := s.wide
	w := &wideRun{
		body: b, draft: &draft{layout: brief.Wide, axis: signs.axis, grain: signs.axis.Grain},
		signs: signs, months: b.bareMonths(signs), known: map[string]*seriesCandidate{},
	}
	if w.months != nil {
		signs.years.use = useYear
		w.grain = w.months[firstBare(w.months)].Grain
		w.axis.Why, w.axis.Doubts = "", nil
	}
	w.undated = signs.axis.Undated > 0 && signs.years == nil
	w.useColumns()
	b.useRest(signs, w.grain)
	w.flipped = b.flipMatrix(signs)
	b.wideHeader(signs)
	w.notePeriods()
	w.quals = b.qualifiers(signs)
	b.dropDerived(w.quals)
	b.heads = b.findSubtotals()
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.filled(row, b.r.col1, b.r.col2) > 0 {
			w.readRow(row)
		}
	}
	return w.draft, b.g.failed()
}

// nameColumns are the columns that name the rows, decided before the first row is read.
func (w *wideRun) nameColumns() []*column {
	if w.names == nil {
		w.names = w.rowNameColumns()
	}
	return w.names
}

// useColumns takes the columns whose header is a period, or stands in for one.
func (w *wideRun) useColumns() {
	for k, i := range w.signs.cols {
		c := w.cols[i]
		_, bare := metric.ParseBarePeriod(c.parts[w.signs.row])
		takes := w.signs.named || !c.period.IsZero() || w.signs.axis.Undated > 0 && bare
		if w.months != nil {
			takes = w.months[k].Within > 0
		}
		if takes {
			c.use = useValue
		}
	}
}

// notePeriods says how the periods were read, or why there are none.
func (w *wideRun) notePeriods() {
	row := w.r.header[w.signs.row]
	cell := sheet.Address(row, w.firstValue())
	switch {
	case w.signs.named && w.partsOfYears(w.signs.cols):
		w.note(brief.Warning, "no-period", cell,
			"“%s” is no day, week, month, quarter or year, so the columns were read by their names, without an order in time.", lexicon.Short(w.cols[w.signs.cols[0]].head))
	case w.signs.named:
		w.note(brief.Warning, "no-period", cell,
			"Neither the header nor a line above names a period, so each metric was read by the names of its columns; write the month above the table (“March 2026”) and import again.")
	case w.undated:
		w.grain = metric.GrainNone
		w.note(brief.Warning, "no-year", cell,
			"The periods in row %d have no year, so they were read as names without an order in time; say which year they are of, or write it into the header or the title (“Jan 2026”).", row)
	}
	w.noteAxis(w.axis, cell)
}

// readRow reads one row: a heading, a repeated header, or the values of a metric.
func (w *wideRun) readRow(row int) {
	name := w.rowName(row, w.nameColumns())
	if !w.hasValues(row) {
		if name = lexicon.WithoutSpacedFootnote(name, w.footnotes); name != "" && len([]rune(name)) <= longestHeading {
			if h, ok := lexicon.ReadHint(name); ok {
				w.unit = h
				w.markTexts(row, sheet.Title)
				return
			}
			if w.headings++; w.headings > 1 {
				name = w.section + ": " + name // a heading under a heading
			}
			w.section = name
		}
		w.markTexts(row, sheet.Title)
		return
	}
	if w.heads[row] && !w.by.keep[row] && !lexicon.SaysMeasure(name) {
		w.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: it is a subtotal of the rows below it.", rowLabel(row, name)))
		return
	}
	if w.repeatsHeader(row) && !w.by.keep[row] {
		w.leaveOutRow(row, "repeated-header", fmt.Sprintf("%s was left out: it repeats the header.", rowLabel(row, name)))
		return
	}
	w.headings = 0
	base := seriesCandidate{name: name, group: w.section, hint: w.unit}
	w.rowMeta(row, &base)
	year, ok := w.rowDate(row, &base)
	if !ok {
		return
	}
	w.rowScenario(row, &base)
	if base.name == "" {
		base.name = fmt.Sprintf("Row %d", row)
		w.note(brief.Warning, "row-without-name", sheet.Address(row, w.r.col1), "Row %d has values but no name; it is called “%s”.", row, base.name)
	}
	base.total, base.keep = lexicon.IsTotal(base.name), w.by.keep[row]
	w.rows++
	w.readValues(row, base, year)
}

// rowScenario reads a row that only names a scenario as one of the row before it. A row that has its scenario by hand is
// one of that row too where its label begins with the other's name.
func (w *wideRun) rowScenario(row int, base *seriesCandidate) {
	sc, word, ok := lexicon.ScenarioOf(base.name)
	if chosen, set := w.by.rows[row]; set {
		sc, word, ok = chosen, byHand, w.last != nil && strings.HasPrefix(lexicon.PlainKey(base.name), lexicon.PlainKey(w.last.name))
		base.scenario, base.word = sc, word
	} else if base.word != "" {
		return
	}
	if ok && w.last != nil && base.name != "" {
		base.scenario, base.word, base.name, base.group = sc, word, w.last.name, w.last.group
	}
}

// longestHeading is how long a line inside a table may be to head the rows below it; longer ones are remarks.
const longestHeading = 80

// rowDate is what a row says of its own date: a year beside months across, or a month under years across. A table of
// either kind is one series, called by the table where the rows have no name. A row that should say it and does not is
// left out.
func (w *wideRun) rowDate(row int, base *seriesCandidate) (metric.BarePeriod, bool) {
	switch {
	case w.months != nil:
		if w.g.fact(row, w.signs.years.n) != isNumber {
			w.leaveOutRow(row, "row-without-period", fmt.Sprintf("%s was left out: it has no year.", rowLabel(row, base.name)))
			return metric.BarePeriod{}, false
		}
		if base.name == "" {
			base.name = w.tableName()
		}
		return metric.BarePeriod{Grain: metric.Year, Within: int(w.g.number(row, w.signs.years.n).Value)}, true
	case w.flipped:
		for _, c := range w.cols {
			if c.use != useKey {
				continue
			}
			text := w.g.text(row, c.n)
			month, ok := metric.ParseBarePeriod(text)
			if !ok {
				w.leaveOutRow(row, "total-row", fmt.Sprintf("%s was left out: it is not one of the periods.", rowLabel(row, text)))
				return month, false
			}
			base.name = w.tableName()
			w.grain = month.Grain
			return month, true
		}
	}
	return metric.BarePeriod{}, true
}

// readValues makes the candidates of a row, one per scenario or measure that the headers tell apart, and gives them their
// cells.
func (w *wideRun) readValues(row int, base seriesCandidate, date metric.BarePeriod) {
	candidates := map[string]*seriesCandidate{}
	var first *seriesCandidate
	for k, i := range w.signs.cols {
		c := w.cols[i]
		if c.use != useValue {
			continue
		}
		at := place{row: row, col: c.n, period: c.period}
		switch {
		case w.months != nil:
			at.period = w.months[k].In(date.Within)
		case w.flipped:
			at.period = date.In(c.period.N)
		case w.undated:
			at.period, at.category = metric.Period{}, w.columnCategory(c)
		}
		q := w.quals[c.n]
		s := candidates[q.key()]
		if s == nil {
			s = w.candidateFor(base, q)
			candidates[q.key()] = s
			if first == nil {
				first = s
			}
		}
		s.places = append(s.places, at)
	}
	w.markLabels(row)
	w.candidates = append(w.candidates, w.rowTargets(row, base)...)
	if base.word == "" || w.last == nil {
		w.last = first
	}
}

// columnCategory is the category of the values in a column whose name stands in for a period.
func (w *wideRun) columnCategory(c *column) string {
	if _, _, ok := w.scenarioOf(c.head); ok && w.signs.named {
		return "Value" // of each scenario
	}
	switch name := c.parts[w.signs.row]; {
	case name != "":
		return name
	case w.r.headless && len(w.cols) == 2:
		return "Value"
	default:
		return "Column " + sheet.ColumnName(c.n)
	}
}

// candidateFor returns the candidate of a row and a qualifier: a new one, or, where the rows are years or months of one
// series, the one that other rows began.
func (w *wideRun) candidateFor(base seriesCandidate, q qualifier) *seriesCandidate {
	s := w.qualified(base, q)
	if w.months != nil || w.flipped {
		id := s.name + "\x00" + q.key()
		if known := w.known[id]; known != nil {
			return known
		}
		w.known[id] = s
	}
	w.candidates = append(w.candidates, s)
	return s
}

// rowMeta reads the columns that describe the row's metric.
func (b *body) rowMeta(row int, s *seriesCandidate) {
	s.labelAt = [2]int{row, b.r.col1}
	for _, c := range b.cols {
		text := lexicon.Tidy(b.g.text(row, c.n))
		switch c.use {
		case useLabel:
			if text != "" && s.labelAt[1] == b.r.col1 {
				s.labelAt[1] = c.n
			}
		case useUnit:
			if h, ok := lexicon.ReadHint(text); ok {
				s.hint = h
			}
		case useOwner:
			s.owner = text
		case useDefinition:
			s.meaning = text
		case useScenario:
			if sc, word, ok := b.scenarioOf(text); ok {
				s.scenario, s.word = sc, word
			}
		}
	}
}

// rowTargets takes the row's cells in target columns.
func (b *body) rowTargets(row int, base seriesCandidate) (out []*seriesCandidate) {
	for _, c := range b.cols {
		if c.use == useTarget && b.g.fact(row, c.n) == isNumber && base.word == "" {
			if b.isYearsPlan(row, c) {
				b.limited(brief.Info, "plan-of-year", sheet.Address(row, c.n), fmt.Sprintf("%s “%s” is a plan for a longer time than one of the periods; it is no target of theirs and was left out.",
					sheet.Address(row, c.n), lexicon.Short(c.head)))
				b.roles.Set(row, c.n, sheet.LeftOut)
				continue
			}
			s := base
			s.target, s.places = true, []place{{row: row, col: c.n}}
			out = append(out, &s)
		}
	}
	return out
}

// isYearsPlan reports a plan beside months or quarters that is several times each of them: a sum over the year.
func (b *body) isYearsPlan(row int, c *column) bool {
	most, n := 0.0, 0
	for _, o := range b.cols {
		if o.use == useValue && !o.period.IsZero() && b.g.fact(row, o.n) == isNumber {
			most = max(most, math.Abs(b.g.number(row, o.n).Value))
			n++
		}
	}
	return n > 1 && most > 0 && math.Abs(b.g.number(row, c.n).Value) > most*mostOfPeriod
}

// mostOfPeriod is how many times the largest of its periods a plan may be to be one of theirs.
const mostOfPeriod = 2.5
