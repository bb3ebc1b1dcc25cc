// Package pdf writes pages as a PDF file: text with kerning in embedded fonts, vector paths, links, bookmarks, the
// structure that is read aloud, metadata and attachments. It is the only importer of go-pdf/fpdf, which lays out the file and cuts the fonts; what fpdf cannot say is
// added by one pass over its output (see finish). It decides nothing about how a page looks and reads no clock: the same
// document gives the same bytes.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/go-pdf/fpdf"

	"throughline/app/fault"
	"throughline/export/page"
)

// Producer is the program's name in the file.
const Producer = "Throughline"

// ErrNoPages is the error for a document without pages.
var ErrNoPages = errors.New("write pdf: the document has no pages")

// Write writes the document. It writes nothing when it fails before the first byte: a character that no face can draw is
// a *fault.Error that names the character and the page; a link to an anchor that is not in the document and a coordinate
// that is not a number are plain errors, because only a defect makes them.
//
// The faces are parsed anew for every document (3 ms each): fpdf keeps the runes it used in the parsed face, so sharing
// one would let one document change the bytes of the next.
func Write(w io.Writer, d *page.Document, f *page.Fonts) error {
	b, err := build(d, f)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}

// build returns the finished file. fpdf panics on some input instead of returning an error; none is known that passes
// the gate, but an export is not the place to find out by losing the window.
func build(d *page.Document, f *page.Fonts) (b []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("write pdf: %v", r)
		}
	}()
	if len(d.Pages) == 0 {
		return nil, ErrNoPages
	}
	if err := gate(d, f); err != nil {
		return nil, err
	}
	wr := newWriter(d, f)
	if err := wr.pages(); err != nil {
		return nil, err
	}
	var raw bytes.Buffer
	if err := wr.pdf.Output(&raw); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return finish(raw.Bytes(), d, wr.faces, pictures(d))
}

// gate refuses text that the embedded faces cannot draw.
func gate(d *page.Document, f *page.Fonts) error {
	for i, p := range d.Pages {
		for _, op := range p.Ops {
			t, ok := op.(*page.Text)
			if !ok {
				continue
			}
			if missing := f.Missing(t.Run.Text); len(missing) > 0 {
				return fault.New(fault.Findings, fmt.Sprintf(
					"Page %d has the character “%c” (U+%04X), which the program’s fonts cannot draw. Remove it or put it in words.",
					i+1, missing[0], missing[0]), nil)
			}
		}
	}
	return nil
}

// writer holds one document on its way through fpdf.
type writer struct {
	doc   *page.Document
	pdf   *fpdf.Fpdf
	faces []*usedFace
}

func newWriter(d *page.Document, f *page.Fonts) *writer {
	size := d.Pages[0].Size
	w := &writer{
		doc: d,
		pdf: fpdf.NewCustom(&fpdf.InitType{
			OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: size.W, Ht: size.H},
		}),
		faces: facesOf(d, f),
	}
	w.pdf.SetMargins(0, 0, 0)
	w.pdf.SetAutoPageBreak(false, 0)
	w.pdf.SetCompression(false)  // finish compresses better
	w.pdf.SetCatalogSort(true)   // else fonts come in map order
	fixed := time.Unix(0, 0)     // else fpdf reads the clock; finish writes the real date
	w.pdf.SetCreationDate(fixed) // (the zero time means "now" to fpdf)
	w.pdf.SetModificationDate(fixed)
	for _, u := range w.faces {
		w.pdf.AddUTF8FontFromBytes(u.family, "", f.Data(u.face))
	}
	w.register()
	return w
}

// register tells fpdf which characters of each face to embed. fpdf notes them only when its own Text draws them, and
// draws no kerned text; so they are drawn into a template that is never placed.
func (w *writer) register() {
	if len(w.faces) == 0 {
		return
	}
	w.pdf.CreateTemplate(func(t *fpdf.Tpl) {
		for _, u := range w.faces {
			t.SetFont(u.family, "", 1)
			t.Text(0, 0, string(u.runes))
		}
	})
}

func (w *writer) pages() error {
	for i, p := range w.doc.Pages {
		// "P" whatever the shape: fpdf swaps the sides of "L" pages.
		w.pdf.AddPageFormat("P", fpdf.SizeType{Wd: p.Size.W, Ht: p.Size.H})
		if err := w.draw(p); err != nil {
			return fmt.Errorf("write pdf: page %d: %w", i+1, err)
		}
	}
	return nil
}

func (w *writer) draw(p *page.Page) error {
	c := newContent(w.pdf, p.Size.H)
	id := 0
	for _, m := range p.Marked() {
		if m.Element == nil {
			c.op("/Artifact BMC")
		} else {
			c.op(fmt.Sprintf("/%s <</MCID %d>> BDC", m.Element.Role, id))
			id++
		}
		for _, op := range p.Ops[m.From:m.To] {
			switch op := op.(type) {
			case *page.Path:
				c.path(op)
			case *page.Text:
				c.text(op)
			case *page.Image:
				c.image(op)
			}
		}
		c.op("EMC")
	}
	return c.flush()
}
