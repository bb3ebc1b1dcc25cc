package figure

import "throughline/app/metric"

// Dated reports whether the figure names the period it prints, {ARR | Sep 2026}, so that it is as old as it says and does
// not pass for the state of today.
func (e *Entry) Dated() bool {
	if _, ok := metric.ParsePeriod(e.View); ok {
		return true
	}
	_, ok := metric.ParseBarePeriod(e.View)
	return ok
}
