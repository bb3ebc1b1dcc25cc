package ui

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"throughline/app/brief"
)

// scatter is a runner that lets a test end work in any order: at once, where it was asked for, or when step chooses it.
type scatter struct {
	rng  *rand.Rand
	held []func()
}

func newScatter(seed uint64) *scatter { return &scatter{rng: rand.New(rand.NewPCG(seed, 1))} }

func (s *scatter) Go(work, done func()) {
	if s.rng.IntN(3) == 0 {
		work()
		done()
		return
	}
	s.held = append(s.held, func() {
		work()
		if s.rng.IntN(2) == 0 {
			done()
			return
		}
		s.held = append(s.held, done) // the work is done, and the window does not know yet
	})
}

func (s *scatter) Do(f func()) { s.held = append(s.held, f) }

// step ends one of the works under way and reports whether there was one.
func (s *scatter) step() bool {
	if len(s.held) == 0 {
		return false
	}
	i := s.rng.IntN(len(s.held))
	f := s.held[i]
	s.held = append(s.held[:i], s.held[i+1:]...)
	f()
	return true
}

// settle ends all work.
func (s *scatter) settle() {
	for s.step() {
	}
}

func TestReviewsAreShownInTheOrderOfTheirSnapshots(t *testing.T) {
	for seed := range uint64(500) {
		s := newScatter(seed)
		var shown []int
		r := &reviewer{run: s.Go, make: makeReview, day: func() time.Time { return time.Time{} }}
		dropped := -1
		r.done = func(v review) {
			n, _ := strconv.Atoi(v.brief.ID)
			if n <= dropped || len(shown) > 0 && n <= shown[len(shown)-1] {
				t.Fatalf("seed %d: review %d is shown after %v; %d and those before were dropped", seed, n, shown, dropped)
			}
			shown = append(shown, n)
		}
		asked := 3 + s.rng.IntN(5)
		for i := range asked {
			r.ask(brief.New(strconv.Itoa(i)))
			if s.rng.IntN(2) == 0 {
				s.step()
			}
			if i < asked-1 && s.rng.IntN(6) == 0 {
				r.drop()
				dropped = i
			}
		}
		s.settle()
		if last := shown[len(shown)-1]; last != asked-1 {
			t.Fatalf("seed %d: review %d stays in sight, want the last, %d", seed, last, asked-1)
		}
	}
}

func TestAQuickReviewIsNotCoveredByTheSlowOneBefore(t *testing.T) {
	finish, queue := make(chan struct{}), make(chan func(), 2)
	slow := true
	var shown []string
	r := &reviewer{make: makeReview, day: func() time.Time { return time.Time{} }, failed: func(err error) { t.Error(err) }, done: func(v review) { shown = append(shown, v.brief.Headline) }}
	r.run = soon(func(work, done func()) {
		wait := slow
		slow = false
		go func() {
			if wait {
				<-finish
			}
			work()
			queue <- done
		}()
	})
	for _, headline := range []string{"By 20", "By 2026-12-15"} {
		b := brief.New("a")
		b.Headline = headline
		r.ask(b)
	}
	close(finish)
	for range 2 {
		(<-queue)()
	}
	if len(shown) != 2 || shown[1] != "By 2026-12-15" {
		t.Errorf("shown in this order: %q; the last one stays on the page", shown)
	}
}
