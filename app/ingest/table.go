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
	wide := b.tryWide()
	down := b.tryDown()
	if err := g.failed(); err != nil {
		return nil, err
	}
	switch layout := b.chooseLayout(wide, down); layout {
	case brief.Wide:
		b.wide(wide)
	case brief.Events:
		if err := b.aggregate(); err != nil {
			return nil, err
		}
	default:
		b.down(down, layout)
	}
	if err := g.failed(); err != nil {
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

// chooseLayout decides between periods across and rows down.
func (b *builder) chooseLayout(wide wideSigns, down downSigns) brief.Layout {
	switch b.recipe.Layout {
	case brief.Wide, brief.Tall, brief.Long:
		return b.recipe.Layout
	case brief.Events:
		if b.mayAggregate() {
			return brief.Events
		}
		b.note(brief.Warning, "no-event-date", "", "No column holds a date in most rows, so the rows were not added up by period.")
	}
	if wide.fits && (down.key == nil || !wide.embedded && !wide.named) {
		return brief.Wide
	}
	if b.recipe.Layout == "" && (b.r.events || down.events) && b.mayAggregate() {
		return brief.Events
	}
	if len(down.segments) > 0 && down.key != nil {
		return brief.Long
	}
	return brief.Tall
}

// context is what the surroundings of the table say about its periods: the lines above it, the sheet's and the file's
// name, nearest first.
func (b *builder) context(header string) axisContext {
	titles := append([]string{}, b.titles...)
	titles = append(titles, b.g.sheet.Name, strings.TrimSuffix(b.g.book.File, filepath.Ext(b.g.book.File)))
	return axisContext{header: header, titles: titles, by: b.recipe.Periods}
}
