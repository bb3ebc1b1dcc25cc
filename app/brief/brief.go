// Package brief is the document: headline, ask, four beats, evidence, settings, and the metrics and sources behind its
// numbers. It also reads and writes the story file (Markdown) and holds the templates. It is pure: it knows neither
// files nor the window, and it resolves no figures (package figure does).
package brief

import (
	"slices"
	"strings"
	"time"

	"throughline/app/metric"
	"throughline/app/part"
)

// BeatKind names one of the four beats.
type BeatKind uint8

// The four beats, in the order they are told.
const (
	Context BeatKind = iota
	Conflict
	Resolution
	Evidence
)

var beatNames = [...]string{"Context", "Conflict", "Resolution", "Evidence"}

// Beats lists the four kinds in order.
var Beats = [...]BeatKind{Context, Conflict, Resolution, Evidence}

// String returns the beat's name: "Context", "Conflict", "Resolution" or "Evidence".
func (k BeatKind) String() string { return beatNames[k] }

// Beat is a lead sentence and a body. Both may hold figures.
type Beat struct {
	Lead string `json:"lead,omitempty"`
	Body string `json:"body,omitempty"`
	// Priority is the ID of the stated priority the beat serves; see Brief.Priorities.
	Priority string `json:"priority,omitempty"`
}

// Ask is the decision wanted: what, from whom, by when. By is free text as the writer put it ("12 Dec 2026").
type Ask struct {
	What string `json:"what,omitempty"`
	From string `json:"from,omitempty"`
	By   string `json:"by,omitempty"`
}

// IsZero reports whether nothing is asked.
func (a Ask) IsZero() bool { return a == Ask{} }

// Proof is the evidence: one hero (a metric or a quote, never both) and one chart.
type Proof struct {
	Hero    string `json:"hero,omitempty"`    // a metric's name; empty where the quote is the hero
	N       string `json:"n,omitempty"`       // what the hero was counted over: "1,204 trials"; may hold figures
	Against string `json:"against,omitempty"` // what it is compared with, in words: "vs Q2, same cohort"
	Quote   *Quote `json:"quote,omitempty"`
	Chart   *Chart `json:"chart,omitempty"`
	// Figures are the metrics of the strip of key figures, in the writer's order; empty: what the story tells is proposed.
	Figures  []string `json:"kpis,omitempty"`
	Takeaway string   `json:"takeaway,omitempty"` // what the reader is to remember of the chart; may hold figures
}

// IsZero reports whether there is no evidence at all.
func (p *Proof) IsZero() bool {
	return p.Hero == "" && p.N == "" && p.Against == "" && p.Quote == nil && p.Chart == nil && len(p.Figures) == 0 && p.Takeaway == ""
}

// MostFigures is how many key figures a brief has at most.
const MostFigures = 5

// Source is one imported table and how it was read. It is immutable and shared by pointer.
type Source struct {
	ID       string    `json:"id"`
	File     string    `json:"file"` // base name; its folder is this machine's alone, and a brief is mailed
	Sheet    string    `json:"sheet,omitempty"`
	Range    string    `json:"range"` // "A3:N9"
	SHA256   string    `json:"sha256"`
	Modified time.Time `json:"modified,omitzero"`
	Imported time.Time `json:"imported,omitzero"`
	Rows     int       `json:"rows"`  // rows read
	Cells    int       `json:"cells"` // cells read
	Recipe   Recipe    `json:"recipe"`
	Notes    []Note    `json:"notes,omitempty"`
}

// Severity grades a note or a finding; see part.Severity.
type Severity = part.Severity

// The severities of SPEC §10.
const (
	Info    = part.Info
	Warning = part.Warning
	Error   = part.Error
)

// Note is something the importer skipped, doubted or decided, for the user to see.
type Note struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable, kebab-case: "total-row", "error-cell"
	Cell     string   `json:"cell,omitempty"`
	Text     string   `json:"text"` // one plain sentence
}

// Paper is a page size.
type Paper string

// The papers: upright ones to read from, and the shape of a screen for a deck.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
	Screen Paper = "16:9"
)

// Profile is a form of the exported document.
type Profile string

// The profiles; OnePage is the one of a brief that names none.
const (
	OnePage  Profile = "one-page"
	Decision Profile = "decision"
	PreRead  Profile = "pre-read"
	Pack     Profile = "pack"
	Deck     Profile = "deck"
)

// Profiles lists the profiles from the shortest to the longest, and the deck.
var Profiles = [...]Profile{OnePage, Decision, PreRead, Pack, Deck}

// Settings are the choices that shape how the brief prints.
type Settings struct {
	Locale         string     `json:"locale"`   // BCP 47, "en-US"
	Currency       string     `json:"currency"` // ISO 4217, used where a file names none
	FiscalStart    time.Month `json:"fiscalStart"`
	Paper          Paper      `json:"paper"`                    // of the upright profiles; a deck is 16:9 whatever stands here
	Profile        Profile    `json:"profile,omitempty"`        // empty: OnePage
	Classification string     `json:"classification,omitempty"` // "Leadership · internal"
	Version        string     `json:"version,omitempty"`        // "v3"
	Theme          Theme      `json:"theme,omitzero"`
}

