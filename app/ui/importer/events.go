package importer

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/sheet"
)

// reaggregate changes how the events of a table become metrics, from how they do now.
func reaggregate(t *sheet.Table, change func(*brief.Aggregation)) func(*brief.Recipe) {
	return func(r *brief.Recipe) {
		a := brief.Aggregation{}
		if t.Recipe.Events != nil {
			a = *t.Recipe.Events
			a.Measures = slices.Clone(a.Measures)
		}
		change(&a)
		r.Layout, r.Events = t.Layout, &a
	}
}

// operations are what can be done with the events of a period, in the order they are offered, with their words.
var operations = []struct {
	operation brief.Operation
	words     string
}{
	{brief.CountRows, say.Key("number of rows")},
	{brief.Sum, say.Key("sum of")},
	{brief.Average, say.Key("average of")},
	{brief.Median, say.Key("median of")},
	{brief.Distinct, say.Key("different values of")},
	{brief.Ratio, say.Key("ratio of")},
}

func operationWords(o brief.Operation) string {
	for _, x := range operations {
		if x.operation == o {
			return say.T(x.words)
		}
	}
	return string(o)
}

// operationsOf lists the operations that the columns of a table allow.
func operationsOf(c *sheet.EventChoices) []brief.Operation {
	var out []brief.Operation
	for _, x := range operations {
		if x.operation == brief.CountRows || len(columnsFor(c, x.operation)) > 0 && (x.operation != brief.Ratio || len(c.Numbers) > 1) {
			out = append(out, x.operation)
		}
	}
	return out
}

// columnsFor lists the columns an operation can be of.
func columnsFor(c *sheet.EventChoices, o brief.Operation) []string {
	var out []string
	if o == brief.Ratio {
		for _, n := range c.Numbers {
			out = append(out, n.Name)
		}
		return out
	}
	for _, m := range c.Measures {
		if m.Operation == o && m.Column != "" {
			out = append(out, m.Column)
		}
	}
	return out
}

// reoperated is a measure with another operation, of the same column where that has it.
func reoperated(c *sheet.EventChoices, m brief.Measure, o brief.Operation) brief.Measure {
	columns := columnsFor(c, o)
	out := brief.Measure{Operation: o}
	if len(columns) == 0 {
		return out
	}
	out.Column = columns[0]
	if slices.Contains(columns, m.Column) {
		out.Column = m.Column
	}
	if o == brief.Ratio {
		for _, over := range columns {
			if over != out.Column {
				out.Over = over
				break
			}
		}
	}
	return out
}

// nextMeasure is the first measure on offer that is not taken yet; false where all are.
func nextMeasure(c *sheet.EventChoices, taken []brief.Measure) (brief.Measure, bool) {
	for _, m := range c.Measures {
		if !slices.Contains(taken, m.Measure) {
			return m.Measure, true
		}
	}
	return brief.Measure{}, false
}
