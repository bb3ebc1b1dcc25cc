package page

// Theme is the designed system of a document: colour roles, and the type sizes of charts. Text colours keep a contrast of
// 4.5:1 on white and on the tint, marks 3:1. The sizes of a page's running text depend on how much there is to say, and
// are its layout's.
type Theme struct {
	Ink, Muted, Hairline Color // text, secondary text, rules
	Accent, AccentTint   Color // the one highlight, and its ground
	Mark                 Color // a chart's own series
	Prior                Color // PY marks: lighter than Mark, not lighter than 3:1
	Good, Bad, Warn      Color
	Paper                Color

	ChartTitle, ChartText float64 // type sizes in points
}

// DefaultTheme is the theme of every brief that names none.
var DefaultTheme = Theme{
	Ink: Hex(0x1B2430), Muted: Hex(0x5B6675), Hairline: Hex(0xDDE2E8),
	Accent: Hex(0x0F766E), AccentTint: Hex(0xE3F1EF),
	Mark: Hex(0x12355B), Prior: Hex(0x8C8C8C),
	Good: Hex(0x1B7F3B), Bad: Hex(0xB42318), Warn: Hex(0xB45309),
	Paper: Hex(0xFFFFFF),

	ChartTitle: 11, ChartText: 8.5,
}
