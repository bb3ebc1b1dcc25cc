package book

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/sheet"
)

// odsHead declares the name spaces of a document.
const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">`

// odsContent is a content.xml with styles and what its spreadsheet holds.
func odsContent(styles, spreadsheet string) string {
	return odsHead + "<office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:spreadsheet>" +
		spreadsheet + "</office:spreadsheet></office:body></office:document-content>"
}

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

// odsFile writes an OpenDocument spreadsheet and returns its path.
func odsFile(t testing.TB, styles, spreadsheet string) string {
	t.Helper()
	return textFile(t, "metrics.ods", zipped(t, map[string]string{"mimetype": odsType, "content.xml": odsContent(styles, spreadsheet)}))
}

// odsRows are the rows of the only table of an OpenDocument spreadsheet.
func odsRows(t testing.TB, styles, rows string) *sheet.Sheet {
	t.Helper()
	wb := open(t, odsFile(t, styles, `<table:table table:name="S">`+rows+`</table:table>`))
	if len(wb.Sheets) != 1 || wb.Kind != "ods" {
		t.Fatalf("read %d sheets of %q: %+v", len(wb.Sheets), wb.Kind, wb.Notes)
	}
	return wb.Sheets[0]
}

func cell(attributes, text string) string {
	return "<table:table-cell " + attributes + "><text:p>" + text + "</text:p></table:table-cell>"
}

// styleOf makes a cell style with a number style of the same name.
func odsStyled(name, element, inside string) string {
	return fmt.Sprintf(`<number:%s style:name="n-%s">%s</number:%s><style:style style:name="%s" style:family="table-cell" style:data-style-name="n-%s"/>`,
		element, name, inside, element, name, name)
}

