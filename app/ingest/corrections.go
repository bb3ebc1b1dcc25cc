package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/match"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// bind finds the rows and columns that the recipe names, and says which of them the table has no more.
func (b *body) bind(area sheet.Range) {
	c := corrections{skipRows: map[int]bool{}, skipCols: map[int]bool{}, keep: map[int]bool{}, used: map[string]bool{}}
	if len(b.recipe.SkipRows)+len(b.recipe.KeepRows) > 0 {
		rows := b.g.sheet.RowKeys(area)
		b.bindKeys(c.skipRows, rows, b.recipe.SkipRows, "row", "leaves out")
		b.bindKeys(c.keep, rows, b.recipe.KeepRows, "row", "keeps")
	}
	if len(b.recipe.SkipColumns) > 0 {
		b.bindKeys(c.skipCols, b.g.sheet.ColumnKeys(area, b.r.header), b.recipe.SkipColumns, "column", "leaves out")
	}
	for _, row := range b.r.header {
		delete(c.skipRows, row) // the header is moved by other means
	}
	if b.recipe.LeaveHidden {
		c.hidden = within(b.g.sheet.HiddenRows, area.Row1, area.Row2)
		c.hiddenCols = within(b.g.sheet.HiddenCols, area.Col1, area.Col2)
		for _, row := range b.r.header {
			delete(c.hidden, row) // without it nothing could be told of the rest
		}
		for row := range c.keep {
			delete(c.hidden, row)
		}
	}
	if len(b.recipe.Scenarios) > 0 {
		c.bindScenarios(b.recipe.Scenarios, b.g.sheet.RowKeys(area), b.g.sheet.ColumnKeys(area, b.r.header))
	}
	b.by = c
}

// within returns the lines between two.
func within(lines map[int]bool, from, to int) map[int]bool {
	some := map[int]bool{}
	for n := range lines {
		if n >= from && n <= to {
			some[n] = true
		}
	}
	return some
}

// leavesOut reports whether a row is left out, by hand or because it is hidden.
func (c *corrections) leavesOut(row int) bool { return c.skipRows[row] || c.hidden[row] }

// bindScenarios finds the rows and columns that have a scenario by hand. A name may also be a level of the header over
// several columns, or what a column of scenarios holds; those are met when they are read.
func (c *corrections) bindScenarios(wanted map[string]metric.Scenario, rows, columns sheet.Keys) {
	c.scenarios, c.rows, c.columns = map[string]metric.Scenario{}, map[int]metric.Scenario{}, map[int]metric.Scenario{}
	for _, label := range slices.Sorted(maps.Keys(wanted)) {
		key := lexicon.PlainKey(lexicon.Tidy(label))
		c.scenarios[key] = wanted[label]
		for _, row := range rows.Find(label) {
			c.rows[row], c.used[key] = wanted[label], true
		}
		for _, col := range columns.Find(label) {
			c.columns[col], c.used[key] = wanted[label], true
		}
	}
}

// bindKeys adds the lines that keys stand for. A key that finds nothing is said with the nearest name there is.
func (b *body) bindKeys(lines map[int]bool, keys sheet.Keys, wanted []string, what, does string) {
	for _, key := range wanted {
		found := keys.Find(key)
		for _, n := range found {
			lines[n] = true
		}
		if len(found) == 0 {
			near := ""
			if name, ok := keys.Near(key); ok {
				near = fmt.Sprintf("; the nearest is “%s”", lexicon.Short(name))
			}
			b.note(brief.Warning, "recipe-"+what+"-not-found", "", "The recipe %s a %s “%s”, which the table does not have%s.", does, what, lexicon.Short(key), near)
		}
	}
}

// exclude takes the cells of the rows and columns left out, by hand or as hidden ones, off the grid, and the notes that are to be kept as
// rows into the body.
func (b *body) exclude() {
	for row := range b.by.keep {
		if i := slices.Index(b.r.notes, row); i >= 0 {
			body := *b.r
			body.last, body.notes = max(body.last, row), slices.DeleteFunc(slices.Clone(b.r.notes), func(n int) bool { return n <= row })
			b.r = &body
		}
	}
	rowsOut, colsOut := maps.Clone(b.by.skipRows), maps.Clone(b.by.skipCols)
	maps.Copy(rowsOut, b.by.hidden)
	maps.Copy(colsOut, b.by.hiddenCols)
	if len(rowsOut)+len(colsOut) == 0 {
		return
	}
	b.whole, b.g = b.g, b.g.without(rowsOut, colsOut)
	rows, cols := b.bodyRows(b.by.skipRows), len(b.by.skipCols)
	switch {
	case rows == 0 && cols > 0:
		b.note(brief.Info, "left-out-by-hand", "", "%s left out, as chosen at import.", lexicon.WasWere(cols, "column"))
	case cols == 0 && rows > 0:
		b.note(brief.Info, "left-out-by-hand", "", "%s left out, as chosen at import.", lexicon.WasWere(rows, "row"))
	case rows > 0:
		b.note(brief.Info, "left-out-by-hand", "", "%s and %s left out, as chosen at import.", fault.Counted(rows, "row"), fault.Counted(cols, "column")+" were")
	}
}

