// Package exporter is the dialog that exports a brief: the profile with what it is for and how long it gets, the paper, the
// format, the folder and the name of the file, what has to be mended before, and how it went. It writes no file itself:
// Params.Write does, and answers with an explained error. It never uses a save dialog of Fyne's, which empties the file
// that is there before it asks.
//
//	exporter.Show(window.Canvas(), exporter.Params{Brief: session.Brief(), Folder: …, Write: …})
//
// Everything here belongs to the window's goroutine.
package exporter

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/app/session"
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
	// Write exports the brief, each file whole or not at all, tells how far it is from 0 to 1, and calls done with why it
	// could not; cancel stops it, and done gets context.Canceled.
	Write func(out Output, progress func(float64), done func(error)) (cancel func())
	// OnGoTo asks to see a place of the brief; the dialog has closed.
	OnGoTo func(place brief.Place)
	// OnExported is told where a file was written. Optional.
	OnExported func(path string)
	// OnShowFile asks for the folder of the file to be opened, OnOpenFile for the file. Optional: without them there is no
	// button.
	OnShowFile, OnOpenFile func(path string)
}

// Dialog is the export dialog while it is open.
type Dialog struct {
	p      Params
	canvas fyne.Canvas
	dialog *look.Dialog

	options export.Options
	format  Format
	dpi     float64
	page    int // the page that becomes a picture, counted from 1; 0 for all
	found   map[brief.Profile]laid
	layouts session.Latest // late ones on another paper are dropped
	stop    func()         // stops the export that is under way; nil where none is
	failure []brief.Finding

	profiles map[brief.Profile]*profileRow
	paper    *look.Chip
	kind     *look.Chip
	pages    *look.Chip
	size     *look.Chip
	ledger   *look.Chip
	about    *look.Flow // of the format
	choices  *fyne.Container
	folder   *look.Input
	name     *look.Input
	where    *look.Flow // what is wrong with folder or name, or where the file will be
	findings *fyne.Container
	failed   *fyne.Container
	cancel   *look.Button
	export   *look.Button
	form     *fyne.Container
}

// laid is what is known of the brief in one profile.
type laid struct {
	pages    int
	blocking []brief.Finding // what has to be mended before
}

// dialogWidth is enough for a folder's path in most homes.
const dialogWidth float32 = 640

// Show opens the dialog over a window.
func Show(c fyne.Canvas, p Params) *Dialog {
	own, _ := export.ProfileOf(p.Brief, export.Options{})
	d := &Dialog{
		p: p, canvas: c, options: export.Options{Profile: own.ID}, format: PDF, dpi: resolutions[1].dpi,
		found: map[brief.Profile]laid{}, profiles: map[brief.Profile]*profileRow{},
	}
	d.make()
	d.dialog = look.NewDialog(say.T("Export"), dialogWidth, d.form, d.cancel, d.export)
	d.dialog.OnClosed, d.dialog.First = d.halt, d.name
	d.setProfile(own.ID)
	d.dialog.Show(c)
	d.layOut()
	return d
}

// profileRow is a profile that can be chosen: its name, how long the brief gets in it, and what it is for.
type profileRow struct {
	*look.Tile
	length *look.Text
}

