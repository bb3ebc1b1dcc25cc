package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/ui/ledger"
	"throughline/app/ui/look"
	"throughline/app/ui/preview"
	"throughline/app/ui/story"
	"throughline/export"
)

// section is one of the places in the rail.
type section string

const (
	sectionStory    section = "Story"
	sectionEvidence section = "Evidence"
	sectionData     section = "Data"
	sectionLedger   section = "Ledger"
)

var sections = []section{sectionStory, sectionEvidence, sectionData, sectionLedger}

// sectionOf returns the section in which a finding's place is mended.
func sectionOf(p brief.Place) section {
	switch {
	case p == "evidence.n", p == "evidence.against", strings.HasPrefix(string(p), "evidence.hero"), strings.HasPrefix(string(p), "evidence.quote"), strings.HasPrefix(string(p), "evidence.chart"), strings.HasPrefix(string(p), "priority."):
		return sectionEvidence
	case strings.HasPrefix(string(p), "metric"), strings.HasPrefix(string(p), "source"):
		return sectionData
	}
	return sectionStory
}

// workspace is the window while a brief is open: bars, rail, the section that is written, and the live page.
type workspace struct {
	window *Window
	object fyne.CanvasObject

	top    *topBar
	rail   *rail
	status *statusBar
	split  *split
	page   *preview.Preview
	story  *story.Editor
	ledger *ledger.Screen

	parts  []*look.Part       // in the order in which F6 goes through them
	areas  map[section]screen // those that were looked at so far
	behind map[section]bool   // those that something changed for while they were out of sight
	middle *fyne.Container
	at     section
}

func newWorkspace(w *Window) *workspace {
	x := &workspace{window: w, areas: map[section]screen{}, behind: map[section]bool{}, middle: container.NewStack()}
	x.top = newTopBar(w.commands)
	x.rail = newRail(x.go_)
	x.status = newStatusBar(w.commands)
	x.page = preview.New(preview.Params{
		Go: soon(w.params.Runner.Go), Draw: export.ImageInto, Forms: forms(),
		OnFormChosen: w.setForm, OnPaperChosen: w.setPaper, OnProblemsRequested: func() { w.commands.Run("brief.check") },
		OnEditRequested: w.editPlace, OnFailed: w.pageFailed, OnShown: tracePages(w.params.Trace, w.params.Now),
	})
	x.story = story.New(story.Params{
		Session: w.session, Canvas: w.window.Canvas(), Float: w.float, Replacement: replacement,
		OnEvidenceRequested: func() { x.go_(sectionEvidence) },
		OnImportRequested:   func() { w.commands.Run("file.import") },
		OnShortcut:          w.commands.RunShortcut,
		OnFocused:           x.page.SetEdited,
		OnFailed:            w.failed,
	})
	x.areas[sectionStory] = screen{
		object: x.story.Object(), show: x.story.Refresh, next: x.story.NextFinding,
		judge: func(r review, settled bool) { x.story.SetFindings(r.findings, settled) },
	}

	x.ledger = ledger.New(ledger.Params{OnGoTo: w.goToPlace})
	x.areas[sectionLedger] = screen{object: x.ledger.Object(), judge: func(r review, _ bool) { x.ledger.Show(r.ledger) }}

	prefs := w.params.App.Preferences()
	for _, o := range []fyne.CanvasObject{x.middle, x.page.Object(), x.top.object, x.rail.object, x.status.object} {
		x.parts = append(x.parts, look.NewPart(o))
	}
	x.split = newSplit(x.parts[0].Object(), x.parts[1].Object(), float32(prefs.FloatWithFallback(prefSplit, splitStandard)))
	x.split.wanted = prefs.BoolWithFallback(prefPage, true)
	x.split.onMoved = func(share float32) { prefs.SetFloat(prefSplit, float64(share)) }
	x.object = look.Frame(x.parts[2].Object(), x.parts[4].Object(), x.parts[3].Object(), x.split)
	x.go_(sectionStory)
	return x
}

// open shows another brief.
func (x *workspace) open(b *brief.Brief) {
	x.go_(sectionStory)
	x.status.say("")
	x.refresh(b)
	x.rail.show(b, nil)
	x.show(x.window.review, true)
}

// refresh shows a snapshot in everything that is in sight.
func (x *workspace) refresh(b *brief.Brief) {
	x.update(func(a screen) { a.refresh(b) })
	x.page.SetForm(formOf(b), b.Settings.Paper)
	x.status.refresh(b)
}

// show shows what was found out about a snapshot. Until the typing rests, settled is false: a figure that is half written
// does not bring up a notice that moves the page away and back again.
func (x *workspace) show(r review, settled bool) {
	if !r.made() {
		x.page.Show(nil, 0)
		x.status.showChecking()
		x.update(func(a screen) { a.review(r, true) })
		return
	}
	problems := r.errors()
	if !settled {
		problems = min(problems, x.page.Problems())
	}
	x.page.Show(r.doc, problems)
	if settled {
		x.rail.show(r.brief, r.findings)
		x.status.showFindings(r.findings)
	}
	x.update(func(a screen) { a.review(r, settled) })
}

// update brings a change to the section in sight. The others are brought up to date when they come into sight: a key that
// is struck costs nothing for what nobody sees.
func (x *workspace) update(change func(screen)) {
	for s, a := range x.areas {
		if s == x.at {
			change(a)
		} else {
			x.behind[s] = true
		}
	}
}

// go_ shows a section; it is built when it is first shown.
func (x *workspace) go_(s section) {
	a, ok := x.areas[s]
	if !ok {
		a = x.window.makeScreen(s)
		x.areas[s], x.behind[s] = a, true
	}
	x.at = s
	if s != sectionStory {
		x.page.SetEdited("")
	}
	// What was shown before stays where the window knows it: Fyne gives another theme to nothing else.
	if !slices.Contains(x.middle.Objects, a.object) {
		x.middle.Objects = append(x.middle.Objects, a.object)
	}
	for _, o := range x.middle.Objects {
		if o == a.object {
			o.Show()
		} else {
			o.Hide()
		}
	}
	x.middle.Refresh()
	if x.behind[s] { // now that it has its size: what is chosen comes into sight
		delete(x.behind, s)
		a.refresh(x.window.session.Brief())
		a.review(x.window.review, true)
	}
	x.rail.choose(s)
	x.window.keepFocus()
}

// goTo shows the place of a finding and puts the caret there where it has a field.
func (x *workspace) goTo(p brief.Place) {
	s := sectionOf(p)
	x.go_(s)
	if s == sectionStory && !x.story.Focus(p) {
		x.story.FocusFirst()
	}
	if focus := x.areas[s].focus; focus != nil {
		if f := focus(p); f != nil {
			x.window.window.Canvas().Focus(f)
		}
	}
}

// bar is a strip of the window with a hairline at one side.
func bar(content fyne.CanvasObject, lineAtTop bool) fyne.CanvasObject {
	strip := container.NewStack(look.NewFill(look.Panel), content)
	if lineAtTop {
		return look.Column(0, look.Rule(), strip)
	}
	return look.Column(0, strip, look.Rule())
}
