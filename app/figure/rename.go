package figure

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/part"
)

// RenameMetric gives a metric a new name and renames it in every figure and wherever the brief names it. The recipe of its
// source learns the new name too, so that next month's file brings it under that name. The brief is changed in place:
// pass a clone. A name that is empty, unknown or taken is refused, and nothing is changed.
func RenameMetric(b *brief.Brief, from, to string) error {
	to = strings.Join(strings.Fields(to), " ")
	m := b.Metric(from)
	switch {
	case m == nil:
		return fault.New(fault.Usage, "This brief has no metric “"+from+"”; nothing was renamed.", nil)
	case to == "":
		return fault.New(fault.Usage, "A metric needs a name; type one.", nil)
	}
	if other := b.Metric(to); other != nil && other != m {
		return fault.New(fault.Usage, "The brief already has a metric “"+other.Name+"”; choose another name.", nil)
	}
	from = m.Name
	renamed := func(name string) string {
		if same(name, from) {
			return to
		}
		return name
	}
	for _, f := range b.Fields() {
		if text := renameIn(f.Text, renamed); text != f.Text {
			b.SetText(f.Place, text)
		}
	}
	for _, r := range b.References() {
		if r.Kind == part.MetricKind && same(r.Name, from) {
			r.Set(to)
		}
	}
	if chart := b.Evidence.Chart; chart != nil {
		chart.Highlight = renamed(chart.Highlight)
	}
	for i, s := range b.Sources {
		for _, series := range m.Series {
			if series.Source == s.ID {
				b.Sources[i] = relabelled(s, series.Label, from, to)
				break
			}
		}
	}
	m.Name = to
	return nil
}

// relabelled returns a copy of a source whose recipe calls a metric by its new name; sources are shared and never
// written. label is what the file calls the metric, empty where that was not kept.
func relabelled(s *brief.Source, label, from, to string) *brief.Source {
	raw := cmp.Or(label, from)
	for name, recipe := range s.Recipe.Metrics {
		if same(recipe.Name, from) {
			raw = name
		}
	}
	c := *s
	c.Recipe.Metrics = maps.Clone(s.Recipe.Metrics)
	if c.Recipe.Metrics == nil {
		c.Recipe.Metrics = map[string]brief.MetricRecipe{}
	}
	recipe := c.Recipe.Metrics[raw]
	recipe.Name = to
	c.Recipe.Metrics[raw] = recipe
	return &c
}

// renameIn rewrites the figures of a text whose metric's name changes, and leaves all else as it was typed.
func renameIn(text string, renamed func(string) string) string {
	tokens, _ := Scan(text)
	var b strings.Builder
	at := 0
	for _, t := range tokens {
		name := renamed(t.Metric)
		if name == t.Metric {
			continue
		}
		b.WriteString(text[at:t.Start])
		b.WriteString(Write(name, t.View, t.Format))
		at = t.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Uses lists the places that need a metric: the fields with a figure of it, and those that name it.
func Uses(b *brief.Brief, name string) []brief.Place {
	var places []brief.Place
	for _, f := range b.Fields() {
		tokens, _ := Scan(f.Text)
		if slices.ContainsFunc(tokens, func(t Token) bool { return same(t.Metric, name) }) {
			places = append(places, f.Place)
		}
	}
	for _, r := range b.References() {
		if r.Kind == part.MetricKind && same(r.Name, name) && !slices.Contains(places, r.Place) {
			places = append(places, r.Place)
		}
	}
	return places
}

// same compares metric names as figures do.
func same(a, b string) bool { return part.Same(a, b) }
