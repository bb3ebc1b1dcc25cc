package metric

import (
	"slices"
	"strings"
)

// DoubtKind is what a doubt is about.
type DoubtKind string

// The kinds of doubt. Those of factor, currency and period change what a number says, so they stop an export while they are
// not settled; see [Doubt.Stops].
const (
	FactorDoubt    DoubtKind = "factor"    // how large a number is: 1.204 or 1,204
	CurrencyDoubt  DoubtKind = "currency"  // whose money it is
	PeriodDoubt    DoubtKind = "period"    // when it was
	ScenarioDoubt  DoubtKind = "scenario"  // actual, plan, forecast or prior year
	UnitDoubt      DoubtKind = "unit"      // what it counts
	FormulaDoubt   DoubtKind = "formula"   // a formula whose value was perhaps never calculated
	ShapeDoubt     DoubtKind = "shape"     // how the table lies: what names its rows, which sheets belong together
	DirectionDoubt DoubtKind = "direction" // which way is good
	IdentityDoubt  DoubtKind = "identity"  // whether it is the metric that it was
)

// NoCurrency is the reading of an amount whose currency nobody named: it prints bare.
const NoCurrency = "none"

// OldValues is the reading of a doubt about a newer file: the values it is on are those from before, and nobody has said
// whether the new ones are to be taken.
const OldValues = "keep"

// Doubt is a reading of a file that the file does not prove, with what else is possible. It is asked once: the answer stands
// in the recipe of the table under Key, and the next file of the same form is read by it.
type Doubt struct {
	ID       string         `json:"id"` // by which it is settled, "factor-visits"; its own in the file, and the same in a file of the same form
	Kind     DoubtKind      `json:"kind"`
	Sheet    string         `json:"sheet,omitempty"`
	Cell     string         `json:"cell"`
	Metric   string         `json:"metric,omitempty"` // its name in the file; empty for what concerns the whole table
	Read     string         `json:"read"`             // which of the readings was taken
	Readings []DoubtReading `json:"readings"`         // what was read first
	Effect   string         `json:"effect,omitempty"` // what hangs on it: "×1000", "$ or none", "January or 26th"
	Text     string         `json:"text"`             // in a sentence
	Alone    bool           `json:"alone,omitempty"`  // it is about its cell only, not about the other values of the metric
	Settled  bool           `json:"settled"`          // a person has chosen, for this file or for an earlier one of its form

	Key string `json:"-"` // of the answer in the table's recipe
}

// DoubtReading is one way to read what is in doubt, with what it makes of the cell.
type DoubtReading struct {
	Reading string `json:"reading"` // "thousands"
	Value   string `json:"value"`   // "1204"
}

// Stops reports whether a figure that rests on the doubt may not be exported before it is settled. An amount without a
// currency may: it prints bare, which claims nothing. Old values may too: they are what they were.
func (d Doubt) Stops() bool {
	if d.Settled || d.Read == NoCurrency || d.Read == OldValues {
		return false
	}
	return d.Kind == FactorDoubt || d.Kind == CurrencyDoubt || d.Kind == PeriodDoubt
}

// Reading returns the reading that an answer means: by what it is called, by the value it gives, or, of a currency, by its
// code. false for an answer that means none of them.
func (d Doubt) Reading(answer string) (string, bool) {
	answer = strings.TrimSpace(answer)
	for _, same := range []func(DoubtReading) bool{
		func(r DoubtReading) bool { return strings.EqualFold(r.Reading, answer) },
		func(r DoubtReading) bool { return strings.EqualFold(r.Value, answer) },
	} {
		if i := slices.IndexFunc(d.Readings, same); i >= 0 {
			return d.Readings[i].Reading, true
		}
	}
	if code := strings.ToUpper(answer); d.Kind == CurrencyDoubt && isCode(code) {
		return code, true
	}
	return "", false
}

// isCode reports three letters, as ISO 4217 writes currencies.
func isCode(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Settle takes the answer that a recipe has for the doubt, by its Key; without one it stays as read. It returns the reading
// that holds.
func (d *Doubt) Settle(answers map[string]string) string {
	if reading, ok := d.Reading(answers[d.Key]); ok {
		d.Read, d.Settled = reading, true
	}
	return d.Read
}

// OtherReadings returns the readings that were not taken.
func (d Doubt) OtherReadings() []DoubtReading {
	return slices.DeleteFunc(slices.Clone(d.Readings), func(r DoubtReading) bool { return r.Reading == d.Read })
}

// Unnamed reports the doubt of amounts of money whose currency nothing names.
func (d Doubt) Unnamed() bool { return d.Kind == CurrencyDoubt && d.Key == string(CurrencyDoubt) }
