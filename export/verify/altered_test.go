package verify_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"throughline/app/brief"
)

// unpacked is the sample as a PDF whose drawings and objects are plain characters, to be altered as an editor would.
func unpacked(t *testing.T, b *brief.Brief) string {
	t.Helper()
	doc, record := printed(t, b)
	return string(qpdf(t, file(t, doc, encoded(t, record)), "--qdf", "--object-streams=disable"))
}

// repacked makes a whole PDF of an altered one. The table of its objects is no longer right, and is made again.
func repacked(t *testing.T, pdf string) []byte {
	t.Helper()
	return qpdf(t, []byte(regexp.MustCompile(`startxref\n\d+`).ReplaceAllString(pdf, "startxref\n0")))
}

var (
	textLine = regexp.MustCompile(`BT [^\n]* ET`)
	hexText  = regexp.MustCompile(`<([0-9A-Fa-f]+)>`)
)

// says decodes a line that draws a text.
func says(line string) string {
	var b strings.Builder
	for _, m := range hexText.FindAllStringSubmatch(line, -1) {
		for i := 0; i+4 <= len(m[1]); i += 4 {
			n, _ := strconv.ParseUint(m[1][i:i+4], 16, 16)
			b.WriteRune(rune(n))
		}
	}
	return b.String()
}

// around puts something before and behind the line that draws the figure.
func around(before, after string) func(*testing.T, string) string {
	return figureLine(func(line string) string { return before + " " + line + " " + after })
}

// figureLine changes the line that draws the figure.
func figureLine(change func(string) string) func(*testing.T, string) string {
	return func(t *testing.T, pdf string) string {
		t.Helper()
		for _, at := range textLine.FindAllStringIndex(pdf, -1) {
			if says(pdf[at[0]:at[1]]) == figureText {
				return pdf[:at[0]] + change(pdf[at[0]:at[1]]) + pdf[at[1]:]
			}
		}
		t.Fatalf("nothing draws %q", figureText)
		return ""
	}
}

// swap puts the first match of an expression in another form.
func swap(expression, with string) func(*testing.T, string) string {
	return func(t *testing.T, pdf string) string {
		t.Helper()
		e := regexp.MustCompile(expression)
		at := e.FindStringSubmatchIndex(pdf)
		if at == nil {
			t.Fatalf("nothing matches %s", expression)
		}
		return pdf[:at[0]] + string(e.ExpandString(nil, with, pdf, at)) + pdf[at[1]:]
	}
}

// both does one change after the other.
func both(changes ...func(*testing.T, string) string) func(*testing.T, string) string {
	return func(t *testing.T, pdf string) string {
		t.Helper()
		for _, change := range changes {
			pdf = change(t, pdf)
		}
		return pdf
	}
}

// with adds objects, numbered from 900 on.
func with(objects ...string) func(*testing.T, string) string {
	return func(_ *testing.T, pdf string) string {
		var b strings.Builder
		for i, o := range objects {
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", 900+i, o)
		}
		at := strings.LastIndex(pdf, "\nxref\n")
		return pdf[:at] + "\n" + b.String() + pdf[at:]
	}
}

// inPage and inRoot add entries to the page and to the root of the document.
func inPage(entries string) func(*testing.T, string) string {
	return swap(`/Type /Page\n`, "/Type /Page "+entries+"\n")
}

func inRoot(entries string) func(*testing.T, string) string {
	return swap(`/Type /Catalog\n`, "/Type /Catalog "+entries+"\n")
}

// glyphsSwapped lets every font draw one character for another: the numbers of their letters are exchanged.
func glyphsSwapped(a, b rune) func(*testing.T, string) string {
	return func(t *testing.T, pdf string) string {
		t.Helper()
		bytes := []byte(pdf)
		for _, m := range regexp.MustCompile(`/CIDToGIDMap (\d+) 0 R`).FindAllStringSubmatch(pdf, -1) {
			at := strings.Index(pdf, "\n"+m[1]+" 0 obj\n")
			at += strings.Index(pdf[at:], "stream\n") + len("stream\n")
			for k := range 2 {
				x, y := at+2*int(a)+k, at+2*int(b)+k
				bytes[x], bytes[y] = bytes[y], bytes[x]
			}
		}
		return string(bytes)
	}
}

// figureText is a figure of the evidence's lead.
const figureText = "rose 14% to 11.1%"

