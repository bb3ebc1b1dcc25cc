package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/app/sheet"
)

// wideWorkbook has 20 metrics over 24 months, as a team keeps them.
func wideWorkbook(b *testing.B) string {
	rows := [][]any{{"Product metrics"}, {}, {"Metric"}}
	for m := range 24 {
		rows[2] = append(rows[2], mon(2025, time.January+time.Month(m)))
	}
	for i := range 20 {
		row := []any{fmt.Sprintf("Metric %d", i)}
		for m := range 24 {
			row = append(row, pct(float64(i+m)/100))
		}
		rows = append(rows, row)
	}
	return workbook(b, []page{{"KPIs", rows}})
}

// longRows is a long table of n rows with ten columns: five metrics for four plans over days.
func longRows(n int) string {
	var text strings.Builder
	text.WriteString("date,metric,plan,value,target,region,owner,unit,comment,source\n")
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(&text, "%s,Metric %d,%s,%d.5,%d,EMEA,Ana,#,,export\n",
			day.AddDate(0, 0, i/20).Format(time.DateOnly), i%5, []string{"Free", "Pro", "Team", "All"}[i/5%4], i%977, i%1000)
	}
	return text.String()
}

func BenchmarkOpenWide(b *testing.B) {
	path := wideWorkbook(b)
	for b.Loop() {
		if _, err := Open(context.Background(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnderstandWide(b *testing.B) {
	wb := open(b, wideWorkbook(b))
	for b.Loop() {
		reread(b, wb)
	}
}

func BenchmarkOpenLong100k(b *testing.B) {
	path := textFile(b, "long.csv", longRows(100_000))
	for b.Loop() {
		if _, err := Open(context.Background(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnderstandLong100k(b *testing.B) {
	wb := open(b, textFile(b, "long.csv", longRows(100_000)))
	for b.Loop() {
		reread(b, wb)
	}
}

// longWorkbook is a workbook of n rows and ten columns, five of text and five of numbers.
func longWorkbook(b *testing.B, n int) string {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	must(b, err)
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	must(b, w.SetRow("A1", []any{"date", "metric", "plan", "region", "owner", "value", "target", "users", "seats", "cost"}))
	for i := range n {
		must(b, w.SetRow(sheet.Address(i+2, 1), []any{
			day.AddDate(0, 0, i/20).Format(time.DateOnly), fmt.Sprintf("Metric %d", i%5), []string{"Free", "Pro", "Team", "All"}[i/5%4], "EMEA", "Ana",
			float64(i%977) + 0.5, i % 1000, i % 313, i % 71, float64(i%4999) / 100,
		}))
	}
	must(b, w.Flush())
	path := filepath.Join(b.TempDir(), "long.xlsx")
	must(b, f.SaveAs(path))
	must(b, f.Close())
	return path
}

func BenchmarkOpenWorkbook100k(b *testing.B) {
	path := longWorkbook(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(context.Background(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}
