package book

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"throughline/app/fault"
	"throughline/app/sheet"
)

// Every file that cannot be imported is named for what it is, in one sentence with what to do.
func TestRefusals(t *testing.T) {
	good, err := os.ReadFile(workbook(t, []page{{Name: "S", Rows: [][]any{{"Metric", "Jan 2026"}, {"A", 1}}}}))
	must(t, err)
	tests := []struct {
		name, content string
		says          []string
	}{
		{"old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no container", []string{"not a spreadsheet", "choose an .xlsx"}},
		{"report.xlsx", "%PDF-1.7", []string{"is a PDF", "import the workbook"}},
		{"chart.xlsx", "\x89PNG\r\n\x1a\n", []string{"is a picture"}},
		{"page.xls", "<html><table><tr><td>1</td></tr></table></html>", []string{"web page", "save it as .xlsx"}},
		{"data.json", `[{"a":1}]`, []string{"JSON", "export the numbers"}},
		{"empty.csv", "", []string{"is empty"}},
		{"blank.csv", " \n\n , \n", []string{"holds no values"}},
		{"binary.csv", "\x01\x02\x03\x04\x00\x05", []string{"is not a spreadsheet"}},
		{"cut.xlsx", string(good[:len(good)*2/3]), []string{"damaged", "copied whole"}},
		{"book.xlsb", zipped(t, map[string]string{"xl/workbook.bin": "x"}), []string{".xlsb", "save it as .xlsx"}},
		{"cut.ods", zipped(t, map[string]string{"content.xml": "x"}), []string{"damaged", "copied whole"}},
		{"book.numbers", zipped(t, map[string]string{"Index/Document.iwa": "x"}), []string{"Numbers", "Export To"}},
		{"text.docx", zipped(t, map[string]string{"word/document.xml": "x"}), []string{"Word document"}},
		{"files.zip", zipped(t, map[string]string{"metrics.xlsx": "x"}), []string{"archive", "unpack it"}},
		{"~$metrics.xlsx", "x", []string{"marker Excel keeps", "“metrics.xlsx”"}},
	}
	for _, tt := range tests {
		_, err := Open(context.Background(), textFile(t, tt.name, tt.content), nil)
		if fault.KindOf(err) != fault.Unreadable {
			t.Errorf("%s: %v, want an unreadable file", tt.name, err)
			continue
		}
		if !isSentence(err.Error()) {
			t.Errorf("%s: %q is not one sentence", tt.name, err)
		}
		for _, want := range tt.says {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", tt.name, err, want)
			}
		}
	}
	if _, err := Open(context.Background(), filepath.Join(t.TempDir(), "absent.xlsx"), nil); err == nil || !strings.Contains(err.Error(), "“absent.xlsx” was not found") {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Open(context.Background(), t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
}

// A sheet whose XML is cut or malformed is never read in part.
func TestDamagedSheetsAreRefusedWhole(t *testing.T) {
	rows := [][]any{{"Metric", "Jan 2026"}}
	for i := range 50 {
		rows = append(rows, []any{fmt.Sprintf("M%d", i), i})
	}
	path := workbook(t, []page{{Name: "S", Rows: rows}})
	for name, change := range map[string]func(string) string{
		"cut":              func(s string) string { return s[:len(s)/2] },
		"unknown entity":   func(s string) string { return strings.Replace(s, "<v>25</v>", "<v>&lol;</v>", 1) },
		"unclosed element": func(s string) string { return strings.Replace(s, "</row>", "", 1) },
		"crossed elements": func(s string) string { return strings.Replace(s, "</v></c>", "</c></v>", 1) },
		"missing text":     func(s string) string { return strings.Replace(s, "<v>0</v>", "<v>9999</v>", 1) },
		"bad address":      func(s string) string { return strings.Replace(s, `r="B7"`, `r="B-7"`, 1) },
		"too deep": func(s string) string {
			return strings.Replace(s, "<v>25</v>", strings.Repeat("<v>", 100)+strings.Repeat("</v>", 100), 1)
		},
	} {
		damaged := repacked(t, path, func(part, content string) string {
			if part == "xl/worksheets/sheet1.xml" {
				return change(content)
			}
			return content
		})
		if wb, err := Open(context.Background(), damaged, nil); err == nil || !strings.Contains(err.Error(), "is damaged") {
			t.Errorf("%s: %v, %v", name, wb, err)
		}
	}
}

// Over a cap the message has the number, and the other sheets are still read.
func TestCapsHaveNumbers(t *testing.T) {
	path := workbook(t, []page{{Name: "KPIs", Rows: [][]any{{"Metric", "Jan 2026"}, {"A", 1}}}, {Name: "Dump", Rows: [][]any{{"x"}}}}, func(f *excelize.File) {
		must(t, f.SetCellValue("Dump", "AMM1", 1))
	})
	wb := open(t, path)
	if len(wb.Sheets) != 1 || len(wb.Notes) != 1 || !strings.Contains(wb.Notes[0].Text, "column AMM; sheets are read up to 1,000 columns") {
		t.Errorf("%d sheets, notes %+v", len(wb.Sheets), wb.Notes)
	}
	_, err := Open(context.Background(), textFile(t, "long.csv", "a\n"+strings.Repeat("1\n", limits.Rows)), nil)
	if err == nil || !strings.Contains(err.Error(), "more than 1,048,576 rows") {
		t.Errorf("a long text table: %v", err)
	}
	_, err = Open(context.Background(), textFile(t, "wide.csv", strings.Repeat("1,", limits.Columns)+"1\n"), nil)
	if err == nil || !strings.Contains(err.Error(), "more than 1,000 columns") {
		t.Errorf("a wide text table: %v", err)
	}
}

// What a cell holds does not depend on how it looks, and both date systems give the same day.
func TestCellsAreTyped(t *testing.T) {
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	rows := [][]any{{
		styled{Value: 0.12345, Format: "0.0%"},
		styled{Value: -1234.5, Format: `"$"#,##0.00_);("$"#,##0.00)`},
		styled{Value: day, Format: "mmm yyyy"},
		true, "text",
		styled{Value: 1.5, Format: "[h]:mm"},
		styled{Value: 1234567, Format: "#,##0.0,,\"m\""},
		1.0 / 3, "00123",
	}}
	for _, is1904 := range []bool{false, true} {
		path := workbook(t, []page{{Name: "S", Rows: rows}}, func(f *excelize.File) {
			must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &is1904}))
			if is1904 {
				must(t, f.SetCellValue("S", "C1", styledSerial(day)-1462))
			}
		})
		s := open(t, path).Sheets[0]
		var got []string
		for c := 1; c <= s.Width(); c++ {
			got = append(got, s.At(1, c).Text)
		}
		if diff := cmp.Diff([]string{"12.3%", "($1,234.50)", "Jan 2026", "TRUE", "text", "36:00", "1.2m", "0.33333333333", "00123"}, got); diff != "" {
			t.Errorf("1904 %v, shown (-want +got):\n%s", is1904, diff)
		}
		if v := s.At(1, 1).Number; v != 0.12345 {
			t.Errorf("the value behind 12.3%% = %v", v)
		}
		if at := s.At(1, 3); at.Kind != sheet.Date || !at.Time().Equal(day) {
			t.Errorf("1904 %v: date = %v %v, want %v", is1904, at.Kind, at.Time(), day)
		}
	}
}