func (d *Dialog) make() {
	rows := look.Column(2)
	for _, x := range export.Profiles() {
		row := &profileRow{length: look.NewText("", look.Caption)}
		row.Tile = look.NewBareTile(say.T(x.Label), look.Inset(look.Column(0,
			look.Between(look.NewText(say.T(x.Label), look.Strong), row.length),
			look.NewParagraph(say.T(x.About), look.Caption)), 5, 6, 10, 10), func() { d.setProfile(x.ID) })
		d.profiles[x.ID] = row
		rows.Add(row.Tile)
	}
	d.paper = look.NewChip(nil, "", d.onPaper)
	kinds := make([]string, len(formats))
	for i, f := range formats {
		kinds[i] = string(f.format)
	}
	d.kind = look.NewChip(kinds, string(d.format), func(k string) { d.setFormat(Format(k)) })
	d.pages = look.NewChip([]string{say.T(allPages)}, say.T(allPages), d.onPage)
	var sizes []string
	for _, r := range resolutions {
		sizes = append(sizes, say.T(r.label))
	}
	d.size = look.NewChip(sizes, sizes[1], func(label string) {
		for _, r := range resolutions {
			if say.T(r.label) == label {
				d.dpi = r.dpi
			}
		}
	})
	carries := make([]string, len(carryNamed))
	for i, name := range carryNamed {
		carries[i] = say.T(name)
	}
	d.ledger = look.NewChip(carries, carries[0], func(label string) {
		d.options.Ledger = export.Carry(slices.Index(carries, label))
		d.refresh()
	})
	d.about = look.NewParagraph("", look.Caption)
	d.choices = look.Line(16)
	d.folder = look.NewInput("")
	d.folder.SetText(d.p.Folder)
	d.folder.OnChanged = func(string) { d.refresh() }
	d.name = look.NewInput("")
	d.name.SetText(export.FileName(d.p.Brief, d.options, "pdf"))
	d.name.CursorColumn = len([]rune(d.name.Text)) - len(".pdf") // what is typed becomes part of the name
	d.name.OnChanged = func(string) { d.refresh() }
	for _, e := range []*look.Input{d.folder, d.name} {
		e.OnSubmitted = func(string) { d.onExport() }
	}
	d.where = look.NewParagraph("", look.Caption)
	d.findings, d.failed = look.Column(6), look.Column(0)
	d.cancel = look.NewButton(say.T("Cancel"), func() { d.dialog.Close() })
	d.export = look.NewPrimary(say.T("Export"), d.onExport)
	browse := look.NewButton(say.T("Browse…"), func() {
		d.p.ChooseFolder(d.folder.Text, func(folder string) { d.folder.SetText(folder) })
	})
	const bar = 12 // for the scroll bar of a low window
	d.form = look.Inset(look.Column(10, rows, look.Column(4, d.choices, d.about), d.findings, d.failed,
		labelled(say.T("File name"), d.name),
		labelled(say.T("Folder"), container.NewBorder(nil, nil, nil, look.Inset(browse, 0, 0, 8, 0), d.folder)),
		d.where), 0, 0, 0, bar)
}

func labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(4, look.NewText(name, look.Caption), o)
}

// allPages is the choice of all pages, beside each one.
var allPages = say.Key("All pages")

// carryNamed are the answers to whether a PDF carries its ledger, by export.Carry.
var carryNamed = [...]string{say.Key("As classified"), say.Key("With the ledger"), say.Key("Without the ledger")}

// setProfile chooses what the brief is exported as.
func (d *Dialog) setProfile(id brief.Profile) {
	d.options.Profile = id
	for x, row := range d.profiles {
		row.SetActive(x == id)
	}
	profile, _ := export.ProfileOf(d.p.Brief, d.options)
	papers := make([]string, len(profile.Papers))
	paper := profile.Papers[0]
	for i, p := range profile.Papers {
		papers[i] = export.PaperName(p)
		if p == d.p.Brief.Settings.Paper {
			paper = p
		}
	}
	if slices.Contains(profile.Papers, d.options.Paper) { // one that was chosen here stays
		paper = d.options.Paper
	}
	d.options.Paper = paper
	d.paper.SetOptions(papers)
	d.paper.SetSelected(export.PaperName(paper))
	d.page = 0
	d.choose()
}

func (d *Dialog) onPaper(name string) {
	profile, _ := export.ProfileOf(d.p.Brief, d.options)
	for _, p := range profile.Papers {
		if export.PaperName(p) == name {
			d.options.Paper = p
			d.layOut()
		}
	}
}

func (d *Dialog) setFormat(f Format) {
	d.name.SetText(renamed(d.name.Text, d.format, f))
	d.format = f
	d.choose()
}

func (d *Dialog) onPage(label string) {
	d.page = 0
	_, _ = fmt.Sscanf(label, say.T(pageNamed), &d.page) // all pages is no page
	d.refresh()
}

var pageNamed = say.Key("Page %d")

