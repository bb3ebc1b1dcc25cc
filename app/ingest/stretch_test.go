package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/sheet"
)

// headHeld returns a workbook as if of each of its sheets the first rows alone were held, and the rest came as a stream.
func headHeld(wb *sheet.Workbook, head int) *sheet.Workbook {
	out := *wb
	out.Sheets = nil
	for _, s := range wb.Sheets {
		part := *s
		part.Rows = slices.Clone(s.Rows[:min(head, len(s.Rows))])
		part.Stretch(len(s.Rows), func(ctx context.Context, give func(int, []sheet.Cell) error) error {
			for i, cells := range s.Rows {
				if err := errors.Join(ctx.Err(), give(i+1, cells)); err != nil {
					return err
				}
			}
			return nil
		})
		out.Sheets = append(out.Sheets, &part)
	}
	return &out
}

// Tables of every layout give the same metrics, notes and counts whether the sheet was held or not.
func TestTablesOfStretchedSheets(t *testing.T) {
	var tall, long, wide, events strings.Builder
	tall.WriteString("Month,Users,ARR ($k)\n")
	long.WriteString("month,metric,region,value\n")
	wide.WriteString("Metric,2024-01,2024-02,2024-03\n")
	events.WriteString("order date,order id,amount\n")
	day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 300 {
		fmt.Fprintf(&tall, "%s,%d,%d.5\n", day.AddDate(0, i, 0).Format("2006-01"), i*3, i)
		fmt.Fprintf(&long, "%s,Metric %d,%s,%d\n", day.AddDate(0, i/6, 0).Format("2006-01"), i%3, []string{"EMEA", "APAC"}[i/3%2], i*7)
		fmt.Fprintf(&wide, "Metric %d,%d,%d,%d\n", i, i, i+1, i+2)
		fmt.Fprintf(&events, "%s,A%d,%d\n", day.AddDate(0, 0, i*i%200).Format(time.DateOnly), i, i%17)
	}
	tall.WriteString("Total,1,2\nSource: the warehouse\n")
	for name, content := range map[string]string{"tall": tall.String(), "long": long.String(), "wide": wide.String(), "events": events.String()} {
		path := textFile(t, "t.csv", content)
		whole := open(t, path)
		want := only(t, reread(t, whole))
		r := reread(t, headHeld(whole, 60))
		got := only(t, r)
		if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
			t.Errorf("%s (-held +streamed):\n%s", name, diff)
		}
		if got.Rows != want.Rows || got.Cells != want.Cells || got.Layout != want.Layout || got.Range != want.Range {
			t.Errorf("%s: %d rows, %d cells, %s, %v; held %d, %d, %s, %v", name, got.Rows, got.Cells, got.Layout, got.Range, want.Rows, want.Cells, want.Layout, want.Range)
		}
		if diff := cmp.Diff(want.Notes, got.Notes); diff != "" {
			t.Errorf("%s, notes (-held +streamed):\n%s", name, diff)
		}
		if got.Sheet != r.Workbook.Sheets[0] || got.Workbook != r.Workbook {
			t.Errorf("%s: the table belongs to another workbook", name)
		}
	}
}

// A table too large to be understood whole is refused in a sentence with the numbers, never read in part.
func TestTableTooLargeIsRefused(t *testing.T) {
	before := limits
	limits.cells = 600
	t.Cleanup(func() { limits = before })
	var wide strings.Builder
	wide.WriteString("Metric,2024-01,2024-02,2024-03\n")
	for i := range 300 {
		fmt.Fprintf(&wide, "Metric %d,%d,%d,%d\n", i, i, i+1, i+2)
	}
	r := reread(t, headHeld(open(t, textFile(t, "t.csv", wide.String())), 20))
	got := noteTexts(r.Notes, "sheet-too-large")
	if len(r.Tables) != 0 || len(got) != 1 || !isSentence(got[0]) || !strings.Contains(got[0], "301 rows and more than 600 cells") {
		t.Errorf("%d tables, notes %q", len(r.Tables), got)
	}
	if len(noteTexts(r.Notes, "no-table")) != 0 {
		t.Errorf("a sheet that was refused is said to have no table")
	}
}
