package claim

import (
	"testing"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/figure/figuretest"
)

func reader(b *brief.Brief) *Reader { return New(figure.New(b), b) }

func TestTheLedgerHasTheNumbersTypedByHandWithTheirReasons(t *testing.T) {
	t.Parallel()
	b := figuretest.Sample()
	b.Headline = "{ARR} in all; the market is worth €4.2bn, of which we have 3%."
	b.GiveReason("headline", "€4.2bn", 0, "analyst report")
	got := reader(b).ByHand()
	if len(got) != 2 || got[0].Text != "€4.2bn" || got[0].Reason != "analyst report" || got[0].Value != 4.2e9 || got[1].Reason != "" {
		t.Errorf("%+v", got)
	}
	for _, e := range got {
		if e.Kind != figure.ByHand || e.Place != "headline" || e.Role != figure.RoleText {
			t.Errorf("%+v", e)
		}
	}
}
