//go:build linux || freebsd || openbsd || netbsd

package app

import (
	"os"

	"github.com/godbus/dbus/v5"
)

// keepQuietWithoutBus tells Fyne, where no session bus answers, not to ask one for the desktop's light or dark setting:
// it would print three lines of errors at every start, and start a bus of its own that nobody ends. The variable is
// Fyne's; dark is what it takes where it is told nothing.
func keepQuietWithoutBus() {
	if hasSessionBus() || os.Getenv("FYNE_THEME") != "" {
		return
	}
	_ = os.Setenv("FYNE_THEME", "dark")
}

// hasSessionBus reports whether the desktop's message bus can be reached. It starts none.
func hasSessionBus() bool {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
