package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a person may name as a story is one file; and however many mistakes it has, what is said of them is a line to read.
func TestAStoryIsRefusedInOneShortLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	again := filepath.Join(dir, "again.md")
	if err := os.WriteFile(again, []byte(strings.Repeat("## Context\n\nWords.\n\n", 3000)), 0o600); err != nil {
		t.Fatal(err)
	}
	large := filepath.Join(dir, "large.md")
	if err := os.WriteFile(large, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	long := filepath.Join(dir, "long.md")
	if err := os.WriteFile(long, []byte("## Conflict\n\nA lead.\n\n"+strings.Repeat("Wörter ", 800)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		again:                       "and 2,994 more",
		long:                        "more than the 5,000 that a text takes",
		large:                       "more than 1 MB",
		dir:                         "is a folder",
		"/dev/zero":                 "is not a file that can be read",
		filepath.Join(dir, "no.md"): "was not found",
	} {
		var out, err strings.Builder
		code := Run([]string{"new", filepath.Join(dir, "x.brief"), "--story", path}, Streams{Out: &out, Err: &err}, nil)
		if said := err.String(); code != 3 || !strings.Contains(said, want) || len(said) > 1000 || strings.Count(said, "\n") != 1 {
			t.Errorf("--story %s: exit code %d, %d bytes: %.300q; want 3 and %q", path, code, len(said), said, want)
		}
	}
}
