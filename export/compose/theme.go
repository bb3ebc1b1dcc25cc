package compose

import (
	"fmt"

	"throughline/app/brief"
	"throughline/export/page"
)

// The places of a theme's choices, in findings.
const (
	themePlace brief.Place = "settings.theme.name"
	brandPlace brief.Place = "settings.theme.brand"
)

// chooseTheme takes the theme that the brief names, in its brand's colour, and tells what became of that.
func (c *composer) chooseTheme() {
	s := c.Brief.Settings.Theme
	theme, known := page.ThemeOf(s.Name)
	if !known {
		c.tell(themePlace, "theme-unknown", "Choose a theme.",
			fmt.Sprintf("This version of the program has no theme called “%s”; the pages are set in %s.", s.Name, theme.Label))
	}
	c.Theme = &theme
	color, ok := page.ParseColor(s.Brand)
	if !ok {
		return
	}
	var b page.Brand
	theme, b = theme.Branded(color)
	switch {
	case b.Readable:
	case b.Used == theme.Ink:
		c.tell(brandPlace, "brand-darkened", "",
			fmt.Sprintf("Text in the brand colour %s could not be read on paper; it colours the band and the rule, and words stay in ink.", b.Asked))
	default:
		c.tell(brandPlace, "brand-darkened", "",
			fmt.Sprintf("Text in the brand colour %s could not be read on paper, so words are set in %s: the same hue, darker.", b.Asked, b.Used))
	}
	if b.TooNear != page.NoSense {
		c.tell(brandPlace, "brand-polarity", "",
			fmt.Sprintf("The brand colour is close to the one that means “%s” in charts, so it is kept out of them.", b.TooNear))
	}
}
