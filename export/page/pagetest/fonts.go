// Package pagetest gives tests what every page needs. Only tests import it.
package pagetest

import (
	"testing"

	"throughline/export/page"
)

// Fonts parses the embedded faces, and ends the test where it cannot.
func Fonts(t testing.TB) *page.Fonts {
	t.Helper()
	f, err := page.NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
