package block

import (
	"slices"
	"strings"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// Figures is the table of the metrics used: trend, value, what that is compared with, and as of when.
var Figures = Block{Name: "figures", Title: "Figures used", Flow: figureItems}

const (
	tableGap   = 1.3 // between columns
	trendWidth = 8.0 // of the column with the small lines
	trendInset = 0.12
	asOfWidth  = 13.0 // the most of the column with the periods
	leastNames = 0.22 // of the width: a name that is broken into pieces helps nobody
)

// onPaperSmall is the size of type beside which the small lines have their own weight.
const onPaperSmall = 9.25

// Comparison is a column of numbers.
type Comparison struct {
	Title   string
	View    string // what the ledger calls it
	Measure func(*metric.Metric) (metric.Value, error)
}

// Comparisons are the columns of numbers, the first of which is the value itself. A column that no metric has an answer to
// is left out.
var Comparisons = []Comparison{
	{"Latest", "latest", (*metric.Metric).Latest},
	{"vs period before", "change", func(m *metric.Metric) (metric.Value, error) {
		return m.Change(metric.Period{}, metric.Period{})
	}},
	{"vs plan", "vs plan", func(m *metric.Metric) (metric.Value, error) { return m.VsPlan(metric.Period{}) }},
	{"vs target", "vs target", func(m *metric.Metric) (metric.Value, error) { return m.VsTarget(metric.Period{}) }},
	{"vs prior year", "vs prior year", func(m *metric.Metric) (metric.Value, error) {
		return m.VsPriorYear(metric.Period{})
	}},
}

// figures makes the table of the metrics used: course, value, what it is compared with, and as of when.
func figureItems(v *View, fl *layout.Flow, f Fit) []*layout.Item {
	if len(v.Table) == 0 || len(v.Table) < f.Least && len(v.Notes.Definitions)+len(v.Notes.ByHand) == 0 {
		return nil
	}
	stale := map[*metric.Metric]string{}
	for _, s := range v.Brief.Stale(v.Day) {
		stale[s.Metric] = s.Words()
	}
	size := fl.Scale.Small
	t, shown := measureFigureTable(v, fl)
	wrapped := func(text string, face page.Face, color page.Color, width float64) []page.Line {
		return v.Wrap([]page.Span{{Text: text, Style: page.Style{Face: face, Size: size, Color: color}}}, width)
	}
	first, last := t.Columns[0].Width, t.Columns[len(t.Columns)-1].Width
	items := []*layout.Item{t.Header()}
	for _, row := range v.Table {
		name := wrapped(row.Metric.Name, page.SemiBold, v.Theme.Ink, first)
		if w := stale[row.Metric]; w != "" {
			name = append(name, wrapped(w, page.Regular, v.Theme.Warn, first)...)
		}
		cells := []layout.Cell{
			{Lines: name, Head: true},
			{Draw: func(s *layout.Page, box page.Rect) { drawRowTrend(v, s, row, box, size/onPaperSmall) }},
		}
		for _, i := range shown {
			cells = append(cells, numberCell(v, fl, row, i))
		}
		cells = append(cells, layout.Cell{Lines: wrapped(row.AsOf, page.Regular, v.Theme.Muted, last)})
		items = append(items, t.Row(cells))
	}
	return t.Kept(items)
}

// measureFigureTable measures the columns of the table, and answers which comparisons it has room for.
func measureFigureTable(v *View, fl *layout.Flow) (t *layout.Table, shown []int) {
	size := fl.Scale.Small
	columns := []layout.TableColumn{{Title: v.T("Metric")}, {Title: v.T("Course"), Width: size * trendWidth}}
	for i, col := range Comparisons {
		widest, has := v.Fonts.Width(v.T(col.Title), page.Style{Size: size * layout.Captions}), false
		for _, row := range v.Table {
			if t := row.Cells[i].Text; t != "" {
				has = true
				widest = max(widest, v.Fonts.Width(t, page.Style{Face: page.SemiBold, Size: size})+size)
			}
		}
		if has {
			shown = append(shown, i)
			columns = append(columns, layout.TableColumn{Title: v.T(col.Title), Width: widest, Right: true})
		}
	}
	text := page.Style{Size: size}
	asOf := layout.TableColumn{Title: v.T("As of"), Width: v.Fonts.Width(v.T("As of"), text)}
	for _, row := range v.Table {
		asOf.Width = max(asOf.Width, min(v.Fonts.Width(row.AsOf, text), size*asOfWidth))
	}
	columns = append(columns, asOf)
	t = &layout.Table{Flow: fl, Gap: size * tableGap}
	for {
		rest := fl.Width()
		for _, c := range columns[1:] {
			rest -= c.Width + t.Gap
		}
		if columns[0].Width = rest; rest > fl.Width()*leastNames || len(shown) <= 2 {
			t.Columns = columns
			return t, shown
		}
		// The last comparison goes first: a name that is broken into pieces helps nobody.
		columns = slices.Delete(columns, len(columns)-2, len(columns)-1)
		shown = shown[:len(shown)-1]
	}
}

// drawRowTrend draws the small line of a row, its stroke and dot enlarged by a factor.
func drawRowTrend(v *View, s *layout.Page, row *Row, box page.Rect, factor float64) {
	values, _, _ := visual.Trend(row.Metric)
	box = box.Inset(0, box.H*trendInset)
	drawn := &page.Page{}
	chart.DrawSpark(drawn, page.Rect{W: box.W / factor, H: box.H / factor}, values, row.Partial, v.Theme)
	s.Enlarged(drawn.Ops, factor, box.X, box.Y)
}

// numberCell makes a cell of a number: the value strong, a difference in the colour of its sense.
func numberCell(v *View, fl *layout.Flow, row *Row, i int) layout.Cell {
	cell := row.Cells[i]
	if cell.Text == "" {
		return layout.Cell{Lines: v.Fonts.Wrap([]page.Span{{Text: "–", Style: page.Style{Size: fl.Scale.Small, Color: v.Theme.Muted}}}, fl.Width())}
	}
	style := page.Style{Face: page.SemiBold, Size: fl.Scale.Small, Color: v.Theme.Ink}
	moved := 0
	if i > 0 {
		style.Face = page.Regular
		switch {
		case strings.HasPrefix(cell.Text, "+"):
			moved = 1
		case strings.HasPrefix(cell.Text, "−"):
			moved = -1
		}
		switch row.Metric.Polarity.Good(float64(moved)) {
		case 1:
			style.Color = v.Theme.Good
		case -1:
			style.Color = v.Theme.Bad
		}
	}
	entry := v.Figures.EntryOf(printedCell(row, i))
	return layout.Cell{
		Lines: v.Fonts.Wrap([]page.Span{{Text: cell.Text, Style: style}}, fl.Width()),
		Moved: moved, Color: style.Color,
		// A number enters the ledger when it is drawn, so that the ledger keeps the order of the pages.
		Prints: func() int { return recordCell(v, row, i) },
		Link:   v.linkOf(&entry),
	}
}

// recordCell enters a number of a row into the ledger, and answers its line.
func recordCell(v *View, row *Row, i int) int {
	v.Figures.Record(printedCell(row, i))
	return len(v.Figures.Ledger())
}

// printedCell is a number of a row as it is printed.
func printedCell(row *Row, i int) figure.Printed {
	cell := row.Cells[i]
	return figure.Printed{
		Place: FiguresPlace, Role: figure.RoleTable, Text: cell.Text, Metric: row.Metric.Name, View: Comparisons[i].View,
		Value: cell.Value, Format: cell.Format,
	}
}
