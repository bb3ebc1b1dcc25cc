package brief

import (
	"strings"

	"throughline/app/metric"
)

// Layout is how a table lies in its sheet.
type Layout string

// The layouts. What each of them means to the rest of the program is in layoutInfos.
const (
	Wide   Layout = "wide"
	Tall   Layout = "tall"
	Long   Layout = "long"
	Events Layout = "events"
)

// MetricLine is where the values of one metric lie in a table.
type MetricLine string

// The lines.
const (
	InRow     MetricLine = "row"
	InColumn  MetricLine = "column"
	Scattered MetricLine = "place" // in cells that no row or column has alone
)

// LayoutInfo is what a window, a refresh and a printed inspection need to know of a layout.
type LayoutInfo struct {
	Layout Layout
	// Code is what inspect --json prints: layouts that other programs need not tell apart share one.
	Code   string
	Metric MetricLine
	// GrowsRight says that later periods are added as columns; as rows at the end otherwise.
	GrowsRight bool
	// Aggregates says that each row is an event and that Recipe.Events puts them together: such a table is read row by row
	// however long it is, has choices of its own, and stands even where it gives no metric.
	Aggregates bool

	title       string // “{periods}” stands for "months" or "categories"
	perMetric   string
	inspect     string // “{period}” stands for "month"
	inspectBare string // of a table without periods, or of events that gave no metrics
}

// layoutInfos are all layouts, in the order in which they are offered.
var layoutInfos = []LayoutInfo{
	{
		Layout: Wide, Code: "wide", Metric: InRow, GrowsRight: true,
		title: "{periods} across", perMetric: "one metric a row", inspect: "{period}s across", inspectBare: "categories across",
	},
	{
		Layout: Tall, Code: "tall", Metric: InColumn,
		title: "{periods} down", perMetric: "one metric a column", inspect: "{period}s down", inspectBare: "one row per category",
	},
	{
		Layout: Long, Code: "long", Metric: Scattered,
		title: "one value a row", perMetric: "with the metric’s name beside it",
		inspect: "one row per metric and {period}", inspectBare: "one row per metric and {period}",
	},
	{
		Layout: Events, Code: "long", Metric: Scattered, Aggregates: true,
		title: "one event a row", perMetric: "added up by period", inspect: "one row per event, by {period}", inspectBare: "one row per event",
	},
}

// Layouts lists all layouts, in the order in which they are offered.
func Layouts() []Layout {
	out := make([]Layout, len(layoutInfos))
	for i, info := range layoutInfos {
		out[i] = info.Layout
	}
	return out
}

// Info returns what is known of a layout; of one that a later version of the program may know, only its name.
func (l Layout) Info() LayoutInfo {
	for _, info := range layoutInfos {
		if info.Layout == l {
			return info
		}
	}
	return LayoutInfo{Layout: l, Code: string(l), Metric: Scattered, title: string(l), perMetric: "with the metric’s name beside it"}
}

// Title says how a table lies in words that fit its periods: "months across", "categories down".
func (i LayoutInfo) Title(g metric.Grain) string {
	what := "categories"
	if g != metric.GrainNone {
		what = g.String() + "s"
	}
	return strings.ReplaceAll(i.title, "{periods}", what)
}

// PerMetric says where each metric is in such a table: "one metric a row".
func (i LayoutInfo) PerMetric() string { return i.perMetric }

// Inspected says how a table with so many metrics was read, as inspect prints it: "one row per event, by month".
func (i LayoutInfo) Inspected(g metric.Grain, metrics int) string {
	words := i.inspect
	if i.Aggregates && metrics == 0 || !i.Aggregates && g == metric.GrainNone {
		words = i.inspectBare
	}
	return strings.ReplaceAll(words, "{period}", g.String())
}
