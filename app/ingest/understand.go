// Package ingest understands the sheets of typed cells that package book reads: it finds the tables of metrics in them and
// lays them out as series with a cell for each value. What it skipped, doubted or decided is a note or a reason the user
// can see. It must not know the window, the store or the clock, and reads no files.
package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Understand finds the tables of a workbook and reads them as metrics. Recipes correct it: one applies to the sheet of
// its name, and there, where it has header rows, to the table that has them; what it leaves empty is decided from the
// file. The answer depends on nothing else, and reading again with the recipes of its tables gives the same tables. It fails
// only with ctx's error, and where a sheet that is too large to be held cannot be read from its file again.
func Understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	out := &sheet.Reading{Workbook: wb, Notes: slices.Clone(wb.Notes)}
	known := map[string]bool{}
	c := &canceller{ctx: ctx}
	order := periods.WorkbookOrder(c.stop, wb)
	for _, s := range wb.Sheets {
		if err := c.failed(); err != nil {
			return nil, err
		}
		known[s.Name] = true
		var mine []brief.Recipe
		for _, r := range recipes {
			if r.Sheet == s.Name {
				mine = append(mine, r)
			}
		}
		tables, refused, err := understandAll(c, wb, s, order, mine)
		if err != nil {
			return nil, err
		}
		out.Tables = append(out.Tables, tables...)
		out.Notes = append(out.Notes, refused...)
		switch {
		case len(tables) == 0 && len(refused) > 0:
		case len(tables) == 0:
			out.Notes = append(out.Notes, noTable(s))
		case s.Hidden:
			out.Notes = append(out.Notes, brief.Note{
				Severity: brief.Info, Code: "hidden-sheet",
				Text: fmt.Sprintf("Sheet “%s” is hidden in the workbook; it was read like the others.", s.Name),
			})
		}
	}
	keepFormat(out)
	noteSheetsAlike(out)
	out.NameDoubts()
	for _, r := range recipes {
		if !known[r.Sheet] && (r.Sheet != "" || len(r.HeaderRows) > 0) {
			out.Notes = append(out.Notes, brief.Note{
				Severity: brief.Warning, Code: "sheet-not-found",
				Text: fmt.Sprintf("The file has no sheet “%s” any more; it was read there last time.", r.Sheet),
			})
		}
	}
	return out, nil
}

// keepFormat puts what a person chose of a text file's format into the recipes of its tables; what was decided from the
// bytes is decided from next month's bytes anew.
func keepFormat(r *sheet.Reading) {
	if r.Workbook.Text == nil {
		return
	}
	for _, t := range r.Tables {
		t.Recipe.Text = r.Workbook.Text.Chosen
	}
}

// noteSheetsAlike says that sheets called by months or quarters hold tables of one shape, which were read one by one.
func noteSheetsAlike(r *sheet.Reading) {
	alike := map[string][]*sheet.Table{}
	var shapes []string
	for _, t := range r.Tables {
		if p, ok := metric.ParsePeriod(lexicon.Tidy(t.Sheet.Name)); t.Grain != metric.GrainNone || !ok && !periods.IsPeriod(t.Sheet.Name) || ok && !periods.Plausible(p) {
			continue
		}
		names := make([]string, len(t.Metrics))
		for i, f := range t.Metrics {
			names[i] = f.RawName
		}
		shape := strings.Join(names, "\x00")
		if alike[shape] == nil {
			shapes = append(shapes, shape)
		}
		alike[shape] = append(alike[shape], t)
	}
	for _, shape := range shapes {
		if ts := alike[shape]; len(ts) > 1 {
			r.Notes = append(r.Notes, brief.Note{
				Severity: brief.Warning, Code: "sheets-alike", Cell: ts[0].Range.String(),
				Text: fmt.Sprintf("The sheets “%s” to “%s” hold one table each, of one shape and with a period for a name; they were read one by one. Put their rows together as one table with a column for the period, and import that for a series.",
					ts[0].Sheet.Name, ts[len(ts)-1].Sheet.Name),
			})
		}
	}
}

func noTable(s *sheet.Sheet) brief.Note {
	n := brief.Note{Severity: brief.Info, Code: "no-table"}
	name := fmt.Sprintf("Sheet “%s”", s.Name)
	if s.Name == "" {
		name = "The file"
	}
	filled := false
	for _, row := range s.Rows {
		filled = filled || len(row) > 0
	}
	if filled {
		n.Text = name + " holds no table of numbers under a header."
	} else {
		n.Text = name + " is empty."
	}
	return n
}
