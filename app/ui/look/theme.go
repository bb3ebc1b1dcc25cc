// Package look is how Throughline looks: the theme (typeface, colours in light and dark, sizes) and the small widgets
// every screen is made of. It knows nothing of briefs, sessions or files, and no screen area; the areas use it, never
// the other way round. Everything here belongs to the window's goroutine.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"throughline/assets"
)

// Mode says which of the two palettes a theme shows.
type Mode string

// The modes. System follows the desktop's setting.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// The colour names this program adds to Fyne's own. A theme made by NewTheme answers them; Color looks one up.
const (
	Ground     fyne.ThemeColorName = "tl-ground"      // behind cards
	Panel      fyne.ThemeColorName = "tl-panel"       // bars, the rail, cards
	Ink        fyne.ThemeColorName = "tl-ink"         // text
	Muted      fyne.ThemeColorName = "tl-muted"       // text of the second rank
	Hairline   fyne.ThemeColorName = "tl-hairline"    // lines and borders
	Accent     fyne.ThemeColorName = "tl-accent"      // names, focus, the primary action
	AccentSoft fyne.ThemeColorName = "tl-accent-soft" // what is chosen
	OnAccent   fyne.ThemeColorName = "tl-on-accent"   // text on Accent
	Figure     fyne.ThemeColorName = "tl-figure"      // a live number in text
	FigureSoft fyne.ThemeColorName = "tl-figure-soft" // behind a live number
	Good       fyne.ThemeColorName = "tl-good"
	Bad        fyne.ThemeColorName = "tl-bad"
	BadSoft    fyne.ThemeColorName = "tl-bad-soft"
	Warn       fyne.ThemeColorName = "tl-warn"
	WarnSoft   fyne.ThemeColorName = "tl-warn-soft"
	PlanSoft   fyne.ThemeColorName = "tl-plan-soft"  // behind plan, target and forecast cells
	Desk       fyne.ThemeColorName = "tl-desk"       // the grey a page lies on
	Hero       fyne.ThemeColorName = "tl-hero"       // the deep panel of the start screen
	OnHero     fyne.ThemeColorName = "tl-on-hero"    // text on Hero
	HeroMark   fyne.ThemeColorName = "tl-hero-dot"   // marks on Hero
	HeroQuiet  fyne.ThemeColorName = "tl-hero-quiet" // text of the second rank on Hero
	HeroLine   fyne.ThemeColorName = "tl-hero-line"  // lines on Hero
)

// The size names this program adds to Fyne's own, beside theme.SizeNameText (15) and theme.SizeNameCaptionText (12.5).
const (
	SizeSmall    fyne.ThemeSizeName = "tl-small"    // notices, chips: between caption and text
	SizeHeadline fyne.ThemeSizeName = "tl-headline" // the headline of a brief while it is written
	SizeTitle    fyne.ThemeSizeName = "tl-title"    // the name of a screen
	SizeHero     fyne.ThemeSizeName = "tl-hero"     // one sentence on the start screen
)

// shade is a colour in light and in dark. Dark is designed, not inverted: surfaces rise in lightness with their rank,
// and the accents are lighter and less saturated so that they keep 4.5:1 against them.
type shade struct{ light, dark color.NRGBA }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

