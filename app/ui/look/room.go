package look

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/say"
)

// A field takes as many letters as a text of a brief does. What has no room is not taken at all, and that is said: a text
// that the brief refuses as a whole would take what was typed before with it.

// roomIn returns how many letters more an entry takes, those that are selected counted as free.
func roomIn(e *widget.Entry) int {
	return max(0, intake.Field-utf8.RuneCountInString(e.Text)+utf8.RuneCountInString(e.SelectedText()))
}

// hasRoom reports whether one letter more can be typed into a field, and says so where it cannot.
func hasRoom(field fyne.CanvasObject, e *widget.Entry) bool {
	if utf8.RuneCountInString(e.Text) < intake.Field || roomIn(e) > 0 {
		return true
	}
	tellFull(field, say.F("A text takes %s letters, and this one is full. Shorten it first; everything typed so far is kept.", fault.Grouped(intake.Field)))
	return false
}

// paste puts what is on the clipboard into a field, as far as there is room for it, and says what was left out.
func paste(field fyne.CanvasObject, e *widget.Entry, from fyne.Clipboard) {
	letters := []rune(from.Content())
	room := roomIn(e)
	if len(letters) <= room {
		e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: from})
		return
	}
	if room > 0 {
		e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: beginning{from, string(letters[:room])}})
	}
	tellFull(field, say.F(
		"A text takes %s letters, so the last %s of the %s pasted were left out; they are still on the clipboard. Paste only what the reader needs.",
		fault.Grouped(intake.Field), fault.Grouped(len(letters)-room), fault.Grouped(len(letters))))
}

func tellFull(field fyne.CanvasObject, words string) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(field); c != nil {
		Tell(c, say.T("That did not work"), words)
	}
}

// beginning is a clipboard of which only the beginning is read.
type beginning struct {
	fyne.Clipboard
	text string
}

func (b beginning) Content() string { return b.text }
