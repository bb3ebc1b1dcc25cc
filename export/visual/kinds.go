package visual

import (
	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

// kind is a kind of chart that a brief can have.
type kind struct {
	name    brief.ChartKind
	kind    chart.Kind                            // how it is drawn
	build   func(*Chart, []*metric.Metric) error  // how its values are chosen from the metrics
	message func(*Chart, []*metric.Metric) string // what its data says, see Proposal; nil for nothing
}

// kinds are the kinds of chart that a brief can have.
var kinds = []kind{
	{brief.Line, chart.Line, (*Chart).overTime, (*Chart).moved},
	{brief.Column, chart.Column, (*Chart).overTime, (*Chart).moved},
	{brief.Variance, chart.Variance, (*Chart).overTime, (*Chart).streak},
	{brief.Stacked, chart.Stacked, (*Chart).stacked, (*Chart).largestPart},
	{brief.Bar, chart.Bar, (*Chart).bars, (*Chart).extremeBar},
	{brief.Waterfall, chart.Waterfall, (*Chart).bridge, (*Chart).bridged},
	{brief.Bullet, chart.Bullet, (*Chart).bullets, (*Chart).aimed},
	{brief.Dumbbell, chart.Dumbbell, (*Chart).dumbbells, (*Chart).furthest},
	{brief.Slope, chart.Slope, (*Chart).slopes, (*Chart).furthest},
	{brief.Scatter, chart.Scatter, (*Chart).scatter, nil},
	{brief.Quadrants, chart.Quadrants, (*Chart).scatter, nil},
	{brief.Sparkline, chart.Sparkline, (*Chart).sparklines, (*Chart).rising},
	{brief.Multiples, chart.Multiples, (*Chart).multiples, (*Chart).rising},
}

// KindOf returns how a kind of chart is drawn, nil for one that there is not.
func KindOf(name brief.ChartKind) chart.Kind {
	for _, k := range kinds {
		if k.name == name {
			return k.kind
		}
	}
	return nil
}

// NameOf returns what a brief calls a kind of chart, empty for none.
func NameOf(kind chart.Kind) brief.ChartKind {
	for _, k := range kinds {
		if k.kind == kind {
			return k.name
		}
	}
	return ""
}
