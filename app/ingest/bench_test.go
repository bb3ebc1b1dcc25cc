package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
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

// sizes are the numbers of rows whose time and memory are set side by side.
var sizes = []int{1000, 10_000, 100_000}

// eachSize runs a benchmark for every size on the file that make writes.
func eachSize(b *testing.B, write func(b *testing.B, rows int) string, run func(b *testing.B, path string)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			path := write(b, n)
			b.ReportAllocs()
			run(b, path)
		})
	}
}

func openAgain(b *testing.B, path string) {
	for b.Loop() {
		if _, err := Open(context.Background(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func understandAgain(b *testing.B, path string) {
	wb := open(b, path)
	for b.Loop() {
		reread(b, wb)
	}
}

func longText(b *testing.B, n int) string { return textFile(b, "long.csv", longRows(n)) }

func BenchmarkOpenWide(b *testing.B)       { openAgain(b, wideWorkbook(b)) }
func BenchmarkUnderstandWide(b *testing.B) { understandAgain(b, wideWorkbook(b)) }

func BenchmarkOpenText(b *testing.B)           { eachSize(b, longText, openAgain) }
func BenchmarkOpenWorkbook(b *testing.B)       { eachSize(b, longWorkbook, openAgain) }
func BenchmarkUnderstandText(b *testing.B)     { eachSize(b, longText, understandAgain) }
func BenchmarkUnderstandWorkbook(b *testing.B) { eachSize(b, longWorkbook, understandAgain) }

// BenchmarkBars holds reading to what it is measured against, in one run on one file of 100,000 rows and 20 columns: a bare
// unpacking, and excelize's rows as they stand. Both ratios are printed.
func BenchmarkBars(b *testing.B) {
	path := streamed(b, 100_000, 20, func(row, col int) any {
		switch col % 4 {
		case 0:
			return fmt.Sprintf("text %d", row%5000)
		case 1:
			return float64(row*col%99_991) / 100
		}
		return row * col % 10_007
	})
	var unpacking, reading, excelizing time.Duration
	for b.Loop() {
		unpacking += timed3(b, func() error { return unpack(path) })
		reading += timed3(b, func() error { _, err := Open(context.Background(), path, nil); return err })
		excelizing += timed3(b, func() error { return excelizeRows(path) })
	}
	b.ReportMetric(float64(reading)/float64(unpacking), "×unzip")
	b.ReportMetric(float64(excelizing)/float64(reading), "×faster-than-excelize")
}

// timed3 is the shortest of three runs: what else the machine does only makes one longer.
func timed3(b *testing.B, f func() error) time.Duration {
	best := time.Duration(math.MaxInt64)
	for range 3 {
		begin := time.Now()
		must(b, f())
		best = min(best, time.Since(begin))
	}
	return best
}

// unpack does what "unzip -p" does, with that where it is at hand.
func unpack(path string) error {
	if _, err := exec.LookPath("unzip"); err == nil {
		return exec.Command("unzip", "-p", path).Run()
	}
	r, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, in); err != nil {
			return err
		}
	}
	return r.Close()
}

// excelizeRows reads the first sheet as excelize does at its fastest.
func excelizeRows(path string) error {
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return errors.Join(rows.Close(), f.Close())
}

// longWorkbook is a workbook of n rows and ten columns, five of text and five of numbers.
func longWorkbook(b *testing.B, n int) string {
	header := []any{"date", "metric", "plan", "region", "owner", "value", "target", "users", "seats", "cost"}
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	return streamed(b, n+1, len(header), func(row, col int) any {
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
