package ui

import (
	"testing"
	"time"

	"throughline/app/ui/look"
	"throughline/export"
)

// BenchmarkKeystroke is what one keystroke costs from the key to the picture of the page, at the size of a page in a
// window of 1920×1080: the window's part and the part beside it. The promise is 50 ms for both.
func BenchmarkKeystroke(b *testing.B) {
	d := newDesk(b, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("context.body")
	focused := d.window.Canvas().Focused()
	b.Run("window and page", func(b *testing.B) {
		for b.Loop() {
			focused.TypedRune('x')
			d.key("BackSpace")
		}
	})
	for _, x := range export.Profiles() {
		brief := d.session.Brief().Clone()
		brief.Settings.Profile = x.ID
		doc, _ := export.Pages(brief, export.Options{})
		b.Run("review/"+string(x.ID), func(b *testing.B) {
			for b.Loop() {
				makeReview(brief, time.Time{})
			}
		})
		b.Run("picture/"+string(x.ID), func(b *testing.B) {
			p := doc.Pages[0]
			for b.Loop() {
				export.Image(p, 640, int(640*p.Size.H/p.Size.W))
			}
		})
	}
}
