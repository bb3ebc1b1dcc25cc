package compose

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
)

// figuresPlace is the table of the metrics used, which no field of the brief is typed into.
const figuresPlace = brief.Place("figures")

// tableRow is one metric of the table, measured.
type tableRow struct {
	metric  *metric.Metric
	cells   []tableCell // by compared
	asOf    string
	partial bool
}

// tableCell is one number of a row; the zero value prints nothing.
type tableCell struct {
	value  metric.Value
	format metric.Format
	text   string
}

// compared are the columns of numbers, the first of which is the value itself. A column that no metric has an answer to is
// left out.
var compared = []struct {
	title, view string
	measure     func(*metric.Metric) (metric.Value, error)
}{
	{"Latest", "latest", (*metric.Metric).Latest},
	{"vs period before", "change", func(m *metric.Metric) (metric.Value, error) { return m.Change(metric.Period{}, metric.Period{}) }},
	{"vs plan", "vs plan", func(m *metric.Metric) (metric.Value, error) { return m.VsPlan(metric.Period{}) }},
	{"vs target", "vs target", func(m *metric.Metric) (metric.Value, error) { return m.VsTarget(metric.Period{}) }},
	{"vs prior year", "vs prior year", func(m *metric.Metric) (metric.Value, error) { return m.VsPriorYear(metric.Period{}) }},
}

// usedMetrics lists the metrics that a reader meets in the text and the evidence, in that order.
func (c *composer) usedMetrics() []*metric.Metric {
	var used []*metric.Metric
	add := func(m *metric.Metric) {
		if m != nil && !slices.Contains(used, m) {
			used = append(used, m)
		}
	}
	for _, e := range c.entries() {
		add(c.brief.Metric(e.Metric))
	}
	for _, u := range c.evidence.used {
		add(u.metric)
	}
	return used
}

// gatherTable measures the table and builds the charts of the appendix for the profiles that show them.
func (c *composer) gatherTable() {
	if len(c.profile.sections) == 0 {
		return
	}
	var overTime, byCategory []*metric.Metric
	for _, m := range c.usedMetrics() {
		p, ok := m.Actual().Latest()
		switch {
		case !ok:
		case p.Period.IsZero():
			byCategory = append(byCategory, m)
		default:
			overTime = append(overTime, m)
			c.table = append(c.table, c.rowOf(m))
		}
	}
	if c.profile.ID == brief.Deck {
		return
	}
	c.charts = append(c.charts, c.multiplesOf(overTime)...)
	for _, m := range byCategory {
		if v := c.aside(brief.Bar, m); v != nil {
			c.charts = append(c.charts, v)
		}
	}
}

// rowOf measures a metric.
func (c *composer) rowOf(m *metric.Metric) *tableRow {
	row := &tableRow{metric: m, cells: make([]tableCell, len(compared))}
	s := m.Actual()
	last, _ := s.Latest()
	row.asOf = last.Period.Label()
	if s.Scenario != metric.AC {
		row.asOf += ", " + scenarioWord(s.Scenario)
	}
	v := &visual{c: c}
	if row.partial = v.partial(s, last); row.partial {
		row.asOf = v.soFar(s, last)
	}
	var values []float64
	for i, col := range compared {
		value, err := col.measure(m)
		if err != nil || col.view == "vs target" && m.In(metric.PL) != nil && c.sameAsPlan(m) {
			continue
		}
		row.cells[i].value, row.cells[i].text = value, "?"
		values = append(values, value.Number)
	}
	// A row is read as one: the value and its differences in one scale, unless that would change the value itself.
	f := c.figures.Format()
	shared := f
	shared.Scale = f.SharedScale(m.Unit, values...)
	if len(values) > 0 && shared.Value(values[0], m.Unit) == f.Value(values[0], m.Unit) {
		f = shared
	}
	for i := range row.cells {
		if cell := &row.cells[i]; cell.text != "" {
			cell.format, cell.text = f, f.Measured(cell.value)
		}
	}
	if e := c.written(m); e != nil && row.cells[0].text != "" {
		row.cells[0].format, row.cells[0].text = e.Print, e.Text
	}
	return row
}

