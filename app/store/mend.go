package store

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
)

// mendable is one thing of a brief that is kept or left out by itself.
type mendable struct {
	what string // begins the sentence that says it was left out
	// kind and keys are what no other thing of the kind has: the names and IDs it is found by.
	kind string
	keys []string
	put  func(*brief.Brief) // puts it into a brief
}

// mend leaves out what a valid brief cannot hold: after damage, or in a file that was written by hand, metrics may name
// sources that are not there, and every further change of such a brief would be refused. Each thing is tried alone, in a
// brief of nothing but what it stands on, so that one of them costs nothing but itself.
func (c *contents) mend() {
	b := c.brief
	old := *b
	b.Sources, b.Metrics, b.Evidence, b.Settings = nil, nil, brief.Proof{}, brief.New("").Settings
	taken := map[string]bool{}
	// keep puts a thing into the brief where it fits; the thing tried with it is what it belongs to.
	keep := func(x mendable, belongsTo ...func(*brief.Brief)) bool {
		for _, key := range x.keys {
			if key != "" && taken[x.kind+key] {
				c.damage("invalid", "A second "+x.what+" was left out.")
				return false
			}
		}
		alone := brief.New("")
		alone.Sources = b.Sources
		for _, put := range append(belongsTo, x.put) {
			put(alone)
		}
		if err := alone.Validate(); err != nil {
			c.damage("invalid", capital(x.what)+" was left out: "+fault.Text(err))
			return false
		}
		for _, key := range x.keys {
			taken[x.kind+key] = true
		}
		x.put(b)
		return true
	}
	for _, x := range mendables(&old) {
		keep(x)
	}
	for _, m := range old.Metrics {
		series, target := m.Series, m.Target
		m.Series, m.Target = nil, nil
		whole := func(x *brief.Brief) { x.Metrics = append(x.Metrics, m) }
		if !keep(mendable{fmt.Sprintf("metric called %q", m.Name), "metric", []string{"name " + folded(m.Name), idKey(m.ID)}, whole}) {
			continue
		}
		for _, s := range series {
			before := m.Series
			m.Series = append(before[:len(before):len(before)], s)
			what := fmt.Sprintf("the %s values of %q", s.Scenario.Label(), m.Name)
			if !keep(mendable{what: what, put: func(*brief.Brief) {}}, whole) {
				m.Series = before
			}
		}
		if m.Target = target; target != nil && !keep(mendable{what: fmt.Sprintf("the target of %q", m.Name), put: func(*brief.Brief) {}}, whole) {
			m.Target = nil
		}
	}
}

// mendables lists what a brief holds beside its metrics and its parts (see decodeParts), in the order in which one thing may stand on another.
func mendables(b *brief.Brief) []mendable {
	list := []mendable{{what: "what the settings say", put: func(x *brief.Brief) { x.Settings = b.Settings }}}
	for _, s := range b.Sources {
		list = append(list, mendable{
			fmt.Sprintf("source of the file %q", s.File), "source",
			[]string{idKey(s.ID)},
			func(x *brief.Brief) { x.Sources = append(x.Sources[:len(x.Sources):len(x.Sources)], s) },
		})
	}
	hero := b.Evidence
	hero.Chart = nil
	return append(list,
		mendable{what: "the hero of the evidence", put: func(x *brief.Brief) {
			chart := x.Evidence.Chart
			x.Evidence = hero
			x.Evidence.Chart = chart
		}},
		mendable{what: "the chart of the evidence", put: func(x *brief.Brief) { x.Evidence.Chart = b.Evidence.Chart }})
}

func folded(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// idKey returns the key of an ID, "" for none, which many things may share.
func idKey(id string) string {
	if id == "" {
		return ""
	}
	return "id " + id
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
