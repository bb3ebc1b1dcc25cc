// Package cfo is the page on which a writer reads the brief as an executive does: headline, ask, leads, the one proof, and
// the questions that are still open. Nothing can be edited on it; a question leads to the field where its answer belongs.
//
//	page := cfo.New(cfo.Params{Reading: coach.CFO(b), OnGoTo: …, OnLeave: …})
//	window.SetContent(page.Object())
//
// Everything here belongs to the window's goroutine.
package cfo

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the page needs. All fields are required.
type Params struct {
	Reading coach.Reading
	// OnGoTo leaves for the place where a question is answered.
	OnGoTo func(brief.Place)
	// OnLeave goes back to the writing.
	OnLeave func()
}

// Page is the page. Make one with New.
type Page struct {
	object fyne.CanvasObject
	first  fyne.Focusable
}

// contentMost is a comfortable line of text.
const contentMost float32 = 720

var (
	leadStyle   = look.Style{Size: look.SizeHeadline}
	heroStyle   = look.Style{Size: look.SizeHero, Bold: true}
	missing     = look.Style{Color: look.Muted}
	headline    = look.Style{Size: look.SizeTitle, Bold: true}
	answerStyle = look.Style{Color: look.Muted, Size: look.SizeSmall}
)

// New returns the page of a reading.
func New(p Params) *Page {
	r := p.Reading
	leave := look.NewButton(say.T("Back to writing"), p.OnLeave)
	page := &Page{first: leave}
	rows := []fyne.CanvasObject{
		look.Between(look.NewText(say.T("As an executive reads it"), look.Caption), leave),
		text(r.Headline, say.T("No headline yet."), headline),
	}
	if ask := askLine(r.Ask); ask != "" {
		rows = append(rows, container.NewStack(look.NewRoundFill(look.AccentSoft, 6), look.Inset(look.NewFlow(look.Body,
			look.Run{Text: say.T("Decision  "), Style: look.Style{Color: look.Accent, Bold: true}}, look.Run{Text: ask}), 8, 8, 12, 12)))
	}
	leads := look.Column(10)
	for _, k := range brief.Beats {
		leads.Add(look.Column(1, look.NewText(say.T(k.String()), look.Name), text(r.Leads[k], say.T("No lead yet."), leadStyle)))
	}
	rows = append(rows, look.Inset(leads, 6, 6, 0, 0))
	if h := r.Hero; h.Value != "" {
		rows = append(rows, hero(h))
	}
	var content *look.Scrolled
	rows = append(rows, look.Inset(page.questions(p, func(o fyne.CanvasObject) { content.Reveal(o) }), 10, 0, 0, 0))
	content = look.NewScrolled(look.Narrow(look.Inset(look.Column(14, rows...), 28, 40, 32, 32), contentMost), 0)
	page.object = container.NewStack(look.NewFill(look.Panel), content)
	return page
}

// Object returns what to put in the window.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Focus returns what should have the focus at first: the first question, or the way back.
func (p *Page) Focus() fyne.Focusable { return p.first }

// text is a text as it prints, or what is missing.
func text(words, none string, s look.Style) fyne.CanvasObject {
	if words == "" {
		return look.NewParagraph(none, missing)
	}
	return look.NewParagraph(words, s)
}

// askLine is the ask in a line: what, from whom, by when.
func askLine(a brief.Ask) string {
	parts := []string{a.What}
	if a.From != "" {
		parts = append(parts, say.F("from %s", a.From))
	}
	if a.By != "" {
		parts = append(parts, "by "+a.By)
	}
	if a.What == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, "  ·  ")
}

// hero is the one proof: a number large, a quote as words.
func hero(h coach.HeroLine) fyne.CanvasObject {
	if h.Change == "" && len([]rune(h.Value)) > 24 { // a quote
		return look.Column(2, look.NewParagraph("“"+h.Value+"”", leadStyle), look.NewParagraph(h.Name, look.Caption))
	}
	change := look.Style{Bold: true}
	switch {
	case h.Good > 0:
		change.Color = look.Good
	case h.Good < 0:
		change.Color = look.Bad
	}
	column := look.Column(0, look.NewText(h.Value, heroStyle), look.NewParagraph(h.Name, look.Quiet))
	if h.Change != "" {
		column.Add(look.NewParagraph(h.Change, change))
	}
	return column
}

// questions lists what is asked next, each leading to where it is answered.
func (p *Page) questions(params Params, reveal func(fyne.CanvasObject)) fyne.CanvasObject {
	qs := params.Reading.Questions
	column := look.Column(4, look.Rule(), look.Inset(look.NewText(say.T("Questions that are open"), look.Section), 10, 4, 0, 0))
	if len(qs) == 0 {
		column.Add(look.NewParagraph(say.T("None. What is asked for, why, and what proves it is all here."), look.Quiet))
		return column
	}
	for i, q := range qs {
		words := look.Column(1, look.NewParagraph(q.Text, look.Strong))
		if q.Answer != "" {
			words.Add(look.NewParagraph(q.Answer, answerStyle))
		}
		row := look.NewBareTile(q.Text, look.Inset(look.Between(words, look.NewText(say.T(brief.Label(q.Place)), look.Caption)), 7, 7, 10, 10),
			func() { params.OnGoTo(q.Place) })
		row.OnFocus = func() { reveal(row) }
		if i == 0 {
			p.first = row
		}
		column.Add(row)
	}
	return column
}
