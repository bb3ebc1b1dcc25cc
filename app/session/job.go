package session

import (
	"context"
	"slices"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// Job is work under way off the window's goroutine.
type Job struct {
	Title     string // "Reading metrics.xlsx"
	progress  float64
	cancel    context.CancelFunc
	cancelled bool
}

// Progress returns how far the job is, from 0 to 1; 0 where it does not tell.
func (j *Job) Progress() float64 { return j.progress }

// Cancel asks the job to stop. Its done function still runs, with context.Canceled if it stopped in time.
func (j *Job) Cancel() {
	j.cancelled = true
	j.cancel()
}

// Jobs lists the jobs under way, oldest first.
func (s *Session) Jobs() []*Job { return slices.Clone(s.jobs) }

// progressStep is the least step of progress that is worth an event.
const progressStep = 0.01

// Run does work that takes long off the window's goroutine, then calls done with its error. work may report its progress
// from 0 to 1, from any one goroutine at a time, and should return ctx's error soon after ctx is cancelled, leaving
// nothing behind. A panic in work ends the job with an error, not the program with the user's brief in it.
func (s *Session) Run(
	title string, work func(ctx context.Context, progress func(float64)) error, done func(error),
) *Job {
	ctx, cancel := context.WithCancel(context.Background())
	job := &Job{Title: title, cancel: cancel}
	s.jobs = append(s.jobs, job)
	s.publish(Event{Kind: JobStarted, Name: title, Job: job})

	told := 0.0
	progress := func(p float64) {
		if p-told < progressStep || ctx.Err() != nil {
			return
		}
		told = p
		s.deps.Runner.Do(func() {
			if slices.Contains(s.jobs, job) {
				job.progress = p
				s.publish(Event{Kind: JobProgress, Name: title, Job: job})
			}
		})
	}
	var err error
	s.deps.Runner.Go(func() {
		err = Guard(func() error { return work(ctx, progress) })
	}, func() {
		cancel()
		s.jobs = slices.DeleteFunc(s.jobs, func(x *Job) bool { return x == job })
		s.publish(Event{Kind: JobDone, Name: title, Job: job, Err: err})
		done(err)
	})
	return job
}

// Reread understands a workbook anew after its recipes were corrected. It takes milliseconds, unless a sheet too large to
// be held is read from its file again; done is called when it is through, with context.Canceled where it was cancelled.
func (s *Session) Reread(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading, error)) *Job {
	return runFor(s, "Reading "+wb.File+" again", func(ctx context.Context, _ func(float64)) (*sheet.Reading, error) {
		return s.deps.Reader.Understand(ctx, wb, recipes...)
	}, done)
}

// runFor is Run of work that has a result: done gets it, or the zero value and the error.
func runFor[T any](
	s *Session, title string, work func(ctx context.Context, progress func(float64)) (T, error), done func(T, error),
) *Job {
	var result T
	var job *Job
	job = s.Run(title, func(ctx context.Context, progress func(float64)) error {
		got, err := work(ctx, progress)
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			result = got
		}
		return err
	}, func(err error) {
		if job != nil && job.cancelled { // perhaps after the work was done, and before that was known here
			result, err = *new(T), context.Canceled
		}
		done(result, err)
	})
	return job
}
