package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
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
		Understand(wb)
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
		Understand(wb)
	}
}
