package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
)

// TestABriefOfTheVersionBeforeLosesNothing opens the sample as version 0.1.0 saved it, as a file and as a recovery copy, and
// saves it again. Only the folder of the workbook goes: it named the account of whoever made the brief, and went out with it.
func TestABriefOfTheVersionBeforeLosesNothing(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/0.1.0.brief")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("/home/ana")) {
		t.Fatal("the file is not as that version wrote it")
	}
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	put(t, path, data)
	before, err := s.Open(path)
	if err != nil || len(before.Notes) > 0 || before.Origin.ReadOnly != "" {
		t.Fatal(err, before)
	}
	if len(before.Brief.Metrics) < 5 || before.Brief.Headline == "" || before.Brief.Evidence.Chart == nil || len(before.Brief.Sources) < 2 {
		t.Errorf("the sample lacks something: %+v", before.Brief)
	}
	if _, _, err := s.Save(path, before.Brief, before.Origin, false); err != nil {
		t.Fatal(err)
	}
	after, err := Read(path)
	if err != nil || len(after.Notes) > 0 {
		t.Fatal(err, after.Notes)
	}
	if diff := cmp.Diff(before.Brief, after.Brief); diff != "" {
		t.Errorf("saved and opened again, it differs:\n%s", diff)
	}
	if now, err := os.ReadFile(path); err != nil || bytes.Contains(now, []byte("/home/ana")) {
		t.Errorf("the folder of the workbook is still in the file, %v", err)
	}

	older := New(filepath.Join(dir, "state"), func() time.Time { return when })
	if err := os.MkdirAll(older.recoveryDir(), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(older.recoveryDir(), before.Brief.ID+"~99-0"+brief.Extension), data)
	left := older.Recoveries()
	if len(left) != 1 || left[0].Title != before.Brief.Headline {
		t.Fatalf("offered %+v", left)
	}
	copied, err := older.Recover(left[0])
	if err != nil || len(copied.Notes) > 0 || !cmp.Equal(before.Brief, copied.Brief) {
		t.Errorf("recovered %+v, %v", copied, err)
	}
}
