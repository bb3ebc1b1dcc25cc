package story

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// field is one text of the brief in the editor, with its findings under it.
type field struct {
	editor *Editor
	place  brief.Place
	card   *card
	style  look.Style

	prose   *look.Prose
	notices *fyne.Container
	reasons *fyne.Container // why numbers in it were typed by hand
	object  *fyne.Container

	findings []*notice
	given    []*brief.TypedReason
	removes  []*look.Aside // of the reasons
	pieces   []figure.Piece
	starts   []int // the rune in the text where each piece begins
	showing  bool  // the text is being set by show, not typed
}

func (e *Editor) newField(place brief.Place, style look.Style, oneSentence bool) *field {
	f := &field{editor: e, place: place, style: style, prose: look.NewProse(style, ""), notices: look.Column(4), reasons: look.Column(0)}
	f.notices.Hide()
	f.reasons.Hide()
	f.object = look.Column(2, f.prose.Object(), f.reasons, f.notices)
	f.prose.Wheel = e.scroll
	f.prose.OnChanged = f.onChanged
	f.prose.OnFocus = f.onFocus
	f.prose.OnKey = func(k *fyne.KeyEvent) bool { return e.picker.key(f, k) }
	f.prose.OnTab = func(back bool) {
		if back {
			e.step(f, -1)
		} else {
			e.step(f, 1)
		}
	}
	f.prose.OnArrow = func(down bool) bool { return e.arrow(f, down) }
	f.prose.OnCursorChanged = func() {
		e.picker.caretMoved(f)
		f.trace()
	}
	f.prose.OnShortcut = e.params.OnShortcut
	f.prose.RestOffset = f.offset
	f.prose.Tints = tints
	if oneSentence {
		f.prose.OnEnter = func() { e.step(f, 1) }
	}
	e.fields = append(e.fields, f)
	return f
}

func (f *field) onChanged(text string) {
	if f.showing {
		return
	}
	f.editor.typed(f.place, text)
	f.editor.picker.typed(f)
	f.trace()
}

func (f *field) onFocus(focused bool) {
	f.card.object.SetActive(focused)
	f.trace()
	if !focused {
		f.editor.picker.left(f)
		f.setFindings(f.editor.findings, true)
		return
	}
	e := f.editor
	if e.last != f {
		e.visited = nil
	}
	e.last = f
	e.reveal(f.prose)
	if told := e.params.OnFocused; told != nil {
		told(f.place)
	}
}

// show brings the field to a snapshot's text, and at rest to its figures.
func (f *field) show(text, hint string, resolved figure.Text) {
	f.prose.SetHint(hint)
	if f.prose.Text != text {
		caret := changedUpTo(f.prose.Text, text)
		f.showing = true
		f.prose.SetText(text)
		f.showing = false
		if f.prose.Active() { // an undo: the caret goes where the text changed
			f.prose.SetCursor(caret)
		}
	}
	if slices.EqualFunc(f.pieces, resolved.Pieces, alike) && f.starts != nil {
		return
	}
	f.pieces = resolved.Pieces
	f.starts = starts(text, resolved.Pieces)
	runs := make([]look.Run, 0, len(f.pieces))
	plain := true
	tokens, _ := figure.Scan(text)
	isToken := tokenPieces(text, tokens)
	for i, p := range f.pieces {
		run := look.Run{Text: p.Text}
		if i < len(isToken) && isToken[i] {
			plain = false
			run.Style, run.Tint = f.style, look.FigureSoft
			run.Style.Color = look.Figure
			if p.Entry == nil { // did not resolve
				run.Style.Color, run.Tint = look.Bad, look.BadSoft
			}
		}
		runs = append(runs, run)
	}
	if plain {
		runs = nil
	}
	f.prose.SetRest(runs...)
}

// changedUpTo returns the rune offset in text after which it is as it was before.
func changedUpTo(before, text string) int {
	a, b := []rune(before), []rune(text)
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(b)
}

func alike(a, b figure.Piece) bool {
	return a.Text == b.Text && (a.Entry == nil) == (b.Entry == nil)
}

