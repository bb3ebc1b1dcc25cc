package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/ui/look"
)

func TestArrowsInAPaletteWithoutACommandThatFits(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.run(paletteID)
	d.type_("nothing fits this")
	d.key(fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	for range "nothing fits this" {
		d.key(fyne.KeyBackspace)
	}
	d.type_("evidence")
	d.key(fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if d.workspace.at != sectionEvidence {
		t.Errorf("after a search without a result and one for the evidence, Enter leads to %s", d.workspace.at)
	}
}
