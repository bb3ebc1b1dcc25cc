package ui

import (
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/coach"
	"throughline/app/figure"
	"throughline/app/session"
	"throughline/export"
	"throughline/export/page"
)

// review is what is known about one snapshot: its pages, and everything there is to mend or to consider.
type review struct {
	brief    *brief.Brief
	doc      *page.Document
	ledger   figure.Ledger // of every number on the pages
	findings []brief.Finding
}

// made reports whether the snapshot was looked at. A brief that was just opened has a review that is not made yet: there is
// nothing in it but the brief.
func (r review) made() bool { return r.doc != nil }

// errors counts what stops an export.
func (r review) errors() int {
	n := 0
	for _, f := range r.findings {
		if f.Severity == brief.Error {
			n++
		}
	}
	return n
}

// reviewer makes reviews off the window's goroutine. It works on one snapshot at a time and then on the latest that was
// asked for meanwhile; those between are never looked at. So reviews are shown in the order of their snapshots.
type reviewer struct {
	run    func(work, done func())
	make   func(b *brief.Brief, day time.Time) review // nil: makeReview
	done   func(review)
	failed func(error)      // a review could not be made
	day    func() time.Time // decides what is stale

	results session.Latest
	busy    bool
	next    *brief.Brief // to be looked at when the present one is done; nil where there is none
}

func (r *reviewer) ask(b *brief.Brief) {
	r.next = b
	if r.busy {
		return
	}
	r.busy, r.next = true, nil
	isLatest, look := r.results.Next(), r.make
	if look == nil {
		look = makeReview
	}
	var made review
	day := r.day()
	var err error
	r.run(func() {
		err = session.Guard(func() error {
			made = look(b, day)
			return nil
		})
	}, func() {
		r.busy = false
		switch { // before the next one begins, which may be done at once
		case !isLatest():
		case err == nil:
			r.done(made)
		default:
			r.failed(err)
		}
		if !r.busy && r.next != nil {
			r.ask(r.next)
		}
	})
}

// drop forgets what was asked for so far: another brief opens, or none is left.
func (r *reviewer) drop() {
	r.results.Drop()
	r.next = nil
}

func makeReview(b *brief.Brief, day time.Time) review {
	claims := claim.New(figure.New(b), b)
	doc, ledger, findings := export.PagesWithLedger(b, export.Options{Claims: claims})
	coached := coach.ReviewWith(claims, b, day)
	return review{brief: b, doc: doc, ledger: ledger, findings: sorted(append(findings, coached...))}
}

var severities = []brief.Severity{brief.Error, brief.Warning, brief.Info}

// sorted puts what stops the export first, and drops what two rooms found alike.
func sorted(findings []brief.Finding) []brief.Finding {
	var unique []brief.Finding
	for _, f := range findings {
		if !slices.ContainsFunc(unique, func(u brief.Finding) bool { return u.Code == f.Code && u.Place == f.Place && u.Text == f.Text }) {
			unique = append(unique, f)
		}
	}
	slices.SortStableFunc(unique, func(a, b brief.Finding) int {
		return slices.Index(severities, a.Severity) - slices.Index(severities, b.Severity)
	})
	return unique
}
