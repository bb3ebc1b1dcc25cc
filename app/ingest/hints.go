package ingest

import (
	"regexp"
	"slices"
	"strings"

	"throughline/app/sheet"
)

// useNames takes the sheet's Excel Tables for what their authors made them: the bounds of a table, whose first row is its
// header. They replace what was found in their place.
func (g *grid) useNames(found []*region) []*region {
	for _, n := range g.sheet.Named {
		r := g.tableNamed(n)
		if r == nil {
			continue
		}
		found = slices.DeleteFunc(found, func(f *region) bool { return f.cells().Overlaps(r.cells()) })
		found = append(found, r)
	}
	for _, r := range found {
		for _, n := range g.sheet.Named {
			if r.name == "" && n.Range.Overlaps(r.cells()) && n.Range.Row2 >= r.last && n.Range.Row1 <= r.first && n.Range.Col2 > n.Range.Col1 {
				r.name = spokenName(n.Name)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *region) int { return a.header[0] - b.header[0] })
	return found
}

// tableNamed lays out an Excel Table; nil for other ranges, for one without numbers, and for one that was put over a sheet
// as it was, whose header is "Column1", "Column2".
func (g *grid) tableNamed(n sheet.Named) *region {
	area := n.Range
	area.Row2, area.Col2 = min(area.Row2, g.h), min(area.Col2, g.w)
	if !n.Table || area.Row2 <= area.Row1 || area.Col2 < area.Col1 || len(g.numericBelow(area.Row1, area.Col1, area.Col2)) == 0 {
		return nil
	}
	automatic := 0
	for c := area.Col1; c <= area.Col2; c++ {
		if automaticHeader.MatchString(g.text(area.Row1, c)) {
			automatic++
		}
	}
	if automatic*2 > area.Col2-area.Col1 {
		return nil
	}
	r := &region{col1: area.Col1, col2: area.Col2, header: []int{area.Row1}, last: area.Row2}
	g.extendUp(r, 1)
	g.climb(r, 1)
	r.first = r.lastHeader() + 1
	g.trim(r)
	return r
}

var (
	automaticHeader = regexp.MustCompile(`(?i)^(column|spalte|colonne|columna|colonna|coluna|kolom)\s?\d+$`)
	automaticName   = regexp.MustCompile(`(?i)^(table|tabelle|tableau|tabla|tabella|tabela|tabel)_?\d+(_\d+)*$`)
	nameJoint       = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
)

// spokenName writes the name of a range as people would, "tblChurnByPlan" as "Churn By Plan"; empty for one that a program
// gave.
func spokenName(name string) string {
	if automaticName.MatchString(name) {
		return ""
	}
	for _, prefix := range []string{"tbl_", "tbl", "rng_", "rng"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return strings.TrimSpace(nameJoint.ReplaceAllString(strings.ReplaceAll(name, "_", " "), "$1 $2"))
}
