package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"throughline/app/intake"
)

// attachments gathers the record, and what else travels in the file, from every place where a program or a person would
// look: the files associated with the document, the tree of attachments, and the files that comments carry. A record that
// stands in two places with the same characters is one.
func (f *file) attachments(p *paper) error {
	root, err := f.Catalog()
	if err != nil {
		return fmt.Errorf("read pdf: %w", err)
	}
	specs := append(types.Array{}, f.array(root["AF"])...)
	if tree := f.dict(f.dict(root["Names"])["EmbeddedFiles"]); tree != nil {
		specs = f.named(tree, specs, 0)
	}
	specs = append(specs, f.pinned()...)
	seen := map[types.Object]bool{}
	for _, o := range specs {
		if ref, ok := o.(types.IndirectRef); ok {
			if seen[ref] {
				continue
			}
			seen[ref] = true
		}
		if err := f.attached(f.dict(o), p); err != nil {
			return err
		}
	}
	return nil
}

// pinned returns the files that comments on the pages carry.
func (f *file) pinned() (specs types.Array) {
	for n := 1; n <= f.PageCount; n++ {
		d, _, _, err := f.PageDict(n, false)
		if err != nil {
			continue // reading the page says what is wrong with it
		}
		for _, o := range f.array(d["Annots"]) {
			if a := f.dict(o); a != nil && a["FS"] != nil {
				specs = append(specs, a["FS"])
			}
		}
	}
	return specs
}

// attached takes one attachment in. It may have its characters twice, under an old and a new name of the entry.
func (f *file) attached(spec types.Dict, p *paper) error {
	if spec == nil {
		return nil
	}
	names := []string{f.text(spec["F"]), f.text(spec["UF"])}
	embedded := f.dict(spec["EF"])
	for _, key := range [...]string{"F", "UF"} {
		if embedded[key] == nil {
			continue
		}
		data, err := f.stream(embedded[key])
		if !slices.Contains(names, FileName) {
			name := names[0]
			if names[1] != "" {
				name = names[1]
			}
			if name = fileSaid(name, data); !slices.Contains(p.files, name) {
				p.files = append(p.files, name)
			}
			continue
		}
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(p.records, func(have []byte) bool { return string(have) == string(data) }) {
			p.records = append(p.records, data)
		}
	}
	return nil
}

// fileSaid names an attachment with a digest of what is in it.
func fileSaid(name string, data []byte) string {
	sum := sha256.Sum256(data)
	return name + " " + hex.EncodeToString(sum[:8])
}

// named adds the values of a tree of names.
func (f *file) named(tree types.Dict, to types.Array, depth int) types.Array {
	if depth > intake.PDFDepth || len(to) > 10_000 {
		return to
	}
	names := f.array(tree["Names"])
	for i := 1; i < len(names); i += 2 {
		to = append(to, names[i])
	}
	for _, kid := range f.array(tree["Kids"]) {
		if d := f.dict(kid); d != nil {
			to = f.named(d, to, depth+1)
		}
	}
	return to
}

func (f *file) number(o types.Object, or float64) float64 {
	o, err := f.Dereference(o)
	if err != nil {
		return or
	}
	switch o := o.(type) {
	case types.Integer:
		return float64(o.Value())
	case types.Float:
		return o.Value()
	}
	return or
}

// readable returns the characters of a text string in a drawing.
func readable(text []byte) string {
	s, err := model.Text(types.StringLiteral(text))
	if err != nil {
		return string(text)
	}
	return s
}

// link says of a link what it tells a reader, and where it leads that is outside of the document.
func (f *file) link(a types.Dict) string {
	act := f.dict(a["A"])
	address := f.text(act["URI"])
	if kind := f.name(act["S"]); kind != "" && kind != "URI" && kind != "GoTo" {
		address = kind
	}
	return linkSaid(f.text(a["Contents"]), address)
}

