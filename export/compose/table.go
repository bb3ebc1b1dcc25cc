package compose

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/block"
	"throughline/export/visual"
)

// usedMetrics lists the metrics that a reader meets in the text and the evidence, in that order.
func (c *composer) usedMetrics() []*metric.Metric {
	var used []*metric.Metric
	add := func(m *metric.Metric) {
		if m != nil && !slices.Contains(used, m) {
			used = append(used, m)
		}
	}
	for _, e := range c.Figures.Ledger() {
		add(c.Brief.Metric(e.Metric))
	}
	for _, u := range c.Evidence.Used {
		add(u.Metric)
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
			c.Table = append(c.Table, c.rowOf(m))
		}
	}
	if len(c.profile.slides) > 0 {
		return
	}
	c.Charts = append(c.Charts, c.multiplesOf(overTime)...)
	for _, m := range byCategory {
		if v := c.aside(brief.Bar, m); v != nil {
			c.Charts = append(c.Charts, v)
		}
	}
}

// rowOf measures a metric.
func (c *composer) rowOf(m *metric.Metric) *block.Row {
	row := &block.Row{Metric: m, Cells: make([]block.Number, len(block.Comparisons))}
	s := m.Actual()
	last, _ := s.Latest()
	row.AsOf = c.Words.Period(last.Period)
	if s.Scenario != metric.AC {
		row.AsOf += ", " + c.T(visual.ScenarioWord(s.Scenario))
	}
	mk := c.maker()
	if row.Partial = mk.Partial(s, last); row.Partial {
		row.AsOf = c.Words.Line(mk.SoFar(s, last))
	}
	var values []float64
	for i, col := range block.Comparisons {
		value, err := col.Measure(m)
		if err != nil || col.View == "vs target" && m.In(metric.PL) != nil && c.sameAsPlan(m) {
			continue
		}
		row.Cells[i].Value, row.Cells[i].Text = value, "?"
		values = append(values, value.Number)
	}
	// A row is read as one: the value and its differences in one scale, unless that would change the value itself.
	f := c.Figures.Format()
	shared := f
	shared.Scale = f.SharedScale(m.Unit, values...)
	if len(values) > 0 && shared.Value(values[0], m.Unit) == f.Value(values[0], m.Unit) {
		f = shared
	}
	for i := range row.Cells {
		if cell := &row.Cells[i]; cell.Text != "" {
			cell.Format, cell.Text = f, f.Measured(cell.Value)
		}
	}
	if e := c.written(m); e != nil && row.Cells[0].Text != "" {
		row.Cells[0].Format, row.Cells[0].Text = e.Print, e.Text
	}
	return row
}

// written returns the first figure of the text that prints the metric's latest value in a format the writer chose, or nil:
// what the text calls 102.6% is not 103% elsewhere on the page.
func (c *composer) written(m *metric.Metric) *figure.Entry {
	ledger := c.Figures.Ledger()
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
