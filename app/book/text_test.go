package book

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/sheet"
)

func openAs(t testing.TB, path string, format brief.TextFormat) (*sheet.Workbook, error) {
	t.Helper()
	return OpenAs(context.Background(), path, format, nil)
}

// A person's choice decides, is kept with the tables, and is all that is kept.
func TestChosenTextFormat(t *testing.T) {
	text := "Месяц;Выручка\nянв 2026;1,5\nфев 2026;2,5\n"
	cyrillic, err := charmap.Windows1251.NewEncoder().String(text)
	must(t, err)
	path := textFile(t, "metrics.csv", cyrillic)
	guessed := open(t, path)
	if d := cmp.Diff(brief.TextFormat{Encoding: "windows-1252", Delimiter: ";"}, guessed.Text.Used); d != "" || guessed.Text.Chosen != (brief.TextFormat{}) {
		t.Errorf("without a choice: %+v", guessed.Text)
	}
	wb, err := openAs(t, path, brief.TextFormat{Encoding: "Windows-1251"})
	must(t, err)
	if got := wb.Sheets[0].At(1, 2).Text; got != "Выручка" {
		t.Errorf("the header reads %q", got)
	}
	if wb.Text.Chosen != (brief.TextFormat{Encoding: "windows-1251"}) {
		t.Errorf("chosen is %+v", wb.Text.Chosen)
	}
	for _, e := range encodings {
		if encodingOf(e.id) == nil || encodingOf(strings.ToUpper(e.name)) == nil {
			t.Errorf("%s is not found by its names", e.id)
		}
	}
	if len(wb.Text.Encodings) != len(encodings) || len(wb.Text.Delimiters) != len(delimiters) {
		t.Errorf("to choose from are %d encodings and %d delimiters", len(wb.Text.Encodings), len(wb.Text.Delimiters))
	}
}

// A choice that does not fit is answered in a sentence.
func TestWrongTextFormat(t *testing.T) {
	kanji, err := japanese.ShiftJIS.NewEncoder().String("月,売上高\n1月,2\n2月,3\n")
	must(t, err)
	path := textFile(t, "metrics.csv", kanji)
	for says, format := range map[string]brief.TextFormat{
		"is not written in UTF-8":     {Encoding: "utf-8"},
		"There is no encoding “klin”": {Encoding: "klin"},
		"has no semicolons between":   {Delimiter: ";"},
		"“#” is no separator":         {Delimiter: "#"},
	} {
		_, err := openAs(t, path, format)
		if err == nil || !strings.Contains(err.Error(), says) || !isSentence(err.Error()) || fault.KindOf(err) != fault.Unreadable {
			t.Errorf("%+v: %v", format, err)
		}
	}
	wb, err := openAs(t, path, brief.TextFormat{Encoding: "Shift-JIS", Delimiter: "comma"})
	must(t, err)
	if got := wb.Sheets[0].At(1, 2).Text; got != "売上高" {
		t.Errorf("the header reads %q", got)
	}
}

// One damaged letter does not make a file in UTF-8 one in Windows-1252.
func TestStrayBytes(t *testing.T) {
	text := "Monat;Umsätze\n" + strings.Repeat("März 2026;1\n", 50)
	wb := open(t, textFile(t, "m.csv", text+"M\xe4rz 2027;2\n"))
	if wb.Text.Used.Encoding != "utf-8" || wb.Sheets[0].At(1, 2).Text != "Umsätze" || len(noteTexts(wb.Notes, "letters-lost")) != 1 {
		t.Errorf("read as %s: %+v", wb.Text.Used.Encoding, wb.Notes)
	}
}

