package command_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"throughline/assets"
)

// exported is a folder with the sample, exported as sample.pdf.
func exported(t *testing.T, args ...string) string {
	t.Helper()
	dir := sampleFolder(t)
	if a := run(t, dir, append([]string{"export", "sample.brief", "-o", "sample.pdf"}, args...)...); a != (answer{}) {
		t.Fatalf("export answered %+v", a)
	}
	return dir
}

// edited saves the sample workbook with a change as a file of a name.
func edited(t *testing.T, dir, name string, change func(f *excelize.File) error) {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, assets.SampleWorkbookName))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyOfAnUntouchedPDF(t *testing.T) {
	dir := exported(t)
	a := run(t, dir, "verify", "sample.pdf")
	if a.code != 0 || a.err != "" || !strings.Contains(a.out, "numbers agree with what the PDF carries.") {
		t.Errorf("verify answered %+v", a)
	}
	a = run(t, dir, "verify", "sample.pdf", assets.SampleWorkbookName)
	if a.code != 0 || a.err != "" || !strings.Contains(a.out, "numbers agree with "+assets.SampleWorkbookName) {
		t.Errorf("verify with the workbook answered %+v", a)
	}
}

func TestVerifyAgainstAChangedWorkbook(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(f *excelize.File) error
		code   int
		want   []string
	}{
		{
			"a restated cell", func(f *excelize.File) error { return f.SetCellValue("Funnel", "W5", 4300) }, 1,
			[]string{"Funnel!W5 (Trials started): the PDF was made with 4238, new.xlsx has 4300. “4,238” would be “4,300”."},
		},
		{
			"a cell without its value", func(f *excelize.File) error { return f.SetCellValue("Funnel", "W5", nil) }, 1,
			[]string{"new.xlsx has no value of Trials started for Oct 2026 any more: Funnel!W5 was 4238."},
		},
		{
			"a renamed sheet", func(f *excelize.File) error { return f.SetSheetName("Funnel", "Trials") }, 0,
			[]string{"numbers agree with new.xlsx."},
		},
		{
			"a row above", func(f *excelize.File) error { return f.InsertRows("Funnel", 1, 2) }, 0,
			[]string{"numbers agree with new.xlsx."},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := exported(t)
			edited(t, dir, "new.xlsx", tt.change)
			a := run(t, dir, "verify", "sample.pdf", "new.xlsx")
			if a.code != tt.code || a.err != "" {
				t.Errorf("verify answered %+v", a)
			}
			for _, want := range tt.want {
				if !strings.Contains(a.out, want) {
					t.Errorf("verify does not say %q:\n%s", want, a.out)
				}
			}
		})
	}
}

func TestVerifyAsJSON(t *testing.T) {
	dir := exported(t)
	edited(t, dir, "new.xlsx", func(f *excelize.File) error { return f.SetCellValue("Funnel", "W5", 4300) })
	a := run(t, dir, "verify", "sample.pdf", "new.xlsx", "--json")
	var got struct {
		Figures []struct {
			Text, Source, Cell, Expected, Found string
			OK                                  bool
		}
		Drifted int
	}
	if err := json.Unmarshal([]byte(a.out), &got); err != nil || a.code != 1 {
		t.Fatalf("verify answered %+v (%v)", a, err)
	}
	drifted := 0
	for _, f := range got.Figures {
		if f.OK {
			continue
		}
		drifted++
		if f.Cell != "W5" || f.Source != assets.SampleWorkbookName+" · Funnel" || f.Expected != "4238" || f.Found != "4300" {
			t.Errorf("drift %+v", f)
		}
	}
	if drifted == 0 || drifted != got.Drifted {
		t.Errorf("%d drifts are listed, %d counted", drifted, got.Drifted)
	}
}

func TestVerifyOfWhatCarriesNoLedger(t *testing.T) {
	dir := exported(t, "--ledger", "no")
	write(t, dir, "notes.txt", []byte("no PDF"))
	write(t, dir, "other.csv", []byte("Month,Visits\n2026-01,10\n2026-02,12\n"))
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"verify", "sample.pdf"}, 3, "carries no ledger"},
		{[]string{"verify", "notes.txt"}, 3, "no PDF"},
		{[]string{"verify", "missing.pdf"}, 3, "was not found"},
		{[]string{"verify", "."}, 3, "choose a PDF"},
		{[]string{"verify"}, 2, "OUT.pdf is missing"},
		{[]string{"verify", "a.pdf", "b.xlsx", "c.xlsx"}, 2, "one argument too many"},
		{[]string{"export", "sample.brief", "-o", "x.pdf", "--ledger", "maybe"}, 2, "say yes or no"},
	} {
		if a := run(t, dir, tt.args...); a.code != tt.code || !strings.Contains(a.err, tt.want) {
			t.Errorf("throughline %v answered %+v, want %d and %q", tt.args, a, tt.code, tt.want)
		}
	}
}
