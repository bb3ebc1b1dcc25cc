package ingest

import (
	"throughline/app/brief"
	"throughline/app/sheet"
)

// undatedEvents is one row per event whose dates cannot be read as days, so that the events cannot be put together.
type undatedEvents struct{}

// sharedDates is why rows are taken for events.
const sharedDates = "several rows share a date and nothing tells them apart"

func (undatedEvents) fits(b *body, s *signs) fit {
	open := b.recipe.Layout == "" || b.recipe.Layout == brief.Events
	if !open || !s.down.events || s.down.key == nil || b.mayAggregate() {
		return fit{}
	}
	return fit{score: showsEvents, why: sharedDates, sure: sheet.Medium}
}

func (undatedEvents) build(b *body, s *signs) (*draft, error) {
	d := &s.down
	out := b.beginRows(d, brief.Events)
	out.rows = len(d.rows)
	b.note(brief.Warning, "event-table", sheet.Address(d.rows[0], d.key.n),
		"Several rows share a date and nothing tells them apart, as in a list of orders; their dates could not be read as days, so they were not added up. Write them as dates (2026-01-31) and import again.")
	return out, b.g.failed()
}
