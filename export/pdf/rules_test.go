package pdf_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page"
)

// rule is one demand of a standard on a file, and a check that says what is against it.
type rule struct {
	number string
	says   string
	check  func(f *checked)
}

// checked is a file under a rule.
type checked struct {
	*structure
	raw      []byte
	elements map[int]*element
	number   string
}

func (f *checked) against(format string, args ...any) {
	f.t.Helper()
	f.t.Errorf("%s: %s", f.number, fmt.Sprintf(format, args...))
}

// element is an element of the structure as the file has it.
type element struct {
	role       string
	parent     int
	kids       []int
	ids        []string // marked content, as "page:id"
	objects    []int
	dictionary string
}

var (
	elementRole = regexp.MustCompile(`/Type /StructElem /S /(\w+) /P (\d+) 0 R`)
	elementPage = regexp.MustCompile(`/Pg (\d+) 0 R`)
	elementKids = regexp.MustCompile(`/K \[(.*)\]>>$`)
	kidOf       = regexp.MustCompile(`<</Type /OBJR /Obj (\d+) 0 R /Pg \d+ 0 R>>|<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>|(\d+) 0 R|(\d+)`)
)

// examine reads the structure of a file.
func examine(t *testing.T, raw []byte) *checked {
	t.Helper()
	f := &checked{structure: read(t, raw), raw: raw, elements: map[int]*element{}}
	for n, o := range f.objects {
		m := elementRole.FindStringSubmatch(o)
		if m == nil {
			continue
		}
		e := &element{role: m[1], dictionary: o}
		e.parent, _ = strconv.Atoi(m[2])
		on := elementPage.FindStringSubmatch(o)
		if kids := elementKids.FindStringSubmatch(o); kids != nil {
			for _, k := range kidOf.FindAllStringSubmatch(kids[1], -1) {
				object, _ := strconv.Atoi(k[1])
				kid, _ := strconv.Atoi(k[4])
				switch {
				case k[1] != "":
					e.objects = append(e.objects, object)
				case k[2] != "":
					e.ids = append(e.ids, k[2]+":"+k[3])
				case k[4] != "":
					e.kids = append(e.kids, kid)
				default:
					e.ids = append(e.ids, on[1]+":"+k[5])
				}
			}
		}
		f.elements[n] = e
	}
	return f
}

// reading returns the elements in reading order.
func (f *checked) reading() []*element {
	var out []*element
	var walk func(n int)
	walk = func(n int) {
		e := f.elements[n]
		if e == nil {
			f.against("object %d is in the tree and is no element", n)
			return
		}
		out = append(out, e)
		for _, k := range e.kids {
			if f.elements[k] == nil || f.elements[k].parent != n {
				f.against("element %d has the kid %d, whose parent is another", n, k)
				continue
			}
			walk(k)
		}
	}
	if m := regexp.MustCompile(`/Type /StructTreeRoot /K \[(\d+) 0 R\]`).FindStringSubmatch(f.find("/Type /StructTreeRoot")); m != nil {
		n, _ := strconv.Atoi(m[1])
		walk(n)
	} else {
		f.against("there is no structure")
	}
	return out
}

// markings walks through a page's drawing and calls f for each operator with the marked content around it.
func (f *checked) markings(i int, each func(op string, around []string)) {
	var around []string
	for _, line := range strings.Split(f.content(i), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		switch op := words[len(words)-1]; op {
		case "BMC", "BDC":
			around = append(around, line)
		case "EMC":
			if len(around) == 0 {
				f.against("page %d: a marking ends that did not begin", i+1)
				return
			}
			around = around[:len(around)-1]
		case "ET":
			if strings.Contains(line, "TJ") || strings.Contains(line, "Tj") {
				each("TJ", around)
			}
		default:
			each(op, around)
		}
	}
	if len(around) > 0 {
		f.against("page %d: %d markings do not end", i+1, len(around))
	}
}

func (f *checked) catalog() string { return f.find("/Type /Catalog") }

