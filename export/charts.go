package export

import (
	"io"

	"throughline/app/brief"
	"throughline/export/chart"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/raster"
	"throughline/export/svg"
	"throughline/export/visual"
)

// TileMark is a mark of the schematic picture of a chart.
type TileMark = chart.TileMark

// ChartTile returns the schematic picture of a kind of chart, as it is shown where one is chosen; nil for one that there is
// not.
func ChartTile(k brief.ChartKind) []TileMark {
	if kind := visual.KindOf(k); kind != nil {
		return kind.Tile()
	}
	return nil
}

// ChartSVG writes the chart of the brief alone, with the line of its source, as an SVG image whose letters are outlines. Where
// a problem is left, or the brief has no chart, it writes nothing and returns a *Refused.
func ChartSVG(w io.Writer, b *brief.Brief, o Options) error {
	return chartAlone(b, o, func(p *page.Page, message, about string) error {
		return svg.Write(w, p, fontsOf(p), message, about)
	})
}

// ChartPNG is ChartSVG as a PNG image of so many pixels across or, for 0, of dpi pixels per inch.
func ChartPNG(w io.Writer, b *brief.Brief, o Options, width int, dpi float64) error {
	return chartAlone(b, o, func(p *page.Page, _, _ string) error {
		if width > 0 {
			dpi = float64(width) * 72 / p.Size.W
		}
		return raster.PNG(w, p, fontsOf(p), dpi)
	})
}

func chartAlone(b *brief.Brief, o Options, write func(p *page.Page, message, about string) error) error {
	f, o, _ := lookOf(b, o)
	p, message, about, findings := compose.ChartPage(f, b, o)
	if err := refusal(findings); err != nil {
		return err
	}
	return write(p, message, about)
}
