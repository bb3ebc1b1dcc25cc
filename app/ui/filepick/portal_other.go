//go:build !(linux || freebsd || openbsd || netbsd)

package filepick

import (
	"fyne.io/fyne/v2"

	"throughline/app/session"
)

// Native returns the program's own picker: on this system no other can be asked without C.
func Native(window fyne.Window, memory Memory, runner session.Runner) Picker {
	return New(window, memory, runner)
}
