package refresh

import (
	"maps"
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Decision says what becomes of one metric.
type Decision string

// The decisions.
const (
	Take    Decision = "take"    // the new file's values
	Keep    Decision = "keep"    // the values the brief has, with the source they came from
	Convert Decision = "convert" // the new file's values, put back into the brief's unit and scale
)

// Plan is what to take of a new file: a decision for each row, by its ID. A row it does not name keeps its default.
type Plan map[string]Decision

// Kind says what a row is about.
type Kind string

// The kinds of row.
const (
	Updated   Kind = "updated"   // newer values, or other ones for the same periods
	Unchanged Kind = "unchanged" // the same values
	Renamed   Kind = "renamed"   // the file calls it something else now
	Changed   Kind = "changed"   // its unit, scale or grain is another, or its values end earlier: to be decided
	Gone      Kind = "gone"      // the file has it no more
	Added     Kind = "added"     // the brief does not have it yet
)

// Row is one metric of the review: what the new file says of it, and what is to be done.
type Row struct {
	ID       string     `json:"id"`
	Kind     Kind       `json:"kind"`
	Metric   string     `json:"metric"` // as the brief calls it, or will
	Source   string     `json:"source"` // the file and sheet its values came from: "metrics_sep.xlsx · KPIs"
	Was      string     `json:"was"`    // what the old file called it, "" for an added one
	Is       string     `json:"is"`     // what the new file calls it, "" for one that is gone
	Text     string     `json:"text"`   // the whole row in a sentence
	Restated []Restated `json:"restated"`
	Decision Decision   `json:"decision"`
	Options  []Decision `json:"options"` // what can be decided, the default first
	Decide   bool       `json:"decide"`  // somebody should look before it is taken for granted
	// Doubt is what is asked of a Changed row, with the latest value that each option prints; null where nothing is.
	Doubt *metric.Doubt `json:"doubt"`

	code    string // of Changed: that of the rule which asks
	guessed bool   // found again by likeness alone
	metric  *metric.Metric
	binding *Binding
	found   *sheet.Found
	now     *metric.Metric // what would be taken
	factor  float64
}

// Offers reports whether the row can be decided so.
func (row *Row) Offers(d Decision) bool { return slices.Contains(row.Options, d) }

// Restated is a value of a past period that the new file tells otherwise.
type Restated struct {
	Period   metric.Period   `json:"period,omitzero"`
	Category string          `json:"category,omitempty"`
	Scenario metric.Scenario `json:"scenario"`
	Old      string          `json:"old"`
	New      string          `json:"new"`
	OldValue float64         `json:"oldValue"`
	NewValue float64         `json:"newValue"`
	Cell     string          `json:"cell"` // in the new file
}

// decided returns the rows as a plan decides them. A decision that a row does not offer is not made.
func (r *Renewal) decided(plan Plan) []Row {
	rows := r.Rows()
	for i := range rows {
		if d, ok := plan[rows[i].ID]; ok && rows[i].Offers(d) {
			rows[i].Decision, rows[i].Decide = d, rows[i].Decide && rows[i].Kind == Gone
		}
	}
	return rows
}

// Apply takes what the plan says into the brief, which must be the one the renewal was read for or a copy of it. A metric
// that is not taken stays with its values and their source.
func (r *Renewal) Apply(b *brief.Brief, plan Plan, imported time.Time) {
	rows := r.decided(plan)
	left := r.left(rows, plan) // before the brief changes, which may be the one it was read for
	done := map[*sheet.Table]bool{}
	for _, bound := range r.Bindings {
		if done[bound.Table] {
			continue
		}
		done[bound.Table] = true
		t := *bound.Table
		t.Metrics, t.Recipe.Metrics = slices.Clone(t.Metrics), maps.Clone(t.Recipe.Metrics)
		if t.Recipe.Metrics == nil {
			t.Recipe.Metrics = map[string]brief.MetricRecipe{}
		}
		t.Recipe.Skip = slices.Clone(t.Recipe.Skip)
		ids := map[string]string{}
		for i := range rows {
			if rows[i].binding != nil && rows[i].binding.Table == bound.Table && rows[i].found != nil {
				rows[i].enter(&t, ids)
			}
		}
		if len(t.Recipe.Metrics) == 0 {
			t.Recipe.Metrics = nil
		}
		t.Renew(b, imported, ids)
	}
	for id, doubt := range left {
		wait(b, id, doubt)
	}
}

// enter names the row's metric among those a table renews, with what next month's reading has to know of it.
func (row *Row) enter(t *sheet.Table, ids map[string]string) {
	f := row.found
	if row.Decision == Keep {
		if row.Kind == Added {
			t.Recipe.Skip = append(t.Recipe.Skip, f.RawName)
		}
		return
	}
	if row.metric == nil {
		ids[f.RawName] = ""
		return
	}
	ids[f.RawName] = row.metric.ID
	recipe := t.Recipe.Metrics[f.RawName]
	copied := *f
	copied.Metric = row.now.Clone()
	if row.Decision == Convert {
		unit := row.metric.Unit
		recipe.Unit, recipe.Scale = &unit, f.Scale/row.factor
		copied.Metric = rescaled(copied.Metric, row.factor)
	}
	// A file that shows the same numbers without a unit leaves the brief's.
	if (row.code != "unit" || row.Decision == Convert) && unlike(row.metric.Unit, f.Metric.Unit) {
		copied.Metric.Unit = row.metric.Unit
	}
	if row.guessed {
		recipe.Name = row.metric.Name
	}
	if recipe != (brief.MetricRecipe{}) {
		t.Recipe.Metrics[f.RawName] = recipe
	}
	t.Metrics[slices.Index(t.Metrics, f)] = &copied
}

// rescaled returns a metric with all values divided by a factor.
func rescaled(m *metric.Metric, factor float64) *metric.Metric {
	divide := func(v float64) float64 {
		if factor < 1 {
			return v * (1 / factor)
		}
		return v / factor
	}
	for i, s := range m.Series {
		c := *s
		c.Points = slices.Clone(s.Points)
		for j := range c.Points {
			c.Points[j].Value = divide(c.Points[j].Value)
		}
		m.Series[i] = &c
	}
	if m.Target != nil && m.Target.Cell != "" {
		m.Target.Value = divide(m.Target.Value)
	}
	return m
}

// Fits reports whether a brief still has the metrics and values that the renewal was read for; its texts may have moved on.
func (r *Renewal) Fits(b *brief.Brief) bool {
	if len(b.Metrics) != len(r.before.Metrics) {
		return false
	}
	for i, m := range b.Metrics {
		was := r.before.Metrics[i]
		if m.ID != was.ID || m.Unit != was.Unit || !slices.Equal(m.Series, was.Series) {
			return false
		}
	}
	return true
}
