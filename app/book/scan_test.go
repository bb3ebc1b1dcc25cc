package book

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"throughline/app/sheet"
)

// flat writes down what XML says, one line per element that begins or ends and per text.
func flat(t xmlTokens) (out []string, err error) {
	var text strings.Builder
	for {
		kind, err := t.next()
		if kind != tokenText || err != nil {
			if text.Len() > 0 {
				out = append(out, fmt.Sprintf("text %q", text.String()))
			}
			text.Reset()
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch kind {
		case tokenText:
			text.Write(t.text())
		case tokenEnd:
			out = append(out, "end "+string(t.name()))
		case tokenStart:
			line := "start " + string(t.name())
			switch t := t.(type) {
			case *scanner:
				for _, a := range t.attrs {
					line += fmt.Sprintf(" %s=%q", a.name, a.value)
				}
			case *decoder:
				for _, a := range t.at.(xml.StartElement).Attr {
					name := a.Name.Local
					if a.Name.Space != "" {
						name = a.Name.Space + ":" + name
					}
					line += fmt.Sprintf(" %s=%q", name, a.Value)
				}
			}
			out = append(out, line)
		}
	}
}

// bothAgree holds the scanner to encoding/xml: the same tokens, or a refusal by both. It reports whether the scanner took
// the XML on.
func bothAgree(t *testing.T, part []byte) bool {
	t.Helper()
	got, err := flat(newScanner(bytes.NewReader(part)))
	if errors.Is(err, errUnusual) {
		return false
	}
	want, wantErr := flat(newTokenDecoder(bytes.NewReader(part)))
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("the scanner says %v, encoding/xml %v, of %.300q", err, wantErr, part)
	}
	if err != nil && !errors.Is(err, errDamaged) {
		t.Fatalf("the scanner says %v of %.300q", err, part)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("of %.300q (-encoding/xml +scanner):\n%s", part, diff)
	}
	return true
}

// oddXML is XML as programs, people and accidents write it.
var oddXML = []string{
	`<a/>`, `<a ></a >`, `<a b="1" c='2'/>`, `<a b = "1"c="2"></a>`, "<a\n\tb\r\n=\t'x\ny'/>", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>`,
	`<?xml version='1.0'?>` + "\n" + `<a>x</a>` + "\n", "\xef\xbb\xbf<a>ü</a>", `<x:a x:r="1" r="2"><x:b/></x:a>`, `<a:b:c/>`, `<:a/>`, `<a:/>`,
	`<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>`, `<a>&nbsp;</a>`, `<a>&#0;</a>`, `<a>&#xD800;</a>`, `<a>&#13;&#10;</a>`, `<a>&;</a>`, `<a>&lt</a>`, `<a>&#x110000;</a>`,
	`<a>&#00000000000000000000000000000000000000000000000000000000000000000000000065;</a>`, "<a>x\r\ny\rz\r</a>", "<a b='x\r\ny'/>",
	`<a>]]></a>`, `<a>]] ></a>`, `<a b="]]>"/>`, `<a b="<"/>`, `<a b=">"/>`, `<a><![CDATA[<b>&amp;]] ]]]></a>`, `<a><![CDATA[]]></a>`, `<a><![CDATA[x]]`, `<a><![CDATA`, `<a><!CDATA[]]></a>`,
	`<a><!-- b --></a>`, `<a><!-- b -- c --></a>`, `<!----><a/>`, `<!---><a/>`, `<a/><!--`, `<a><!-`, `<a><?php x ?></a>`, `<a><? x ?></a>`, `<a><?x`, `<?xml version="1.1"?><a/>`,
	`<?xml version="1.0" encoding="ISO-8859-1"?><a>` + "\xe9" + `</a>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, `<é/>`, `<a é="1"/>`,
	`<a>`, `<a`, `<`, `</`, `</a>`, `<a></b>`, `<a><b></a></b>`, `<a/></a>`, `<a b/>`, `<a b=1/>`, `<a b="1/>`, `<a / >`, `< a/>`, `<1/>`, `<-a/>`, `<a.b-c_1/>`, ``, ` `, `x`, `x<a/>y`, `<a/><b/>`,
	"<a>\x01</a>", "<a>\xff</a>", "<a>\xef\xbf\xbf</a>", "<a>\x7f\u0085</a>", "<a b='\x00'/>", "\xef\xbb\xbf<a>\xff</a>", "\xff\xfe<\x00a\x00/\x00>\x00", "\x00<",
	strings.Repeat("<a>", 64) + strings.Repeat("</a>", 64), strings.Repeat("<a>", 65) + strings.Repeat("</a>", 65),
}

func TestScannerAgreesWithEncodingXML(t *testing.T) {
	taken := 0
	for _, s := range oddXML {
		if bothAgree(t, []byte(s)) {
			taken++
		}
		// However the bytes come in, the tokens are the same.
		got, err := flat(newScanner(iotest.OneByteReader(strings.NewReader(s))))
		want, wantErr := flat(newScanner(strings.NewReader(s)))
		if diff := cmp.Diff(want, got); diff != "" || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("byte by byte %q gives %v, %v, at once %v, %v", s, got, err, want, wantErr)
		}
	}
	if taken*10 < len(oddXML)*8 {
		t.Errorf("the scanner left %d of %d to the decoder", len(oddXML)-taken, len(oddXML))
	}
}

