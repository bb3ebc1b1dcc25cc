package ingest

import (
	"throughline/app/brief"
	"throughline/app/sheet"
)

// build reads a region in the layout its cells show or the recipe demands: its columns are profiled, the layout that fits
// best makes a draft, and the draft is made a table. It fails with the error of a context that has ended and with that of a
// sheet that cannot be read again.
func (g *grid) build(r *region, recipe brief.Recipe) (*sheet.Table, error) {
	b := g.newBody(r, recipe)
	if err := g.failed(); err != nil {
		return nil, err
	}
	found := &signs{wide: b.tryWide(), down: b.tryDown()}
	if err := g.failed(); err != nil {
		return nil, err
	}
	best, how := b.chooseLayout(found)
	d, err := best.build(b, found)
	if err != nil {
		return nil, err
	}
	d.chosen = how
	t := b.tableOf(d, r)
	return t, g.failed()
}

// newBody profiles a region: what its recipe corrects, what its columns hold, what the header and the lines above it say.
func (g *grid) newBody(r *region, recipe brief.Recipe) *body {
	b := &body{g: g, r: r, recipe: recipe, titles: g.titles(r), footnotes: g.footnotes(r), report: &report{settled: recipe.Doubts}}
	area := sheet.Range{Row1: r.top, Col1: r.col1, Row2: max(r.last, r.lastHeader(), b.lastNote()), Col2: r.col2}
	b.roles = sheet.NewRoles(area)
	b.bind(area)
	b.exclude()
	b.fillDown()
	b.profile()
	b.unit, b.coins = b.readSheetUnit(), b.currencyColumn()
	return b
}
