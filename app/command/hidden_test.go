package command_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// hiddenBook is a workbook with a hidden row, a hidden column and a hidden sheet.
func hiddenBook(t *testing.T, last string) []byte {
	t.Helper()
	cell := func(ref, text string) string {
		if strings.Trim(text, "0123456789") == "" {
			return `<c r="` + ref + `"><v>` + text + `</v></c>`
		}
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	sheetOf := func(name string, rows ...[]string) string {
		var b strings.Builder
		b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
		if name == "KPIs" {
			b.WriteString(`<cols><col min="3" max="3" hidden="1"/></cols>`)
		}
		b.WriteString("<sheetData>")
		for i, row := range rows {
			n := string(rune('1' + i))
			b.WriteString(`<row r="` + n + `"`)
			if row[0] == "Salary" {
				b.WriteString(` hidden="1"`)
			}
			b.WriteString(">")
			for j, text := range row {
				b.WriteString(cell(string(rune('A'+j))+n, text))
			}
			b.WriteString("</row>")
		}
		b.WriteString("</sheetData></worksheet>")
		return b.String()
	}
	head := []string{"Metric", "2026-01", "2026-02", "2026-03"}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="KPIs" sheetId="1" r:id="r1"/><sheet name="Secret" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheetOf("KPIs", head, []string{"Users", "812", "776655", last}, []string{"Salary", "776656", "776657", "776658"}, []string{"Orders", "41", "776659", "44"})},
		{"xl/worksheets/sheet2.xml", sheetOf("Secret", head, []string{"Bonus", "776651", "776652", "776653"})},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWhatIsHiddenStaysOutUnlessChosen makes briefs of a workbook with hidden cells, and refreshes them.
func TestWhatIsHiddenStaysOutUnlessChosen(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "book.xlsx", hiddenBook(t, "830"))
	a := run(t, dir, "new", "private.brief", "--data", "book.xlsx")
	want := "Left out of book.xlsx: 1 hidden row and 1 hidden column of “KPIs”; the hidden sheet “Secret”. Add --hidden to take what is hidden.\n"
	if a.code != 0 || a.err != want {
		t.Errorf("new answered %+v, want %q", a, want)
	}
	if a := run(t, dir, "new", "all.brief", "--data", "book.xlsx", "--hidden"); a != (answer{}) {
		t.Errorf("new --hidden answered %+v", a)
	}
	holds := func(file string, secrets, last bool) {
		t.Helper()
		data := read(t, dir, file)
		for _, secret := range []string{"77665", "Salary", "Bonus"} {
			if bytes.Contains(data, []byte(secret)) != secrets {
				t.Errorf("%s: holds %s is %v", file, secret, !secrets)
			}
		}
		if bytes.Contains(data, []byte(`"value":831`)) != last || !bytes.Contains(data, []byte("Orders")) {
			t.Errorf("%s lacks what is not hidden", file)
		}
	}
	holds("private.brief", false, false)
	holds("all.brief", true, false)
	write(t, dir, "book.xlsx", hiddenBook(t, "831"))
	for _, file := range []string{"private.brief", "all.brief"} {
		if a := run(t, dir, "refresh", file, "book.xlsx", "--accept"); a.code > 1 || a.err != "" {
			t.Errorf("refresh answered %+v", a)
		}
	}
	holds("private.brief", false, true)
	holds("all.brief", true, true)
	if a := run(t, dir, "inspect", "book.xlsx"); !strings.Contains(a.out, "Salary") || !strings.Contains(a.out, "is hidden in the workbook") {
		t.Errorf("inspect reads and says what is hidden: %s", a.out)
	}
}
