package sheet

// Confidence is how sure a decision is. Low is for what a person should look at: two readings fit, or a guess was made
// from a name alone.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"   // the file says so
	Medium Confidence = "medium" // the words or the neighbours speak for it
	Low    Confidence = "low"
)

// Decision is one thing that was decided about a table or a metric, with the reason.
type Decision struct {
	What   Subject    `json:"what"`
	Metric string     `json:"metric,omitempty"` // its name in the file; empty for what concerns the table
	Answer string     `json:"answer"`
	Why    string     `json:"why"`
	Sure   Confidence `json:"sure"`
	Cell   string     `json:"cell,omitempty"` // where it shows
}

// String returns the decision in one line: "percent: number format 0.0%".
func (d Decision) String() string { return d.Answer + ": " + d.Why }

// Subject is what a decision is about.
type Subject string

// The subjects.
const (
	AboutHeader   Subject = "header"
	AboutLayout   Subject = "layout"
	AboutPeriods  Subject = "periods"
	AboutUnit     Subject = "unit"
	AboutScale    Subject = "scale"
	AboutScenario Subject = "scenario"
	AboutTarget   Subject = "target"
	AboutPolarity Subject = "polarity"
	AboutTotal    Subject = "total"
)
