package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// details is the drawer under the table of metrics: the name, the target and the scenario of the metric with the cursor,
// which can be changed there, its last values, and why it was read as it was.
type details struct {
	widget.BaseWidget

	screen   *Screen
	shown    bool
	key      key // of the metric in the drawer
	table    *sheet.Table
	found    *sheet.Found
	rename   *look.Field
	retarget *look.Field
	holds    *look.Chip
	held     fyne.CanvasObject // holds with its label
	why      *look.Flow
	body     fyne.CanvasObject
}

// detailsHeight and detailsLeast are how tall the drawer is in a high and in a low window; what does not fit scrolls.
const (
	detailsHeight float32 = 172
	detailsLeast  float32 = 118
)

func newDetails(s *Screen) *details {
	d := &details{screen: s}
	d.rename = look.NewField(d.onName)
	d.retarget = look.NewField(d.onTarget)
	d.retarget.SetPlaceHolder(say.T("none"))
	d.why = look.NewFlow(look.Caption)
	var labels []string
	for _, sc := range scenarios {
		labels = append(labels, say.T(sc.Label()))
	}
	d.holds = look.NewChip(labels, "", d.onScenario)
	d.held = look.Labelled(say.T("Holds"), look.Inset(container.New(choiceRow{}, d.holds), 3, 0, 0, 0))
	fields := container.New(fieldsLayout{}, look.Labelled(say.T("Name"), d.rename), look.Labelled(say.T("Target"), d.retarget), d.held,
		look.NewLink(say.T("Close"), d.close))
	inside := container.NewBorder(look.Inset(fields, 0, 6, 0, 0), nil, nil, nil, container.NewVScroll(d.why))
	d.body = container.NewStack(look.NewRoundFill(look.Ground, 6), look.Inset(inside, 8, 8, 12, 12))
	d.Hide()
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *details) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }

// MinSize is part of fyne.Widget.
func (d *details) MinSize() fyne.Size { return fyne.NewSize(300, detailsLeast) }

// open shows the drawer, with the caret in the name.
func (d *details) open() {
	if _, f := find(d.screen.reading, d.screen.chosen); f == nil {
		return
	}
	d.shown = true
	d.refresh()
	d.screen.found.Refresh()
	d.screen.list.reveal()
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.rename); c != nil {
		c.Focus(d.rename)
		d.rename.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// close takes the drawer away and gives the keys back to the table.
func (d *details) close() {
	d.shown = false
	d.refresh()
	d.screen.found.Refresh()
	d.screen.list.takeFocus()
}

// refresh shows the metric with the cursor, where the drawer is open.
func (d *details) refresh() {
	t, f := find(d.screen.reading, d.screen.chosen)
	show(d, d.shown && f != nil)
	if !d.Visible() {
		return
	}
	locale := d.screen.p.Settings.Locale
	another := d.key != d.screen.chosen
	d.key, d.table, d.found = d.screen.chosen, t, f
	d.rename.Put(f.Metric.Name, another)
	d.retarget.Put(typedTarget(f.Metric, locale), another)
	show(d.held, len(f.Metric.Series) == 1)
	if len(f.Metric.Series) == 1 {
		d.holds.SetSelected(say.T(f.Metric.Series[0].Scenario.Label()))
	}
	d.holds.SetMarked(t.Recipe.Metrics[f.RawName].Scenario != nil)
	d.why.SetText(reasons(f, locale))
	d.body.Refresh()
}

func (d *details) correct(change func(*brief.Recipe)) { d.screen.correct(d.table, change) }

func (d *details) onScenario(label string) {
	for _, sc := range scenarios {
		if say.T(sc.Label()) == label {
			d.correct(rescenario(d.found.RawName, &sc))
		}
	}
}

func (d *details) onName(text string) bool {
	if text != d.found.Metric.Name {
		d.correct(rename(d.found.RawName, text))
	}
	return true
}

func (d *details) onTarget(text string) bool {
	f, locale := d.found.Metric, d.screen.p.Settings.Locale
	if text == typedTarget(f, locale) {
		return true
	}
	if text == "" {
		d.correct(retarget(d.found.RawName, nil))
		return true
	}
	v, ok := metric.Format{Locale: locale}.Entered(text, f.Unit)
	if ok {
		d.correct(retarget(d.found.RawName, &v))
	}
	return ok
}

// typedTarget is the target as it can be typed again, in full.
func typedTarget(m *metric.Metric, locale string) string {
	if m.Target == nil {
		return ""
	}
	return metric.Format{Locale: locale, Style: metric.Full}.Value(m.Target.Value, m.Unit)
}

// fieldsLayout gives the name half of the width, the target and the scenario the rest, and sets what closes them at the
// right edge.
type fieldsLayout struct{}

// MinSize is part of fyne.Layout.
func (fieldsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (fieldsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 12
	shut := o[3].MinSize()
	place(o[3], size.Width-shut.Width, 0, shut.Width, shut.Height)
	room := size.Width - shut.Width - 3*gap
	name, target := room*0.5, room*0.25
	place(o[0], 0, 0, name, size.Height)
	place(o[1], name+gap, 0, target, size.Height)
	place(o[2], name+target+2*gap, 0, room-name-target, size.Height)
}
