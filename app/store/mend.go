package store

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/metric"
)

// mend leaves out what a valid brief cannot hold: after damage, or in a file that was written by hand, metrics may name
// sources that are not there, and every further change of such a brief would be refused.
func (c *contents) mend() {
	b := c.brief
	leaveOut := func(what string, err error) {
		c.damage("invalid", what+" was left out: "+fault.Text(err))
	}
	sources, metrics, evidence, settings := b.Sources, b.Metrics, b.Evidence, b.Settings
	// fits puts one thing into a brief of nothing else.
	fits := func(put func(*brief.Brief)) error {
		alone := brief.New("")
		alone.Sources = b.Sources
		put(alone)
		return alone.Validate()
	}

	b.Sources, b.Metrics, b.Evidence, b.Settings = nil, nil, brief.Proof{}, brief.New("").Settings
	if err := fits(func(x *brief.Brief) { x.Settings = settings }); err == nil {
		b.Settings = settings
	} else {
		leaveOut("What the settings say", err)
	}
	seen := map[string]bool{}
	for _, s := range sources {
		if s.ID != "" && !seen[s.ID] {
			seen[s.ID] = true
			b.Sources = append(b.Sources, s)
		}
	}
	names, ids := map[string]bool{}, map[string]bool{}
	for _, m := range metrics {
		name := strings.ToLower(strings.TrimSpace(m.Name))
		if names[name] || ids[m.ID] {
			c.damage("invalid", fmt.Sprintf("A second metric called %q was left out.", m.Name))
			continue
		}
		series, target := m.Series, m.Target
		m.Series, m.Target = nil, nil
		put := func(x *brief.Brief) { x.Metrics = []*metric.Metric{m} }
		if err := fits(put); err != nil {
			leaveOut("A metric", err)
			continue
		}
		names[name], ids[m.ID] = true, m.ID != ""
		for _, s := range series {
			m.Series = append(m.Series, s)
			if err := fits(put); err != nil {
				m.Series = m.Series[:len(m.Series)-1]
				leaveOut(fmt.Sprintf("A series of %q", m.Name), err)
			}
		}
		if m.Target = target; target != nil {
			if err := fits(put); err != nil {
				m.Target = nil
				leaveOut(fmt.Sprintf("The target of %q", m.Name), err)
			}
		}
		b.Metrics = append(b.Metrics, m)
	}
	if err := fits(func(x *brief.Brief) { x.Evidence = evidence }); err == nil {
		b.Evidence = evidence
	} else {
		leaveOut("The evidence", err)
	}
}
