// Package parts is the list of a brief's parts of one kind, each with a form that is drawn from the fields of the kind.
// Screens put it among what they show; it knows no kind by name, and changes the brief through Params alone.
//
//	list := parts.New(parts.Params{Spec: brief.Kinds.Of(kind), Do: session.Do, OnProblem: …})
//	list.Show(session.Brief(), findings)   // at once, and after every change of either
//	… list.Object() …
//
// Everything here belongs to the window's goroutine.
package parts

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/part"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what a list needs. All fields but About are required.
type Params struct {
	Spec *part.Spec
	// About says under the title what the parts are for.
	About string
	// Do changes the brief as one step of undo; see session.Do.
	Do func(name string, change func(*brief.Brief) error) error
	// OnProblem is told why a change was refused that is about no field.
	OnProblem func(err error)
}

// List is the list. Make one with New and give it a brief with Show.
type List struct {
	p     Params
	brief *brief.Brief
	rows  []*row

	add    *look.Button
	list   *fyne.Container
	object *fyne.Container
}

// New returns the list of an empty brief.
func New(p Params) *List {
	l := &List{p: p, list: look.Column(14)}
	l.add = look.NewCompact(say.F("Add %s", l.one()), l.addPart)
	l.object = look.Column(10, look.Between(look.NewText(say.T(p.Spec.Plural), look.Name), l.add))
	if p.About != "" {
		l.object.Add(look.NewParagraph(p.About, look.Caption))
	}
	l.object.Add(l.list)
	return l
}

// Object returns what to put in the window.
func (l *List) Object() fyne.CanvasObject { return l.object }

// one is the kind in a sentence: "a priority", "an option".
func (l *List) one() string { return say.T(l.p.Spec.One()) }

// Show shows another snapshot of the brief, with what there is to say about it. Rows stay while there are as many, so that
// what is being typed stays.
func (l *List) Show(b *brief.Brief, findings []brief.Finding) {
	changed := b != l.brief
	l.brief = b
	all := b.PartsOf(l.p.Spec.Kind)
	for len(l.rows) > len(all) {
		l.rows = l.rows[:len(l.rows)-1]
	}
	for len(l.rows) < len(all) {
		l.rows = append(l.rows, newRow(l, len(l.rows)))
	}
	if len(l.list.Objects) != len(l.rows) {
		l.list.RemoveAll()
		for _, r := range l.rows {
			l.list.Add(r.object)
		}
	}
	for i, p := range all {
		l.rows[i].show(p, findings, changed)
	}
}

// Focus returns what is to have the focus where a text of a part is to be mended, nil for the places of other kinds.
func (l *List) Focus(place brief.Place) fyne.Focusable {
	for _, r := range l.rows {
		for _, c := range r.controls {
			if l.p.Spec.At(r.place, c.field) == place {
				return c.focusable()
			}
		}
	}
	return nil
}

// do changes the brief; step is what is done with one part, such as "Add %s".
func (l *List) do(step string, change func(*brief.Brief) error) error {
	return l.p.Do(say.F(step, l.one()), change)
}

// addPart adds a part with a text that is typed over.
func (l *List) addPart() {
	err := l.do(say.Key("Add %s"), func(b *brief.Brief) error {
		p, main := l.p.Spec.New(""), l.p.Spec.Main()
		if main.Type == part.Text || main.Type == part.Lines {
			if err := main.Set(p, fmt.Sprintf("%s %d", l.p.Spec.Title, len(l.rows)+1)); err != nil {
				return err
			}
		}
		b.AddPart(l.p.Spec.Kind, p)
		return nil
	})
	if err != nil {
		l.p.OnProblem(err)
		return
	}
	l.focus(len(l.rows)-1, 0)
	if n := len(l.rows); n > 0 && l.rows[n-1].controls[0].input != nil {
		l.rows[n-1].controls[0].input.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// untouched reports whether a part says nothing but what addPart gave it.
func (l *List) untouched(p part.Part) bool {
	for i := range l.p.Spec.Fields {
		text := l.p.Spec.Fields[i].Get(p)
		if i == 0 {
			text = strings.TrimLeft(strings.TrimPrefix(text, l.p.Spec.Title), " 0123456789")
		}
		if text != "" {
			return false
		}
	}
	return true
}

// remove removes the i-th part; the focus goes to the one that takes its place.
func (l *List) remove(i int) {
	err := l.do(say.Key("Remove %s"), func(b *brief.Brief) error {
		if all := b.PartsOf(l.p.Spec.Kind); i < len(all) {
			b.RemovePart(b.PlaceOfPart(all[i]))
		}
		return nil
	})
	if err != nil {
		l.p.OnProblem(err)
		return
	}
	l.focus(min(i, len(l.rows)-1), 0)
}

// move exchanges the i-th part with the one step places after it; the focus stays in its field.
func (l *List) move(i, step, field int) {
	to := i + step
	if to < 0 || to >= len(l.rows) {
		return
	}
	if input := l.rows[i].controls[field].input; input != nil {
		input.Commit()
	}
	err := l.do(say.Key("Move %s"), func(b *brief.Brief) error {
		all := slices.Clone(b.PartsOf(l.p.Spec.Kind))
		if max(i, to) < len(all) {
			all[i], all[to] = all[to], all[i]
			b.SetParts(l.p.Spec.Kind, all)
		}
		return nil
	})
	if err != nil {
		l.p.OnProblem(err)
		return
	}
	l.focus(to, field)
}

// paste puts the parts that a pasted text holds after the i-th, or in the place of it where nothing was typed there yet.
func (l *List) paste(i int, text string) error {
	spec := l.p.Spec
	pasted, err := spec.Rows(text)
	if err != nil || len(pasted) == 0 {
		return err
	}
	l.rows[i].controls[0].input.Commit()
	at, name := i+1, say.F("Paste %s", l.one())
	if len(pasted) > 1 {
		name = say.F("Paste %d %s", len(pasted), say.Within(say.T(spec.Plural)))
	}
	err = l.p.Do(name, func(b *brief.Brief) error {
		if all := b.PartsOf(spec.Kind); l.untouched(all[i]) {
			b.RemovePart(b.PlaceOfPart(all[i]))
			at = i
		}
		before := len(b.PartsOf(spec.Kind))
		for _, p := range pasted {
			b.AddPart(spec.Kind, spec.Clone(p))
		}
		all := b.PartsOf(spec.Kind)
		b.SetParts(spec.Kind, slices.Concat(all[:at], all[before:], all[at:before]))
		return nil
	})
	if err == nil {
		l.focus(at+len(pasted)-1, 0)
	}
	return err
}

// focus gives a field of the i-th part the focus, or the way to add one where there is none.
func (l *List) focus(i, field int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(l.object)
	if c == nil {
		return
	}
	if i < 0 || i >= len(l.rows) {
		c.Focus(l.add)
		return
	}
	c.Focus(l.rows[i].controls[field].focusable())
}
