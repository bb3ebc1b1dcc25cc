package ingest

import (
	"fmt"
	"slices"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
)

// wideSigns is what speaks for periods across.
type wideSigns struct {
	fits      bool
	row       int   // index into the header rows of the one with the periods
	cols      []int // indexes into the columns, in order, of those with a period
	axis      periods.Axis
	embedded  bool // the periods stand inside longer labels, beside names of measures
	years     *column
	onePeriod string // that a table by category is of, as its header says
	named     bool   // no periods at all: the columns' names tell a metric's values apart
}

// measureLimit is how many metrics a table with periods and measures in its headers may make before its columns are
// better taken as they are.
const measureLimit = 200

// tryWide looks for periods in the header rows, and, where there are none, for one period above them or for columns that
// tell a metric's values apart without any.
func (b *body) tryWide() wideSigns {
	candidates := b.mayHoldValues()
	if len(candidates) == 0 {
		return wideSigns{}
	}
	w := wideSigns{years: b.yearColumn()}
	for h := range b.r.header {
		if a, embedded := b.axisAcross(h, candidates, w.years != nil); w.improvedBy(a, embedded) {
			w.row, w.axis, w.embedded, w.cols = h, a, embedded, candidates
		}
	}
	for k, i := range w.cols {
		b.cols[i].period, b.cols[i].rest = w.axis.At[k], w.axis.Rest[k]
	}
	if w.fits = b.periodsCarry(&w, len(candidates)); w.fits {
		return w
	}
	instead, ok := b.snapshot(candidates)
	if !ok {
		instead, ok = b.undatedMetrics(candidates)
	}
	if !ok {
		return w
	}
	instead.onePeriod = w.onePeriod
	return instead
}

// mayHoldValues are the columns that could stand under a period: of numbers, of nothing but gaps, or named and empty.
func (b *body) mayHoldValues() []int {
	var out []int
	for i, c := range b.cols {
		if c.numeric() || c.missing > 0 && c.texts == 0 && c.dates == 0 || c.filled() == 0 && c.head != "" {
			out = append(out, i)
		}
	}
	return out
}

// axisAcross reads a header row as periods: first each cell as one, then, where that finds fewer than two, the periods
// inside longer labels. A column of years dates what has none of its own.
func (b *body) axisAcross(h int, candidates []int, dated bool) (a periods.Axis, embedded bool) {
	row := b.r.header[h]
	cells := make([][2]int, len(candidates))
	for k, i := range candidates {
		cells[k] = [2]int{row, b.cols[i].from[h]}
	}
	ctx := b.context(b.axisLabel(row))
	ctx.Years = b.yearsAbove(h, candidates)
	ctx.Beside = func(rest string) bool { _, _, ok := b.scenarioOf(rest); return ok }
	a = periods.Read(axisCells{b.g, cells}, ctx)
	if a.Count() < 2 {
		ctx.Parts = true
		if inside := periods.Read(axisCells{b.g, cells}, ctx); inside.Count() > a.Count() {
			a, embedded = inside, true
		}
	}
	if dated && a.Undated > 0 {
		a.Found += a.Undated
	}
	return a, embedded
}

// improvedBy reports whether another header row shows more periods, or as many finer or plainer ones.
func (w *wideSigns) improvedBy(a periods.Axis, embedded bool) bool {
	switch n, have := a.Distinct(), w.axis.Distinct(); {
	case n != have:
		return n > have
	case n == 0:
		return false
	case a.Grain != w.axis.Grain:
		return a.Grain < w.axis.Grain
	}
	return !embedded
}

// undatedMetrics recognises one metric per row without any period: KPI, Current, Previous. The columns are what tells its
// values apart, since a category shared by money, rates and counts would be none.
func (b *body) undatedMetrics(numeric []int) (wideSigns, bool) {
	var label *column
	for _, c := range b.cols {
		if c.filled() > 0 {
			label = c
			break
		}
	}
	if label == nil || !b.labelled() || len(b.r.header) != 1 || !b.rowsAreMetrics(label, numeric) {
		return wideSigns{}, false
	}
	cols := b.undatedColumns(numeric)
	if len(cols) == 1 && lexicon.PartColumns[lexicon.PlainKey(label.head)] {
		return wideSigns{}, false // "Item, EBITDA bridge": the items are parts of what the column is called
	}
	for _, i := range cols {
		if _, _, ok := b.scenarioOf(b.cols[i].head); ok {
			b.cols[i].rest = b.cols[i].head
		}
	}
	return wideSigns{fits: true, cols: cols, axis: periods.Axis{Undated: len(cols)}, named: true}, len(cols) > 0
}