// Every type of cell arrives with its value, its format code and what the preview shows.
func TestODSCells(t *testing.T) {
	styles := odsStyled("pct", "percentage-style", `<number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text>`) +
		odsStyled("eur", "currency-style", `<number:currency-symbol number:language="de" number:country="DE">€</number:currency-symbol><number:text> </number:text><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>`) +
		odsStyled("cad", "currency-style", `<number:currency-symbol number:language="en" number:country="CA">$</number:currency-symbol><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>`) +
		odsStyled("month", "date-style", `<number:month number:textual="true"/><number:text>-</number:text><number:year/>`) +
		odsStyled("thousands", "number-style", `<number:number number:decimal-places="1" number:min-integer-digits="1" number:display-factor="1000"/><number:text>k</number:text>`) +
		odsStyled("red", "number-style", `<number:text>(</number:text><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="n-plain"/>`) +
		odsStyled("plain", "number-style", `<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>`) +
		odsStyled("spent", "time-style", `<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>`) +
		`<style:style style:name="child" style:family="table-cell" style:parent-style-name="pct"/>` +
		`<style:style style:name="round" style:family="table-cell" style:parent-style-name="round"/>`
	tests := []struct {
		name, xml string
		want      sheet.Cell
	}{
		{"number", cell(`office:value-type="float" office:value="1234.5"`, "1.234,5"), sheet.Cell{Kind: sheet.Number, Number: 1234.5, Text: "1234.5"}},
		{"percent", cell(`table:style-name="pct" office:value-type="percentage" office:value="0.123"`, "12,3 %"), sheet.Cell{Kind: sheet.Number, Number: 0.123, Text: "12.3%", Format: "0.0%"}},
		{"percent of a parent style", cell(`table:style-name="child" office:value-type="percentage" office:value="0.5"`, "50 %"), sheet.Cell{Kind: sheet.Number, Number: 0.5, Text: "50.0%", Format: "0.0%"}},
		{"percent without a style", cell(`office:value-type="percentage" office:value="0.5"`, "50 %"), sheet.Cell{Kind: sheet.Number, Number: 0.5, Text: "50.0%", Format: "0.0%"}},
		{"a style that is its own parent", cell(`table:style-name="round" office:value-type="float" office:value="5"`, "5"), sheet.Cell{Kind: sheet.Number, Number: 5, Text: "5"}},
		{"euros", cell(`table:style-name="eur" office:value-type="currency" office:currency="EUR" office:value="1234.5"`, "€ 1.234,50"), sheet.Cell{Kind: sheet.Number, Number: 1234.5, Text: "€ 1,234.50", Format: "[$€] #,##0.00"}},
		{"dollars of Canada", cell(`table:style-name="cad" office:value-type="currency" office:currency="CAD" office:value="7"`, "$7"), sheet.Cell{Kind: sheet.Number, Number: 7, Text: "$7", Format: "[$$-1009]#,##0"}},
		{"a currency that only the cell names", cell(`office:value-type="currency" office:currency="SEK" office:value="7"`, "7 kr"), sheet.Cell{Kind: sheet.Number, Number: 7, Text: "SEK 7", Format: "[$SEK] #,##0"}},
		{"month", cell(`table:style-name="month" office:value-type="date" office:date-value="2026-01-01"`, "Jan 26"), sheet.Cell{Kind: sheet.Date, Number: 46023, Text: "Jan 2026", Format: "mmm-yy"}},
		{"moment", cell(`office:value-type="date" office:date-value="2026-01-01T12:00:00"`, "1.1."), sheet.Cell{Kind: sheet.Date, Number: 46023.5, Text: "2026-01-01", Format: "yyyy-mm-dd"}},
		{"the first day", cell(`office:value-type="date" office:date-value="1900-01-01"`, "x"), sheet.Cell{Kind: sheet.Date, Number: 1, Text: "1900-01-01", Format: "yyyy-mm-dd"}},
		{"before the first day", cell(`office:value-type="date" office:date-value="1899-01-01"`, "1 Jan 1899"), sheet.Cell{Kind: sheet.Text, Text: "1 Jan 1899"}},
		{"thousands", cell(`table:style-name="thousands" office:value-type="float" office:value="12345"`, "12,3k"), sheet.Cell{Kind: sheet.Number, Number: 12345, Text: "12.3k", Format: `0.0,"k"`}},
		{"in parentheses", cell(`table:style-name="red" office:value-type="float" office:value="-1234"`, "(1.234)"), sheet.Cell{Kind: sheet.Number, Number: -1234, Text: "(1,234)", Format: "#,##0;(#,##0)"}},
		{"time", cell(`table:style-name="spent" office:value-type="time" office:time-value="PT36H30M00S"`, "36:30"), sheet.Cell{Kind: sheet.Number, Number: 36.5 / 24, Text: "36:30", Format: "hh:mm"}},
		{"true", cell(`office:value-type="boolean" office:boolean-value="true"`, "WAHR"), sheet.Cell{Kind: sheet.Bool, Number: 1, Text: "TRUE"}},
		{"text", cell(`office:value-type="string"`, `a <text:span>b</text:span>  c<text:s text:c="2"/>d<text:tab/>e<text:line-break/>f</text:p><text:p>g<text:note><text:p>not this</text:p></text:note>`), sheet.Cell{Kind: sheet.Text, Text: "a b c  d\te\nf\ng"}},
		{"text with a note", cell(`office:value-type="string"`, `a</text:p><office:annotation><text:p>not this</text:p></office:annotation><draw:frame><text:p>nor this</text:p></draw:frame><text:p>b`), sheet.Cell{Kind: sheet.Text, Text: "a\nb"}},
		{"text without a type", cell(``, "a"), sheet.Cell{Kind: sheet.Text, Text: "a"}},
		{"formula", cell(`table:formula="of:=1+1" office:value-type="float" office:value="2"`, "2"), sheet.Cell{Kind: sheet.Number, Number: 2, Text: "2", Formula: true}},
		{"formula without a value", `<table:table-cell table:formula="of:=1+1"/>`, sheet.Cell{Formula: true}},
		{"formula that answers nothing", cell(`table:formula="of:=A1" office:value-type="string"`, ""), sheet.Cell{}},
		{"error", cell(`table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"`, "#DIV/0!"), sheet.Cell{Kind: sheet.Error, Text: "#DIV/0!", Formula: true}},
		{"error of an old program", cell(`table:formula="of:=1/0" office:value-type="float" office:value="0"`, "#DIV/0!"), sheet.Cell{Kind: sheet.Error, Text: "#DIV/0!", Formula: true}},
		{"no number", cell(`office:value-type="float" office:value="NaN"`, "x"), sheet.Cell{Kind: sheet.Error, Text: "NaN"}},
	}
	for _, tt := range tests {
		s := odsRows(t, styles, "<table:table-row>"+cell(`office:value-type="string"`, "first")+tt.xml+"</table:table-row>")
		if got := s.At(1, 2); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// A number shown as a date counts from the day the document says.
func TestODSNullDate(t *testing.T) {
	wb := open(t, odsFile(t, odsStyled("day", "date-style", `<number:year number:style="long"/>`),
		`<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings><table:table table:name="S"><table:table-row>`+
			cell(`table:style-name="day" office:value-type="float" office:value="0"`, "1904")+`</table:table-row></table:table>`))
	if got := wb.Sheets[0].At(1, 1).Time(); got != time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("day 0 is %v", got)
	}
}

// Repeated rows and columns are laid down where they hold something, and cost nothing where they do not.
func TestODSRepeats(t *testing.T) {
	number := func(n int, attributes string) string {
		return cell(fmt.Sprintf(`office:value-type="float" office:value="%d" %s`, n, attributes), "x")
	}
	s := odsRows(t, odsStyled("pct", "percentage-style", `<number:number number:decimal-places="0"/><number:text>%</number:text>`),
		`<table:table-column table:number-columns-repeated="2"/><table:table-column-group><table:table-column table:default-cell-style-name="pct" table:visibility="collapse"/></table:table-column-group>`+
			`<table:table-column table:number-columns-repeated="16381"/>`+
			`<table:table-header-rows><table:table-row>`+number(1, `table:number-columns-repeated="3"`)+`<table:table-cell table:number-columns-repeated="16381"/></table:table-row></table:table-header-rows>`+
			`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`+
			`<table:table-row-group table:display="false"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="float" office:value="2"/><table:covered-table-cell office:value-type="float" office:value="9"/>`+number(3, "")+`</table:table-row></table:table-row-group>`+
			`<table:table-row table:visibility="filter" table:number-rows-repeated="1048563"><table:table-cell table:style-name="pct" table:number-columns-repeated="16384"/></table:table-row>`)
	var rows []string
	for r := range s.Rows {
		line := ""
		for c := range s.RowWidth(r + 1) {
			line += "[" + s.At(r+1, c+1).Text + "]"
		}
		rows = append(rows, line)
	}
	want := []string{"[1][1][100%]", "", "", "", "[2][][300%]", "[2][][300%]"}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[int]bool{5: true, 6: true}, s.HiddenRows); d != "" {
		t.Errorf("hidden rows:\n%s", d)
	}
	if d := cmp.Diff(map[int]bool{3: true}, s.HiddenCols); d != "" {
		t.Errorf("hidden columns:\n%s", d)
	}
	if len(s.Merged) != 1 || s.Merged[0].String() != "A5:B5" {
		t.Errorf("merged %v", s.Merged)
	}
}

