package visual

import (
	"throughline/app/metric"
)

// Trend returns the latest values of a metric over time, with a gap where one is missing, and the periods they are of.
func Trend(m *metric.Metric) (values []float64, first, last metric.Period) {
	const most = 25
	points := m.Actual().Points
	last = points[len(points)-1].Period
	first = points[max(len(points)-most, 0)].Period
	if last.N-first.N > 4*most { // far apart: the course of the last ones only
		first = last.Add(-most)
	}
	for p := first; p.N <= last.N; p = p.Add(1) {
		value := nan
		if at, ok := m.Actual().At(p); ok {
			value = at.Value
		}
		values = append(values, value)
	}
	return values, first, last
}
