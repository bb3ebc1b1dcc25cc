package evidence

import (
	"fmt"

	"throughline/app/brief"
	"throughline/app/metric"
)

// form is one chart form: when to choose it, and what it can show. The rules are those of brief.Chart.
type form struct {
	kind   brief.ChartKind
	advice string // one line: when to choose it
	asks   string // what stands above the metrics
	many   bool   // shows several metrics at once
	fits   func(m *metric.Metric) bool
}

var forms = []form{
	{brief.Line, "How it moved, against its target", "The metric it shows", false, hasPeriods(3)},
	{brief.Column, "A few periods, each worth reading", "The metric it shows", false, hasPeriods(2)},
	{brief.Bar, "Things side by side, now", "The metrics it compares, of one unit, or one by category", true, hasPeriods(1).or(byCategory)},
	{brief.Waterfall, "What adds up to the change", "The metric it bridges, or the parts it adds up", true, hasPeriods(2).and(addsUp)},
}

func formOf(k brief.ChartKind) form {
	for _, f := range forms {
		if f.kind == k {
			return f
		}
	}
	return forms[0]
}

// rule says whether a metric can be shown.
type rule = func(*metric.Metric) bool

type rules func(*metric.Metric) bool

func (r rules) or(other rule) rule {
	return func(m *metric.Metric) bool { return r(m) || other(m) }
}

func (r rules) and(other rule) rule {
	return func(m *metric.Metric) bool { return r(m) && other(m) }
}

func hasPeriods(n int) rules {
	return func(m *metric.Metric) bool { return m.Grain() != metric.GrainNone && len(points(m)) >= n }
}

func byCategory(m *metric.Metric) bool { return m.Grain() == metric.GrainNone && len(points(m)) > 0 }

// addsUp holds for units whose values make sums: percentages of different bases do not.
func addsUp(m *metric.Metric) bool { return m.Unit.Kind != metric.Percent }

func points(m *metric.Metric) []metric.Point {
	if s := m.Actual(); s != nil {
		return s.Points
	}
	return nil
}

// fitting returns the metrics that the form can show.
func (f form) fitting(metrics []*metric.Metric) []*metric.Metric {
	var fit []*metric.Metric
	for _, m := range metrics {
		if f.fits(m) {
			fit = append(fit, m)
		}
	}
	return fit
}

// offered returns the metrics to choose from: those that fit, and beside several those of their unit.
func (f form) offered(b *brief.Brief, chosen []string) []*metric.Metric {
	fit := f.fitting(b.Metrics)
	if !f.many || len(chosen) < 2 {
		return fit
	}
	first := b.Metric(chosen[0])
	var same []*metric.Metric
	for _, m := range fit {
		if first == nil || m.Unit == first.Unit {
			same = append(same, m)
		}
	}
	return same
}

// keep returns the names among these that the form can show: one, or several of one unit.
func (f form) keep(b *brief.Brief, names []string) []string {
	var kept []string
	var unit metric.Unit
	for _, name := range names {
		m := b.Metric(name)
		switch {
		case m == nil || !f.fits(m):
			continue
		case len(kept) == 0:
			unit = m.Unit
		case !f.many || m.Unit != unit:
			continue
		}
		kept = append(kept, m.Name)
	}
	return kept
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
