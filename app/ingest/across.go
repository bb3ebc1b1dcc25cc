package ingest

import (
	"fmt"

	"throughline/app/metric"
)

// wideSigns is what speaks for periods across.
type wideSigns struct {
	fits     bool
	row      int   // index into the header rows of the one with the periods
	cols     []int // indexes into the columns, in order, of those with a period
	axis     axis
	embedded bool // the periods stand inside longer labels, beside names of measures
	years    *column
	named    bool // no periods at all: the columns' names tell a metric's values apart
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
			if inside := b.g.readAxis(cells, ctx); inside.found+inside.undated > a.found+a.undated {
				a, embedded = inside, true
			}
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
		if snap, ok := b.undatedMetrics(numeric); ok {
			return snap
		}
	}
	return best
}

// undatedMetrics recognises one metric per row without any period: KPI, Current, Previous. The columns are what tells its
// values apart, since a category shared by money, rates and counts would be none.
func (b *builder) undatedMetrics(numeric []int) (wideSigns, bool) {
	var label *column
	for _, c := range b.cols {
		if c.filled() > 0 {
			label = c
			break
		}
	}
	if label == nil || !metricColumns[plainKey(label.head)] || !b.labelled() || len(b.r.header) != 1 {
		return wideSigns{}, false
	}
	var cols []int
	for _, i := range numeric {
		if sc, _, ok := scenarioOf(b.cols[i].head); ok && sc == metric.PL {
			continue // a level to reach
		}
		if _, isDelta := hasWord(b.cols[i].head, deltaWords); !isDelta && !isTotal(b.cols[i].head) && metaColumns[plainKey(b.cols[i].head)] == "" {
			cols = append(cols, i)
		}
	}
	return wideSigns{fits: true, cols: cols, axis: axis{undated: len(cols)}, named: true}, len(cols) > 0
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
		a := axis{grain: p.Grain, found: len(scenarios), why: fmt.Sprintf("The columns are of %s, as “%s” says.", p.Label(), short(title))}
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
func (b *builder) yearsAbove(h int, numeric []int) []metric.Period {
	years := make([]metric.Period, len(numeric))
	for up := range h {
		for k, i := range numeric {
			if p, ok := metric.ParsePeriod(b.cols[i].parts[up]); ok && p.Grain == metric.Year && plausible(p) {
				years[k] = p
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
