package story

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/figure"
)

func TestOpeningAtFindsTheFigureBeingTyped(t *testing.T) {
	for _, c := range []struct {
		text  string // | is the caret
		query string
		tail  string // what insertion replaces after the caret
		ok    bool
	}{
		{text: "ARR is {|", ok: true},
		{text: "ARR is {ar|", query: "ar", ok: true},
		{text: "ARR is {ARR ¦ vs|", query: "ARR ¦ vs", ok: true},
		{text: "ARR is {ARR}|"},
		{text: "ARR is {A|RR} now", query: "A", tail: "RR}", ok: true},
		{text: "{AR| and {Trials}", query: "AR", ok: true},
		{text: `a brace \{ar|`},
		{text: "{first line\n|"},
		{text: "no brace|"},
		{text: "|"},
	} {
		runes := []rune(c.text)
		caret := 0
		for i, r := range runes {
			if r == '|' {
				caret = i
				runes = append(runes[:i], runes[i+1:]...)
				break
			}
		}
		text := string(runes)
		o, ok := openingAt(text, caret)
		if ok != c.ok {
			t.Errorf("%q: found is %v, want %v", c.text, ok, c.ok)
			continue
		}
		if ok && (o.query != c.query || string(runes[o.caret:o.end]) != c.tail) {
			t.Errorf("%q: query %q and tail %q, want %q and %q", c.text, o.query, string(runes[o.caret:o.end]), c.query, c.tail)
		}
	}
}

func TestPlacesInAResolvedTextLeadBackToItsSource(t *testing.T) {
	text := "Über {ARR} and {Trials | average}, so {x}"
	tokens, _ := figure.Scan(text)
	if diff := cmp.Diff([]bool{false, true, false, true, false, true}, tokenPieces(text, tokens)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{0, 5, 10, 15, 33, 38}, starts(text, nil)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][2]int{{5, 10}, {15, 33}, {38, 41}}, tints(text)); diff != "" {
		t.Error(diff)
	}
}

func TestNoticesUnderAFieldDoNotRepeatIt(t *testing.T) {
	field := "Conversion fell. It was {Nothing} in {May}."
	for text, want := range map[string]string{
		"“It was {Nothing} in {May}.” names the metric “Nothing”, and the brief has none of that name.": "This sentence names the metric “Nothing”, and the brief has none of that name.",
		"“12%” is typed by hand in “Conversion fell”. Nobody can follow it.":                            "“12%” is typed by hand.",
		"Headline has 30 words, 10 more than a reader takes in at once.":                                "Headline has 30 words, 10 more than a reader takes in at once.",
	} {
		if got := hereText(text, field); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestTheCaretFollowsAnUndo(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          int
	}{
		{"Nudges stop the leak", "Nudges stop", 11}, {"Nudges", "Nudges stop", 11}, {"one two three", "one three", 3}, {"", "", 0}, {"über", "ü", 1},
	} {
		if got := changedUpTo(c.before, c.after); got != c.want {
			t.Errorf("from %q to %q the caret goes to %d, want %d", c.before, c.after, got, c.want)
		}
	}
}
