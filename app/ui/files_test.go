package ui

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// TestASaveThatIsNotAsAskedIsSaid saves a brief whose file was moved, one that somebody changed, and one in a folder that
// could not be synced.
func TestASaveThatIsNotAsAskedIsSaid(t *testing.T) {
	for _, c := range []struct {
		why            error
		title, another string
	}{
		{brief.ErrGone, "This file is no longer there", "Save it there again"},
		{brief.ErrChanged, "This file was changed by somebody else", "Replace theirs"},
	} {
		d := newDesk(t, look.Light)
		d.session.Start(written())
		d.run("file.save")
		d.workspace.story.Focus("headline")
		d.type_("!")
		d.shelf.failed = fault.New(fault.Unwritable, "It is not what was opened.", c.why)
		before := d.shelf.files[chosenFile]
		d.run("file.save")
		asked := strings.Join(looktest.Texts(d.window.Canvas().Overlays().Top()), " ")
		for _, words := range []string{c.title, "It is not what was opened.", "Save as…", "Cancel"} {
			if !strings.Contains(asked, words) {
				t.Errorf("asked %q without %q", asked, words)
			}
		}
		if d.shelf.files[chosenFile] != before || !d.session.Dirty() {
			t.Errorf("%s: saved unasked", c.title)
		}
		d.shelf.failed = nil
		d.shelf.warning = "It is saved, but the folder could not be synced."
		d.press(c.another)
		if d.shelf.files[chosenFile] == before || d.session.Dirty() {
			t.Errorf("%s: not saved after “%s”", c.title, c.another)
		}
		if got := d.workspace.status.message.Text(); got != d.shelf.warning {
			t.Errorf("the status line says %q", got)
		}
		d.shelf.warning = ""
		d.run("file.save")
		if got := d.workspace.status.message.Text(); got != "" {
			t.Errorf("a save without a fault leaves %q in the status line", got)
		}
	}
}
