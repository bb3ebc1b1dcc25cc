package ui

import (
	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/ui/cfo"
)

// showCFO shows the brief as an executive reads it, until Escape or a question leads back.
func (w *Window) showCFO() {
	back := w.back()
	page := cfo.New(cfo.Params{
		Reading: coach.CFO(w.session.Brief()),
		OnGoTo: func(p brief.Place) {
			w.show(w.workspace.object)
			w.workspace.goTo(p)
		},
		OnLeave: back,
	})
	w.leaveScreen = back
	w.show(page.Object())
	w.window.Canvas().Focus(page.Focus())
}

// showSource shows the ledger at the figure the caret is in: where does this number come from?
func (w *Window) showSource() {
	f, place, ok := w.workspace.story.AtCaret()
	w.workspace.go_(sectionLedger)
	if ok {
		w.workspace.ledger.Look(place, f.Raw)
	}
	w.window.Canvas().Focus(w.workspace.ledger.Focus())
	w.refreshCommands()
}
