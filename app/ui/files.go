package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/sheet"
	"throughline/app/ui/filepick"
	"throughline/app/ui/importer"
	"throughline/app/ui/look"
	"throughline/app/ui/start"
)

// showStart shows the start screen.
func (w *Window) showStart() {
	w.show(start.New(start.Params{
		Now: w.params.Now(), Recent: w.session.Recent(), Recovered: w.session.Recoveries(), Crashed: w.params.Crashed,
		OnChooseMetrics: w.chooseSpreadsheet,
		OnTemplate:      func(t brief.Template) { w.session.Start(t.New(w.params.NewID())) },
		OnSample:        w.openSample,
		OnOpen:          w.Open,
		OnUnlist:        func(path string) { w.session.Unlist(path); w.showStart() },
		OnChooseBrief:   w.chooseBrief,
		OnRecover:       func(r brief.Recovery) { w.session.Recover(r, w.opened) },
		OnDiscard:       w.discard,
	}))
}

// discard throws unsaved work away, once more asked.
func (w *Window) discard(r brief.Recovery) {
	look.Ask(w.window.Canvas(), say.T("Throw this work away?"), say.T("The unsaved copy cannot be brought back."), say.T("Keep it"), look.Answer{Text: say.T("Throw away"), Lost: true, Do: func() {
		w.failed(w.session.Forget(r))
		w.showStart()
	}})
}

// Open opens a brief, after asking about unsaved work: that of the brief which is open, and that which an ended process left
// behind of the brief at path.
func (w *Window) Open(path string) { w.open(path, w.opened) }

// OpenNamed opens the brief that the program was started with. Nobody has read the start screen then: what it says of an
// unexpected stop the last time is said here.
func (w *Window) OpenNamed(path string) {
	w.open(path, func(notes []brief.Note, err error) {
		w.opened(notes, err)
		if err == nil && w.params.Crashed != "" {
			look.Tell(w.window.Canvas(), say.T("About the last time"), start.CrashWords(w.params.Crashed))
		}
	})
}

// open opens a brief as Open does; opened is called where there was no unsaved work to ask about.
func (w *Window) open(path string, opened func([]brief.Note, error)) {
	w.leave(func() {
		copies := w.session.Recoveries()
		i := slices.IndexFunc(copies, func(r brief.Recovery) bool { return sameFile(r.Path, path) })
		if i < 0 {
			w.session.Open(path, opened)
			return
		}
		w.offerRecovery(copies[i], func() { w.session.Open(path, w.opened) })
	})
}

// offerRecovery asks whether to go on with a recovery copy or with the file it began from. Neither answer destroys the
// other: the copy stays until this process has its own, and the file until it is saved.
func (w *Window) offerRecovery(r brief.Recovery, open func()) {
	now := w.params.Now()
	name := strings.TrimSuffix(filepath.Base(r.Path), brief.Extension)
	words := say.F("Throughline found work on “%s” that was not saved, from %s.", name, start.When(r.Saved, now))
	if w.params.Crashed != "" {
		words = say.F("Throughline stopped unexpectedly the last time. %s", words)
	}
	if r.Changed {
		words += say.T(" The file was changed since that work began; recovering leaves it as it is until you save.")
	}
	look.Ask(w.window.Canvas(), say.T("Recover unsaved work?"), words, say.T("Cancel"),
		look.Answer{Text: say.T("Open the file"), Do: open},
		look.Answer{Text: say.T("Recover"), Do: func() { w.session.Recover(r, w.opened) }})
}

// sameFile reports whether two paths lead to one file; one that is not there is known by its name.
func sameFile(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	if errA != nil || errB != nil {
		return a != "" && filepath.Clean(a) == filepath.Clean(b)
	}
	return os.SameFile(x, y)
}

// mostNotes is how many notes about a brief are told one by one.
const mostNotes = 6

// opened tells what there is to say about a brief that was just opened.
func (w *Window) opened(notes []brief.Note, err error) {
	if err != nil {
		w.failed(err)
		return
	}
	if len(notes) == 0 {
		return
	}
	var lines []string
	for _, n := range notes[:min(len(notes), mostNotes)] {
		lines = append(lines, n.Text)
	}
	if more := len(notes) - len(lines); more > 0 {
		lines = append(lines, say.F("… and %d more of the kind.", more))
	}
	look.Tell(w.window.Canvas(), say.T("About this brief"), strings.Join(lines, "\n"))
}

func (w *Window) newBrief() { w.closeBrief() }

func (w *Window) chooseBrief() { w.picker.File(filepick.Brief, w.Open) }

func (w *Window) closeBrief() { w.leave(w.session.Close) }

func (w *Window) openSample() {
	w.leave(func() {
		w.session.StartWith(w.params.Sample, w.failed)
	})
}

// leave asks about corrections to an import and about unsaved work, where there are any, before the open brief is left.
func (w *Window) leave(then func()) {
	w.leaveImport(func() {
		w.following = nil
		w.leaveBrief(then)
	})
}

func (w *Window) leaveBrief(then func()) {
	if !w.session.Dirty() {
		then()
		return
	}
	look.Ask(w.window.Canvas(), say.T("Save the changes first?"), say.F("“%s” has changes that are not saved yet.", w.title()), say.T("Cancel"),
		look.Answer{Text: say.T("Don’t save"), Lost: true, Do: then},
		look.Answer{Text: say.T("Save"), Do: func() { w.save(then) }})
}

// save saves the brief, under a name that is asked for where it has none; then runs when it is saved.
func (w *Window) save(then func()) {
	if w.session.Path() == "" || w.session.ReadOnly() != "" {
		w.saveAs(then)
		return
	}
	w.session.Save(w.saved(then))
}

