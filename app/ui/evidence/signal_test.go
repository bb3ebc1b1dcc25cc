package evidence

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

func TestHeroesAreRankedAndSayWhy(t *testing.T) {
	b := sample()
	b.Metrics = append(b.Metrics, series("Churn", b.Metrics[1].Unit, 0.03, 0.031, 0.03, 0.031, 0.03, 0.05))
	b.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Churn below 3%", Metric: "Churn"})
	d := open(t, b)
	if first := d.heroes.rows[0]; first.name != "Churn" || !strings.Contains(first.why, "rose 2\u00a0pp, 20× its usual month-to-month change; a stated priority") {
		t.Errorf("the first is %q: %q", first.name, first.why)
	}
}

func TestTheChartThatFitsIsOneClickAway(t *testing.T) {
	b := sample()
	b.Evidence = brief.Proof{Hero: "ARR", Chart: &brief.Chart{Kind: brief.Bar, Metrics: []string{"ARR"}}}
	d := open(t, b)
	looktest.Button(t, d.advice, "Use it").OnPress()
	if c := d.b.Evidence.Chart; c.Kind != brief.Column {
		t.Errorf("the chart is %s", c.Kind)
	}
	if d.advice.Visible() {
		t.Error("what is already done is still advised")
	}
}

func TestABaseAndAConsentAreTyped(t *testing.T) {
	b := sample()
	b.Evidence.Hero = "Trials"
	d := open(t, b)
	test.Type(d.base.n, "1,204 trials")
	test.Type(d.base.against, "vs Q2")
	if e := d.b.Evidence; e.N != "1,204 trials" || e.Against != "vs Q2" {
		t.Errorf("the evidence is %+v", e)
	}
	d.asQuote.Tapped(nil)
	test.Type(d.quote.similar, "9 of 12")
	if d.Focus("evidence.quote.consent") != d.quote.consent || d.b.Evidence.Quote.Similar != "9 of 12" {
		t.Errorf("the quote is %+v", d.b.Evidence.Quote)
	}
}

func TestWhatIsSaidOfAChartIsTyped(t *testing.T) {
	b := sample()
	b.Evidence.Chart = &brief.Chart{Kind: brief.Line, Metrics: []string{"Trials"}}
	d := open(t, b)
	put := func(f *look.Field, text string) {
		f.SetText(text)
		f.Commit()
	}
	put(d.details.since, "Jan 2026")
	put(d.details.until, "Mar 2026")
	put(d.details.at[0], "Feb 2026")
	put(d.details.text[0], "Launch")
	put(d.details.alt, "Trials rise.")
	c := d.b.Evidence.Chart
	if c.Difference != (brief.Span{From: "Jan 2026", To: "Mar 2026"}) || c.Alt != "Trials rise." || len(c.Annotations) != 1 || c.Annotations[0] != (brief.Annotation{At: "Feb 2026", Text: "Launch"}) {
		t.Errorf("the chart is %+v", c)
	}
	put(d.details.at[0], "")
	put(d.details.text[0], "")
	if n := len(d.b.Evidence.Chart.Annotations); n != 0 {
		t.Errorf("%d remarks are left", n)
	}
	if d.Focus(brief.AltPlace) != d.details.alt || !d.details.other.Visible() {
		t.Error("a finding about the description does not lead to it")
	}
}

func TestPrioritiesAreAddedLinkedAndRemoved(t *testing.T) {
	d := open(t, sample())
	looktest.Button(t, d.priorities.object, "Add a priority").OnPress()
	sentence := d.Focus("priority.priority-1").(*look.Field)
	sentence.SetText("Grow what customers pay us")
	sentence.Commit()
	d.Focus("priority.priority-1.metric").(*look.Chip).Choose("ARR")
	d.priorities.chips[brief.Resolution].Choose("Grow what customers pay…")
	if p := d.b.Priorities()[0]; p.Sentence != "Grow what customers pay us" || p.Metric != "ARR" || d.b.Beats[brief.Resolution].Priority != p.ID {
		t.Errorf("the priorities are %+v, the resolution serves %q", d.b.Priorities(), d.b.Beats[brief.Resolution].Priority)
	}
	looktest.Button(t, d.priorities.object, "Remove").OnPress()
	if len(d.b.Priorities()) != 0 || d.b.Beats[brief.Resolution].Priority != "" {
		t.Errorf("left: %+v, %q", d.b.Priorities(), d.b.Beats[brief.Resolution].Priority)
	}
}

func TestABeatServesTheSecondOfTwoPrioritiesThatBeginAlike(t *testing.T) {
	b := sample()
	for _, end := range []string{"in Europe", "in Asia"} {
		b.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Grow what customers pay " + end})
	}
	d := open(t, b)
	chip := d.priorities.chips[brief.Context]
	chip.Choose("Grow what customers pay…")
	if got := d.b.Beats[brief.Context].Priority; got != "grow-what-customers-pay-in-europe" {
		t.Errorf("the first is %q", got)
	}
	chip.Choose("Grow what customers pay… (grow-what-customers-pay-in-asia)")
	if got := d.b.Beats[brief.Context].Priority; got != "grow-what-customers-pay-in-asia" {
		t.Errorf("the second is %q", got)
	}
}
