package ui

import (
	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/data"
	"throughline/app/ui/evidence"
)

// screen fits a screen area that shows a brief into the workspace. Its functions may be nil, where it has nothing of the kind.
type screen struct {
	object fyne.CanvasObject
	show   func(*brief.Brief)               // shows a snapshot, after every change
	judge  func(r review, settled bool)     // shows what was found out about a snapshot; settled once the typing rests
	focus  func(brief.Place) fyne.Focusable // what to focus for a place; nil where the screen has no fields of the brief
	next   func(step int, all bool) bool    // goes to the next or previous hint, with all from the edge; nil where it has none
}

func (a screen) refresh(b *brief.Brief) {
	if a.show != nil {
		a.show(b)
	}
}

func (a screen) review(r review, settled bool) {
	if a.judge != nil {
		a.judge(r, settled)
	}
}

// makeScreen builds the area of a section, when it is first asked for.
func (w *Window) makeScreen(s section) screen {
	importing := func() { w.commands.Run("file.import") }
	if s == sectionEvidence {
		x := evidence.New(evidence.Params{Do: w.session.Do, Type: w.session.Type, OnImport: importing, OnProblem: w.failed})
		return screen{object: x.Object(), show: x.Show, judge: func(r review, _ bool) { x.SetFindings(r.findings) }, focus: x.Focus, next: x.NextFinding}
	}
	x := data.New(data.Params{Do: w.session.Do, OnImport: importing, OnProblem: w.failed, OnGoTo: w.goToPlace})
	return screen{object: x.Object(), show: x.Show}
}

func (w *Window) goToPlace(p brief.Place) { w.workspace.goTo(p) }
