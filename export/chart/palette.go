package chart

import "throughline/export/page"

// lightened returns a tint of a colour that has the luminance asked for, or the colour itself where it is lighter.
func lightened(c, paper page.Color, want float64) page.Color {
	lo, hi := 0.0, 1.0
	for range 20 {
		if mid := (lo + hi) / 2; page.Luminance(page.Mix(c, paper, mid)) < want {
			lo = mid
		} else {
			hi = mid
		}
	}
	return page.Mix(c, paper, lo)
}

// tones are the luminances of the parts of a stack, from the foot up: each step is a contrast of about 1.9, so that the
// parts are told apart in a grey print and whatever colours a reader sees.
var tones = [...]float64{0, 0.115, 0.27, 0.62}

// mostParts is how many parts a stack can show that a reader tells apart.
const mostParts = len(tones)

// parts returns the fills of the parts of a stack. A highlighted one is in the accent colour, which takes the place of the
// second tone: there its luminance is.
func (w *work) parts(n, highlight int) []page.Color {
	order := [...][]int{{0}, {0, 2}, {0, 1, 2}, {0, 1, 2, 3}}[n-1]
	colors := make([]page.Color, 0, n)
	for _, tone := range order {
		colors = append(colors, lightened(w.theme.Mark, w.theme.Paper, tones[tone]))
	}
	if highlight >= 0 && highlight < n {
		others := [...]float64{0, 0.33, 0.62}
		k := 0
		for i := range colors {
			if i == highlight {
				colors[i] = w.theme.Accent
				continue
			}
			colors[i] = lightened(w.theme.Mark, w.theme.Paper, others[k])
			k++
		}
	}
	return colors
}

// onto returns the colour of text on a ground: ink or paper, whichever is read better.
func (w *work) onto(ground page.Color) page.Color {
	if page.Contrast(ground, w.theme.Paper) >= page.Contrast(ground, w.theme.Ink) {
		return w.theme.Paper
	}
	return w.theme.Ink
}

// sense returns the colour of a difference: good, bad, or ink where the metric is neutral.
func (w *work) sense(good int) page.Color {
	switch {
	case good > 0:
		return w.theme.Good
	case good < 0:
		return w.theme.Bad
	}
	return w.theme.Ink
}
