//go:build !ci

package main

import (
	"os"
	"runtime"

	"throughline/app"
	"throughline/app/fault"
)

// openWindow opens the window, where there is a display to open it on.
func openWindow(path string) error {
	switch runtime.GOOS {
	case "windows", "darwin":
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return fault.New(fault.Usage, "There is no display here, so the window cannot open; the command line works without one, see throughline --help.", nil)
		}
	}
	return app.Run(path)
}
