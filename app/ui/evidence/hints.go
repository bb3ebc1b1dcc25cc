package evidence

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/app/ui/parts"
)

// hint is what the coach says about the evidence, with what can be done about it.
type hint struct {
	tone        look.Tone
	name, words string
	action      string // what the button is called; empty for none
	kind        brief.ChartKind
}

// hintList is the hints that stand in one box.
type hintList struct {
	hints  []hint
	asides []*look.Aside
}

// fill lists the findings of some places. A chart that is refused offers the honest form in one click.
func (s *Screen) fill(box *fyne.Container, findings []brief.Finding, places ...string) {
	var hints []hint
	for _, f := range findings {
		if !slices.ContainsFunc(places, func(p string) bool { return strings.HasPrefix(string(f.Place), p) }) {
			continue
		}
		h := hint{words: f.Text, kind: f.Instead}
		h.tone, h.name = parts.Tone(f.Severity)
		if f.Fix != "" {
			h.words += " " + f.Fix
		}
		if i := slices.IndexFunc(chartKinds, func(x chartKind) bool { return x.Kind == f.Instead }); i >= 0 && chartKinds[i].possible(s.brief) {
			h.action = say.F("Show as %s", say.Within(say.T(f.Instead.Label())))
		}
		hints = append(hints, h)
	}
	s.put(box, hints)
}

// put shows hints in a box. What already stands there stays, and with it the focus that one of them may have.
func (s *Screen) put(box *fyne.Container, hints []hint) {
	list := s.hints[box]
	if slices.Equal(list.hints, hints) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(box); c != nil {
		for _, a := range list.asides {
			a.Leave(c)
		}
	}
	list.hints, list.asides = hints, nil
	box.RemoveAll()
	for _, h := range hints {
		var actions []fyne.CanvasObject
		if h.action != "" {
			b := look.NewCompact(h.action, func() { s.setKind(chartKindOf(h.kind)) })
			aside := &look.Aside{}
			aside.Add(b)
			list.asides = append(list.asides, aside)
			actions = append(actions, b)
		}
		box.Add(look.NewNotice(h.tone, h.name, h.words, actions...))
	}
	show(box, len(hints) > 0)
}

// NextFinding moves the focus to the hint after the one that has it, or with step -1 to the one before, and reports
// whether there is one. With all, it is the first or the last. A hint that has nothing to press is no station.
func (s *Screen) NextFinding(step int, all bool) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.scrolled)
	if c == nil {
		return false
	}
	asides := slices.Concat(s.hints[s.heroFindings].asides, s.hints[s.advice].asides, s.hints[s.chartFindings].asides)
	at := slices.IndexFunc(asides, func(a *look.Aside) bool { return a.HasFocus(c) })
	if step < 0 && (all || at < 0) {
		at = len(asides)
	}
	for at += step; at >= 0 && at < len(asides); at += step {
		if asides[at].Enter(c) {
			return true
		}
	}
	return false
}
