package story

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// notice is a finding under its field: what is wrong, what mends it in one press, and on demand why a reader cares, with
// an example.
type notice struct {
	field   *field
	finding brief.Finding

	aside  *look.Aside
	rule   *coach.Rule     // nil for what no rule of the coach finds
	more   *fyne.Container // what was asked for: the example, the reason
	why    *look.Button
	first  func()      // what is done about it, the first of the buttons but Why; nil where only the writer can
	open   bool        // the example is shown
	reason *look.Input // for a number that was typed on purpose; nil until asked for
	object fyne.CanvasObject
}

var tones = map[brief.Severity]look.Tone{brief.Error: look.ToneBad, brief.Warning: look.ToneWarn, brief.Info: look.ToneCalm}

func newNotice(f *field, x brief.Finding) *notice {
	n := &notice{field: f, finding: x, aside: f.newAside(), rule: coach.RuleOf(x.Code), more: look.Column(6)}
	n.more.Hide()
	words := hereText(x.Text, f.prose.Text)
	var actions []fyne.CanvasObject
	if r := f.editor.params.Replacement; r != nil {
		if label, _, ok := r(f.editor.shown, x); ok {
			actions = append(actions, look.NewCompact(label, n.mend))
			n.first = n.mend
		}
	}
	if len(actions) == 0 && x.Fix != "" {
		words += " " + x.Fix
	}
	if x.Typed != nil {
		actions = append(actions, look.NewCompact(say.T("Give a reason…"), n.askReason))
		if n.first == nil {
			n.first = n.askReason
		}
	}
	if n.rule != nil && n.rule.Why+n.rule.Better != "" {
		n.why = look.NewLink(say.T("Why?"), n.toggle)
		actions = append(actions, n.why)
	}
	for _, a := range actions {
		f.editor.steady(a.(*look.Button))
		n.aside.Add(a.(*look.Button))
	}
	row := container.New(&noticeRow{}, look.NewParagraph(words, look.Small), look.Line(8, actions...))
	n.object = look.NewToned(tones[x.Severity], look.Column(6, row, n.more))
	return n
}

// newAside returns what stands beside the field's text.
func (f *field) newAside() *look.Aside {
	return &look.Aside{Home: f.prose, Next: func() { f.editor.step(f, 1) }}
}

// says reports whether the notice would say the same of another finding. Where its text stands may differ.
func (n *notice) says(x brief.Finding) bool {
	y := n.finding
	return x.Code == y.Code && x.Severity == y.Severity && x.Text == y.Text && x.Fix == y.Fix &&
		(x.Edit == nil) == (y.Edit == nil) && (x.Typed == nil) == (y.Typed == nil)
}

// mend does what mends the finding.
func (n *notice) mend() {
	e := n.field.editor
	if _, text, ok := e.params.Replacement(e.shown, n.finding); ok {
		e.typed(n.field.place, text)
	}
}

// steady keeps the field that is being written as tall as it is while the mouse is down on a button: at rest its text may
// take fewer lines, and the button would move away under the press.
func (e *Editor) steady(b *look.Button) {
	b.OnHold = func(down bool) {
		if e.last != nil {
			e.last.prose.Hold(down)
			e.settle()
		}
	}
}

// toggle shows why a reader cares, and how it is better said; or puts that away.
func (n *notice) toggle() {
	n.open = !n.open
	n.why.SetText(say.T("Why?"))
	if n.open {
		n.why.SetText(say.T("Less"))
	}
	n.fill()
}

// fill puts into the notice what was asked for.
func (n *notice) fill() {
	n.more.RemoveAll()
	if n.open {
		faint := look.Style{Color: look.Muted, Size: look.SizeSmall}
		if n.rule.Why != "" {
			n.more.Add(look.NewParagraph(say.T(n.rule.Why), look.Small))
		}
		if n.rule.Weak != "" && n.rule.Better != "" {
			n.more.Add(look.NewFlow(look.Small, look.Run{Text: say.T("Weak: "), Style: faint}, look.Run{Text: say.T(n.rule.Weak)}))
			n.more.Add(look.NewFlow(look.Small, look.Run{Text: say.T("Better: "), Style: faint}, look.Run{Text: say.T(n.rule.Better)}))
		}
	}
	if n.reason != nil {
		n.more.Add(n.reason)
	}
	if len(n.more.Objects) == 0 {
		n.more.Hide()
	} else {
		n.more.Show()
	}
	n.field.object.Refresh()
	n.field.editor.settle()
}

