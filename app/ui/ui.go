// Package ui is the window: its bars, its menus and commands, and the places where the screen areas stand. It wires the
// areas to the session and to each other; each area is a package of its own below this one and knows none of the others.
// It computes nothing of the brief itself.
//
//	menus, shortcuts, palette ─▶ Registry ─▶ Window (files, import, export, check) ─▶ session
//	session ── events ─▶ Window ─▶ story, evidence, data, bars        the snapshot, at once
//	                     Window ─▶ reviewer ── off the goroutine ─▶ preview, ledger, findings, dots
//
// Everything here belongs to the window's goroutine.
package ui

import (
	"errors"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/filepick"
	"throughline/app/ui/importer"
	"throughline/app/ui/look"
)

// Params is what the window needs. All fields but Crashed and Trace are required.
type Params struct {
	App     fyne.App
	Version string
	Session *session.Session
	Runner  session.Runner
	Now     func() time.Time
	// After calls f once on the window's goroutine after d, unless stop is called before.
	After func(d time.Duration, f func()) (stop func())
	// Picker asks for files. It is made for a window, which does not exist before New.
	Picker func(fyne.Window) filepick.Picker
	// Sample makes the sample brief.
	Sample func() (*brief.Brief, error)
	// WriteFile writes a file whole or not at all; its errors are explained. Without one the file is there, and warning says
	// what is not as it should be all the same.
	WriteFile func(path string, write func(io.Writer) error) (warning string, err error)
	// NewID returns a fresh random name for a brief.
	NewID func() string
	// Crashed is the file that notes how the program stopped unexpectedly the last time; "" where it did not.
	Crashed string
	// OnDefect is called with a defect that ended work in the background.
	OnDefect func(*session.Panicked)
	// Trace, where it is set, gets a line of JSON each time the picture of a page is put up on the live page.
	Trace io.Writer
}

// Window is the program's one window.
type Window struct {
	params   Params
	session  *session.Session
	window   fyne.Window
	picker   filepick.Picker
	commands *Registry

	body      *fyne.Container // the start screen, the workspace, or the importer
	float     *look.Float
	workspace *workspace // nil until a brief is open

	reviewer *reviewer
	review   review
	pageOld  bool   // the latest text could not be laid out
	settle   func() // stops the timer that waits for the typing to rest
	quitting bool

	documents int               // how often another document took the place of the one before, or none
	decks     session.Latest    // laid out to be presented
	readings  session.Latest    // of spreadsheets
	reading   *session.Job      // of the spreadsheet that is being read; nil where none is
	waiting   *importer.Waiting // shown while that takes long

	following   []string        // files that were dropped together and are not imported yet
	pending     *pendingRefresh // a review that was left to edit a sentence
	leaveScreen func()          // leaves the screen that stands in for the workspace, on Escape; nil where that asks first
}

// Names of what is remembered from one run to the next.
const (
	prefWidth      = "window.width"
	prefHeight     = "window.height"
	prefSplit      = "window.split"
	prefPage       = "window.page"
	prefAppearance = "appearance"
	prefExport     = "export.folder"
)

// New returns the window, not yet shown, on the start screen.
func New(p Params) *Window {
	p.App.Settings().SetTheme(look.NewTheme(look.Mode(p.App.Preferences().StringWithFallback(prefAppearance, string(look.Light)))))
	w := &Window{params: p, session: p.Session, window: p.App.NewWindow("Throughline"), float: look.NewFloat()}
	w.picker = p.Picker(w.window)
	w.reviewer = &reviewer{run: soon(p.Runner.Go), done: w.onReviewed, failed: w.pageFailed, day: p.Session.Today}
	w.body = container.NewStack()
	w.commands = NewRegistry(w.blocked, w.makeCommands()...)
	w.window.SetMaster()
	w.window.SetPadded(false)
	w.window.SetMainMenu(w.commands.MainMenu())
	w.window.SetContent(container.NewStack(look.NewFill(look.Ground), w.body, w.float.Object()))
	w.window.Canvas().AddShortcut(ctrlShift(fyne.KeyZ), func(s fyne.Shortcut) { w.commands.RunShortcut(s) })
	w.window.Canvas().SetOnTypedRune(w.typedRune)
	prefs := p.App.Preferences()
	w.window.Resize(fyne.NewSize(float32(prefs.FloatWithFallback(prefWidth, 1280)), float32(prefs.FloatWithFallback(prefHeight, 800))))
	w.window.SetCloseIntercept(w.RequestQuit)
	w.window.SetOnDropped(w.onDropped)
	w.session.Subscribe(w.onEvent)
	w.showStart()
	return w
}

// Window returns Fyne's window.
func (w *Window) Window() fyne.Window { return w.window }

// Commands returns the registry behind menus, shortcuts and palette.
func (w *Window) Commands() *Registry { return w.commands }

// blocked reports whether something stands above the window that has to be answered first.
func (w *Window) blocked() bool { return w.window.Canvas().Overlays().Top() != nil }

