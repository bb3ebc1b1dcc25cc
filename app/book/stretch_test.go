package book

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"throughline/app/fault"
	"throughline/app/sheet"
)

// holding lowers the cells that are held, so that a small sheet is read like a large one.
func holding(t *testing.T, held, head int) {
	t.Helper()
	before := limits
	limits.Held, limits.Head = held, head
	t.Cleanup(func() { limits = before })
}

// allRows takes all rows of a sheet, blanks at their ends aside.
func allRows(t testing.TB, s *sheet.Sheet) [][]sheet.Cell {
	t.Helper()
	var out [][]sheet.Cell
	must(t, s.Each(context.Background(), func(row int, cells []sheet.Cell) error {
		if row != len(out)+1 {
			t.Fatalf("row %d comes after %d", row, len(out))
		}
		for len(cells) > 0 && cells[len(cells)-1] == (sheet.Cell{}) {
			cells = cells[:len(cells)-1]
		}
		out = append(out, append([]sheet.Cell(nil), cells...))
		return nil
	}))
	return out
}

// sparse is a sheet with blank rows and cells, formulas' texts, numbers and dates.
func sparse(row, col int) any {
	switch {
	case row%11 == 0 || (row+col)%5 == 0:
		return nil
	case col%3 == 0:
		return fmt.Sprintf("text %d", row)
	}
	return float64(row) + float64(col)/8
}

// A sheet that is read again row by row has the cells that it has when it is held, in the same rows.
func TestStretchedSheetHasTheSameCells(t *testing.T) {
	shared := workbook(t, []page{{Name: "Small", Rows: [][]any{{"a", 1}}}, {Name: "Large", Rows: nil}, {Name: "After", Rows: [][]any{{"b", 2}}}})
	for name, path := range map[string]string{
		"inline texts": streamed(t, 900, 7, sparse),
		"text":         textFile(t, "long.csv", longRows(900)),
		"several":      shared,
	} {
		whole := open(t, path)
		func() {
			before := limits
			defer func() { limits = before }()
			limits.Held, limits.Head, limits.Memory = 2000, 50, 1000 // so the file is not held either
			large := open(t, path)
			for i, s := range large.Sheets {
				want := allRows(t, whole.Sheets[i])
				if diff := cmp.Diff(want, allRows(t, s)); diff != "" {
					t.Errorf("%s %q (-held +streamed):\n%s", name, s.Name, diff)
				}
				if s.Total() != len(want) || len(want) > 800 && (s.Whole() || len(s.Rows) > 50) {
					t.Errorf("%s %q holds %d of %d rows, whole %v; there are %d", name, s.Name, len(s.Rows), s.Total(), s.Whole(), len(want))
				}
				if diff := cmp.Diff(want[:len(s.Rows)], allRows(t, &sheet.Sheet{Rows: s.Rows})); diff != "" {
					t.Errorf("%s %q, the rows held:\n%s", name, s.Name, diff)
				}
			}
		}()
	}
}

