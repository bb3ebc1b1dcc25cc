package importer

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// The corrections of a table as a whole.

// reheader reads the table with its header in these rows. How it lies is decided anew, unless that was chosen by hand.
func reheader(rows []int, keepLayout bool) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		r.HeaderRows = rows
		if !keepLayout {
			r.Layout, r.Events = "", nil
		}
	}
}

// relayout reads the table lying another way. Its metrics have other names then, so what was said of them goes.
func relayout(l brief.Layout) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		r.Layout, r.Events, r.Skip, r.Metrics = l, nil, nil, nil
	}
}

// rerange sets the table's cells by hand; the zero Range goes back to those that were found.
func rerange(area sheet.Range) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		if area == (sheet.Range{}) {
			r.Range = ""
			return
		}
		r.Range = area.String()
		if slices.ContainsFunc(r.HeaderRows, func(row int) bool { return row < area.Row1 || row >= area.Row2 }) {
			r.HeaderRows, r.Anchor = nil, nil // looked for inside the cells
		}
	}
}

func reperiod(change func(*brief.Periods)) func(*brief.Recipe) {
	return func(r *brief.Recipe) { change(&r.Periods) }
}

// line is a row or a column of a sheet.
type line struct {
	number int
	column bool
}

// within returns the cells of the line that lie in an area.
func (l line) within(area sheet.Range) sheet.Range {
	if l.column {
		area.Col1, area.Col2 = l.number, l.number
	} else {
		area.Row1, area.Row2 = l.number, l.number
	}
	return area
}

// called names the line as people do: "row 9", "column F".
func (l line) called() string {
	if l.column {
		return say.F("column %s", sheet.ColumnName(l.number))
	}
	return say.F("row %s", group(l.number))
}

// keysOf returns the names by which a recipe knows the rows, or the columns, of a table.
func keysOf(t *sheet.Table, columns bool) sheet.Keys {
	if columns {
		return t.ColumnKeys()
	}
	return t.RowKeys()
}

// alone returns the metric whose values all lie in one line and which is not that of another line as well; nil where
// there is none. Such a line is left out by leaving the metric out.
func alone(t *sheet.Table, l line) *sheet.Found {
	lies := t.Layout.Info().Metric
	for _, f := range t.Metrics {
		if !l.column && lies == brief.InRow && f.Cells.Row1 == l.number && f.Cells.Row2 == l.number ||
			l.column && lies == brief.InColumn && f.Cells.Col1 == l.number && f.Cells.Col2 == l.number {
			return f
		}
	}
	return nil
}

// isOut reports whether nothing of a line is taken.
func isOut(t *sheet.Table, l line) bool {
	if f := alone(t, l); f != nil {
		return f.Skipped
	}
	cells := l.within(t.Range)
	for row := cells.Row1; row <= min(cells.Row2, len(t.Sheet.Rows)); row++ {
		for col := cells.Col1; col <= cells.Col2; col++ {
			switch t.Role(row, col) {
			case sheet.Value, sheet.OtherTake, sheet.Missing, sheet.Label, sheet.PeriodKey, sheet.Header:
				return false
			}
		}
	}
	return true
}

// leaveOut leaves a line out, or takes it: one that was left out by hand, or one that passed for a total or a note.
func leaveOut(t *sheet.Table, l line, out bool) func(*brief.Recipe) {
	if f := alone(t, l); f != nil {
		return skip(out, f.RawName)
	}
	keys := keysOf(t, l.column)
	key := keys.Of(l.number)
	names := func(s string) bool { return slices.Contains(keys.Find(s), l.number) }
	return func(r *brief.Recipe) {
		if key == "" {
			return
		}
		list := &r.SkipRows
		if l.column {
			list = &r.SkipColumns
		}
		byHand := slices.ContainsFunc(*list, names)
		*list = slices.DeleteFunc(*list, names)
		kept := slices.ContainsFunc(r.KeepRows, names)
		r.KeepRows = slices.DeleteFunc(r.KeepRows, func(s string) bool { return !l.column && names(s) })
		switch {
		case out && (l.column || !kept):
			*list = append(*list, key)
		case !out && !byHand && !l.column:
			r.KeepRows = append(r.KeepRows, key)
		case !out && !byHand && t.Sheet.HiddenCols[l.number]:
			r.LeaveHidden = false
		}
	}
}

