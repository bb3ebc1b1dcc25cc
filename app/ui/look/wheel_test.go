package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestTheWheelMovesThePageWhereAListHasComeToItsEnd(t *testing.T) {
	useTheme(t)
	pile := NewPile(PileSpec{
		Count:  func() int { return 4 },
		Height: func(int, float32) float32 { return 30 },
		Make:   func() fyne.CanvasObject { return canvas.NewRectangle(nil) },
		Update: func(int, fyne.CanvasObject) {},
	})
	tall := canvas.NewRectangle(nil)
	tall.SetMinSize(fyne.NewSize(100, 600))
	s := NewScrolled(Inset(Column(0, container.NewGridWrap(fyne.NewSize(160, 60), pile), tall), 8, 8, 8, 8), 0, pile)
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 200))

	turn := func(at fyne.Position) {
		e := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)}
		e.AbsolutePosition = at
		s.wheel.Scrolled(e)
	}
	overList, below := fyne.NewPos(50, 30), fyne.NewPos(50, 150)
	turn(overList)
	if pile.scroll.Offset.Y != 60 || s.scroll.Offset.Y != 0 {
		t.Errorf("over the list: list at %v, page at %v; want 60 and 0", pile.scroll.Offset.Y, s.scroll.Offset.Y)
	}
	turn(overList)
	if s.scroll.Offset.Y != 60 {
		t.Errorf("over the list at its end: page at %v, want 60", s.scroll.Offset.Y)
	}
	turn(below)
	if s.scroll.Offset.Y != 120 {
		t.Errorf("beside the list: page at %v, want 120", s.scroll.Offset.Y)
	}
}
