package words_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"throughline/app/metric"
	"throughline/export/words"
)

// asked finds the texts that the pages ask for in their language.
var asked = regexp.MustCompile(`\.(?:T|F)\("([^"]+)"`)

// A word that one language lacks would stand in English on its pages.
func TestEveryLanguageHasEveryWordThatPagesAskFor(t *testing.T) {
	t.Parallel()
	found := 0
	for _, room := range []string{"block", "chart", "compose", "visual"} {
		err := filepath.WalkDir(filepath.Join("..", room), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			source, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for _, m := range asked.FindAllStringSubmatch(strings.ReplaceAll(string(source), "say.", "say:"), -1) {
				found++
				for _, locale := range []string{"de-DE", "fr-FR"} {
					if !words.Of(locale).Has(m[1]) {
						t.Errorf("%s has no words for %q (%s)", locale, m[1], file)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 20 {
		t.Errorf("only %d words are asked for; is the pattern still right?", found)
	}
}

func TestALineOfTheProgramsWordsIsPutIntoTheLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"en-US", "Jan–Oct 2026, actual and plan", "Jan–Oct 2026, actual and plan"},
		{"de-DE", "Jan–Oct 2026, actual and plan", "Jan.–Okt. 2026, Ist und Plan"},
		{"de-AT", "Percent, monthly; lower is better", "Prozent, monatlich; weniger ist besser"},
		{"fr-FR", "vs Q3 2026", "vs T3 2026"},
		{"de-DE", "vs plan", "ggü. Plan"},
		{"pl-PL", "vs plan", "vs plan"},
	} {
		if got := words.Of(c[0]).Line(c[1]); got != c[2] {
			t.Errorf("%s: %q is %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if got := words.Of("de-DE").Period(metric.YearOf(2026)); got != "2026" {
		t.Errorf("a year is %q", got)
	}
}
