//go:build !ci

package app

import (
	"fmt"
	"os"
	"runtime"
	"strings"

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
		switch cause := fmt.Sprint(r); {
		case r == nil:
		case strings.Contains(cause, "GLFW"):
			err = fault.New(fault.Usage, "The window cannot open on this display; the command line works without one, see throughline --help.", fmt.Errorf("%s", cause))
		default:
			panic(r)
		}
	}()
	return Run(path)
}
