package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// AddTo takes every table of the reading into the brief; see Table.AddTo.
func (r *Reading) AddTo(b *brief.Brief, imported time.Time) []*brief.Source {
	sources := make([]*brief.Source, 0, len(r.Tables))
	for _, t := range r.Tables {
		if s := t.AddTo(b, imported); s != nil {
			sources = append(sources, s)
		}
	}
	return sources
}

// AddTo takes the table into the brief: its source, and its metrics bound to that source. A metric that came from the
// same sheet of a file of the same name is brought up to date in place and keeps its ID, definition, owner, polarity and
// a target set by hand; one of the same name from elsewhere stays, and the new one is called "Name (Sheet)". Sources
// that no metric needs any more are dropped. It returns the source, or nil for a table without metrics. The table is
// not changed and can be added again.
func (t *Table) AddTo(b *brief.Brief, imported time.Time) *brief.Source {
	if !slices.ContainsFunc(t.Metrics, (*Found).taken) {
		return nil
	}
	s := t.source(imported)
	// What this table brings up to date: itself, and any state of the same sheet that came from other bytes. Another table
	// of the same sheet in the same bytes is a neighbour, not a predecessor.
	old := map[string]bool{s.ID: true}
	for _, x := range b.Sources {
		if x.File == s.File && x.Sheet == s.Sheet && x.SHA256 != s.SHA256 {
			old[x.ID] = true
		}
	}
	place(b, s)
	done := map[*metric.Metric]bool{}
	for _, f := range t.Metrics {
		if f.taken() {
			t.addMetric(b, f, s, old, done)
		}
	}
	drop(b, old, s)
	return s
}

// Renew takes chosen metrics of the table into the brief: ids names for each of them, by its RawName, the ID of the metric
// it brings up to date, or "" where it is new. What ids does not name stays out, and metrics it does not name stay as they
// are, with their sources. It returns the source, or nil where nothing was taken. The table is not changed.
func (t *Table) Renew(b *brief.Brief, imported time.Time, ids map[string]string) *brief.Source {
	s := t.source(imported)
	before, done := map[string]bool{}, map[*metric.Metric]bool{}
	var chosen []*Found
	for _, f := range t.Metrics {
		if _, ok := ids[f.RawName]; ok && f.Metric != nil && len(f.Metric.Series) > 0 {
			chosen = append(chosen, f)
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	place(b, s)
	for _, f := range chosen {
		id := ids[f.RawName]
		i := slices.IndexFunc(b.Metrics, func(m *metric.Metric) bool { return m.ID == id })
		if id == "" || i < 0 {
			t.addMetric(b, f, s, nil, done)
			continue
		}
		for _, x := range b.Metrics[i].Series {
			before[x.Source] = true
		}
		t.renew(b.Metrics[i], t.bound(f, s), f)
	}
	drop(b, before, s)
	return s
}

// place puts a source among the brief's, in place of an equal one.
func place(b *brief.Brief, s *brief.Source) {
	b.Sources = slices.DeleteFunc(slices.Clone(b.Sources), func(x *brief.Source) bool { return x.ID == s.ID })
	b.Sources = append(b.Sources, s)
}

// drop takes the old sources that no metric needs any more out of the brief.
func drop(b *brief.Brief, old map[string]bool, s *brief.Source) {
	used := b.UsedSources()
	b.Sources = slices.DeleteFunc(b.Sources, func(x *brief.Source) bool { return old[x.ID] && !used[x.ID] && x.ID != s.ID })
}

func (f *Found) taken() bool { return !f.Skipped && f.Metric != nil && len(f.Metric.Series) > 0 }

// source describes the table. Its ID is made of what identifies the cells, so that the same import gives the same ID.
func (t *Table) source(imported time.Time) *brief.Source {
	w := t.Workbook
	return &brief.Source{
		ID:   "s" + digest(w.SHA256, t.Sheet.Name, t.Range.String()),
		File: w.File, Sheet: t.Sheet.Name, Range: t.Range.String(), SHA256: w.SHA256,
		Modified: w.Modified, Imported: imported, Rows: t.Rows, Cells: t.Cells,
		Recipe: t.Recipe, Notes: slices.Clone(t.Notes),
	}
}

// bound returns a found metric as the brief holds it: its numbers know their source and what the file calls them.
func (t *Table) bound(f *Found, s *brief.Source) *metric.Metric {
	m := f.Metric.Clone()
	for i, x := range m.Series {
		own := *x
		own.Source, own.Sheet, own.Label, own.Doubts = s.ID, s.Sheet, f.RawName, t.stopping(f.RawName)
		m.Series[i] = &own
	}
	if m.Target != nil && m.Target.Cell != "" {
		m.Target.Source, m.Target.Sheet = s.ID, s.Sheet
	}
	return m
}

// renew brings a metric of the brief up to date. What is said of it there stays: its name, ID, definition, owner, limit of
// freshness, polarity unless the recipe decides it, and a target set by hand.
func (t *Table) renew(known, m *metric.Metric, f *Found) {
	if was := known.Unit; m.Unit.Kind == metric.Currency && m.Unit.Currency == "" && was.Kind == metric.Currency {
		m.Unit.Currency = was.Currency // what was chosen for a file that names no currency
	}
	known.Unit, known.Series = m.Unit, m.Series
	if t.Recipe.Metrics[f.RawName].Polarity != nil {
		known.Polarity = m.Polarity
	}
	if m.Target != nil || known.Target != nil && known.Target.Cell != "" {
		known.Target = m.Target
	}
}

// addMetric brings one metric up to date or adds it under the first name that is free.
func (t *Table) addMetric(b *brief.Brief, f *Found, s *brief.Source, old map[string]bool, done map[*metric.Metric]bool) {
	m := t.bound(f, s)
	for n := 1; ; n++ {
		m.Name = nameFor(n, f.Metric.Name, s)
		known := b.Metric(m.Name)
		switch {
		case known == nil:
			m.ID = freeID(b, "m"+digest(s.File, s.Sheet, strings.ToLower(m.Name)))
			b.Metrics = append(b.Metrics, m)
			done[m] = true
			return
		case !done[known] && comesFrom(known, old):
			t.renew(known, m, f)
			done[known] = true
			return
		}
	}
}

// nameFor returns the n-th name to try for a metric, the plain one first.
func nameFor(n int, name string, s *brief.Source) string {
	stem := strings.TrimSuffix(s.File, filepath.Ext(s.File))
	place := s.Sheet
	if place == "" {
		place = stem
	}
	switch n {
	case 1:
		return name
	case 2:
		return fmt.Sprintf("%s (%s)", name, place)
	case 3:
		return fmt.Sprintf("%s (%s, %s)", name, stem, place)
	}
	return fmt.Sprintf("%s (%s, %d)", name, place, n-2)
}

// comesFrom reports whether all of a metric's numbers are of these sources.
func comesFrom(m *metric.Metric, sources map[string]bool) bool {
	return !slices.ContainsFunc(m.Series, func(x *metric.Series) bool { return !sources[x.Source] })
}

func freeID(b *brief.Brief, id string) string {
	for n, try := 2, id; ; n++ {
		if !slices.ContainsFunc(b.Metrics, func(m *metric.Metric) bool { return m.ID == try }) {
			return try
		}
		try = fmt.Sprintf("%s-%d", id, n)
	}
}

// digest returns 12 hexadecimal digits that stand for the parts.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:6])
}