func styledSerial(t time.Time) float64 {
	return t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// Excelize reads the same raw values from a workbook that both can read.
func TestAgreesWithExcelize(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(sharedData, "s*.xlsx"))
	rows := [][]any{{"Metric", mon(2026, 1)}, {"A & B <c>", 1.25}, {" padded ", -7}, {nil, nil, "far"}}
	files = append(files, workbook(t, []page{{Name: "S", Rows: rows}, {Name: "Empty", Rows: nil}}))
	for _, path := range files {
		wb, err := Open(context.Background(), path, nil)
		if err != nil || strings.Contains(path, "s34_") {
			continue // refused, or too large to be read twice
		}
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			continue // some that excelize cannot open are read here
		}
		for _, s := range wb.Sheets {
			want, err := f.GetRows(s.Name)
			if err != nil {
				continue
			}
			for i, row := range want {
				for j, raw := range row {
					if got := s.At(i+1, j+1); !sameRaw(got, raw) {
						t.Fatalf("%s %s!%s: read %d %q (%v), excelize %q", filepath.Base(path), s.Name, sheet.Address(i+1, j+1), got.Kind, got.Text, got.Number, raw)
					}
				}
			}
		}
		must(t, f.Close())
	}
}

func sameRaw(got sheet.Cell, raw string) bool {
	switch got.Kind {
	case sheet.Number:
		return fmt.Sprint(got.Number) == raw || sameCell(got, "number", raw)
	case sheet.Date:
		moved := got
		moved.Number -= 1462 // excelize leaves the days of the 1904 date system as they are
		return sameCell(got, "number", raw) || sameCell(moved, "number", raw) || got.Text == raw
	case sheet.Bool:
		return raw == "1" && got.Number == 1 || raw == "0" && got.Number == 0 || strings.EqualFold(raw, got.Text)
	}
	return strings.TrimSpace(cleanText(raw)) == strings.TrimSpace(got.Text)
}