// Text that is no table gets a sentence that says what it is.
func TestTextsWithoutATable(t *testing.T) {
	for name, tt := range map[string]struct{ text, says string }{
		"report.py":   {"import os, sys\n\n\ndef main(a, b):\n    x = f(a, b)\n    return {1: 2, 3: 4}\n\nif __name__ == '__main__':\n    main(1, 2)\n", "is source code"},
		"renamed.csv": {"package main\n\nimport (\n\t\"fmt\"\n)\n\nfunc main() {\n\tx, y := 1, 2\n\tfmt.Println(x, y)\n}\n", "is source code"},
		"query.txt":   {"SELECT a, b, c\nFROM t, u\nWHERE a = 1;\nINSERT INTO t VALUES (1, 2, 3);\nUPDATE t SET a = 1, b = 2;\n", "is source code"},
		"notes.txt":   {"Dear all,\n\nlast month we did well, as you know, and the numbers show it.\nThere is, however, one thing that we, as a team, need to look at, together.\n\nBest,\nAna\n", "is text without a table"},
		"README.md":   {"# Metrics\n\nWhat we count, and why:\n\n- users\n- revenue\n\n| a | b |\n|---|---|\n| x | y |\n", "Markdown"},
		"app.log":     {strings.Repeat("2026-01-31 12:00:01,123 INFO  [main] started worker, pool=3\n2026-01-31 12:00:02,001 ERROR [main] failed: no route, retry\n", 5), "is a log"},
		"set.yaml":    {"name: x\nlist:\n  - a\n  - b\nother: y\nmore: z\n", "is a list of settings"},
		"data.txt":    {`{"a": [1, 2], "b": {"c": 1}}`, "is JSON"},
		"lines.csv":   {"{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n", "is JSON"},
		"sheet.xls":   {"<!DOCTYPE html>\n<html><body><table><tr><td>1</td></tr></table></body></html>", "is a web page"},
		"old.xls":     {`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, "XML format of Excel 2003"},
		"feed.xml":    {`<?xml version="1.0"?><rss/>`, "is XML"},
		"link.gsheet": {`{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}`, "link to a Google Sheet"},
		"big.csv":     {"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS"},
	} {
		_, err := openAs(t, textFile(t, name, tt.text), brief.TextFormat{})
		if err == nil || !strings.Contains(err.Error(), tt.says) || !isSentence(err.Error()) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range map[string]string{
		"list":             "Users\n1\n2\n3\n",
		"names":            "Ana\nBen\nCleo\n",
		"titles and notes": "Monthly report\nAll regions, self-serve\n\nMonth,Users,Revenue\n2026-01,1,2\n2026-02,3,4\nSource: warehouse\n",
		"mostly words":     "Ticket,Owner,Status\nLogin fails,Ana,open\nSlow page,Ben,closed\nTypo,Cleo,open\n",
		"two":              "a,b\n1,2\n",
		"dates":            "Datum;Wert\n31.01.2026;1,5\n",
	} {
		if _, err := openAs(t, textFile(t, "m.csv", text), brief.TextFormat{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A stray quotation mark is a letter, and the lines after it stay lines.
func TestStrayQuotes(t *testing.T) {
	wb := open(t, textFile(t, "m.csv", "Size,Users\n\"5 inch,1\n\"Best\" plan,2\n\"a, \"\"b\"\"\nc\",3\n"+strings.Repeat("x,4\n", 10)))
	s := wb.Sheets[0]
	got := []string{s.At(2, 1).Text, s.At(2, 2).Text, s.At(3, 1).Text, s.At(3, 2).Text, s.At(4, 1).Text, s.At(4, 2).Text, s.At(5, 1).Text}
	if d := cmp.Diff([]string{`"5 inch`, "1", `"Best" plan`, "2", "a, \"b\"\nc", "3", "x"}, got); d != "" {
		t.Errorf("cells (-want +got):\n%s", d)
	}
	if n := noteTexts(wb.Notes, "unclosed-quote"); len(n) != 1 || !strings.Contains(n[0], "2 fields") {
		t.Errorf("notes %+v", wb.Notes)
	}
}

