package data

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// file is the sources of one brief that came from the same bytes of the same file.
type file struct {
	name        string
	sources     []*brief.Source
	rows, cells int
	notes       int
}

// filesOf groups sources by file, in their order.
func filesOf(sources []*brief.Source) []*file {
	var files []*file
	at := map[[2]string]*file{}
	for _, s := range sources {
		k := [2]string{s.File, s.SHA256}
		f := at[k]
		if f == nil {
			f = &file{name: s.File}
			at[k] = f
			files = append(files, f)
		}
		f.sources = append(f.sources, s)
		f.rows, f.cells, f.notes = f.rows+s.Rows, f.cells+s.Cells, f.notes+len(s.Notes)
	}
	return files
}

// places lists the ranges of a file: "Funnel A4:W16, Revenue A4:J27".
func (f *file) places() string {
	parts := make([]string, len(f.sources))
	for i, s := range f.sources {
		parts[i] = strings.TrimSpace(s.Sheet + " " + s.Range)
	}
	return strings.Join(parts, ", ")
}

// read says how much was read, and when.
func (f *file) read() string {
	text := say.F("%s, %s read", plural(f.rows, "row"), plural(f.cells, "cell"))
	if at := f.sources[0].Imported; !at.IsZero() {
		text += say.F(" · imported %s", say.Day(at.Local())+", "+at.Local().Format("15:04"))
	}
	if f.notes > 0 {
		text += " · " + plural(f.notes, "note")
	}
	return text
}

// newFile describes one file: which cells were taken, and when they were read.
func newFile(f *file) fyne.CanvasObject {
	return look.Inset(look.Column(1,
		container.New(leading{}, look.NewElided(f.name, look.Strong), look.NewElided(f.places(), look.Style{Color: look.Muted, Size: look.SizeSmall})),
		look.NewElided(f.read(), look.Caption)), 6, 6, 0, 0)
}

// leading gives the first text its own width and the second what is left.
type leading struct{}

// MinSize is part of fyne.Layout.
func (leading) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (leading) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(look.Strong.Measure(o[0].(*look.Text).Text()).Width, size.Width*0.7)
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+12, 0))
	o[1].Resize(fyne.NewSize(max(size.Width-w-12, 0), size.Height))
}

// columns lays out a row of the table: name, latest, as of, target, owner. Where there is little room the owner goes
// first, then the target.
type columns struct{}

// columnShares are the parts of the width; the numbers stand to the right of theirs.
var columnShares = [...]float32{0.36, 0.17, 0.15, 0.16, 0.16}

const (
	ownerLeast  float32 = 560
	targetLeast float32 = 400
)

// MinSize is part of fyne.Layout.
func (columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	return fyne.NewSize(200, h)
}

// Layout is part of fyne.Layout.
func (columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n := len(columnShares)
	switch {
	case size.Width < targetLeast:
		n = 3
	case size.Width < ownerLeast:
		n = 4
	}
	total := float32(0)
	for _, s := range columnShares[:n] {
		total += s
	}
	const gap = 12
	room := size.Width - gap*float32(n-1)
	x := float32(0)
	for i, c := range o {
		show(c, i < n)
		if i >= n {
			c.Resize(fyne.Size{})
			continue
		}
		w := room * columnShares[i] / total
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x, (size.Height-h)/2))
		c.Resize(fyne.NewSize(w, h))
		x += w + gap
	}
}

func newHeader() fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for i, name := range []string{say.T("Name"), say.T("Latest"), say.T("As of"), say.T("Target"), say.T("Owner")} {
		s := look.Caption
		if i > 0 && i < 4 {
			s.Align = fyne.TextAlignTrailing
		}
		cells = append(cells, look.NewElided(name, s))
	}
	return look.Inset(container.New(columns{}, cells...), 0, 5, 8, 16)
}

// row shows one metric of the table.
type row struct {
	look.Tile
	id    string
	cells [5]*look.Text
}

func newRow(onChoose func(id string)) *row {
	r := &row{}
	objects := make([]fyne.CanvasObject, len(r.cells))
	for i := range r.cells {
		s := look.Style{Size: look.SizeSmall}
		if i > 0 && i < 4 {
			s.Align = fyne.TextAlignTrailing
		}
		r.cells[i] = look.NewElided("", s)
		objects[i] = r.cells[i]
	}
	r.InitTile(r, look.Inset(container.New(columns{}, objects...), 0, 0, 8, 8), func() { onChoose(r.id) })
	return r
}

func (r *row) set(m *metric.Metric, locale string, chosen bool) {
	r.id = m.ID
	r.SetLabel(m.Name)
	r.SetActive(chosen)
	r.cells[0].SetStyle(look.Style{Size: look.SizeSmall, Bold: true})
	latest, asOf := latestOf(m, locale)
	for i, text := range [...]string{m.Name, latest, asOf, targetOf(m, locale), m.Owner} {
		if text == "" {
			text = "–"
		}
		r.cells[i].SetText(text)
	}
}

// latestOf returns a metric's latest value and when it was, or for one by category how many there are.
func latestOf(m *metric.Metric, locale string) (value, asOf string) {
	p, ok := m.Actual().Latest()
	switch {
	case !ok:
		return "", ""
	case p.Period.IsZero():
		return plural(len(m.Actual().Points), "value"), ""
	}
	return metric.Format{Locale: locale}.Value(p.Value, m.Unit), p.Period.Label()
}

func targetOf(m *metric.Metric, locale string) string {
	if m.Target == nil {
		return ""
	}
	return metric.Format{Locale: locale}.Value(m.Target.Value, m.Unit)
}

// cellsOf says where a metric's numbers come from: "product-metrics.xlsx · Funnel · B4:E4".
func cellsOf(m *metric.Metric, b *brief.Brief) string {
	s := m.Actual()
	if s == nil || len(s.Points) == 0 {
		return say.T("no values")
	}
	var parts []string
	if source := b.Source(s.Source); source != nil {
		parts = append(parts, source.File)
	}
	if s.Sheet != "" {
		parts = append(parts, s.Sheet)
	}
	first, last := s.Points[0].Cell, s.Points[len(s.Points)-1].Cell
	if first != last {
		first += " to " + last
	}
	return strings.Join(append(parts, first), " · ")
}
