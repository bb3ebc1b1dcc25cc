package ui

import "time"

// moment is how long the window waits for work that is mostly done sooner. It is a fraction of what painting the window
// takes, and spares painting it twice.
const moment = 20 * time.Millisecond

// soon carries work off the window's goroutine as run does, and gives it a moment: what is through by then is shown in the
// same picture of the window as the key that asked for it. What takes longer comes when it comes, as ever.
func soon(run func(work, done func())) func(work, done func()) {
	return func(work, done func()) {
		finished, told := make(chan struct{}), false
		once := func() {
			if !told { // read and written on the window's goroutine alone
				told = true
				done()
			}
		}
		run(func() {
			defer close(finished)
			work()
		}, once)
		patience := time.NewTimer(moment)
		defer patience.Stop()
		select {
		case <-finished:
			once()
		case <-patience.C:
		}
	}
}
