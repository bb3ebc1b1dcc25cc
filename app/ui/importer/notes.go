package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// noteList is what was noticed: one row for each note with its cell in front; pressing one shows the cells.
type noteList struct {
	widget.BaseWidget

	notes []note
	pile  *look.Pile
}

func newNoteList(onNote func(note)) *noteList {
	l := &noteList{}
	l.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(l.notes) },
		Height: func(i int, width float32) float32 { return flowHeight(noteRuns(l.notes[i]), width) },
		Make: func() fyne.CanvasObject {
			r := newNoteRow()
			r.OnPress = func() { onNote(r.note) }
			return r
		},
		Update: func(i int, o fyne.CanvasObject) { o.(*noteRow).set(l.notes[i]) },
	})
	l.ExtendBaseWidget(l)
	return l
}

func (l *noteList) setNotes(notes []note) {
	l.notes = notes
	l.pile.Refresh()
}

// noticedText names the page of what was noticed; empty where nothing was.
func noticedText(notes []note) string {
	if len(notes) == 0 {
		return ""
	}
	return say.F("Noticed %s", group(len(notes)))
}

// CreateRenderer is part of fyne.Widget.
func (l *noteList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.pile) }

// noteRow shows one note.
type noteRow struct {
	look.Tile
	note note
	flow *look.Flow
}

const notePad float32 = 6

func newNoteRow() *noteRow {
	r := &noteRow{flow: look.NewFlow(look.Small)}
	r.InitTile(r, flowRow(r.flow), nil)
	return r
}

func (r *noteRow) set(n note) {
	r.note = n
	r.SetLabel(n.where + " " + n.Text)
	r.flow.SetRuns(noteRuns(n)...)
}

func noteRuns(n note) []look.Run {
	if n.where == "" {
		return []look.Run{{Text: n.Text}}
	}
	s := look.Style{Size: look.SizeSmall, Bold: true, Color: look.Muted}
	switch n.Severity {
	case brief.Warning:
		s.Color = look.Warn
	case brief.Error:
		s.Color = look.Bad
	}
	return []look.Run{{Text: n.where + "   ", Style: s}, {Text: n.Text}}
}
