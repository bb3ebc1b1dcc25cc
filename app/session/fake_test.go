package session_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/session"
	"throughline/app/sheet"
)

// rig is a session on fakes: a clock that only Pass moves, a keeper in memory, and a runner that either does work at once
// or holds it until Let.
type rig struct {
	*session.Session
	t      *testing.T
	clock  *clock
	keeper *keeper
	runner *runner
	reader *reader
	events []session.Event
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{
		t: t, clock: &clock{now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)},
		keeper: &keeper{files: map[string]*brief.Brief{}, copies: map[string]*brief.Brief{}, locks: map[string]int{}},
		runner: &runner{}, reader: &reader{},
	}
	r.run(r.runner)
	return r
}

// run begins anew with a session on another runner.
func (r *rig) run(runner session.Runner) {
	ids := 0
	r.Session = session.New(session.Deps{
		Reader: r.reader, Keeper: r.keeper, Runner: runner, Now: func() time.Time { return r.clock.now }, After: r.clock.After,
		NewID: func() string { ids++; return fmt.Sprint("id-", ids) },
	})
	r.Subscribe(func(e session.Event) { r.events = append(r.events, e) })
}

// heard returns the kinds and names of the events since it was last asked.
func (r *rig) heard() []string {
	names := map[session.EventKind]string{
		session.Opened: "opened", session.Closed: "closed", session.Changed: "changed", session.Saved: "saved",
		session.CopyFailed: "copy failed", session.JobStarted: "started", session.JobProgress: "progress", session.JobDone: "done",
	}
	var list []string
	for _, e := range r.events {
		list = append(list, names[e.Kind]+": "+e.Name)
	}
	r.events = nil
	return list
}

func (r *rig) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *rig) headline(text string) {
	r.t.Helper()
	r.must(r.Do("Set headline", func(b *brief.Brief) error { b.Headline = text; return nil }))
}

// result returns a done function and where its error arrives; it starts as errPending.
func result() (*error, func(error)) {
	err := errPending
	return &err, func(e error) { err = e }
}

var errPending = errors.New("not done yet")

// clock is a clock that a test moves.
type clock struct {
	now    time.Time
	timers []*timer
}

type timer struct {
	at time.Time
	f  func()
}

func (c *clock) After(d time.Duration, f func()) func() {
	t := &timer{c.now.Add(d), f}
	c.timers = append(c.timers, t)
	return func() { c.timers = slices.DeleteFunc(c.timers, func(x *timer) bool { return x == t }) }
}

// Pass moves the clock on and fires what is due, in order.
func (c *clock) Pass(d time.Duration) {
	end := c.now.Add(d)
	for {
		var next *timer
		for _, t := range c.timers {
			if !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			break
		}
		c.timers = slices.DeleteFunc(c.timers, func(x *timer) bool { return x == next })
		c.now = next.at
		next.f()
	}
	c.now = end
}

// runner does work at once, or, while it holds, when it is let.
type runner struct {
	hold bool
	held []func()
}

func (r *runner) Go(work, done func()) {
	both := func() { work(); done() }
	if r.hold {
		r.held = append(r.held, both)
		return
	}
	both()
}

func (r *runner) Do(f func()) { f() }

// Let does what was held, in the order it was asked for.
func (r *runner) Let() {
	r.hold = false
	for _, f := range r.held {
		f()
	}
	r.held = nil
}

// keeper keeps briefs in maps.
type keeper struct {
	files    map[string]*brief.Brief
	copies   map[string]*brief.Brief // of this process
	left     []brief.Recovery        // of ended ones
	locks    map[string]int
	readOnly string // for the next Open
	recent   []string
	fail     error // for the next call that can
	panics   bool
	saves    int
	warning  string // of every Save
}

func (k *keeper) failing() error {
	if k.panics {
		panic("secret")
	}
	err := k.fail
	k.fail = nil
	return err
}

func (k *keeper) Open(path string) (*brief.Opened, error) {
	if err := k.failing(); err != nil {
		return nil, err
	}
	b, ok := k.files[path]
	if !ok {
		return nil, fmt.Errorf("no %s", path)
	}
	k.locks[path]++
	return &brief.Opened{Brief: b, Origin: brief.Origin{Path: path, SHA256: b.Headline, ReadOnly: k.readOnly}}, nil
}

func (k *keeper) Save(path string, b *brief.Brief, from brief.Origin, force bool) (brief.Origin, string, error) {
	if err := k.failing(); err != nil {
		return brief.Origin{}, "", err
	}
	if path == from.Path && from.ReadOnly != "" {
		return brief.Origin{}, "", brief.ErrReadOnly
	}
	if old, ok := k.files[path]; ok && !force && old.Headline != from.SHA256 {
		return brief.Origin{}, "", brief.ErrChanged
	}
	if path != from.Path {
		k.locks[path]++
	}
	k.saves++
	k.files[path] = b
	return brief.Origin{Path: path, SHA256: b.Headline}, k.warning, nil
}

func (k *keeper) Release(path string) { k.locks[path]-- }

func (k *keeper) Copy(b *brief.Brief, _ brief.Origin) error {
	if err := k.failing(); err != nil {
		return err
	}
	k.copies[b.ID] = b
	return nil
}

func (k *keeper) Drop(id string) { delete(k.copies, id) }

func (k *keeper) Recoveries() []brief.Recovery { return k.left }

func (k *keeper) Recover(r brief.Recovery) (*brief.Opened, error) {
	b := brief.New(r.ID)
	b.Headline = r.Title
	return &brief.Opened{Brief: b, Origin: brief.Origin{Path: r.Path}}, nil
}

func (k *keeper) Forget(r brief.Recovery) error {
	k.left = slices.DeleteFunc(k.left, func(x brief.Recovery) bool { return x == r })
	return nil
}

func (k *keeper) Recent() []brief.Recent { return nil }

func (k *keeper) Visit(path, _ string) { k.recent = append(k.recent, path) }

func (k *keeper) Unlist(string) {}

// reader answers a workbook of one table with one metric.
type reader struct {
	recipes []brief.Recipe               // that Understand was last given
	format  brief.TextFormat             // that Open was last given
	during  func(progress func(float64)) // runs within Open
}

func (r *reader) Paste(_ context.Context, text, name string) (*sheet.Workbook, error) {
	return &sheet.Workbook{File: name, SHA256: text, Sheets: []*sheet.Sheet{{}}}, nil
}

func (r *reader) Open(ctx context.Context, path string, format brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	r.format = format
	if r.during != nil {
		r.during(progress)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &sheet.Workbook{Path: path, File: "metrics.csv", SHA256: "1", Sheets: []*sheet.Sheet{{}}}, nil
}

func (r *reader) Understand(_ context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	r.recipes = recipes
	return &sheet.Reading{Workbook: wb, Tables: []*sheet.Table{oneTable(wb)}}, nil
}
