package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"throughline/app/book"
	"throughline/app/book/booktest"
	"throughline/app/brief"
	"throughline/app/sheet"
)

// open reads a file that must be readable.
func open(t testing.TB, path string) *sheet.Workbook {
	t.Helper()
	wb, err := book.Open(context.Background(), path, nil)
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
				points = append(points, fmt.Sprintf("%s=%s@%s", p.Period+p.Category, book.PlainNumber(p.Value), p.Cell))
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

// What the tests of package booktest share goes by short names here.
type (
	page   = booktest.Page
	styled = booktest.Styled
)

var (
	pct        = booktest.Percent
	usd        = booktest.Dollars
	mon        = booktest.Month
	workbook   = booktest.Workbook
	textFile   = booktest.TextFile
	longRows   = booktest.LongRows
	must       = booktest.Must
	noteTexts  = booktest.NoteTexts
	isSentence = booktest.IsSentence
)

const sharedData = booktest.SharedData
