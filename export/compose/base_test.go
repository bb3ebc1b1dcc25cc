package compose_test

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// onPaper is what the page prints, without the spaces that line breaks and no-break spaces make of them.
func onPaper(t *testing.T, b *brief.Brief) string {
	t.Helper()
	doc, findings := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	for _, f := range errorsOf(findings) {
		t.Errorf("%+v", f)
	}
	var all strings.Builder
	for _, p := range doc.Pages {
		all.WriteString(texts(p))
	}
	return strings.NewReplacer(" ", "", "\u00a0", "", "\n", "").Replace(all.String())
}

func TestTheHeroSaysWhatItStandsOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ n, against, want string }{
		{"{Operating profit} of sales", "vs Q2, same plants", "n = €2M of sales · vs Q2, same plants"},
		{"N = 40 plants", "", "N = 40 plants"}, // as the writer has it
		{"", "vs Q2, same plants", "vs Q2, same plants"},
	} {
		b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 2e6}})
		b.Evidence.N, b.Evidence.Against = c.n, c.against
		if got := compose.Text(pagetest.Fonts(t), b, compose.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("want %q in\n%s", c.want, got)
		}
		if want := compact(c.want); !strings.Contains(onPaper(t, b), want) {
			t.Errorf("want %q in\n%s", want, onPaper(t, b))
		}
	}
}

func TestAQuoteSaysWhoAgreesAndThatItMayBeUsed(t *testing.T) {
	t.Parallel()
	b := brief.New("x")
	b.Headline = "Hinge B holds"
	b.Evidence.Quote = &brief.Quote{Words: "It never came loose.", Role: "Buyer", Segment: "retail", Date: "Oct 2026", Similar: "9 of 12", Consent: "by mail"}
	if want := "9of12saidsimilar·Consent:bymail"; !strings.Contains(onPaper(t, b), want) {
		t.Errorf("want %q in\n%s", want, onPaper(t, b))
	}
}

func TestTypedNumbersStandInTheNotesWithTheirReasons(t *testing.T) {
	t.Parallel()
	b := withHero(map[metric.Scenario][]float64{metric.AC: {1e6, 2e6}})
	b.Beats[brief.Conflict].Lead = "A contract of €4m ends in March."
	b.GiveReason("conflict.lead", "€4m", 0, "contract value.")
	if want := "Typedbyhand:€4m(contractvalue)"; !strings.Contains(onPaper(t, b), want) {
		t.Errorf("want %q in\n%s", want, onPaper(t, b))
	}
}
