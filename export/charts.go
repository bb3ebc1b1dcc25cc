package export

import (
	"throughline/app/brief"
	"throughline/export/chart"
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
