package brief

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/part"
)

func TestAReasonOutlivesTheSentenceButNotItsNumber(t *testing.T) {
	b := New("x")
	b.Headline = "The market is worth €4bn, and €4bn again"
	b.GiveReason("headline", "€4bn", 1, "  analyst\n report ")
	b.GiveReason("headline", "€5bn", 0, "gone")
	if got := b.TypedReason("headline", "€4bn", 1); got != "analyst report" {
		t.Errorf("the reason is %q", got)
	}
	b.Headline = "Analysts see €4bn here and €4bn there"
	b.PruneTyped()
	want := []*TypedReason{{Place: "headline", Text: "€4bn", Occurrence: 1, Reason: "analyst report"}}
	if diff := cmp.Diff(want, b.Typed()); diff != "" {
		t.Error(diff)
	}
	b.GiveReason("headline", "€4bn", 1, "contract")
	if c := b.Clone().Typed(); len(c) != 1 || c[0].Reason != "contract" {
		t.Errorf("the copy has %v", c)
	}
	b.Headline = "Analysts see €4bn"
	if b.PruneTyped(); len(b.Typed()) > 0 {
		t.Errorf("a number that is gone keeps its reason: %v", b.Typed())
	}
	b.GiveReason("headline", "€4bn", 0, "contract")
	if b.GiveReason("headline", "€4bn", 0, ""); len(b.Typed()) > 0 {
		t.Errorf("the reason cannot be taken back: %v", b.Typed())
	}
}

func TestAnEditAppliesOnlyToTheTextItWasMadeFor(t *testing.T) {
	b := New("x")
	b.Headline = "Conversion is 12.4% now"
	e := Edit{Place: "headline", Start: 14, End: 19, Is: "12.4%", With: "{Conversion}"}
	if !e.Apply(b) || b.Headline != "Conversion is {Conversion} now" {
		t.Errorf("it reads %q", b.Headline)
	}
	if e.Apply(b) || b.Headline != "Conversion is {Conversion} now" {
		t.Errorf("applied twice it reads %q", b.Headline)
	}
	for _, e := range []Edit{{Place: "nowhere"}, {Place: "headline", Start: 5, End: 4}, {Place: "headline", Start: -1}, {Place: "headline", End: 99}} {
		if e.Apply(b) {
			t.Errorf("%+v was applied", e)
		}
	}
}

func TestPrioritiesAreToldApart(t *testing.T) {
	b := New("x")
	b.AddPart(PriorityKind, &Priority{Meta: part.Meta{ID: "Retention"}, Sentence: "Win back retention"})
	if p := b.Priority(" retention "); p == nil || b.Priority("growth") != nil {
		t.Errorf("found %v", p)
	}
	b.AddPart(PriorityKind, &Priority{Meta: part.Meta{ID: "retention"}})
	if b.Validate() == nil {
		t.Error("two priorities of one name are valid")
	}
}
