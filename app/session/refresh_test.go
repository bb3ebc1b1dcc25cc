package session_test

import (
	"encoding/json"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/refresh"
	"throughline/app/sheet"
)

// december is a rig whose brief holds the state before the one that its reader answers.
func december(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	b := brief.New("a")
	b.Headline = "NRR is {NRR}"
	b.Sources = []*brief.Source{{ID: "s", File: "metrics_dec.csv", Range: "A1:B2", SHA256: "0"}}
	b.Metrics = []*metric.Metric{{ID: "m", Name: "NRR", Series: []*metric.Series{
		{Source: "s", Points: []metric.Point{{Period: metric.MonthOf(2025, time.December), Value: 1.01, Cell: "B2"}}},
	}}}
	r.Start(b)
	r.heard()
	return r
}

func TestRefreshIsOneStepThatUndoTakesBackWhole(t *testing.T) {
	t.Parallel()
	r := december(t)
	before, err := json.Marshal(r.Brief())
	r.must(err)
	var renewal *refresh.Renewal
	r.ReadRefresh("/data/metrics.csv", nil, func(x *refresh.Renewal, err error) { r.must(err); renewal = x })
	review := renewal.Review(nil, r.Today())
	if len(review.Figures) != 1 || review.Figures[0].New != "1.04" || r.UndoName() != "" {
		t.Fatalf("figures %+v after a reading that must change nothing (%q)", review.Figures, r.UndoName())
	}
	r.must(r.AcceptRefresh(renewal, nil))
	if r.UndoName() != "Refresh from metrics.csv" || len(r.Brief().Sources) != 1 || r.Brief().Sources[0].File != "metrics.csv" {
		t.Errorf("after it: %q, %+v", r.UndoName(), r.Brief().Sources)
	}
	r.Undo()
	after, err := json.Marshal(r.Brief())
	r.must(err)
	if string(after) != string(before) {
		t.Errorf("undo left\n%s\nof\n%s", after, before)
	}
	// Words written meanwhile stay; other numbers do not fit any more.
	r.headline("NRR, at {NRR}, holds")
	r.must(r.AcceptRefresh(renewal, nil))
	if r.Brief().Headline != "NRR, at {NRR}, holds" {
		t.Errorf("the headline is %q", r.Brief().Headline)
	}
	if err := r.AcceptRefresh(renewal, nil); err == nil {
		t.Error("a review of numbers that are not the brief's any more was accepted")
	}
}

func TestAnImportThatIsARenewalIsKnown(t *testing.T) {
	t.Parallel()
	r := december(t)
	var reading *sheet.Reading
	r.ReadWorkbook("/data/metrics.csv", func(x *sheet.Reading, err error) { r.must(err); reading = x })
	bound := r.Renews(reading)
	if bound == nil || bound.Source.File != "metrics_dec.csv" {
		t.Fatalf("bound to %+v", bound)
	}
	r.ReviewRefresh(reading.Workbook, nil, func(x *refresh.Renewal, err error) {
		r.must(err)
		if v := x.Review(nil, time.Time{}); len(v.Sources) != 1 {
			t.Errorf("sources %+v", v.Sources)
		}
	})
}

func TestACancelledRefreshChangesNothing(t *testing.T) {
	t.Parallel()
	r := december(t)
	r.runner.hold = true
	got, done := result()
	job := r.ReadRefresh("/data/metrics.csv", nil, func(x *refresh.Renewal, err error) {
		if x != nil {
			t.Error("a cancelled reading answered something")
		}
		done(err)
	})
	job.Cancel()
	r.runner.Let()
	if *got == nil || r.UndoName() != "" {
		t.Errorf("error %v, last step %q", *got, r.UndoName())
	}
}
