package brief

import (
	"slices"
	"strings"

	"throughline/app/metric"
)

// UsedSources returns the IDs of the sources that a metric's values or target come from.
func (b *Brief) UsedSources() map[string]bool {
	used := map[string]bool{}
	for _, m := range b.Metrics {
		for _, s := range m.Series {
			used[s.Source] = true
		}
		if m.Target != nil {
			used[m.Target.Source] = true
		}
	}
	return used
}

// skip leaves a metric of a source out from now on, by the name its file has for it. Snapshots share sources, so the change
// is to a copy.
func (b *Brief) skip(source, label string) {
	i := slices.IndexFunc(b.Sources, func(s *Source) bool { return s.ID == source })
	if i < 0 || label == "" || slices.Contains(b.Sources[i].Recipe.Skip, label) {
		return
	}
	changed := *b.Sources[i]
	changed.Recipe.Skip = append(slices.Clone(changed.Recipe.Skip), label)
	b.Sources = slices.Clone(b.Sources)
	b.Sources[i] = &changed
}

// RemoveMetric takes a metric out of the brief, and the sources that served it and no other. The chart goes with its last
// metric, and the hero with its own: neither could show anything. A source that stays leaves the metric out from now on, so
// that next month's file does not offer it as new. Figures that name it stay in the text, where they are
// errors that name their sentence. An unknown ID changes nothing.
func (b *Brief) RemoveMetric(id string) {
	i := slices.IndexFunc(b.Metrics, func(m *metric.Metric) bool { return m.ID == id })
	if i < 0 {
		return
	}
	m, before := b.Metrics[i], b.UsedSources()
	b.Metrics = slices.Delete(slices.Clone(b.Metrics), i, i+1)
	after := b.UsedSources()
	b.Sources = slices.DeleteFunc(slices.Clone(b.Sources), func(s *Source) bool { return before[s.ID] && !after[s.ID] })
	for _, s := range m.Series {
		b.skip(s.Source, s.Label)
	}
	if strings.EqualFold(b.Evidence.Hero, m.Name) {
		b.Evidence.Hero = ""
	}
	b.Evidence.Figures = slices.DeleteFunc(slices.Clone(b.Evidence.Figures), func(name string) bool { return strings.EqualFold(name, m.Name) })
	if c := b.Evidence.Chart; c != nil {
		c.Metrics = slices.DeleteFunc(slices.Clone(c.Metrics), func(name string) bool { return strings.EqualFold(name, m.Name) })
		if len(c.Metrics) == 0 {
			b.Evidence.Chart = nil
		}
	}
}
