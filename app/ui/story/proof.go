package story

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// makeProof is the foot of the evidence card: which metric or quote stands beside the beat and in which chart. It only
// says so; choosing is another screen's.
func (e *Editor) makeProof() fyne.CanvasObject {
	words := look.NewElided("", look.Caption)
	choose := look.NewCompact(say.T("Choose…"), func() {
		if e.params.OnEvidenceRequested != nil {
			e.params.OnEvidenceRequested()
		}
	})
	e.steady(choose)
	(&look.Aside{}).Add(choose) // it stands between two fields
	e.showProof = func(b *brief.Brief) {
		words.SetText(proofWords(b.Evidence))
		choose.SetText(say.T("Change…"))
		if b.Evidence.IsZero() {
			choose.SetText(say.T("Choose…"))
		}
	}
	return look.Inset(look.Between(words, choose), 5, 0, fieldInset, 0)
}

// proofWords says what the evidence is.
func proofWords(p brief.Proof) string {
	var parts []string
	switch {
	case p.Quote != nil:
		parts = append(parts, say.F("Quote: “%s”", p.Quote.Words))
	case p.Hero != "":
		parts = append(parts, say.F("Hero: %s", p.Hero))
	}
	if c := p.Chart; c != nil {
		parts = append(parts, say.F("Chart: %s of %s", say.Within(say.T(c.Kind.Label())), strings.Join(c.Metrics, ", ")))
	}
	if len(parts) == 0 {
		return say.T("No metric, quote or chart chosen yet")
	}
	return strings.Join(parts, "  ·  ")
}
