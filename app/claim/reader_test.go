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

func TestASentenceCanBeKeptWithAReasonThatTheLedgerHas(t *testing.T) {
	t.Parallel()
	b := moving()
	b.Beats[1].Body = "NPS fell to {NPS}. NPS fell to {NPS}."
	f := brief.Field{Place: "conflict.body", Text: b.Beats[1].Body}
	found := reader(b).Contradictions(f)
	if len(found) != 2 || found[0].Occurrence != 0 || found[1].Occurrence != 1 || !found[1].Certain {
		t.Fatalf("%+v", found)
	}
	b.GiveReason(f.Place, found[1].Sentence, found[1].Occurrence, "the panel changed")
	r := reader(b)
	if found = r.Contradictions(f); found[0].Reason != "" || found[1].Reason != "the panel changed" {
		t.Errorf("%+v", found)
	}
	kept := r.ByHand()
	if len(kept) != 1 || kept[0].Kind != figure.Kept || kept[0].Text != "NPS fell to 44." || kept[0].Reason != "the panel changed" {
		t.Errorf("the ledger has %+v", kept)
	}
	b.Beats[1].Body = "NPS rose to {NPS}."
	if b.PruneTyped(); len(b.Typed()) > 0 {
		t.Error("the reason outlives its sentence")
	}
}