// choose offers what can be chosen of the present profile and format.
func (d *Dialog) choose() {
	offers := []fyne.CanvasObject{labelled(say.T("Format"), look.Line(0, d.kind))}
	if d.format == PDF || d.format == PNG {
		offers = append(offers, labelled(say.T("Paper"), look.Line(0, d.paper)))
	}
	switch d.format {
	case PDF:
		offers = append(offers, labelled(say.T("Its numbers"), look.Line(0, d.ledger)))
	case PNG:
		options := []string{say.T(allPages)}
		for n := range d.found[d.options.Profile].pages {
			options = append(options, say.F(pageNamed, n+1))
		}
		d.pages.SetOptions(options)
		d.pages.SetSelected(options[min(d.page, len(options)-1)])
		offers = append(offers, labelled(say.T("Pages"), look.Line(0, d.pages)), labelled(say.T("Size"), look.Line(0, d.size)))
	}
	d.choices.Objects = offers
	d.choices.Refresh()
	d.refresh()
}

// layOut finds out how long the brief gets in each profile, and what has to be mended before it can be exported; the
// chosen profile first.
func (d *Dialog) layOut() {
	isLatest := d.layouts.Next()
	ids := []brief.Profile{d.options.Profile}
	for _, x := range export.Profiles() {
		if x.ID != d.options.Profile {
			ids = append(ids, x.ID)
		}
	}
	var next func()
	next = func() {
		if len(ids) == 0 || !isLatest() || !d.dialog.Shown() {
			return
		}
		o := d.options
		o.Profile, ids = ids[0], ids[1:]
		if x, _ := export.ProfileOf(d.p.Brief, o); !slices.Contains(x.Papers, o.Paper) {
			o.Paper = "" // a deck goes on no paper of the others
		}
		var got laid
		d.p.Run(func() {
			doc, all := export.Pages(d.p.Brief, o)
			got.pages = len(doc.Pages)
			for _, f := range all {
				if f.Severity == brief.Error {
					got.blocking = append(got.blocking, f)
				}
			}
		}, func() {
			if isLatest() {
				d.found[o.Profile] = got
				d.profiles[o.Profile].length.SetText(got.words())
				if o.Profile == d.options.Profile {
					d.choose()
				} else {
					d.refresh() // the words at the right take their room
				}
			}
			next()
		})
	}
	next()
}

// words says how long the brief gets, or that it cannot be exported so.
func (l laid) words() string {
	if n := len(l.blocking); n > 0 {
		return say.N(n, "%d thing to mend", "%d things to mend")
	}
	return say.N(l.pages, "%d page", "%d pages")
}

// blocking is what has to be mended before an export as it is now chosen.
func (d *Dialog) blocking() []brief.Finding {
	for _, f := range formats {
		if f.format == d.format && f.free {
			return nil
		}
	}
	if len(d.failure) > 0 {
		return d.failure
	}
	return d.found[d.options.Profile].blocking
}

// output is what an export would write now; problem says why it could not.
func (d *Dialog) output() (out Output, problem string) {
	path, problem := pathOf(d.folder.Text, d.name.Text, d.format.ext())
	out = Output{Path: path, Format: d.format, Options: d.options, DPI: d.dpi}
	if d.format == PNG {
		for n := range d.found[d.options.Profile].pages {
			if d.page == 0 || d.page == n+1 {
				out.Pages = append(out.Pages, n+1)
			}
		}
	}
	return out, problem
}

const findingsMost = 5

// showFindings lists what has to be mended; nothing lets the export begin.
func (d *Dialog) showFindings() {
	found := d.blocking()
	d.findings.RemoveAll()
	if len(found) > 0 {
		words := say.T("One thing has to be mended first.")
		if len(found) > 1 {
			words = say.F("%d things have to be mended first.", len(found))
		}
		d.findings.Add(look.NewText(words, look.Strong))
	}
	for i, f := range found {
		if i == findingsMost {
			d.findings.Add(look.NewText(say.F("and %d more", len(found)-i), look.Caption))
			break
		}
		d.findings.Add(look.NewNotice(look.ToneBad, say.T(brief.Label(f.Place)), f.Text,
			look.NewCompact(say.T("Go to"), func() {
				d.dialog.Close()
				d.p.OnGoTo(f.Place)
			})))
	}
}

// refresh shows what is wrong with the file's place, or where it will be, and whether the export can begin.
func (d *Dialog) refresh() {
	if d.form == nil {
		return // still being made
	}
	d.showFindings()
	out, problem := d.output()
	text := problem
	if problem == "" {
		paths := out.Paths()
		text = say.F("Will be saved as %s", paths[0])
		if n := len(paths); n > 1 {
			text = say.F("Will be saved as %d files, %s to %s", n, paths[0], filepath.Base(paths[n-1]))
		}
	}
	d.where.SetText(text)
	d.about.SetText(d.said())
	for _, box := range []*fyne.Container{d.findings, d.failed} {
		if len(box.Objects) == 0 {
			box.Hide()
		} else {
			box.Show()
		}
	}
	if problem == "" && len(d.blocking()) == 0 && d.stop == nil {
		d.export.Enable()
	} else {
		d.export.Disable()
	}
	if d.dialog != nil {
		d.dialog.Fit()
	}
}

