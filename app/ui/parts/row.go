package parts

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/part"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// row is the form of one part: its main text, its other fields, and what it is not ready without.
type row struct {
	list     *List
	at       int
	place    brief.Place
	controls []*control // of the fields of the kind, in their order
	up       *look.Button
	lacks    *look.Flow
	object   *fyne.Container
}

// textLines is how tall a field of several lines is.
const textLines = 2

func newRow(l *List, at int) *row {
	r := &row{list: l, at: at, lacks: look.NewParagraph("", look.Caption)}
	var short, long []fyne.CanvasObject
	for i := range l.p.Spec.Fields {
		c := newControl(r, i)
		r.controls = append(r.controls, c)
		switch {
		case i == 0:
		case c.field.Type == part.Lines:
			long = append(long, look.Column(4, look.Labelled(say.T(c.field.Label), c.object()), c.notes))
		default:
			short = append(short, look.Column(4, look.Labelled(say.T(c.field.Label), c.object()), c.notes))
		}
	}
	r.up = look.NewLink(say.T("Move up"), func() { l.move(r.at, -1, 0) })
	remove := look.NewLink(say.T("Remove"), func() { l.remove(r.at) })
	main := r.controls[0]
	r.object = look.Column(6, look.Between(main.object(), look.Line(0, r.up, remove)), main.notes)
	if len(short) > 0 {
		r.object.Add(container.New(look.Grid{Least: 140, Most: 3}, short...))
	}
	for _, o := range long {
		r.object.Add(o)
	}
	r.object.Add(r.lacks)
	return r
}

// show shows a part; changed says that the brief is another than before, and so what was refused there is past.
func (r *row) show(p part.Part, findings []brief.Finding, changed bool) {
	spec := r.list.p.Spec
	place := spec.Place(p, r.at)
	another := place != r.place
	r.place = place
	show(r.up, r.at > 0)
	for _, c := range r.controls {
		if changed {
			c.refused = ""
		}
		c.findings = nil
		for _, f := range findings {
			if f.Place == spec.At(place, c.field) {
				c.findings = append(c.findings, f)
			}
		}
		c.show(c.field.Get(p), another)
	}
	var lacks []string
	for _, lack := range spec.Missing(p) {
		lacks = append(lacks, say.F("Needs “%s”: %s", say.T(lack.Field.Label), say.T(lack.Why)))
	}
	r.lacks.SetText(strings.Join(lacks, "; "))
	show(r.lacks, len(lacks) > 0)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// control is one field of a part: a text that is typed, or a chip to choose from, with what there is to say about it.
type control struct {
	row      *row
	index    int
	field    *part.Field
	input    *look.Field // nil where the field is chosen
	chip     *look.Chip  // nil where it is typed
	choices  Choices
	chosen   string // the option that the chip shows
	refused  string // why the last value was not taken
	findings []brief.Finding
	notes    *fyne.Container
	said     []note // what notes shows
}

// note is one thing to say about a field.
type note struct {
	tone  look.Tone
	words string
}

func newControl(r *row, index int) *control {
	c := &control{row: r, index: index, field: &r.list.p.Spec.Fields[index], notes: look.Column(4)}
	c.notes.Hide()
	switch c.field.Type {
	case part.Choice, part.Metric, part.Link:
		c.chip = look.NewChip(nil, say.T(nothing), func(label string) {
			if was := c.chosen; !c.change(c.choices.ID(label)) {
				c.chip.SetSelected(was)
			}
		})
		return c
	}
	c.input = look.NewField(c.change)
	c.input.SetPlaceHolder(say.T(c.field.Hint))
	c.input.OnShortcut = c.shortcut
	if c.field.Type == part.Lines {
		c.input.SetLines(textLines)
	}
	return c
}

func (c *control) object() fyne.CanvasObject {
	if c.chip != nil {
		return c.chip
	}
	return c.input
}

func (c *control) focusable() fyne.Focusable {
	if c.chip != nil {
		return c.chip
	}
	return c.input
}

// show shows the value of the field, of another part than before where another says so.
func (c *control) show(text string, another bool) {
	if c.chip != nil {
		c.choices = choicesOf(c.row.list.brief, c.field)
		c.chip.SetOptions(c.choices.Labels)
		c.chosen = c.choices.Label(text)
		c.chip.SetSelected(c.chosen)
	} else {
		c.input.Put(text, another)
	}
	var said []note
	if c.refused != "" {
		said = append(said, note{look.ToneWarn, c.refused})
	}
	for _, f := range c.findings {
		tone, _ := Tone(f.Severity)
		said = append(said, note{tone, strings.TrimSpace(f.Text + " " + f.Fix)})
	}
	c.say(said)
}

// say puts notes under the field.
func (c *control) say(said []note) {
	if slices.Equal(said, c.said) {
		return
	}
	c.said = said
	c.notes.RemoveAll()
	for _, n := range said {
		c.notes.Add(look.NewNotice(n.tone, "", n.words))
	}
	show(c.notes, len(said) > 0)
}

// change puts a value into the field and reports whether it was taken; why it was not stands beside the field.
func (c *control) change(text string) bool {
	l := c.row.list
	if c.index == 0 && text == "" {
		return c.refuse(fault.New(fault.Usage, say.F("This cannot be empty; remove %s that says nothing.", l.one()), nil))
	}
	err := l.do(say.Key("Change %s"), func(b *brief.Brief) error {
		all := b.PartsOf(l.p.Spec.Kind)
		if c.row.at >= len(all) {
			return nil
		}
		return c.field.Set(all[c.row.at], text)
	})
	if err != nil {
		return c.refuse(err)
	}
	return true
}

func (c *control) refuse(err error) bool {
	c.refused = fault.Text(err)
	c.say(append([]note{{look.ToneWarn, c.refused}}, c.said...))
	return false
}

// shortcut takes the keys that move a part, and what is pasted into its main text as rows.
func (c *control) shortcut(s fyne.Shortcut) bool {
	l := c.row.list
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		text := s.Clipboard.Content()
		if c.index > 0 || l.p.Spec.Identity == part.Single || !l.p.Spec.HoldsRows(text) {
			return false
		}
		if err := l.paste(c.row.at, text); err != nil {
			c.refuse(err)
		}
		return true
	case *desktop.CustomShortcut:
		step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[s.KeyName]
		if s.Modifier != fyne.KeyModifierAlt || step == 0 {
			return false
		}
		l.move(c.row.at, step, c.index)
		return true
	}
	return false
}

// Tone returns how a finding of a severity looks, and the word before it.
func Tone(s brief.Severity) (look.Tone, string) {
	switch s {
	case brief.Error:
		return look.ToneBad, say.T("To mend")
	case brief.Warning:
		return look.ToneWarn, say.T("Look here")
	default:
		return look.ToneCalm, say.T("Consider")
	}
}
