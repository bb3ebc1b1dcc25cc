package compose

import (
	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/export/block"
	"throughline/export/page"
)

// composer is one brief on its way to pages.
type composer struct {
	*block.View
	profile  Profile
	size     page.Size
	reported map[string]bool // places whose characters were told about
}

// tell notes something to know that nobody has to act on.
func (c *composer) tell(place brief.Place, code, fix, text string) {
	c.Findings = append(c.Findings, brief.Finding{Severity: brief.Info, Code: code, Place: place, Text: text, Fix: fix})
}

// resolve resolves texts as one block, and keeps which lines of the ledger their figures are.
func (c *composer) resolve(fields ...brief.Field) []figure.Text {
	line := len(c.Figures.Ledger())
	texts := c.Figures.Block(fields...)
	for _, t := range texts {
		line = c.number(line, t)
	}
	return texts
}

// number gives the figures of a text the lines of the ledger that follow a line, and returns the last.
func (c *composer) number(line int, t figure.Text) int {
	for _, p := range t.Pieces {
		if p.Entry != nil {
			line++
			c.LineOf[p.Entry] = line
		}
	}
	return line
}
