package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/exporter"
	"throughline/app/ui/look"
	"throughline/export"
)

// showExport opens the export dialog on the brief as it is now.
func (w *Window) showExport() {
	b, prefs := w.session.Brief(), w.params.App.Preferences()
	folder := prefs.String(prefExport)
	if folder == "" && w.session.Path() != "" {
		folder = filepath.Dir(w.session.Path())
	}
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	exporter.Show(w.window.Canvas(), exporter.Params{
		Brief: b, Folder: folder, Run: w.run,
		ChooseFolder: func(start string, chosen func(string)) {
			w.picker.Folder(say.T("Choose a folder for the export"), start, chosen)
		},
		Exists: func(path string) bool { _, err := os.Stat(path); return err == nil || !errors.Is(err, os.ErrNotExist) },
		Write: func(out exporter.Output, progress func(float64), done func(error)) func() {
			return w.write(b, out, progress, done)
		},
		OnGoTo:     w.editPlace,
		OnExported: func(path string) { prefs.SetString(prefExport, filepath.Dir(path)) },
		OnShowFile: func(path string) { w.openPath(filepath.Dir(path)) },
		OnOpenFile: w.openPath,
	})
}

// write makes each file whole before the disk is touched. cancel stops between two files.
func (w *Window) write(b *brief.Brief, out exporter.Output, progress func(float64), done func(error)) (cancel func()) {
	paths := out.Paths()
	var warnings []string
	job := w.session.Run(say.F("Exporting %s", filepath.Base(out.Path)), func(ctx context.Context, tell func(float64)) error {
		for i, path := range paths {
			var file bytes.Buffer
			if err := render(&file, b, out, i); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			warning, err := w.params.WriteFile(path, func(to io.Writer) error {
				_, err := file.WriteTo(to)
				return err
			})
			if err != nil {
				return err
			}
			if warning != "" {
				warnings = append(warnings, warning)
			}
			share := float64(i+1) / float64(len(paths))
			tell(share)
			if len(paths) > 1 {
				w.params.Runner.Do(func() { progress(share) })
			}
		}
		return nil
	}, func(err error) {
		if len(warnings) > 0 && w.workspace != nil {
			w.workspace.status.say(warnings[0]) // of several pages in one folder they all say the same
		}
		done(err)
	})
	return job.Cancel
}

// render writes one of the files of an output.
func render(to io.Writer, b *brief.Brief, out exporter.Output, file int) error {
	switch out.Format {
	case exporter.PNG:
		return export.PNG(to, b, out.Options, out.Pages[file], out.DPI)
	case exporter.Markdown:
		return export.Markdown(to, b)
	case exporter.Text:
		return export.Text(to, b, out.Options)
	}
	return export.PDF(to, b, out.Options)
}

// openPath opens a file or folder in the system's own program for it.
func (w *Window) openPath(path string) {
	w.failed(w.params.App.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}))
}

// copyAs puts the brief on the clipboard as words, and says so; name is what is copied.
func (w *Window) copyAs(name string, write func(io.Writer, *brief.Brief) error) func() {
	return func() {
		var words bytes.Buffer
		err := write(&words, w.session.Brief())
		var refused *export.Refused
		switch {
		case errors.As(err, &refused):
			look.Ask(w.window.Canvas(), say.T("Not copied yet"), refused.Findings[0].Text, say.T("Close"),
				look.Answer{Text: say.T("Go to it"), Do: func() { w.editPlace(refused.Findings[0].Place) }})
		case err != nil:
			w.failed(err)
		default:
			w.params.App.Clipboard().SetContent(words.String())
			w.workspace.status.tell(say.F("Copied %s.", name))
		}
	}
}

// copyCommands put the brief on the clipboard.
func (w *Window) copyCommands() []*Command {
	asText := func(to io.Writer, b *brief.Brief) error { return export.Text(to, b, export.Options{}) }
	return []*Command{
		{ID: "edit.copy-text", Menu: say.T("Edit"), Group: 3, Label: say.T("Copy brief as text"), Enabled: w.working, Run: w.copyAs(say.T("the brief as text"), asText)},
		{ID: "edit.copy-markdown", Menu: say.T("Edit"), Group: 3, Label: say.T("Copy brief as Markdown"), Enabled: w.working, Run: w.copyAs(say.T("the brief as Markdown"), export.Markdown)},
	}
}