// show shows a screen. Who wants Escape to leave it sets leaveScreen first.
func (w *Window) show(o fyne.CanvasObject) {
	leave := w.leaveScreen
	w.leaveScreen = nil
	w.window.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape && leave != nil {
			leave()
		}
		w.plainKey(k.Name)
	})
	w.body.Objects = []fyne.CanvasObject{o}
	o.Show()
	if w.workspace != nil && o != w.workspace.object { // it stays where the window knows it, or another theme would not reach it
		w.workspace.object.Hide()
		w.body.Objects = append(w.body.Objects, w.workspace.object)
	}
	w.body.Refresh()
	w.float.Clear()
	w.keepFocus()
	w.refreshCommands()
}

// onEvent follows the session.
func (w *Window) onEvent(e session.Event) {
	switch e.Kind {
	case session.Opened:
		w.dropResults()
		w.openWorkspace(e.Brief)
	case session.Closed:
		w.dropResults()
		w.showStart()
	case session.Changed:
		if w.workspace != nil {
			w.workspace.refresh(e.Brief)
			w.reviewer.ask(e.Brief)
			w.restartTypingTimer()
		}
	case session.Saved:
		w.workspace.status.say(e.Warning)
	case session.CopyFailed:
		if w.workspace != nil {
			w.workspace.status.say(fault.Text(e.Err))
		}
	case session.JobStarted, session.JobProgress, session.JobDone:
		w.onJob(e)
	}
	w.keepFocus()
	w.refreshTitle()
	w.refreshCommands()
}

// dropResults makes nothing of what is under way for the brief that was open until now.
func (w *Window) dropResults() {
	w.documents++
	w.reviewer.drop()
	w.decks.Drop()
	w.stopReading()
}

// run runs work off the window's goroutine, then done on it. A defect in work is told, and done does not run.
func (w *Window) run(work, done func()) {
	var err error
	w.params.Runner.Go(func() {
		err = session.Guard(func() error {
			work()
			return nil
		})
	}, func() {
		if err != nil {
			w.failed(err)
			return
		}
		done()
	})
}

// note keeps the report of a defect, where that is what went wrong.
func (w *Window) note(err error) {
	var defect *session.Panicked
	if errors.As(err, &defect) {
		w.params.OnDefect(defect)
	}
}

// openWorkspace shows the workspace on a brief; it is built when the first one opens.
func (w *Window) openWorkspace(b *brief.Brief) {
	if w.workspace == nil {
		w.workspace = newWorkspace(w)
	}
	w.review, w.pending = review{brief: b}, nil
	w.workspace.open(b)
	w.show(w.workspace.object)
	w.reviewer.ask(b)
	w.restartTypingTimer()
	w.workspace.story.FocusFirst()
}

// resting is how long no key is struck before new findings appear under the field that is being written.
const resting = 700 * time.Millisecond

func (w *Window) restartTypingTimer() {
	if w.settle != nil {
		w.settle()
	}
	w.settle = w.params.After(resting, func() {
		w.settle = nil
		w.workspace.show(w.review, true)
	})
}

// onReviewed shows what was found out about a snapshot of the open brief.
func (w *Window) onReviewed(r review) {
	first := !w.review.made()
	w.review = r
	if w.pageOld {
		w.pageOld = false
		w.workspace.status.say("")
	}
	w.workspace.show(r, first || w.settle == nil)
	w.keepFocus()
	if first {
		w.refreshCommands()
	}
}

// pageFailed says that the page is not of the text as it is now, because of a defect.
func (w *Window) pageFailed(err error) {
	w.pageOld = true
	w.note(err)
	w.workspace.status.say(say.T("The page is older than your text: the text cannot be laid out. Undo the last change, or write it another way."))
}

// refreshTitle shows the brief's name and whether it is saved.
func (w *Window) refreshTitle() {
	if !w.session.IsOpen() {
		w.window.SetTitle("Throughline")
		return
	}
	name := w.title()
	mark := ""
	if w.session.Dirty() {
		mark = " •"
	}
	w.window.SetTitle(say.F("%s%s – Throughline", name, mark))
	if w.workspace != nil {
		w.workspace.top.refresh(name, w.session)
	}
}

// titleWords is how much of a headline stands for the name of a brief that has no file.
const titleWords = 6

// title returns what the brief is called: by its file, or by its headline as it prints.
func (w *Window) title() string {
	b := w.session.Brief()
	if w.session.Path() != "" || b.Headline == "" {
		return w.session.Title()
	}
	words := strings.Fields(figure.New(b).Field("headline", b.Headline).String())
	if len(words) > titleWords {
		return strings.Join(words[:titleWords], " ") + "…"
	}
	return strings.Join(words, " ")
}

func (w *Window) refreshCommands() {
	undo, redo := say.T("Undo"), say.T("Redo")
	if name := w.session.UndoName(); name != "" {
		undo = say.F("Undo %s", say.Within(name))
	}
	if name := w.session.RedoName(); name != "" {
		redo = say.F("Redo %s", say.Within(name))
	}
	if w.importing() != nil {
		undo, redo = say.T("Undo the correction"), say.T("Redo the correction")
	}
	w.commands.SetLabel("edit.undo", undo)
	w.commands.SetLabel("edit.redo", redo)
	w.commands.Refresh()
}
