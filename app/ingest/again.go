package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/periods"
	"throughline/app/intake"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// understandAll reads the tables of a sheet of which perhaps only the first rows are held. Tables of events are added up
// row by row. All others are understood from the whole: totals, gaps, headings and what tells rows apart can stand
// anywhere, and a table is never read in part. So the rest of the sheet is taken in for as long as that takes, and where it
// is too large for that too, refused says so.
func understandAll(
	c *canceller, wb *sheet.Workbook, s *sheet.Sheet, order metric.DateOrder, recipes []brief.Recipe,
) (tables []*sheet.Table, refused []brief.Note, err error) {
	tables, err = understandSheet(c, wb, s, order, recipes)
	if err != nil || s.Whole() || len(tables) > 0 && !slices.ContainsFunc(tables, needsWhole) {
		return tables, nil, err
	}
	whole, err := takeIn(c.ctx, s)
	if errors.Is(err, errTooLarge) {
		return slices.DeleteFunc(tables, needsWhole), []brief.Note{tooLarge(s)}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	full := *wb
	full.Sheets = slices.Clone(wb.Sheets)
	full.Sheets[slices.Index(full.Sheets, s)] = whole
	tables, err = understandSheet(c, &full, whole, periods.WorkbookOrder(c.stop, &full), recipes)
	for _, t := range tables {
		t.Workbook, t.Sheet = wb, s
	}
	return tables, nil, err
}

// needsWhole reports a table that cannot be read row by row.
func needsWhole(t *sheet.Table) bool { return !t.Layout.Info().Aggregates }

// limits caps what is taken in of a sheet that is not held whole.
var limits = struct {
	cells int // that a table may need all at once
	area  int // of the rectangle around them
}{cells: intake.Workbooks.Again, area: intake.Workbooks.Area}

var errTooLarge = errors.New("sheet too large for its layout")

// takeIn reads all rows of a sheet, within limits.
func takeIn(ctx context.Context, s *sheet.Sheet) (*sheet.Sheet, error) {
	whole := &sheet.Sheet{
		Name: s.Name, Hidden: s.Hidden, HiddenRows: s.HiddenRows, HiddenCols: s.HiddenCols, Merged: s.Merged, Named: s.Named,
		Rows: make([][]sheet.Cell, 0, s.Total()),
	}
	room, width := limits.cells-s.Total(), 0
	err := s.Each(ctx, func(_ int, cells []sheet.Cell) error {
		width = max(width, len(cells))
		if room -= len(cells); room < 0 || width*s.Total() > limits.area {
			return errTooLarge
		}
		whole.Rows = append(whole.Rows, slices.Clone(cells))
		return nil
	})
	return whole, err
}

// tooLarge says why the tables of a sheet were not read.
func tooLarge(s *sheet.Sheet) brief.Note {
	name := fmt.Sprintf("Sheet “%s”", s.Name)
	if s.Name == "" {
		name = "The file"
	}
	return brief.Note{
		Severity: brief.Warning, Code: "sheet-too-large",
		Text: fmt.Sprintf("%s has %s rows and more than %s cells, the most for a table that is not a list of dated events; no other table was read from it: sum it up, or save the rows and columns you need as a sheet of their own.",
			name, fault.Grouped(s.Total()), fault.Grouped(limits.cells)),
	}
}

// understandSheet reads the tables of one sheet, those of recipes as they say.
func understandSheet(c *canceller, wb *sheet.Workbook, s *sheet.Sheet, order metric.DateOrder, recipes []brief.Recipe) ([]*sheet.Table, error) {
	g := newGrid(c, wb, s, order)
	if err := c.failed(); err != nil {
		return nil, err
	}
	found := g.find()
	if len(found) == 0 {
		found = g.findEvents()
	}
	if len(found) == 0 {
		found = g.findList()
	}
	asked := g.assign(found, recipes)
	if err := c.failed(); err != nil {
		return nil, err
	}
	var tables []*sheet.Table
	for _, a := range asked {
		t, err := g.build(a.region, a.recipe)
		if err != nil {
			return nil, err
		}
		t.Notes = append(a.notes, t.Notes...)
		if len(t.Metrics) > 0 || a.byName || t.Layout.Info().Aggregates {
			tables = append(tables, t)
		}
		g.notes = nil // said with the sheet's first table
		g.neighbour = neighbourOf(t, g.neighbour)
	}
	slices.SortStableFunc(tables, func(a, b *sheet.Table) int {
		if a.Range.Row1 != b.Range.Row1 {
			return a.Range.Row1 - b.Range.Row1
		}
		return a.Range.Col1 - b.Range.Col1
	})
	nameTablesApart(tables)
	return tables, nil
}

// neighbourOf is the year that the next table of a sheet may share with one: that of all its periods.
func neighbourOf(t *sheet.Table, before periods.Neighbour) periods.Neighbour {
	year := 0
	for _, f := range t.Metrics {
		for _, s := range f.Metric.Series {
			for _, p := range s.Points {
				if p.Period.IsZero() || p.Period.Fiscal || p.Period.Grain == metric.Week {
					return before
				}
				if y, _ := p.Period.Parts(); year == 0 {
					year = y
				} else if y != year {
					return before
				}
			}
		}
	}
	if year == 0 {
		return before
	}
	return periods.Neighbour{Year: year, Where: t.Range.String()}
}
