package ui

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/session"
	"throughline/app/sheet"
	"throughline/app/ui/filepick"
	"throughline/app/ui/look"
)

// inline runs all work at once, where it is asked for.
type inline struct{}

func (inline) Go(work, done func()) { work(); done() }
func (inline) Do(f func())          { f() }

// shelf keeps briefs in memory.
type shelf struct {
	left    []brief.Recovery // that ended processes left behind
	files   map[string]*brief.Brief
	failed  error  // what Save answers
	warning string // of a Save that does not fail

	forgotten int // how often unsaved work was thrown away
}

func (k *shelf) Open(path string) (*brief.Opened, error) {
	b, ok := k.files[path]
	if !ok {
		return nil, fault.New(fault.Unreadable, "There is no such brief.", nil)
	}
	return &brief.Opened{Brief: b, Origin: brief.Origin{Path: path}}, nil
}

func (k *shelf) Save(path string, b *brief.Brief, _ brief.Origin, _ bool) (brief.Origin, string, error) {
	if k.failed != nil {
		return brief.Origin{}, "", k.failed
	}
	k.files[path] = b
	return brief.Origin{Path: path}, k.warning, nil
}
func (k *shelf) Release(string)                        {}
func (k *shelf) Copy(*brief.Brief, brief.Origin) error { return nil }
func (k *shelf) Drop(string)                           {}
func (k *shelf) Recoveries() []brief.Recovery          { return k.left }
func (k *shelf) Recover(r brief.Recovery) (*brief.Opened, error) {
	b := brief.New(r.ID)
	b.Headline = r.Title
	return &brief.Opened{Brief: b, Origin: brief.Origin{Path: r.Path}}, nil
}
func (k *shelf) Forget(brief.Recovery) error { k.forgotten++; return nil }
func (k *shelf) Recent() []brief.Recent      { return nil }
func (k *shelf) Visit(string, string)        {}
func (k *shelf) Unlist(string)               {}

// books answers one workbook, or why not.
type books struct {
	opened []string
	err    error
}

func (r *books) Paste(_ context.Context, text, name string) (*sheet.Workbook, error) {
	r.opened = append(r.opened, text)
	if r.err != nil {
		return nil, r.err
	}
	return &sheet.Workbook{File: name, Sheets: []*sheet.Sheet{{}}}, nil
}

func (r *books) Open(_ context.Context, path string, _ brief.TextFormat, _ func(float64)) (*sheet.Workbook, error) {
	r.opened = append(r.opened, path)
	if r.err != nil {
		return nil, r.err
	}
	return &sheet.Workbook{Path: path, File: "metrics.xlsx", Sheets: []*sheet.Sheet{{Name: "Funnel"}}}, nil
}

func (r *books) Understand(_ context.Context, wb *sheet.Workbook, _ ...brief.Recipe) (*sheet.Reading, error) {
	return &sheet.Reading{Workbook: wb}, nil
}

// desk is a window under test with everything it stands on.
type desk struct {
	*Window
	t      testing.TB
	shelf  *shelf
	books  *books
	reader session.Reader // what reads files; books unless a test says otherwise
	timers []func()
	now    time.Time

	defects []string // that ended work in the background
}

// reads is a reader that reads with whatever the test says.
type reads struct{ d *desk }

func (r reads) Open(ctx context.Context, path string, f brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	return r.d.reader.Open(ctx, path, f, progress)
}

func (r reads) Paste(ctx context.Context, text, name string) (*sheet.Workbook, error) {
	return r.d.reader.Paste(ctx, text, name)
}

func (r reads) Understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error) {
	return r.d.reader.Understand(ctx, wb, recipes...)
}

const chosenFile = "/briefs/chosen.brief"

func newDesk(t testing.TB, mode look.Mode) *desk { return newDeskOn(t, mode, inline{}, inline{}) }

