package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
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
		if bytes.Contains(body, []byte("/Subtype /Type0\n")) {
			u.object = n
		}
		if m := toUnicode.FindSubmatch(body); m != nil {
			cmap, _ = strconv.Atoi(string(m[1]))
		}
	}
	if cmap <= 0 || cmap >= len(f.objects) {
		return errUnexpected
	}
	f.objects[cmap] = f.stream(unicodeMap(u.runes), "")
	return nil
}

// resources is the object that fpdf lists in what all pages draw with.
const resources = 2

// finishResources names what pages draw with: fpdf's own names for fonts are digests, which it tells nobody.
func (f *file) finishResources(faces []*usedFace, pictures []string) error {
	if resources >= len(f.objects) || !bytes.HasPrefix(f.objects[resources], []byte("<<\n/ProcSet ")) {
		return errUnexpected
	}
	var b bytes.Buffer
	b.WriteString("<</ProcSet [/PDF /Text] /Font <<")
	for _, u := range faces {
		fmt.Fprintf(&b, "/%s %d 0 R ", u.family, u.object)
	}
	b.WriteString(">>")
	if len(pictures) > 0 {
		fmt.Fprintf(&b, " /XObject <<%s>>", strings.Join(pictures, " "))
	}
	b.WriteString(">>")
	f.objects[resources] = b.Bytes()
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

// stream returns the body of a compressed stream object, with further entries of its dictionary.
func (f *file) stream(data []byte, entries string) []byte {
	f.deflated.Reset()
	f.deflate.Reset(&f.deflated) // one writer for all streams: making one costs more than a page takes
	_, _ = f.deflate.Write(data) // a buffer does not fail
	_ = f.deflate.Close()
	return fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d%s>>\nstream\n%s\nendstream", f.deflated.Len(), entries, f.deflated.Bytes())
}

// newDeflater returns a compressor at its best; that it costs more shows on no page.
func newDeflater() *zlib.Writer {
	w, err := zlib.NewWriterLevel(nil, zlib.BestCompression)
	if err != nil {
		panic(err) // the level is one of the package's
	}
	return w
}

var (
	plainStream = regexp.MustCompile(`^<</Length \d+>>\nstream\n`)
	quickStream = regexp.MustCompile(`^<<\s*/Length \d+\s*/Filter /FlateDecode\s*(/Length1 \d+)?\s*>>\nstream\n`)
)

// compressed returns an object's body with its stream compressed well. fpdf leaves the pages' drawings plain, as it was
// told, and compresses fonts at its fastest.
func (f *file) compressed(body []byte) []byte {
	if head := plainStream.Find(body); head != nil {
		return f.stream(bytes.TrimSuffix(body[len(head):], []byte("\nendstream")), "")
	}
	head := quickStream.FindSubmatch(body)
	if head == nil {
		return body
	}
	z, err := zlib.NewReader(bytes.NewReader(body[len(head[0]):]))
	if err != nil {
		return body
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		return body
	}
	entries := ""
	if len(head[1]) > 0 {
		entries = " " + string(head[1])
	}
	return f.stream(plain, entries)
}

// catalogParts are the numbers of what the root of the file leads to, 0 for what it has not.
type catalogParts struct {
	outline, structure, metadata, intent int
	files                                []attached
}

// catalog returns the root of the file. Viewers show the title in the window's bar, and the outline beside the page only
// where there are several pages to find one's way in.
func catalog(d *page.Document, parts catalogParts) []byte {
	var b bytes.Buffer
	b.WriteString("<</Type /Catalog /Pages 1 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>")
	if lang := language(d.Language); lang != "" {
		fmt.Fprintf(&b, " /Lang (%s)", lang)
	}
	fmt.Fprintf(&b, " /StructTreeRoot %d 0 R /Metadata %d 0 R /OutputIntents [%d 0 R]", parts.structure, parts.metadata, parts.intent)
	if parts.outline > 0 {
		fmt.Fprintf(&b, " /Outlines %d 0 R", parts.outline)
		if len(d.Pages) > 1 {
			b.WriteString(" /PageMode /UseOutlines")
		}
	}
	if len(parts.files) > 0 {
		b.WriteString(" /AF [")
		for _, a := range parts.files {
			fmt.Fprintf(&b, "%d 0 R ", a.number)
		}
		b.WriteString("] /Names <</EmbeddedFiles <</Names [")
		for _, a := range parts.files { // sorted, as a viewer searches them
			fmt.Fprintf(&b, "%s %d 0 R ", textString(a.name), a.number)
		}
		b.WriteString("]>>>>")
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
