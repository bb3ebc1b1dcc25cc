package book

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/app/book/booktest"
)

func openAgain(b *testing.B, path string) {
	for b.Loop() {
		if _, err := Open(context.Background(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenWide(b *testing.B) { openAgain(b, booktest.WideWorkbook(b)) }

func BenchmarkOpenText(b *testing.B) { booktest.EachSize(b, booktest.LongText, openAgain) }

func BenchmarkOpenWorkbook(b *testing.B) { booktest.EachSize(b, booktest.LongWorkbook, openAgain) }

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
