// Package sheettest makes series for tests as if they had been read from a spreadsheet. Only tests import it.
package sheettest

import (
	"math"

	"throughline/app/metric"
	"throughline/app/sheet"
)

// Row returns a series that lies in a row of a sheet from column B on, one period per column; NaN is a blank cell.
func Row(sc metric.Scenario, source, name string, row int, first metric.Period, values ...float64) *metric.Series {
	s := &metric.Series{Scenario: sc, Source: source, Sheet: name}
	for i, v := range values {
		if !math.IsNaN(v) {
			s.Points = append(s.Points, metric.Point{Period: first.Add(i), Value: v, Cell: sheet.Address(row, 2+i)})
		}
	}
	return s
}
