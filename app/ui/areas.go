package ui

import (
	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/data"
)

// screen fits a screen area that shows a brief into the workspace.
type screen struct {
	object fyne.CanvasObject
	show   func(*brief.Brief)
}

// Object returns what to put in the window.
func (s screen) Object() fyne.CanvasObject { return s.object }

// Refresh shows a snapshot.
func (s screen) Refresh(b *brief.Brief) { s.show(b) }

// makeArea builds the area of a section, when it is first asked for.
func (w *Window) makeArea(s section) area {
	x := data.New(data.Params{
		Do: w.session.Do, OnImport: func() { w.commands.Run("file.import") }, OnProblem: w.failed, OnGoTo: w.goToPlace,
	})
	made := screen{x.Object(), x.Show}
	made.Refresh(w.session.Brief())
	return made
}

func (w *Window) goToPlace(p brief.Place) { w.bench.goTo(p) }

func (w *Window) exportPDF() {}
