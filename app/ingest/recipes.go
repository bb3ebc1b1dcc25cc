package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/sheet"
)

// asked is a region with the recipe that it is read by.
type asked struct {
	*region
	recipe brief.Recipe
	byName bool         // the recipe is this table's own, so the table is answered even where it holds nothing
	notes  []brief.Note // how the recipe was fitted
}

// assign gives the tables found in a sheet the recipes that are theirs: those with cells set by hand first, then those
// that know a header, and the first one that knows neither goes to all the rest.
func (g *grid) assign(found []*region, recipes []brief.Recipe) []asked {
	var out []asked
	var general []brief.Recipe
	headed := make([]brief.Recipe, 0, len(recipes))
	for _, r := range recipes {
		notes := g.follow(&r)
		switch area, drawn := g.rangeOf(r); {
		case drawn:
			out = append(out, asked{g.regionIn(area, r.HeaderRows, found), r, true, notes})
			continue
		case r.Range != "":
			notes = append(notes, brief.Note{
				Severity: brief.Warning, Code: "recipe-range-not-found",
				Text: fmt.Sprintf("The recipe reads the cells %s, which the sheet does not have; the table was looked for instead.", r.Range),
			})
		}
		g.notes = append(g.notes, notes...)
		if len(r.HeaderRows) > 0 {
			headed = append(headed, r)
		} else {
			general = append(general, r)
		}
	}
	drawn := slices.Clone(out)
	found = slices.DeleteFunc(slices.Clone(found), func(f *region) bool {
		return slices.ContainsFunc(drawn, func(a asked) bool { return a.cells().Overlaps(f.cells()) })
	})
	for _, r := range headed {
		// A header row that two tables side by side share is taken by the recipes in turn.
		region, at := g.headed(found, r)
		if region == nil {
			general = append(general, r)
			continue
		}
		if at >= 0 {
			found = slices.Delete(found, at, at+1)
		}
		out = append(out, asked{region, r, true, nil})
	}
	for _, f := range found {
		a := asked{region: f}
		if len(general) > 0 {
			a.recipe = general[0]
		}
		out = append(out, a)
	}
	return out
}

// rangeOf returns the cells that a recipe sets by hand, as far as the sheet goes.
func (g *grid) rangeOf(r brief.Recipe) (sheet.Range, bool) {
	area, ok := sheet.ParseRange(r.Range)
	area.Row2, area.Col2 = min(area.Row2, g.h), min(area.Col2, g.w)
	return area, ok && area.Row1 <= area.Row2 && area.Col1 <= area.Col2
}

// regionIn lays out the table in cells set by hand. Its header may lie above them, where one table was split in two;
// where none is given it is looked for inside, and then taken from the table that the cells were part of.
func (g *grid) regionIn(area sheet.Range, header []int, found []*region) *region {
	header = g.inSheet(header)
	if len(header) == 0 {
		header = g.headerIn(area, found)
	}
	r := &region{col1: area.Col1, col2: area.Col2, header: header, top: header[0], last: area.Row2}
	g.climb(r, 1)
	r.first = max(r.lastHeader()+1, area.Row1)
	g.trim(r)
	return r
}

func (g *grid) headerIn(area sheet.Range, found []*region) []int {
	for _, loose := range []bool{false, true} {
		for row := range g.rows(area.Row1, area.Row2-1) {
			if g.isHeader(row, area.Col1, area.Col2, loose) {
				r := &region{col1: area.Col1, col2: area.Col2, header: []int{row}}
				g.extendDown(r)
				g.extendUp(r, area.Row1)
				return r.header
			}
		}
		for _, f := range found {
			if f.cells().Overlaps(area) && f.lastHeader() < area.Row1 {
				return f.header
			}
		}
	}
	return []int{area.Row1}
}

// anchor is the label by which a table's header is found again: the first one, from the lowest row up, that names no
// period, since those change from month to month.
func (g *grid) anchor(r *region) *brief.Anchor {
	for _, row := range slices.Backward(r.header) {
		for c := r.col1; c <= r.col2; c++ {
			text := lexicon.Tidy(g.sheet.At(row, c).Text)
			if g.fact(row, c) != isText || text == "" {
				continue
			}
			if isPeriod := periods.IsPeriod(text); !isPeriod && !periods.HoldsPeriod(text) {
				return &brief.Anchor{Row: row, Label: text}
			}
		}
	}
	return nil
}

// follow moves a recipe's rows to where its header has gone, and says so. A recipe whose header was moved by hand since
// it was anchored is left as it is; one whose header is gone gives it up.
func (g *grid) follow(r *brief.Recipe) []brief.Note {
	a := r.Anchor
	if a == nil || !slices.Contains(r.HeaderRows, a.Row) || g.hasLabel(a.Row, a.Label) {
		return nil
	}
	var rows []int
	for row := range g.rows(1, g.h) {
		if g.hasLabel(row, a.Label) {
			rows = append(rows, row)
		}
	}
	last := r.HeaderRows[len(r.HeaderRows)-1]
	if len(rows) == 0 {
		r.HeaderRows = nil
		return []brief.Note{{
			Severity: brief.Warning, Code: "header-not-found", Cell: sheet.Address(min(last, max(g.h, 1)), 1),
			Text: fmt.Sprintf("The header “%s” is no longer in row %d, nor in another row; where the header is was decided from the file.", lexicon.Short(a.Label), a.Row),
		}}
	}
	to := slices.MinFunc(rows, func(x, y int) int { return cmp.Compare(max(x-a.Row, a.Row-x), max(y-a.Row, a.Row-y)) })
	by := to - a.Row
	r.HeaderRows = slices.Clone(r.HeaderRows)
	for i := range r.HeaderRows {
		r.HeaderRows[i] += by
	}
	if area, ok := sheet.ParseRange(r.Range); ok && area.Row1+by > 0 {
		area.Row1, area.Row2 = area.Row1+by, area.Row2+by
		r.Range = area.String()
	}
	return []brief.Note{{
		Severity: brief.Info, Code: "header-moved", Cell: sheet.Address(to, 1),
		Text: fmt.Sprintf("The header “%s” has moved from row %d to row %d; the table was read there.", lexicon.Short(a.Label), a.Row, to),
	}}
}

func (g *grid) hasLabel(row int, label string) bool {
	for c := 1; c <= g.w; c++ {
		if g.fact(row, c) == isText && lexicon.PlainKey(lexicon.Tidy(g.text(row, c))) == lexicon.PlainKey(label) {
			return true
		}
	}
	return false
}
