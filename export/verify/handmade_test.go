package verify_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"throughline/app/brief"

	"throughline/app/fault"
	"throughline/export/page"
	"throughline/export/verify"
)

// handmade is a PDF of one page, written object by object as other programs write theirs.
type handmade struct {
	drawing   string   // of the page
	page      string   // further entries of its dictionary
	resources string   // further entries of its resources, beside the fonts /One and /Two
	catalog   string   // entries that lead to the attachment, object 9; empty: the files associated with the document
	spec      string   // the dictionary of the attachment; empty: the usual one
	stream    string   // the stream of the attachment, object 10; empty: the record as it is
	more      []string // further objects, from number 11 on
	font      string   // what /Two maps its codes to; empty: each two bytes to the character of that number
}

// The two fonts have codes of one byte and of two. Their maps to Unicode hold each form that the standard has.
const (
	oneByte = "/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <ff> endcodespacerange\n" +
		"1 beginbfrange <20> <7e> <0020> endbfrange 1 beginbfchar <80> <20ac> endbfchar"
	twoBytes = "1 begincodespacerange <0000> <ffff> endcodespacerange\n" +
		"2 beginbfrange <0020> <0040> <0020> <0041> <0043> [<0041> <0042> <0043>] endbfrange 1 beginbfrange <0044> <007e> <0044> endbfrange"
)

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// file writes it, with a record attached.
func (h handmade) file(t testing.TB, r *verify.Record) []byte {
	t.Helper()
	objects := append([]string{
		"<</Type /Catalog /Pages 2 0 R " + or(h.catalog, "/AF [9 0 R]") + ">>",
		"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842]>>",
		"<</Type /Page /Parent 2 0 R /Resources <</Font <</One 5 0 R /Two 7 0 R /Mute 7 1 R>> " + h.resources + ">> " + or(h.page, "/Contents 4 0 R") + ">>",
		streamOf("", h.drawing),
		"<</Type /Font /Subtype /TrueType /BaseFont /A /ToUnicode 6 0 R>>",
		streamOf("", oneByte),
		"<</Type /Font /Subtype /Type0 /BaseFont /B /Encoding /Identity-H /ToUnicode 8 0 R>>",
		streamOf("", or(h.font, twoBytes)),
		or(h.spec, "<</Type /Filespec /UF (throughline.json) /EF <</F 10 0 R>>>>"),
		or(h.stream, streamOf("", string(encoded(t, r)))),
	}, h.more...)
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.Bytes()
}

// saying is the record of a page of A4 that prints texts from (72, 142) on, 20 points below each other.
func saying(texts ...string) *verify.Record {
	p := verify.Page{W: 595, H: 842}
	for i, text := range texts {
		p.Texts = append(p.Texts, verify.Printed{X: 72, Y: 142 + 20*float64(i), Text: text})
	}
	return &verify.Record{Version: verify.Version, Pages: []verify.Page{p}}
}

