package ingest

import (
	"path/filepath"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// builder makes one table out of a region.
type builder struct {
	g         *grid
	r         *region
	recipe    brief.Recipe
	t         *sheet.Table
	cols      []*column
	titles    []string
	footnotes map[string]bool // numbers that notes below explain
	unitRows  map[int]bool    // header rows, by index, that hold nothing but units
	strands   []*strand
	tally     tally
	gaps      gaps
	layout    fit // of the layout that was chosen
	axis      axis
	onePeriod string             // that a table by category is of, as its header says
	lift      hint               // unit words above the table, for all its numbers
	liftOver  bool               // they stand over the numbers
	surveyed  *eventSurvey       // see survey, once asked
	events    *brief.Aggregation // of the layout Events, as it was carried out
	by        corrections
	naming    []*column        // see namingColumns, once asked
	decided   []sheet.Decision // about metrics
	whole     *grid            // with what was left out by hand; nil where nothing was

	numbers map[int][]float64  // by column: see numbersOf
	above   map[int]runningSum // by column: see sumAbove
}

// build reads a region in the layout its cells show or the recipe demands. It fails only with ctx's error and with that of
// a sheet that cannot be read again.
func (g *grid) build(r *region, recipe brief.Recipe) (*sheet.Table, error) {
	b := &builder{g: g, r: r, recipe: recipe, titles: g.titles(r), footnotes: g.footnotes(r)}
	b.t = &sheet.Table{Workbook: g.book, Sheet: g.sheet, HeaderRows: r.header}
	if r.headless {
		b.t.HeaderRows = nil
	}
	area := sheet.Range{Row1: r.top, Col1: r.col1, Row2: max(r.last, r.lastHeader(), b.lastNote()), Col2: r.col2}
	b.t.Roles = sheet.NewRoles(area)
	b.bind(area)
	b.exclude()
	b.profile()
	b.readLift()
	if err := g.failed(); err != nil {
		return nil, err
	}
	found := &signs{wide: b.tryWide(), down: b.tryDown()}
	if err := g.failed(); err != nil {
		return nil, err
	}
	best, how := b.chooseLayout(found)
	b.layout = how
	if err := best.build(b, found); err != nil {
		return nil, err
	}
	b.t.Title = b.title()
	b.finish()
	return b.t, g.failed()
}

func (b *builder) lastNote() int {
	if len(b.r.notes) == 0 {
		return 0
	}
	return b.r.notes[len(b.r.notes)-1]
}

// context is what the surroundings of the table say about its periods: the lines above it, the sheet's and the file's
// name, nearest first.
func (b *builder) context(header string) axisContext {
	titles := append([]string{}, b.titles...)
	titles = append(titles, b.g.sheet.Name, strings.TrimSuffix(b.g.book.File, filepath.Ext(b.g.book.File)))
	return axisContext{header: header, titles: titles, by: b.recipe.Periods}
}
