package visual

import (
	"throughline/app/brief"
	"throughline/app/metric"
)

// visuals says how each form is built from its metrics.
var visuals = map[brief.ChartKind]func(*Chart, []*metric.Metric) error{
	brief.Line:      (*Chart).overTime,
	brief.Column:    (*Chart).overTime,
	brief.Variance:  (*Chart).overTime,
	brief.Stacked:   (*Chart).stacked,
	brief.Bar:       (*Chart).bars,
	brief.Waterfall: (*Chart).bridge,
	brief.Bullet:    (*Chart).bullets,
	brief.Dumbbell:  (*Chart).dumbbells,
	brief.Slope:     (*Chart).slopes,
	brief.Scatter:   (*Chart).scatter,
	brief.Quadrants: (*Chart).scatter,
	brief.Sparkline: (*Chart).sparklines,
	brief.Multiples: (*Chart).multiples,
}