// Of a long text the first rows are held, and all can be read again while the file stays as it is.
func TestLongText(t *testing.T) {
	rows := limits.Held/10 + 1000
	path := textFile(t, "long.csv", longRows(rows)+"\n\nlast,1\n")
	wb := open(t, path)
	s := wb.Sheets[0]
	if s.Whole() || s.Total() != rows+4 || len(s.Rows) != limits.Head {
		t.Fatalf("held %d of %d rows, whole %v", len(s.Rows), s.Total(), s.Whole())
	}
	next := 1
	must(t, s.Each(context.Background(), func(row int, cells []sheet.Cell) error {
		if row != next || row <= len(s.Rows) && !slices.Equal(cells, s.Rows[row-1]) || row == rows+2 && cells != nil || row == rows+4 && cells[0].Text != "last" {
			return fmt.Errorf("row %d instead of %d: %+v", row, next, cells)
		}
		next++
		return nil
	}))
	if next != rows+5 {
		t.Errorf("the last row read again was %d", next-1)
	}
	must(t, os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600))
	if err := s.Each(context.Background(), func(int, []sheet.Cell) error { return nil }); err == nil || !isSentence(err.Error()) {
		t.Errorf("after the file changed: %v", err)
	}
}

// Cells as programs put them on the clipboard.
func TestPaste(t *testing.T) {
	for name, text := range map[string]string{
		"Excel":        "Metric\tJan 2026\tFeb 2026\r\n\"ARR,\nyearly\"\t$1,000\t$1,100\r\nNRR\t101.0%\t102.0%\r\n",
		"LibreOffice":  "Metric\tJan 2026\tFeb 2026\n\"ARR,\nyearly\"\t$1,000\t$1,100\nNRR\t101.0%\t102.0%\n",
		"without ends": "Metric\tJan 2026\tFeb 2026\n\"ARR,\nyearly\"\t$1,000\t$1,100\nNRR\t101.0%\t102.0%",
		"CSV":          "Metric,Jan 2026,Feb 2026\n\"ARR,\nyearly\",\"$1,000\",\"$1,100\"\nNRR,101.0%,102.0%\n",
	} {
		wb, err := Paste(context.Background(), text, "Pasted cells")
		must(t, err)
		if wb.Kind != "paste" || wb.File != "Pasted cells" || wb.Path != "" || !wb.Modified.IsZero() || len(wb.SHA256) != 64 || wb.Text != nil {
			t.Errorf("%s: %+v", name, wb)
		}
		s := wb.Sheets[0]
		got := []string{s.At(1, 3).Text, s.At(2, 1).Text, s.At(2, 3).Text, s.At(3, 2).Text}
		if d := cmp.Diff([]string{"Feb 2026", "ARR,\nyearly", "$1,100", "101.0%"}, got); d != "" || len(s.Rows) != 3 {
			t.Errorf("%s, %d rows (-want +got):\n%s", name, len(s.Rows), d)
		}
	}
	for text, says := range map[string]string{
		"":      "no text on the clipboard",
		" \n\t": "no text on the clipboard",
		"Dear all, last month we did well, as you know, and the numbers show it, mostly, I think.\nThere is one thing.\n": "no table on the clipboard",
		`{"a": [1, 2]}`: "no table on the clipboard",
	} {
		if _, err := Paste(context.Background(), text, "Pasted cells"); err == nil || !strings.Contains(err.Error(), says) || !isSentence(err.Error()) {
			t.Errorf("%q: %v", text, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Paste(ctx, "a\tb\n1\t2\n", "Pasted cells"); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
}

// No file, however it ends, leaves anything in the folder for temporary files; none takes long or much memory.
func TestNothingIsLeftBehind(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(sharedData, "*.*"))
	hostile, _ := filepath.Glob(filepath.Join(sharedData, "hostile", "*"))
	paths = append(append(paths, hostile...), textFile(t, "long.csv", longRows(20_000)), workbook(t, []page{{Name: "S", Rows: [][]any{{"a", 1}}}}))
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	var slowest, largest string
	var longest time.Duration
	var most uint64
	for _, path := range paths {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := Open(context.Background(), path, nil)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if err != nil && (fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error())) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		if took > longest {
			longest, slowest = took, filepath.Base(path)
		}
		if n := after.HeapAlloc - min(before.HeapAlloc, after.HeapAlloc); n > most {
			most, largest = n, filepath.Base(path)
		}
		ctx, cancel := context.WithCancel(context.Background())
		_, _ = OpenAs(ctx, path, brief.TextFormat{}, func(float64) { cancel() })
		cancel()
	}
	left, err := os.ReadDir(temp)
	must(t, err)
	if len(left) > 0 {
		t.Errorf("%d files are left behind, %s first", len(left), left[0].Name())
	}
	t.Logf("%d files; slowest %s in %v; most memory on the heap after %s: %d MB", len(paths), slowest, longest.Round(time.Millisecond), largest, most>>20)
}

// FuzzRecords holds the splitting of text to encoding/csv, wherever that has no doubt.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\nb\",c\r1,2\r", "\"a\"\"b\",\"\"\n\n\n,x", "\"a,b\nc\"d,e\n\"", "\"", "a\"b,\"c\"\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		in := newDecoded(bytes.NewReader(text), encodingOf("windows-1252"))
		plain, err := io.ReadAll(in)
		must(t, err)
		want := csv.NewReader(bytes.NewReader(plain))
		want.FieldsPerRecord = -1
		all, err := want.ReadAll()
		if err != nil || len(plain) > mostQuoted {
			all = nil // it has doubts; only what follows holds then
		}
		r := newCSVReader(bytes.NewReader(plain), ',')
		var got [][]string
		row := 0
		for {
			err := r.next()
			if errors.Is(err, io.EOF) {
				break
			}
			must(t, err)
			if r.row <= row {
				t.Fatalf("row %d comes after row %d", r.row, row)
			}
			row = r.row
			got = append(got, slices.Clone(r.fields))
		}
		if all != nil {
			if d := cmp.Diff(all, got); d != "" {
				t.Fatalf("(-encoding/csv +ours):\n%s", d)
			}
		}
	})
}

