package evidence

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/app/ui/parts"
)

// priorities is the list of what the executives said they want, and which of it each beat serves. A metric that a
// priority is measured by stands higher in the list of heroes.
type priorities struct {
	screen  *Screen
	list    *parts.List
	links   *fyne.Container
	chips   [len(brief.Beats)]*look.Chip
	choices parts.Choices
	object  *look.Card
}

func newPriorities(s *Screen) *priorities {
	p := &priorities{screen: s}
	p.list = parts.New(parts.Params{
		Spec: brief.Kinds.Of(brief.PriorityKind), Do: s.p.Do, OnProblem: s.p.OnProblem,
		About: say.T("What leadership said matters this year, in their words. A beat that serves one says so."),
	})
	var links []fyne.CanvasObject
	for _, k := range brief.Beats {
		p.chips[k] = look.NewChip(nil, "", func(option string) { p.link(k, option) })
		links = append(links, look.Labelled(say.F("%s serves", say.T(k.String())), p.chips[k]))
	}
	p.links = container.New(look.Grid{Least: 110, Most: 4}, links...)
	p.object = look.NewCard(look.Column(14, p.list.Object(), p.links))
	return p
}

// show shows which of the brief's priorities each beat serves; the list is shown with its findings.
func (p *priorities) show(b *brief.Brief) {
	p.choices = parts.ChoicesOf(b, brief.PriorityKind)
	show(p.links, len(b.Priorities()) > 0)
	for _, k := range brief.Beats {
		p.chips[k].SetOptions(p.choices.Labels)
		p.chips[k].SetSelected(p.choices.Label(b.Beats[k].Priority))
	}
}

// link says which priority a beat serves.
func (p *priorities) link(k brief.BeatKind, option string) {
	id := p.choices.ID(option)
	p.screen.do(say.F("%s serves a priority", say.T(k.String())), func(b *brief.Brief) { b.Beats[k].Priority = id })
}
