package ui

import (
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/refresh"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/sheet"
	"throughline/app/ui/filepick"
	"throughline/app/ui/renewal"
)

// pendingRefresh is a renewal that was left to edit a sentence; the review can be come back to.
type pendingRefresh struct {
	workbook *sheet.Workbook
	answers  refresh.Answers
	plan     refresh.Plan
	screen   *renewal.Screen
}

// chooseRefresh asks for the newer state of a file and reviews it.
func (w *Window) chooseRefresh() { w.picker.File(filepick.Spreadsheet, w.Refresh) }

// Refresh reads a spreadsheet as the next state of the brief's sources and shows what that does to the brief.
func (w *Window) Refresh(path string) {
	b := w.session.Brief()
	readFile(w, filepath.Base(path), func(done func(*refresh.Renewal, error)) *session.Job {
		return w.session.ReadRefresh(path, nil, done)
	}, func(r *refresh.Renewal, _ func()) { w.showRefreshOf(b, r, nil, nil) })
}

// renews reports whether a file that was read for an import is a newer state of one the brief was made from. The very same
// file is not: who imports that again wants to correct how it was read.
func (w *Window) renews(r *sheet.Reading) bool {
	if !w.session.IsOpen() {
		return false
	}
	bound := w.session.Renews(r)
	return bound != nil && bound.Source.SHA256 != r.Workbook.SHA256
}

// reviewRefresh shows what a workbook that was read does to the brief as it is now.
func (w *Window) reviewRefresh(wb *sheet.Workbook, answers refresh.Answers, plan refresh.Plan) {
	b := w.session.Brief()
	readFile(w, wb.File, func(done func(*refresh.Renewal, error)) *session.Job {
		return w.session.ReviewRefresh(wb, answers, done)
	}, func(r *refresh.Renewal, _ func()) { w.showRefreshOf(b, r, answers, plan) })
}

// showRefreshOf shows a renewal that was made for the snapshot b. Where more was written since, it is made again first.
func (w *Window) showRefreshOf(b *brief.Brief, r *refresh.Renewal, answers refresh.Answers, plan refresh.Plan) {
	if w.session.Brief() != b {
		w.reviewRefresh(r.Reading.Workbook, answers, plan)
		return
	}
	w.showRefresh(r, answers, plan)
}

func (w *Window) showRefresh(r *refresh.Renewal, answers refresh.Answers, plan refresh.Plan) {
	back, wb := w.back(), r.Reading.Workbook
	p := &pendingRefresh{workbook: wb, answers: answers, plan: plan}
	leave := func() {
		w.pending = nil
		back()
	}
	p.screen = renewal.New(renewal.Params{
		Renewal: r, Brief: w.session.Brief(), Day: w.session.Today(), Plan: plan,
		OnAccept: func(plan refresh.Plan) {
			if err := w.session.AcceptRefresh(r, plan); err != nil {
				w.failed(err)
				return
			}
			w.pending = nil
			w.show(w.workspace.object)
			if place, ok := p.screen.FirstUntrue(); ok {
				w.workspace.goTo(place)
			}
		},
		OnMend: func(e brief.Edit) {
			mended := w.session.Brief().Clone()
			if e.Apply(mended) { // else it was mended already, which the review shows
				text, _ := mended.Text(e.Place)
				if err := w.session.Type(e.Place, text); err != nil {
					w.failed(err)
					return
				}
			}
			w.reviewRefresh(wb, answers, p.screen.Plan())
		},
		OnAnswer: func(about, answer string) {
			next := refresh.Answers{about: answer}
			for id, t := range answers {
				if id != about {
					next[id] = t
				}
			}
			w.reviewRefresh(wb, next, p.screen.Plan())
		},
		OnEdit: func(place brief.Place) {
			p.plan = p.screen.Plan()
			w.pending = p
			w.show(w.workspace.object)
			w.workspace.goTo(place)
			w.workspace.status.say(say.F("The review of %s is kept: Ctrl+R goes back to it.", wb.File))
		},
		OnImport: func() {
			w.pending = nil
			w.showImporter(r.Reading, back)
		},
		OnCancel: leave,
	})
	w.leaveScreen = leave
	w.show(p.screen.Object())
	w.window.Canvas().Focus(p.screen.Focus())
}

// resumeRefresh goes back to the review that was left, of the brief as it is now; where none was, it asks for a file.
func (w *Window) resumeRefresh() {
	if p := w.pending; p != nil {
		w.workspace.status.say("")
		w.reviewRefresh(p.workbook, p.answers, p.plan)
		return
	}
	w.chooseRefresh()
}
