//go:build linux || freebsd || openbsd || netbsd

package app

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

func TestFyneIsKeptFromTheSessionBusOnlyWhereNoneAnswers(t *testing.T) {
	there := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", there)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	for _, c := range []struct{ name, address, set, want string }{
		{"a bus", "unix:path=" + there, "", ""},
		{"a bus that is gone", "unix:path=" + there + "-gone", "", "dark"},
		{"no bus", "disabled:", "", "dark"},
		{"no bus, but a choice of one's own", "disabled:", "light", "light"},
	} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", c.address)
		t.Setenv("FYNE_THEME", c.set)
		keepQuietWithoutBus()
		if got := os.Getenv("FYNE_THEME"); got != c.want {
			t.Errorf("with %s FYNE_THEME is %q, want %q", c.name, got, c.want)
		}
	}
}
