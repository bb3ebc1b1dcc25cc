package book

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
)

// inMemory is a file that lies on no disk.
func inMemory(name string, data []byte) *source { return &source{name: name, data: data} }

func tryRead(t *testing.T, name string, data []byte) {
	t.Helper()
	_, err := read(context.Background(), inMemory(name, data), brief.TextFormat{}, func(float64) {})
	if err != nil {
		if fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error()) {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// Whatever the bytes are, they are read or refused in a sentence.
func FuzzOpen(f *testing.F) {
	for _, dir := range []string{sharedData, filepath.Join(sharedData, "hostile")} {
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		for _, path := range files {
			if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Size() < 40_000 {
				data, err := os.ReadFile(path)
				must(f, err)
				f.Add(data, byte(0))
			}
		}
	}
	data, err := os.ReadFile(workbook(f, []page{{Name: "S", Rows: [][]any{{"Metric", mon(2026, time.January)}, {"ARR ($k)", usd(1)}, {"NRR", pct(1.04)}}}}))
	must(f, err)
	f.Add(data, byte(0))
	names := []string{"fuzz.xlsx", "fuzz.xlsm", "fuzz.csv", "fuzz.txt", "fuzz.json", "fuzz", "fuzz.ods"}
	f.Fuzz(func(t *testing.T, data []byte, name byte) { tryRead(t, names[int(name)%len(names)], data) })
}

// FuzzSheetXML puts any XML in the place of a worksheet: zip's checksums would keep a fuzzer of whole files out of it.
func FuzzSheetXML(f *testing.F) {
	const head = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	for _, s := range []string{
		head + `<row r="1"><c r="A1" t="inlineStr"><is><t>Metric</t></is></c><c r="B1"><v>2025</v></c><c r="C1"><v>2026</v></c></row><row r="2"><c r="A2" t="str"><v>ARR</v></c><c r="B2" s="1"><v>1</v></c><c r="C2"><f>1+1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
		head + `<row r="9" hidden="1"><c t="d"><v>2026-01-31</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row></sheetData><cols><col min="1" max="9" hidden="1"/></cols></worksheet>`,
	} {
		f.Add([]byte(s))
	}
	base, err := os.ReadFile(workbook(f, []page{{Name: "S", Rows: [][]any{{"Metric", pct(1)}}}}))
	must(f, err)
	f.Fuzz(func(t *testing.T, part []byte) {
		r, err := zip.NewReader(bytes.NewReader(base), int64(len(base)))
		must(t, err)
		var buf bytes.Buffer
		w := zip.NewWriter(&buf)
		for _, f := range r.File {
			if f.Name != "xl/worksheets/sheet1.xml" {
				must(t, w.Copy(f))
			}
		}
		out, err := w.CreateHeader(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store})
		must(t, err)
		_, err = out.Write(part)
		must(t, err)
		must(t, w.Close())
		tryRead(t, "fuzz.xlsx", buf.Bytes())
	})
}

// Any text is read as some table, in any layout, without a value that is not in it.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"Product metrics\n\nMetric,Jan 2026\nUsers,1\n", longRows(12), "a;b\n1,5;2\n", "sep=|\nx|y\n1|2", "Datum\tWert\n31.01.2026\t1.234,5\n", "\"a\nb\",c\r1,2\r",
		"Year,Jan,Feb\n2025,1,2\n2026,3,4\n", ",2025,,2026,\nMetric,Nov,Dec,Jan,Feb\nUsers,5,6,7,8\n", "KPI,Actual,Plan\nA,1,2\n",
		"Plan,Users\nFree,1\nTotal,1\n", "Week of,X\n1/4/2026,1\n1/11/2026,2\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { tryRead(t, "fuzz.csv", []byte(s)) })
}

// FuzzPaste reads any text as cells that were copied.
func FuzzPaste(f *testing.F) {
	for _, s := range []string{"Metric\tJan 2026\nUsers\t1\n", "\"a\nb\"\t2\r\n", "a,b\n1,2\n", "<table><tr><td>1</td></tr></table>", "\t\t\n\"", "one word"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		wb, err := Paste(context.Background(), text, "Pasted cells")
		if (wb == nil) == (err == nil) {
			t.Fatalf("a workbook %v and the error %v", wb, err)
		}
		if err != nil && fault.KindOf(err) != fault.Unreadable {
			t.Fatalf("the error is not explained: %v", err)
		}
	})
}
