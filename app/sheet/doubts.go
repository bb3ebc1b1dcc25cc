package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/match"
	"throughline/app/metric"
)

// DoubtKey is the key of a doubt in the recipe of its table: its kind, the metric in small letters, and what else tells it
// from other doubts of the metric.
func DoubtKey(kind metric.DoubtKind, parts ...string) string {
	words := []string{string(kind)}
	for _, part := range parts {
		words = append(words, strings.FieldsFunc(strings.ToLower(part), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	return strings.Join(words, "-")
}

// NameDoubts gives the doubts of a reading their IDs: their keys, and for one that an earlier table has too its number.
func (r *Reading) NameDoubts() {
	taken := map[string]int{}
	for _, t := range r.Tables {
		for i := range t.Doubts {
			d := &t.Doubts[i]
			taken[d.Key]++
			if d.ID, d.Sheet = d.Key, t.Sheet.Name; taken[d.Key] > 1 {
				d.ID = fmt.Sprintf("%s-%d", d.Key, taken[d.Key])
			}
		}
	}
}

// Doubts lists the doubts of all tables.
func (r *Reading) Doubts() []metric.Doubt {
	out := []metric.Doubt{}
	for _, t := range r.Tables {
		out = append(out, t.Doubts...)
	}
	return out
}

// Settle returns the recipes of the tables with answers to their doubts, by the doubts' IDs: understood again by them, the
// workbook is read so. It fails where an answer belongs to no doubt, or is none of its readings.
func (r *Reading) Settle(answers map[string]string) ([]brief.Recipe, error) {
	recipes := make([]brief.Recipe, len(r.Tables))
	var ids []string
	left := maps.Clone(answers)
	for i, t := range r.Tables {
		recipes[i] = t.Recipe
		recipes[i].Doubts = maps.Clone(t.Recipe.Doubts)
		for _, d := range t.Doubts {
			ids = append(ids, d.ID)
			answer, ok := answers[d.ID]
			if !ok {
				continue
			}
			delete(left, d.ID)
			reading, ok := d.Reading(answer)
			if !ok {
				return nil, fault.New(fault.Usage, fmt.Sprintf("“%s” is no reading of %s; there is %s.", answer, d.ID, readingList(d)), nil)
			}
			settle(&recipes[i], d.Key, reading)
		}
	}
	if len(left) > 0 {
		id, near := slices.Sorted(maps.Keys(left))[0], "; this file has no doubts."
		if name, ok := match.Nearest(id, ids); ok {
			near = fmt.Sprintf("; the nearest is “%s”.", name)
		} else if len(ids) > 0 {
			near = "; there is " + fault.First(ids, ", ") + "."
		}
		return nil, fault.New(fault.Usage, fmt.Sprintf("There is no doubt “%s”%s", id, near), nil)
	}
	return recipes, nil
}

// readingList names the readings of a doubt with their values.
func readingList(d metric.Doubt) string {
	all := make([]string, len(d.Readings))
	for i, x := range d.Readings {
		all[i] = fmt.Sprintf("%s (%s)", x.Reading, x.Value)
	}
	return strings.Join(all, ", ")
}

func settle(r *brief.Recipe, key, reading string) {
	if r.Doubts == nil {
		r.Doubts = map[string]string{}
	}
	r.Doubts[key] = reading
}

// TakeAsRead settles every doubt of the reading as it was read.
func (r *Reading) TakeAsRead() {
	for _, t := range r.Tables {
		t.Recipe.Doubts = maps.Clone(t.Recipe.Doubts)
		for i := range t.Doubts {
			t.Doubts[i].Settled = true
			settle(&t.Recipe, t.Doubts[i].Key, t.Doubts[i].Read)
		}
	}
}

// stopping are the doubts that a metric of the table rests on and that stop an export.
func (t *Table) stopping(raw string) []metric.Doubt {
	var out []metric.Doubt
	for _, d := range t.Doubts {
		if d.Stops() && (d.Metric == "" || d.Metric == raw) {
			out = append(out, d)
		}
	}
	return out
}
