package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/ui/look"
)

func TestShortcutsAreUniqueAndReachTheirCommand(t *testing.T) {
	d := newDesk(t, look.Light) // NewRegistry panics on a repeated one
	d.session.Start(written())
	for _, c := range d.commands.All() {
		if c.Shortcut != nil && shortcutText(c.Shortcut) == "" {
			t.Errorf("%s has a shortcut that nobody can read", c.ID)
		}
	}
	if !d.commands.RunShortcut(ctrl(fyne.Key3)) || d.workspace.at != sectionData {
		t.Errorf("Ctrl+3 leads to %s, want Data", d.workspace.at)
	}
}

func TestRegistryRefusesAShortcutTwice(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two commands with one shortcut were accepted")
		}
	}()
	NewRegistry(func() bool { return false }, &Command{ID: "a", Shortcut: ctrl(fyne.KeyA)}, &Command{ID: "b", Shortcut: ctrl(fyne.KeyA)})
}

func TestMatchingFindsWordsBeforeLetters(t *testing.T) {
	r := NewRegistry(func() bool { return false },
		&Command{ID: "save", Label: "Save", Menu: "File"}, &Command{ID: "export", Label: "Export PDF…", Menu: "File"},
		&Command{ID: "appearance", Label: "Appearance: dark", Menu: "View"})
	for query, want := range map[string]string{"": "save", "pdf": "export", "expdf": "export", "dark": "appearance", "file sav": "save"} {
		got := r.Matching(query)
		if len(got) == 0 || got[0].ID != want {
			t.Errorf("%q finds %v, want %s first", query, got, want)
		}
	}
	if got := r.Matching("zzz"); len(got) != 0 {
		t.Errorf("nonsense finds %v", got)
	}
}
