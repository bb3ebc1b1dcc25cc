package ingest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"throughline/app/sheet"
)

// wrong lists what a reading has otherwise than the truth.
func (s *sample) wrong(r *sheet.Reading) []string {
	if len(r.Tables) != 1 {
		return []string{fmt.Sprintf("%d tables", len(r.Tables))}
	}
	t := r.Tables[0]
	var out []string
	if t.Layout != s.layout || t.Grain != s.grain {
		out = append(out, fmt.Sprintf("read as %s by %s, not %s by %s", t.Layout, t.Grain, s.layout, s.grain))
	}
	if !slices.Equal(t.HeaderRows, s.header) {
		out = append(out, fmt.Sprintf("header rows %v, not %v", t.HeaderRows, s.header))
	}
	got := map[string]*sheet.Found{}
	seen := 0
	for _, f := range t.Metrics {
		if f.Skipped {
			continue
		}
		for _, x := range f.Metric.Series {
			got[strings.ToLower(f.Metric.Name)+" "+x.Scenario.String()] = f
			seen++
		}
	}
	for _, m := range s.truth {
		key := strings.ToLower(m.name) + " " + m.scenario.String()
		f := got[key]
		if f == nil {
			out = append(out, "no "+key)
			continue
		}
		out = append(out, m.wrong(f)...)
	}
	if seen > len(s.truth) {
		out = append(out, fmt.Sprintf("%d false metrics: %v", seen-len(s.truth), slices.Sorted(maps.Keys(got))))
	}
	return out
}

func (m trueMetric) wrong(f *sheet.Found) []string {
	var out []string
	u := f.Metric.Unit
	if u.Kind != m.unit.Kind || u.Currency != m.unit.Currency {
		out = append(out, fmt.Sprintf("%s is in %v, not %v", m.name, u, m.unit))
	}
	for _, x := range f.Metric.Series {
		if x.Scenario != m.scenario {
			continue
		}
		if len(x.Points) != len(m.values) {
			out = append(out, fmt.Sprintf("%s %s has %d values, not %d", m.name, m.scenario, len(x.Points), len(m.values)))
		}
		for _, p := range x.Points {
			if want, ok := m.values[p.Period.String()]; !ok || math.Abs(want-p.Value) > math.Abs(want)*1e-9 {
				return append(out, fmt.Sprintf("%s %s of %s in %s is %v, not %v", m.name, m.scenario, p.Period, p.Cell, p.Value, want))
			}
		}
	}
	return out
}

// Workbooks of every combination of traits are understood as they were meant.
func TestMadeUpWorkbooks(t *testing.T) {
	const samples = 400
	right, all := map[string]int{}, map[string]int{}
	failed := 0
	for seed := range uint64(samples) {
		s := makeSample(seed)
		r := understand(t, s.write(t))
		wrong := s.wrong(r)
		if seed%8 == 0 {
			checkRecipes(t, fmt.Sprint("sample ", seed), r)
		}
		traits := slices.Compact(slices.Sorted(slices.Values(s.traits)))
		for _, trait := range traits {
			if all[trait]++; len(wrong) == 0 {
				right[trait]++
			}
		}
		if len(wrong) > 0 {
			if failed++; failed <= 12 {
				t.Errorf("sample %d (%s):\n  %s\n%s\n%s", seed, strings.Join(traits, "; "), strings.Join(wrong, "\n  "), show(s.rows), summary(r))
			}
		}
	}
	for _, trait := range slices.Sorted(maps.Keys(all)) {
		if right[trait] < all[trait] {
			t.Logf("%-30s %4d of %4d", trait, right[trait], all[trait])
		}
	}
	t.Logf("%d of %d workbooks understood, %d traits", samples-failed, samples, len(all))
}

// show writes the first rows of a sample.
func show(rows [][]any) string {
	var b strings.Builder
	for _, row := range rows[:min(len(rows), 9)] {
		for _, v := range row[:min(len(row), 7)] {
			if x, ok := v.(styled); ok {
				v = x.Value
			}
			if v == nil {
				v = ""
			}
			fmt.Fprintf(&b, "%v | ", v)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
