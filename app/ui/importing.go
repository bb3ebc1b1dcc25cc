package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/session"
	"throughline/app/sheet"
	"throughline/app/ui/importer"
	"throughline/app/ui/look"
)

// Import reads a spreadsheet and shows what was understood. What is accepted goes into the open brief, or begins one. A
// reading that is still under way gives way to it.
func (w *Window) Import(path string) { w.importAll([]string{path}) }

// importAll imports files one after another: the next one when the one before was accepted or left.
func (w *Window) importAll(paths []string) {
	path := paths[0]
	w.following = paths[1:]
	w.read(filepath.Base(path), func(done func(*sheet.Reading, error)) *session.Job { return w.session.ReadWorkbook(path, done) })
}

// pasteCells imports the cells on the clipboard as Import does a file.
func (w *Window) pasteCells() {
	text := w.params.App.Clipboard().Content()
	w.following = nil
	w.read("Pasted cells", func(done func(*sheet.Reading, error)) *session.Job { return w.session.ReadPaste(text, done) })
}

// showImporter shows the import preview of a reading.
func (w *Window) showImporter(r *sheet.Reading, back func()) {
	p := importer.Params{
		Reading: r, Settings: w.session.Brief().Settings, Following: len(w.following), After: w.params.After,
		Reread: w.reread, OnChanged: w.refreshCommands, OnCancel: back, OnChooseAnother: w.chooseSpreadsheet,
		OnAccept: func(tables []*sheet.Table) {
			if !w.session.IsOpen() {
				w.session.Start(brief.Templates[0].New(w.params.NewID()))
			}
			if err := w.session.Accept(tables); err != nil {
				w.failed(err)
				return
			}
			back()
		},
	}
	if r.Workbook.Path != "" && r.Workbook.Text != nil {
		p.Reopen = w.reopen
	}
	screen := importer.New(p)
	w.leaveScreen = screen.Leave
	w.show(screen)
	w.window.Canvas().Focus(screen.Focus())
}

// reread understands a workbook anew for the importer.
func (w *Window) reread(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading)) func() {
	return w.again(done, func(done func(*sheet.Reading, error)) *session.Job { return w.session.Reread(wb, recipes, done) })
}

// reopen reads a text file anew for the importer, in a format that was chosen there.
func (w *Window) reopen(wb *sheet.Workbook, format brief.TextFormat, done func(*sheet.Reading)) func() {
	return w.again(done, func(done func(*sheet.Reading, error)) *session.Job {
		return w.session.ReadWorkbookAs(wb.Path, format, done)
	})
}

// again reads what the importer shows once more; where nothing comes of it that is told, and the importer gets nil.
func (w *Window) again(done func(*sheet.Reading), begin func(func(*sheet.Reading, error)) *session.Job) (stop func()) {
	return begin(func(r *sheet.Reading, err error) {
		if err != nil {
			r = nil
		}
		done(r)
		w.failed(err)
	}).Cancel
}

// importing returns the import preview while it is in sight, or nil.
func (w *Window) importing() *importer.Screen {
	if len(w.body.Objects) == 0 {
		return nil
	}
	s, _ := w.body.Objects[0].(*importer.Screen)
	return s
}

// leaveImport goes on when the import preview, where it is in sight, may be left.
func (w *Window) leaveImport(then func()) {
	if s := w.importing(); s != nil {
		s.LeaveTo(then)
		return
	}
	then()
}

// undo undoes the last correction of an import, or the last change of the brief; redo makes it again. In a text field of
// the importer they are the field's own.
func (w *Window) undo() {
	w.travel(&fyne.ShortcutUndo{}, (*importer.Screen).Undo, func() { w.session.Undo() })
}

func (w *Window) redo() {
	w.travel(&fyne.ShortcutRedo{}, (*importer.Screen).Redo, func() { w.session.Redo() })
}

func (w *Window) travel(s fyne.Shortcut, correction func(*importer.Screen), change func()) {
	screen := w.importing()
	if screen == nil {
		change()
		return
	}
	if w.typing() {
		w.toFocused(s)
		return
	}
	correction(screen)
}

// canUndo answers whether there is something to undo in what is in sight.
func (w *Window) canUndo() bool {
	if s := w.importing(); s != nil {
		return s.CanUndo() || w.typing()
	}
	return w.working() && w.session.UndoName() != ""
}

func (w *Window) canRedo() bool {
	if s := w.importing(); s != nil {
		return s.CanRedo() || w.typing()
	}
	return w.working() && w.session.RedoName() != ""
}

// typing reports whether a text field has the keys.
func (w *Window) typing() bool {
	switch w.window.Canvas().Focused().(type) {
	case *look.Field, *look.Input:
		return true
	}
	return false
}
