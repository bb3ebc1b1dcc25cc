package sheet

import (
	"throughline/app/brief"
	"throughline/app/metric"
)

// EventChoices is what a table of single events offers to its aggregation: the choices of a person who corrects it. What
// was chosen stands in the table's Recipe.Events.
type EventChoices struct {
	Dates       []EventColumn  // columns that can date the events, the likeliest first
	Grains      []metric.Grain // that the dates are fine enough for
	Measures    []EventMeasure // of the columns, those proposed first
	By          []EventColumn  // columns with few values, which the events can be broken down by
	Numbers     []EventColumn  // columns of numbers: either side of a ratio
	First, Last metric.Period  // the days of the first and the last event; zero where none is dated
}

// EventColumn is a column of an event table as an Aggregation names it.
type EventColumn struct {
	Name   string
	Column int      // 1-based column of the sheet
	Values []string // of a column to break down by, in the order of the file
}

// EventMeasure is a measure on offer, with the name its metric gets.
type EventMeasure struct {
	brief.Measure
	Name     string
	Proposed bool // taken unless the recipe says otherwise
}
