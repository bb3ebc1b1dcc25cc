package session

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Panicked is a defect of the program that ended a piece of work, and not the program with the brief in it. Its sentence is
// fault.Text's general one; Report is for those who mend the defect.
type Panicked struct {
	value any
	stack []byte
}

// NewPanicked returns the error for a value that was recovered, with the stack of the goroutine that panicked. It is called
// in the deferred function that recovers.
func NewPanicked(value any) *Panicked {
	if p, ok := value.(*Panicked); ok {
		return p // of another goroutine, where it began
	}
	return &Panicked{value: value, stack: debug.Stack()}
}

// Error names the kind of defect, without any of the brief's text: what a panic says may hold some, unless the Go runtime
// says it.
func (p *Panicked) Error() string {
	if err, ok := p.value.(runtime.Error); ok {
		return "panic: " + err.Error()
	}
	return fmt.Sprintf("panic: a %T", p.value)
}

// Report returns what a note of the defect says: its kind and where it happened.
func (p *Panicked) Report() string { return p.Error() + "\n\n" + string(p.stack) }

// Guard does work, a piece that runs off the window's goroutine, and returns its error; where work panics, that is a
// *Panicked.
func Guard(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = NewPanicked(p)
		}
	}()
	return work()
}