// undatedColumns are the numeric columns that hold values of the metrics, rather than a plan to reach, a change, a
// total or something about the metric.
func (b *body) undatedColumns(numeric []int) []int {
	var cols []int
	for _, i := range numeric {
		head := b.cols[i].head
		if sc, _, ok := b.scenarioOf(head); ok && sc == metric.PL && !b.onlyScenarios(numeric) {
			continue // a level to reach
		}
		_, isDelta := lexicon.HasWord(head, lexicon.DeltaWords)
		if !isDelta && !lexicon.IsTotal(head) && lexicon.MetaColumns[lexicon.PlainKey(head)] == "" {
			cols = append(cols, i)
		}
	}
	return cols
}

// rowsAreMetrics reports rows of one metric each: the header of their labels says so, or the columns do, or the labels
// themselves where there is no header or the columns are nothing but scenarios.
func (b *body) rowsAreMetrics(label *column, numeric []int) bool {
	if lexicon.MetricColumns[lexicon.PlainKey(label.head)] || b.partsOfYears(numeric) {
		return true
	}
	_, isUnit := lexicon.ReadHint(label.head)
	bare := b.r.headless || (label.head == "" || isUnit) && b.onlyScenarios(numeric)
	return bare && b.namesMetrics(label, numeric)
}

// partsOfYears reports columns that are all called by a part of a year that is no grain: half-years, periods.
func (b *body) partsOfYears(columns []int) bool {
	return !slices.ContainsFunc(columns, func(i int) bool { return !periods.IsPartOfYear(b.cols[i].head) })
}

// snapshot recognises a table whose columns are scenarios of one period that a line above it names: "March 2026" over
// KPI, Actual, Plan.
func (b *body) snapshot(numeric []int) (wideSigns, bool) {
	var scenarios []int
	for _, i := range numeric {
		_, isDelta := lexicon.HasWord(b.cols[i].head, lexicon.DeltaWords)
		switch _, _, ok := b.scenarioOf(b.cols[i].head); {
		case ok:
			scenarios = append(scenarios, i)
		case !isDelta && !lexicon.IsTotal(b.cols[i].head):
			return wideSigns{}, false
		}
	}
	if len(scenarios) == 0 || !b.labelled() {
		return wideSigns{}, false
	}
	for _, title := range append(append([]string{}, b.titles...), b.g.sheet.Name) {
		p, ok := metric.ParsePeriod(title)
		if !ok || !periods.Plausible(p) {
			p = periods.Inside(title)
		}
		if p.IsZero() {
			continue
		}
		for _, i := range scenarios {
			b.cols[i].period, b.cols[i].rest = p, b.cols[i].head
		}
		a := periods.Axis{Grain: p.Grain, Found: len(scenarios), Why: fmt.Sprintf("The columns are of %s, as “%s” says.", p.Label(), lexicon.Short(title))}
		return wideSigns{fits: true, row: len(b.r.header) - 1, cols: scenarios, axis: a}, true
	}
	return wideSigns{}, false
}

// axisLabel is the label that heads a row of periods: "Week ended".
func (b *body) axisLabel(row int) string {
	for _, c := range b.cols {
		if b.g.fact(row, c.n) == isText {
			return b.g.text(row, c.n)
		}
	}
	return ""
}

// yearColumn finds a column of years beside months across.
func (b *body) yearColumn() *column {
	for _, c := range b.cols {
		if lexicon.CalendarColumns[lexicon.PlainKey(c.head)] != metric.Year || c.numbers == 0 {
			continue
		}
		for row := range b.g.rows(b.r.first, b.r.last) {
			if f := b.g.fact(row, c.n); f == isNumber && !b.g.yearLike(row, c.n) {
				return nil
			}
		}
		return c
	}
	return nil
}

// yearsAbove gives each column the year that a header row above row h says, alone or with a quarter.
func (b *body) yearsAbove(h int, numeric []int) []metric.Period {
	years := make([]metric.Period, len(numeric))
	for up := range h {
		for k, i := range numeric {
			p, ok := metric.ParsePeriod(b.cols[i].parts[up])
			if !ok || !periods.Plausible(p) || p.Grain < metric.Quarter {
				continue
			}
			year, _ := p.Parts()
			if years[k] = metric.YearOf(year); p.Fiscal {
				years[k] = metric.FiscalYearOf(year)
			}
		}
	}
	return years
}

