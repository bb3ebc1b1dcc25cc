package book

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"throughline/app/book/booktest"
	"throughline/app/fault"
	"throughline/app/sheet"
)

// The cells of the real files are those that a second reader sees, and a file that is refused is refused in one sentence.
func TestRealFiles(t *testing.T) {
	all, kinds := booktest.Truths(t)
	for _, want := range all {
		wb, err := Open(context.Background(), filepath.Join(sharedData, want.File), nil)
		if err == nil {
			checkCells(t, want, wb)
		} else if kinds[want.File] == "metric" || fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) {
			t.Errorf("%s: %v", want.File, err)
		}
	}
}

// checkCells compares the cells the truth lists with those read.
func checkCells(t *testing.T, want booktest.KnownFile, wb *sheet.Workbook) {
	t.Helper()
	for _, c := range want.Cells {
		name, ref := want.Sheet, c[0]
		if s, rest, ok := strings.Cut(ref, "!"); ok {
			name, ref = s, rest
		}
		row, col, ok := truthRef(ref)
		if !ok {
			t.Errorf("%s: truth names a cell %q", want.File, ref)
			continue
		}
		i := slices.IndexFunc(wb.Sheets, func(s *sheet.Sheet) bool { return s.Name == name })
		if i < 0 {
			t.Errorf("%s: sheet %q was not read", want.File, name)
			continue
		}
		got := wb.Sheets[i].At(row, col)
		if !sameCell(got, c[1], c[2]) {
			t.Errorf("%s %s: read %d %q (%v), want %s %q", want.File, ref, got.Kind, got.Text, got.Number, c[1], c[2])
		}
	}
}

// truthRef reads "B4" and "R4C2".
func truthRef(ref string) (row, col int, ok bool) {
	if n, _ := fmt.Sscanf(ref, "R%dC%d", &row, &col); n == 2 {
		return row, col, true
	}
	return sheet.ParseAddress(ref)
}

func sameCell(got sheet.Cell, kind, want string) bool {
	switch kind {
	case "number":
		v, err := strconv.ParseFloat(want, 64)
		return err == nil && math.Abs(got.Number-v) <= math.Abs(v)*1e-12 && got.Kind != sheet.Text
	case "bool":
		return got.Kind == sheet.Bool && strings.EqualFold(got.Text, want)
	case "date":
		day, _, _ := strings.Cut(want, " (")
		if got.Kind == sheet.Date {
			return strings.HasPrefix(got.Time().Format("2006-01-02T15:04:05"), day[:min(len(day), 19)])
		}
		return strings.HasPrefix(got.Text, day)
	}
	want = strings.TrimSpace(strings.ReplaceAll(want, `\n`, "\n"))
	return strings.TrimSpace(got.Text) == want || want != "" && strings.HasPrefix(strings.TrimSpace(got.Text), want)
}
