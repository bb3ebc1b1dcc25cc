package look

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAColumnFollowsItsTextToAnotherWidth(t *testing.T) {
	test.NewTempApp(t)
	first, second := NewParagraph(strings.Repeat("words that wrap ", 12), Body), NewParagraph("below", Body)
	inner := Column(4, first)
	outer := Column(4, inner, second)
	for _, width := range []float32{200, 700, 300, 1200} {
		outer.Resize(fyne.NewSize(width, 800))
		if got, want := first.Size().Height, first.HeightAt(width); got != want {
			t.Errorf("at %v the text has %v of height and takes %v", width, got, want)
		}
		if got, want := second.Position().Y, first.HeightAt(width)+4; got != want {
			t.Errorf("at %v the next text stands at %v, not right below at %v", width, got, want)
		}
	}
}
