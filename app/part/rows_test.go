package part_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPastedRowsBecomeParts(t *testing.T) {
	t.Parallel()
	spec := kinds.Of("choice")
	for name, tt := range map[string]struct {
		text string
		want []string // of each part its ID, sentence, status, day, chance
	}{
		"one text a line":          {"Build\nBuy\n", []string{"|Build|||", "|Buy|||"}},
		"fields in their order":    {"Build\tdraft\t2026-12-01\r\nBuy\t\t2027-01-31", []string{"|Build|draft|2026-12-01|", "|Buy||2027-01-31|"}},
		"columns by their headers": {"Chance\tSentence\tBY\n20%\tBuild\t2026-12-01\n\tBuy\t", []string{"|Build||2026-12-01|20%", "|Buy|||"}},
		"the kind heads its texts": {"Choice\nBuild\n", []string{"|Build|||"}},
		"IDs that are given":       {"ID\tSentence\nb\tBuild\n", []string{"b|Build|||"}},
		"a cell with a line and a quotation mark": {
			"\"Build\nit \"\"now\"\"\"\tdraft\nBuy", []string{"|Build\nit \"now\"|draft||", "|Buy|||"},
		},
		"a quotation mark in a text": {"\"Build\" first\n\"Buy", []string{"|\"Build\" first|||", "|\"Buy|||"}},
		"empty rows":                 {"\n\nBuild\n\t\t\nBuy\n\n", []string{"|Build|||", "|Buy|||"}},
		"a text that is a header's":  {"By\tnever and ever", nil},
		"nothing":                    {"\n \t\n", nil},
	} {
		parts, err := spec.Rows(tt.text)
		var got []string
		for _, p := range parts {
			words := []string{p.Base().ID}
			for _, f := range []string{"sentence", "status", "by", "chance"} {
				words = append(words, spec.Field(f).Get(p))
			}
			got = append(got, strings.Join(words, "|"))
		}
		if tt.text == "By\tnever and ever" {
			if err == nil {
				t.Errorf("%s: taken as %q", name, got)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestPastedRowsThatCannotBeTakenAreNamed(t *testing.T) {
	t.Parallel()
	spec := kinds.Of("choice")
	for text, want := range map[string]string{
		"Build\tdraft\nBuy\tsoon":                "Row 2: “soon” is no status; choose draft or decided. Nothing was pasted.",
		"Sentence\tBy\nBuild\ttomorrow":          "Row 2: “tomorrow” is no by; write a day such as 2026-12-12. Nothing was pasted.",
		"Sentence\tBy\tColour\nBuild\t\tred":     "“Colour” is nothing that a choice says",
		"Build" + strings.Repeat("\t", 12) + "1": "Row 1 has 13 columns, and a choice has 10",
		"Sentence\tStatus\n\tdraft":              "Row 2 has no sentence",
		strings.Repeat("Build\n", 201):           "More than 200 rows",
	} {
		parts, err := spec.Rows(text)
		if parts != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q answers %d parts and %v; want %q", text, len(parts), err, want)
		}
	}
}

func TestATextWithColumnsOrLinesIsAList(t *testing.T) {
	t.Parallel()
	spec := kinds.Of("choice")
	for text, want := range map[string]bool{"Build": false, "Build\n": false, "Build\nBuy": true, "Build\tdraft": true, "": false} {
		if spec.HoldsRows(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
