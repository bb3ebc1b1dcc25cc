package visual

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

// window returns the first and the last period of the chart, and tells what is wrong with the ones it names.
func (v *Chart) window(m *metric.Metric) (start, end metric.Period) {
	start, end, doubts := v.chart.Window(m, v.maker.fiscalStart())
	for _, d := range doubts {
		v.warn("chart-period", d.Fix, "%s", d.Text)
	}
	return start, end
}

// bound reads one end of the window, and tells where it is no period.
func (v *Chart) bound(m *metric.Metric, text string, like metric.Period, last bool) (metric.Period, bool) {
	p, ok := brief.Bound(m, text, like, last, v.maker.fiscalStart())
	if d := brief.NoPeriod(text); !ok && strings.TrimSpace(text) != "" {
		v.warn("chart-period", d.Fix, "%s", d.Text)
	}
	return p, ok
}

// lastIn returns the last point of a series up to a period.
func (v *Chart) lastIn(s *metric.Series, end metric.Period) (metric.Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if p := s.Points[i]; p.Period.IsZero() || p.Period.N <= end.N {
			return p, true
		}
	}
	return metric.Point{}, false
}

// latestOf returns a metric's latest value, or the latest one up to the end of the writer's window.
func (v *Chart) latestOf(m *metric.Metric) (metric.Point, bool) {
	p, ok := m.Actual().Latest()
	if !ok || p.Period.IsZero() || v.chart.To == "" {
		return p, ok
	}
	if to, bounded := v.bound(m, v.chart.To, p.Period, true); bounded {
		return v.lastIn(m.Actual(), to)
	}
	return p, ok
}
