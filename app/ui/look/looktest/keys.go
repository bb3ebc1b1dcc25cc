package looktest

import (
	"testing"

	"fyne.io/fyne/v2"
)

// Shift holds the Shift key down while f runs: Fyne's driver for tests has no keyboard.
func Shift(t testing.TB, f func()) {
	t.Helper()
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(shiftApp{app})
	defer fyne.SetCurrentApp(app)
	f()
}

type shiftApp struct{ fyne.App }

// Driver returns the driver with a keyboard.
func (a shiftApp) Driver() fyne.Driver { return shiftDriver{a.App.Driver()} }

type shiftDriver struct{ fyne.Driver }

// CurrentKeyModifiers is part of desktop.Driver.
func (d shiftDriver) CurrentKeyModifiers() fyne.KeyModifier { return fyne.KeyModifierShift }
