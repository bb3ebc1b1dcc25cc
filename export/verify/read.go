package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/export/page"
)

// paper is a PDF as far as it is read back.
type paper struct {
	pages  []sheet
	record []byte // the attachment; nil where there is none
}

// sheet is one page of it.
type sheet struct {
	height  float64
	runs    []run
	alts    []string
	images  []string // the digests of pictures
	foreign string   // something on the page that may say more than its text, in words; empty for none
}

// The errors of a file that cannot be read, as sentences.
func notReadable(err error) error {
	return fault.New(fault.Unreadable, "The file is no PDF that can be read, or only a part of one; export it again, or copy it again from where it came.", err)
}

func locked(err error) error {
	return fault.New(fault.Unreadable, "The PDF is protected with a password; verify the file as it was exported, before it was protected.", err)
}

// disableConfig keeps pdfcpu from making a folder of settings on the disk.
var disableConfig = sync.OnceFunc(func() { model.ConfigPath = "disable" })

// open reads a PDF. Its errors are explained ones. pdfcpu panics on some damaged files; such a file is unreadable.
func open(r io.ReaderAt, size int64) (p *paper, err error) {
	defer func() {
		if v := recover(); v != nil {
			p, err = nil, notReadable(fmt.Errorf("read pdf: %v", v))
		}
	}()
	disableConfig()
	ctx, cancel := context.WithTimeout(context.Background(), intake.PDFTime)
	defer cancel()
	conf := model.NewDefaultConfiguration()
	conf.Offline = true
	doc, err := pdfcpu.ReadWithContext(ctx, io.NewSectionReader(r, 0, size), conf)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword) || err != nil && mentionsLock(err):
		return nil, locked(err)
	case err != nil:
		return nil, notReadable(err)
	}
	if err := doc.EnsurePageCount(); err != nil {
		return nil, notReadable(err)
	}
	if doc.PageCount < 1 || doc.PageCount > intake.PDFPages {
		return nil, notReadable(fmt.Errorf("read pdf: %d pages", doc.PageCount))
	}
	f := &file{doc.XRefTable}
	p = &paper{}
	if p.record, err = f.attachment(); err != nil {
		return nil, notReadable(err)
	}
	if p.record == nil {
		return p, nil // nothing to compare the pages with
	}
	numbers := map[int]int{} // of pages, by their object
	for n := 1; n <= doc.PageCount; n++ {
		s, object, err := f.page(n)
		if err != nil {
			return nil, notReadable(err)
		}
		numbers[object] = n - 1
		p.pages = append(p.pages, *s)
	}
	f.alts(p, numbers)
	return p, nil
}

// mentionsLock reports whether an error of pdfcpu speaks of encryption, for which it has no one value.
func mentionsLock(err error) bool {
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "encrypt") || strings.Contains(text, "password")
}

// file gives access to the objects of a PDF. What is not of the kind asked for is answered as nothing.
type file struct{ *model.XRefTable }

