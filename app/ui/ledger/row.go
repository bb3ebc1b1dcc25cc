package ledger

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/ui/look"
)

const rowHeight float32 = 46

// row is one line: what is printed; of what; where from; where it stands.
type row struct {
	look.Tile

	screen *Screen
	entry  figure.Entry

	printed, full *look.Text
	metric, view  *look.Text
	cell, file    *look.Text
	asOf          *look.Text
	place, mark   *look.Text
}

func newRow(s *Screen) *row {
	quiet := look.Caption
	r := &row{
		screen: s, printed: look.NewElided("", look.Strong), full: look.NewElided("", quiet),
		metric: look.NewElided("", look.Small), view: look.NewElided("", quiet),
		cell: look.NewElided("", look.Small), file: look.NewElided("", quiet), asOf: look.NewElided("", look.Small),
		place: look.NewElided("", look.Small), mark: look.NewElided("", look.Caption),
	}
	pair := func(a, b fyne.CanvasObject) fyne.CanvasObject { return look.Column(0, a, b) }
	r.InitTile(r, look.Inset(container.New(columns{},
		pair(r.printed, r.full), pair(r.metric, r.view), pair(r.cell, r.file), r.asOf, pair(r.place, r.mark)), 5, 5, 10, 10), r.press)
	return r
}

// press looks at the line, and pressed again goes to its place.
func (r *row) press() {
	s := r.screen
	for i, e := range s.rows {
		if same(e, r.entry) {
			if same(e, s.chosen) {
				s.p.OnGoTo(e.Place)
				return
			}
			s.choose(i)
			return
		}
	}
}

func (r *row) set(e figure.Entry, chosen bool) {
	r.entry = e
	r.printed.SetText(e.Text)
	r.full.SetText("")
	if e.Kind != figure.ByHand {
		r.full.SetText(full(e))
	}
	r.metric.SetText(e.Metric)
	if e.Kind == figure.ByHand {
		r.metric.SetText(e.Reason)
	}
	r.view.SetText(view(e))
	r.cell.SetText(e.Where())
	r.file.SetText(e.File)
	r.asOf.SetText("")
	if !e.AsOf.IsZero() {
		r.asOf.SetText(e.AsOf.Label())
	}
	r.place.SetText(say.T(brief.Label(e.Place)))
	style := look.Caption
	if e.Kind == figure.ByHand || e.Adjusted != "" {
		style.Color = look.Warn
	}
	r.mark.SetStyle(style)
	r.mark.SetText(marks(e))
	r.SetLabel(e.Trail())
	r.SetActive(chosen)
}

func newHeader() fyne.CanvasObject {
	names := []string{say.T("Printed"), say.T("Metric"), say.T("Cell"), say.T("As of"), say.T("Stands in")}
	texts := make([]fyne.CanvasObject, len(names))
	for i, n := range names {
		texts[i] = look.NewElided(n, look.Caption)
	}
	return container.New(columns{}, texts...)
}

// columns lays a line in columns that line up from line to line.
type columns struct{}

// shares are of the width. Where there is little, the period gives its room to the others: the line that is looked at says
// it below.
var shares = [...]float32{0.19, 0.25, 0.24, 0.12, 0.20}

const (
	asOfColumn            = 3
	columnsNarrow float32 = 520
)

const columnGap float32 = 10

func (columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	return fyne.NewSize(320, h)
}

func (columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x, room := float32(0), size.Width-columnGap*float32(len(o)-1)
	all := float32(1)
	if size.Width < columnsNarrow {
		o[asOfColumn].Hide()
		room += columnGap
		all -= shares[asOfColumn]
	} else {
		o[asOfColumn].Show()
	}
	for i, c := range o {
		if !c.Visible() {
			continue
		}
		h, w := c.MinSize().Height, room*shares[i]/all
		c.Resize(fyne.NewSize(w, h))
		c.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + columnGap
	}
}
