package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
)

// fontCount is a theme that counts how often a font of it is asked for. Fyne asks when it reads the font's file, and keeps
// what it has read, some megabytes, as long as the program runs.
type fontCount struct {
	fyne.Theme
	asked *int
}

func (c fontCount) Font(s fyne.TextStyle) fyne.Resource {
	*c.asked++
	return c.Theme.Font(s)
}

func TestWritingReadsNoFontAgain(t *testing.T) {
	d := newDesk(t, look.Light)
	asked := 0
	test.ApplyTheme(t, fontCount{look.NewTheme(look.Light), &asked})
	b := written()
	b.Ask.What, b.Headline = "Approve 12 designers", "Up 12% in 2025 {ARR}" // both have something to say under them
	d.window.Resize(fyne.NewSize(860, 640))                                 // without the page beside, which has no part in this
	d.session.Start(b)
	write := func() {
		for _, place := range []brief.Place{"headline", "ask.what", "context.body"} {
			d.workspace.story.Focus(place)
			d.type_("7 ")
			d.window.Canvas().Capture()
		}
		d.run("view.evidence")
		d.run("view.story")
	}
	write()
	first := asked
	write()
	if asked > first {
		t.Errorf("after %d fonts were read, writing on had %d more read", first, asked-first)
	}
}