// periodsCarry decides whether the periods found carry the table, by how many of the columns have one.
func (b *body) periodsCarry(w *wideSigns, columns int) bool {
	n := w.axis.Count()
	if w.years != nil {
		columns--
	}
	columns -= min(b.columnsBeside()+b.sumsOfPeriods(w), max(0, columns-n))
	if n > 0 && w.axis.Distinct() == 1 && b.crossesOnePeriod(w) || b.scatters(w) {
		return false
	}
	switch {
	case w.embedded:
		return n >= 2 && n*10 >= columns*8 && b.measures(w)*b.dataRows() <= measureLimit
	case n == 1:
		return columns == 1 && b.labelled()
	}
	return n >= 2 && n*2 >= columns || n >= 4 && n*10 >= columns*3
}

// scatters reports headers that name more than half as many measures as there are columns, over many rows: each row would
// fall apart into metrics of one or two values, where its columns are better taken for what they are.
func (b *body) scatters(w *wideSigns) bool {
	names := map[string]bool{}
	columns := 0
	for k, i := range w.cols {
		if w.axis.At[k].IsZero() {
			continue
		}
		columns++
		c := b.cols[i]
		said := []string{c.rest}
		for h, part := range c.parts {
			if isPeriod := periods.IsPeriod(part); h != w.row && !isPeriod && b.g.fact(b.r.header[h], c.n) != isNumber && b.g.fact(b.r.header[h], c.n) != isDate {
				said = append(said, part)
			}
		}
		said = slices.DeleteFunc(said, func(part string) bool { _, _, ok := b.scenarioOf(part); return ok })
		names[lexicon.PlainKey(lexicon.JoinParts(said))] = true
	}
	alone := len(names) == columns && b.dataRows() > 2 // one value to each metric
	return columns > 2 && (alone || len(names)*2 > columns && len(names)*b.dataRows() > measureLimit)
}

// fewMetrics is how many rows of one period are taken for metrics although nothing says that they are.
const fewMetrics = 40

// crossesOnePeriod recognises a table by category under the only period it has, a crosstab or a list of places: what its
// rows and columns name are no metrics.
func (b *body) crossesOnePeriod(w *wideSigns) bool {
	label := b.firstLabel()
	if label == nil || b.namesMetrics(label, w.cols) {
		return false
	}
	if _, metrics := lexicon.HasWord(label.head, lexicon.MetricColumns); metrics {
		return false
	}
	columns := 0
	for k, i := range w.cols {
		if w.axis.At[k].IsZero() {
			continue
		}
		columns++
		w.onePeriod = w.axis.At[k].Label()
		if slices.ContainsFunc(b.cols[i].parts, func(part string) bool { _, _, ok := b.scenarioOf(part); return ok && part != "" }) {
			w.onePeriod = "" // the plan and the actual of the month
			return false
		}
	}
	if columns > 1 && b.dataRows() > columns || b.dataRows() > fewMetrics {
		return true
	}
	w.onePeriod = ""
	return false
}

// firstLabel is the first column of words; nil where there is none.
func (b *body) firstLabel() *column {
	for _, c := range b.cols {
		if c.texts > 0 && !c.numeric() {
			return c
		}
	}
	return nil
}

// sumsOfPeriods counts the columns that are periods of a coarser grain than the others: quarters and years among months.
func (b *body) sumsOfPeriods(w *wideSigns) int {
	if w.embedded || w.axis.Found < 2 {
		return 0
	}
	return len(w.axis.Other)
}

// columnsBeside counts the columns of numbers that a table with periods across may well have beside them: plans, totals,
// ranks.
func (b *body) columnsBeside() int {
	n := 0
	for _, c := range b.cols {
		if !c.numeric() || !c.period.IsZero() {
			continue
		}
		if _, _, ok := b.scenarioOf(c.head); ok || lexicon.IsTotal(c.head) || lexicon.IsDerived(c.head) || lexicon.MetaColumns[lexicon.PlainKey(c.head)] != "" || b.codeColumn(c) {
			n++
		}
	}
	return n
}

// measures counts what the headers name beside their periods, scenarios aside.
func (b *body) measures(w *wideSigns) int {
	names := map[string]bool{}
	for _, i := range w.cols {
		if _, _, ok := b.scenarioOf(b.cols[i].rest); !ok && !b.cols[i].period.IsZero() {
			names[lexicon.PlainKey(b.cols[i].rest)] = true
		}
	}
	return len(names)
}

func (b *body) dataRows() int {
	n := 0
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.isDataRow(row, b.r.col1, b.r.col2) {
			n++
		}
	}
	return n
}

// labelled reports whether the first column with anything in it names the rows; one that numbers them may stand before.
func (b *body) labelled() bool {
	for _, c := range b.cols {
		if c.filled() > 0 && lexicon.MetaColumns[lexicon.PlainKey(c.head)] != "index" && !b.indexColumn(c) {
			return c.texts > 0 && c.texts >= c.numbers
		}
	}
	return false
}