// written returns the first figure of the text that prints the metric's latest value in a format the writer chose, or nil:
// what the text calls 102.6% is not 103% elsewhere on the page.
func (c *composer) written(m *metric.Metric) *figure.Entry {
	ledger := c.figures.Ledger()
	i := slices.IndexFunc(ledger, func(e figure.Entry) bool {
		return e.Kind == figure.Figure && e.Metric == m.Name && e.View == "latest" && e.Format != "" && !e.Indexed
	})
	if i < 0 {
		return nil
	}
	return &ledger[i]
}

// sameAsPlan reports whether a metric's target is what its plan says for its latest period.
func (c *composer) sameAsPlan(m *metric.Metric) bool {
	last, _ := m.Actual().Latest()
	p, ok := m.In(metric.PL).At(last.Period)
	return ok && m.Target != nil && m.Target.Value == p.Value
}

// noteTable adds the cells behind the table and the charts of the appendix to the source notes.
func (c *composer) noteTable(n *notes) {
	for _, row := range c.table {
		for _, cell := range row.cells {
			for _, t := range cell.value.Terms {
				if t.Point.Cell == "" { // a target set by hand
					c.evidence.targets[row.metric] = true
					continue
				}
				n.add(c.brief, t.Source, t.Point.Cell, known(&metric.Series{Scenario: t.Scenario}, t.Point.Period))
			}
		}
	}
	for _, v := range c.charts {
		for m := range v.e.targets {
			c.evidence.targets[m] = true
		}
		for _, u := range v.e.used {
			for _, p := range u.points {
				n.add(c.brief, u.series.Source, p.Cell, known(u.series, p.Period))
			}
		}
	}
}

// mostPanels is how many small charts stand together.
const mostPanels = 6

// multiplesOf shows metrics over time as small charts, those of one grain together.
func (c *composer) multiplesOf(metrics []*metric.Metric) []*visual {
	var out []*visual
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		var own []*metric.Metric
		for _, m := range metrics {
			if m.Grain() == grain && len(m.Actual().Points) > 2 {
				own = append(own, m)
			}
		}
		groups := (len(own) + mostPanels - 1) / mostPanels
		for i := range groups { // of even size
			if v := c.aside(brief.Multiples, own[i*len(own)/groups:(i+1)*len(own)/groups]...); v != nil {
				out = append(out, v)
			}
		}
	}
	return out
}

// aside builds a chart of the appendix, nil for one that cannot be shown honestly: nobody asked for it.
func (c *composer) aside(kind brief.ChartKind, metrics ...*metric.Metric) *visual {
	if len(metrics) == 1 && kind == brief.Multiples {
		kind = brief.Line
	}
	var names []string
	for _, m := range metrics {
		names = append(names, m.Name)
	}
	told := len(c.findings)
	v, err := c.visualOf(&evidence{targets: map[*metric.Metric]bool{}}, &brief.Chart{Kind: kind, Metrics: names}, metrics)
	c.findings = c.findings[:told]
	if err != nil {
		return nil
	}
	v.place = figuresPlace
	return v
}

// figures makes the table of the metrics used: course, value, what it is compared with, and as of when.
func (c *composer) figuresTable(fl *layout.Flow) []*layout.Item {
	if len(c.table) == 0 {
		return nil
	}
	stale := map[*metric.Metric]string{}
	for _, s := range c.brief.Stale(c.day) {
		stale[s.Metric] = s.Words()
	}
	size := fl.Scale.Small
	t, shown := c.figureTable(fl)
	wrapped := func(text string, face page.Face, color page.Color, width float64) []page.Line {
		return c.Wrap([]page.Span{{Text: text, Style: page.Style{Face: face, Size: size, Color: color}}}, width)
	}
	first, last := t.Columns[0].Width, t.Columns[len(t.Columns)-1].Width
	items := []*layout.Item{t.Header()}
	for _, row := range c.table {
		name := wrapped(row.metric.Name, page.SemiBold, c.Theme.Ink, first)
		if w := stale[row.metric]; w != "" {
			name = append(name, wrapped(w, page.Regular, c.Theme.Warn, first)...)
		}
		cells := []layout.Cell{
			{Lines: name, Head: true},
			{Draw: func(s *layout.Page, box page.Rect) { c.course(s, row, box, size/onPaperSmall) }},
		}
		for _, i := range shown {
			cells = append(cells, c.numberOf(fl, row, i))
		}
		cells = append(cells, layout.Cell{Lines: wrapped(row.asOf, page.Regular, c.Theme.Muted, last)})
		items = append(items, t.Row(cells))
	}
	return t.Kept(items)
}

