package evidence

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

// form is one chart form: when to choose it, and what it can show. The rules are those of brief.Chart.
type form struct {
	kind   brief.ChartKind
	advice string // one line: when to choose it
	asks   string // what stands above the metrics
	least  int    // metrics it takes, counting one
	many   bool   // shows several metrics at once
	mixed  bool   // of several, they may be of different units
	fits   func(m *metric.Metric) bool
}

var forms = []form{
	{brief.Line, "How it moved, against its target", "The metric it shows", 1, false, false, hasPeriods(3)},
	{brief.Column, "A few periods, each worth reading", "The metric it shows", 1, false, false, hasPeriods(2)},
	{brief.Variance, "Where actual and plan came apart", "The metric it holds against its plan", 1, false, false, hasPeriods(1).and(hasPlan)},
	{brief.Stacked, "How the parts of a whole grew", "The parts, and last the total, of one unit", 2, true, false, hasPeriods(1).and(addsUp)},
	{brief.Bar, "Things side by side, now", "The metrics it compares, of one unit, or one by category", 1, true, false, hasPeriods(1).or(byCategory)},
	{brief.Waterfall, "What adds up to the change", "The metric it bridges, or the parts it adds up", 1, true, false, hasPeriods(2).and(addsUp)},
	{brief.Bullet, "How near each is to its target", "The metrics it shows, of any unit", 1, true, true, hasPeriods(1)},
	{brief.Dumbbell, "From where to where, or from plan to actual", "The metrics it shows, of one unit, or one by category", 1, true, false, hasPeriods(2).or(rules(byCategory).and(hasPlan))},
	{brief.Slope, "Who rose and who fell between two periods", "The metrics it compares, of one unit", 2, true, false, hasPeriods(2)},
	{brief.Scatter, "Whether two metrics go together", "Across, up, and as a third the area of bubbles", 2, true, true, hasPeriods(3).or(byCategory)},
	{brief.Quadrants, "What to do first: two metrics, four fields", "Across and up", 2, true, true, hasPeriods(3).or(byCategory)},
	{brief.Sparkline, "Many metrics at a glance", "The metrics it shows, of any unit", 1, true, true, hasPeriods(3)},
	{brief.Multiples, "The same picture for each of a few", "Up to nine metrics, of any unit", 2, true, true, hasPeriods(3)},
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

// hasPlan holds for actual values with a plan or a prior year beside them.
func hasPlan(m *metric.Metric) bool {
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if s := m.In(sc); s != nil && s != m.Actual() {
			return true
		}
	}
	return false
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
	if !f.many || f.mixed || len(chosen) < 2 {
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
		case !f.many || m.Unit != unit && !f.mixed:
			continue
		}
		kept = append(kept, m.Name)
	}
	return kept
}

// possible reports whether the brief has what the form takes.
func (f form) possible(b *brief.Brief) bool {
	return slices.ContainsFunc(f.fitting(b.Metrics), func(m *metric.Metric) bool {
		return len(f.filled(b, []string{m.Name})) >= f.least
	})
}

// filled adds metrics that the form can show until it has as many as it takes.
func (f form) filled(b *brief.Brief, names []string) []string {
	for _, m := range f.fitting(b.Metrics) {
		if len(names) >= f.least {
			break
		}
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, m.Name) }) {
			if more := f.keep(b, append(slices.Clone(names), m.Name)); len(more) > len(names) {
				names = more
			}
		}
	}
	return names
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
