package app

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/session"
	"throughline/app/store"
)

// openOn returns a session that keeps its work under dir, with something typed a moment ago.
func openOn(t *testing.T, dir string) *session.Session {
	t.Helper()
	s := session.New(session.Deps{
		Reader: reader{}, Keeper: store.New(dir, time.Now), Runner: runner{}, Now: time.Now, After: after,
		NewID: func() string { return "new" },
	})
	s.Start(brief.New("brief"))
	if err := s.Type("headline", "Typed a moment ago"); err != nil {
		t.Fatal(err)
	}
	return s
}

// keptIn returns the headlines of the recovery copies under dir, read as the next start reads them.
func keptIn(t *testing.T, dir string) []string {
	t.Helper()
	copies, err := filepath.Glob(filepath.Join(dir, "recovery", "*"+brief.Extension))
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, file := range copies {
		opened, err := store.New(t.TempDir(), time.Now).Open(file)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, opened.Brief.Headline)
	}
	return kept
}

func TestAPanicInTheWindowKeepsTheWork(t *testing.T) {
	test.NewTempApp(t)
	var nobody *session.Session
	for name, run := range map[string]func(){
		"callback": func() { panic("Typed a moment ago") },
		"nil":      func() { nobody.Undo() },
		"job":      func() { comeBack(func() { panic("Typed a moment ago") }) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openOn(t, dir)
			err := keepWork(dir, s.Rescue, run)
			if err == nil || !strings.Contains(err.Error(), "what you wrote is kept") {
				t.Errorf("it ends with %v", err)
			}
			if got := keptIn(t, dir); len(got) != 1 || got[0] != "Typed a moment ago" {
				t.Errorf("kept is %q", got)
			}
			note, err := os.ReadFile(filepath.Join(dir, crashNote))
			if err != nil || !strings.Contains(string(note), "crash_test.go") || strings.Contains(string(note), "moment ago") {
				t.Errorf("the note is %q (%v), want the place in the program and nothing else", note, err)
			}
			if info, err := os.Stat(filepath.Join(dir, crashNote)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the note has the mode %v (%v)", info.Mode(), err)
			}
			if lastCrash(dir) == "" || lastCrash(dir) != "" {
				t.Error("the crash is not told once")
			}
		})
	}
}

// comeBack does work on another goroutine and comes back to this one with its panic, as the runner does.
func comeBack(work func()) {
	failed := make(chan error)
	go func() {
		failed <- session.Guard(func() error {
			work()
			return nil
		})
	}()
	if err := <-failed; err != nil {
		panic(err)
	}
}

// Fyne ends the window at a signal too, and may be first.
func TestAWindowThatIsEndedUnaskedKeepsTheWork(t *testing.T) {
	test.NewTempApp(t)
	dir := t.TempDir()
	s := openOn(t, dir)
	if err := keepWork(dir, s.Rescue, func() {}); err != nil || lastCrash(dir) != "" {
		t.Errorf("it ends with %v", err)
	}
	if got := keptIn(t, dir); len(got) != 1 || got[0] != "Typed a moment ago" {
		t.Errorf("kept is %q", got)
	}
	code, ended := make(chan int, 1), 0
	code <- 143
	endAs(code, func(c int) { ended = c })
	if ended != 143 {
		t.Errorf("the exit code is %d", ended)
	}
}

func TestASignalKeepsTheWork(t *testing.T) {
	test.NewTempApp(t)
	dir := t.TempDir()
	s := openOn(t, dir)
	code := make(chan int, 1)
	var once sync.Once
	onEnding(s.Rescue, func(c int) { once.Do(func() { code <- c }) })
	me, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := me.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if got := <-code; got != 128+int(syscall.SIGTERM) {
		t.Errorf("the exit code is %d", got)
	}
	if got := keptIn(t, dir); len(got) != 1 || got[0] != "Typed a moment ago" {
		t.Errorf("kept is %q", got)
	}
}
