package page

import "math"

// Theme is the designed system of a document: the face of its headlines, colour roles, and the type sizes of charts. Text
// colours keep a contrast of 4.5:1 on paper and on the tint, marks 3:1. The sizes of a page's running text depend on how
// much there is to say, and are its layout's.
type Theme struct {
	Name, Label string // "graphite", as it is kept; "Graphite", as it is read
	Headline    Face   // of headlines; other text is in Regular, Italic and SemiBold
	Figures     Face   // of key figures

	Ink, Muted, Hairline Color // text, secondary text, rules
	Accent, AccentTint   Color // the one highlight, and its ground
	Rule                 Color // over the first page, and what else carries no words
	Band, OnBand         Color // the ground of the decision wanted, and text on it
	Mark                 Color // a chart's own series
	Prior                Color // PY marks: lighter than Mark, not lighter than 3:1
	Good, Bad, Warn      Color
	Paper                Color

	ChartTitle, ChartText float64 // type sizes in points

	Lead       Face    // of the sentences that beats lead with
	RuleHeight float64 // of the rule over the first page
	Corner     float64 // of grounds
	Ask        AskForm // how the decision wanted is set apart
	Capped     bool    // key figures stand under a rule each, and not between rules

	polar bool  // the accent comes too near to Good or Bad to stand among the marks of a chart
	own   Color // the accent without a brand
}

// AskForm is a way to set the decision wanted apart from what stands around it.
type AskForm uint8

// The forms: on a filled band, between two rules, and on a tint with an edge in the colour of the rule.
const (
	Filled AskForm = iota
	Ruled
	Edged
)

// DefaultTheme is the theme of every brief that names none.
var DefaultTheme = Theme{
	Name: "clear", Label: "Clear", Headline: SemiBold, Figures: SemiBold,
	Ink: Hex(0x1B2430), Muted: Hex(0x5B6675), Hairline: Hex(0xDDE2E8),
	Accent: Hex(0x0F766E), AccentTint: Hex(0xE3F1EF),
	Rule: Hex(0x0F766E), Band: Hex(0x12355B), OnBand: Hex(0xFFFFFF),
	Mark: Hex(0x12355B), Prior: Hex(0x8C8C8C),
	Good: Hex(0x0F7B3F), Bad: Hex(0xA3180F), Warn: Hex(0xAB4E07),
	Paper: Hex(0xFFFFFF),

	ChartTitle: 11, ChartText: 8.5,
	Lead: SemiBold, RuleHeight: 2.4, Corner: 5, Ask: Filled,
}

// Themes are the themes there are, the default first.
var Themes = []Theme{
	DefaultTheme,
	{
		Name: "editorial", Label: "Editorial", Headline: Serif, Figures: Serif,
		Ink: Hex(0x221E24), Muted: Hex(0x655E68), Hairline: Hex(0xE4DFE3),
		Accent: Hex(0x8B3A72), AccentTint: Hex(0xF7EDF3),
		Rule: Hex(0x8B3A72), Band: Hex(0xFFFFFF), OnBand: Hex(0x221E24),
		Mark: Hex(0x2B2F44), Prior: Hex(0x8C8C8C),
		Good: Hex(0x0F7B3F), Bad: Hex(0xA3180F), Warn: Hex(0xAB4E07),
		Paper:      Hex(0xFFFFFF),
		ChartTitle: 11, ChartText: 8.5,
		Lead: Serif, RuleHeight: 0.9, Ask: Ruled,
	},
	{
		Name: "graphite", Label: "Graphite", Headline: SemiBold, Figures: SemiBold,
		Ink: Hex(0x1A1F27), Muted: Hex(0x5E646B), Hairline: Hex(0xDCDFE3),
		Accent: Hex(0x1A1F27), AccentTint: Hex(0xEEF0F2),
		Rule: Hex(0x1A1F27), Band: Hex(0xEEF0F2), OnBand: Hex(0x1A1F27),
		Mark: Hex(0x5B6470), Prior: Hex(0x8C8C8C),
		Good: Hex(0x0F7B3F), Bad: Hex(0xA3180F), Warn: Hex(0xAB4E07),
		Paper:      Hex(0xFFFFFF),
		ChartTitle: 11, ChartText: 8.5,
		Lead: SemiBold, RuleHeight: 6, Ask: Edged, Capped: true,
	},
}

// The least contrasts of WCAG 2.2: of text (1.4.3), and of marks that mean something (1.4.11). Apart is the least of two
// marks of a chart, so that a grey print tells them apart.
const (
	TextContrast = 4.5
	MarkContrast = 3.0
	Apart        = 1.5
)