// FuzzText reads any bytes in any format, as a file or as a paste.
func FuzzText(f *testing.F) {
	for i, s := range []string{"Datum;Wert\n31.01.2026;1.234,5\n", "a\tb\n\"x\ny\"\t2\n", "sep=|\nx|y\n1|2", "\xff\xfea\x00,\x00b\x00\n\x00"} {
		f.Add([]byte(s), byte(i), byte(i))
	}
	files, _ := filepath.Glob(filepath.Join(sharedData, "*.csv"))
	for _, path := range files {
		data, err := os.ReadFile(path)
		must(f, err)
		f.Add(data[:min(len(data), 4000)], byte(0), byte(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, encoding, delimiter byte) {
		var format brief.TextFormat
		if i := int(encoding) % (len(encodings) + 1); i < len(encodings) {
			format.Encoding = encodings[i].id
		}
		if i := int(delimiter) % (len(delimiters) + 1); i < len(delimiters) {
			format.Delimiter = string(rune(delimiters[i].sign))
		}
		wb, err := read(context.Background(), inMemory("fuzz.csv", data), format, func(float64) {})
		if err == nil && wb.Text != nil && (wb.Text.Chosen != format || wb.Text.Used.Encoding == "" || wb.Text.Used.Delimiter == "") {
			t.Fatalf("chosen %+v, used %+v", wb.Text.Chosen, wb.Text.Used)
		}
		if err != nil && (fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error())) {
			t.Fatalf("%v", err)
		}
		if _, err := Paste(context.Background(), string(data), "Pasted cells"); err != nil && (fault.KindOf(err) != fault.Unreadable || !isSentence(err.Error())) {
			t.Fatalf("pasted: %v", err)
		}
	})
}
