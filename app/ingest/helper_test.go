package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// styled is a cell with a number format.
type styled struct {
	value  any
	format string
}

// pct, usd and mon are cells as people format them.
func pct(v float64) styled { return styled{v, "0.0%"} }
func usd(v float64) styled { return styled{v, `"$"#,##0`} }
func mon(year int, m time.Month) styled {
	return styled{time.Date(year, m, 1, 0, 0, 0, 0, time.UTC), "mmm-yy"}
}

// page is one sheet of a generated workbook.
type page struct {
	name string
	rows [][]any
}

// workbook writes a workbook and returns its path; tweak may do more to it.
func workbook(t testing.TB, pages []page, tweak ...func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	styles := map[string]int{}
	for i, p := range pages {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", p.name))
		} else if _, err := f.NewSheet(p.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range p.rows {
			for c, v := range row {
				if v == nil {
					continue
				}
				cell := sheet.Address(r+1, c+1)
				s, ok := v.(styled)
				if !ok {
					must(t, f.SetCellValue(p.name, cell, v))
					continue
				}
				must(t, f.SetCellValue(p.name, cell, s.value))
				id, known := styles[s.format]
				if !known {
					var err error
					if id, err = f.NewStyle(&excelize.Style{CustomNumFmt: &s.format}); err != nil {
						t.Fatal(err)
					}
					styles[s.format] = id
				}
				must(t, f.SetCellStyle(p.name, cell, cell, id))
			}
		}
	}
	for _, do := range tweak {
		do(f)
	}
	path := filepath.Join(t.TempDir(), "metrics.xlsx")
	must(t, f.SaveAs(path))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// textFile writes a text table and returns its path.
func textFile(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// open reads a file that must be readable.
func open(t testing.TB, path string) *sheet.Workbook {
	t.Helper()
	wb, err := Open(context.Background(), path, nil)
	if err != nil {
		t.Fatalf("Open(%s): %v", filepath.Base(path), err)
	}
	return wb
}

// reread understands a workbook that can be held.
func reread(t testing.TB, wb *sheet.Workbook, recipes ...brief.Recipe) *sheet.Reading {
	t.Helper()
	r, err := Understand(context.Background(), wb, recipes...)
	must(t, err)
	return r
}

func understand(t testing.TB, path string, recipes ...brief.Recipe) *sheet.Reading {
	t.Helper()
	return reread(t, open(t, path), recipes...)
}

// csvTable reads a text table as the only table of its file.
func csvTable(t testing.TB, content string, recipes ...brief.Recipe) *sheet.Table {
	t.Helper()
	return only(t, understand(t, textFile(t, "metrics.csv", content), recipes...))
}

func only(t testing.TB, r *sheet.Reading) *sheet.Table {
	t.Helper()
	if len(r.Tables) != 1 {
		t.Fatalf("found %d tables, want one:\n%s", len(r.Tables), summary(r))
	}
	return r.Tables[0]
}

// lines writes a table down, one line per series: its name, unit, scenario and points with their cells.
func lines(t *sheet.Table) []string {
	out := []string{}
	for _, f := range t.Metrics {
		if f.Skipped {
			continue
		}
		for _, m := range inspectMetric(f) {
			var points []string
			for _, p := range m.Points {
				points = append(points, fmt.Sprintf("%s=%s@%s", p.Period+p.Category, plainNumber(p.Value), p.Cell))
			}
			unit := m.Unit
			if m.Currency+m.Symbol != "" {
				unit += " " + m.Currency + m.Symbol
			}
			out = append(out, fmt.Sprintf("%s [%s] %s: %s", m.Name, unit, m.Scenario, strings.Join(points, " ")))
		}
	}
	return out
}

func summary(r *sheet.Reading) string {
	var b strings.Builder
	_ = Describe(&b, r)
	return b.String()
}

// noteTexts returns the texts of the notes with a code.
func noteTexts(notes []brief.Note, code string) []string {
	var out []string
	for _, n := range notes {
		if n.Code == code {
			out = append(out, n.Text)
		}
	}
	return out
}