// A text table reads the same in every encoding, with every line end, and with every delimiter.
func TestTextForms(t *testing.T) {
	const table = "Month,Umsätze,Note\n2026-01,\"1,200\",\"two\nlines\"\n\n2026-02,1300,a;b\n"
	encoded := func(e interface {
		Bytes([]byte) ([]byte, error)
	}, s string,
	) string {
		b, err := e.Bytes([]byte(s))
		must(t, err)
		return string(b)
	}
	forms := map[string]string{
		"utf-8":        table,
		"bom":          "\xef\xbb\xbf" + table,
		"utf-16le":     encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), table),
		"utf-16be":     encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), table),
		"utf-16 plain": encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), table),
		"windows-1252": encoded(charmap.Windows1252.NewEncoder(), table),
		"cr":           strings.ReplaceAll(table, "\n", "\r"),
		"crlf":         strings.ReplaceAll(table, "\n", "\r\n"),
		"semicolons":   "Month;Umsätze;Note\n2026-01;\"1,200\";\"two\nlines\"\n\n2026-02;1300;\"a;b\"\n",
		"tabs":         strings.NewReplacer("\"1,200\"", "1,200", ",", "\t").Replace(strings.ReplaceAll(table, "\"1,200\"", "1.2e3")),
		"bars":         strings.ReplaceAll(strings.ReplaceAll(table, "\"1,200\"", "1200"), ",", "|"),
		"sep line":     "sep=;\nMonth;Umsätze;Note\n2026-01;1200;\"two\nlines\"\n\n2026-02;1300;\"a;b\"\n",
	}
	for name, content := range forms {
		s := open(t, textFile(t, "m.csv", content)).Sheets[0]
		top := 1
		if name == "sep line" {
			top = 2
		}
		if got := s.At(top, 2).Text; got != "Umsätze" {
			t.Errorf("%s: header %q", name, got)
		}
		if got := s.At(top+1, 3).Text; got != "two\nlines" {
			t.Errorf("%s: quoted field %q", name, got)
		}
		if got := s.At(top+3, 3).Text; got != "a;b" {
			t.Errorf("%s: the row after the blank line has %q", name, got)
		}
	}
}

func TestRaggedRowsAreSaid(t *testing.T) {
	wb := open(t, textFile(t, "m.csv", "a,b\n"+strings.Repeat("1,2\n", 30)+"1,2,3\n"))
	if got := noteTexts(wb.Notes, "ragged-row"); len(got) != 1 || !strings.HasPrefix(got[0], "Row 32 has more fields") {
		t.Errorf("notes %+v", wb.Notes)
	}
	if got := noteTexts(wb.Notes, "text-format"); len(got) != 1 || got[0] != "Read as UTF-8 text with commas between the fields." {
		t.Errorf("the guess is not said: %+v", wb.Notes)
	}
}

func TestHiddenThingsAreRead(t *testing.T) {
	path := workbook(t, []page{{Name: "Front", Rows: nil}, {Name: "Back", Rows: [][]any{{"Metric", "Jan 2026", "Feb 2026"}, {"A", 1, 2}}}}, func(f *excelize.File) {
		must(t, f.SetSheetVisible("Back", false))
		must(t, f.SetColVisible("Back", "C", false))
		must(t, f.MergeCell("Back", "D5", "E6"))
	})
	back := open(t, path).Sheets[1]
	if !back.Hidden || !back.HiddenCols[3] || len(back.Merged) != 1 || back.Merged[0].String() != "D5:E6" {
		t.Errorf("hidden %v, columns %v, merged %v", back.Hidden, back.HiddenCols, back.Merged)
	}
}

// Cancelling ends the reading at once, and the error is the context's own.
func TestCancel(t *testing.T) {
	path := textFile(t, "long.csv", longRows(50_000))
	ctx, cancel := context.WithCancel(context.Background())
	var cancelled time.Time
	_, err := Open(ctx, path, func(f float64) {
		if f > 0.2 && cancelled.IsZero() {
			cancelled = time.Now()
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("after cancelling: %v", err)
	}
	if late := time.Since(cancelled); late > 100*time.Millisecond {
		t.Errorf("the reading went on for %v", late)
	}
}

// Progress rises to one.
func TestProgress(t *testing.T) {
	for _, path := range []string{
		workbook(t, []page{{Name: "S", Rows: [][]any{{"Metric", "Jan 2026"}, {"A", 1}}}}), textFile(t, "m.csv", "a,b\n1,2\n"),
	} {
		last := -1.0
		if _, err := Open(context.Background(), path, func(f float64) {
			if f < last || f > 1 {
				t.Errorf("progress went from %v to %v", last, f)
			}
			last = f
		}); err != nil {
			t.Fatal(err)
		}
		if last != 1 {
			t.Errorf("progress ended at %v", last)
		}
	}
}
