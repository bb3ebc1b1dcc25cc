//go:build !(linux || freebsd || openbsd || netbsd)

package app

// keepQuietWithoutBus does nothing: only the desktops of Linux and BSD have a session bus.
func keepQuietWithoutBus() {}
