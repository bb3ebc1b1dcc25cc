package page

// Theme is the designed system of a document: colour roles and type sizes. Text colours keep a contrast of 4.5:1 on
// white and on the tints, marks 3:1.
type Theme struct {
	Ink, Muted, Hairline Color // text, secondary text, rules
	Accent, AccentTint   Color // the one highlight, and its ground
	Mark                 Color // a chart's own series
	Prior                Color // PY marks: lighter than Mark, not lighter than 3:1
	Good, Bad, Warn      Color
	WarnTint             Color
	Paper                Color

	Headline, Lead, Body, Small, Footer float64 // type sizes in points
	Hero                                float64
	ChartTitle, ChartText               float64
}

// DefaultTheme is the theme of every brief that names none.
var DefaultTheme = Theme{
	Ink: Hex(0x1B2430), Muted: Hex(0x5B6675), Hairline: Hex(0xDDE2E8),
	Accent: Hex(0x0F766E), AccentTint: Hex(0xE3F1EF),
	Mark: Hex(0x12355B), Prior: Hex(0x8C8C8C),
	Good: Hex(0x1B7F3B), Bad: Hex(0xB42318), Warn: Hex(0xB45309), WarnTint: Hex(0xFDF3E3),
	Paper: Hex(0xFFFFFF),

	Headline: 24, Lead: 12, Body: 11.5, Small: 9.5, Footer: 8,
	Hero:       52,
	ChartTitle: 11, ChartText: 8.5,
}
