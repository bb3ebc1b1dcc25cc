// Package app puts the parts together and runs the window: the theme, the session with what it needs to read, keep and
// work in the background, and the way in and out. It is the only package that knows everything, so it does little:
// only the wiring belongs here.
package app

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/command"
	"throughline/app/ingest"
	"throughline/app/session"
	"throughline/app/sheet"
	"throughline/app/store"
	"throughline/app/ui"
	"throughline/app/ui/filepick"
	"throughline/assets"
)

// id names the program to the desktop, and its preferences.
const id = "io.throughline.app"

// heapGrowth is how far the heap grows between two collections, in per cent of what is live. A page picture and a brief's
// review are garbage at each key, so the usual 100 keeps as much again as the window needs; collecting sooner costs some
// per cent of a key's time.
const heapGrowth = 60

// Run opens the window and returns when it is closed. With a path it opens that brief, otherwise the start screen, which
// also offers unsaved work that an ended process left behind.
func Run(path string) error {
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(dir, 0o700) // Fyne makes its own folder in there, and complains on a fresh account that has none
	}
	keepQuietWithoutBus()
	debug.SetGCPercent(heapGrowth)
	a := fyneapp.NewWithID(id)
	a.SetIcon(fyne.NewStaticResource("throughline.png", assets.Icon))
	s := session.New(session.Deps{
		Reader: reader{}, Keeper: store.New(stateDir(), time.Now), Runner: runner{},
		Now: time.Now, After: after, NewID: rand.Text,
	})
	w := ui.New(ui.Params{
		App: a, Version: command.Version, Session: s, Runner: runner{}, Now: time.Now, After: after, NewID: rand.Text, Sample: sample, WriteFile: store.WriteFile,
		Trace:    openTrace(),
		OnDefect: func(p *session.Panicked) { writeNote(stateDir(), defectNote, p) }, Crashed: lastCrash(stateDir()),
		Picker: func(w fyne.Window) filepick.Picker { return filepick.Native(w, a.Preferences(), runner{}) },
	})
	if path != "" {
		a.Lifecycle().SetOnStarted(func() { w.OpenNamed(path) })
	}
	code := onEnding(s.Rescue, os.Exit)
	err := keepWork(stateDir(), s.Rescue, func() {
		w.Window().Show()
		a.Run()
	})
	if err == nil && !w.Left() {
		endAs(code, os.Exit)
	}
	return err
}

// reader is package ingest as the session wants it.
type reader struct{}

// Open implements session.Reader.
func (reader) Open(ctx context.Context, path string, format brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	return book.OpenAs(ctx, path, format, progress)
}

// Paste implements session.Reader.
func (reader) Paste(ctx context.Context, text, name string) (*sheet.Workbook, error) {
	return book.Paste(ctx, text, name)
}

// Understand implements session.Reader.
func (reader) Understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	return ingest.Understand(ctx, wb, recipes...)
}

// runner runs work on a goroutine of its own and comes back to Fyne's.
type runner struct{}

// Go implements session.Runner. A panic in work that is not under session.Guard goes on in the window's goroutine, where
// what is not saved is written down before the program ends.
func (runner) Go(work, done func()) {
	go func() {
		err := session.Guard(func() error {
			work()
			return nil
		})
		fyne.Do(func() {
			if err != nil {
				panic(err)
			}
			done()
		})
	}()
}

// Do implements session.Runner.
func (runner) Do(f func()) { fyne.Do(f) }

// after is the session's and the window's timer.
func after(d time.Duration, f func()) (stop func()) {
	stopped := false // read and written on Fyne's goroutine alone
	timer := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// stateDir is where recovery copies and the list of recent files lie: the place each system has for what a program
// remembers but a person never opens.
func stateDir() string {
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "throughline")
		}
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, ".local", "state", "throughline")
		}
	}
	if dir, err := os.UserConfigDir(); err == nil {
		return filepath.Join(dir, "Throughline")
	}
	return filepath.Join(os.TempDir(), "throughline")
}
