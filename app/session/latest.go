package session

// Latest tells the newest of the results of one kind of work from those that were overtaken. Work that is asked for again
// before it is done may come back in any order, and to a window that shows another brief by then; a result that is not of
// the latest request is dropped. The zero value is ready; it belongs to the window's goroutine.
type Latest struct{ number uint64 }

// Next begins a request, which overtakes all before it. isLatest reports whether it was not overtaken or dropped since; a
// result is shown only then.
func (l *Latest) Next() (isLatest func() bool) {
	l.number++
	mine := l.number
	return func() bool { return mine == l.number }
}

// Drop makes nothing of the results of all requests so far.
func (l *Latest) Drop() { l.number++ }

// Run runs work through run, a Runner's Go, as the latest request; done runs only if it still is.
func (l *Latest) Run(run func(work, done func()), work, done func()) {
	isLatest := l.Next()
	run(work, func() {
		if isLatest() {
			done()
		}
	})
}
