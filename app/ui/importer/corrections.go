package importer

import (
	"maps"
	"slices"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// recipesOf returns the recipe of every table, as it was read.
func recipesOf(r *sheet.Reading) []brief.Recipe {
	recipes := make([]brief.Recipe, len(r.Tables))
	for i, t := range r.Tables {
		recipes[i] = t.Recipe
	}
	return recipes
}

// corrected returns the recipes of a reading with that of one table changed. The reading itself is not touched.
func corrected(r *sheet.Reading, t *sheet.Table, change func(*brief.Recipe)) []brief.Recipe {
	recipes := recipesOf(r)
	i := slices.Index(r.Tables, t)
	if i < 0 {
		return recipes
	}
	recipes[i] = changed(t.Recipe, change)
	return recipes
}

// changed returns a recipe with a change, and leaves the recipe itself as it is.
func changed(r brief.Recipe, change func(*brief.Recipe)) brief.Recipe {
	c := copyOf(r)
	if c.Metrics == nil {
		c.Metrics = map[string]brief.MetricRecipe{}
	}
	change(&c)
	if len(c.Metrics) == 0 {
		c.Metrics = nil
	}
	return c
}

// copyOf returns a recipe that can be changed without changing the reading it came from.
func copyOf(r brief.Recipe) brief.Recipe {
	r.HeaderRows, r.Skip = slices.Clone(r.HeaderRows), slices.Clone(r.Skip)
	r.SkipRows, r.SkipColumns, r.KeepRows = slices.Clone(r.SkipRows), slices.Clone(r.SkipColumns), slices.Clone(r.KeepRows)
	r.Scenarios, r.Metrics = maps.Clone(r.Scenarios), maps.Clone(r.Metrics)
	if r.Events != nil {
		events := *r.Events
		events.Measures = slices.Clone(events.Measures)
		r.Events = &events
	}
	return r
}

// The corrections of one metric, for corrected.

func rename(raw, name string) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Name = name })
}

func reunit(raw string, u metric.Unit, scale float64) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Unit, m.Scale = &u, scale })
}

func repolarize(raw string, p metric.Polarity) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Polarity = &p })
}

// rescenario says whose values a metric holds, or with nil goes back to what the file says.
func rescenario(raw string, sc *metric.Scenario) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Scenario = sc })
}

// retarget sets the target, or with nil goes back to the one in the file.
func retarget(raw string, target *float64) func(*brief.Recipe) {
	return onMetric(raw, func(m *brief.MetricRecipe) { m.Target = target })
}

func onMetric(raw string, change func(*brief.MetricRecipe)) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		m := r.Metrics[raw]
		change(&m)
		r.Metrics[raw] = m
	}
}

// skip leaves metrics out, or takes them in again.
func skip(out bool, raws ...string) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		r.Skip = slices.DeleteFunc(r.Skip, func(s string) bool { return slices.Contains(raws, s) })
		if out {
			r.Skip = append(r.Skip, raws...)
		}
	}
}