// Both walk every sheet and every text of the real workbooks, token by token, to the same end.
func TestScannerAgreesOnRealWorkbooks(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(sharedData, "*.xls[xm]"))
	hostile, _ := filepath.Glob(filepath.Join(sharedData, "hostile", "*.xls[xm]"))
	if len(files) == 0 {
		t.Skip("../shared/data is absent")
	}
	parts, left := 0, 0
	for _, path := range append(files, hostile...) {
		data, err := os.ReadFile(path)
		must(t, err)
		r, err := openZip(bytes.NewReader(data))
		if err != nil {
			continue // refused before any part is read
		}
		for _, f := range r.File {
			if !strings.HasSuffix(partName(f.Name), ".xml") || f.UncompressedSize64 > 8<<20 {
				continue
			}
			in, err := f.Open()
			must(t, err)
			part, err := io.ReadAll(in)
			if err != nil || len(part) > 8<<20 {
				continue
			}
			if parts++; !bothAgree(t, part) {
				t.Logf("%s %s is left to the decoder", filepath.Base(path), f.Name)
				left++
			}
		}
	}
	t.Logf("%d parts, of which %d are left to the decoder", parts, left)
}

// FuzzScanner holds the two readers of XML together on anything.
func FuzzScanner(f *testing.F) {
	for _, s := range oddXML {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, part []byte) { bothAgree(t, part) })
}

// oddSheet holds cells in every form that a sheet's XML knows.
const oddSheet = `<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:x14="x"><?go on?>
<cols><col max="3" min="2" hidden="true"/></cols>
<sheetData>
 <row spans="1:9" r="2"><c t="s" r="A2"><v>0</v></c><c r="B2" t="s"/><c t='inlineStr' r='C2'><is><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></is></c>
  <c r="D2"><f>1+1</f><v>2</v></c><c r="E2"><f>NOW()</f></c><c r="F2" t="str"><f>""</f><v></v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="e"><v>#DIV/0!</v></c><c r="I2" t="d"><v>2026-01-31T00:00:00</v></c></row>
 <row><c><v>1e3</v></c><c t="n"><v><![CDATA[-4]]></v></c><c t="str"><v>a&#x20;&lt;b&gt; &amp; _x0041__x000D_</v></c><c><v>
   7.5 </v></c></row>
 <row r="7" hidden="1"/>
 <row r="9"><c r="C9" t="inlineStr"><is><t/></is></c><c r="E9" t="inlineStr"><is><t>ünï 😀</t></is></c><c r="G9"><v>0.1</v><extLst><ext><x14:v>no</x14:v></ext></extLst></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"></mergeCell></mergeCells></worksheet>
`

// readPart reads a worksheet's XML with one of the two readers.
func readPart(t testing.TB, tokens xmlTokens) (*sheet.Sheet, error) {
	t.Helper()
	f := excelize.NewFile()
	b := &xlsxBook{file: f, formats: map[int]*NumberFormat{}, byCode: map[string]*NumberFormat{}}
	texts := &textStore{}
	must(t, texts.add([]byte("shared")))
	texts.seal()
	left := newBudget()
	k := newKeeper("S", &left)
	r := sheetReader{texts: texts, styles: b, sink: k, meta: k.out}
	err := r.read(tokens)
	return k.out, err
}

func TestOddSheet(t *testing.T) {
	got, err := readPart(t, newScanner(strings.NewReader(oddSheet)))
	must(t, err)
	want, err := readPart(t, newTokenDecoder(strings.NewReader(oddSheet)))
	must(t, err)
	if diff := cmp.Diff(want.Rows, got.Rows); diff != "" {
		t.Errorf("-encoding/xml +scanner:\n%s", diff)
	}
	var cells []string
	for i, row := range got.Rows {
		for j, c := range row {
			if c.Kind != sheet.Blank || c.Formula {
				cells = append(cells, fmt.Sprintf("%s %d %q %t", sheet.Address(i+1, j+1), c.Kind, c.Text, c.Formula))
			}
		}
	}
	if diff := cmp.Diff([]string{
		`A2 1 "shared" false`, `C2 1 "rich  text" false`, `D2 2 "2" true`, `E2 0 "" true`, `G2 4 "TRUE" false`, `H2 5 "#DIV/0!" false`, `I2 3 "2026-01-31T00:00:00" false`,
		`A3 2 "1000" false`, `B3 2 "-4" false`, `C3 1 "a <b> & A" false`, `D3 2 "7.5" false`, `E9 1 "ünï 😀" false`, `G9 2 "0.1" false`,
	}, cells); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if !got.HiddenRows[7] || !got.HiddenCols[2] || !got.HiddenCols[3] || len(got.Merged) != 1 {
		t.Errorf("hidden rows %v, columns %v, merged %v", got.HiddenRows, got.HiddenCols, got.Merged)
	}
}

