package block

import (
	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/visual"
)

// Exhibits is the right-hand side of the page, resolved: a number or a quote, and a chart.
type Exhibits struct {
	Hero   *Hero
	Quote  *brief.Quote
	Chart  *chart.Spec
	Visual *visual.Chart // what the chart was built from

	Used    []visual.Points         // what the chart shows
	Targets map[*metric.Metric]bool // the metrics whose target is printed
}

// Hero is a number that the decision rests on, compared with others.
type Hero struct {
	Metric  *metric.Metric
	Partial bool // its latest period is not over
	Apart   bool // it is not of the period that its neighbours are of, so the period stands beside its name
	Name    string
	Value   *figure.Entry
	When    string // "Oct 2026", and "2029, plan" for what is no actual value
	Changes []Change
}

// Change is the hero compared with something, in words.
type Change struct {
	Entry   *figure.Entry
	Against string // "vs Sep 2026"
	Moved   int    // +1 up, −1 down, 0 where nothing to speak of
	Good    int    // +1, −1, or 0 where that is not for us to say
}

// Row is one metric of the table, measured.
type Row struct {
	Metric  *metric.Metric
	Cells   []Number // by compared
	AsOf    string
	Partial bool
}

// Number is one number of a row; the zero value prints nothing.
type Number struct {
	Value  metric.Value
	Format metric.Format
	Text   string
}
