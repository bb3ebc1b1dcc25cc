package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
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

// recipesOf returns the recipe of every table, as it was read.
func recipesOf(r *sheet.Reading) []brief.Recipe {
	recipes := make([]brief.Recipe, len(r.Tables))
	for i, t := range r.Tables {
		recipes[i] = t.Recipe
	}
	return recipes
}

// corrected returns the recipes of a reading with that of one table changed. The reading itself is not touched.
func corrected(r *sheet.Reading, t *sheet.Table, change func(*brief.Recipe)) []brief.Recipe {
	recipes := recipesOf(r)
	i := slices.Index(r.Tables, t)
	if i < 0 {
		return recipes
	}
	c := t.Recipe
	c.HeaderRows, c.Skip = slices.Clone(c.HeaderRows), slices.Clone(c.Skip)
	metrics := make(map[string]brief.MetricRecipe, len(c.Metrics)+1)
	for name, m := range c.Metrics {
		metrics[name] = m
	}
	c.Metrics = metrics
	change(&c)
	if len(c.Metrics) == 0 {
		c.Metrics = nil
	}
	recipes[i] = c
	return recipes
}

// The corrections of one metric, for corrected.

func rename(raw, name string) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Name = name })
}

func reunit(raw string, u metric.Unit, scale float64) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Unit, m.Scale = &u, scale })
}

func repolarize(raw string, p metric.Polarity) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Polarity = &p })
}

// retarget sets the target, or with nil goes back to the one in the file.
func retarget(raw string, target *float64) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Target = target })
}

func onMetric(raw string, change func(*brief.MetricRecipe)) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		m := r.Metrics[raw]
		change(&m)
		r.Metrics[raw] = m
	}
}

// skip leaves metrics out, or takes them in again.
func skip(out bool, raws ...string) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		r.Skip = slices.DeleteFunc(r.Skip, func(s string) bool { return slices.Contains(raws, s) })
		if out {
			r.Skip = append(r.Skip, raws...)
		}
	}
}

// note is something that was noticed, with the sheet it is about.
type note struct {
	brief.Note
	sheet string // empty for a note about the file
	where string // what stands in front of the sentence: "C8", "Support C8"
}

// notesOf lists everything that was noticed: what needs a look first, then in the order of the file.
func notesOf(r *sheet.Reading) []note {
	var notes []note
	add := func(sheetName string, list []brief.Note) {
		for _, n := range list {
			notes = append(notes, note{Note: n, sheet: sheetName})
		}
	}
	add("", r.Notes) // the workbook's own among them
	sheets := map[string]bool{}
	for _, t := range r.Tables {
		add(t.Sheet.Name, t.Notes)
		sheets[t.Sheet.Name] = true
	}
	for i, n := range notes {
		notes[i].where = n.Cell
		if rest, ok := strings.CutPrefix(n.Text, n.Cell+" "); ok && n.Cell != "" {
			notes[i].Text = rest // the cell stands in front already
		}
		switch {
		case n.sheet == "" && sheetNamed(r.Workbook, n.Cell) != nil:
			notes[i].sheet = n.Cell
		case len(sheets) > 1 && n.sheet != "":
			notes[i].where = strings.TrimSpace(n.sheet + " " + n.Cell)
		}
	}
	rank := map[brief.Severity]int{brief.Error: 0, brief.Warning: 1, brief.Info: 2}
	slices.SortStableFunc(notes, func(a, b note) int { return rank[a.Severity] - rank[b.Severity] })
	// A remark about the whole file comes once, however many tables it was found at.
	seen := map[string]bool{}
	return slices.DeleteFunc(notes, func(n note) bool {
		id := n.where + "\x00" + n.Text
		again := seen[id] && n.Cell == ""
		seen[id] = true
		return again
	})
}

var address = regexp.MustCompile(`\b([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?\b`)

