package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"throughline/export/page"
)

// addIntent adds the colour space that the numbers of the file's colours are in, and returns its number. "GTS_PDFA1" is
// what ISO 19005 calls an output intent in any of its parts.
func (f *file) addIntent() int {
	n := f.add(f.stream(profile(), " /N 3"))
	return f.add(fmt.Appendf(nil, "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R>>", n))
}

// information returns the document information. A document without a date has none in the file either.
func information(d *page.Document) []byte {
	var b bytes.Buffer
	b.WriteString("<</Producer " + textString(Producer))
	for _, e := range []struct{ key, value string }{{"Title", d.Title}, {"Author", d.Author}, {"Subject", d.Subject}} {
		if v := page.Clean(e.value); v != "" {
			fmt.Fprintf(&b, " /%s %s", e.key, textString(v))
		}
	}
	if !d.Date.IsZero() {
		fmt.Fprintf(&b, " /CreationDate %s /ModDate %[1]s", pdfDate(d.Date))
	}
	b.WriteString(">>")
	return b.Bytes()
}

// pdfDate writes a moment as ISO 32000-1, 7.9.4 wants it.
func pdfDate(t time.Time) string { return t.UTC().Format("(D:20060102150405Z)") }

// addMetadata adds the document information as XMP (ISO 16684-1) and returns its number. It stays uncompressed, so that
// programs find it that know nothing of PDF. What it says is what information says, or a reader would not know which to
// believe.
func (f *file) addMetadata(d *page.Document) int {
	var b strings.Builder
	text := func(s string) string {
		var e bytes.Buffer
		_ = xml.EscapeText(&e, []byte(page.Clean(s))) // a buffer does not fail
		return e.String()
	}
	item := func(format, value string) {
		if page.Clean(value) != "" {
			fmt.Fprintf(&b, format+"\n", text(value))
		}
	}
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	item(`<pdf:Producer>%s</pdf:Producer>`, Producer)
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	item(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, d.Title)
	item(`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>`, d.Author)
	item(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`, d.Subject)
	item(`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, language(d.Language))
	if !d.Date.IsZero() {
		date := d.Date.UTC().Format(time.RFC3339)
		item(`<xmp:CreateDate>%s</xmp:CreateDate>`, date)
		item(`<xmp:ModifyDate>%s</xmp:ModifyDate>`, date)
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return f.add(fmt.Appendf(nil, "<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", b.Len(), b.String()))
}
