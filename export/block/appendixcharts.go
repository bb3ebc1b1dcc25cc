package block

import (
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// OverTime shows each metric used over time, as small charts side by side.
var OverTime = Block{
	Name: "over time", Title: "Over time",
	Flow: func(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
		return chartItems(v, fl, (*visual.Chart).OverTime)
	},
}

// ByCategory shows each metric used that is told by category, as bars.
var ByCategory = Block{
	Name: "by category", Title: "By category",
	Flow: func(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
		return chartItems(v, fl, func(c *visual.Chart) bool { return !c.OverTime() })
	},
}

const (
	chartAbove  = 26.0 // of a chart in the appendix
	chartGive   = 0.15
	panelsHead  = 64.0 // of small charts side by side
	panelsRow   = 130.0
	panelsCount = 3 // in a row
)

func chartItems(v *View, fl *layout.Flow, wanted func(*visual.Chart) bool) []*layout.Item {
	var items []*layout.Item
	for _, c := range v.Charts {
		if !wanted(c) {
			continue
		}
		height := min(c.Spec.BestHeight(fl.Width()), fl.Size.H*fl.Scale.MostHigh)
		if c.Spec.Kind == chart.Multiples {
			height = min(height, panelsHead+panelsRow*float64((len(c.Spec.Panels)+panelsCount-1)/panelsCount))
		}
		it := &layout.Item{Before: chartAbove, Height: layout.Grid(height), Give: height * chartGive}
		it.Draw = func(s *layout.Page, box page.Rect) { drawFigure(v, s, c, box, 1) }
		items = append(items, it)
	}
	return items
}
