package importer

import (
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// latestShown is how many of a metric's values the details show.
const latestShown = 4

// reasons says which values a metric has last, where they come from, and why they were read as they were.
func reasons(f *sheet.Found, locale string) string {
	text := latest(f.Metric, locale) + f.Cells.String()
	if f.RawName != f.Metric.Name {
		text += say.F(", “%s” in the file", f.RawName)
	}
	for _, w := range f.Why {
		text += "\n" + w
	}
	return text
}

// latest is the last values of a metric as they print, on a line of their own: "… Sep 2026 4,095 · Oct 2026 4,155".
func latest(m *metric.Metric, locale string) string {
	if len(m.Series) == 0 {
		return ""
	}
	points := m.Series[0].Points
	if len(points) == 0 {
		return ""
	}
	text := ""
	if len(points) > latestShown {
		points, text = points[len(points)-latestShown:], "… "
	}
	format := metric.Format{Locale: locale}
	for i, p := range points {
		if i > 0 {
			text += " · "
		}
		name := p.Category
		if !p.Period.IsZero() {
			name = p.Period.Label()
		}
		text += name + " " + format.Value(p.Value, m.Unit)
	}
	return text + "\n"
}
