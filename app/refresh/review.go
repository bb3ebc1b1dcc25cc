package refresh

import (
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Review is what a new file does to a brief, decided as a plan says. It is a plain value: lists are never null in JSON,
// and the same arguments give the same review.
type Review struct {
	File      string           `json:"file"`
	Sources   []SourceChange   `json:"sources"`
	Questions []Question       `json:"questions"`
	Figures   []FigureChange   `json:"figures"`   // that print something else, in reading order, the hero last
	Sentences []SentenceChange `json:"sentences"` // that somebody must read again
	Criteria  []Criterion      `json:"criteria"`  // parts that are judged otherwise now
	Hero      *FigureChange    `json:"hero"`      // null where it prints as before
	Chart     *ChartChange     `json:"chart"`     // null where it is drawn as before
	Metrics   []Row            `json:"metrics"`
	Targets   []TargetChange   `json:"targets"`
	Stale     []StaleMetric    `json:"stale"`
	Left      []string         `json:"left"`  // that a source is not renewed, a sentence each
	Notes     []string         `json:"notes"` // what the importer left out or doubted in the tables that renew a source
}

// SourceChange is a source and the table that renews it.
type SourceChange struct {
	ID       string    `json:"id"`
	Old      string    `json:"old"` // "metrics_sep.xlsx · KPIs"
	New      string    `json:"new"` // the new file
	Sheet    string    `json:"sheet"`
	Range    string    `json:"range"`
	Modified time.Time `json:"modified,omitzero"`
	AsOf     string    `json:"asOf"` // the last period of its actual values, "Oct 2026"
	WasAsOf  string    `json:"wasAsOf"`
	Score    int       `json:"score"` // how sure the binding is, 0 to 100
	Why      []string  `json:"why"`
}

// TargetChange is a target that the file, or its absence there, changed. An empty text means no target.
type TargetChange struct {
	Metric string `json:"metric"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// StaleMetric is a metric without a newer value where one was due: its own limit is passed, or the rest of its table
// moved on.
type StaleMetric struct {
	Metric string `json:"metric"`
	Last   string `json:"last"` // the period of its last value
	Why    string `json:"why"`
	Used   bool   `json:"used"` // a figure, the hero or the chart shows it

	behind bool // others of its table are newer
}

// Criterion is a part that its kind judges (part.Spec.Judge), in another state than before. An empty state says that it
// cannot be judged.
type Criterion struct {
	Name string `json:"name"` // "Criterion c1"
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Review says what Apply with that plan does to the brief. day decides what is stale; without one the brief is measured
// against itself.
func (r *Renewal) Review(plan Plan, day time.Time) *Review {
	after := r.before.Clone()
	r.Apply(after, plan, time.Time{})
	v := Compare(r.before, after, day)
	v.File = r.Reading.Workbook.File
	v.Questions = append(v.Questions, r.Questions...)
	v.Metrics = append(v.Metrics, r.decided(plan)...)
	v.Sources = r.sources()
	v.Notes = append(v.Notes, r.notes()...)
	for _, s := range r.unrenewed() {
		if !slices.ContainsFunc(r.Questions, func(q Question) bool { return q.Source == s.ID }) {
			v.Left = append(v.Left, r.notRenewed(s))
		}
	}
	return v
}

// Open reports whether somebody has something to do: a sentence to read again, a question or a row to decide, values that
// stay old.
func (v *Review) Open() bool {
	return len(v.Sentences) > 0 || len(v.Questions) > 0 || len(v.Criteria) > 0 || len(v.Left) > 0 ||
		slices.ContainsFunc(v.Stale, func(s StaleMetric) bool { return s.Used && s.behind }) ||
		slices.ContainsFunc(v.Metrics, func(r Row) bool { return r.Decide })
}

// Renews reports whether the file is a new state of anything in the brief.
func (v *Review) Renews() bool { return len(v.Sources) > 0 }

// notes lists what the importer says of the bound tables now and did not say of them before, so that a column that was not
// understood is not missed.
func (r *Renewal) notes() []string {
	var list []string
	for _, b := range r.Bindings {
		for _, n := range b.Table.Notes {
			known := slices.ContainsFunc(b.Source.Notes, func(x brief.Note) bool { return x.Code == n.Code && (n.Severity == brief.Info || x.Text == n.Text) })
			text := n.Text
			if n.Cell != "" {
				text += " (" + n.Cell + ")"
			}
			if !known && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

func (r *Renewal) sources() []SourceChange {
	list := []SourceChange{}
	for _, b := range r.Bindings {
		wb := b.Table.Workbook
		c := SourceChange{
			ID: b.Source.ID, Old: SourceLabel(b.Source), New: wb.File, Sheet: b.Table.Sheet.Name, Range: b.Table.Range.String(),
			Modified: wb.Modified, Score: b.Score, Why: append([]string{}, b.Why...),
		}
		var was, is metric.Period
		for _, p := range b.pairs {
			was, is = later(was, p.metric), later(is, p.now)
		}
		c.WasAsOf, c.AsOf = labelOf(was), labelOf(is)
		list = append(list, c)
	}
	return list
}

// later returns the later of a period and the last known one of a metric.
func later(p metric.Period, m *metric.Metric) metric.Period {
	if last, ok := m.Known(); ok && (p.IsZero() || p.Before(last)) {
		return last
	}
	return p
}

func labelOf(p metric.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.Label()
}
