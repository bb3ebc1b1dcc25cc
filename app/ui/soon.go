package ui

import "time"

// paintDelay is how long the window waits for work that is mostly done sooner. It is a fraction of what painting the window
// takes, and spares painting it twice.
const paintDelay = 20 * time.Millisecond

// soon carries work off the window's goroutine as run does, and waits for it for paintDelay: what is done by then is
// shown in the same picture of the window as the key that asked for it. The result of slower work is delivered by run.
// done runs once, whichever way comes first.
func soon(run func(work, done func())) func(work, done func()) {
	return func(work, done func()) {
		finished, delivered := make(chan struct{}), false
		deliver := func() {
			if !delivered { // read and written on the window's goroutine alone
				delivered = true
				done()
			}
		}
		run(func() {
			defer close(finished)
			work()
		}, deliver)
		delay := time.NewTimer(paintDelay)
		defer delay.Stop()
		select {
		case <-finished:
			deliver()
		case <-delay.C:
		}
	}
}
