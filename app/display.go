//go:build !ci

package app

import (
	"fmt"
	"os"
	"runtime"

	"throughline/app/fault"
)

// Open is Run where there is a display to open the window on, and an explained error where there is none.
func Open(path string) (err error) {
	switch runtime.GOOS {
	case "windows", "darwin":
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return fault.New(fault.Usage, "There is no display here, so the window cannot open; the command line works without one, see throughline --help.", nil)
		}
	}
	// GLFW, under Fyne, panics where a display is named but does not answer or cannot draw; that is no defect of ours.
	defer func() {
		r := recover()
		switch {
		case r == nil:
		case glfw(r):
			err = fault.New(fault.Usage, "The window cannot open on this display; the command line works without one, see throughline --help.", fmt.Errorf("%v", r))
		default:
			panic(r)
		}
	}()
	return Run(path)
}