// wants says what an object lacks.
func (f *checked) wants(what, object string, pieces ...string) {
	f.t.Helper()
	for _, p := range pieces {
		if !strings.Contains(object, p) {
			f.against("%s has no %s: %.200s", what, p, object)
		}
	}
}

// each calls check for every object that holds a piece of text.
func (f *checked) each(piece string, check func(n int, o string)) {
	for n, o := range f.objects {
		if strings.Contains(o, piece) {
			check(n, o)
		}
	}
}

var standardRoles = []string{
	"Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Note", "Figure", "Table", "TR", "TH", "TD", "Link", "Span",
}

// rules are those of PDF/UA-1 (ISO 14289-1, with the failure condition of the Matterhorn Protocol 1.1 in brackets) and of
// PDF/A-3 (ISO 19005-3, up to level A) that a program can check and that apply to files without forms, scripts, media and
// layers. Where a rule is about the absence of such things the check is that there are none.
var rules = []rule{
	{"UA 7.1 [01-003, 01-004]", "artifacts and tagged content are not inside each other", func(f *checked) {
		for i := range f.pages() {
			f.markings(i, func(_ string, around []string) {
				if len(around) > 1 {
					f.against("page %d: %q is inside %q", i+1, around[1], around[0])
				}
			})
		}
	}},
	{"UA 7.1 [01-005]", "all that is painted is tagged or an artifact", func(f *checked) {
		for i := range f.pages() {
			f.markings(i, func(op string, around []string) {
				if len(around) == 0 && slices.Contains([]string{"f", "S", "B", "TJ", "Do", "sh"}, op) {
					f.against("page %d: %s paints outside of any marking", i+1, op)
				}
			})
		}
	}},
	{"UA 7.1 [02-001]", "structure types are standard ones, or mapped to such", func(f *checked) {
		for _, e := range f.reading() {
			if !slices.Contains(standardRoles, e.role) {
				f.against("an element is of the type %s", e.role)
			}
		}
	}},
	{"UA 7.1 [06-001, 06-003]", "there is XMP metadata with a title", func(f *checked) {
		f.wants("the catalog", f.catalog(), "/Metadata ")
		if title := regexp.MustCompile(`/Title (\(\)|<FEFF>)`); title.MatchString(f.find("/Producer")) {
			f.against("the title is empty")
		}
		if strings.Contains(f.find("/Producer"), "/Title ") && !bytes.Contains(f.raw, []byte("<dc:title>")) {
			f.against("the metadata has no title")
		}
	}},
	{"UA 7.1 [07-001, 07-002]", "a window shows the title", func(f *checked) {
		f.wants("the catalog", f.catalog(), "/ViewerPreferences <</DisplayDocTitle true>>")
	}},
	{"UA 7.1 [09-004 to 09-008]", "parts of tables and lists are in what they are parts of", func(f *checked) {
		within := map[string][]string{"TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}
		for _, e := range f.reading() {
			up := ""
			if p := f.elements[e.parent]; p != nil {
				up = p.role
			}
			if want := within[e.role]; want != nil && !slices.Contains(want, up) {
				f.against("%s is in %s", e.role, up)
			}
		}
	}},
	{"UA 7.1", "the file is marked as tagged, and not as suspect", func(f *checked) {
		f.wants("the catalog", f.catalog(), "/MarkInfo <</Marked true>>", "/StructTreeRoot ")
	}},
	{"UA 7.2 [11-006]", "the language is said", func(f *checked) { f.wants("the catalog", f.catalog(), "/Lang (") }},
	{"UA 7.3 [13-004]", "figures say in words what they show, and where they are", func(f *checked) {
		for _, e := range f.reading() {
			if e.role == "Figure" {
				f.wants("a figure", e.dictionary, "/Alt ", "/BBox [")
				if strings.Contains(e.dictionary, "/Alt ()") {
					f.against("a figure says nothing")
				}
			}
		}
	}},
	{"UA 7.4.2 [14-002, 14-003]", "headings begin with the first level and leave none out", func(f *checked) {
		level := 0
		for _, e := range f.reading() {
			if len(e.role) == 2 && e.role[0] == 'H' {
				at := int(e.role[1] - '0')
				if at > level+1 {
					f.against("H%d follows H%d", at, level)
				}
				level = at
			}
		}
	}},
	{"UA 7.5 [15-003]", "heads of tables say what they head", func(f *checked) {
		for _, e := range f.reading() {
			if e.role == "TH" {
				f.wants("a head", e.dictionary, "/A <</O /Table /Scope /")
			}
		}
	}},
	{"UA 7.6 [16-001]", "a list with labels says how it is numbered", func(f *checked) {
		for n, e := range f.elements {
			if e.role == "Lbl" {
				list := f.elements[f.elements[e.parent].parent]
				f.wants(fmt.Sprintf("the list of label %d", n), list.dictionary, "/ListNumbering /")
			}
		}
	}},
	{"UA 7.9 [19-003, 19-004]", "notes have names of their own", func(f *checked) {
		seen := map[string]bool{}
		for _, e := range f.reading() {
			if e.role == "Note" {
				id := regexp.MustCompile(`/ID \([^)]+\)`).FindString(e.dictionary)
				if id == "" || seen[id] {
					f.against("a note is called %q", id)
				}
				seen[id] = true
				f.wants("the root of the structure", f.find("/Type /StructTreeRoot"), "/IDTree ", strings.TrimPrefix(id, "/ID "))
			}
		}
	}},
	{"UA 7.11 [21-001]", "attachments have a name in both forms", func(f *checked) {
		f.each("/Type /Filespec", func(n int, o string) { f.wants(fmt.Sprintf("attachment %d", n), o, "/F (", "/UF (") })
	}},
	{"UA 7.18.1, 7.18.5 [28-004, 28-011, 28-012]", "links are in Link elements, and say where they lead", func(f *checked) {
		inside := map[int]string{}
		for _, e := range f.reading() {
			for _, o := range e.objects {
				inside[o] = e.role
			}
		}
		f.each("/Subtype /Link", func(n int, o string) {
			if inside[n] != "Link" {
				f.against("link %d is in %q", n, inside[n])
			}
			f.wants(fmt.Sprintf("link %d", n), o, "/Contents ", "/StructParent ")
			if strings.Contains(o, "/Contents ()") {
				f.against("link %d says nothing", n)
			}
		})
		for _, e := range f.reading() {
			if e.role == "Link" && len(e.objects) == 0 {
				f.against("a Link element has no link: %s", e.dictionary)
			}
		}
	}},
	{"UA 7.18.3 [28-008, 28-009]", "links are reached in the order of the structure", func(f *checked) {
		for _, n := range f.pages() {
			f.wants(fmt.Sprintf("page object %d", n), f.objects[n], "/Tabs /S")
		}
	}},
	{"UA 7.21.3.2 [31-006, 31-008]", "fonts say which glyph a code is", func(f *checked) {
		f.each("/Subtype /CIDFontType2", func(n int, o string) { f.wants(fmt.Sprintf("font %d", n), o, "/CIDToGIDMap ") })
	}},
	{"UA 7.21.4.1 [31-009], A 6.2.11.4.1", "fonts are embedded", func(f *checked) {
		f.each("/Type /FontDescriptor", func(n int, o string) { f.wants(fmt.Sprintf("font %d", n), o, "/FontFile2 ") })
	}},
	{"UA 7.21.7 [31-027 to 31-029], A 6.2.11.7.2", "every code that is shown stands for a character", func(f *checked) {
		f.each("/Subtype /Type0", func(n int, o string) { f.wants(fmt.Sprintf("font %d", n), o, "/ToUnicode ") })
		known := map[string]bool{}
		for _, data := range f.streams {
			if bytes.Contains(data, []byte("beginbfchar")) {
				for _, m := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]{4})>`).FindAllSubmatch(data, -1) {
					known[string(m[1])] = true
					if slices.Contains([]string{"0000", "FEFF", "FFFE"}, string(m[2])) {
						f.against("a code stands for U+%s", m[2])
					}
				}
			}
		}
		for i := range f.pages() {
			for _, text := range f.text(i) {
				for _, r := range text {
					if !known[fmt.Sprintf("%04X", r)] {
						f.against("page %d shows U+%04X, which no font explains", i+1, r)
					}
				}
			}
		}
	}},
	{"32000-1 14.7.4.4", "content leads to its element, and the element to its content", func(f *checked) {
		root := f.find("/Type /StructTreeRoot")
		m := regexp.MustCompile(`/ParentTree (\d+) 0 R`).FindStringSubmatch(root)
		if m == nil {
			f.against("there is no tree of parents")
			return
		}
		n, _ := strconv.Atoi(m[1])
		tree := f.objects[n]
		for i, object := range f.pages() {
			f.wants(fmt.Sprintf("page %d", i+1), f.objects[object], fmt.Sprintf("/StructParents %d ", i))
			row := regexp.MustCompile(fmt.Sprintf(`[\[ ]%d \[([^\]]*)\]`, i)).FindStringSubmatch(tree)
			if row == nil {
				f.against("page %d is not in the tree of parents", i+1)
				continue
			}
			owners := reference.FindAllStringSubmatch(row[1], -1)
			ids := regexp.MustCompile(`/MCID (\d+)>> BDC`).FindAllStringSubmatch(f.content(i), -1)
			if len(ids) != len(owners) {
				f.against("page %d has %d pieces of content, the tree %d", i+1, len(ids), len(owners))
				continue
			}
			for k, id := range ids {
				owner, _ := strconv.Atoi(owners[k][1])
				if id[1] != strconv.Itoa(k) || f.elements[owner] == nil || !slices.Contains(f.elements[owner].ids, fmt.Sprintf("%d:%d", object, k)) {
					f.against("page %d: content %s belongs to %d, which does not know of it", i+1, id[1], owner)
				}
			}
		}
		f.each("/Subtype /Link", func(n int, o string) {
			key := regexp.MustCompile(`/StructParent (\d+) `).FindStringSubmatch(o)
			if key == nil {
				return
			}
			owner := regexp.MustCompile(`[\] ]` + key[1] + ` (\d+) 0 R`).FindStringSubmatch(tree)
			if owner == nil {
				f.against("link %d is not in the tree of parents", n)
				return
			}
			k, _ := strconv.Atoi(owner[1])
			if f.elements[k] == nil || !slices.Contains(f.elements[k].objects, n) {
				f.against("link %d belongs to %d, which does not know of it", n, k)
			}
		})
	}},
	{"A 6.1.2", "the head says PDF 1.7 and that the file is no text", func(f *checked) {
		if !bytes.HasPrefix(f.raw, []byte("%PDF-1.7\n%")) || slices.Min(f.raw[10:14]) <= 127 {
			f.against("it is %q", f.raw[:15])
		}
	}},
	{"A 6.1.3", "the file has an identifier and is not encrypted", func(f *checked) {
		f.wants("the trailer", f.trailer, "/ID [<")
		if strings.Contains(f.trailer, "/Encrypt") {
			f.against("it is encrypted")
		}
	}},
	{"A 6.1.7", "streams are in the file and packed in a way that every reader knows", func(f *checked) {
		f.each("/Filter", func(n int, o string) {
			if !strings.Contains(o, "/Filter /FlateDecode") {
				f.against("stream %d: %s", n, o)
			}
		})
	}},
	{"A 6.1.13", "nothing is larger than readers must take", func(f *checked) {
		for n, o := range f.objects {
			for _, s := range literal.FindAllString(o, -1) {
				if len(s) > 32767 {
					f.against("a string of object %d has %d bytes", n, len(s))
				}
			}
		}
		for i := range f.pages() {
			if strings.Contains(f.content(i), "\nq\n") {
				f.against("page %d nests graphics states", i+1)
			}
		}
	}},
	{"A 6.2.3", "the colour space is said by a profile that is one", func(f *checked) {
		f.wants("the catalog", f.catalog(), "/OutputIntents [")
		intent := f.find("/Type /OutputIntent")
		f.wants("the intent", intent, "/S /GTS_PDFA1", "/OutputConditionIdentifier (sRGB)")
		m := regexp.MustCompile(`/DestOutputProfile (\d+) 0 R`).FindStringSubmatch(intent)
		if m == nil {
			f.against("there is no profile")
			return
		}
		n, _ := strconv.Atoi(m[1])
		icc := f.streams[n]
		if len(icc) < 128 || int(binary.BigEndian.Uint32(icc)) != len(icc) || string(icc[12:20]) != "mntrRGB " || string(icc[36:40]) != "acsp" || icc[8] > 2 {
			f.against("the profile does not begin as one of version 2 for RGB screens")
		}
		f.wants("the profile", f.objects[n], "/N 3")
	}},
	{"A 6.2.4.3", "colours are in the space of the profile, or grey", func(f *checked) {
		for i := range f.pages() {
			if other := regexp.MustCompile(`(?m)(^| )(k|K|cs|CS|sc|SC|scn|SCN)$`).FindString(f.content(i)); other != "" {
				f.against("page %d uses %q", i+1, other)
			}
		}
	}},
	{"A 6.2.8, 6.2.9", "there are no images or forms that could bring their own rules", func(f *checked) {
		for i := range f.pages() {
			if regexp.MustCompile(`(?m) (Do|BI|sh)$`).MatchString(f.content(i)) {
				f.against("page %d shows one", i+1)
			}
		}
	}},
	{"A 6.2.11.4.2", "a font that lists its characters lists all", func(f *checked) {
		f.each("/CIDSet", func(n int, _ string) { f.against("font %d has a list that nobody checked", n) })
	}},
	{"A 6.3.1, 6.3.2", "annotations are links, and print", func(f *checked) {
		f.each("/Type /Annot", func(n int, o string) { f.wants(fmt.Sprintf("annotation %d", n), o, "/Subtype /Link", "/F 4 ") })
	}},
	{"A 6.5.1, 6.5.2", "nothing runs: actions only open addresses", func(f *checked) {
		for n, o := range f.objects {
			plain := literal.ReplaceAllString(o, "")
			if m := regexp.MustCompile(`/S /(Launch|JavaScript|Sound|Movie|ResetForm|ImportData|Hide|SetOCGState|Rendition|Trans|GoTo3DView|SubmitForm)\b|/AA\b|/OpenAction\b`).FindString(plain); m != "" {
				f.against("object %d has %s", n, m)
			}
		}
	}},
	{"A 6.6.2, 6.6.3", "the metadata is well-formed XML in a packet and says what the information says", func(f *checked) {
		packet := regexp.MustCompile(`(?s)<\?xpacket begin="\x{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"\?>.*<\?xpacket end="[rw]"\?>`).Find(f.raw)
		if packet == nil {
			f.against("there is no packet that can be found in the file")
			return
		}
		x := xml.NewDecoder(bytes.NewReader(packet))
		for {
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				f.against("%v", err)
				break
			}
		}
		info := f.find("/Producer")
		for _, pair := range [][2]string{{"/Title ", "<dc:title>"}, {"/Author ", "<dc:creator>"}, {"/Subject ", "<dc:description>"}, {"/CreationDate ", "<xmp:CreateDate>"}, {"/ModDate ", "<xmp:ModifyDate>"}, {"/Producer ", "<pdf:Producer>"}} {
			if strings.Contains(info, pair[0]) != bytes.Contains(packet, []byte(pair[1])) {
				f.against("only one of %s and %s is there", pair[0], pair[1])
			}
		}
		if m := regexp.MustCompile(`/CreationDate \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)`).FindStringSubmatch(info); m != nil {
			if same := fmt.Sprintf("<xmp:CreateDate>%s-%s-%sT%s:%s:%sZ<", m[1], m[2], m[3], m[4], m[5], m[6]); !bytes.Contains(packet, []byte(same)) {
				f.against("the dates differ: %s", m[0])
			}
		}
	}},
	{"A 6.6.4, UA 5", "no conformance is claimed that no validator has confirmed", func(f *checked) {
		if bytes.Contains(f.raw, []byte("pdfaid")) || bytes.Contains(f.raw, []byte("pdfuaid")) {
			f.against("one is")
		}
	}},
	{"A 6.8", "attachments say what they are, when they were made, and what they are to the document", func(f *checked) {
		f.each("/Type /Filespec", func(n int, o string) {
			f.wants(fmt.Sprintf("attachment %d", n), o, "/AFRelationship /", "/Desc ", "/EF <<")
			if !regexp.MustCompile(fmt.Sprintf(`/AF \[[^\]]*\b%d 0 R`, n)).MatchString(f.catalog()) {
				f.against("attachment %d is not associated with the document", n)
			}
		})
		f.each("/Type /EmbeddedFile", func(n int, o string) {
			f.wants(fmt.Sprintf("file %d", n), o, "/Subtype /", fmt.Sprintf("/Params <</Size %d", len(f.streams[n])), "/ModDate ", "/CheckSum <")
		})
	}},
	{"A 6.9, 6.10", "there are no layers, alternatives or forms", func(f *checked) {
		for _, key := range []string{"/OCProperties", "/AlternatePresentations", "/AcroForm", "/Perms", "/NeedsRendering", "/PresSteps"} {
			f.each(key, func(n int, _ string) { f.against("object %d has %s", n, key) })
		}
	}},
}

// everything is a document with each kind of element.
func everything(f *page.Fonts) *page.Document {
	d := document(f)
	p := &page.Page{Size: page.A4}
	text := func(s string) { p.Text(50, 100, f.Run(s, body), page.Left) }
	p.As(page.H3, func() { text("A heading that leaves out levels") })
	table := p.Begin(page.Table)
	p.As(page.Row, func() {
		p.As(page.HeadCell, func() { text("Option") })
		p.As(page.HeadCell, func() { text("Cost") }).Scope = page.OfColumn
	})
	p.End()
	p.As(page.BlockQuote, func() { p.As(page.Paragraph, func() { text("“It paid for itself.”") }) })
	for range 2 {
		p.As(page.Note, func() { text("A note") })
	}
	figure := p.As(page.Figure, func() { p.FillCircle(100, 300, 20, ink); text("label") })
	figure.Alt, figure.Box = "Chart (of one) disc\\", page.Rect{X: 80, Y: 280, W: 40, H: 40}
	p.As(page.Artifact, func() { text("3 / 4") })
	p.Link(page.Link{Box: page.Rect{X: 80, Y: 280, W: 40, H: 40}, Anchor: "note-1", Words: "The note"})
	p.Link(page.Link{URI: "javascript:alert(1)"})
	next := &page.Page{Size: page.A4}
	next.Continue(table)
	next.As(page.Row, func() { next.As(page.Cell, func() { next.Text(50, 50, f.Run("Do nothing", body), page.Left) }) })
	next.End()
	next.As(page.List, func() {
		next.As(page.ListItem, func() {
			next.As(page.ListLabel, func() { next.Text(50, 80, f.Run("1", body), page.Left) })
			next.As(page.ListBody, func() { next.Text(60, 80, f.Run("metrics.xlsx", body), page.Left) })
		})
	})
	d.Pages = append(d.Pages, p, next)
	d.Attachments = []page.Attachment{
		{Name: "z (1).json", Type: "application/json", About: "Größe", Relation: page.DataOf, Data: []byte("{}")},
		{Name: "a.csv", Type: "text/csv", About: "Source", Relation: page.SourceOf, Data: []byte("a,b\n")},
	}
	return d
}

// briefs are briefs of different kinds, laid out.
func briefs(f *page.Fonts) map[string]*page.Document {
	row := func(sc metric.Scenario, at int, v ...float64) *metric.Series {
		return sheettest.Row(sc, "funnel", "Funnel", at, metric.MonthOf(2026, time.January), v...)
	}
	whole := brief.New("whole")
	whole.Headline = "Nudges (the pilot) lift conversion to {Trial conversion}: extend them – größer & <schneller>"
	whole.Ask = brief.Ask{What: "Approve 2 engineers", From: "CPO", By: "12 Dec 2026"}
	whole.Beats = [4]brief.Beat{
		{Lead: "A competitor is free.", Body: "Ελληνικά и кириллица too."},
		{Lead: "The funnel leaks.", Body: "It {Trial conversion | moved}."},
		{Lead: "Nudge."},
		{Body: "It held."},
	}
	whole.Sources = []*brief.Source{{ID: "funnel", File: "metrics.xlsx", Sheet: "Funnel", Range: "A3:K9"}}
	whole.Metrics = []*metric.Metric{{
		ID: "1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Definition: "Paid ÷ started", Owner: "Growth",
		Series: []*metric.Series{row(metric.AC, 4, .108, .1085, .1075, .109), row(metric.PL, 5, .11, .11, .11, .111)},
	}}
	whole.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Column, Metrics: []string{"Trial conversion"}}}
	quote := whole.Clone()
	quote.Evidence = brief.Proof{Quote: &brief.Quote{Words: "It paid for itself.", Role: "Admin"}}
	quote.Headline = ""
	story := whole.Clone()
	story.Evidence, story.Settings.Paper = brief.Proof{}, brief.Letter
	docs := map[string]*page.Document{}
	for name, b := range map[string]*brief.Brief{"whole": whole, "quote": quote, "story": story, "empty": brief.New("empty")} {
		docs[name], _ = compose.Pages(f, b, compose.Options{})
	}
	for _, p := range compose.Profiles() {
		docs[string(p.ID)], _ = compose.Pages(f, whole, compose.Options{Profile: p.ID})
	}
	docs["everything"] = everything(f)
	return docs
}

func TestFilesKeepTheRulesOfPDFUAAndPDFA(t *testing.T) {
	t.Parallel()
	for name, d := range briefs(fonts(t)) {
		f := examine(t, write(t, d))
		for _, r := range rules {
			t.Run(name+"/"+r.number, func(t *testing.T) {
				f.t, f.number = t, r.number+" ("+r.says+")"
				r.check(f)
			})
		}
	}
}

// TestTheProfileIsSRGB compares the primaries of the profile with those of IEC 61966-2-1 as adapted to D50 elsewhere, and its
// curve with the standard's.
func TestTheProfileIsSRGB(t *testing.T) {
	t.Parallel()
	s := read(t, write(t, document(fonts(t))))
	var icc []byte
	for _, data := range s.streams {
		if len(data) > 40 && string(data[36:40]) == "acsp" {
			icc = data
		}
	}
	tags := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint32(icc[128:])) {
		row := icc[132+12*i:]
		at, size := binary.BigEndian.Uint32(row[4:]), binary.BigEndian.Uint32(row[8:])
		if at%4 != 0 || int(at+size) > len(icc) {
			t.Fatalf("tag %s is at %d and has %d bytes of %d", row[:4], at, size, len(icc))
		}
		tags[string(row[:4])] = icc[at : at+size]
	}
	for tag, want := range map[string][3]float64{
		"rXYZ": {0.4361, 0.2225, 0.0139}, "gXYZ": {0.3851, 0.7169, 0.0971}, "bXYZ": {0.1431, 0.0606, 0.7141}, "wtpt": {0.9642, 1, 0.8249},
	} {
		for i := range 3 {
			if got := float64(int32(binary.BigEndian.Uint32(tags[tag][8+4*i:]))) / 65536; math.Abs(got-want[i]) > 0.0002 {
				t.Errorf("%s[%d] is %.5f, want %.4f", tag, i, got, want[i])
			}
		}
	}
	curve := tags["rTRC"]
	for signal, want := range map[int]float64{0: 0, 10: 0.003035, 128: 0.215861, 255: 1} {
		if got := float64(binary.BigEndian.Uint16(curve[12+2*signal:])) / 65535; math.Abs(got-want) > 0.00002 {
			t.Errorf("the light of %d is %.6f, want %.6f", signal, got, want)
		}
	}
	for _, tag := range []string{"desc", "cprt", "gTRC", "bTRC"} {
		if len(tags[tag]) == 0 {
			t.Errorf("there is no %s", tag)
		}
	}
}