// A stream holds the file to the one that was read, ends with its reader's error, and with its context.
func TestStreamHoldsTheFileToWhatWasRead(t *testing.T) {
	holding(t, 500, 20)
	path := streamed(t, 300, 5, sparse)
	s := open(t, path).Sheets[0]
	stop := errors.New("enough")
	rows := 0
	if err := s.Each(context.Background(), func(int, []sheet.Cell) error {
		if rows++; rows == 100 {
			return stop
		}
		return nil
	}); !errors.Is(err, stop) || rows != 100 {
		t.Errorf("after 100 rows: %d, %v", rows, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Each(ctx, func(int, []sheet.Cell) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	data, err := os.ReadFile(path)
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	other := append([]byte(nil), data...)
	other[len(other)/2] ^= 1
	must(t, os.WriteFile(path, other, 0o600))
	must(t, os.Chtimes(path, info.ModTime(), info.ModTime())) // the same size and time, but not the same bytes
	if err := s.Each(context.Background(), func(int, []sheet.Cell) error { return nil }); fault.KindOf(err) != fault.Unreadable || !strings.Contains(err.Error(), "changed while") {
		t.Errorf("other bytes: %v", err)
	}
	must(t, os.Remove(path))
	if err := s.Each(context.Background(), func(int, []sheet.Cell) error { return nil }); fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) {
		t.Errorf("no file: %v", err)
	}
}

// A sheet too large to be held whose rows are out of order cannot be read as a stream, and that is said.
func TestJumbledRows(t *testing.T) {
	path := repacked(t, workbook(t, []page{{Name: "Jumbled", Rows: [][]any{{"a"}, {"b"}}}, {Name: "Other", Rows: [][]any{{"x", 1}}}}), func(name, content string) string {
		if name != "xl/worksheets/sheet1.xml" {
			return content
		}
		var rows strings.Builder
		for i := 300; i > 0; i-- {
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c></row>`, i, i, i)
		}
		return `<worksheet><sheetData>` + rows.String() + `</sheetData></worksheet>`
	})
	if s := open(t, path).Sheets[0]; len(s.Rows) != 300 || s.At(7, 1).Number != 7 {
		t.Errorf("held: %d rows, A7 = %v", len(s.Rows), s.At(7, 1))
	}
	holding(t, 100, 20)
	wb := open(t, path)
	if len(wb.Sheets) != 1 || len(wb.Notes) != 1 || !strings.Contains(wb.Notes[0].Text, "“Jumbled” has its rows out of order") {
		t.Errorf("%d sheets, notes %+v", len(wb.Sheets), wb.Notes)
	}
}

// Excel Tables and defined names are listed with their ranges.
func TestNamedRanges(t *testing.T) {
	path := workbook(t, []page{{Name: "First", Rows: [][]any{{"x", 1}}}, {Name: "Q1 '26", Rows: [][]any{{"Plan", "Sum"}, {"a", 1}, {"b", 2}, {}, {"T", "U"}, {"c", 3}}}}, func(f *excelize.File) {
		must(t, f.AddTable("Q1 '26", &excelize.Table{Range: "A1:B3", Name: "Sales"}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "Targets", RefersTo: "'Q1 ''26'!$A$5:$B$6"}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "Rate", RefersTo: "First!$B$1"}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "'Q1 ''26'!$A$1:$B$6", Scope: "Q1 '26"}))
	})
	want := []sheet.Named{
		{Name: "Sales", Range: sheet.Range{Row1: 1, Col1: 1, Row2: 3, Col2: 2}, Table: true},
		{Name: "Targets", Range: sheet.Range{Row1: 5, Col1: 1, Row2: 6, Col2: 2}},
	}
	if diff := cmp.Diff(want, open(t, path).Sheets[1].Named); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Cancelling ends opening and streaming wherever they are. How long that takes is printed; it decides
// nothing, since a machine may be busy.
func TestCancelAnywhere(t *testing.T) {
	path := streamed(t, 20_000, 10, sparse)
	holding(t, 40_000, 2000)
	large := open(t, path)
	for name, work := range map[string]func(context.Context) error{
		"opening": func(ctx context.Context) error {
			_, err := Open(ctx, path, nil)
			return err
		},
		"streaming": func(ctx context.Context) error {
			return large.Sheets[0].Each(ctx, func(int, []sheet.Cell) error { return nil })
		},
	} {
		begin := time.Now()
		must(t, work(context.Background()))
		took := time.Since(begin)
		worst := time.Duration(0)
		for i := range 4 {
			ctx, cancel := context.WithCancel(context.Background())
			cancelled := make(chan time.Time, 1)
			time.AfterFunc(took*time.Duration(2*i+1)/10, func() {
				cancelled <- time.Now()
				cancel()
			})
			if err := work(ctx); err != nil {
				worst = max(worst, time.Since(<-cancelled))
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%s, cancelled: %v", name, err)
				}
			}
			cancel()
		}
		t.Logf("%s takes %v and ends at most %v after it is cancelled", name, took.Round(time.Millisecond), worst.Round(time.Microsecond))
	}
}

// What unpacks to far more than it takes on disk is refused before it is unpacked, or as soon as it lies.
func TestBombs(t *testing.T) {
	before := limits
	defer func() { limits = before }()
	limits.Slack = 1 << 16
	path := repacked(t, workbook(t, []page{{Name: "S", Rows: [][]any{{"a", 1}}}}), func(name, content string) string {
		if name == "xl/worksheets/sheet1.xml" {
			content = strings.Replace(content, "<sheetData>", "<sheetData>"+strings.Repeat(" ", 4<<20), 1)
		}
		return content
	})
	_, err := Open(context.Background(), path, nil)
	if fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) || !strings.Contains(err.Error(), "more than 200 times its size") {
		t.Errorf("a bomb: %v", err)
	}
	limits.Slack, limits.Strings = before.Slack, 20
	path = workbook(t, []page{{Name: "S", Rows: [][]any{{"a text", "another text", "and one more"}}}})
	if _, err := Open(context.Background(), path, nil); err == nil || !strings.Contains(err.Error(), "holds more than 1 MB of texts") {
		t.Errorf("too much text: %v", err)
	}
}
