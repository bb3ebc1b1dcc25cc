package story

import "slices"

// step moves the focus along the fields, as Tab and Enter do; after the last comes the first. What the coach says stands
// in a look.Aside each and is no station.
func (e *Editor) step(f *field, d int) {
	n := len(e.fields)
	e.Focus(e.fields[(slices.Index(e.fields, f)+d+n)%n].place)
}

// arrow moves the focus to the field below or above, into its first line or its last.
func (e *Editor) arrow(f *field, down bool) bool {
	i := slices.Index(e.fields, f)
	switch {
	case down && i+1 < len(e.fields):
		e.Focus(e.fields[i+1].place)
		e.fields[i+1].prose.SetCursor(0)
	case !down && i > 0:
		e.Focus(e.fields[i-1].place)
	default:
		return false
	}
	return true
}

// Return puts the caret back where it was last, or where writing goes on.
func (e *Editor) Return() {
	if e.last == nil {
		e.FocusFirst()
		return
	}
	e.params.Canvas.Focus(e.last.prose)
}

// NextFinding moves the focus to the hint after the caret, or with step -1 to the one before it, and reports whether
// there is one. With all, it is the first or the last of all hints. A hint without a button has its field focused.
func (e *Editor) NextFinding(step int, all bool) bool {
	var hints []*notice
	next, previous := 0, -1
	for _, f := range e.fields {
		if f.prose.Active() { // the hints of a field follow its text
			next, previous = len(hints), len(hints)-1
		}
		for _, n := range f.findings {
			if n.aside.HasFocus(e.params.Canvas) || n == e.visited && f.prose.Active() {
				next, previous = len(hints)+1, len(hints)-1
			}
			hints = append(hints, n)
		}
	}
	if all {
		next, previous = 0, len(hints)-1
	}
	at := next
	if step < 0 {
		at = previous
	}
	if at < 0 || at >= len(hints) {
		return false
	}
	n := hints[at]
	e.params.Canvas.Focus(n.field.prose)
	e.visited = n
	n.aside.Enter(e.params.Canvas)
	e.reveal(n.object)
	return true
}

// Mend does the first thing that can be done about a finding of the field the caret is in, and reports whether there was
// one: it links a number to its figure, or asks why it was typed.
func (e *Editor) Mend() bool {
	for _, f := range e.fields {
		for _, n := range f.findings {
			if f.prose.Active() && n.first != nil || n.aside.HasFocus(e.params.Canvas) && n.first != nil {
				n.first()
				return true
			}
		}
	}
	return false
}