// askReason opens a line for why the number was typed. Enter gives the reason, Escape leaves it.
func (n *notice) askReason() {
	e := n.field.editor
	if n.reason == nil {
		n.reason = look.NewInput(say.T("Why it is typed: a contract, a forecast…"))
		n.reason.OnKey = n.reasonKey
		n.aside.AddInput(n.reason)
	}
	n.fill()
	e.params.Canvas.Focus(n.reason)
}

func (n *notice) reasonKey(k *fyne.KeyEvent) bool {
	e := n.field.editor
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if t := n.finding.Typed; strings.TrimSpace(n.reason.Text) != "" {
			e.giveReason(*t, n.reason.Text)
			e.params.Canvas.Focus(n.field.prose)
		}
	case fyne.KeyEscape:
		e.params.Canvas.Focus(n.field.prose)
		n.aside.Remove(n.reason)
		n.reason = nil
		n.fill()
	default:
		return false
	}
	return true
}

// giveReason says why a number was typed; an empty reason takes one back.
func (e *Editor) giveReason(t brief.TypedReason, reason string) {
	name := say.F("Give a reason for %s", t.Text)
	if reason == "" {
		name = say.F("Remove the reason for %s", t.Text)
	}
	err := e.params.Session.Do(name, func(b *brief.Brief) error {
		b.GiveReason(t.Place, t.Text, t.Occurrence, reason)
		return nil
	})
	if err != nil && e.params.OnFailed != nil {
		e.params.OnFailed(err)
	}
}

// showReasons lists why numbers of the field were typed, each to be removed.
func (f *field) showReasons(all []*brief.TypedReason) {
	var given []*brief.TypedReason
	for _, t := range all {
		if t.Place == f.place && strings.Count(f.prose.Text, t.Text) > t.Occurrence {
			given = append(given, t)
		}
	}
	if slices.EqualFunc(given, f.given, func(a, b *brief.TypedReason) bool { return *a == *b }) {
		return
	}
	for _, a := range f.removes {
		a.Leave(f.editor.params.Canvas)
	}
	f.given, f.removes = given, nil
	f.reasons.RemoveAll()
	for _, t := range given {
		words := look.NewElided(say.F("“%s” is typed: %s", t.Text, t.Reason), look.Caption)
		remove := look.NewLink(say.T("Remove"), func() { f.editor.giveReason(*t, "") })
		f.editor.steady(remove)
		aside := f.newAside()
		aside.Add(remove)
		f.removes = append(f.removes, aside)
		f.reasons.Add(look.Inset(look.Between(words, remove), 0, 0, fieldInset, 0))
	}
	if len(given) == 0 {
		f.reasons.Hide()
	} else {
		f.reasons.Show()
	}
	f.object.Refresh()
}

// noticeRow puts the words at the left and what can be done at the right, or under them where they would be squeezed.
type noticeRow struct{ width float32 }

const (
	noticeGap   float32 = 10
	noticeLeast float32 = 260 // the least width the words are read well at
)

func (l *noticeRow) below(actions float32) bool {
	return l.width > 0 && l.width-actions-noticeGap < noticeLeast
}

func (l *noticeRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	words, actions := o[0].MinSize(), o[1].MinSize()
	if l.below(actions.Width) {
		return fyne.NewSize(max(words.Width, actions.Width), words.Height+4+actions.Height)
	}
	return fyne.NewSize(words.Width+noticeGap, max(words.Height, actions.Height))
}

func (l *noticeRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	actions := o[1].MinSize()
	width := size.Width
	if actions.Width > 0 && !l.below(actions.Width) {
		width -= actions.Width + noticeGap
	}
	o[0].Resize(fyne.NewSize(width, o[0].MinSize().Height))
	h := o[0].MinSize().Height // again: wrapped text knows its height only once it has its width
	o[0].Resize(fyne.NewSize(width, h))
	o[1].Resize(actions)
	if l.below(actions.Width) {
		o[0].Move(fyne.NewPos(0, 0))
		o[1].Move(fyne.NewPos(0, h+4))
		return
	}
	o[0].Move(fyne.NewPos(0, (size.Height-h)/2))
	o[1].Move(fyne.NewPos(width+noticeGap, (size.Height-actions.Height)/2))
}
