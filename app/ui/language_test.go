package ui

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/assets"
)

// With the German catalog in use the menus and the start screen are German.
func TestTheWindowSpeaksTheLanguageInUse(t *testing.T) {
	data, err := assets.Translations.ReadFile("translations/de.json")
	if err != nil {
		t.Fatal(err)
	}
	german, err := say.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	say.Use(german)
	t.Cleanup(func() { say.Use(nil) })
	d := newDesk(t, look.Light)
	var menus []string
	for _, m := range d.commands.MainMenu().Items {
		menus = append(menus, m.Label)
	}
	if want := []string{"Datei", "Bearbeiten", "Ansicht", "Hilfe"}; !slices.Equal(menus, want) {
		t.Errorf("the menus are %q, not %q", menus, want)
	}
	shown := strings.Join(looktest.Texts(d.window.Content()), "\n")
	for _, want := range []string{"Kennzahlen hier ablegen", "Beginnen mit", "Briefing öffnen…"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the start screen does not say %q:\n%s", want, shown)
		}
	}
}
