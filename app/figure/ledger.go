package figure

import (
	"math"
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Role says as what a number stands on the page.
type Role string

// The roles. The zero value is read as Text.
const (
	RoleText  Role = "text"
	RoleHero  Role = "hero"
	RoleChart Role = "chart"
	RoleTable Role = "table"
	RoleAlt   Role = "alt" // in the description for those who cannot see a chart
)

// Kind says how a number came onto the page.
type Kind string

// The kinds of entries.
const (
	Figure Kind = "figure" // a {figure} in a text
	Label  Kind = "label"  // a number that a chart or a table shows of a metric
	ByHand Kind = "typed"  // typed by hand, with the reason that was given
	Kept   Kind = "kept"   // no number: a sentence that the data does not bear out, with the reason why it stays
)

// Computed reports whether what is of this kind is computed from cells. The others are the writer's own words.
func (k Kind) Computed() bool { return k != ByHand && k != Kept }

// Entry is one line of the ledger: a number on the page and where it came from. In JSON it is part of [Ledger].
type Entry struct {
	Place brief.Place `json:"place"`
	Role  Role        `json:"role"`
	Kind  Kind        `json:"kind"`
	Raw   string      `json:"raw,omitempty"` // the figure as written
	Text  string      `json:"text"`          // what is printed for it
	// Adjusted is what its own rounding would print, where it was moved by one step so that shown parts add up to their
	// shown total; empty where Text is its own rounding.
	Adjusted string `json:"adjusted,omitempty"`
	Reason   string `json:"reason,omitempty"` // why it was typed by hand, or how else than by its view it came about

	Metric  string           `json:"metric,omitempty"` // the metric's name
	View    string           `json:"view,omitempty"`   // what was asked, "latest" where nothing was
	Format  string           `json:"format,omitempty"` // the format as written: "1 decimal"
	Formula string           `json:"formula,omitempty"`
	Value   float64          `json:"value"`
	Measure metric.ValueKind `json:"measure"`
	Unit    metric.Unit      `json:"unit"`
	// Sentence marks the views that print words, "rose 14% to 12.4%", and Level is the unit of what such a one ends in.
	Sentence bool          `json:"sentence,omitempty"`
	Level    metric.Unit   `json:"level,omitzero"`
	AsOf     metric.Period `json:"asOf,omitzero"` // zero in tables by category
	Base     metric.Period `json:"base,omitzero"` // the period it is compared with, or the first of an average, total, high or low

	Source string `json:"source,omitempty"` // the ID of the brief's source; empty for a target set by hand
	File   string `json:"file,omitempty"`   // the source's file name
	Sheet  string `json:"sheet,omitempty"`
	// Cells are all the cells it was computed from, the value's own first. A cell of another sheet or file than Sheet of
	// File is written as spreadsheets do: "Plan!B4", "[plan.xlsx]Plan!B4".
	Cells []string `json:"cells,omitempty"`

	// Op is done with the values of Terms, in their order; Indexed divides that by the last term and multiplies by 100.
	Op      metric.Op     `json:"op,omitempty"`
	Indexed bool          `json:"indexed,omitempty"`
	Terms   []Term        `json:"terms,omitempty"`
	Print   metric.Format `json:"print,omitzero"` // how it was put into characters
}

// Term is one value that an entry was computed from, with its place in a file. One without a cell was set by hand.
type Term struct {
	Source   string          `json:"source,omitempty"` // the ID of the ledger's source
	File     string          `json:"file,omitempty"`
	Sheet    string          `json:"sheet,omitempty"`
	Cell     string          `json:"cell,omitempty"`
	Value    float64         `json:"value"`
	Period   metric.Period   `json:"period,omitzero"`
	Category string          `json:"category,omitempty"`
	Scenario metric.Scenario `json:"scenario"`
}

// Ledger is every number of one exported brief, as it is attached to the PDF. Its JSON names are stable; what is added
// later is optional.
type Ledger struct {
	Version     int            `json:"version"` // 1
	Brief       string         `json:"brief"`   // the brief's ID
	FiscalStart time.Month     `json:"fiscalStart"`
	Sources     []LedgerSource `json:"sources"`
	Entries     []Entry        `json:"entries"` // in reading order
}

// LedgerSource is one imported table that entries came from.
type LedgerSource struct {
	ID       string    `json:"id"`
	File     string    `json:"file"`
	Sheet    string    `json:"sheet,omitempty"`
	Range    string    `json:"range,omitempty"`
	SHA256   string    `json:"sha256,omitempty"`
	Modified time.Time `json:"modified,omitzero"`
}

// LedgerVersion is the version of the JSON form that this program writes.
const LedgerVersion = 1

// NewLedger returns the ledger of the numbers that were printed, entries in reading order, with those that were typed by
// hand after those of the figures.
func (r *Resolver) NewLedger(byHand ...Entry) Ledger {
	l := Ledger{
		Version: LedgerVersion, Brief: r.brief.ID, FiscalStart: max(r.brief.Settings.FiscalStart, time.January),
		Sources: []LedgerSource{}, Entries: slices.Concat([]Entry{}, r.ledger, byHand),
	}
	used := map[string]bool{}
	for _, e := range l.Entries {
		for _, t := range e.Terms {
			used[t.Source] = true
		}
	}
	for _, s := range r.brief.Sources {
		if used[s.ID] {
			l.Sources = append(l.Sources, LedgerSource{
				ID: s.ID, File: s.File, Sheet: s.Sheet, Range: s.Range, SHA256: s.SHA256, Modified: s.Modified,
			})
		}
	}
	return l
}

// RoleOf tells the role from the place of a text.
func RoleOf(p brief.Place) Role {
	switch {
	case p == brief.AltPlace:
		return RoleAlt
	case p == brief.HeroPlace || p == brief.FiguresPlace:
		return RoleHero
	case blockOf(p) == "evidence" && len(p) > len("evidence.chart") && p[:len("evidence.chart")] == "evidence.chart":
		return RoleChart
	}
	return RoleText
}

// Printed is a number that a chart or a table shows of a metric, for the ledger.
type Printed struct {
	Place    brief.Place // "evidence.chart"
	Role     Role        // RoleChart or RoleTable
	Text     string      // as it stands on the page
	Adjusted string      // what its own rounding would print, where Text was moved so that parts add up; otherwise empty
	Metric   string
	View     string // what it shows in words, "latest", "Sep 2026", "change"; may be empty
	Value    metric.Value
	Format   metric.Format // as it was printed
}

// Record enters a number that is no figure of a text: a chart's label, a cell of a table. The ledger keeps the order of
// the calls. See metric.Metric.Of and Between for the values of a series' points.
func (r *Resolver) Record(p Printed) { r.ledger = append(r.ledger, r.EntryOf(p)) }

// EntryOf returns the line of the ledger that Record would enter.
func (r *Resolver) EntryOf(p Printed) Entry {
	e := r.entryOf(p.Value)
	e.Place, e.Role, e.Kind, e.Text, e.Metric, e.View, e.Print = p.Place, p.Role, Label, p.Text, p.Metric, p.View, p.Format
	if p.Adjusted != p.Text {
		e.Adjusted = p.Adjusted
	}
	return e
}

// entryOf fills in what an entry tells of its value and of the cells it came from.
func (r *Resolver) entryOf(v metric.Value) Entry {
	e := Entry{
		Formula: v.Formula, Value: v.Number, Measure: v.Kind, Unit: v.Unit, AsOf: v.Period, Base: v.Base, Op: v.Op, Reason: v.Reason,
	}
	if len(v.Terms) == 0 {
		return e
	}
	own := v.Terms[0]
	e.Source, e.File, e.Sheet = own.Source, r.file(own.Source), own.Sheet
	e.Cells = make([]string, 0, len(v.Terms))
	e.Terms = make([]Term, len(v.Terms))
	for i, t := range v.Terms {
		e.Terms[i] = Term{
			Source: t.Source, File: r.file(t.Source), Sheet: t.Sheet, Cell: t.Point.Cell, Value: t.Point.Value,
			Period: t.Point.Period, Category: t.Point.Category, Scenario: t.Scenario,
		}
		switch {
		case t.Point.Cell == "": // a target set by hand
		case t.Source != own.Source:
			e.Cells = append(e.Cells, "["+r.file(t.Source)+"]"+t.Sheet+"!"+t.Point.Cell)
		case t.Sheet != own.Sheet:
			e.Cells = append(e.Cells, t.Sheet+"!"+t.Point.Cell)
		default:
			e.Cells = append(e.Cells, t.Point.Cell)
		}
	}
	return e
}

// Recompute does the entry's arithmetic again, with the values that lookup gives for its terms, or with nil with the
// values the entry carries, and prints the result as the entry was printed. A number that was adjusted is to be compared
// with Adjusted instead of Text. It answers false for a number typed by hand, for a term without a value, and for a
// result that is no number.
func (e *Entry) Recompute(lookup func(Term) (float64, bool)) (number float64, text string, ok bool) {
	values := make([]float64, len(e.Terms))
	for i, t := range e.Terms {
		values[i] = t.Value
		if lookup == nil {
			continue
		}
		if values[i], ok = lookup(t); !ok {
			return 0, "", false
		}
	}
	if e.Sentence && len(values) == 2 {
		style, _ := styleOf(e.Format)
		v := spokenValue(values[0], values[1], e.Level, style.points)
		return v.Number, spoken(e.Print, e.View, e.Level, v, values[0], values[1]), finite(v.Number)
	}
	operands := values
	if e.Indexed && len(values) > 1 {
		operands = values[:len(values)-1]
	}
	number, ok = e.Op.Compute(operands)
	if e.Indexed && ok {
		number = number / values[len(values)-1] * 100
	}
	if !ok || !finite(number) {
		return 0, "", false
	}
	style, _ := styleOf(e.Format)
	return number, measured(e.Print, metric.Value{Kind: e.Measure, Unit: e.Unit, Number: number}, style.size), true
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
