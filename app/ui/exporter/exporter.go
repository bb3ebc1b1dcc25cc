// Package exporter is the dialog that exports a brief: the profile, the paper, the folder and the name of the file, what
// has to be mended before, and how it went. It writes no file itself: Params.Write does, and answers with an explained
// error. It never uses a save dialog of Fyne's, which empties the file that is there before it asks.
//
//	exporter.Show(window.Canvas(), exporter.Params{Brief: session.Brief(), Folder: …, Write: …})
//
// Everything here belongs to the window's goroutine.
package exporter

import (
	"errors"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ui/look"
	"throughline/export"
)

// Params is what the dialog needs. All fields but those marked optional are required.
type Params struct {
	// Brief is the snapshot that is exported.
	Brief *brief.Brief
	// Folder is where the file goes unless another folder is chosen.
	Folder string
	// Run does work off the window's goroutine, then done on it; see session.Runner.
	Run func(work, done func())
	// ChooseFolder asks for a folder, beginning at one; see filepick.Picker.
	ChooseFolder func(start string, chosen func(folder string))
	// Exists reports whether a file is there.
	Exists func(path string) bool
	// Write exports the brief to a file, whole or not at all, and calls done with why it could not.
	Write func(path string, o export.Options, done func(error))
	// OnGoTo asks to see a place of the brief; the dialog has closed.
	OnGoTo func(place brief.Place)
	// OnExported is told where a file was written. Optional.
	OnExported func(path string)
	// OnShowFile asks for the folder of the file to be opened. Optional: without it there is no button.
	OnShowFile func(path string)
}

// Dialog is the export dialog while it is open.
type Dialog struct {
	p      Params
	canvas fyne.Canvas
	dialog *look.Dialog

	options  export.Options
	blocking []brief.Finding // what has to be mended before; known once checked
	checked  int             // counts the checks, so that a late one of another paper is dropped
	busy     bool

	paper    *look.Chip
	folder   *look.Input
	name     *look.Input
	where    *look.Flow // what is wrong with folder or name, or where the file will be
	findings *fyne.Container
	failed   *fyne.Container
	cancel   *look.Button
	export   *look.Button
	form     *fyne.Container
}

// dialogWidth is enough for a folder's path in most homes.
const dialogWidth float32 = 560

// Show opens the dialog over a window.
func Show(c fyne.Canvas, p Params) *Dialog {
	d := &Dialog{p: p, canvas: c, options: export.Options{Profile: brief.OnePage, Paper: p.Brief.Settings.Paper}}
	d.make()
	d.dialog = look.NewDialog("Export PDF", dialogWidth, d.form, d.cancel, d.export)
	d.dialog.Show(c)
	d.check()
	return d
}

// profiles are the forms a brief can be exported in, for people.
var profiles = []struct {
	profile brief.Profile
	name    string
}{{brief.OnePage, "One page"}}

var papers = []struct {
	paper brief.Paper
	name  string
}{{brief.A4, "A4"}, {brief.Letter, "Letter"}}

func (d *Dialog) make() {
	names := make([]string, len(profiles))
	for i, x := range profiles {
		names[i] = x.name
	}
	profile := look.NewChip(names, names[0], func(name string) {
		for _, x := range profiles {
			if x.name == name {
				d.options.Profile = x.profile
				d.check()
			}
		}
	})
	names = make([]string, len(papers))
	present := papers[0].name
	for i, x := range papers {
		names[i] = x.name
		if x.paper == d.options.Paper {
			present = x.name
		}
	}
	d.paper = look.NewChip(names, present, d.onPaper)
	d.folder = look.NewInput("")
	d.folder.SetText(d.p.Folder)
	d.folder.OnChanged = func(string) { d.refresh() }
	d.name = look.NewInput("")
	d.name.SetText(export.FileName(d.p.Brief, d.options, "pdf"))
	d.name.OnChanged = func(string) { d.refresh() }
	for _, e := range []*look.Input{d.folder, d.name} {
		e.OnSubmitted = func(string) { d.onExport() }
	}
	d.where = look.NewParagraph("", look.Caption)
	d.findings, d.failed = look.Column(6), look.Column(0)
	d.cancel = look.NewButton("Cancel", func() { d.dialog.Close() })
	d.export = look.NewPrimary("Export", d.onExport)
	browse := look.NewButton("Browse…", func() {
		d.p.ChooseFolder(d.folder.Text, func(folder string) { d.folder.SetText(folder) })
	})
	d.form = look.Column(12,
		look.Line(16, labelled("Profile", look.Line(0, profile)), labelled("Paper", look.Line(0, d.paper))),
		labelled("File name", d.name),
		labelled("Folder", container.NewBorder(nil, nil, nil, look.Inset(browse, 0, 0, 8, 0), d.folder)),
		d.where, d.findings, d.failed)
	d.refresh()
}

func labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(4, look.NewText(name, look.Caption), o)
}

func (d *Dialog) onPaper(name string) {
	for _, x := range papers {
		if x.name == name {
			d.options.Paper = x.paper
			d.check()
		}
	}
}

// check finds out what has to be mended before an export with the present options.
func (d *Dialog) check() {
	d.checked++
	turn, o := d.checked, d.options
	var found []brief.Finding
	d.p.Run(func() {
		_, all := export.Pages(d.p.Brief, o)
		for _, f := range all {
			if f.Severity == brief.Error {
				found = append(found, f)
			}
		}
	}, func() {
		if turn == d.checked {
			d.block(found)
		}
	})
}

// block lists what has to be mended; nothing lets the export begin.
func (d *Dialog) block(found []brief.Finding) {
	d.blocking = found
	d.findings.RemoveAll()
	if len(found) > 0 {
		words := "One thing has to be mended first."
		if len(found) > 1 {
			words = fmt.Sprintf("%d things have to be mended first.", len(found))
		}
		d.findings.Add(look.NewText(words, look.Strong))
	}
	for i, f := range found {
		if i == findingsMost {
			d.findings.Add(look.NewText(fmt.Sprintf("and %d more", len(found)-i), look.Caption))
			break
		}
		d.findings.Add(look.NewNotice(look.ToneBad, f.Place.Label(), f.Text,
			look.NewCompact("Go to", func() {
				d.dialog.Close()
				d.p.OnGoTo(f.Place)
			})))
	}
	d.refresh()
	d.dialog.Fit()
}

const findingsMost = 5

// refresh shows what is wrong with the file's place, or where it will be, and whether the export can begin.
func (d *Dialog) refresh() {
	path, problem := pathOf(d.folder.Text, d.name.Text)
	text := problem
	if problem == "" {
		text = "Will be saved as " + path
	}
	d.where.SetText(text)
	for _, box := range []*fyne.Container{d.findings, d.failed} {
		if len(box.Objects) == 0 {
			box.Hide()
		} else {
			box.Show()
		}
	}
	if problem == "" && len(d.blocking) == 0 && !d.busy {
		d.export.Enable()
	} else {
		d.export.Disable()
	}
	if d.dialog != nil {
		d.dialog.Fit()
	}
}

func (d *Dialog) onExport() {
	path, problem := pathOf(d.folder.Text, d.name.Text)
	if problem != "" || len(d.blocking) > 0 || d.busy {
		return
	}
	if !d.p.Exists(path) {
		d.write(path)
		return
	}
	look.Ask(d.canvas, "Replace the file?",
		"“"+filepath.Base(path)+"” is already in this folder. Exporting replaces it.", "Keep it", "Replace",
		func() { d.write(path) })
}

func (d *Dialog) write(path string) {
	d.busy = true
	d.failed.RemoveAll()
	d.export.SetText("Exporting…")
	d.refresh()
	d.p.Write(path, d.options, func(err error) {
		d.busy = false
		d.export.SetText("Export")
		if err == nil {
			d.dialog.Close()
			d.tellDone(path)
			return
		}
		var refused *export.Refused
		if errors.As(err, &refused) {
			d.block(refused.Findings)
			return
		}
		d.failed.Add(look.NewNotice(look.ToneBad, "Not exported", fault.Text(err)))
		d.refresh()
	})
}

// tellDone says in words where the file is.
func (d *Dialog) tellDone(path string) {
	if d.p.OnExported != nil {
		d.p.OnExported(path)
	}
	var done *look.Dialog
	var actions []fyne.CanvasObject
	if d.p.OnShowFile != nil {
		actions = append(actions, look.NewButton("Show file", func() { done.Close(); d.p.OnShowFile(path) }))
	}
	actions = append(actions, look.NewPrimary("Done", func() { done.Close() }))
	done = look.NewDialog("Exported", dialogWidth, look.Column(6,
		look.NewParagraph("“"+filepath.Base(path)+"” is in", look.Body),
		look.NewParagraph(filepath.Dir(path), look.Quiet)), actions...)
	done.Show(d.canvas)
}
