package pdf

import (
	"bytes"
	"compress/zlib"
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
	f.objects[cmap] = stream(unicodeMap(u.runes))
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
func stream(data []byte) []byte {
	var z bytes.Buffer
	w, _ := zlib.NewWriterLevel(&z, zlib.DefaultCompression) // a known level cannot fail, nor can a buffer
	_, _ = w.Write(data)
	_ = w.Close()
	return fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", z.Len(), z.Bytes())
}

var plainStream = regexp.MustCompile(`^<</Length \d+>>\nstream\n`)

// compressed returns an object's body with its stream compressed, where fpdf left it plain: the pages' drawings.
func compressed(body []byte) []byte {
	head := plainStream.Find(body)
	if head == nil {
		return body
	}
	return stream(bytes.TrimSuffix(body[len(head):], []byte("\nendstream")))
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

// outlineItem is a bookmark in the tree of bookmarks. Fields that point at others are positions in the list, or -1.
type outlineItem struct {
	title                           string
	page                            int // object number
	y                               float64
	parent, prev, next, first, last int
	below                           int // all items under this one
}

// outlineItems returns the bookmarks of the document as a tree, in the order of the pages. A bookmark deeper than the one
// before it by more than one level stands one level deeper.
func outlineItems(d *page.Document, pages []int) []outlineItem {
	var items []outlineItem
	var path []int // the last item on each level
	for i, p := range d.Pages {
		for _, m := range p.Bookmarks {
			level := max(0, min(m.Level, len(path)))
			it := outlineItem{
				title: page.Clean(m.Title), page: pages[i], y: p.Size.H - max(m.Y, 0),
				parent: -1, prev: -1, next: -1, first: -1, last: -1,
			}
			n := len(items)
			if level < len(path) {
				it.prev = path[level]
				items[it.prev].next = n
			}
			if level > 0 {
				it.parent = path[level-1]
				up := &items[it.parent]
				if up.first < 0 {
					up.first = n
				}
				up.last = n
			}
			for _, above := range path[:level] {
				items[above].below++
			}
			path = append(path[:level], n)
			items = append(items, it)
		}
	}
	return items
}

// addOutline adds the bookmarks and returns the number of their root, or 0 when there are none. All levels are open.
func (f *file) addOutline(d *page.Document, pages []int) int {
	items := outlineItems(d, pages)
	if len(items) == 0 {
		return 0
	}
	root := len(f.objects)
	number := func(i int) int { return root + 1 + i } // -1 is the root
	last := 0
	for i, it := range items {
		if it.parent < 0 {
			last = i
		}
	}
	f.add(fmt.Appendf(nil, "<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", number(0), number(last), len(items)))
	for _, it := range items {
		b := fmt.Appendf(nil, "<</Title %s /Parent %d 0 R", textString(it.title), number(it.parent))
		for _, ref := range []struct {
			key string
			to  int
		}{{"Prev", it.prev}, {"Next", it.next}, {"First", it.first}, {"Last", it.last}} {
			if ref.to >= 0 {
				b = fmt.Appendf(b, " /%s %d 0 R", ref.key, number(ref.to))
			}
		}
		if it.below > 0 {
			b = fmt.Appendf(b, " /Count %d", it.below)
		}
		b = fmt.Appendf(b, " /Dest [%d 0 R /XYZ 0 ", it.page)
		b = appendNum(b, it.y)
		f.add(append(b, " null]>>"...))
	}
	return root
}