// Brand is what became of a brand's colour.
type Brand struct {
	Asked    Color
	Used     Color // as the accent: Asked, or darker, or the ink, where that could not be read on paper
	TooNear  Sense // what the colour would be taken for in a chart; there the theme's own accent is used
	Readable bool  // whether Used is Asked
}

// Sense is what a colour says by itself.
type Sense string

// The senses of colours: better, and worse.
const (
	NoSense Sense = ""
	Better  Sense = "better"
	Worse   Sense = "worse"
)

// ThemeOf returns the theme of that name, and whether there is one; the default for any other. The empty name is the
// default's.
func ThemeOf(name string) (Theme, bool) {
	for _, t := range Themes {
		if t.Name == name {
			return t, true
		}
	}
	return DefaultTheme, name == ""
}

// Branded returns the theme with a brand's colour as its accent, made so dark that text in it can be read, or the ink for a very light one, with a tint of
// the same hue; the band and the rule keep the colour as it is, with ink on it that is read. Lightness alone is changed, in OKLab, so that the hue stays the brand's.
func (t Theme) Branded(brand Color) (Theme, Brand) {
	lab := brand.Lab()
	tint := OKLab{L: 0.955, A: tintChroma(lab) * lab.A, B: tintChroma(lab) * lab.B}.Color()
	reads := func(c Color) bool {
		return Contrast(c, t.Paper) >= TextContrast && Contrast(c, tint) >= TextContrast
	}
	used := brand
	if !reads(brand) {
		lo, hi := 0.0, lab.L // readable at lo, not at hi
		const steps = 12
		for range steps {
			mid := (lo + hi) / 2
			if reads(OKLab{mid, lab.A, lab.B}.Color()) {
				lo = mid
			} else {
				hi = mid
			}
		}
		if used = (OKLab{lo, lab.A, lab.B}).Color(); lab.L-lo > mostDarker {
			used = t.Ink
		}
	}
	b := Brand{Asked: brand, Used: used, Readable: used == brand, TooNear: t.sense(used)}
	t.own, t.polar = t.Accent, b.TooNear != NoSense
	t.Accent, t.AccentTint = used, tint
	t.Rule = brand
	switch t.Ask {
	case Filled:
		t.Band, t.OnBand = brand, t.readableOn(brand)
	case Edged:
		t.Band = tint
	}
	if !t.polar {
		t.Mark = t.markBeside(used)
	}
	return t, b
}

// readableOn returns the ink or the paper of the theme, whichever is read better on a ground.
func (t *Theme) readableOn(ground Color) Color {
	if Contrast(t.Ink, ground) >= Contrast(t.Paper, ground) {
		return t.Ink
	}
	return t.Paper
}

// Soft returns the text colour on a band, faded as far towards the band as it can still be read.
func (t *Theme) Soft() Color {
	const steps, most = 8, 0.4
	for i := range steps {
		if c := Mix(t.OnBand, t.Band, most*float64(steps-i)/steps); Contrast(c, t.Band) >= TextContrast {
			return c
		}
	}
	return t.OnBand
}

// mostDarker is by how much lightness a brand's colour is made darker for text. One that is lighter, a yellow or a neon
// green, would be another colour by then, and words stay in ink.
const mostDarker = 0.2

// tintChroma is the share of a brand's chroma that its tint keeps: enough to show the hue, too little to tire.
func tintChroma(k OKLab) float64 {
	const most = 0.018
	if c := k.Chroma(); c > most {
		return most / c
	}
	return 1
}

// sense returns what a colour would be taken for: one of nearly the hue and strength of Good or Bad says what they say,
// however light it is.
func (t Theme) sense(c Color) Sense {
	const near = 0.08
	like := func(d Color) bool {
		x, y := c.Lab(), d.Lab()
		return math.Hypot(x.A-y.A, x.B-y.B) < near
	}
	switch {
	case like(t.Good):
		return Better
	case like(t.Bad):
		return Worse
	}
	return NoSense
}

// markBeside returns the colour of a chart's series that is told from an accent by everybody and in a grey print: the
// theme's own, or a darker or a lighter one.
func (t Theme) markBeside(accent Color) Color {
	best := t.Mark
	for _, m := range []Color{t.Mark, Hex(0x12355B), Hex(0x5B6470), t.Ink} {
		if ToldApart(m, accent) {
			return m
		}
		if Contrast(m, accent) > Contrast(best, accent) {
			best = m
		}
	}
	return best
}

// Charts returns the theme as charts use it: a brand's colour that would be taken for better or worse is kept out of them,
// where only polarity speaks in those colours.
func (t *Theme) Charts() *Theme {
	if !t.polar {
		return t
	}
	c := *t
	c.Accent = t.own
	return &c
}