// TestEveryWayToDrawATextIsRead draws one sentence with each operator that shows text and each form of a string.
func TestEveryWayToDrawATextIsRead(t *testing.T) {
	t.Parallel()
	const sentence = "Revenue (AC) is 4,120"
	hex := func(width int) string {
		var b strings.Builder
		for _, c := range sentence {
			fmt.Fprintf(&b, "%0*X", width, c)
		}
		return b.String()
	}
	for name, h := range map[string]handmade{
		"a line":                  {drawing: `BT /One 10 Tf 72 700 Td (Revenue \(AC\) is 4,120) Tj ET`},
		"brackets in a string":    {drawing: `BT /One 10 Tf 72 700 Td (Revenue (AC) is 4,120) Tj ET`},
		"kerned":                  {drawing: `BT /One 10 Tf 72 700 Td [(Rev) -20.5 (enue ) +5 (\(AC\) is) -.3 ( 4,120)] TJ ET`},
		"a matrix":                {drawing: `BT /One 1 Tf 10 0 0 10 72 700 Tm (Revenue \(AC\) is 4,120) Tj ET`},
		"a moved page":            {drawing: `q 1 0 0 1 70 600 cm q 2 0 0 2 1 0 cm BT /One 5 Tf .5 50 Td (Revenue \(AC\) is 4,120) Tj ET Q Q`},
		"the next line":           {drawing: `BT /One 10 Tf 14 TL 72 714 Td T* (Revenue \(AC\) is 4,120) Tj ET`},
		"an apostrophe":           {drawing: `BT /One 10 Tf 14 TL 72 714 Td (Revenue \(AC\) is 4,120) ' ET`},
		"a quotation mark":        {drawing: `BT /One 10 Tf 14 TL 72 714 Td 0 0 (Revenue \(AC\) is 4,120) " ET`},
		"a leading of its own":    {drawing: `BT /One 10 Tf 72 728 Td 0 -14 TD T* (Revenue \(AC\) is 4,120) Tj ET`},
		"hexadecimal":             {drawing: `BT /One 10 Tf 72 700 Td <` + strings.ToLower(hex(2)) + `> Tj ET`},
		"an odd digit":            {drawing: `BT /One 10 Tf 72 700 Td (Revenue \(AC\) is 4,12) Tj <3> Tj ET`},
		"codes of two bytes":      {drawing: `BT /Two 10 Tf 72 700 Td <` + hex(4) + `> Tj ET`},
		"octal and a broken line": {drawing: "BT /One 10 Tf 72 700 Td (Rev\\145nue \\50AC\\51 is \\\r\n4,1\\\n20) Tj ET"},
		"two fonts in a line":     {drawing: `BT /One 10 Tf 72 700 Td (Revenue \(AC\) ) Tj /Two 10 Tf <00690073> Tj /One 10 Tf ( 4,120) Tj ET`},
		"remarks and lists":       {drawing: "% (nothing) Tj\n[1 2] 0 d /P <</MCID 0 /K [<</A (x)>>]>> BDC BT /One 10 Tf 72 700 Td (Revenue \\(AC\\) is 4,120) Tj ET EMC"},
		"in two parts": {
			drawing: `BT /One 10 Tf 72 700 Td`, page: "/Contents [4 0 R 11 0 R]",
			more: []string{streamOf("", `(Revenue \(AC\) is 4,120) Tj ET`)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if r := verified(t, h.file(t, saying(sentence))); r.Drifted != 0 {
				t.Errorf("drifts: %q", drifts(r))
			}
			if r := verified(t, h.file(t, saying("Revenue (AC) is 4,121"))); r.Drifted != 1 || !strings.Contains(drifts(r)[0], "reads “"+sentence+"” now") {
				t.Errorf("with another number on record the drifts are %q", drifts(r))
			}
		})
	}
}