// Brief is the whole document. Treat it as a value: change a Clone, or go through the session.
type Brief struct {
	ID       string           `json:"id"`
	Headline string           `json:"headline,omitempty"`
	Ask      Ask              `json:"ask,omitzero"`
	Beats    [4]Beat          `json:"beats"` // indexed by BeatKind
	Evidence Proof            `json:"evidence,omitzero"`
	Metrics  []*metric.Metric `json:"metrics,omitempty"`
	Sources  []*Source        `json:"sources,omitempty"`
	Settings Settings         `json:"settings"`
	Template string           `json:"template,omitempty"` // the name of the one it was begun from

	// Parts are the objects of the brief beside its story; see Kinds. The container keeps them by the kinds' descriptions.
	Parts part.Set `json:"-"`
	// Events are what happened to parts of kinds with a history, in the order in which it happened.
	Events []part.Event `json:"-"`
}

// New returns an empty brief with the default settings. The ID names it in recovery files; pass a fresh random one.
func New(id string) *Brief {
	return &Brief{ID: id, Settings: Settings{
		Locale: "en-US", Currency: "USD", FiscalStart: time.January, Paper: A4, Classification: "Internal", Version: "v1",
	}}
}

// Clone returns a copy whose fields can be changed freely. Sources and series are immutable and stay shared.
func (b *Brief) Clone() *Brief {
	c := *b
	c.Metrics = make([]*metric.Metric, len(b.Metrics))
	for i, m := range b.Metrics {
		c.Metrics[i] = m.Clone()
	}
	c.Sources = slices.Clone(b.Sources)
	c.Parts = Kinds.Clone(b.Parts)
	c.Evidence.Figures = slices.Clone(b.Evidence.Figures)
	if q := b.Evidence.Quote; q != nil {
		c.Evidence.Quote = quoteKind.Clone(q).(*Quote)
	}
	if ch := b.Evidence.Chart; ch != nil {
		c.Evidence.Chart = ch.Clone()
	}
	return &c
}

// Metric returns the metric of that name, without regard to case and surrounding space, or nil.
func (b *Brief) Metric(name string) *metric.Metric {
	name = strings.TrimSpace(name)
	for _, m := range b.Metrics {
		if strings.EqualFold(m.Name, name) {
			return m
		}
	}
	return nil
}

// Source returns the source with that ID, or nil.
func (b *Brief) Source(id string) *Source {
	for _, s := range b.Sources {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// IsEmpty reports whether nothing has been written or imported yet.
func (b *Brief) IsEmpty() bool {
	return b.Headline == "" && b.Ask.IsZero() && b.Beats == [4]Beat{} && b.Evidence.IsZero() && len(b.Metrics) == 0
}

// Place names a field of the brief in findings, problems and the ledger: "headline", "ask.what", "conflict.body",
// "evidence.hero", "evidence.quote", "priority.retention"; see part.Place.
type Place = part.Place

// Places of the story that the program names itself.
const (
	HeroPlace Place = "evidence.hero"
	// FiguresPlace is the strip of key figures, TakeawayPlace what is to be remembered of the chart.
	FiguresPlace  Place = "evidence.kpis"
	TakeawayPlace Place = "evidence.takeaway"
	ChartPlace    Place = "evidence.chart"
)

// Field is one text of the brief with its place.
type Field struct {
	Place Place
	Text  string
}

// PlaceOf returns the place of a beat's lead or body; part is "lead" or "body".
func PlaceOf(k BeatKind, part string) Place {
	return Place(strings.ToLower(k.String()) + "." + part)
}

// Fields lists every text that is printed, in reading order, empty ones included.
func (b *Brief) Fields() []Field {
	fields := []Field{
		{"headline", b.Headline}, {"ask.what", b.Ask.What}, {"ask.from", b.Ask.From}, {"ask.by", b.Ask.By},
	}
	for _, k := range Beats {
		fields = append(fields, Field{PlaceOf(k, "lead"), b.Beats[k].Lead}, Field{PlaceOf(k, "body"), b.Beats[k].Body})
	}
	for _, f := range []Field{{"evidence.n", b.Evidence.N}, {"evidence.against", b.Evidence.Against}, {TakeawayPlace, b.Evidence.Takeaway}} {
		if f.Text != "" { // most heroes need neither
			fields = append(fields, f)
		}
	}
	for p := range b.EachPart() {
		for i := range p.Spec.Fields {
			if f := &p.Spec.Fields[i]; f.Prose {
				fields = append(fields, Field{p.Spec.At(p.Place, f), f.Get(p.Part)})
			}
		}
	}
	if ch := b.Evidence.Chart; ch != nil {
		fields = append(fields, Field{ChartTitlePlace, ch.Title}, Field{AltPlace, ch.Alt})
	}
	return fields
}

// Finding is one thing to mend or to consider, with its place. Figures that do not resolve, text that does not fit and
// the coach's rules all answer findings; a brief with an Error among them is not exported.
type Finding struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable, kebab-case
	Place    Place    `json:"place"`
	Text     string   `json:"text"`          // what is wrong and why a reader would trip over it, one or two sentences
	Fix      string   `json:"fix,omitempty"` // what to do about it
	// Instead is the form of chart that shows honestly what this one would not: one click away.
	Instead ChartKind `json:"instead,omitempty"`
	// Edit is the change that mends it without further thought, nil where there is none.
	Edit *Edit `json:"edit,omitempty"`
	// Typed names the number that a reason could be given for, nil where the finding is about none; its Reason is empty.
	Typed *TypedReason `json:"typed,omitempty"`
}
