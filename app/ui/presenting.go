package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/ui/look"
	"throughline/app/ui/presenter"
	"throughline/export"
	"throughline/export/page"
)

// showDeck shows the deck on the whole screen, whatever form the brief is in.
func (w *Window) showDeck() {
	b := w.session.Brief()
	var doc *page.Document
	w.decks.Run(w.run, func() { doc, _ = export.Pages(b, export.Options{Profile: brief.Deck}) }, func() {
		screen := w.params.App.NewWindow(w.title())
		show := presenter.New(presenter.Params{
			Document: doc, Notes: notesOf(b, doc), Draw: export.Image,
			OnClosed: func() {
				screen.Close()
				w.window.RequestFocus() // not every desktop gives the keys back by itself
			},
		})
		screen.SetPadded(false)
		screen.SetContent(show.Object())
		screen.Canvas().SetOnTypedKey(show.Key)
		screen.SetFullScreen(true)
		screen.Show()
	})
}

// notesOf returns what there is to say to each page: the bodies of the beats that it tells, with their figures.
func notesOf(b *brief.Brief, doc *page.Document) []string {
	texts := figure.New(b).Brief()
	notes := make([]string, len(doc.Pages))
	for i, p := range doc.Pages {
		var said []string
		for _, k := range brief.Beats {
			lead, body := brief.PlaceOf(k, "lead"), brief.PlaceOf(k, "body")
			for _, r := range p.Regions() {
				if r.Field == string(lead) || r.Field == string(body) || k == brief.Evidence && strings.HasPrefix(r.Field, "evidence.") {
					said = append(said, texts[body].String())
					break
				}
			}
		}
		notes[i] = strings.Join(said, "\n\n")
	}
	return notes
}

// plainKey runs what a key does by itself or with Shift, where no field takes it.
func (w *Window) plainKey(name fyne.KeyName) {
	key := plain(name)
	if look.ShiftHeld() {
		key = shift(name)
	}
	if w.commands.RunShortcut(key) {
		return
	}
	switch name {
	case fyne.KeyPageDown:
		w.commands.Run("view.next-page")
	case fyne.KeyPageUp:
		w.commands.Run("view.previous-page")
	}
}
