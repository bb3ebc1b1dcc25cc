// Package fault is how an error reaches a person: one plain sentence that says what happened and what to do, with the
// kind that decides the exit code. Every other package wraps the errors it can explain in an Error; what reaches the
// top unwrapped is a defect. Of the program it imports the door for sentences alone.
package fault

import (
	"errors"

	"throughline/app/say"
)

// Kind sorts errors by what the caller did and can do.
type Kind uint8

// The kinds.
const (
	Internal   Kind = iota // a defect of the program
	Findings               // the brief has errors to mend, or a number drifted
	Usage                  // wrong arguments
	Unreadable             // an input cannot be read
	Unwritable             // an output cannot be written
)

// Code returns the exit code of a command that ends with an error of the kind (SPEC §10).
func (k Kind) Code() int {
	return [...]int{Internal: 1, Findings: 1, Usage: 2, Unreadable: 3, Unwritable: 4}[k]
}

// Error is an explained error.
type Error struct {
	Kind Kind
	Text string // the sentence: what happened, and what to do
	Err  error  // the cause, for logs and errors.Is; may be nil
}

// New returns an explained error; text is a whole sentence and cause may be nil. A sentence without arguments may be made
// before the language is known: it is translated where it is read.
func New(kind Kind, text string, cause error) *Error {
	return &Error{Kind: kind, Text: text, Err: cause}
}

// Error returns the sentence alone: the cause is for errors.Is and logs, never for people.
func (e *Error) Error() string { return say.T(e.Text) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Text returns the sentence to show for any error; for one that nobody explained, a general one.
func Text(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Error()
	}
	return say.T("Something went wrong inside Throughline; your brief is unchanged. Try again, and save a copy first.")
}

// KindOf returns the kind of an explained error, Internal for any other.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
