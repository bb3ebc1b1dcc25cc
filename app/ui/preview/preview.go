// Package preview is the live page: it shows the pages that an export would write, at the screen's own pixels, and leads
// from a part of a page to the field that it prints. It lays nothing out and resolves nothing; it is given finished pages
// and draws them off the window's goroutine, those in sight first and always the latest, dropping what was overtaken. It
// knows no other screen area.
package preview

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export/page"
)

// Params is what a preview needs. Go and Draw are required; callbacks may be nil.
type Params struct {
	// Go runs work on another goroutine, then done on the window's.
	Go func(work, done func())
	// Draw draws a page over the whole of an image; it is called from any goroutine.
	Draw func(dst *image.RGBA, p *page.Page)
	// Forms are the forms a brief can be shown in, in the order they are offered.
	Forms []Form
	// OnFormChosen is called when another form is chosen.
	OnFormChosen func(brief.Profile)
	// OnPaperChosen is called when another paper is chosen.
	OnPaperChosen func(brief.Paper)
	// OnProblemsRequested asks to be shown what stops the export.
	OnProblemsRequested func()
	// OnEditRequested asks for the field that a part of a page prints.
	OnEditRequested func(brief.Place)
	// OnFailed is called with why a page was not drawn; its picture stays as it was.
	OnFailed func(error)
	// OnShown is called when the picture of a page is put up, with the page's number, counted from 1.
	OnShown func(number int, p *page.Page)
}

// Form is a form of the document and the papers it goes on.
type Form struct {
	Profile brief.Profile
	Label   string
	Papers  []brief.Paper
}

// Preview is the live page. It belongs to the window's goroutine.
type Preview struct {
	params Params
	studio *studio

	object *fyne.Container
	frame  *fyne.Container // the tools and the notice above the desk
	zoom   Zoom
	form   *look.Chip
	paper  *look.Chip
	zooms  *look.Chip
	number *look.Text
	notice *fyne.Container
	strip  *strip
	sheets *fyne.Container
	scroll *container.Scroll
	layout fyne.CanvasObject // says that the pages are being laid out, while there are none

	errors int
	edited brief.Place // the field that has the caret
	at     int         // the page that is read, from 0
}

// New returns a preview without pages.
func New(p Params) *Preview {
	if p.Go == nil || p.Draw == nil {
		panic("preview: Params.Go and Params.Draw are required")
	}
	v := &Preview{params: p, zoom: Fit, number: look.NewText("", look.Caption)}
	v.studio = &studio{run: p.Go, draw: p.Draw, failed: p.OnFailed}
	v.form = look.NewChip(nil, "", v.onForm)
	v.paper = look.NewChip(nil, "", v.onPaper)
	zooms := make([]string, len(Zooms))
	for i, z := range Zooms {
		zooms[i] = z.label()
	}
	v.zooms = look.NewChip(zooms, v.zoom.label(), func(label string) {
		if i := slices.Index(zooms, label); i >= 0 {
			v.SetZoom(Zooms[i])
		}
	})
	v.notice = container.NewStack()
	v.notice.Hide()
	v.scroll = container.NewScroll(nil)
	v.sheets = container.New(&sheetsLayout{v: v})
	v.scroll.Content = v.sheets
	v.scroll.OnScrolled = func(fyne.Position) { v.moved() }
	v.strip = newStrip(v)

	tools := look.Inset(look.Between(look.Line(8, v.form, v.paper, v.zooms), v.number), 12, 8, 18, 18)
	top := look.Column(0, tools, look.Inset(v.notice, 0, 4, 18, 18))
	v.layout = container.NewCenter(look.NewText(say.T("The page is being laid out…"), look.Quiet))
	v.layout.Hide()
	v.frame = look.Frame(top, nil, v.strip.object, container.NewStack(v.scroll, newWheel(v), v.layout))
	v.object = container.NewStack(look.NewFill(look.Desk), v.frame)
	v.SetForm(brief.OnePage, brief.A4)
	return v
}

// Object returns what to put in the window.
func (v *Preview) Object() fyne.CanvasObject { return v.object }

// paperLabels are what people call the papers.
var paperLabels = map[brief.Paper]string{brief.A4: "A4", brief.Letter: "Letter", brief.Screen: "16:9"}

func (v *Preview) onForm(label string) {
	for _, f := range v.params.Forms {
		if f.Label == label && v.params.OnFormChosen != nil {
			v.params.OnFormChosen(f.Profile)
		}
	}
}

func (v *Preview) onPaper(label string) {
	for p, l := range paperLabels {
		if l == label && v.params.OnPaperChosen != nil {
			v.params.OnPaperChosen(p)
		}
	}
}

// SetForm shows which form the brief is in, and on which paper. A choice of one is none: then its chip is not there.
func (v *Preview) SetForm(profile brief.Profile, paper brief.Paper) {
	papers := []brief.Paper{brief.A4, brief.Letter}
	var labels []string
	for _, f := range v.params.Forms {
		labels = append(labels, f.Label)
		if f.Profile == profile {
			v.form.SetSelected(f.Label)
			papers = f.Papers
		}
	}
	v.form.SetOptions(labels)
	offer(v.form, len(labels))
	labels = nil
	for _, p := range papers {
		labels = append(labels, paperLabels[p])
	}
	v.paper.SetOptions(labels)
	if slices.Contains(papers, paper) {
		v.paper.SetSelected(paperLabels[paper])
	}
	offer(v.paper, len(labels))
}

func offer(c *look.Chip, options int) {
	if show := options > 1; show != c.Visible() {
		if show {
			c.Show()
		} else {
			c.Hide()
		}
	}
}

