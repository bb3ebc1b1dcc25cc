package evidence

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// quoteMost is how many words a quote has at most (SPEC §5).
const quoteMost = 40

// quoteForm is the quote as it is typed: its words, and who said them, where and when.
type quoteForm struct {
	p       Params
	setting bool // the fields are being filled, not typed in

	words, role, segment, date *look.Input
	consent, similar           *look.Input
	meter                      *look.Text
	object                     *fyne.Container
}

func newQuoteForm(p Params) *quoteForm {
	f := &quoteForm{p: p, meter: look.NewText("", look.Caption)}
	entry := func(place brief.Place, hint string) *look.Input {
		e := look.NewInput(hint)
		e.OnChanged = func(text string) { f.typed(place, text) }
		return e
	}
	f.words = entry("evidence.quote", say.T("What the customer said, word for word"))
	f.words.MultiLine, f.words.Wrapping = true, fyne.TextWrapWord
	f.words.SetMinRowsVisible(3)
	f.role = entry("evidence.quote.role", say.T("Head of Operations"))
	f.segment = entry("evidence.quote.segment", say.T("mid-market"))
	f.date = entry("evidence.quote.date", "Oct 2026")
	f.consent = entry("evidence.quote.consent", say.T("by mail, 3 Nov 2026"))
	f.similar = entry("evidence.quote.similar", say.T("9 of 12"))
	f.object = look.Column(10,
		look.Column(3, look.Between(look.NewText(say.T("Words"), look.Caption), f.meter), f.words),
		container.New(look.Grid{Least: 140, Most: 3},
			look.Labelled(say.T("Role"), f.role), look.Labelled(say.T("Segment"), f.segment), look.Labelled(say.T("Date"), f.date)),
		container.New(look.Grid{Least: 200, Most: 2},
			look.Labelled(say.T("How they agreed to be quoted"), f.consent), look.Labelled(say.T("How many said the same, of how many"), f.similar)))
	return f
}

// show fills the fields; a field that already holds the text is left alone, so that the caret stays.
func (f *quoteForm) show(q *brief.Quote) {
	if q == nil {
		q = &brief.Quote{}
	}
	f.setting = true
	defer func() { f.setting = false }()
	for e, text := range map[*look.Input]string{f.words: q.Words, f.role: q.Role, f.segment: q.Segment, f.date: q.Date, f.consent: q.Consent, f.similar: q.Similar} {
		if e.Text != text {
			e.SetText(text)
		}
	}
	n := len(strings.Fields(q.Words))
	f.meter.SetText(say.F("%d of %d words", n, quoteMost))
	s := look.Caption
	if n > quoteMost {
		s.Color = look.Warn
	}
	f.meter.SetStyle(s)
}

func (f *quoteForm) typed(place brief.Place, text string) {
	if f.setting {
		return
	}
	if err := f.p.Type(place, text); err != nil {
		f.p.OnProblem(err)
	}
}
