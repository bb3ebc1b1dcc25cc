package book

import (
	"context"
	"path/filepath"
	"testing"

	"throughline/app/book/booktest"
	"throughline/app/sheet"
)

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
	streamed   = booktest.Streamed
	longRows   = booktest.LongRows
	must       = booktest.Must
	zipped     = booktest.Zipped
	repacked   = booktest.Repacked
	noteTexts  = booktest.NoteTexts
	isSentence = booktest.IsSentence
)

const sharedData = booktest.SharedData

// open reads a file that must be readable.
func open(t testing.TB, path string) *sheet.Workbook {
	t.Helper()
	wb, err := Open(context.Background(), path, nil)
	if err != nil {
		t.Fatalf("Open(%s): %v", filepath.Base(path), err)
	}
	return wb
}