// Show puts finished pages up. problems is how many things stop the export; pages with problems are marked as a draft. A
// nil document is one that is not laid out yet: then the desk is empty and says so.
func (v *Preview) Show(doc *page.Document, problems int) {
	if doc == nil {
		v.layout.Show()
		doc = &page.Document{}
	} else {
		v.layout.Hide()
	}
	changed := v.fit(doc)
	for i, p := range doc.Pages {
		s, t := v.sheet(i), v.strip.thumb(i)
		changed = changed || s.page.Size != p.Size
		mark := p.Fingerprint()
		s.show(p, mark, problems > 0)
		t.show(p, mark)
	}
	if problems != v.errors {
		v.errors = problems
		v.showNotice()
		v.frame.Refresh() // the desk gives or takes the notice's room
	}
	// A page that looks otherwise and takes the same room is drawn anew, and nothing else: laying everything out again at a
	// keystroke would paint the whole window.
	if changed {
		v.strip.settle(doc)
		v.frame.Refresh()
		v.sheets.Refresh()
		v.scroll.Refresh()
	}
	v.reveal()
	v.moved()
}

// fit makes as many sheets as there are pages and reports whether there were more or fewer.
func (v *Preview) fit(doc *page.Document) bool {
	n := len(doc.Pages)
	if len(v.sheets.Objects) == n {
		return false
	}
	for len(v.sheets.Objects) > n {
		last := len(v.sheets.Objects) - 1
		v.studio.drop(v.sheet(last).picture)
		v.sheets.Objects = v.sheets.Objects[:last]
	}
	for len(v.sheets.Objects) < n {
		v.sheets.Objects = append(v.sheets.Objects, newSheet(v))
	}
	v.strip.fit(n)
	return true
}

func (v *Preview) sheet(i int) *sheet { return v.sheets.Objects[i].(*sheet) }

// Problems returns how many things are said to stop the export.
func (v *Preview) Problems() int { return v.errors }

// Pages returns how many pages are shown.
func (v *Preview) Pages() int { return len(v.sheets.Objects) }

// Page returns the number of the page that is read, counted from 1; 0 where there is none.
func (v *Preview) Page() int {
	if v.Pages() == 0 {
		return 0
	}
	return v.at + 1
}

// GoToPage scrolls to a page, counted from 1; one before the first or after the last is the first or last.
func (v *Preview) GoToPage(number int) {
	if v.Pages() == 0 {
		return
	}
	i := max(0, min(number, v.Pages())-1)
	v.scrollTo(v.sheet(i).Position().Y - deskTop)
	v.at = i // the last page may not reach the top
	v.showNumber()
}

// SetEdited marks the parts of the pages that print a field, the one with the caret, and keeps them in sight; an empty
// place marks nothing.
func (v *Preview) SetEdited(place brief.Place) {
	if place == v.edited {
		return
	}
	v.edited = place
	for i := range v.sheets.Objects {
		v.sheet(i).mark()
	}
	v.reveal()
}

// reveal scrolls to the part of the pages that prints the field with the caret, where it is out of sight.
func (v *Preview) reveal() {
	if v.edited == "" {
		return
	}
	for i := range v.sheets.Objects {
		s := v.sheet(i)
		for _, box := range s.edited() {
			top, bottom := s.Position().Y+box.y, s.Position().Y+box.y+box.h
			seen := v.scroll.Size().Height
			switch {
			case top >= v.scroll.Offset.Y && bottom <= v.scroll.Offset.Y+seen:
			case s.Size().Height <= seen: // the whole page, from its top
				v.scrollTo(s.Position().Y - deskTop)
			default:
				v.scrollTo(max(s.Position().Y-deskTop, top-max(deskMargin, (seen-box.h)/3)))
			}
			return
		}
	}
}

func (v *Preview) scrollTo(y float32) {
	most := v.sheets.MinSize().Height - v.scroll.Size().Height
	v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, max(0, min(y, most))))
	v.moved()
}

func (v *Preview) showNotice() {
	v.notice.RemoveAll()
	if v.errors == 0 {
		v.notice.Hide()
		return
	}
	words := say.N(v.errors, "%d problem stops the export.", "%d problems stop the export.")
	show := look.NewCompact(say.T("Show"), func() {
		if v.params.OnProblemsRequested != nil {
			v.params.OnProblemsRequested()
		}
	})
	(&look.Aside{}).Add(show) // it comes and goes while a field is written
	v.notice.Add(look.NewNotice(look.ToneWarn, say.T("Draft"), words, show))
	v.notice.Show()
}

// moved follows the scroll: another page may be the one that is read, and pages that came into sight may have to be drawn.
func (v *Preview) moved() {
	v.at = v.read()
	v.showNumber()
	v.studio.next()
}

// read returns the page that is read, from 0: the first that is half in sight, or that of which most is.
func (v *Preview) read() int {
	top := v.scroll.Offset.Y
	bottom := top + v.scroll.Size().Height
	best, most := 0, float32(0)
	for i, s := range v.sheets.Objects {
		seen := min(bottom, s.Position().Y+s.Size().Height) - max(top, s.Position().Y)
		if seen >= s.Size().Height/2 {
			return i
		}
		if seen > most {
			best, most = i, seen
		}
	}
	return best
}

// showNumber says which page is read.
func (v *Preview) showNumber() {
	if v.Pages() == 0 {
		v.number.SetText("")
		return
	}
	v.number.SetText(say.F("%d of %d", v.at+1, v.Pages()))
	v.strip.choose(v.at)
}