// figureTable measures the columns of the table, and answers which comparisons it has room for.
func (c *composer) figureTable(fl *layout.Flow) (t *layout.Table, shown []int) {
	size := fl.Scale.Small
	columns := []layout.Column{{Title: "Metric"}, {Title: "Course", Width: size * courseWidth}}
	for i, col := range compared {
		widest, has := c.Fonts.Width(col.title, page.Style{Size: size * layout.Captions}), false
		for _, row := range c.table {
			if t := row.cells[i].text; t != "" {
				has = true
				widest = max(widest, c.Fonts.Width(t, page.Style{Face: page.SemiBold, Size: size})+size)
			}
		}
		if has {
			shown = append(shown, i)
			columns = append(columns, layout.Column{Title: col.title, Width: widest, Right: true})
		}
	}
	text := page.Style{Size: size}
	asOf := layout.Column{Title: "As of", Width: c.Fonts.Width("As of", text)}
	for _, row := range c.table {
		asOf.Width = max(asOf.Width, min(c.Fonts.Width(row.asOf, text), size*asOfWidth))
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

// course draws the small line of a row, its stroke and dot enlarged by a factor.
func (c *composer) course(s *layout.Page, row *tableRow, box page.Rect, factor float64) {
	values, _, _ := courseOf(row.metric)
	box = box.Inset(0, box.H*courseInset)
	drawn := &page.Page{}
	chart.DrawSpark(drawn, page.Rect{W: box.W / factor, H: box.H / factor}, values, row.partial, c.Theme)
	s.Enlarged(drawn.Ops, factor, box.X, box.Y)
}

// numberOf makes a cell of a number: the value strong, a difference in the colour of its sense.
func (c *composer) numberOf(fl *layout.Flow, row *tableRow, i int) layout.Cell {
	cell := row.cells[i]
	if cell.text == "" {
		return layout.Cell{Lines: c.Fonts.Wrap([]page.Span{{Text: "–", Style: page.Style{Size: fl.Scale.Small, Color: c.Theme.Muted}}}, fl.Width())}
	}
	style := page.Style{Face: page.SemiBold, Size: fl.Scale.Small, Color: c.Theme.Ink}
	moved := 0
	if i > 0 {
		style.Face = page.Regular
		switch {
		case strings.HasPrefix(cell.text, "+"):
			moved = 1
		case strings.HasPrefix(cell.text, "−"):
			moved = -1
		}
		switch row.metric.Polarity.Good(float64(moved)) {
		case 1:
			style.Color = c.Theme.Good
		case -1:
			style.Color = c.Theme.Bad
		}
	}
	return layout.Cell{
		Lines: c.Fonts.Wrap([]page.Span{{Text: cell.text, Style: style}}, fl.Width()),
		Moved: moved, Color: style.Color,
		// A number enters the ledger when it is drawn, so that the ledger keeps the order of the pages.
		Prints: func() int { return c.recorded(row, i) },
		Link:   c.notes.link(cell.value.Terms[0].Source),
	}
}

// recorded enters a number of a row into the ledger, and answers its line.
func (c *composer) recorded(row *tableRow, i int) int {
	cell := row.cells[i]
	c.figures.Record(figure.Printed{
		Place: figuresPlace, Role: figure.RoleTable, Text: cell.text, Metric: row.metric.Name, View: compared[i].view,
		Value: cell.value, Format: cell.format,
	})
	return len(c.figures.Ledger())
}
