package visual

import (
	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/chart"
)

// kind is a kind of chart that a brief can have: how it is drawn, and how its values are chosen from the metrics.
type kind struct {
	name  brief.ChartKind
	kind  chart.Kind
	build func(*Chart, []*metric.Metric) error
}

// kinds says of each kind of chart that a brief can have how it is drawn, and how its values are chosen from the metrics.
var kinds = []kind{
	{brief.Line, chart.Line, (*Chart).overTime},
	{brief.Column, chart.Column, (*Chart).overTime},
	{brief.Variance, chart.Variance, (*Chart).overTime},
	{brief.Stacked, chart.Stacked, (*Chart).stacked},
	{brief.Bar, chart.Bar, (*Chart).bars},
	{brief.Waterfall, chart.Waterfall, (*Chart).bridge},
	{brief.Bullet, chart.Bullet, (*Chart).bullets},
	{brief.Dumbbell, chart.Dumbbell, (*Chart).dumbbells},
	{brief.Slope, chart.Slope, (*Chart).slopes},
	{brief.Scatter, chart.Scatter, (*Chart).scatter},
	{brief.Quadrants, chart.Quadrants, (*Chart).scatter},
	{brief.Sparkline, chart.Sparkline, (*Chart).sparklines},
	{brief.Multiples, chart.Multiples, (*Chart).multiples},
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