// Values that repeat without an end are refused with the number of the cap, and the other sheets are still read.
func TestODSBombs(t *testing.T) {
	one := `<table:table-cell office:value-type="float" office:value="1"`
	good := `<table:table table:name="KPIs"><table:table-row>` + one + `/></table:table-row></table:table>`
	for name, tt := range map[string]struct{ rows, says string }{
		"rows":    {`<table:table-row table:number-rows-repeated="1048576">` + one + `/></table:table-row>`, "row 200,001"},
		"columns": {`<table:table-row>` + one + ` table:number-columns-repeated="16384"/></table:table-row>`, "up to 1,000 columns"},
		"both":    {`<table:table-row table:number-rows-repeated="200000">` + one + ` table:number-columns-repeated="1000"/></table:table-row>`, "2,000,000 cells"},
		"sparse":  {`<table:table-row table:number-rows-repeated="200000"><table:table-cell table:number-columns-repeated="999"/>` + one + `/></table:table-row>`, "2,000,000 cells"},
		"numbers": {`<table:table-row table:number-rows-repeated="99999999999999999999"/><table:table-row table:number-rows-repeated="2147483647"/><table:table-row>` + one + `/></table:table-row>`, "sheets of an .ods are read up to row"},
	} {
		wb := open(t, odsFile(t, "", `<table:table table:name="Bomb">`+tt.rows+`</table:table>`+good))
		if tt.says == "sheets of an .ods are read up to row" && len(wb.Sheets) == 2 {
			continue // a count no integer holds is no count
		}
		if len(wb.Sheets) != 1 || wb.Sheets[0].Name != "KPIs" || len(wb.Notes) != 1 || !strings.Contains(wb.Notes[0].Text, tt.says) {
			t.Errorf("%s: %d sheets, notes %+v", name, len(wb.Sheets), wb.Notes)
		}
	}
}