// cells returns the first cells that a note names, as "C8", "B4:B97" or "row 9"; the zero Range where it names none.
func (n note) cells(s *sheet.Sheet) sheet.Range {
	if m := address.FindStringSubmatch(n.Cell); m != nil {
		r := sheet.Range{Row1: atoi(m[2]), Col1: columnNumber(m[1])}
		r.Row2, r.Col2 = r.Row1, r.Col1
		if m[3] != "" {
			r.Row2, r.Col2 = atoi(m[4]), columnNumber(m[3])
		}
		return r
	}
	if row, ok := strings.CutPrefix(strings.ToLower(n.Cell), "row "); ok && atoi(row) > 0 {
		return sheet.Range{Row1: atoi(row), Col1: 1, Row2: atoi(row), Col2: max(s.Width(), 1)}
	}
	return sheet.Range{}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// columnNumber is the inverse of sheet.ColumnName.
func columnNumber(letters string) int {
	n := 0
	for _, r := range letters {
		n = n*26 + int(r-'A') + 1
	}
	return n
}

// holds reports whether a cell was taken into a metric.
func holds(f *sheet.Found, row, col int) bool {
	if f.Metric == nil || !f.Cells.Contains(row, col) {
		return false
	}
	cell := sheet.Address(row, col)
	for _, s := range f.Metric.Series {
		if slices.ContainsFunc(s.Points, func(p metric.Point) bool { return p.Cell == cell }) {
			return true
		}
	}
	return f.Metric.Target != nil && f.Metric.Target.Cell == cell
}

// headerChoices is how many rows from the top are offered as the header row; a row further down is clicked.
const headerChoices = 12

// headerText says which rows hold the header: "Header row 3", "Header rows 2–3".
func headerText(t *sheet.Table) string {
	if t == nil {
		return "Choose the header row"
	}
	return headerName(t.HeaderRows)
}

func headerName(rows []int) string {
	switch len(rows) {
	case 0:
		return "No header row"
	case 1:
		return fmt.Sprintf("Header row %d", rows[0])
	}
	return fmt.Sprintf("Header rows %d–%d", rows[0], rows[len(rows)-1])
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

var layouts = []brief.Layout{brief.Wide, brief.Tall, brief.Long}

// layoutName says how a table lies in words that fit its periods: "months across", "months down".
func layoutName(l brief.Layout, g metric.Grain) string {
	what := "categories"
	if g != metric.GrainNone {
		what = g.String() + "s"
	}
	switch l {
	case brief.Wide:
		return what + " across"
	case brief.Tall:
		return what + " down"
	case brief.Long:
		return "one value a row"
	}
	return string(l)
}

func layoutText(t *sheet.Table, l brief.Layout) string {
	name := layoutName(l, t.Grain)
	return strings.ToUpper(name[:1]) + name[1:]
}

// tableText names one of several tables on a sheet.
func tableText(t *sheet.Table) string { return "Table " + t.Range.String() }

// says puts into one sentence how the workbook was read.
func says(r *sheet.Reading) string {
	switch len(r.Tables) {
	case 0:
		return "No table of numbers was found. Click the number of its header row, or choose another file."
	case 1:
		return fmt.Sprintf("Read as %s, %s. Change anything that is wrong.",
			layoutName(r.Tables[0].Layout, r.Tables[0].Grain), perMetric(r.Tables[0].Layout))
	}
	sheets := map[*sheet.Sheet]bool{}
	for _, t := range r.Tables {
		sheets[t.Sheet] = true
	}
	return fmt.Sprintf("Read as %s on %s. Change anything that is wrong.",
		plural(len(r.Tables), "table"), plural(len(sheets), "sheet"))
}

func perMetric(l brief.Layout) string {
	switch l {
	case brief.Wide:
		return "one metric a row"
	case brief.Tall:
		return "one metric a column"
	}
	return "with the metric’s name beside it"
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
		return "No metrics yet"
	case taken < all:
		return fmt.Sprintf("%d of %s", taken, plural(all, "metric"))
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
		length += " each"
	}
	return plural(all, "metric") + ", " + length
}

func acceptText(taken int) string {
	if taken == 0 {
		return "Nothing to add"
	}
	return "Add " + plural(taken, "metric")
}

// plural counts something whose plural ends in s.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return group(n) + " " + thing + "s"
}

func group(n int) string {
	return metric.Format{Style: metric.Full}.Value(float64(n), metric.Unit{Kind: metric.Count})
}
