package ingest

import (
	"path/filepath"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// body is a region once its columns and its header are known, before it is decided how it lies. Layouts read it and give
// its columns their uses.
type body struct {
	g         *grid
	whole     *grid // with the rows and columns left out by hand; nil where none are
	r         *region
	recipe    brief.Recipe
	by        corrections
	titles    []string
	footnotes map[string]bool // numbers that notes below explain
	unitRows  map[int]bool    // header rows, by index, that hold nothing but units
	cols      []*column
	unit      sheetUnit
	roles     sheet.Roles
	*report
	sums     columnSums
	surveyed *eventSurvey // see survey, once asked
}

// draft is what a layout makes of a body: runs of cells that are to become metrics, or, of single events, the metrics.
type draft struct {
	layout     brief.Layout
	chosen     fit // why it is this layout
	axis       axis
	grain      metric.Grain
	rows       int // with values
	cells      int // beyond the rows that are held
	candidates []*seriesCandidate
	metrics    []*sheet.Found
	events     *brief.Aggregation // as it was carried out
	choices    *sheet.EventChoices
}

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
	b := &body{g: g, r: r, recipe: recipe, titles: g.titles(r), footnotes: g.footnotes(r), report: &report{}}
	area := sheet.Range{Row1: r.top, Col1: r.col1, Row2: max(r.last, r.lastHeader(), b.lastNote()), Col2: r.col2}
	b.roles = sheet.NewRoles(area)
	b.bind(area)
	b.exclude()
	b.profile()
	b.unit = b.readSheetUnit()
	return b
}

func (b *body) lastNote() int {
	if len(b.r.notes) == 0 {
		return 0
	}
	return b.r.notes[len(b.r.notes)-1]
}

// context is what the surroundings of the table say about its periods: the lines above it, the sheet's and the file's
// name, nearest first.
func (b *body) context(header string) axisContext {
	titles := append([]string{}, b.titles...)
	titles = append(titles, b.g.sheet.Name, strings.TrimSuffix(b.g.book.File, filepath.Ext(b.g.book.File)))
	return axisContext{header: header, titles: titles, by: b.recipe.Periods}
}
