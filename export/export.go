// Package export is the one door from a brief to what leaves the program: pages, PDF, PNG and plain text. It refuses to
// write a brief that has problems left, and says which. It knows the document, never the window, the session or the files
// a brief is kept in.
package export

import (
	"fmt"
	"image"
	"io"
	"slices"
	"sync"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/pdf"
	"throughline/export/raster"
	"throughline/export/verify"
)

// Options say how a brief is to be printed: the profile, the paper, the date the file claims. The zero value means: as the
// brief itself says, dated by its data.
type Options = compose.Options

// Refused is the error of an export that was not written because the brief has problems left.
type Refused struct {
	Findings []brief.Finding // the errors, in reading order; at least one
}

// Error returns one sentence with the number of problems and the first of them.
func (r *Refused) Error() string {
	if len(r.Findings) == 1 {
		return "Nothing was exported, because one thing is to be mended first: " + r.Findings[0].Text
	}
	return fmt.Sprintf("Nothing was exported, because %d things are to be mended first. The first: %s",
		len(r.Findings), r.Findings[0].Text)
}

// sharedFonts are the embedded faces, parsed once for the whole program.
var sharedFonts = sync.OnceValues(page.NewFonts)

// fonts returns the embedded faces. That they parse is held by a test, so a failure is a damaged program.
func fonts() *page.Fonts {
	f, err := sharedFonts()
	if err != nil {
		panic(err)
	}
	return f
}

// Pages lays the brief out and answers the problems met on the way. It always answers a document with at least one page,
// which draws all that can be drawn: it is what a preview shows while a brief is being written.
func Pages(b *brief.Brief, o Options) (*page.Document, []brief.Finding) {
	f, o, damaged := lookOf(b, o)
	doc, findings := compose.Pages(f, b, o)
	return doc, append(damaged, findings...)
}

// PagesWithLedger is Pages with the ledger of every number on them, those of charts and those typed by hand included.
func PagesWithLedger(b *brief.Brief, o Options) (*page.Document, figure.Ledger, []brief.Finding) {
	f, o, damaged := lookOf(b, o)
	doc, ledger, findings := compose.PagesWithLedger(f, b, o)
	return doc, ledger, append(damaged, findings...)
}

// finished lays the brief out for an export: an Error among the findings is a *Refused.
func finished(b *brief.Brief, o Options) (*page.Document, error) {
	doc, findings := Pages(b, o)
	if err := refusal(findings); err != nil {
		return nil, err
	}
	return doc, nil
}

// refusal returns a *Refused with the errors among the findings, or nil where there are none.
func refusal(findings []brief.Finding) error {
	findings = slices.DeleteFunc(findings, func(f brief.Finding) bool { return f.Severity != brief.Error })
	if len(findings) > 0 {
		return &Refused{Findings: findings}
	}
	return nil
}

// PDF writes the brief as a PDF, which carries the ledger of its numbers unless it is for readers outside. The same brief
// and options give the same bytes. Where a problem is left it writes nothing and returns a *Refused.
func PDF(w io.Writer, b *brief.Brief, o Options) error {
	doc, ledger, findings := PagesWithLedger(b, o)
	if err := refusal(findings); err != nil {
		return err
	}
	if Carries(b, o) {
		file, err := verify.New(b, doc, ledger, fontsOf(doc.Pages[0])).Attachment()
		if err != nil {
			return err
		}
		doc.Attachments = append(doc.Attachments, file)
	}
	return pdf.Write(w, doc, fontsOf(doc.Pages[0]))
}

// PNG writes one page of the brief, counted from 1, as a PNG image of dpi pixels per inch. Where a problem is left it
// writes nothing and returns a *Refused; for a page that the brief does not have, a *fault.Error of the kind Usage.
func PNG(w io.Writer, b *brief.Brief, o Options, pageNumber int, dpi float64) error {
	return pagePNG(w, b, o, pageNumber, func(*page.Page) float64 { return dpi })
}

// PNGWide is PNG with an image of so many pixels across.
func PNGWide(w io.Writer, b *brief.Brief, o Options, pageNumber, width int) error {
	return pagePNG(w, b, o, pageNumber, func(p *page.Page) float64 { return float64(width) * 72 / p.Size.W })
}

func pagePNG(w io.Writer, b *brief.Brief, o Options, pageNumber int, dpi func(*page.Page) float64) error {
	doc, err := finished(b, o)
	if err != nil {
		return err
	}
	if pageNumber < 1 || pageNumber > len(doc.Pages) {
		return fault.New(fault.Usage, fmt.Sprintf("There is no page %d; the brief has %d.", pageNumber, len(doc.Pages)), nil)
	}
	p := doc.Pages[pageNumber-1]
	return raster.PNG(w, p, fontsOf(p), dpi(p))
}

// Text writes the brief as plain text for mail or chat, with its figures resolved and its source notes. Where a problem
// is left it writes nothing and returns a *Refused.
func Text(w io.Writer, b *brief.Brief, o Options) error {
	if _, err := finished(b, o); err != nil {
		return err
	}
	f, o, _ := lookOf(b, o)
	_, err := io.WriteString(w, compose.Text(f, b, o))
	return err
}

// Markdown writes the brief as its story file, which makes the same brief again: figures stay figures.
func Markdown(w io.Writer, b *brief.Brief) error {
	_, err := io.WriteString(w, b.Markdown())
	return err
}

// Image draws a page at the given size in pixels. A page of a draft draws as well as one that can be exported.
func Image(p *page.Page, width, height int) image.Image {
	return raster.Draw(p, fontsOf(p), width, height)
}

// ImageInto draws a page as Image does, over the whole of an image that is there already.
func ImageInto(dst *image.RGBA, p *page.Page) { raster.DrawInto(dst, p, fontsOf(p)) }
