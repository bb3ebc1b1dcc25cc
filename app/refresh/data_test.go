package refresh_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/refresh"
)

// A real workbook that comes again under the name of the month after, with nothing in it changed, renews all it gave and
// changes nothing. Tables that say the same under the same names may be a question, never a guess.
func TestARealFileThatComesAgainChangesNothing(t *testing.T) {
	const folder = "../../../shared/data"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Skip(folder + " is not there")
	}
	const largest = 2 << 20 // larger ones are read elsewhere
	tried := 0
	for _, e := range entries {
		if info, err := e.Info(); err != nil || e.IsDir() || info.Size() > largest {
			continue
		}
		wb, err := book.Open(context.Background(), filepath.Join(folder, e.Name()), nil)
		if err != nil {
			continue
		}
		reading, err := ingest.Understand(context.Background(), wb)
		if err != nil || len(reading.Tables) == 0 {
			continue
		}
		b := brief.New("b")
		reading.AddTo(b, imported)
		if len(b.Metrics) == 0 {
			continue
		}
		tried++
		later := *wb
		later.File, later.SHA256 = "later_"+wb.File, "another"
		began := time.Now()
		r, err := refresh.Read(context.Background(), b, &later, ingest.Understand, nil)
		if err != nil {
			t.Errorf("%s: %v", e.Name(), err)
			continue
		}
		v := r.Review(nil, time.Time{})
		took := time.Since(began)
		bad := 0
		for _, row := range v.Metrics {
			if row.Kind != refresh.Unchanged {
				if bad++; bad < 4 {
					t.Errorf("%s: %s %s: %s", e.Name(), row.Kind, row.Metric, row.Text)
				}
			}
		}
		if len(v.Left) > 0 || bad > 0 {
			t.Errorf("%s: %d metrics, %d rows changed, %d of %d sources renewed, %d questions, left %q", e.Name(), len(b.Metrics), bad, len(v.Sources), len(b.Sources), len(v.Questions), v.Left)
		}
		if len(v.Questions) > 0 || took > 2*time.Second {
			t.Logf("%s: %d sources, %d metrics, %d questions, %v", e.Name(), len(b.Sources), len(b.Metrics), len(v.Questions), took)
		}
	}
	if tried == 0 {
		t.Error("none of the files could be tried")
	}
	t.Logf("%d files", tried)
}
