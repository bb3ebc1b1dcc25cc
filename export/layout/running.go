package layout

import (
	"fmt"

	"throughline/export/page"
)

// running draws what every page has. It is an artifact: somebody who does not see the page misses nothing by it.
func (fl *Flow) running(p *Page, i int, words string) {
	size := max(leastSize, fl.Scale.Small*runningSize)
	style := page.Style{Size: size, Color: fl.Theme.Muted}
	base := p.Box.Bottom() - size*page.Descent - RunningFoot
	if fl.Scale.Screen {
		fl.runningSlide(p, i, words, style, base)
		return
	}
	p.As(page.Artifact, func() {
		number := fl.Fonts.Run(fmt.Sprintf("%d / %d", i+1, len(fl.Pages)), style)
		p.Text(p.Box.Right(), base, number, page.Right)
		rule := base - size*runningRule
		p.StrokeLine(p.Box.X, rule, p.Box.Right(), rule, page.Stroke{Color: fl.Theme.Hairline, Width: tableRule})
		if i == 0 {
			return // the first page says the words itself
		}
		width := p.Box.W - number.Width - runningGap
		if lines := fl.Fonts.Wrap([]page.Span{{Text: words, Style: style}}, width); len(lines) > 0 {
			p.Lines(p.Box.X, base, 0, lines[:1])
		}
		if i >= fl.Appendix {
			p.FillRect(page.Rect{X: p.Box.X, Y: p.Box.Y, W: RuleLength, H: RuleHeight}, fl.Theme.Accent)
		}
	})
}

// runningSlide draws what every slide has at its foot, at the right: its left belongs to the sources of what it shows.
func (fl *Flow) runningSlide(p *Page, i int, words string, style page.Style, base float64) {
	p.As(page.Artifact, func() {
		if i >= fl.Appendix {
			p.FillRect(page.Rect{X: p.Box.X, Y: p.Box.Y, W: RuleLength, H: RuleHeight}, fl.Theme.Accent)
		}
		number := fl.Fonts.Run(fmt.Sprintf("%d / %d", i+1, len(fl.Pages)), style)
		p.Text(p.Box.Right(), base, number, page.Right)
		room := p.Box.W*(1-slideSources) - number.Width - runningGap
		if lines := fl.Fonts.Wrap([]page.Span{{Text: words, Style: style}}, room); len(lines) > 0 {
			p.Lines(p.Box.Right()-number.Width-runningGap-lines[0].Width, base, 0, lines[:1])
		}
	})
}