// takeBack takes the lines of one name that were left out by hand.
func takeBack(key string, column bool) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		list := &r.SkipRows
		if column {
			list = &r.SkipColumns
		}
		*list = slices.DeleteFunc(*list, func(s string) bool { return s == key })
	}
}

// leaveHidden leaves the hidden rows and columns of a table out, or takes them.
func leaveHidden(out bool) func(*brief.Recipe) {
	return func(r *brief.Recipe) { r.LeaveHidden = out }
}

// lineScenario says whose values a line holds; nil leaves that to the words in the file.
func lineScenario(t *sheet.Table, l line, sc *metric.Scenario) func(*brief.Recipe) {
	keys := keysOf(t, l.column)
	key := keys.Of(l.number)
	return func(r *brief.Recipe) {
		for known := range r.Scenarios {
			if slices.Contains(keys.Find(known), l.number) {
				delete(r.Scenarios, known)
			}
		}
		if sc == nil || key == "" {
			return
		}
		if r.Scenarios == nil {
			r.Scenarios = map[string]metric.Scenario{}
		}
		r.Scenarios[key] = *sc
	}
}

// canSplit reports whether a line begins a second table: it lies inside the first.
func canSplit(t *sheet.Table, l line) bool {
	if l.column {
		return l.number > t.Range.Col1 && l.number <= t.Range.Col2
	}
	return l.number > t.Range.Row1 && l.number <= t.Range.Row2
}

// split makes two tables of one: the second begins with the line. Each keeps what was said of the metrics in its part.
func split(r *sheet.Reading, t *sheet.Table, l line) []brief.Recipe {
	first, second := t.Range, t.Range
	if l.column {
		first.Col2, second.Col1 = l.number-1, l.number
	} else {
		first.Row2, second.Row1 = l.number-1, l.number
	}
	recipes := recipesOf(r)
	i := slices.Index(r.Tables, t)
	part := func(area sheet.Range) brief.Recipe {
		c := brief.Recipe{Sheet: t.Sheet.Name, Range: area.String(), Periods: t.Recipe.Periods, Text: t.Recipe.Text, Doubts: t.Recipe.Doubts}
		c.SkipRows, c.SkipColumns, c.KeepRows = t.Recipe.SkipRows, t.Recipe.SkipColumns, t.Recipe.KeepRows
		c.LeaveHidden = t.Recipe.LeaveHidden
		for _, f := range t.Metrics {
			if m, ok := t.Recipe.Metrics[f.RawName]; ok && f.Cells.Overlaps(area) {
				if c.Metrics == nil {
					c.Metrics = map[string]brief.MetricRecipe{}
				}
				c.Metrics[f.RawName] = m
			}
		}
		return c
	}
	one, two := part(first), part(second)
	if h := t.Recipe.HeaderRows; len(h) > 0 && h[len(h)-1] < first.Row2 {
		one.HeaderRows, one.Anchor = slices.Clone(h), t.Recipe.Anchor
		if l.column { // side by side, the header's rows are those of both
			two.HeaderRows = slices.Clone(h)
		}
	}
	return slices.Replace(recipes, i, i+1, one, two)
}

// join makes one table of two that lie on one sheet: it spans both, and is read as the first one was.
func join(r *sheet.Reading, t, other *sheet.Table) []brief.Recipe {
	area := sheet.Range{
		Row1: min(t.Range.Row1, other.Range.Row1), Col1: min(t.Range.Col1, other.Range.Col1),
		Row2: max(t.Range.Row2, other.Range.Row2), Col2: max(t.Range.Col2, other.Range.Col2),
	}
	first, second := t, other
	if second.Range.Row1 < first.Range.Row1 || second.Range.Row1 == first.Range.Row1 && second.Range.Col1 < first.Range.Col1 {
		first, second = second, first
	}
	c := copyOf(first.Recipe)
	c.Range, c.Skip = area.String(), nil
	c.Layout, c.Events = "", nil
	for raw, m := range second.Recipe.Metrics {
		if c.Metrics == nil {
			c.Metrics = map[string]brief.MetricRecipe{}
		}
		if _, known := c.Metrics[raw]; !known {
			c.Metrics[raw] = m
		}
	}
	recipes := recipesOf(r)
	recipes[slices.Index(r.Tables, first)] = c
	return slices.Delete(recipes, slices.Index(r.Tables, second), slices.Index(r.Tables, second)+1)
}
