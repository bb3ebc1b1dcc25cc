package ui

import (
	"throughline/app/brief"
	"throughline/app/say"
)

// nextFinding leads the focus to the next hint of the coach, or with step -1 to the one before, through the sections that
// have any and round to where it began.
func (w *Window) nextFinding(step int) {
	x := w.workspace
	x.show(w.review, true) // what was found out waits for the typing to rest
	at := 0
	for i, s := range sections {
		if s == x.at {
			at = i
		}
	}
	n := len(sections)
	for i := range n + 1 {
		s := sections[((at+i*step)%n+n)%n]
		if i > 0 && !hasFindings(w.review.findings, s) {
			continue
		}
		if i > 0 && s != x.at {
			x.go_(s)
		}
		if next := x.areas[s].next; next != nil && next(step, i > 0) {
			w.refreshCommands()
			return
		}
	}
	x.status.tell(say.T("There is no finding to go to."))
}

func hasFindings(findings []brief.Finding, s section) bool {
	for _, f := range findings {
		if sectionOf(f.Place) == s {
			return true
		}
	}
	return false
}

// mendHere does what can be done about the finding at the caret.
func (w *Window) mendHere() {
	if w.workspace.at != sectionStory || !w.workspace.story.Mend() {
		w.workspace.status.tell(say.T("Nothing at the caret can be mended by one key; F8 goes to the next finding."))
	}
}