// Hidden sheets, names for ranges, and tables that are none of the sheets.
func TestODSSheets(t *testing.T) {
	table := func(name, attributes string) string {
		return `<table:table table:name="` + name + `" ` + attributes + `><table:shapes><draw:frame><table:table table:name="Chart data"><table:table-row>` + cell("", "no") + `</table:table-row></table:table></draw:frame></table:shapes>` +
			`<table:table-row>` + cell("", name) + `</table:table-row></table:table>`
	}
	wb := open(t, odsFile(t, `<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>`,
		`<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>`+
			table("Q1 &apos;26.x", "")+table("Back", `table:style-name="gone"`)+
			`<table:named-expressions><table:named-range table:name="total" table:base-cell-address="$Back.$A$1" table:cell-range-address="$&apos;Q1 &apos;&apos;26.x&apos;.$B$2:.$D$4"/><table:named-expression table:name="f" table:expression="1"/></table:named-expressions>`+
			`<table:database-ranges><table:database-range table:name="Sales" table:target-range-address="Back.A1:Back.C9"/><table:database-range table:name="__Anonymous_Sheet_DB__0" table:target-range-address="Back.A1:Back.C9"/></table:database-ranges>`))
	var got []string
	for _, s := range wb.Sheets {
		got = append(got, fmt.Sprintf("%s hidden %v first %q names %v", s.Name, s.Hidden, s.At(1, 1).Text, s.Named))
	}
	want := []string{
		`Q1 '26.x hidden false first "Q1 '26.x" names [{total B2:D4 false}]`,
		`Back hidden true first "Back" names [{Sales A1:C9 true}]`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("sheets (-want +got):\n%s", d)
	}
}

// A document that is encrypted, cut or something else is named for it; a flat one is read.
func TestODSFiles(t *testing.T) {
	content := odsContent("", `<table:table table:name="S"><table:table-row>`+cell("", "a")+`</table:table-row></table:table>`)
	for name, tt := range map[string]struct {
		parts map[string]string
		says  string
	}{
		"encrypted":       {map[string]string{"mimetype": odsType, "content.xml": "\x01\x02", "META-INF/manifest.xml": `<m><manifest:encryption-data/></m>`}, "protected with a password"},
		"encrypted whole": {map[string]string{"mimetype": odsType, "encrypted-package": "\x01\x02"}, "protected with a password"},
		"cut":             {map[string]string{"mimetype": odsType, "content.xml": content[:len(content)-30]}, "is damaged"},
		"crossed":         {map[string]string{"mimetype": odsType, "content.xml": strings.Replace(content, "</text:p></table:table-cell>", "</table:table-cell></text:p>", 1)}, "is damaged"},
		"text":            {map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, "is an OpenDocument text"},
		"slides":          {map[string]string{"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": content}, "is a presentation"},
		"no sheets":       {map[string]string{"mimetype": odsType, "content.xml": odsContent("", "")}, "has no sheet"},
	} {
		_, err := Open(context.Background(), textFile(t, "metrics.ods", zipped(t, tt.parts)), nil)
		if err == nil || !strings.Contains(err.Error(), tt.says) || !isSentence(err.Error()) {
			t.Errorf("%s: %v", name, err)
		}
	}
	flat := strings.Replace(content, "office:document-content", `office:document office:mimetype="`+odsType+`"`, 1)
	flat = strings.Replace(flat, "</office:document-content>", "</office:document>", 1)
	if wb := open(t, textFile(t, "metrics.fods", flat)); wb.Kind != "fods" || wb.Sheets[0].At(1, 1).Text != "a" {
		t.Errorf("a flat document: %+v", wb)
	}
}

// FuzzODS puts any XML in the place of content.xml: zip's checksums would keep a fuzzer of whole files out of it.
func FuzzODS(f *testing.F) {
	f.Add([]byte(odsContent(odsStyled("pct", "percentage-style", `<number:number number:decimal-places="1"/><number:text>%</number:text>`),
		`<table:table table:name="S"><table:table-column table:number-columns-repeated="16384"/><table:table-row>`+cell("", "Metric")+cell(`office:value-type="date" office:date-value="2026-01-01"`, "Jan")+
			`</table:table-row><table:table-row table:number-rows-repeated="2">`+cell("", "ARR")+cell(`table:style-name="pct" office:value-type="percentage" office:value="0.5" table:number-columns-spanned="2"`, "x")+
			`<table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="1048563"/></table:table>`)))
	files, _ := filepath.Glob(filepath.Join(sharedData, "*.ods"))
	for _, path := range files {
		data, err := os.ReadFile(path)
		must(f, err)
		r, err := openZip(bytes.NewReader(data))
		must(f, err)
		content, err := (&container{parts: map[string]*zip.File{"content.xml": r.File[zipIndex(r, "content.xml")]}, left: math.MaxInt64}).bytes("content.xml")
		must(f, err)
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		var buf bytes.Buffer
		w := zip.NewWriter(&buf)
		part, err := w.CreateHeader(&zip.FileHeader{Name: "content.xml", Method: zip.Store})
		must(t, err)
		_, err = part.Write(content)
		must(t, err)
		must(t, w.Close())
		tryRead(t, "fuzz.ods", buf.Bytes())
	})
}

func zipIndex(r *zip.Reader, name string) int {
	for i, f := range r.File {
		if f.Name == name {
			return i
		}
	}
	return -1
}