// FuzzCells reads any worksheet with both readers: the same cells, or a refusal by both.
func FuzzCells(f *testing.F) {
	f.Add([]byte(oddSheet))
	for _, s := range oddXML {
		f.Add([]byte("<worksheet><sheetData><row><c>" + s + "</c></row></sheetData></worksheet>"))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		got, err := readPart(t, newScanner(bytes.NewReader(part)))
		if errors.Is(err, errUnusual) {
			return
		}
		want, wantErr := readPart(t, newTokenDecoder(bytes.NewReader(part)))
		if errors.Is(err, errDamaged) != errors.Is(wantErr, errDamaged) || (err == nil) != (wantErr == nil) {
			t.Fatalf("the scanner says %v, encoding/xml %v", err, wantErr)
		}
		if diff := cmp.Diff(want.Rows, got.Rows); err == nil && diff != "" {
			t.Fatalf("-encoding/xml +scanner:\n%s", diff)
		}
	})
}

// Texts keep their number and content whatever their length, across the pieces they are held in.
func TestTextStore(t *testing.T) {
	var s textStore
	var want []string
	for i := range 400 {
		want = append(want, strings.Repeat(string(rune('a'+i%26)), i*i%140_000))
		must(t, s.add([]byte(want[i])))
	}
	s.seal()
	for i := range want {
		if s.text(i) != want[i] {
			t.Fatalf("text %d has %d bytes, want %d", i, len(s.text(i)), len(want[i]))
		}
	}
	if len(s.pieces) < 3 {
		t.Errorf("%d pieces", len(s.pieces))
	}
}

// Each cell of generated workbooks is the same through the scanner, encoding/xml and excelize.
func TestGeneratedWorkbooksReadTheSame(t *testing.T) {
	words := []string{"plain", " padded ", "a & b <c>", `"quoted"`, "line\nbreak", "ünï", "😀", "_x0041_", "1,234", "x]]>y"}
	value := func(row, col int) any {
		switch (row*7 + col) % 6 {
		case 0:
			return words[(row+col)%len(words)]
		case 1:
			return float64(row*col) / 7
		case 2:
			return row%3 == 0
		case 3:
			return nil
		case 4:
			return fmt.Sprintf("text %d", row*col)
		}
		return row*1000 - col
	}
	inline := streamed(t, 400, 12, value)
	rows := make([][]any, 200)
	for r := range rows {
		for c := range 12 {
			rows[r] = append(rows[r], value(r+1, c+1))
		}
	}
	shared := workbook(t, []page{{Name: "S", Rows: rows}}, func(f *excelize.File) {
		must(t, f.SetCellRichText("S", "A1", []excelize.RichTextRun{{Text: "rich "}, {Text: "text", Font: &excelize.Font{Bold: true}}}))
	})
	for _, path := range []string{inline, shared} {
		wb := open(t, path)
		decoded := openDecoded(t, path)
		if diff := cmp.Diff(decoded.Sheets[0].Rows, wb.Sheets[0].Rows); diff != "" {
			t.Errorf("-encoding/xml +scanner:\n%s", diff)
		}
		sameAsExcelize(t, path, wb)
	}
}

// openDecoded reads a workbook with encoding/xml alone.
func openDecoded(t *testing.T, path string) *sheet.Workbook {
	t.Helper()
	decoded := repacked(t, path, func(name, content string) string {
		if strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedStrings.xml" {
			_, root, ok := strings.Cut(content, "?>")
			if !ok {
				root = content
			}
			return "<!DOCTYPE x>" + root
		}
		return content
	})
	wb, err := Open(context.Background(), decoded, nil)
	must(t, err)
	return wb
}

// sameAsExcelize holds every cell to what excelize reads of it, raw.
func sameAsExcelize(t *testing.T, path string, wb *sheet.Workbook) {
	t.Helper()
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return // some that excelize cannot open are read here
	}
	defer func() { must(t, f.Close()) }()
	for _, s := range wb.Sheets {
		rows, err := f.Rows(s.Name)
		if err != nil {
			continue
		}
		err = s.Each(context.Background(), func(row int, cells []sheet.Cell) error {
			var want []string
			if rows.Next() {
				want, err = rows.Columns()
			}
			for j := range max(len(want), len(cells)) {
				var got sheet.Cell
				raw := ""
				if j < len(cells) {
					got = cells[j]
				}
				if j < len(want) {
					raw = want[j]
				}
				if !sameRaw(got, raw) {
					t.Fatalf("%s %s!%s: read %d %q (%v), excelize %q", filepath.Base(path), s.Name, sheet.Address(row, j+1), got.Kind, got.Text, got.Number, raw)
				}
			}
			return err
		})
		must(t, err)
		for rows.Next() { // rows with nothing in them that counts
			rest, err := rows.Columns()
			must(t, err)
			if text := strings.TrimSpace(cleanText(strings.Join(rest, ""))); text != "" {
				t.Fatalf("%s %s: excelize goes on with %q", filepath.Base(path), s.Name, text)
			}
		}
		must(t, rows.Close())
	}
}
