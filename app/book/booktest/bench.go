package booktest

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/app/sheet"
)

// WideWorkbook has 20 metrics over 24 months, as a team keeps them.
func WideWorkbook(b testing.TB) string {
	rows := [][]any{{"Product metrics"}, {}, {"Metric"}}
	for m := range 24 {
		rows[2] = append(rows[2], Month(2025, time.January+time.Month(m)))
	}
	for i := range 20 {
		row := []any{fmt.Sprintf("Metric %d", i)}
		for m := range 24 {
			row = append(row, Percent(float64(i+m)/100))
		}
		rows = append(rows, row)
	}
	return Workbook(b, []Page{{Name: "KPIs", Rows: rows}})
}

// sizes are the numbers of rows whose time and memory are set side by side.
var sizes = []int{1000, 10_000, 100_000}

// EachSize runs a benchmark for every size on the file that make writes.
func EachSize(b *testing.B, write func(t testing.TB, rows int) string, run func(b *testing.B, path string)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			path := write(b, n)
			b.ReportAllocs()
			run(b, path)
		})
	}
}

// LongText writes a text of n rows and ten columns, see LongRows.
func LongText(b testing.TB, n int) string { return TextFile(b, "long.csv", LongRows(n)) }

// LongRows is a long table of n rows with ten columns: five metrics for four plans over days.
func LongRows(n int) string {
	var text strings.Builder
	text.WriteString("date,metric,plan,value,target,region,owner,unit,comment,source\n")
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(&text, "%s,Metric %d,%s,%d.5,%d,EMEA,Ana,#,,export\n",
			day.AddDate(0, 0, i/20).Format(time.DateOnly), i%5, []string{"Free", "Pro", "Team", "All"}[i/5%4], i%977, i%1000)
	}
	return text.String()
}

// LongWorkbook is a workbook of n rows and ten columns, five of text and five of numbers.
func LongWorkbook(t testing.TB, n int) string {
	header := []any{"date", "metric", "plan", "region", "owner", "value", "target", "users", "seats", "cost"}
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	return Streamed(t, n+1, len(header), func(row, col int) any {
		if row == 1 {
			return header[col-1]
		}
		i := row - 2
		return []any{
			day.AddDate(0, 0, i/20).Format(time.DateOnly), fmt.Sprintf("Metric %d", i%5), []string{"Free", "Pro", "Team", "All"}[i/5%4], "EMEA", "Ana",
			float64(i%977) + 0.5, i % 1000, i % 313, i % 71, float64(i%4999) / 100,
		}[col-1]
	})
}

// Streamed writes a workbook as programs export it, row after row.
func Streamed(t testing.TB, rows, cols int, cell func(row, col int) any) string {
	t.Helper()
	f := excelize.NewFile()
	defer func() { Must(t, f.Close()) }()
	w, err := f.NewStreamWriter("Sheet1")
	Must(t, err)
	values := make([]any, cols)
	for r := range rows {
		for c := range values {
			values[c] = cell(r+1, c+1)
		}
		Must(t, w.SetRow(sheet.Address(r+1, 1), values))
	}
	Must(t, w.Flush())
	path := filepath.Join(t.TempDir(), "Streamed.xlsx")
	Must(t, f.SaveAs(path))
	return path
}
