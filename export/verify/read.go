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
	pages     []sheet
	records   [][]byte // the attachments of the record's name, each once
	files     []string // what else is attached
	producer  string
	titles    []said   // what the file says of itself
	bookmarks []string // of the outline, each with its level
	acts      []string // what happens when it is opened, and other things that are no pages, in words
}

// said is something that a file says of itself, and where: "title", "the title".
type said struct{ key, where, text string }

// sheet is one page of it.
type sheet struct {
	paper, shown box // the medium, and what is shown of it
	runs         []run
	shapes       []shape
	pictures     []picture
	alts         []string
	links        []string
	aloud        []string // what is read aloud or copied instead of what is printed
	foreign      bool     // something is drawn whose look cannot be read
	forms        bool     // something is drawn by a form
	noted        bool     // a comment or a field was placed on it
	cut          bool     // parts are hidden by a border that is no rectangle
	drawn        int      // how many things were drawn
}

// run is a text as it is shown: the letters of one operator or of several that go on with each other.
type run struct {
	at      point2
	letters []letter
	look    look
	order   int
}

// look is how the letters of a run are drawn.
type look struct {
	size, turn float64 // points, degrees
	mirrored   bool
	ink        ink
	alpha      float64
	mode       int // ISO 32000-1, table 106
	clip       box
	switched   bool // it can be switched off and on
}

// letter is one character of a run.
type letter struct {
	says      string // as it is copied and searched
	code      uint16
	wide      bool
	draws     drawn   // as it is seen; 0 where that cannot be read
	at, width float64 // along the line, from the run's start
}

// picture is a picture on a page; one that cannot be read has no digest.
type picture struct {
	digest string
	box    box
	order  int
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
	f := &file{XRefTable: doc.XRefTable, fonts: map[int]*font{}, left: intake.PDFOps}
	p = &paper{}
	if err := f.attachments(p); err != nil {
		return nil, notReadable(err)
	}
	if len(p.records) == 0 {
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
	f.spoken(p, numbers)
	f.about(p)
	return p, nil
}

// mentionsLock reports whether an error of pdfcpu speaks of encryption, for which it has no one value.
func mentionsLock(err error) bool {
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "encrypt") || strings.Contains(text, "password")
}

// file gives access to the objects of a PDF. What is not of the kind asked for is answered as nothing.
type file struct {
	*model.XRefTable
	fonts map[int]*font // that were read, by their object
	left  int           // steps that may still be taken
}

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

// page reads page n, counted from 1, and answers the number of its object.
func (f *file) page(n int) (*sheet, int, error) {
	d, ref, inherited, err := f.PageDict(n, false)
	if err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	s := &sheet{paper: box{0, 0, 0, 0}}
	if m := inherited.MediaBox; m != nil {
		s.paper = box{m.LL.X, m.LL.Y, m.UR.X, m.UR.Y}
	}
	s.shown = s.paper
	if c := inherited.CropBox; c != nil {
		s.shown = s.shown.intersect(box{c.LL.X, c.LL.Y, c.UR.X, c.UR.Y})
	}
	content, err := f.content(d["Contents"])
	if err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	resources := inherited.Resources
	if own := f.dict(d["Resources"]); own != nil {
		resources = own
	}
	r := &reader{file: f, resources: resources, sheet: s, state: state{ctm: identity, alpha: 1, width: 1, stretch: 1, clip: everywhere}}
	if err := r.read(content); err != nil {
		return nil, 0, fmt.Errorf("read pdf: page %d: %w", n, err)
	}
	if f.left < 0 {
		return nil, 0, errNotText
	}
	for _, o := range f.array(d["Annots"]) {
		a := f.dict(o)
		switch {
		case a == nil:
		case f.name(a["Subtype"]) != "Link" || a["AP"] != nil:
			s.noted = true
		default:
			s.links = append(s.links, f.link(a))
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