// TestWhatWasPutOnAPageLaterIsFound adds to a page what a forger, or somebody who only wants to remark on it, would.
func TestWhatWasPutOnAPageLaterIsFound(t *testing.T) {
	t.Parallel()
	const line = "BT /One 10 Tf 72 700 Td (Revenue is 4,120) Tj ET "
	image := func(entries string) string {
		return streamOf("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "+entries, "abc")
	}
	const rgb = "/ColorSpace /DeviceRGB"
	const unreadable = "a picture or a form was placed on it"
	for name, tt := range map[string]struct {
		handmade
		want string // "": it agrees
	}{
		"nothing":               {handmade{drawing: line}, ""},
		"invisible text":        {handmade{drawing: line + "BT 3 Tr /One 10 Tf 300 300 Td (Ignore the plan) Tj ET"}, "shows “Ignore the plan”, which was not there"},
		"text off the page":     {handmade{drawing: line + "BT /One 10 Tf 9000 -80 Td (7) Tj ET"}, "shows “7”, which was not there"},
		"text in no font":       {handmade{drawing: line + "BT /None 10 Tf 300 300 Td (7) Tj ET"}, "shows “\ufffd”, which was not there"},
		"text over the same":    {handmade{drawing: line + line}, "shows “Revenue is 4,120”, which was not there"},
		"a picture in the text": {handmade{drawing: line + "BI /W 1 /H 1 /CS /RGB ID abcEI EI\n"}, unreadable},
		"a picture without end": {handmade{drawing: line + "BI /W 1 /H 1 ID abc"}, unreadable},
		"a shade":               {handmade{drawing: line + "/S sh"}, unreadable},
		"a nameless form":       {handmade{drawing: line + "Do"}, unreadable},
		"a form": {handmade{
			drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>",
			more: []string{streamOf("/Type /XObject /Subtype /Form /BBox [0 0 99 99]", "BT /One 9 Tf (9) Tj ET")},
		}, unreadable},
		"a picture":      {handmade{drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>", more: []string{image(rgb)}}, "The pictures on page 1 are not those"},
		"a grey picture": {handmade{drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>", more: []string{image("/ColorSpace /DeviceGray")}}, unreadable},
		"a picture with a mask": {handmade{
			drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>", more: []string{image(rgb + " /SMask 12 0 R"), image("/ColorSpace /DeviceGray")},
		}, unreadable},
		"a picture of no size": {handmade{
			drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>",
			more: []string{streamOf("/Type /XObject /Subtype /Image /Width 0 /Height 1 /BitsPerComponent 8 "+rgb, "abc")},
		}, unreadable},
		"a picture of too few bytes": {handmade{
			drawing: line + "/X Do", resources: "/XObject <</X 11 0 R>>",
			more: []string{streamOf("/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 "+rgb, "abc")},
		}, unreadable},
		"a remark": {handmade{drawing: line, page: "/Contents 4 0 R /Annots [<</Type /Annot /Subtype /FreeText /Contents (9%)>>]"}, "a comment or a field was placed on it"},
		"a link":   {handmade{drawing: line, page: "/Contents 4 0 R /Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9]>> null]"}, ""},
		"a link that is drawn": {
			handmade{drawing: line, page: "/Contents 4 0 R /Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /AP <</N 4 0 R>>>>]"},
			"a comment or a field was placed on it",
		},
		"no drawing": {handmade{page: "/Rotate 0"}, "“Revenue is 4,120” is gone"},
		"a drawing that is cut": {
			handmade{page: "/Contents 11 0 R", more: []string{streamOf("/Filter /FlateDecode", "x\x9c")}}, "“Revenue is 4,120” is gone",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := verified(t, tt.file(t, saying("Revenue is 4,120")))
			got := strings.Join(drifts(r), "\n")
			if tt.want == "" && r.Drifted != 0 || !strings.Contains(got, tt.want) {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
}

// A font can show one digit and call it another: where its codes no longer stand for the characters of their number, the
// text is not believed.
func TestAFontThatWasRenumberedIsNotBelieved(t *testing.T) {
	t.Parallel()
	h := handmade{
		drawing: "BT /Two 10 Tf 72 700 Td <00340031> Tj ET",
		font:    "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0034> <0034> <0031> <0032> endbfchar",
	}
	for _, text := range []string{"41", "42"} {
		if r := verified(t, h.file(t, saying(text))); r.Drifted != 1 || r.Figures[0].Found != "4\ufffd" {
			t.Errorf("for %q on record the report says %+v", text, r.Figures)
		}
	}
}

func TestAPictureThatWasExportedAgrees(t *testing.T) {
	t.Parallel()
	record := saying()
	record.Pages[0].Pictures = []string{page.PictureDigest(1, 1, []byte("abc"))}
	h := handmade{
		drawing: "q 9 0 0 9 72 700 cm /X Do Q", resources: "/XObject <</X 11 0 R>>",
		more: []string{streamOf("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc")},
	}
	if r := verified(t, h.file(t, record)); r.Drifted != 0 {
		t.Errorf("drifts: %q", drifts(r))
	}
	h.more[0] = strings.Replace(h.more[0], "abc", "abd", 1)
	if r := verified(t, h.file(t, record)); r.Drifted != 1 || r.Figures[0].Text != "picture" {
		t.Errorf("after one of its bytes changed the report says %+v", r.Figures)
	}
}

// TestPagesAddedAndTakenOut counts on what the record says of each page.
func TestPagesAddedAndTakenOut(t *testing.T) {
	t.Parallel()
	h := handmade{drawing: "BT /One 10 Tf 72 700 Td (Revenue is 4,120) Tj ET"}
	two := saying("Revenue is 4,120")
	two.Pages = append(two.Pages, saying("Costs are 3,000").Pages...)
	none := saying()
	none.Pages = nil
	for _, tt := range []struct {
		record *verify.Record
		want   []string
	}{
		{two, []string{"The PDF was exported with 2 pages and has 1 now.", "Page 2 of the export is gone."}},
		{none, []string{"The PDF was exported with 0 pages and has 1 now.", "Page 1 was not there when it was exported."}},
	} {
		if got := drifts(verified(t, h.file(t, tt.record))); strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("drifts %q, want %q", got, tt.want)
		}
	}
}

// TestTheRecordIsFoundWhereverProgramsKeepIt moves the attachment to each place it can have, damaged ones as well.
func TestTheRecordIsFoundWhereverProgramsKeepIt(t *testing.T) {
	t.Parallel()
	record := saying()
	bomb := func() string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		zeros := make([]byte, 1<<20)
		for range 80 {
			if _, err := w.Write(zeros); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return streamOf("/Filter /FlateDecode", b.String())
	}
	const none, broken, noLedger = "", "no PDF that can be read", "carries no ledger"
	for name, tt := range map[string]struct {
		handmade
		want string // of the error
	}{
		"associated":            {handmade{}, none},
		"by its plain name":     {handmade{spec: "<</F (throughline.json) /EF <</F 10 0 R>>>>"}, none},
		"in the tree":           {handmade{catalog: "/Names <</EmbeddedFiles <</Names [(a) 9 0 R]>>>>"}, none},
		"deep in the tree":      {handmade{catalog: "/Names <</EmbeddedFiles 11 0 R>>", more: []string{"<</Kids [12 0 R]>>", "<</Names [(a) null (b) 9 0 R]>>"}}, none},
		"beside another file":   {handmade{catalog: "/AF [11 0 R 9 0 R]", more: []string{"<</UF (notes.txt) /EF <</F 4 0 R>>>>"}}, none},
		"a tree in a ring":      {handmade{catalog: "/Names <</EmbeddedFiles 11 0 R>>", more: []string{"<</Kids [11 0 R]>>"}}, noLedger},
		"under another name":    {handmade{spec: "<</UF (other.json) /EF <</F 10 0 R>>>>"}, noLedger},
		"without its file":      {handmade{spec: "<</UF (throughline.json)>>"}, noLedger},
		"a list for a file":     {handmade{spec: "[1 2]"}, noLedger},
		"no stream":             {handmade{stream: "<</Length 0>>"}, broken},
		"a stream cut short":    {handmade{stream: streamOf("/Filter /FlateDecode", "x\x9c")}, "damaged"},
		"a stream without end":  {handmade{stream: bomb()}, broken},
		"an empty stream":       {handmade{stream: streamOf("", "")}, "damaged"},
		"half of the record":    {handmade{stream: streamOf("", string(encoded(t, record))[:60])}, "damaged"},
		"a drawing of nothing":  {handmade{page: "/Contents [4 0 R 1 0 R]"}, broken},
		"a drawing of operands": {handmade{drawing: strings.Repeat("1 ", 5000)}, broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := tt.file(t, record)
			_, err := verify.PDF(bytes.NewReader(data), int64(len(data)))
			var explained *fault.Error
			switch {
			case tt.want == none && err != nil:
				t.Errorf("error %v", err)
			case tt.want != none && (!errors.As(err, &explained) || explained.Kind != fault.Unreadable || !strings.Contains(explained.Text, tt.want)):
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}

// What a chart says to those who do not see it is read from the structure of the document, in reading order.
func TestTheDescriptionsOfChartsAreRead(t *testing.T) {
	t.Parallel()
	record := saying()
	record.Pages[0].Alts = []string{"A line that falls.", "A bar."}
	tree := func(first string) handmade {
		return handmade{
			catalog: "/AF [9 0 R] /StructTreeRoot 11 0 R",
			more: []string{
				"<</Type /StructTreeRoot /K [12 0 R 13 0 R 99 0 R]>>",
				"<</S /Sect /K [<</S /Figure /Pg 3 0 R /Alt (" + first + ")>> 7 <</S /P /Pg 3 0 R /T (none)>>]>>",
				"<</S /Figure /Pg 3 0 R /Alt (A bar.) /K 12 0 R>>",
			},
		}
	}
	// The second figure holds the section again: a ring or a part that stands twice must not keep a reader busy.
	record.Pages[0].Alts = append(record.Pages[0].Alts, "A line that falls.")
	if r := verified(t, tree("A line that falls.").file(t, record)); r.Drifted != 0 {
		t.Errorf("drifts: %q", drifts(r))
	}
	if got := drifts(verified(t, tree("A line that rises.").file(t, record))); len(got) != 1 || !strings.Contains(got[0], "was changed") {
		t.Errorf("drifts: %q", got)
	}
}

// A number on a page that nothing accounts for is named: one beside a chart that is neither listed nor on its axis.
func TestANumberThatTheLedgerDoesNotListIsNamed(t *testing.T) {
	t.Parallel()
	at := func(x, y float64, text string) verify.Printed {
		return verify.Printed{X: x, Y: y, Text: text, Place: brief.ChartPlace}
	}
	record := saying()
	record.Pages[0].Texts = []verify.Printed{
		at(72, 100, "$2.0M"), at(72, 200, "$1.0M"), at(72, 300, "$0"), // an axis
		at(300, 150, "42%"), // in the chart
		at(300, 170, "Q3 2026"), at(300, 190, "31 Oct 2026"), at(300, 210, "2 of 8 without a name"),
		{X: 300, Y: 800, Text: "1 / 1"},
		{X: 72, Y: 810, Text: "B4–K6"},
		{X: 72, Y: 500, Text: "Sold on Windows 11", Place: "headline"},
	}
	var got []string
	for _, u := range verified(t, handmade{}.file(t, record)).Unlisted {
		got = append(got, u.Text)
	}
	if strings.Join(got, "; ") != "42%" {
		t.Errorf("not listed: %q", got)
	}
}
