package app

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"

	"throughline/app/fault"
	"throughline/app/session"
)

// The notes of defects in the state folder. They say where in the program it happened and hold nothing of a brief.
const (
	crashNote  = "crash.txt"      // the program stopped; nobody was told yet
	crashKept  = "last-crash.txt" // the same, after it was told
	defectNote = "defect.txt"     // work in the background failed, and the program went on
)

// writeNote writes a note of a defect. Where that fails there is nobody to tell: the note is for those who mend it.
func writeNote(dir, name string, defect *session.Panicked) {
	if os.MkdirAll(dir, 0o700) == nil {
		_ = os.WriteFile(filepath.Join(dir, name), []byte(defect.Report()), 0o600)
	}
}

// lastCrash returns the file with the note of a crash that nobody was told of yet, "" where there was none.
func lastCrash(dir string) string {
	kept := filepath.Join(dir, crashKept)
	if os.Rename(filepath.Join(dir, crashNote), kept) != nil {
		return ""
	}
	return kept
}

// keepWork runs the window until it is closed. What is not saved by then, because the toolkit ended the window unasked, is
// written down by rescue. Where the window panics, rescue first writes down what is not saved; then the crash
// is noted in dir, and what is returned says so. A panic of GLFW, under Fyne, is passed on: there was no window yet.
func keepWork(dir string, rescue func() error, run func()) (err error) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		lost := rescue()
		if glfw(p) {
			panic(p)
		}
		defect := session.NewPanicked(p)
		writeNote(dir, crashNote, defect)
		if lost != nil {
			err = fault.New(fault.Internal, "Throughline stopped because of a defect, and what was not saved could not be kept: "+fault.Text(lost), defect)
			return
		}
		err = fault.New(fault.Internal, "Throughline stopped because of a defect; what you wrote is kept, and the next start offers it.", defect)
	}()
	run()
	return rescue() // a brief that was left by the way out has nothing to be kept
}

// glfw reports whether a panic is GLFW's, which has its name in what it says.
func glfw(p any) bool { return strings.Contains(fmt.Sprint(p), "GLFW") }

// endings are the ways in which a system asks a program to end.
var endings = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}

// signalExit is what is added to a signal's number for the exit code of a program that it ended.
const signalExit = 128

// onEnding has rescue run on the window's goroutine when the system asks the program to end, and then end called with the
// usual exit code. A signal that is ignored, as under nohup, stays so. A second one ends the program at once. Fyne hears
// the same signals and ends the window, perhaps first; code has the exit code then.
func onEnding(rescue func() error, end func(code int)) (code <-chan int) {
	asked, codes := make(chan os.Signal, 2), make(chan int, 1)
	for _, s := range endings {
		if !signal.Ignored(s) {
			signal.Notify(asked, s)
		}
	}
	go func() {
		code := signalExit
		if s, ok := (<-asked).(syscall.Signal); ok {
			code += int(s)
		}
		codes <- code
		fyne.Do(func() {
			_ = rescue() // nobody is there to be told
			end(code)
		})
		<-asked
		end(code)
	}()
	return codes
}

// signalDelay is how long a signal that ended the window may take to be heard of here.
const signalDelay = time.Second

// endAs ends the program with the code of the signal that ended the window, if that was what ended it.
func endAs(code <-chan int, end func(code int)) {
	select {
	case c := <-code:
		end(c)
	case <-time.After(signalDelay):
	}
}
