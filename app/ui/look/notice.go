package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tone is how serious a notice is.
type Tone uint8

// The tones.
const (
	ToneWarn Tone = iota
	ToneBad
	ToneCalm
)

var toneColors = map[Tone][2]fyne.ThemeColorName{
	ToneWarn: {Warn, WarnSoft},
	ToneBad:  {Bad, BadSoft},
	ToneCalm: {Accent, AccentSoft},
}

// NewNotice returns a bar that says something about what it stands under: a name in the tone's colour, wrapped words,
// and what can be done about it at its right.
func NewNotice(tone Tone, name, words string, actions ...fyne.CanvasObject) *fyne.Container {
	colors := toneColors[tone]
	runs := []Run{{Text: words}}
	if name != "" {
		runs = []Run{{Text: name + "  ", Style: Style{Color: colors[0], Size: SizeSmall, Bold: true}}, {Text: words}}
	}
	var body fyne.CanvasObject = NewFlow(Small, runs...)
	if len(actions) > 0 {
		body = Between(body, Line(8, actions...))
	}
	return NewToned(tone, body)
}

// NewToned puts any content into the bar of a notice.
func NewToned(tone Tone, content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewRoundFill(toneColors[tone][1], 6), Inset(content, 7, 7, 10, 10))
}
