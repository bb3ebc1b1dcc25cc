package evidence

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// details is what a chart says beside its data: the stretch it shows, the change it points at, what it stresses, remarks,
// and a description for those who cannot see it.
type details struct {
	screen *Screen

	from, to         *look.Field
	since, until     *look.Field
	highlight        *look.Field
	quadrants        [4]*look.Field
	at, text         [brief.MostAnnotations]*look.Field
	title, alt       *look.Field
	fourNames, other *fyne.Container
	more             *look.Button
	object           *fyne.Container
}

func newDetails(s *Screen) *details {
	d := &details{screen: s}
	field := func(step, hint string, set func(c *brief.Chart, text string)) *look.Field {
		f := look.NewField(func(text string) bool { return d.change(step, func(c *brief.Chart) { set(c, text) }) })
		f.SetPlaceHolder(hint)
		return f
	}
	window, arrow, remark := say.T("Choose what the chart covers"), say.T("Point at a change"), say.T("Remark on the chart")
	d.from = field(window, say.T("the first"), func(c *brief.Chart, t string) { c.From = t })
	d.to = field(window, say.T("the last"), func(c *brief.Chart, t string) { c.To = t })
	d.since = field(arrow, "Feb 2026", func(c *brief.Chart, t string) { c.Difference.From = t })
	d.until = field(arrow, "Oct 2026", func(c *brief.Chart, t string) { c.Difference.To = t })
	d.highlight = field(say.T("Stress a part of the chart"), "Sep 2026", func(c *brief.Chart, t string) { c.Highlight = t })
	for i, name := range []string{say.T("Upper left"), say.T("Upper right"), say.T("Lower left"), say.T("Lower right")} {
		d.quadrants[i] = field(say.T("Name a field of the 2×2"), name, func(c *brief.Chart, t string) { c.Quadrants = named(c.Quadrants, i, t) })
	}
	rows := look.Column(6)
	for i := range d.at {
		d.at[i] = field(remark, "Jul 2026", func(c *brief.Chart, t string) { d.annotate(c, i, t, d.text[i].Text) })
		d.text[i] = field(remark, say.T("what happened then"), func(c *brief.Chart, t string) { d.annotate(c, i, d.at[i].Text, t) })
		rows.Add(container.New(remarkRow{}, d.at[i], d.text[i]))
	}
	d.title = field(say.T("Title the chart"), say.T("Proposed from the data where it is empty"), func(c *brief.Chart, t string) { c.Title = t })
	d.alt = field(say.T("Describe the chart"), say.T("Written from the data where it is empty"), func(c *brief.Chart, t string) { c.Alt = t })
	d.alt.SetLines(2)
	d.fourNames = look.Column(3, look.NewText(say.T("Names of the four fields"), look.Caption),
		container.New(look.Grid{Least: 140, Most: 4}, d.quadrants[0], d.quadrants[1], d.quadrants[2], d.quadrants[3]))
	d.other = look.Column(10,
		look.Labelled(say.T("Message over the chart"), d.title),
		container.New(look.Grid{Least: 140, Most: 2}, look.Labelled(say.T("Shown from"), d.from), look.Labelled(say.T("to"), d.to)),
		container.New(look.Grid{Least: 140, Most: 3}, look.Labelled(say.T("Arrow from"), d.since), look.Labelled(say.T("to"), d.until), look.Labelled(say.T("Stress"), d.highlight)),
		d.fourNames,
		look.Column(3, look.NewText(say.F("Remarks, at most %d", brief.MostAnnotations), look.Caption), rows),
		look.Labelled(say.T("Description for those who cannot see it"), d.alt))
	d.other.Hide()
	d.more = look.NewLink(say.T("More about the chart…"), d.toggle)
	d.object = look.Column(8, look.Line(0, d.more), d.other)
	return d
}

// named returns the names of the four fields with one of them changed.
func named(names []string, i int, name string) []string {
	all := make([]string, 4)
	copy(all, names)
	all[i] = name
	if strings.Join(all, "") == "" {
		return nil
	}
	return all
}

// annotate changes the i-th remark; one without words is none.
func (d *details) annotate(c *brief.Chart, i int, at, text string) {
	at, text = strings.TrimSpace(at), strings.TrimSpace(text)
	switch {
	case i < len(c.Annotations) && text == "" && at == "":
		c.Annotations = append(c.Annotations[:i:i], c.Annotations[i+1:]...)
	case i < len(c.Annotations):
		c.Annotations[i] = brief.Annotation{At: at, Text: text}
	case text != "" && at != "": // a new one is one when both are there
		c.Annotations = append(c.Annotations, brief.Annotation{At: at, Text: text})
	}
}

func (d *details) toggle() {
	open := !d.other.Visible()
	show(d.other, open)
	d.more.SetText(say.T("More about the chart…"))
	if open {
		d.more.SetText(say.T("Less about the chart"))
	}
	d.screen.scrolled.Refresh()
}

// change changes the chart as one step of undo. What is refused is said, and the fields show again what holds.
func (d *details) change(step string, set func(*brief.Chart)) bool {
	d.screen.do(step, func(b *brief.Brief) {
		if b.Evidence.Chart != nil {
			set(b.Evidence.Chart)
		}
	})
	return true
}

// show puts the chart into the fields. What is being typed stays.
func (d *details) show(b *brief.Brief) {
	c := b.Evidence.Chart
	show(d.object, c != nil)
	if c == nil {
		return
	}
	show(d.fourNames, c.Kind.Facts().Fields)
	for f, text := range map[*look.Field]string{
		d.from: c.From, d.to: c.To, d.since: c.Difference.From, d.until: c.Difference.To, d.highlight: c.Highlight, d.title: c.Title, d.alt: c.Alt,
	} {
		f.Put(text, false)
	}
	for i, f := range d.quadrants {
		name := ""
		if i < len(c.Quadrants) {
			name = c.Quadrants[i]
		}
		f.Put(name, false)
	}
	for i := range d.at {
		var a brief.Annotation
		if i < len(c.Annotations) {
			a = c.Annotations[i]
		} else if (d.at[i].Text == "") != (d.text[i].Text == "") {
			continue // half of a new one waits for its other half
		}
		d.at[i].Put(a.At, false)
		d.text[i].Put(a.Text, false)
	}
}

// focus returns the field of a place, in sight; nil where it is of none.
func (d *details) focus(place brief.Place) fyne.Focusable {
	field := func(f *look.Field) fyne.Focusable {
		if !d.other.Visible() {
			d.toggle()
		}
		return f
	}
	switch place {
	case brief.ChartTitlePlace:
		return field(d.title)
	case brief.AltPlace:
		return field(d.alt)
	}
	for i, f := range d.text {
		if place == brief.AnnotationPlace(i) {
			return field(f)
		}
	}
	return nil
}

// remarkRow gives the period of a remark a quarter of its line.
type remarkRow struct{}

func (remarkRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+8, max(a.Height, b.Height))
}

func (remarkRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := size.Width * 0.25
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(size.Width-w-8, size.Height))
	o[1].Move(fyne.NewPos(w+8, 0))
}