// newDeskOn returns a desk whose work off the window's goroutine goes through runners of the test's: that of the session,
// which waits for the file work before it, and that of the window.
func newDeskOn(t testing.TB, mode look.Mode, files, runner session.Runner) *desk {
	t.Helper()
	d := &desk{t: t, shelf: &shelf{files: map[string]*brief.Brief{}}, books: &books{}, now: time.Date(2026, 11, 21, 10, 42, 0, 0, time.UTC)}
	d.reader = d.books
	a := test.NewTempApp(t)
	a.Preferences().SetString(prefAppearance, string(mode))
	now := func() time.Time { return d.now }
	s := session.New(session.Deps{Reader: reads{d}, Keeper: d.shelf, Runner: files, Now: now, After: d.after, NewID: func() string { return "new" }})
	d.Window = New(Params{
		App: a, Version: "1", Session: s, Runner: runner, Now: now, After: d.after, NewID: func() string { return "fresh" },
		Picker:    func(fyne.Window) filepick.Picker { return filepick.Fixed(chosenFile) },
		Sample:    func() (*brief.Brief, error) { return written(), nil },
		WriteFile: func(string, func(io.Writer) error) (string, error) { return "", nil },
		OnDefect:  func(p *session.Panicked) { d.defects = append(d.defects, p.Report()) },
	})
	t.Cleanup(d.window.Close)
	return d
}

func (d *desk) after(_ time.Duration, f func()) func() {
	i := len(d.timers)
	d.timers = append(d.timers, f)
	return func() { d.timers[i] = nil }
}

// run runs a command as its menu item would.
func (d *desk) run(id string) {
	d.t.Helper()
	if !d.commands.Run(id) {
		d.t.Fatalf("%s cannot run now", id)
	}
}

// press presses the button of that label in the dialog on top.
func (d *desk) press(label string) {
	d.t.Helper()
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		d.t.Fatalf("no dialog is open to press %q in", label)
	}
	var labels []string
	for _, o := range test.LaidOutObjects(top) {
		if b, ok := o.(*look.Button); ok {
			labels = append(labels, b.Text())
			if b.Text() == label {
				test.Tap(b)
				return
			}
		}
	}
	d.t.Fatalf("the dialog has no button %q, only %s", label, strings.Join(labels, ", "))
}

// type_ types a text as a keyboard does: what has the focus gets each letter, a space as a key as well, and where nothing
// has it the window does.
func (d *desk) type_(text string) {
	d.t.Helper()
	for _, r := range text {
		if r == ' ' {
			d.key(fyne.KeySpace)
		}
		c := d.window.Canvas()
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		} else if c.OnTypedRune() != nil {
			c.OnTypedRune()(r)
		}
	}
}

func (d *desk) key(names ...fyne.KeyName) {
	for _, n := range names {
		c, e := d.window.Canvas(), &fyne.KeyEvent{Name: n}
		if f := c.Focused(); f != nil {
			f.TypedKey(e)
		} else if c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// written is a brief with two metrics and a story in figures.
func written() *brief.Brief {
	b := brief.New("written")
	b.Sources = []*brief.Source{{ID: "s", File: "metrics.xlsx", Sheet: "Funnel", Range: "A1:D3"}}
	add := func(name string, u metric.Unit, values ...float64) {
		s := &metric.Series{Source: "s", Sheet: "Funnel"}
		for i, v := range values {
			s.Points = append(s.Points, metric.Point{Period: metric.MonthOf(2026, time.August).Add(i), Value: v, Cell: sheet.Address(2, 2+i)})
		}
		b.Metrics = append(b.Metrics, &metric.Metric{ID: name, Name: name, Unit: u, Polarity: metric.HigherBetter, Series: []*metric.Series{s}})
	}
	add("ARR", metric.Unit{Kind: metric.Currency, Currency: "USD"}, 11.8e6, 12.1e6, 12.6e6)
	add("Trial conversion", metric.Unit{Kind: metric.Percent}, 0.097, 0.104, 0.111)
	b.Headline = "Nudges stop the leak and lift ARR to {ARR}"
	b.Ask = brief.Ask{What: "Approve the roll-out", From: "CPO", By: "12 Dec 2026"}
	b.Beats = [4]brief.Beat{
		{Lead: "Competitors undercut us.", Body: "Since July a freemium tier."},
		{Lead: "The funnel leaks.", Body: "Conversion was {Trial conversion | Aug 2026} in August."},
		{Lead: "Nudge each trial.", Body: "At the moment its usage stalls."},
		{Lead: "Conversion {Trial conversion | moved from Aug 2026}.", Body: "In the pilot."},
	}
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	return b
}
