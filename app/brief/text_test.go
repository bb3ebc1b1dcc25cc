package brief

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsAreCountedAsAReaderWould(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"":                          0,
		"  \n ":                     0,
		"One":                       1,
		"Trial sign-ups held at 12": 5,
		"free — not cheap – today":  4, // a dash is no word
		"rose {Trial conversion | growth from Jun 2026}.": 2,
		"({A b})":                   1,
		"{A}{B}":                    1,
		"pre{A b}post":              1,
		`\{two words}`:              2,
		"{never closed":             2,
		"e.g. this":                 2,
		"zu dritt, übrigens":        3,
		"- item":                    1,
		"漢字 12.4%":                  2,
		"one\u00a0two":              2,
		"{A |\nb}":                  2, // a figure lies on one line
		"“Yes,” she said … ‘maybe’": 4,
	} {
		if got := Words(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestSentencesEndWhereAReaderStops(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"One. Two! Three? Four", []string{"One.", "Two!", "Three?", "Four"}},
		{"It rose to 12.4% in v2.1 of example.com. Then it held.", []string{"It rose to 12.4% in v2.1 of example.com.", "Then it held."}},
		{"Rivals, e.g. Acme, went free. We did not.", []string{"Rivals, e.g. Acme, went free.", "We did not."}},
		{"We lead (vs. plan). Next.", []string{"We lead (vs. plan).", "Next."}},
		{"Dr. Who signed No. 5. No. Not today.", []string{"Dr. Who signed No. 5.", "No.", "Not today."}},
		{"J. Doe left. Plan A. B follows.", []string{"J. Doe left.", "Plan A. B follows."}},
		{"He said “Stop.” They went on.", []string{"He said “Stop.”", "They went on."}},
		{"Wait… what? yes", []string{"Wait… what? yes"}},
		{"Trials rose {A. B | change}. {C} fell.", []string{"Trials rose {A. B | change}.", "{C} fell."}},
		{"Since Dec. 12 it rose. It fell in Dec. It rose.", []string{"Since Dec. 12 it rose.", "It fell in Dec.", "It rose."}},
		{"Seit dem 4. Mai und im 3. Quartal. Dann 5. Ende.", []string{"Seit dem 4. Mai und im 3. Quartal.", "Dann 5.", "Ende."}},
		{"First paragraph\n\nSecond", []string{"First paragraph", "Second"}},
		{"One line\nstill the same. Next", []string{"One line\nstill the same.", "Next"}},
		{"{Unclosed. But this ends. So", []string{"{Unclosed.", "But this ends.", "So"}},
		{" \n ", nil},
	} {
		if diff := cmp.Diff(c.want, Sentences(c.text)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func TestTheSentenceAroundAnOffset(t *testing.T) {
	t.Parallel()
	text := "One. Two {A. B}. Three"
	for at, want := range map[int]string{0: "One.", 3: "One.", 5: "Two {A. B}.", 12: "Two {A. B}.", 20: "Three", 99: "Three"} {
		if got := SentenceAt(text, at); got != want {
			t.Errorf("around %d stands %q, want %q", at, got, want)
		}
	}
}
