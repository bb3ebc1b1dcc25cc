package ui

import "testing"

// Work that is done within paintDelay is shown at once and once; work that takes longer is shown when its runner says so.
func TestQuickWorkIsShownAtOnceAndSlowWorkOnce(t *testing.T) {
	var later []func()
	run := soon(func(work, done func()) {
		go work()
		later = append(later, done)
	})
	shown := 0
	run(func() {}, func() { shown++ })
	if shown != 1 {
		t.Fatalf("quick work was shown %d times when the window went on, want once", shown)
	}
	wait := make(chan struct{})
	run(func() { <-wait }, func() { shown++ })
	if shown != 1 {
		t.Fatal("unfinished work was shown")
	}
	close(wait)
	for _, done := range later {
		done()
	}
	if shown != 2 {
		t.Errorf("two works were shown %d times", shown)
	}
}
