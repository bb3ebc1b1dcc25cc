package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/data"
	"throughline/app/ui/evidence"
	"throughline/app/ui/exporter"
	"throughline/export"
)

// screen fits a screen area that shows a brief into the workspace.
type screen struct {
	object fyne.CanvasObject
	show   func(*brief.Brief, []brief.Finding)
	focus  func(brief.Place) fyne.Focusable // what to focus for a place; nil where the screen has no fields of the brief
}

// makeScreen builds the area of a section, when it is first asked for.
func (w *Window) makeScreen(s section) screen {
	importing := func() { w.commands.Run("file.import") }
	if s == sectionEvidence {
		x := evidence.New(evidence.Params{Do: w.session.Do, Type: w.session.Type, OnImport: importing, OnProblem: w.failed})
		return screen{x.Object(), x.Show, x.Focus}
	}
	x := data.New(data.Params{Do: w.session.Do, OnImport: importing, OnProblem: w.failed, OnGoTo: w.goToPlace})
	return screen{x.Object(), func(b *brief.Brief, _ []brief.Finding) { x.Show(b) }, nil}
}

func (w *Window) goToPlace(p brief.Place) { w.bench.goTo(p) }

// exportPDF opens the export dialog on the brief as it is now.
func (w *Window) exportPDF() {
	b, prefs := w.session.Brief(), w.params.App.Preferences()
	folder := prefs.String(prefExport)
	if folder == "" && w.session.Path() != "" {
		folder = filepath.Dir(w.session.Path())
	}
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	exporter.Show(w.window.Canvas(), exporter.Params{
		Brief: b, Folder: folder, Run: w.params.Runner.Go,
		ChooseFolder: func(start string, chosen func(string)) { w.picker.Folder("Choose a folder for the PDF", start, chosen) },
		Exists:       func(path string) bool { _, err := os.Stat(path); return err == nil || !errors.Is(err, os.ErrNotExist) },
		Write:        func(path string, o export.Options, done func(error)) { w.writePDF(b, path, o, done) },
		OnGoTo:       w.goToPlace,
		OnExported:   func(path string) { prefs.SetString(prefExport, filepath.Dir(path)) },
		OnShowFile:   w.showFolder,
	})
}

// writePDF makes the whole PDF before the file is touched.
func (w *Window) writePDF(b *brief.Brief, path string, o export.Options, done func(error)) {
	w.session.Run("Exporting "+filepath.Base(path), func(ctx context.Context, _ func(float64)) error {
		var pdf bytes.Buffer
		if err := export.PDF(&pdf, b, o); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return w.params.WriteFile(path, func(out io.Writer) error {
			_, err := pdf.WriteTo(out)
			return err
		})
	}, done)
}

// showFolder opens the folder of a file in the system's own window.
func (w *Window) showFolder(path string) {
	w.failed(w.params.App.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(path))}))
}