// said is what the chosen format is for, and for a PDF whether its numbers can be followed back.
func (d *Dialog) said() string {
	words := ""
	for _, f := range formats {
		if f.format == d.format {
			words = say.T(f.about)
		}
	}
	switch {
	case d.format != PDF:
	case export.Carries(d.p.Brief, d.options):
		words += say.T(" It carries the ledger of its numbers: whoever has it can check each against its cell, and sees all values of the metrics used.")
	default:
		words += say.T(" It carries no ledger: nothing but what is on the pages leaves the house.")
	}
	return words
}

func (d *Dialog) onExport() {
	out, problem := d.output()
	if problem != "" || len(d.blocking()) > 0 || d.stop != nil {
		return
	}
	there := slices.DeleteFunc(out.Paths(), func(path string) bool { return !d.p.Exists(path) })
	if len(there) == 0 {
		d.write(out)
		return
	}
	title, words := say.T("Replace the file?"), say.F("“%s” is already in this folder. Exporting replaces it.", filepath.Base(there[0]))
	if n := len(there); n > 1 {
		title, words = say.T("Replace the files?"), say.F("“%s” and %d more are already in this folder. Exporting replaces them.", filepath.Base(there[0]), n-1)
	}
	look.Ask(d.canvas, title, words, say.T("Keep it"), look.Answer{Text: say.T("Replace"), Lost: true, Do: func() { d.write(out) }})
}

func (d *Dialog) write(out Output) {
	d.failed.RemoveAll()
	d.failure = nil
	d.stop = func() {}
	d.export.SetText(say.T("Exporting…"))
	d.cancel.SetText(say.T("Stop"))
	d.cancel.OnPress = func() { d.stop() }
	d.refresh()
	stop := d.p.Write(out, func(p float64) {
		d.export.SetText(say.F("Exporting… %.0f %%", p*100))
	}, func(err error) { d.written(out, err) })
	if d.stop != nil { // it is not done already
		d.stop = stop
	}
}

// halt stops an export that is under way.
func (d *Dialog) halt() {
	if d.stop != nil {
		d.stop()
	}
}

func (d *Dialog) written(out Output, err error) {
	d.stop = nil
	d.export.SetText(say.T("Export"))
	d.cancel.SetText(say.T("Cancel"))
	d.cancel.OnPress = func() { d.dialog.Close() }
	var refused *export.Refused
	switch {
	case err == nil:
		d.dialog.Close()
		d.tellDone(out)
		return
	case errors.As(err, &refused):
		d.failure = refused.Findings
	case !errors.Is(err, context.Canceled):
		d.failed.Add(look.NewNotice(look.ToneBad, say.T("Not exported"), fault.Text(err)))
	}
	d.refresh()
}

// tellDone says in words where the file is.
func (d *Dialog) tellDone(out Output) {
	paths := out.Paths()
	path := paths[0]
	if d.p.OnExported != nil {
		d.p.OnExported(path)
	}
	var done *look.Dialog
	var actions []fyne.CanvasObject
	offer := func(label string, on func(string)) {
		if on != nil {
			actions = append(actions, look.NewButton(label, func() { done.Close(); on(path) }))
		}
	}
	offer(say.T("Open folder"), d.p.OnShowFile)
	offer(say.T("Open file"), d.p.OnOpenFile)
	actions = append(actions, look.NewPrimary(say.T("Done"), func() { done.Close() }))
	words := say.F("“%s” is in", filepath.Base(path))
	if n := len(paths); n > 1 {
		words = say.F("“%s” to “%s” are in", filepath.Base(path), filepath.Base(paths[n-1]))
	}
	done = look.NewDialog(say.T("Exported"), dialogWidth, look.Column(6,
		look.NewParagraph(words, look.Body),
		look.NewParagraph(filepath.Dir(path), look.Quiet)), actions...)
	done.Show(d.canvas)
}
