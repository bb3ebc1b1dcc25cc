package session

import (
	"context"
	"path/filepath"
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/refresh"
	"throughline/app/sheet"
)

// ReadRefresh reads a file as the next state of the brief's sources; the brief does not change before AcceptRefresh.
// answers decide the questions of an earlier reading and may be nil. What done gets can be reviewed under one plan after
// another (Renewal.Review), with Today as the day. A cancelled reading gets context.Canceled.
func (s *Session) ReadRefresh(path string, answers refresh.Answers, done func(*refresh.Renewal, error)) *Job {
	b, file := s.doc.now, filepath.Base(path)
	return runFor(s, "Reading "+file, func(ctx context.Context, progress func(float64)) (*refresh.Renewal, error) {
		wb, err := s.deps.Reader.Open(ctx, path, refresh.TextFormat(b, file), progress)
		if err != nil {
			return nil, err
		}
		return refresh.Read(ctx, b, wb, s.deps.Reader.Understand, answers)
	}, done)
}

// ReviewRefresh is ReadRefresh of a workbook that was read already: an import or a paste that turned out to be a renewal,
// or a renewal whose questions were answered.
func (s *Session) ReviewRefresh(wb *sheet.Workbook, answers refresh.Answers, done func(*refresh.Renewal, error)) *Job {
	b := s.doc.now
	return runFor(s, "Comparing "+wb.File, func(ctx context.Context, _ func(float64)) (*refresh.Renewal, error) {
		return refresh.Read(ctx, b, wb, s.deps.Reader.Understand, answers)
	}, done)
}

// Today returns the day that decides what is stale, at midnight UTC.
func (s *Session) Today() time.Time {
	y, m, d := s.deps.Now().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Renews returns the source that a file just read for an import is likely the new version of, or nil: "Is this the new
// version of metrics_sep.xlsx?"
func (s *Session) Renews(reading *sheet.Reading) *refresh.Binding {
	return refresh.Renews(s.doc.now, reading)
}

// AcceptRefresh takes what a plan says of a renewal into the brief, as one step of undo ("Refresh from metrics_oct.xlsx").
// What was written since the file was read stays as it was written; a renewal whose metrics or sources are not the brief's
// any more is refused.
func (s *Session) AcceptRefresh(r *refresh.Renewal, plan refresh.Plan) error {
	file := r.Reading.Workbook.File
	return s.Do("Refresh from "+file, func(b *brief.Brief) error {
		if !r.Fits(b) {
			return fault.New(fault.Usage, "The brief's metrics changed after “"+file+"” was read, so nothing was taken from it; read it again.", nil)
		}
		r.Apply(b, plan, s.deps.Now())
		return nil
	})
}
