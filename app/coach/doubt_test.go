package coach

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/metric"
)

func TestANumberThatRestsOnADoubtStopsTheExport(t *testing.T) {
	t.Parallel()
	doubt := metric.Doubt{
		ID: "factor-trials", Kind: metric.FactorDoubt, Cell: "B2", Read: "thousands", Text: "4.010 may mean 4010.",
		Readings: []metric.DoubtReading{{Reading: "thousands", Value: "4010"}, {Reading: "decimal", Value: "4.01"}},
	}
	settled, alone, october := doubt, doubt, doubt
	settled.Settled = true
	alone.Alone, alone.Cell = true, "ZZ9"
	october.Alone = true
	for _, c := range []struct {
		name, metric string
		doubt        metric.Doubt
		places       []brief.Place
	}{
		{"a figure in a text", "Trials started", doubt, []brief.Place{"context.body"}},
		{"figures, the hero and the chart", "Pilot conversion", doubt, []brief.Place{"evidence.lead", "evidence.body", brief.HeroPlace, brief.ChartPlace}},
		{"a settled doubt", "Trials started", settled, nil},
		{"a doubt of a cell that nothing is made of", "Trials started", alone, nil},
		{"a doubt of the cell that is told", "Trials started", october, []brief.Place{"context.body"}},
	} {
		b := ready()
		m := b.Metric(c.metric)
		s := *m.Series[0]
		if c.doubt.Alone && c.doubt.Cell == "B2" {
			last, _ := s.Latest()
			c.doubt.Cell = last.Cell
		}
		s.Doubts = []metric.Doubt{c.doubt}
		m.Series[0] = &s
		var places []brief.Place
		for _, f := range Review(b) {
			if f.Code != "doubted" || f.Severity != brief.Error || !strings.Contains(f.Text, c.doubt.Cell) || !strings.Contains(f.Fix, "4.01") {
				t.Errorf("%s: %+v", c.name, f)
			}
			places = append(places, f.Place)
		}
		if len(places) != len(c.places) {
			t.Errorf("%s: found at %v, want %v", c.name, places, c.places)
		}
	}
}
