package session_test

import (
	"fmt"
	"time"

	"throughline/app/brief"
	"throughline/app/session"
)

func Example() {
	s := session.New(session.Deps{
		Reader: &reader{}, Keeper: &keeper{}, Runner: &runner{}, Now: time.Now, // of tests; the app has the real ones
		After: func(time.Duration, func()) func() { return func() {} }, NewID: func() string { return "fresh" },
	})
	s.Subscribe(func(e session.Event) {
		if e.Kind == session.Changed {
			fmt.Println("changed:", e.Name)
		}
	})
	s.Start(brief.New("example"))
	if err := s.Do("set the headline", func(b *brief.Brief) error {
		b.Headline = "Extend the nudges to every trial"
		return nil
	}); err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%q, to undo: %s\n", s.Brief().Headline, s.UndoName())
	s.Undo()
	fmt.Printf("%q\n", s.Brief().Headline)
	// Output:
	// changed: set the headline
	// "Extend the nudges to every trial", to undo: set the headline
	// changed: Undo set the headline
	// ""
}
