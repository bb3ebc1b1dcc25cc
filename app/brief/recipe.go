package brief

import "throughline/app/metric"

// Recipe is how a table was read and what was corrected by hand, kept so that next month's file reads the same way. The
// zero value means "decide everything from the file". Rows and columns are named by their label or header, which stays
// when others are inserted; one without a label by its number ("7") or letter ("C").
type Recipe struct {
	Sheet string `json:"sheet,omitempty"`
	// Range is the table's cells where they were set by hand ("A3:N40"): two recipes of one sheet with ranges split what
	// was one table, one that spans two tables joins them.
	Range       string   `json:"range,omitempty"`
	HeaderRows  []int    `json:"headerRows,omitempty"` // 1-based
	Anchor      *Anchor  `json:"anchor,omitempty"`     // of the header rows, filled in by the reading
	Layout      Layout   `json:"layout,omitempty"`
	Skip        []string `json:"skip,omitempty"` // metrics left out, by their name in the file
	SkipRows    []string `json:"skipRows,omitempty"`
	SkipColumns []string `json:"skipColumns,omitempty"`
	// KeepRows names rows that were taken for totals or notes and are values all the same.
	KeepRows []string `json:"keepRows,omitempty"`
	// LeaveHidden leaves out the rows and columns that are hidden in the workbook. Recipes made before hidden cells could be
	// left out read them, and go on reading them.
	LeaveHidden bool    `json:"leaveHidden,omitempty"`
	Periods     Periods `json:"periods,omitzero"`
	// Scenarios says whose values a column or row holds, by its header or label, where the words do not.
	Scenarios map[string]metric.Scenario `json:"scenarios,omitempty"`
	Events    *Aggregation               `json:"events,omitempty"` // of the layout Events
	Text      TextFormat                 `json:"text,omitzero"`    // of text files
	// Doubts holds how doubts were settled, by their keys: the reading that was chosen.
	Doubts map[string]string `json:"doubts,omitempty"`
	// Metrics holds what was changed per metric, keyed by the name read from the file.
	Metrics map[string]MetricRecipe `json:"metrics,omitempty"`
}

// Anchor is a label of a header row by which the header is found again when lines were inserted above it. It counts only
// while Row is one of the header rows: a person who moves the header sets HeaderRows and leaves the anchor alone.
type Anchor struct {
	Row   int    `json:"row"`
	Label string `json:"label"`
}

// Periods is what a file does not say about its periods.
type Periods struct {
	Year  int              `json:"year,omitempty"`  // of months and quarters that name none; the first one's, where they run over a year's end
	Order metric.DateOrder `json:"order,omitempty"` // of all-digit dates
	// FiscalStart is the first month of the fiscal year that the table's years and quarters are of; 0 leaves them as read,
	// 1 makes them calendar years.
	FiscalStart int `json:"fiscalStart,omitempty"`
}

// TextFormat is how the bytes of a text file are to be read; empty fields are decided from the bytes.
type TextFormat struct {
	Encoding  string `json:"encoding,omitempty"`  // an IANA name: "windows-1252"
	Delimiter string `json:"delimiter,omitempty"` // one of "," ";" "\t" "|"
}

// MetricRecipe is what a person decided about one metric; nil and empty fields were left as read.
type MetricRecipe struct {
	Name     string           `json:"name,omitempty"`
	Unit     *metric.Unit     `json:"unit,omitempty"`
	Scale    float64          `json:"scale,omitempty"` // factor applied to every value; 0 leaves the one read from the header
	Polarity *metric.Polarity `json:"polarity,omitempty"`
	Target   *float64         `json:"target,omitempty"`
	Scenario *metric.Scenario `json:"scenario,omitempty"` // of a metric that has one; nil leaves what was read
}

// Operation is how the events of a period become one value.
type Operation string

// The operations of SPEC §3. Ratio divides the sum of one column by the sum of another; of a column of yes and no, Sum
// counts the yes and Average is their share.
const (
	CountRows Operation = "count"
	Sum       Operation = "sum"
	Average   Operation = "average"
	Median    Operation = "median"
	Distinct  Operation = "distinct"
	Ratio     Operation = "ratio"
)

// Aggregation turns a table of single events into metrics: one for each measure, by period, and where By is set one more
// for each value of that column. Columns are named by their header, or by their letter where they have none. What is empty
// is decided from the table: the column that says when it happened, the grain by the span of the dates, and, where Measures
// is nil, what such a table is usually kept for.
type Aggregation struct {
	Date     string       `json:"date"`
	Grain    metric.Grain `json:"grain"`
	By       string       `json:"by,omitempty"`
	Measures []Measure    `json:"measures"`
}

// Measure is one metric of an Aggregation.
type Measure struct {
	Operation Operation `json:"operation"`
	Column    string    `json:"column,omitempty"` // what is counted up; none for CountRows
	Over      string    `json:"over,omitempty"`   // what Ratio divides by
}
