package chart

import (
	"fmt"
	"math"

	"throughline/app/metric"
)

// Panels of one unit share a scale, so that they can be compared. Where one of them would be a speck beside another, each
// of the unit has its own, and the chart says so.

// panelScale is the values that one axis spans, shared by panels.
type panelScale struct {
	lo, hi float64
	group  int // panels with the same are comparable
}

// How many times larger one panel may be than another before a shared scale shows nothing of the small one: as a bar, and as
// a line, whose height alone is read.
const (
	tooFarForBars  = 12.0
	tooFarForLines = 25.0
)

// scalesOf returns the scale of each panel, and whether there is more than one. reach returns the values that a panel must
// have on its axis, tooFar how unlike in size they may be.
func (s *Spec) scalesOf(reach func(*Panel) (lo, hi float64), tooFar float64) (scales []panelScale, several bool) {
	scales = make([]panelScale, len(s.Panels))
	groups := map[metric.Unit]int{}
	for i := range s.Panels {
		p := &s.Panels[i]
		scales[i].lo, scales[i].hi = reach(p)
		if _, ok := groups[p.Unit]; !ok {
			groups[p.Unit] = len(groups)
		}
		scales[i].group = groups[p.Unit]
	}
	apart := len(groups)
	for _, g := range groups {
		lo, hi := math.Inf(1), math.Inf(-1)
		least := math.Inf(1)
		for _, x := range scales {
			if x.group == g {
				lo, hi = min(lo, x.lo), max(hi, x.hi)
				if size := max(math.Abs(x.lo), math.Abs(x.hi)); size > 0 {
					least = min(least, size)
				}
			}
		}
		shared := max(math.Abs(lo), math.Abs(hi)) <= tooFar*least
		for i := range scales {
			switch {
			case scales[i].group != g:
			case shared:
				scales[i].lo, scales[i].hi = lo, hi
			default:
				scales[i].group = apart
				apart++
				several = true
			}
		}
	}
	return scales, several || len(groups) > 1
}

// values returns the numbers of a panel that may be printed.
func (p *Panel) values() []float64 {
	var all []float64
	if i := lastIndex(p.Values); i >= 0 {
		all = append(all, p.Values[i])
	}
	if i := firstIndex(p.Values); i >= 0 {
		all = append(all, p.Values[i])
	}
	if p.Target != nil {
		all = append(all, *p.Target)
	}
	return all
}

// formatOf returns how the numbers of one panel print: like those of the others of its unit and scale.
func (s *Spec) formatOf(scales []panelScale, i int) metric.Format {
	var all []float64
	for k := range s.Panels {
		if scales[k].group == scales[i].group {
			all = append(all, s.Panels[k].values()...)
		}
	}
	return s.agree(s.Panels[i].Unit, all)
}

func (s *Spec) panelNames() []string {
	names := make([]string, len(s.Panels))
	for i, p := range s.Panels {
		names[i] = p.Name
	}
	return names
}

// checkPanels refuses what is not some rows or panels with values.
func checkPanels(s *Spec, most int) *Refusal {
	switch n := len(s.Panels); {
	case n == 0:
		return &Refusal{Code: "chart-empty", Text: "The chart has no values to show.", Fix: "Choose a metric that has values."}
	case n > most:
		return &Refusal{
			Code: "chart-crowded", Text: fmt.Sprintf("%d metrics are more than a reader compares in one chart; at most %d are shown.", n, most),
			Fix: "Keep the ones the decision turns on.",
		}
	}
	for _, p := range s.Panels {
		if firstIndex(p.Values) < 0 {
			return &Refusal{Code: "chart-empty", Text: p.Name + " has no values to show.", Fix: "Take it out of the chart."}
		}
	}
	return nil
}
