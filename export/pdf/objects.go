package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"throughline/export/page"
)

// finishFont gives a font its subset name and a map from its codes to the characters.
func (f *file) finishFont(u *usedFace) error {
	from, to := []byte(u.fpdfName()), []byte(u.subsetName())
	cmap := 0
	for n, body := range f.objects {
		if !bytes.HasPrefix(body, []byte("<</Type /Font")) || !bytes.Contains(body, append(from, '\n')) {
			continue
		}
		f.objects[n] = bytes.Replace(body, from, to, 1)
		if m := toUnicode.FindSubmatch(body); m != nil {
			cmap, _ = strconv.Atoi(string(m[1]))
		}
	}
	if cmap <= 0 || cmap >= len(f.objects) {
		return errUnexpected
	}
	f.objects[cmap] = f.stream(unicodeMap(u.runes))
	return nil
}

// unicodeMap says which character each code of a font stands for (ISO 32000-1, 9.10.3): its own number, since fpdf
// numbers glyphs by character.
func unicodeMap(runes []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // entries in one list
	for len(runes) > 0 {
		n := min(len(runes), most)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, r := range runes[:n] {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", r, r)
		}
		b.WriteString("endbfchar\n")
		runes = runes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// stream returns the body of a compressed stream object.
func (f *file) stream(data []byte) []byte {
	f.deflated.Reset()
	f.deflate.Reset(&f.deflated) // one writer for all streams: making one costs more than a page takes
	_, _ = f.deflate.Write(data) // a buffer does not fail
	_ = f.deflate.Close()
	return fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", f.deflated.Len(), f.deflated.Bytes())
}

var plainStream = regexp.MustCompile(`^<</Length \d+>>\nstream\n`)

// compressed returns an object's body with its stream compressed, where fpdf left it plain: the pages' drawings.
func (f *file) compressed(body []byte) []byte {
	head := plainStream.Find(body)
	if head == nil {
		return body
	}
	return f.stream(bytes.TrimSuffix(body[len(head):], []byte("\nendstream")))
}

// catalog returns the root of the file. Viewers show the title in the window's bar, and the outline beside the page only
// where there are several pages to find one's way in.
func catalog(d *page.Document, outline int) []byte {
	var b bytes.Buffer
	b.WriteString("<</Type /Catalog /Pages 1 0 R /ViewerPreferences <</DisplayDocTitle true>>")
	if lang := language(d.Language); lang != "" {
		fmt.Fprintf(&b, " /Lang (%s)", lang)
	}
	if outline > 0 {
		fmt.Fprintf(&b, " /Outlines %d 0 R", outline)
		if len(d.Pages) > 1 {
			b.WriteString(" /PageMode /UseOutlines")
		}
	}
	b.WriteString(">>")
	return b.Bytes()
}

// language returns a language tag without anything that does not belong in one.
func language(tag string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, tag)
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
		date := d.Date.UTC().Format("(D:20060102150405Z)")
		fmt.Fprintf(&b, " /CreationDate %s /ModDate %s", date, date)
	}
	b.WriteString(">>")
	return b.Bytes()
}

// textString returns a PDF text string (ISO 32000-1, 7.9.2.2): plain where it is ASCII, else UTF-16.
func textString(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] >= ' ' && s[i] <= '~'
	}
	if ascii {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}