// about reads what the document says besides its pages.
func (f *file) about(p *paper) {
	root, err := f.Catalog()
	if err != nil {
		return
	}
	if f.Info != nil {
		info := f.dict(*f.Info)
		p.producer = f.text(info["Producer"])
		for _, e := range [...]struct{ entry, key string }{{"Title", "title"}, {"Author", "author"}, {"Subject", "subject"}} {
			p.titles = append(p.titles, said{e.key, "the document’s " + e.key, f.text(info[e.entry])})
		}
	}
	if root["Metadata"] != nil {
		if data, err := f.stream(root["Metadata"]); err == nil {
			p.titles = append(p.titles, metadataSaid(data)...)
		}
	}
	left := intake.PDFElements
	f.outline(f.dict(f.dict(root["Outlines"])["First"]), 0, &left, p)
	f.acting(root, p)
}

// outline adds the bookmarks from an item on.
func (f *file) outline(item types.Dict, level int, left *int, p *paper) {
	for ; item != nil && level <= intake.PDFDepth; item = f.dict(item["Next"]) {
		if *left--; *left < 0 {
			return
		}
		p.bookmarks = append(p.bookmarks, bookmarkSaid(f.text(item["Title"]), level))
		f.outline(f.dict(item["First"]), level+1, left, p)
	}
}

// further are entries at the root of a document that let it show or do more than its pages; a brief has none of them.
var further = [...]struct{ key, says string }{
	{"AcroForm", "has a form to fill in"},
	{"Collection", "opens its attachments instead of its pages"},
	{"OCProperties", "has layers that can be switched off"},
	{"AA", "does something by itself"},
	{"PageLabels", "gives its pages other numbers"},
}

// acting notes what the document does by itself.
func (f *file) acting(root types.Dict, p *paper) {
	for _, e := range further {
		if root[e.key] != nil {
			p.acts = append(p.acts, e.says)
		}
	}
	if open := f.dict(root["OpenAction"]); open != nil && f.name(open["S"]) != "GoTo" || f.dict(root["Names"])["JavaScript"] != nil {
		p.acts = append(p.acts, "does something when it is opened")
	}
}

// spoken gives the pages what is said to those who do not see them: the descriptions of figures in reading order, and what
// is read aloud in place of the text. numbers are those of the pages by their object.
func (f *file) spoken(p *paper, numbers map[int]int) {
	root, err := f.Catalog()
	if err != nil {
		return
	}
	w := walker{file: f, paper: p, numbers: numbers, left: intake.PDFElements}
	if tree := f.dict(root["StructTreeRoot"]); tree != nil {
		w.walk(tree["K"], 0, -1)
	}
}

// walker goes through the structure of a document.
type walker struct {
	*file
	paper   *paper
	numbers map[int]int
	left    int
}

// walk takes in what an element says, on a page where it names none of its own; -1 is none.
func (w *walker) walk(o types.Object, depth, on int) {
	if w.left--; w.left < 0 || depth > intake.PDFDepth || o == nil {
		return
	}
	if kids := w.array(o); kids != nil {
		for _, k := range kids {
			w.walk(k, depth+1, on)
		}
		return
	}
	e := w.dict(o)
	if e == nil {
		return
	}
	if ref, ok := e["Pg"].(types.IndirectRef); ok {
		if n, known := w.numbers[ref.ObjectNumber.Value()]; known {
			on = n
		}
	}
	if on >= 0 {
		s := &w.paper.pages[on]
		figure := w.name(e["S"]) == "Figure"
		if figure {
			s.alts = append(s.alts, w.text(e["Alt"]))
		}
		for _, key := range spokenKeys {
			if text := w.text(e[key]); text != "" && (!figure || key != "Alt") {
				s.aloud = append(s.aloud, text)
			}
		}
	}
	w.walk(e["K"], depth+1, on)
}

// metadataSaid reads titles from a document's XMP (ISO 16684-1).
func metadataSaid(data []byte) (out []said) {
	dec := xml.NewDecoder(strings.NewReader(string(data)))
	keys := map[string]string{"title": "title", "creator": "author", "description": "subject"}
	within := ""
	for {
		tok, err := dec.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				return nil
			}
			return out
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Space == "http://purl.org/dc/elements/1.1/" {
				within = keys[t.Name.Local]
			}
		case xml.EndElement:
			if t.Name.Space == "http://purl.org/dc/elements/1.1/" {
				within = ""
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); within != "" && text != "" {
				out = append(out, said{within, "the " + within + " in the document’s metadata", text})
			}
		}
	}
}