func (f *file) dict(o types.Object) types.Dict {
	o, err := f.Dereference(o)
	if err != nil {
		return nil
	}
	switch o := o.(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (f *file) array(o types.Object) types.Array {
	o, err := f.Dereference(o)
	if err != nil {
		return nil
	}
	a, _ := o.(types.Array)
	return a
}

func (f *file) text(o types.Object) string {
	o, err := f.Dereference(o)
	if err != nil || o == nil {
		return ""
	}
	s, _ := model.Text(o)
	return s
}

func (f *file) name(o types.Object) string {
	o, err := f.Dereference(o)
	if err != nil {
		return ""
	}
	n, _ := o.(types.Name)
	return n.Value()
}

// stream returns what a stream holds, up to intake.PDFStream bytes.
func (f *file) stream(o types.Object) ([]byte, error) {
	o, err := f.Dereference(o)
	if err != nil {
		return nil, fmt.Errorf("read pdf: %w", err)
	}
	sd, ok := o.(types.StreamDict)
	if !ok {
		return nil, errors.New("read pdf: no stream where one should be")
	}
	if err := sd.DecodeWithLimit(intake.PDFStream); err != nil {
		return nil, fmt.Errorf("read pdf: %w", err)
	}
	return sd.Content, nil
}

// attachment returns the record, or nil for a PDF without one. It is looked for by its name, among the files associated
// with the document and in the tree of attachments: programs that rewrite a PDF may keep only one of the two.
func (f *file) attachment() ([]byte, error) {
	root, err := f.Catalog()
	if err != nil {
		return nil, fmt.Errorf("read pdf: %w", err)
	}
	specs := append(types.Array{}, f.array(root["AF"])...)
	if tree := f.dict(f.dict(root["Names"])["EmbeddedFiles"]); tree != nil {
		specs = f.named(tree, specs, 0)
	}
	for _, o := range specs {
		spec := f.dict(o)
		if spec == nil || f.text(spec["F"]) != FileName && f.text(spec["UF"]) != FileName {
			continue
		}
		if embedded := f.dict(spec["EF"]); embedded != nil && embedded["F"] != nil {
			return f.stream(embedded["F"])
		}
	}
	return nil, nil
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

// page reads page n, counted from 1, and answers the number of its object.
func (f *file) page(n int) (*sheet, int, error) {
	d, ref, inherited, err := f.PageDict(n, false)
	if err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	s := &sheet{}
	if inherited.MediaBox != nil {
		s.height = inherited.MediaBox.Height() + 2*inherited.MediaBox.LL.Y
	}
	content, err := f.content(d["Contents"])
	if err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	resources := inherited.Resources
	if own := f.dict(d["Resources"]); own != nil {
		resources = own
	}
	r := &reader{fonts: f.fonts(resources)}
	if err := r.read(content); err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	s.runs = r.runs
	for _, name := range r.placed {
		digest := f.picture(f.dict(resources["XObject"])[name])
		if s.images = append(s.images, digest); digest == "" {
			r.foreign = name
		}
	}
	if r.foreign != "" {
		s.foreign = "a picture or a form was placed on it"
	}
	for _, o := range f.array(d["Annots"]) {
		if a := f.dict(o); a != nil && (f.name(a["Subtype"]) != "Link" || a["AP"] != nil) {
			s.foreign = "a comment or a field was placed on it"
		}
	}
	return s, ref.ObjectNumber.Value(), nil
}

// content returns the drawing of a page, which may be in several parts.
func (f *file) content(o types.Object) ([]byte, error) {
	parts := f.array(o)
	if parts == nil {
		if o == nil {
			return nil, nil
		}
		parts = types.Array{o}
	}
	var all []byte
	for _, p := range parts {
		data, err := f.stream(p)
		if err != nil {
			return nil, err
		}
		all = append(append(all, data...), '\n')
		if len(all) > intake.PDFStream {
			return nil, errNotText
		}
	}
	return all, nil
}

// picture returns the digest of a picture as this program writes them; nothing for any other, and for a form.
func (f *file) picture(o types.Object) string {
	const most = 1 << 13 // pixels to a side
	d := f.dict(o)
	if d == nil || f.name(d["Subtype"]) != "Image" || f.name(d["ColorSpace"]) != "DeviceRGB" {
		return ""
	}
	for _, more := range []string{"SMask", "Mask", "Decode", "Alternates", "OC"} {
		if d[more] != nil {
			return ""
		}
	}
	w, h := d.IntEntry("Width"), d.IntEntry("Height")
	if w == nil || h == nil || *w < 1 || *h < 1 || *w > most || *h > most {
		return ""
	}
	pixels, err := f.stream(o)
	if err != nil || len(pixels) != 3**w**h {
		return ""
	}
	return page.PictureDigest(*w, *h, pixels)
}

// fonts returns what the codes of each font of a page stand for.
func (f *file) fonts(resources types.Dict) map[string]*charMap {
	maps := map[string]*charMap{}
	for name, o := range f.dict(resources["Font"]) {
		font := f.dict(o)
		if font == nil || font["ToUnicode"] == nil {
			continue
		}
		if data, err := f.stream(font["ToUnicode"]); err == nil {
			maps[name] = readCharMap(data)
		}
	}
	return maps
}

// alts gives the pages what their figures say to those who do not see them, in reading order. numbers are those of the
// pages by their object.
func (f *file) alts(p *paper, numbers map[int]int) {
	root, err := f.Catalog()
	if err != nil {
		return
	}
	left := intake.PDFElements
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		if left--; left < 0 || depth > intake.PDFDepth || o == nil {
			return
		}
		if kids := f.array(o); kids != nil {
			for _, k := range kids {
				walk(k, depth+1)
			}
			return
		}
		e := f.dict(o)
		if e == nil {
			return
		}
		if f.name(e["S"]) == "Figure" {
			if ref, ok := e["Pg"].(types.IndirectRef); ok {
				if n, known := numbers[ref.ObjectNumber.Value()]; known {
					p.pages[n].alts = append(p.pages[n].alts, f.text(e["Alt"]))
				}
			}
		}
		walk(e["K"], depth+1)
	}
	if tree := f.dict(root["StructTreeRoot"]); tree != nil {
		walk(tree["K"], 0)
	}
}