var shades = map[fyne.ThemeColorName]shade{
	Ground:     {rgb(0xF3F5F7), rgb(0x12171E)},
	Panel:      {rgb(0xFFFFFF), rgb(0x1B222C)},
	Ink:        {rgb(0x1B2430), rgb(0xE7EBF0)},
	Muted:      {rgb(0x5B6675), rgb(0x9DA9B8)},
	Hairline:   {rgb(0xDDE2E8), rgb(0x323C49)},
	Accent:     {rgb(0x0F766E), rgb(0x4FBFB3)},
	AccentSoft: {rgb(0xE3F1EF), rgb(0x17383A)},
	OnAccent:   {rgb(0xFFFFFF), rgb(0x06231F)},
	Figure:     {rgb(0x12355B), rgb(0xA9CDF5)},
	FigureSoft: {rgb(0xE6EDF7), rgb(0x24364D)},
	Good:       {rgb(0x1B7F3B), rgb(0x62C680)},
	Bad:        {rgb(0xB42318), rgb(0xF2918A)},
	BadSoft:    {rgb(0xFBEAE8), rgb(0x40211F)},
	Warn:       {rgb(0xA84E08), rgb(0xF0AE55)},
	WarnSoft:   {rgb(0xFDF3E3), rgb(0x3A2D18)},
	PlanSoft:   {rgb(0xF6F7F0), rgb(0x2A2E22)},
	Desk:       {rgb(0xE3E7EC), rgb(0x0C1015)},
	Hero:       {rgb(0x113D3A), rgb(0x0F2A2A)},
	OnHero:     {rgb(0xFFFFFF), rgb(0xF1F6F5)},
	HeroMark:   {rgb(0x5EC2B7), rgb(0x4FBFB3)},
	HeroQuiet:  {rgb(0xC9DEDB), rgb(0xB9CFCC)},
	HeroLine:   {rgb(0x3F7F79), rgb(0x326660)},

	theme.ColorNameBackground:          {rgb(0xF3F5F7), rgb(0x12171E)},
	theme.ColorNameButton:              {rgb(0xEEF1F4), rgb(0x2A3441)},
	theme.ColorNameDisabledButton:      {rgb(0xF3F5F7), rgb(0x202833)},
	theme.ColorNameDisabled:            {rgb(0x9AA4B0), rgb(0x66727F)},
	theme.ColorNameError:               {rgb(0xB42318), rgb(0xF2918A)},
	theme.ColorNameFocus:               {rgba(0x0F766E, 0x33), rgba(0x4FBFB3, 0x40)},
	theme.ColorNameForeground:          {rgb(0x1B2430), rgb(0xE7EBF0)},
	theme.ColorNameForegroundOnPrimary: {rgb(0xFFFFFF), rgb(0x06231F)},
	theme.ColorNameHeaderBackground:    {rgb(0xF3F5F7), rgb(0x232C38)},
	theme.ColorNameHover:               {rgba(0x1B2430, 0x0D), rgba(0xFFFFFF, 0x12)},
	theme.ColorNameHyperlink:           {rgb(0x0F766E), rgb(0x4FBFB3)},
	theme.ColorNameInputBackground:     {rgb(0xFFFFFF), rgb(0x161C24)},
	theme.ColorNameInputBorder:         {rgb(0xCBD2DA), rgb(0x3C4755)},
	theme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x232C38)},
	theme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x1B222C)},
	theme.ColorNamePlaceHolder:         {rgb(0x7A8593), rgb(0x7F8B99)},
	theme.ColorNamePressed:             {rgba(0x1B2430, 0x1F), rgba(0xFFFFFF, 0x1F)},
	theme.ColorNamePrimary:             {rgb(0x0F766E), rgb(0x4FBFB3)},
	theme.ColorNameScrollBar:           {rgba(0x1B2430, 0x55), rgba(0xFFFFFF, 0x55)},
	theme.ColorNameScrollBarBackground: {rgba(0x1B2430, 0x00), rgba(0xFFFFFF, 0x00)},
	theme.ColorNameSelection:           {rgba(0x0F766E, 0x38), rgba(0x4FBFB3, 0x48)},
	theme.ColorNameSeparator:           {rgb(0xDDE2E8), rgb(0x323C49)},
	theme.ColorNameShadow:              {rgba(0x1B2430, 0x2E), rgba(0x000000, 0x80)},
	theme.ColorNameSuccess:             {rgb(0x1B7F3B), rgb(0x62C680)},
	theme.ColorNameWarning:             {rgb(0xA84E08), rgb(0xF0AE55)},
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               15,
	theme.SizeNameCaptionText:        12.5,
	theme.SizeNameSubHeadingText:     17,
	theme.SizeNameHeadingText:        22,
	theme.SizeNameInnerPadding:       6,
	theme.SizeNamePadding:            4,
	theme.SizeNameLineSpacing:        4,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameButtonRadius:       6,
	theme.SizeNameCardRadius:         8,
	theme.SizeNameDialogRadius:       10,
	theme.SizeNamePopupRadius:        8,
	theme.SizeNameMenuRadius:         8,
	theme.SizeNameSelectionRadius:    3,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameSplitThickness:     6,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameScrollBarRadius:    3,
	theme.SizeNameInlineIcon:         18,

	SizeSmall:    13.5,
	SizeHeadline: 17,
	SizeTitle:    20,
	SizeHero:     34,
}

// Theme is Throughline's fyne.Theme.
type Theme struct {
	mode                      Mode
	regular, italic, semiBold fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// NewTheme returns the theme in the given mode.
func NewTheme(mode Mode) *Theme {
	return &Theme{
		mode:     mode,
		regular:  fyne.NewStaticResource("SourceSans3-Regular.ttf", assets.FontRegular),
		italic:   fyne.NewStaticResource("SourceSans3-Italic.ttf", assets.FontItalic),
		semiBold: fyne.NewStaticResource("SourceSans3-SemiBold.ttf", assets.FontSemiBold),
	}
}

// Mode returns the palette that was asked for.
func (t *Theme) Mode() Mode { return t.mode }

// Color returns the colour of a name; the variant counts in System mode alone.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	dark := t.mode == Dark || t.mode == System && v == theme.VariantDark
	s, ok := shades[name]
	switch {
	case !ok && dark:
		return theme.DefaultTheme().Color(name, theme.VariantDark)
	case !ok:
		return theme.DefaultTheme().Color(name, theme.VariantLight)
	case dark:
		return s.dark
	}
	return s.light
}

// Font returns Source Sans 3; bold is its semibold. Monospaced and symbol text keep Fyne's faces.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace || s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return t.semiBold
	case s.Italic:
		return t.italic
	}
	return t.regular
}

// Icon returns Fyne's icon of that name.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size returns the size of a name in device-independent pixels.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := sizes[n]; ok {
		return s
	}
	return theme.DefaultTheme().Size(n)
}

// Color returns the colour of a name in the theme now shown, for objects drawn by hand. Ask again in Refresh: the mode
// can change while the window is open.
func Color(name fyne.ThemeColorName) color.Color {
	return theme.Current().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// Size returns the size of a name in the theme now shown.
func Size(name fyne.ThemeSizeName) float32 { return theme.Current().Size(name) }
