package visual

import (
	"cmp"
	"slices"

	"throughline/app/metric"
	"throughline/export/chart"
)

// scatter builds dots of two metrics against each other, the first along the foot, by category or by period; a third metric
// is the area of bubbles. A 2×2 is divided at the targets where both metrics have one, else at the medians.
func (v *Chart) scatter(metrics []*metric.Metric) error {
	if len(metrics) < 2 {
		instead := chart.Line
		if metrics[0].Grain() == metric.GrainNone {
			instead = chart.Bar
		}
		return refuse("scatter-one", "Choose a second metric, or show it alone.", instead,
			"A scatter holds two metrics against each other, and %s is alone.", metrics[0].Name)
	}
	if len(metrics) > 3 {
		v.warn("chart-one-metric", "Take the others out of the chart.",
			"A scatter shows two metrics and with bubbles a third; “%s” is left out.", metrics[3].Name)
		metrics = metrics[:3]
	}
	x, y := metrics[0], metrics[1]
	c := &chart.Cloud{X: chart.Axis{Name: x.Name, Unit: x.Unit}, Y: chart.Axis{Name: y.Name, Unit: y.Unit}}
	v.Spec.Cloud = c
	series := [3]*metric.Series{x.Actual(), y.Actual()}
	if len(metrics) == 3 {
		c.Area = &chart.Axis{Name: metrics[2].Name, Unit: metrics[2].Unit}
		series[2] = metrics[2].Actual()
	}
	for _, s := range series[:len(metrics)] {
		if s == nil || len(s.Points) == 0 {
			return refuse("chart-empty", "Choose metrics that have values.", nil, "One of the metrics has no values to show.")
		}
	}
	used := v.dots(c, metrics, series[:len(metrics)])
	if len(c.Dots) == 0 {
		instead := chart.Multiples
		if x.Grain() == metric.GrainNone || y.Grain() == metric.GrainNone {
			instead = nil // a metric by category has no course to draw
		}
		return refuse("scatter-apart", "Choose two metrics of the same table.", instead,
			"%s and %s have no category or period in common, so no dot has both values.", x.Name, y.Name)
	}
	for k, m := range metrics {
		v.use(m, series[k], used[k]...)
	}
	v.titleCloud(c, metrics, used[0])
	return nil
}

// titleCloud writes the three lines over a scatter, and divides a 2×2.
func (v *Chart) titleCloud(c *chart.Cloud, metrics []*metric.Metric, used []metric.Point) {
	x, y := metrics[0], metrics[1]
	when := v.undated(x.Actual())
	if first, last := used[0].Period, used[len(used)-1].Period; !first.IsZero() {
		when = Span(first, last) + ", " + v.inScenarios(metrics) + ", one dot a " + grainNouns[first.Grain]
	}
	what := unitAlone(y.Unit) + " against " + lower(unitAlone(x.Unit))
	if c.Area != nil {
		what += "; area: " + metrics[2].Name
	}
	if v.Spec.Kind == chart.Quadrants {
		when += "; " + v.divide(c, x, y)
	}
	v.Spec.Title = [3]string{y.Name + " against " + x.Name, what, when}
}

// dots makes a dot of each category or period that all metrics have, and answers the points they are made of, by metric.
func (v *Chart) dots(c *chart.Cloud, metrics []*metric.Metric, series []*metric.Series) [3][]metric.Point {
	var used [3][]metric.Point
	for _, p := range v.dotsOf(metrics[0]) {
		at := [3]metric.Point{p}
		complete := true
		for k := 1; k < len(metrics); k++ {
			q, ok := pointLike(series[k], p)
			at[k], complete = q, complete && ok
		}
		if !complete {
			continue
		}
		name := p.Category
		if !p.Period.IsZero() {
			name = p.Period.Label()
		}
		d := chart.Dot{Name: name, X: at[0].Value, Y: at[1].Value}
		if c.Area != nil {
			d.Area = at[2].Value
		}
		for k, series := range []int{chart.AcrossSeries, chart.UpSeries, chart.AreaSeries}[:len(metrics)] {
			used[k] = append(used[k], at[k])
			v.show(series, len(c.Dots), metrics[k], metrics[k].Actual(), at[k])
		}
		c.Dots = append(c.Dots, d)
	}
	return used
}

// dotsOf returns the points of a metric that may be dots: those of the writer's window, the latest ones of many.
func (v *Chart) dotsOf(m *metric.Metric) []metric.Point {
	points := m.Actual().Points
	if m.Grain() == metric.GrainNone {
		return points
	}
	start, end := v.window(m)
	return slices.DeleteFunc(slices.Clone(points), func(p metric.Point) bool { return p.Period.N < start.N || p.Period.N > end.N })
}

// pointLike returns the point of a series with the category or period of another.
func pointLike(s *metric.Series, p metric.Point) (metric.Point, bool) {
	if !p.Period.IsZero() {
		return s.At(p.Period)
	}
	for _, q := range s.Points {
		if q.Period.IsZero() && same(q.Category, p.Category) {
			return q, true
		}
	}
	return metric.Point{}, false
}

// divide sets where a 2×2 is divided, names its fields, and says so.
func (v *Chart) divide(c *chart.Cloud, x, y *metric.Metric) string {
	c.Quadrants = v.chart.Quadrants
	if x.Target != nil && y.Target != nil {
		c.Split = &[2]float64{x.Target.Value, y.Target.Value}
		c.SplitBy = [2]string{"target", "target"}
		for k, m := range []*metric.Metric{x, y} {
			v.show(chart.AcrossSeries-k, chart.SplitStep, m, targetSeries(m), targetPoint(m, metric.Period{}))
			v.Targets[m] = true
		}
		return "divided at the targets"
	}
	xs, ys := make([]float64, len(c.Dots)), make([]float64, len(c.Dots))
	for i, d := range c.Dots {
		xs[i], ys[i] = d.X, d.Y
	}
	c.Split = &[2]float64{v.median(xs, chart.AcrossSeries), v.median(ys, chart.UpSeries)}
	c.SplitBy = [2]string{"median", "median"}
	return "divided at the medians"
}

// median returns the middle of the values of a measure, and keeps which dots it is made of.
func (v *Chart) median(values []float64, series int) float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	low, high := order[(len(order)-1)/2], order[len(order)/2]
	m := made{metric.OpAverage, []cell{{series, low}, {series, high}}}
	if low == high {
		m.of = m.of[:1]
	}
	v.made[cell{series, chart.SplitStep}] = m
	return values[low]/2 + values[high]/2
}
