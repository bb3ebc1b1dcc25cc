package importer

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// key names a metric, or with an empty raw name its table, across readings of the same workbook: the range of a table
// changes with its header row, so a table is known by its place among those of its sheet.
type key struct {
	sheet string
	table int
	raw   string
}

// ofTable returns the key of the table alone.
func (k key) ofTable() key { k.raw = ""; return k }

func keyOf(r *sheet.Reading, t *sheet.Table, f *sheet.Found) key {
	k := key{sheet: t.Sheet.Name, table: slices.Index(tablesOn(r, t.Sheet), t)}
	if f != nil {
		k.raw = f.RawName
	}
	return k
}

// find returns what a key names in a reading; nils where it has gone.
func find(r *sheet.Reading, k key) (*sheet.Table, *sheet.Found) {
	tables := tablesOn(r, sheetNamed(r.Workbook, k.sheet))
	if k.table < 0 || k.table >= len(tables) {
		return nil, nil
	}
	t := tables[k.table]
	for _, f := range t.Metrics {
		if f.RawName == k.raw {
			return t, f
		}
	}
	return t, nil
}

// tablesOn returns the tables of a sheet, in order.
func tablesOn(r *sheet.Reading, s *sheet.Sheet) []*sheet.Table {
	var tables []*sheet.Table
	for _, t := range r.Tables {
		if t.Sheet == s && s != nil {
			tables = append(tables, t)
		}
	}
	return tables
}

func sheetNamed(wb *sheet.Workbook, name string) *sheet.Sheet {
	for _, s := range wb.Sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// takenIn counts the metrics of a table that are not left out.
func takenIn(t *sheet.Table) int {
	n := 0
	for _, f := range t.Metrics {
		if !f.Skipped {
			n++
		}
	}
	return n
}

func metricsIn(r *sheet.Reading) int {
	n := 0
	for _, t := range r.Tables {
		n += len(t.Metrics)
	}
	return n
}

// firstTable returns the table to show first: one of a sheet that can be seen, with metrics, if there is any.
func firstTable(r *sheet.Reading) *sheet.Table {
	for _, t := range r.Tables {
		if !t.Sheet.Hidden && takenIn(t) > 0 {
			return t
		}
	}
	if len(r.Tables) > 0 {
		return r.Tables[0]
	}
	return nil
}

// holds reports whether a cell was taken into a metric.
func holds(f *sheet.Found, row, col int) bool {
	if f.Metric == nil {
		return false
	}
	for _, s := range f.Metric.Series {
		// A ratio's second column lies elsewhere; other values lie among the metric's cells.
		if !f.Cells.Contains(row, col) && (len(s.Points) == 0 || !strings.Contains(s.Points[0].Cell, "÷")) {
			continue
		}
		if slices.ContainsFunc(s.Points, func(p metric.Point) bool { return names(p.Cell, row, col) }) {
			return true
		}
	}
	return f.Metric.Target != nil && names(f.Metric.Target.Cell, row, col)
}

// names reports whether where a value comes from names a cell: "B4", "E2:E9001 where B in Sep 2026",
// "C2:C90 ÷ D2:D90".
func names(from string, row, col int) bool {
	from, _, _ = strings.Cut(from, " where ")
	for from != "" {
		var part string
		part, from, _ = strings.Cut(from, " ÷ ")
		if r, ok := sheet.ParseRange(part); ok && r.Contains(row, col) {
			return true
		}
	}
	return false
}

// headerChoices is how many rows from the top are offered as the header row; a row further down is clicked.
const headerChoices = 12

// headerText says which rows hold the header: "Header row 3", "Header rows 2–3".
func headerText(t *sheet.Table) string {
	if t == nil {
		return say.T("Choose the header row")
	}
	return headerName(t.HeaderRows)
}

func headerName(rows []int) string {
	switch len(rows) {
	case 0:
		return say.T("No header row")
	case 1:
		return say.F("Header row %d", rows[0])
	}
	return say.F("Header rows %d–%d", rows[0], rows[len(rows)-1])
}

// headerOptions offers the rows near the top, the present ones, and the present ones with a neighbour.
func headerOptions(s *sheet.Sheet, t *sheet.Table) [][]int {
	var options [][]int
	add := func(rows ...int) {
		for _, r := range rows {
			if r < 1 || r > len(s.Rows) {
				return
			}
		}
		if !slices.ContainsFunc(options, func(o []int) bool { return slices.Equal(o, rows) }) {
			options = append(options, rows)
		}
	}
	for row := 1; row <= headerChoices; row++ {
		add(row)
	}
	if t != nil && len(t.HeaderRows) > 0 {
		first, last := t.HeaderRows[0], t.HeaderRows[len(t.HeaderRows)-1]
		add(first)
		add(last)
		add(t.HeaderRows...)
		add(last-1, last)
		add(last, last+1)
		add(last-2, last-1, last)
	}
	slices.SortStableFunc(options, func(a, b []int) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	return options
}

func layoutText(t *sheet.Table, l brief.Layout) string {
	return upperFirst(l.Info().Title(t.Grain))
}

// tableText names one of several tables on a sheet.
func tableText(t *sheet.Table) string { return say.F("Table %s", t.Range.String()) }

// says puts into one sentence how the workbook was read.
func says(r *sheet.Reading) string {
	switch len(r.Tables) {
	case 0:
		return say.T("No table of numbers was found. Click the number of its header row, or choose another file.")
	case 1:
		layout := r.Tables[0].Layout.Info()
		return say.F("Read as %s, %s. Change anything that is wrong.",
			layout.Title(r.Tables[0].Grain), layout.PerMetric())
	}
	sheets := map[*sheet.Sheet]bool{}
	for _, t := range r.Tables {
		sheets[t.Sheet] = true
	}
	return say.F("Read as %s on %s. Change anything that is wrong.",
		plural(len(r.Tables), "table"), plural(len(sheets), "sheet"))
}

// heading counts the metrics, and says how long they are where all of one table have the same length.
func heading(r *sheet.Reading) string {
	taken, all := 0, 0
	for _, t := range r.Tables {
		taken += takenIn(t)
		all += len(t.Metrics)
	}
	switch {
	case all == 0:
		return say.T("No metrics yet")
	case taken < all:
		return say.F("%d of %s", taken, plural(all, "metric"))
	case len(r.Tables) > 1:
		return plural(all, "metric")
	}
	t := r.Tables[0]
	most := 0
	for _, f := range t.Metrics {
		if f.Metric != nil {
			if s := f.Metric.Actual(); s != nil {
				most = max(most, len(s.Points))
			}
		}
	}
	length := plural(most, t.Grain.String())
	if t.Grain == metric.GrainNone {
		length = plural(most, "row")
	}
	if all > 1 {
		length = say.F("%s each", length)
	}
	return plural(all, "metric") + ", " + length
}

func acceptText(taken int) string {
	if taken == 0 {
		return say.T("Nothing to add")
	}
	return say.F("Add %s", plural(taken, "metric"))
}

// plural counts something whose plural ends in s.
func plural(n int, thing string) string {
	return say.N(n, "%s "+thing, "%s "+thing+"s", group(n))
}

func group(n int) string {
	return metric.Format{Style: metric.Full}.Value(float64(n), metric.Unit{Kind: metric.Count})
}
