package evidence

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
)

// chartKind is a kind of chart to choose, with what the document knows of it.
type chartKind struct{ brief.ChartFacts }

// chartKinds are the kinds in the order they are offered.
var chartKinds = func() []chartKind {
	var kinds []chartKind
	for _, k := range brief.ChartKinds {
		kinds = append(kinds, chartKind{k.Facts()})
	}
	return kinds
}()

func chartKindOf(k brief.ChartKind) chartKind { return chartKind{k.Facts()} }

// fitting returns the metrics that the kind can show.
func (k chartKind) fitting(metrics []*metric.Metric) []*metric.Metric {
	var fit []*metric.Metric
	for _, m := range metrics {
		if k.Fits(m) {
			fit = append(fit, m)
		}
	}
	return fit
}

// offered returns the metrics to choose from: those that fit, and beside several those of their unit.
func (k chartKind) offered(b *brief.Brief, chosen []string) []*metric.Metric {
	fit := k.fitting(b.Metrics)
	if !k.Many || k.Mixed || len(chosen) < 2 {
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

// keep returns the names among these that the kind can show: one, or several of one unit.
func (k chartKind) keep(b *brief.Brief, names []string) []string {
	var kept []string
	var unit metric.Unit
	for _, name := range names {
		m := b.Metric(name)
		switch {
		case m == nil || !k.Fits(m):
			continue
		case len(kept) == 0:
			unit = m.Unit
		case !k.Many || m.Unit != unit && !k.Mixed:
			continue
		}
		kept = append(kept, m.Name)
	}
	return kept
}

// possible reports whether the brief has what the kind takes.
func (k chartKind) possible(b *brief.Brief) bool {
	return slices.ContainsFunc(k.fitting(b.Metrics), func(m *metric.Metric) bool {
		return len(k.filled(b, []string{m.Name})) >= k.Least
	})
}

// filled adds metrics that the kind can show until it has as many as it takes.
func (k chartKind) filled(b *brief.Brief, names []string) []string {
	for _, m := range k.fitting(b.Metrics) {
		if len(names) >= k.Least {
			break
		}
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, m.Name) }) {
			if more := k.keep(b, append(slices.Clone(names), m.Name)); len(more) > len(names) {
				names = more
			}
		}
	}
	return names
}

func plural(n int, thing string) string {
	return say.N(n, "%d "+thing, "%d "+thing+"s")
}
