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
	d.bench.story.Focus("context.body")
	focused := d.window.Canvas().Focused()
	b.Run("window and page", func(b *testing.B) {
		for b.Loop() {
			focused.TypedRune('x')
			d.key("BackSpace")
		}
	})
	b.Run("review", func(b *testing.B) {
		for b.Loop() {
			makeReview(d.session.Brief(), time.Time{})
		}
	})
	b.Run("picture", func(b *testing.B) {
		doc, _ := export.Pages(d.session.Brief(), export.Options{})
		for b.Loop() {
			export.Image(doc.Pages[0], 640, 905)
		}
	})
}
