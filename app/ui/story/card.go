package story

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// card is one card of the editor: its name, its meter, its fields with their findings.
type card struct {
	object *look.Card
	head   *fyne.Container
	trace  *look.Text // where the figure at the caret comes from
	meter  *look.Text
	count  func(*brief.Brief) (text string, over bool)
	fields []*field
}

func (e *Editor) makeCards() {
	headline := e.newField("headline", look.Style{Size: look.SizeHeadline, Bold: true}, true)
	e.addCard(say.T("Headline"), func(b *brief.Brief) (string, bool) {
		n := brief.Words(b.Headline)
		return say.F("%d of %d words", n, coach.HeadlineWords), n > coach.HeadlineWords
	}, []*field{headline}, headline.object)

	what := e.newField("ask.what", look.Body, true)
	from, by := e.newField("ask.from", look.Body, true), e.newField("ask.by", look.Body, true)
	e.addCard(say.T("Ask"), nil, []*field{what, from, by}, what.object, container.New(pairLayout{}, labelled(say.T("From"), from), labelled(say.T("By"), by)))

	for _, k := range brief.Beats {
		lead := e.newField(brief.PlaceOf(k, "lead"), look.Strong, true)
		body := e.newField(brief.PlaceOf(k, "body"), look.Body, false)
		objects := []fyne.CanvasObject{lead.object, body.object}
		if k == brief.Evidence {
			objects = append(objects, e.makeProof())
		}
		e.addCard(say.T(k.String()), func(b *brief.Brief) (string, bool) {
			l, n := brief.Words(b.Beats[k].Lead), brief.Words(b.Beats[k].Body)
			return say.F("lead %d · body %d of %d", l, n, coach.BodyWords), l > coach.LeadWords || n > coach.BodyWords
		}, []*field{lead, body}, objects...)
	}
}

func (e *Editor) addCard(name string, count func(*brief.Brief) (string, bool), fields []*field, objects ...fyne.CanvasObject) {
	c := &card{count: count, fields: fields, trace: look.NewElided("", traceStyle), meter: look.NewText("", look.Caption)}
	c.head = container.New(headLayout{}, look.NewText(name, look.Name), c.trace, c.meter)
	// The fields' text begins a little inside them; the name lines up with the text, not with the fields.
	column := append([]fyne.CanvasObject{look.Inset(c.head, 0, 2, fieldInset, fieldInset)}, objects...)
	c.object = look.NewBareCard(look.Inset(look.Column(1, column...), 10, 10, 12, 12))
	for _, f := range fields {
		f.card = c
	}
	e.cards = append(e.cards, c)
}

// measure brings the word meter up to date.
func (c *card) measure(b *brief.Brief) {
	if c.count == nil {
		return
	}
	text, over := c.count(b)
	style := look.Caption
	if over {
		style.Color, style.Bold = look.Warn, true
	}
	c.meter.SetText(text)
	c.meter.SetStyle(style)
	c.head.Refresh()
}

// labelled puts a small label before a field of one line.
func labelled(label string, f *field) fyne.CanvasObject {
	return container.New(labelLayout{}, look.NewText(label, look.Caption), f.object)
}

// fieldInset is how far inside a field its text begins; see look.Prose.
const fieldInset = 3

// labelLayout puts a label at the left of a field, on the field's first line.
type labelLayout struct{}

const labelGap = 5

func (labelLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	label, f := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(fieldInset+label.Width+labelGap+f.Width, max(label.Height, f.Height))
}

func (labelLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	label := o[0].MinSize()
	o[0].Resize(label)
	// The caption is smaller than the field's text: this puts both on one base line.
	o[0].Move(fyne.NewPos(fieldInset, fieldInset+look.Body.Measure("M").Height-label.Height-2))
	x := fieldInset + label.Width + labelGap
	o[1].Move(fyne.NewPos(x, 0))
	o[1].Resize(fyne.NewSize(max(0, size.Width-x), size.Height))
}

// pairLayout puts two fields side by side, the first on half of the width.
type pairLayout struct{}

func (pairLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+16, max(a.Height, b.Height))
}

func (pairLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - 16) / 2
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+16, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}
