package raster_test

import (
	"math"

	"throughline/export/page"
)

// specimen is a page with everything a page can hold: all faces and scripts from footnote to hero size, shapes with
// curves, dashes, joins and caps, and text at an angle.
func specimen(f *page.Fonts) *page.Page {
	th := page.DefaultTheme
	p := &page.Page{Size: page.A4}
	style := func(face page.Face, size float64, c page.Color) page.Style {
		return page.Style{Face: face, Size: size, Color: c}
	}

	y := p.Lines(42, 70, 28, f.Balance([]page.Span{{
		Text:  "Usage-based nudges lifted trial conversion to 12.4%; fund the rollout to all AVATAR tiers",
		Style: style(page.SemiBold, 24, th.Ink),
	}}, 510))
	p.FillRoundRect(page.Rect{X: 42, Y: y - 10, W: 511, H: 44}, 6, th.AccentTint)
	p.Path(page.RoundRectSegs(page.Rect{X: 42, Y: y - 10, W: 511, H: 44}, 6), nil, &page.Stroke{Color: th.Accent, Width: 0.75})
	p.Text(54, y+16, f.Run("Ask: approve €1.2\u00a0M for the rollout; from the CFO; by 30\u00a0Nov 2026", style(page.Regular, 12, th.Ink)), page.Left)

	prose := "Competitors undercut us with a freemium tier: Wave, Yearly, Today & To-do. The funnel leaks trial users at week two, " +
		"−3.1\u00a0pp from July. Ωmega, Δ and λ; Жук и чаща; naïve façade, Łódź, Ångström, “quotes”, £5, ¥9, ₹7, ±2 ≈ ≤ ≥ ÷ × → ▲▼."
	y = p.Lines(42, y+64, 15.5, f.Wrap([]page.Span{
		{Text: prose + " ", Style: style(page.Regular, 11.5, th.Ink)},
		{Text: "Italic figures 0123456789 and kerned AVATAR To. ", Style: style(page.Italic, 11.5, th.Muted)},
		{Text: "See the source.", Style: style(page.SemiBold, 11.5, th.Accent)},
	}, 290))
	y = p.Lines(42, y+6, 11, f.Wrap([]page.Span{{
		Text:  "1 product-metrics.xlsx · Metrics · B4:M4 · as of 31\u00a0Oct 2026. " + prose,
		Style: style(page.Regular, 8, th.Muted),
	}}, 290))
	p.Lines(42, y+6, 9, f.Wrap([]page.Span{{Text: "Six points: " + prose, Style: style(page.Italic, 6, th.Ink)}}, 290))

	p.Text(553, 230, f.Run("12.4%", style(page.SemiBold, 52, th.Accent)), page.Right)
	p.FillTriangle(page.Rect{X: 380, Y: 205, W: 14, H: 12}, true, th.Good)

	chart(p, f)
	shapes(p)
	p.Ops = append(p.Ops,
		&page.Text{At: page.Point{X: 60, Y: 800}, Run: f.Run("Turned by 90°", style(page.Regular, 11, th.Ink)), Angle: 90},
		&page.Text{At: page.Point{X: 80, Y: 790}, Run: f.Run("Turned by 30°", style(page.SemiBold, 11, th.Ink)), Angle: 30})
	return p
}

// chart draws bars, an axis, a dashed target and a curve.
func chart(p *page.Page, f *page.Fonts) {
	th := page.DefaultTheme
	text := page.Style{Face: page.Regular, Size: th.ChartText, Color: th.Muted}
	for i, v := range []float64{31, 44, 38, 61, 58, 72, 80} {
		x := 352 + float64(i)*28
		p.FillRect(page.Rect{X: x, Y: 420 - v, W: 19, H: v}, th.Mark)
		p.Text(x+9.5, 416-v, f.Run("12.4", text), page.Center)
		p.Text(x+9.5, 431, f.Run("Sep", text), page.Center)
	}
	p.StrokeLine(348, 420, 553, 420, page.Stroke{Color: th.Ink, Width: 0.75})
	p.StrokeLine(348, 352, 553, 352, page.Stroke{Color: th.Accent, Width: 1, Dash: []float64{4, 3}})
	var line []page.Point
	for i := range 60 {
		line = append(line, page.Point{X: 352 + float64(i)*3.4, Y: 500 - 30*math.Sin(float64(i)/6)})
	}
	p.StrokePolyline(line, page.Stroke{Color: th.Mark, Width: 1.5, Round: true})
}

// shapes draws curves, corners and caps in every style.
func shapes(p *page.Page) {
	th := page.DefaultTheme
	zigzag := []page.Point{{X: 330, Y: 640}, {X: 350, Y: 590}, {X: 370, Y: 640}, {X: 376, Y: 590}, {X: 440, Y: 640}}
	p.StrokePolyline(zigzag, page.Stroke{Color: th.Bad, Width: 8})
	for i := range zigzag {
		zigzag[i].X += 120
	}
	p.StrokePolyline(zigzag, page.Stroke{Color: th.Good, Width: 8, Round: true})
	p.FillCircle(360, 700, 25, th.Warn)
	p.FillCircle(410, 700, 3, th.Accent)
	var b page.PathBuilder
	wave := b.Move(430, 700).Curve(460, 640, 490, 760, 520, 700).Curve(530, 680, 545, 690, 550, 720).Segs()
	p.Path(wave, nil, &page.Stroke{Color: th.Accent, Width: 3, Dash: []float64{9, 5}, Round: true})
	tint := page.Hex(0xFDF3E3)
	var star page.PathBuilder
	for i := range 5 {
		a := float64(i) * 4 * math.Pi / 5
		x, y := 380+30*math.Sin(a), 770-30*math.Cos(a)
		if i == 0 {
			star.Move(x, y)
		} else {
			star.Line(x, y)
		}
	}
	p.Path(star.Close().Segs(), &tint, &page.Stroke{Color: th.Warn, Width: 1.25})
	p.Path(page.RectSegs(page.Rect{X: 440, Y: 740, W: 50.3, H: 40.7}), nil, &page.Stroke{Color: th.Muted, Width: 0.5})
	for i := range 6 {
		y := 742.3 + float64(i)*7.7
		p.StrokeLine(505, y, 553, y, page.Stroke{Color: th.Hairline, Width: 0.5})
	}
	p.StrokeLine(120, 800, 300, 760, page.Stroke{Color: th.Ink, Width: 0.5})
	p.StrokeLine(120, 810, 300, 770, page.Stroke{Color: th.Mark, Width: 2, Dash: []float64{0, 5}, Round: true})
}
