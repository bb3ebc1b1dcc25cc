// Package booktest makes spreadsheet files for tests, and knows the real ones that tests of reading and of understanding
// are held to. Only tests import it.
package booktest

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// Styled is a cell with a number format.
type Styled struct {
	Value  any
	Format string
}

// Percent is a cell as people format percentages.
func Percent(v float64) Styled { return Styled{v, "0.0%"} }

// Dollars is a cell as people format amounts of money.
func Dollars(v float64) Styled { return Styled{v, `"$"#,##0`} }

// Month is a cell with the first day of a month, formatted as people do.
func Month(year int, m time.Month) Styled {
	return Styled{time.Date(year, m, 1, 0, 0, 0, 0, time.UTC), "mmm-yy"}
}

// Page is one sheet of a generated workbook.
type Page struct {
	Name string
	Rows [][]any
}

// Workbook writes a workbook and returns its path; tweak may do more to it.
func Workbook(t testing.TB, pages []Page, tweak ...func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer func() { Must(t, f.Close()) }()
	styles := map[string]int{}
	for i, p := range pages {
		if i == 0 {
			Must(t, f.SetSheetName("Sheet1", p.Name))
		} else if _, err := f.NewSheet(p.Name); err != nil {
			t.Fatal(err)
		}
		for r, row := range p.Rows {
			for c, v := range row {
				if v == nil {
					continue
				}
				cell := sheet.Address(r+1, c+1)
				s, ok := v.(Styled)
				if !ok {
					Must(t, f.SetCellValue(p.Name, cell, v))
					continue
				}
				Must(t, f.SetCellValue(p.Name, cell, s.Value))
				id, known := styles[s.Format]
				if !known {
					var err error
					if id, err = f.NewStyle(&excelize.Style{CustomNumFmt: &s.Format}); err != nil {
						t.Fatal(err)
					}
					styles[s.Format] = id
				}
				Must(t, f.SetCellStyle(p.Name, cell, cell, id))
			}
		}
	}
	for _, do := range tweak {
		do(f)
	}
	path := filepath.Join(t.TempDir(), "metrics.xlsx")
	Must(t, f.SaveAs(path))
	return path
}

// Must ends a test at an error.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TextFile writes a text table and returns its path.
func TextFile(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	Must(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// NoteTexts returns the texts of the notes with a code.
func NoteTexts(notes []brief.Note, code string) []string {
	var out []string
	for _, n := range notes {
		if n.Code == code {
			out = append(out, n.Text)
		}
	}
	return out
}

// Zipped packs parts as a container.
func Zipped(t testing.TB, parts map[string]string) string {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for name, content := range parts {
		part, err := w.Create(name)
		Must(t, err)
		_, err = io.WriteString(part, content)
		Must(t, err)
	}
	Must(t, w.Close())
	return buf.String()
}

// Repacked rewrites parts of a workbook and returns the path of the new one.
func Repacked(t testing.TB, path string, change func(name, content string) string) string {
	t.Helper()
	r, err := zip.OpenReader(path)
	Must(t, err)
	defer func() { Must(t, r.Close()) }()
	parts := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		Must(t, err)
		content, err := io.ReadAll(in)
		Must(t, err)
		parts[f.Name] = change(f.Name, string(content))
	}
	return TextFile(t, "metrics.xlsx", Zipped(t, parts))
}
