package importer

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// tabs is a row with a tab for each sheet; those that do not fit are in a list at its end. The sheet that is shown
// always has a tab.
type tabs struct {
	widget.BaseWidget

	onSheet func(*sheet.Sheet)
	reading *sheet.Reading
	shown   *sheet.Sheet
	tabs    []*tab // one for each sheet, in order
	more    *look.Chip
}

func newTabs(onSheet func(*sheet.Sheet)) *tabs {
	t := &tabs{onSheet: onSheet}
	t.more = look.NewChip(nil, "", t.onMore)
	t.ExtendBaseWidget(t)
	return t
}

// show marks the tab of a sheet of a reading.
func (t *tabs) show(r *sheet.Reading, shown *sheet.Sheet) {
	if t.reading == nil || t.reading.Workbook != r.Workbook {
		t.tabs = nil
		for _, s := range r.Workbook.Sheets {
			t.tabs = append(t.tabs, newTab(func() { t.onSheet(s) }))
		}
	}
	t.reading, t.shown = r, shown
	for i, s := range r.Workbook.Sheets {
		t.tabs[i].set(tabText(r, s), s == shown, len(tablesOn(r, s)) == 0)
	}
	t.Refresh()
}

// tabText names a sheet and says why it may not be looked for: "Notes (no numbers)".
func tabText(r *sheet.Reading, s *sheet.Sheet) string {
	name := s.Name
	if name == "" {
		name = say.T("Cells") // a text file has one sheet, without a name
	}
	switch numbers := len(tablesOn(r, s)) > 0; {
	case s.Hidden && !numbers:
		return say.F("%s (hidden, no numbers)", name)
	case s.Hidden:
		return say.F("%s (hidden)", name)
	case !numbers:
		return say.F("%s (no numbers)", name)
	}
	return name
}

func (t *tabs) onMore(option string) {
	for i, s := range t.reading.Workbook.Sheets {
		if t.tabs[i].text == option {
			t.onSheet(s)
			return
		}
	}
}

// fit chooses the tabs that have room in a width, the shown one among them, and the texts of the others.
func (t *tabs) fit(width float32) (shown []*tab, rest []string) {
	total := float32(0)
	for _, b := range t.tabs {
		total += b.MinSize().Width + tabGap
	}
	if total-tabGap <= width {
		return t.tabs, nil
	}
	room := width - moreRoom
	at := 0
	if t.reading != nil {
		at = max(slices.Index(t.reading.Workbook.Sheets, t.shown), 0)
	}
	for i, b := range t.tabs {
		if i == at {
			room -= b.MinSize().Width + tabGap
		}
	}
	for i, b := range t.tabs {
		if i == at {
			shown = append(shown, b)
			continue
		}
		if w := b.MinSize().Width + tabGap; w <= room {
			shown = append(shown, b)
			room -= w
			continue
		}
		rest = append(rest, b.text)
		if i < at {
			continue
		}
		room = 0 // keep the order: what follows is in the list too
	}
	return shown, rest
}

const (
	tabGap           = 4
	moreRoom float32 = 96
	tabMost  float32 = 230
)

// CreateRenderer is part of fyne.Widget.
func (t *tabs) CreateRenderer() fyne.WidgetRenderer { return &tabsRenderer{t: t} }

type tabsRenderer struct {
	t       *tabs
	objects []fyne.CanvasObject
}

// Destroy is part of fyne.WidgetRenderer.
func (r *tabsRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *tabsRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is part of fyne.WidgetRenderer.
func (r *tabsRenderer) MinSize() fyne.Size { return fyne.NewSize(60, tabHeight) }

// Layout is part of fyne.WidgetRenderer.
func (r *tabsRenderer) Layout(size fyne.Size) {
	shown, rest := r.t.fit(size.Width)
	r.objects = r.objects[:0]
	x := float32(0)
	for _, b := range shown {
		w := min(b.MinSize().Width, max(size.Width-x, 40))
		place(b, x, (size.Height-tabHeight)/2, w, tabHeight)
		r.objects = append(r.objects, b)
		x += w + tabGap
	}
	if len(rest) == 0 {
		return
	}
	r.t.more.SetOptions(rest)
	r.t.more.SetSelected(say.F("%d more", len(rest)))
	m := r.t.more.MinSize()
	place(r.t.more, x, (size.Height-m.Height)/2, min(m.Width, size.Width-x), m.Height)
	r.objects = append(r.objects, r.t.more)
}

// Refresh is part of fyne.WidgetRenderer.
func (r *tabsRenderer) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

// tab is the name of a sheet that can be pressed.
type tab struct {
	look.Tile
	text  string
	label *look.Text
}

const tabHeight float32 = 30

func newTab(onPress func()) *tab {
	b := &tab{label: look.NewElided("", look.Style{Size: look.SizeSmall})}
	b.InitTile(b, look.Inset(look.Middle(b.label), 0, 0, 12, 12), onPress)
	return b
}

// MinSize is as wide as the name, up to a bound.
func (b *tab) MinSize() fyne.Size {
	w := look.Style{Size: look.SizeSmall, Bold: true}.Measure(b.text).Width + 26
	return fyne.NewSize(min(w, tabMost), tabHeight)
}

func (b *tab) set(text string, shown, quiet bool) {
	b.text = text
	b.label.SetText(text)
	b.SetLabel(text)
	b.SetActive(shown)
	s := look.Style{Size: look.SizeSmall}
	switch {
	case shown:
		s.Color, s.Bold = look.Accent, true
	case quiet:
		s.Color = look.Muted
	}
	b.label.SetStyle(s)
}