func (b *body) bodyRows(rows map[int]bool) int {
	n := 0
	for row := range rows {
		if row >= b.r.top && row <= max(b.r.last, b.lastNote()) {
			n++
		}
	}
	return n
}

// markExcluded shows the cells left out by hand as such.
func (b *body) markExcluded() {
	if b.whole == nil {
		return
	}
	for row := range b.g.rows(b.r.top, max(b.r.last, b.lastNote())) {
		for col := b.r.col1; col <= b.r.col2; col++ {
			if b.g.covers(row, col) && b.whole.fact(row, col) != isBlank {
				b.roles.Set(row, col, sheet.LeftOut)
			}
		}
	}
}

// byHand is the word of a scenario that a person set.
const byHand = "set at import"

// scenarioOf reads text that is a scenario and nothing else, or that the recipe says is one.
func (b *body) scenarioOf(text string) (metric.Scenario, string, bool) {
	if sc, ok := b.scenarioByHand(text); ok {
		return sc, byHand, true
	}
	return lexicon.ScenarioOf(text)
}

func (b *body) scenarioByHand(text string) (metric.Scenario, bool) {
	if len(b.by.scenarios) == 0 || text == "" {
		return 0, false
	}
	key := lexicon.PlainKey(lexicon.Tidy(text))
	sc, ok := b.by.scenarios[key]
	if ok {
		b.by.used[key] = true
	}
	return sc, ok
}

// noteUnfit says which choices of the recipe found nothing to apply to.
func (b *tableStep) noteUnfit() {
	for _, label := range slices.Sorted(maps.Keys(b.recipe.Scenarios)) {
		if !b.by.used[lexicon.PlainKey(lexicon.Tidy(label))] {
			b.note(brief.Warning, "recipe-scenario-not-found", "", "The recipe gives “%s” a scenario, but no header and no row of the table is called so.", lexicon.Short(label))
		}
	}
	names := map[string]bool{}
	var known []string
	for _, f := range b.metrics {
		for _, raw := range append([]string{f.RawName}, f.Joined...) {
			names[raw] = true
			known = append(known, raw)
		}
	}
	gone := map[string]bool{}
	for raw := range b.recipe.Metrics {
		gone[raw] = !names[raw]
	}
	for _, raw := range b.recipe.Skip {
		gone[raw] = !names[raw] && !lexicon.IsTotal(raw) && !lexicon.IsSum(raw)
	}
	for _, raw := range slices.Sorted(maps.Keys(gone)) {
		if !gone[raw] {
			continue
		}
		near := ""
		if name, ok := match.Nearest(raw, known); ok {
			near = fmt.Sprintf("; the nearest is “%s”", lexicon.Short(name))
		}
		b.note(brief.Warning, "recipe-metric-not-found", "", "The recipe knows a metric “%s”, which the table does not have%s.", lexicon.Short(raw), near)
	}
}

// join brings metrics together that were given one name by hand, where each has scenarios the other lacks: a row "ARR B"
// that is the plan of "ARR".
func (b *tableStep) join() {
	first := map[string]*sheet.Found{}
	var kept []*sheet.Found
	for _, f := range b.metrics {
		key := strings.ToLower(f.Metric.Name)
		into := first[key]
		if into == nil || f.Skipped || into.Skipped || !b.renamed(f, into) || sharesScenario(f, into) {
			if into == nil && !f.Skipped {
				first[key] = f
			}
			kept = append(kept, f)
			continue
		}
		into.Metric.Series = append(into.Metric.Series, f.Metric.Series...)
		slices.SortStableFunc(into.Metric.Series, func(x, y *metric.Series) int {
			return slices.Index(scenarioOrder, x.Scenario) - slices.Index(scenarioOrder, y.Scenario)
		})
		into.Joined = append(append(into.Joined, f.RawName), f.Joined...)
		b.decide(into, sheet.Decision{
			What: sheet.AboutScenario, Answer: f.Metric.Series[0].Scenario.Label(), Why: fmt.Sprintf("from “%s”, joined at import", f.RawName), Sure: sheet.High,
		})
	}
	b.metrics = kept
}

// renamed reports whether one of two metrics has its name by hand.
func (b *body) renamed(f, o *sheet.Found) bool {
	return b.recipe.Metrics[f.RawName].Name != "" || b.recipe.Metrics[o.RawName].Name != ""
}

func sharesScenario(f, o *sheet.Found) bool {
	return slices.ContainsFunc(f.Metric.Series, func(x *metric.Series) bool {
		return slices.ContainsFunc(o.Metric.Series, func(y *metric.Series) bool { return x.Scenario == y.Scenario })
	})
}
