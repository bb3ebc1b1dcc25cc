package command_test

import (
	"strings"
	"testing"

	"throughline/app/say"
)

// The variable chooses the language of what a person reads; what a script reads stays as it is.
func TestTheCommandLineSpeaksTheChosenLanguage(t *testing.T) {
	t.Cleanup(func() { say.Use(nil) })
	dir := sampleFolder(t)
	english := run(t, dir, "verify", "--json", "no.pdf")
	t.Setenv("THROUGHLINE_LANGUAGE", "de")
	if got := run(t, dir, "exprot"); got.code != 2 || !strings.Contains(got.err, "ist kein Befehl von throughline; ist „export“ gemeint? Siehe: throughline --help") {
		t.Errorf("a misspelt verb is answered with %d: %s", got.code, got.err)
	}
	if got := run(t, dir, "verify", "--json", "no.pdf"); got != english {
		t.Errorf("with --json German answers %v, English %v", got, english)
	}
	t.Setenv("THROUGHLINE_LANGUAGE", "xx")
	if got := run(t, dir, "licences"); got.code != 2 || got.out != "" || !strings.Contains(got.err, "There is no translation “xx” for THROUGHLINE_LANGUAGE; there is en and de.") {
		t.Errorf("a language without a translation is answered with %d: %s%s", got.code, got.out, got.err)
	}
}