// tokenPieces tells which pieces of a resolved text are figures: pieces are the text's tokens with what stands between.
func tokenPieces(text string, tokens []figure.Token) []bool {
	var is []bool
	at := 0
	for _, t := range tokens {
		if t.Start > at {
			is = append(is, false)
		}
		is = append(is, true)
		at = t.End
	}
	if len(text) > at {
		is = append(is, false)
	}
	return is
}

// starts returns the rune offset in the text at which each piece begins.
func starts(text string, pieces []figure.Piece) []int {
	tokens, _ := figure.Scan(text)
	at := make([]int, 0, len(pieces))
	end := 0
	for _, t := range tokens {
		if t.Start > end {
			at = append(at, utf8.RuneCountInString(text[:end]))
		}
		at = append(at, utf8.RuneCountInString(text[:t.Start]))
		end = t.End
	}
	if len(text) > end || len(at) == 0 {
		at = append(at, utf8.RuneCountInString(text[:end]))
	}
	return at
}

// offset turns a place in the resolved text into one in the text as written: inside a figure, its end.
func (f *field) offset(run, offset int) int {
	if run >= len(f.starts) {
		return utf8.RuneCountInString(f.prose.Text)
	}
	tokens, _ := figure.Scan(f.prose.Text)
	if is := tokenPieces(f.prose.Text, tokens); run < len(is) && is[run] {
		if run+1 < len(f.starts) {
			return f.starts[run+1]
		}
		return utf8.RuneCountInString(f.prose.Text)
	}
	return f.starts[run] + offset
}

// tints returns the figures of a text, to be tinted while it is edited.
func tints(text string) [][2]int {
	tokens, _ := figure.Scan(text)
	spans := make([][2]int, len(tokens))
	for i, t := range tokens {
		from := utf8.RuneCountInString(text[:t.Start])
		spans[i] = [2]int{from, from + utf8.RuneCountInString(text[t.Start:t.End])}
	}
	return spans
}

// setFindings shows the findings of this field. Without settled, those that are shown stay while something of their kind
// is still found, as they are: nothing new appears under the writer's hands.
func (f *field) setFindings(all []brief.Finding, settled bool) {
	var own []brief.Finding
	for _, x := range all {
		// An empty field says what it wants by its placeholder; a notice under each would shout at somebody who begins.
		if x.Place == f.place && f.prose.Text != "" {
			own = append(own, x)
		}
	}
	if !settled || f.editor.picker.openFor(f) {
		found := own
		own = nil
		for _, shown := range f.findings {
			if slices.ContainsFunc(found, func(x brief.Finding) bool { return x.Code == shown.finding.Code }) {
				own = append(own, shown.finding)
			}
		}
	}
	if len(own) == 0 && len(f.findings) == 0 {
		return
	}
	// A notice that says the same as before is the same object: a reason that is being typed in it goes on.
	before := slices.Clone(f.findings)
	f.findings = nil
	f.notices.RemoveAll()
	for _, x := range own {
		i := slices.IndexFunc(before, func(n *notice) bool { return n.says(x) })
		if i < 0 {
			f.findings = append(f.findings, newNotice(f, x))
		} else {
			before[i].finding = x
			f.findings = append(f.findings, before[i])
			before = slices.Delete(before, i, i+1)
		}
		f.notices.Add(f.findings[len(f.findings)-1].object)
	}
	for _, gone := range before {
		gone.aside.Leave(f.editor.params.Canvas)
	}
	if len(own) == 0 {
		f.notices.Hide()
	} else {
		f.notices.Show()
	}
	f.object.Refresh()
}

// hereText is a finding's text for somebody who looks at the field it is about: a sentence that is quoted for those who
// do not is called "this sentence", and why it matters is left to the list of all findings.
func hereText(text, field string) string {
	for _, s := range brief.Sentences(field) {
		quoted := "“" + s + "”"
		if rest, ok := strings.CutPrefix(text, quoted); ok {
			text = say.F("This sentence%s", rest)
		}
		text = strings.Replace(text, say.F(" in “%s”", strings.TrimSuffix(s, ".")), "", 1)
	}
	if sentences := brief.Sentences(text); len(sentences) > 0 {
		return sentences[0]
	}
	return text
}
