package command_test

import (
	"strings"
	"testing"
	"unicode"
)

// TestNoControlCharacterReachesTheTerminal puts escape sequences into everything a command repeats: names of files, headings
// of a story, cells of a table, sentences of a brief.
func TestNoControlCharacterReachesTheTerminal(t *testing.T) {
	const evil = "\x1b]0;PWNED\x07\u202etxt\u2066\u009bX\x7f\x08"
	dir := t.TempDir()
	write(t, dir, "evil.md", []byte("# A "+evil+"\n\n## "+evil+"\n\nText {No such "+evil+"}\n"))
	write(t, dir, "head.md", []byte("# Hi "+evil+" {No such "+evil+"}\n"))
	write(t, dir, "data.csv", []byte("Metric,2026-01,2026-02\nSales \u202etxt\u2066\u009bX,1,2\n"))
	write(t, dir, "a"+evil+".brief", []byte("no brief"))
	if a := run(t, dir, "new", "b.brief", "--data", "data.csv", "--story", "head.md"); a.code != 0 {
		t.Fatalf("new answered %+v", a)
	}
	for _, args := range [][]string{
		{"new", "c.brief", "--story", "evil.md"},
		{"check", "a" + evil + ".brief"},
		{"check", "b.brief"},
		{"export", "b.brief", "-o", "b.pdf"},
		{"inspect", "data.csv"},
		{"inspect", "gone" + evil + ".csv"},
		{"refresh", "b.brief", "data.csv"},
		{"verify", "gone" + evil + ".pdf"},
		{"new", "b.brief", "--template", evil},
		{"no" + evil},
		{"check", "--" + evil},
		{"check", "\xff\x9b31m.brief"},
	} {
		a := run(t, dir, args...)
		for _, text := range []string{a.out, a.err} {
			if i := strings.IndexFunc(text, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
			}); i >= 0 || text != strings.ToValidUTF8(text, "") {
				t.Errorf("%q printed %q", args, text)
			}
		}
		if a.out+a.err == "" {
			t.Errorf("%q printed nothing, so it shows nothing", args)
		}
	}
	if a := run(t, dir, "check", "--json", "b.brief"); !strings.Contains(a.out, `\u001b]0;`) {
		t.Errorf("JSON escapes them itself and keeps what was written: %s", a.out)
	}
	if a := run(t, dir, "check", "one\ntwo"); strings.Count(a.err, "\n") != 1 {
		t.Errorf("a line break in a name breaks the line: %q", a.err)
	}
}