func (w *Window) saveAs(then func()) {
	path := w.session.Path()
	if path == "" {
		path = fileName(w.title()) + brief.Extension
	}
	kind := filepick.Brief
	kind.Title = say.T("Save the brief")
	w.picker.Save(kind, path, func(path string) { w.session.SaveAs(path, w.saved(then)) })
}

// saved follows a save: it goes on, or says why not and what else can be done.
func (w *Window) saved(then func()) func(error) {
	return func(err error) {
		switch {
		case err == nil && then != nil:
			w.leaveBrief(then) // which asks again where more was written while the file was
		case errors.Is(err, brief.ErrChanged):
			w.askWhereToSave(say.T("This file was changed by somebody else"), look.Answer{Text: say.T("Replace theirs"), Lost: true}, err, then)
		case errors.Is(err, brief.ErrGone):
			w.askWhereToSave(say.T("This file is no longer there"), look.Answer{Text: say.T("Save it there again")}, err, then)
		case err != nil:
			w.failed(err)
		}
	}
}

// askWhereToSave asks about a file that is not the one that was opened: save to its place all the same, or elsewhere?
func (w *Window) askWhereToSave(title string, anyway look.Answer, why error, then func()) {
	anyway.Do = func() { w.session.SaveAnyway(w.saved(then)) }
	look.Ask(w.window.Canvas(), title, fault.Text(why), say.T("Cancel"), anyway, look.Answer{Text: say.T("Save as…"), Do: func() { w.saveAs(then) }})
}

// unsafe are the characters that some system does not allow in a file's name.
const unsafe = `/\:*?"<>|`

// fileName makes a file's name of a title.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(unsafe, r) {
			return -1
		}
		return r
	}, strings.TrimSuffix(title, "…"))
	if name = strings.Trim(name, " ."); name == "" {
		return say.T("Brief")
	}
	return name
}

// RequestQuit is the one way out: it asks about unsaved work, remembers the window, and closes the brief.
func (w *Window) RequestQuit() {
	if w.quitting {
		return
	}
	if d := w.window.Canvas().Overlays().Top(); d != nil && (w.session.Dirty() || w.importing() != nil) {
		return // something is being asked already, perhaps this
	}
	w.leave(func() {
		w.quitting = true
		size, prefs := w.window.Canvas().Size(), w.params.App.Preferences()
		if !w.window.FullScreen() {
			prefs.SetFloat(prefWidth, float64(size.Width))
			prefs.SetFloat(prefHeight, float64(size.Height))
		}
		for _, j := range w.session.Jobs() {
			j.Cancel()
		}
		w.session.Close()
		w.params.App.Quit()
	})
}

// Left reports whether the window was closed by RequestQuit, after everything that had to be asked.
func (w *Window) Left() bool { return w.quitting }

// onDropped takes files that are dropped on the window: a brief opens, anything else is read as a spreadsheet, one after
// another.
func (w *Window) onDropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 || w.blocked() {
		return
	}
	path := files[0].Path()
	if strings.EqualFold(filepath.Ext(path), brief.Extension) {
		w.Open(path)
		return
	}
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path()
	}
	w.leaveImport(func() { w.importAll(paths) })
}

func (w *Window) chooseSpreadsheet() {
	w.leaveImport(func() { w.picker.File(filepick.Spreadsheet, w.Import) })
}

// read shows what was understood of a file when it has been read: what it does to the brief, where it is a newer state of
// one the brief was made from, or what there is to import.
func (w *Window) read(file string, begin func(done func(*sheet.Reading, error)) *session.Job) {
	readFile(w, file, begin, func(r *sheet.Reading, back func()) {
		if w.renews(r) {
			w.reviewRefresh(r.Workbook, nil, nil)
			return
		}
		w.showImporter(r, back)
	})
}

// readFile reads a file, with a screen for the wait where that takes long, and shows what came of it.
func readFile[T any](w *Window, file string, begin func(done func(T, error)) *session.Job, show func(got T, back func())) {
	w.stopReading()
	isLatest := w.readings.Next()
	back := w.back()
	done := false
	job := begin(func(got T, err error) {
		done = true
		if !isLatest() {
			return
		}
		w.reading, w.waiting = nil, nil
		w.note(err)
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			w.leaveScreen = back
			w.show(importer.NewRefused(file, fault.Text(err), w.chooseSpreadsheet, back))
		default:
			show(got, back)
		}
	})
	if done {
		return
	}
	w.reading = job
	w.params.After(jobPatience, func() {
		if isLatest() && w.reading == job {
			stop := func() { w.stopReading(); back() }
			w.waiting = importer.NewWaiting(file, stop)
			w.waiting.SetProgress(job.Progress())
			w.leaveScreen = stop
			w.show(w.waiting)
		}
	})
}

// stopReading cancels the reading that is under way, if one is; nothing comes of it.
func (w *Window) stopReading() {
	w.readings.Drop()
	if w.reading != nil {
		w.reading.Cancel()
		w.reading, w.waiting = nil, nil
	}
}

// back returns what brings the window back from the importer to where it was, or to the next of several files.
func (w *Window) back() func() {
	return func() {
		if len(w.following) > 0 {
			w.importAll(w.following)
			return
		}
		if w.session.IsOpen() {
			w.show(w.workspace.object)
			if w.workspace.at == sectionStory {
				w.workspace.story.Return()
			}
		} else {
			w.showStart()
		}
	}
}

// failed says in words what could not be done; nil is nothing to say.
func (w *Window) failed(err error) {
	w.note(err)
	if err != nil && !errors.Is(err, context.Canceled) {
		look.Tell(w.window.Canvas(), say.T("That did not work"), fault.Text(err))
	}
}