// TestChartsAreComparedWithTheLedger alters what charts draw, and none of their words.
func TestChartsAreComparedWithTheLedger(t *testing.T) {
	t.Parallel()
	bars := sample()
	bars.Evidence.Chart = &brief.Chart{Kind: brief.Column, Metrics: []string{"Trial conversion"}}
	lastBar := regexp.MustCompile(`(?s)^(.*\n[0-9.]+ )([0-9.]+)( l\n[0-9.]+ )[0-9.]+( l\n[0-9.]+ [0-9.]+ l\nh\nf\n)`)
	for name, tt := range map[string]struct {
		brief *brief.Brief
		alter func(*testing.T, string) string
		want  string
	}{
		"a line upside down": {sample(), upsideDown, "1 line or area is not drawn as exported; what the chart of Trial conversion shows is not what the ledger says"},
		"a bar cut short":    {bars, swap(lastBar.String(), "${1}${2}${3}${2}${4}"), "not drawn as exported"},
		"a bar gone":         {bars, swap(`(?s)^(.*\n)[0-9.]+ [0-9.]+ m\n[0-9.]+ [0-9.]+ l\n[0-9.]+ [0-9.]+ l\n[0-9.]+ [0-9.]+ l\nh\nf\n`, "$1"), "not drawn as exported"},
		"a line more":        {sample(), swap(`EMC\s*endstream`, "EMC 60 60 m 300 90 l S endstream"), "1 line or area is drawn that was not there"},
		"thicker":            {sample(), swap(`(?s)^(.*\n)([0-9.]+) w\n`, "${1}9 w\n"), "not drawn as exported"},
		"in another colour":  {sample(), func(_ *testing.T, pdf string) string { return curve.ReplaceAllString(pdf, "q 1 0 0 RG\n$0\nQ") }, "not drawn as exported"},
		"dashed":             {sample(), func(_ *testing.T, pdf string) string { return curve.ReplaceAllString(pdf, "q [9 9] 0 d\n$0\nQ") }, "not drawn as exported"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := verified(t, repacked(t, tt.alter(t, unpacked(t, tt.brief))))
			if got := strings.Join(drifts(r), "\n"); !strings.Contains(got, tt.want) || r.Drifted > 4 {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPagesThatStandElsewhere takes pages of a document out, turns them round and adds one: that is said, and not each of
// their words.
func TestPagesThatStandElsewhere(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Settings.Profile = "decision"
	doc, record := printed(t, b)
	whole := file(t, doc, encoded(t, record))
	if len(doc.Pages) < 2 {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	n := len(doc.Pages)
	for name, tt := range map[string]struct {
		pages string
		want  []string
		most  int // beside the numbers of the page that is gone
	}{
		"as they were":  {fmt.Sprintf("1-%d", n), nil, 0},
		"turned round":  {fmt.Sprintf("2,1,3-%d", n), []string{"Page 1 of the export stands as page 2.", "Page 2 of the export stands as page 1."}, 2},
		"one taken out": {fmt.Sprintf("2-%d", n), []string{fmt.Sprintf("exported with %d pages and has %d now", n, n-1), "Page 1 of the export is gone."}, 3},
		"one twice":     {fmt.Sprintf("1,1-%d", n), []string{"Page 2 was not there when it was exported."}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if n == 2 {
				tt.pages = strings.TrimSuffix(tt.pages, ",3-2")
			}
			r := verified(t, qpdf(t, whole, "--pages", "IN", tt.pages, "--"))
			got := strings.Join(drifts(r), "\n")
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("drifts %q, want %q", got, want)
				}
			}
			others := 0
			for _, f := range r.Figures {
				if !f.OK && f.Metric == "" {
					others++
				}
			}
			if others > tt.most {
				t.Errorf("%d findings beside the numbers: %q", others, got)
			}
		})
	}
}

// TestWhatAReaderSeesIsCompared alters the sample in every way that changes what is seen, copied or heard, with the text of
// the page left as it is or not. Each is found, in few words.
func TestWhatAReaderSeesIsCompared(t *testing.T) {
	t.Parallel()
	pdf := unpacked(t, sample())
	covering := "q 1 1 1 rg 0 0 595 842 re f Q"
	for name, tt := range map[string]struct {
		alter func(*testing.T, string) string
		want  string
		most  int // findings
	}{
		"invisible":              {around("3 Tr", "0 Tr"), "drawn with no ink", 1},
		"only to cut":            {around("q 7 Tr", "Q"), "drawn with no ink", 1},
		"white on white":         {around("q 1 1 1 rg", "Q"), "is printed in the colour of what it stands on", 1},
		"nearly white":           {around("q .95 g", "Q"), "is printed in the colour of what it stands on", 1},
		"white in other inks":    {around("q 0 0 0 0 k", "Q"), "is printed in the colour of what it stands on", 1},
		"another colour":         {around("q .8 0 0 rg", "Q"), "is printed in another colour", 1},
		"a colour nobody reads":  {around("q /Odd cs 1 sc", "Q"), "is printed in another colour", 1},
		"hardly there":           {both(around("q /Faint gs", "Q"), swap(`/Font <<`, "/ExtGState << /Faint << /ca .05 >> >> /Font <<")), "hardly seen", 1},
		"blended":                {both(around("q /Odd gs", "Q"), swap(`/Font <<`, "/ExtGState << /Odd << /BM /Screen >> >> /Font <<")), "a picture or a form was placed on it", 1},
		"tiny":                   {around("q /regular .5 Tf", "Q"), "is printed in 0.5 points", 1},
		"squeezed":               {around("30 Tz", "100 Tz"), "has its letters moved", 1},
		"spaced":                 {around("3 Tc", "0 Tc"), "has its letters moved", 1},
		"raised":                 {around("30 Ts", "0 Ts"), "is gone", 2},
		"letters in another row": {figureLine(func(l string) string { return strings.Replace(l, "<0072", "<0072> -2000 <", 1) }), "has its letters", 1},
		"letters the other way":  {figureLine(func(l string) string { return strings.Replace(l, "<0072", "<0072> 3000 <", 1) }), "has its letters in another order", 1},
		"upside down": {figureLine(func(l string) string {
			return regexp.MustCompile(`BT ([0-9.]+) ([0-9.]+) Td`).ReplaceAllString(l, "BT 1 0 0 -1 $1 $2 Tm")
		}), "is turned", 1},
		"off the page":            {figureLine(func(l string) string { return strings.Replace(l, "BT ", "BT 5000 0 Td ", 1) }), "is gone", 2},
		"cut away":                {around("q 0 0 9 9 re W n", "Q"), "is cut away", 1},
		"cut away by a hole":      {around("q 0 0 m 595 0 l 595 842 l W n", "Q"), "cut away by a border that is no rectangle", 2},
		"cropped":                 {inPage("/CropBox [0 500 595 842]"), "it is cropped", 30},
		"a smaller sheet":         {swap(`/MediaBox \[\s+0\s+0\s+[0-9.]+`, "/MediaBox [ 0 0 400"), "points large and is 400", 30},
		"under a box":             {swap(`EMC\s*endstream`, "EMC "+covering+" endstream"), "lies under a shape", 40},
		"on a box of its colour":  {around("q 0.106 0.141 0.188 rg 0 0 595 842 re f Q", ""), "is printed in the colour of what it stands on", 60},
		"on a layer":              {around("/OC /Layer BDC", "EMC"), "on a layer that can be switched off", 1},
		"another digit is drawn":  {glyphsSwapped('1', '4'), "shows “44.4%” where", 60},
		"another digit is copied": {swap(`<0031> <0031>`, "<0031> <0037>"), "is copied and searched as", 60},
		"a font without letters":  {swap(`/FontFile2 \d+ 0 R`, ""), "\ufffd", 60},
		"read aloud":              {swap(`<</MCID 1>>`, "<</MCID 1 /ActualText (9.99)>>"), "says “9.99” to those who copy it", 1},
		"read aloud, hidden name": {swap(`<</MCID 1>>`, "<</MCID 1 /Actual#54ext <FEFF0039>>>"), "says “9” to those who copy it", 1},
		"read aloud, elsewhere": {
			both(swap(`<</MCID 1>>`, "/Said"), swap(`/Font <<`, "/Properties << /Said << /MCID 1 /E (9.99) >> >> /Font <<")), "says “9.99” to those who copy it", 1,
		},
		"an element's words":        {swap(`/S /P\n`, "/S /P /ActualText (9.99)\n"), "says “9.99” to those who copy it", 1},
		"a bookmark":                {swap(`/Title \(Evidence: Conversion rose 14`, "/Title (Evidence: Conversion rose 41"), "Conversion rose 41% to 11.1%.” where it was exported with “Evidence: Conversion rose 14%", 1},
		"the title":                 {swap(`/Title (<feff[0-9a-f]*>|\(Extend[^)]*\))`, "/Title (At 9.99%)"), "It says “At 9.99%” in the document’s title", 1},
		"the title in the metadata": {swap(`(x-default">)[^<]*`, "${1}At 9.99%"), "It says “At 9.99%” in the title in the document’s metadata", 1},
		"another ledger beside": {
			both(swap(`(?s)(/EmbeddedFiles <<.*?\)\s+)\d+ 0 R`, "${1}900 0 R"), with("<</Type /Filespec /UF (throughline.json) /EF <</F 901 0 R>>>>", streamOf("", "{}"))),
			"2 ledgers that differ", 1,
		},
		"another ledger, other entry": {
			both(swap(`(/EF <<\s+/F \d+ 0 R\s+/UF )\d+ 0 R`, "${1}900 0 R"), with(streamOf("", "{}"))), "2 ledgers that differ", 1,
		},
		"a file attached": {
			both(inRoot("/AF [900 0 R]"), swap(`/AF \[\s+\d+ 0 R\s+\]`, ""), with("<</Type /Filespec /UF (true.xlsx) /EF <</F 901 0 R>>>>", streamOf("", "x"))),
			"The attachment “true.xlsx” is not one", 1,
		},
		"a pinned ledger": {
			both(swap(`/Annots \[`, "/Annots [ <</Type /Annot /Subtype /FileAttachment /FS 900 0 R>> "), with("<</Type /Filespec /UF (throughline.json) /EF <</F 901 0 R>>>>", streamOf("", "{}"))),
			"2 ledgers that differ", 2,
		},
		"a remark":        {swap(`/Annots \[`, "/Annots [ <</Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (9.99)>> "), "a comment or a field was placed on it", 1},
		"a field":         {both(swap(`/Annots \[`, "/Annots [ <</Type /Annot /Subtype /Widget /FT /Tx /V (9.99)>> "), inRoot("/AcroForm << /Fields [] >>")), "has a form to fill in", 2},
		"a link's words":  {swap(`/Contents (\([^)]*\)|<feff[^>]*>)`, "/Contents (Source 9: other.xlsx)"), "a link that says", 1},
		"a link's action": {swap(`/Dest \[\s*\d+ 0 R\s*/XYZ[^\]]*\]\s*/F 4`, "/A <</S /Launch /F (x)>> /F 4"), "a link that says", 1},
		"one more link":   {swap(`/Annots \[`, "/Annots [ <</Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (9.99)>> "), "has a link that it was not exported with: “9.99”", 1},
		"a script":        {inRoot("/OpenAction <</S /JavaScript /JS (x)>>"), "does something when it is opened", 1},
		"a second drawing": {
			both(swap(`/Contents (\d+ 0 R)`, "/Contents [ $1 900 0 R ]"), with(streamOf("", "BT /regular 9 Tf 300 300 Td <0039> Tj ET"))), "shows “9”, which was not there", 1,
		},
		"a form over all": {
			both(swap(`EMC\s*endstream`, "EMC /X Do endstream"), swap(`/Font <<`, "/XObject <</X 900 0 R>> /Font <<"),
				with(streamOf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 0]", "1 g 0 0 595 842 re f BT 0 g /regular 9 Tf 99 99 Td <0039> Tj ET"))),
			"which was not there when it was exported", 40,
		},
		"turned as a whole": {swap(`0 J\n`, "-1 0 0 -1 595.28 841.89 cm 0 J\n"), "is gone", 60},
		"turned to read":    {inPage("/Rotate 90"), "", 0},
		"said by another":   {both(swap(`/Producer \(Throughline\)`, "/Producer (Other)"), glyphsSwapped('1', '4')), "shows “44.4%” where", 60},
		"hidden by another": {both(swap(`/Producer \(Throughline\)`, "/Producer (Other)"), around("3 Tr", "0 Tr")), "drawn with no ink", 1},
		"unread by another": {both(swap(`/Producer \(Throughline\)`, "/Producer (Other)"), swap(`/FontFile2 \d+ 0 R`, "")), "What the letters of the PDF look like cannot be read", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := verified(t, repacked(t, tt.alter(t, pdf)))
			got := strings.Join(drifts(r), "\n")
			if !strings.Contains(got, tt.want) || (r.Drifted > 0) != (tt.most > 0) {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
			if r.Drifted > tt.most {
				t.Errorf("%d findings, want at most %d: %q", r.Drifted, tt.most, got)
			}
		})
	}
}
