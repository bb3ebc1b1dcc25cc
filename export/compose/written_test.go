package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// One number in two roundings on the pages is a question at the meeting.
func TestANumberIsPrintedAsItsWriterChoseEverywhere(t *testing.T) {
	b := sample()
	b.Headline = "Trial conversion is {Trial conversion | latest | 2 decimals}"
	b.Evidence.Hero = "Trial conversion"
	for _, profile := range []brief.Profile{brief.OnePage, brief.Decision, brief.Deck} {
		doc, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{Profile: profile})
		if errs := errorsOf(findings); len(errs) > 0 {
			t.Fatalf("%s: %v", profile, errs)
		}
		said := 0
		for _, p := range doc.Pages {
			for _, text := range strings.Fields(texts(p)) {
				if text == "11.10%" {
					said++
				}
			}
		}
		if said < 2 {
			t.Errorf("%s prints 11.10%% %d times, want it in the headline and as the hero at least", profile, said)
		}
	}
}
