package verify

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/metric"
)

// Figure is one number of a PDF, or another text of it that is not as it was exported, and how it was found.
type Figure struct {
	Text   string `json:"text"`   // as it was exported
	Source string `json:"source"` // "metrics.xlsx · Funnel"; empty for what no figure printed
	Cell   string `json:"cell"`   // the cell its value is in, or the one that drifted
	// Expected and Found are two texts of the page, or where a workbook was compared and a cell is named, two values.
	Expected string `json:"expected"`
	Found    string `json:"found"`
	OK       bool   `json:"ok"`

	Metric string      `json:"metric,omitempty"`
	Place  brief.Place `json:"place,omitempty"`
	Page   int         `json:"page,omitempty"` // from 1
	Why    string      `json:"why,omitempty"`  // what does not agree, as a sentence; empty where it does
}

// Report is what became of the numbers of a PDF.
type Report struct {
	Figures []Figure `json:"figures"`
	Drifted int      `json:"drifted"` // how many of them do not agree
	// Typed are the numbers on paper that no figure printed because they were typed by hand.
	Typed []Typed `json:"typed,omitempty"`
	// Unlisted are numbers on paper that the ledger does not list.
	Unlisted []Unlisted `json:"unlisted,omitempty"`
	// Again is the program that wrote the PDF again after the export, empty for none, and Lost what that left out, in words.
	Again string   `json:"writtenAgainBy,omitempty"`
	Lost  []string `json:"lost,omitempty"`

	record  *Record
	numbers int // of the ledger that were looked at
	agreed  int // of these
}

// Typed is a number that was typed by hand, with the reason that was given, if any.
type Typed struct {
	Text   string      `json:"text"`
	Place  brief.Place `json:"place"`
	Reason string      `json:"reason,omitempty"`
}

// Numbers returns how many numbers of the ledger were looked at, and how many of them agree.
func (r *Report) Numbers() (all, agree int) { return r.numbers, r.agreed }

// add takes a finding in.
func (r *Report) add(f Figure) {
	if r.Figures = append(r.Figures, f); !f.OK {
		r.Drifted++
	}
}

// count takes a number of the ledger in.
func (r *Report) count(agrees bool) {
	if r.numbers++; agrees {
		r.agreed++
	}
}

// PDF reads a PDF of this program and computes every number in it again from the values it carries: each figure must
// follow from its cells, be formatted to what the ledger says, and stand on its page where it was printed; nothing else on
// the pages may have changed. What does not agree is in the report. A file that is no PDF, protected, damaged, or not
// from this program, and a PDF that was exported without its ledger, are explained errors of the kind Unreadable.
func PDF(r io.ReaderAt, size int64) (rep *Report, err error) {
	defer func() {
		if v := recover(); v != nil {
			rep, err = nil, notReadable(fmt.Errorf("verify: %v", v))
		}
	}()
	p, err := open(r, size)
	if err != nil {
		return nil, err
	}
	if len(p.records) == 0 {
		return nil, fault.New(fault.Unreadable, "The PDF carries no ledger: it was made by another program, or for readers outside, whose copies carry none. Verify the internal copy.", nil)
	}
	record, intact, err := decode(p.records[0])
	if err != nil {
		return nil, fault.New(fault.Unreadable, "The ledger in the PDF is damaged, so its numbers cannot be checked; export the brief again.", err)
	}
	if record.Version > Version {
		return nil, fault.New(fault.Unreadable, "The PDF was exported by a newer version of Throughline; verify it with that one.", nil)
	}
	rep = &Report{Figures: []Figure{}, record: record}
	if !intact {
		rep.add(Figure{Text: FileName, Expected: "as it was exported", Found: "changed", Why: "The ledger in the PDF was changed after the export, so nothing it says of the numbers can be trusted."})
	}
	if len(p.records) > 1 {
		rep.add(Figure{Text: FileName, Expected: "one", Found: counted(len(p.records), "ledger"), Why: fmt.Sprintf("The PDF carries %s that differ; a reader who opens the attachment may see another than the one that was verified.", counted(len(p.records), "ledger"))})
	}
	v := &verifier{report: rep, record: record, values: valuesOf(record.Metrics), snapshot: record.brief(), letters: alphabetOf(record.Letters)}
	if p.producer != producer && record.Document != nil {
		v.again = cmp.Or(p.producer, "a program that does not say its name")
	}
	v.pages(p)
	v.document(p)
	v.entries()
	v.unlisted()
	rep.Again, rep.Lost = v.again, v.lost
	return rep, nil
}

// producer is what a PDF of this program says it was made by.
const producer = "Throughline"

// brief returns a brief that holds what the record keeps of it, to resolve figures with.
func (r *Record) brief() *brief.Brief {
	b := brief.New(r.Ledger.Brief)
	b.Settings.Locale, b.Settings.Currency = r.Settings.Locale, r.Settings.Currency
	b.Settings.FiscalStart = r.Ledger.FiscalStart
	b.Metrics = slices.DeleteFunc(slices.Clone(r.Metrics), func(m *metric.Metric) bool { return m == nil })
	for _, s := range r.Ledger.Sources {
		b.Sources = append(b.Sources, &brief.Source{ID: s.ID, File: s.File, Sheet: s.Sheet, Range: s.Range})
	}
	return b
}

// address is where a value stands: a cell, and for a value of several scenarios or one that was read twice, what it is of.
type address struct {
	source, sheet, cell string
	scenario            metric.Scenario
	period              metric.Period
	category            string
}

func addressOf(t figure.Term) address {
	return address{t.Source, t.Sheet, t.Cell, t.Scenario, t.Period, t.Category}
}

// valuesOf lists the values of metrics by where they stand.
func valuesOf(metrics []*metric.Metric) map[address]float64 {
	values := map[address]float64{}
	for _, m := range metrics {
		if m == nil {
			continue
		}
		for _, s := range m.Series {
			if s == nil {
				continue
			}
			for _, p := range s.Points {
				values[address{s.Source, s.Sheet, p.Cell, s.Scenario, p.Period, p.Category}] = p.Value
			}
		}
	}
	return values
}

// verifier compares one PDF with its record.
type verifier struct {
	report   *Report
	record   *Record
	values   map[address]float64
	snapshot *brief.Brief
	letters  *alphabet
	again    string        // the program that wrote the file again, "" for none
	lost     []string      // what such a program left out
	unproven bool          // letters were taken as they are named, as their look cannot be read
	found    map[int]shown // by line of the ledger, what the pages show for it
}

// shown is what stands on paper for a line of the ledger, gathered from the texts that it was broken into.
type shown struct {
	text     string // on paper
	recorded string // when it was exported
	page     int
	hidden   string // why a reader does not see it, or sees it otherwise; "" where nothing is wrong
	unread   string // the sentence that says why its page cannot be read, if it cannot
}

// placed says where something stands: "Page 1, Conflict body". A page of 0 is not known.
func placed(n int, p brief.Place) string {
	var parts []string
	if n > 0 {
		parts = append(parts, fmt.Sprintf("Page %d", n))
	}
	if p != "" {
		parts = append(parts, brief.Label(p))
	}
	return strings.Join(parts, ", ")
}

// entries computes every line of the ledger again.
func (v *verifier) entries() {
	for i := range v.record.Ledger.Entries {
		e := &v.record.Ledger.Entries[i]
		if !e.Kind.Computed() {
			v.report.Typed = append(v.report.Typed, Typed{Text: e.Text, Place: e.Place, Reason: e.Reason})
			continue
		}
		f := v.entry(i+1, e)
		v.report.count(f.OK)
		v.report.add(f)
	}
}

// entry judges one line of the ledger: first what it computes to, then what stands on paper.
func (v *verifier) entry(line int, e *figure.Entry) Figure {
	s, printed := v.found[line]
	f := Figure{Text: e.Text, Source: sourceOf(e), Cell: cellOf(e), Metric: e.Metric, Place: e.Place, Page: s.page, Expected: e.Text, Found: e.Text}
	if printed {
		f.Found = strings.TrimSpace(s.text)
	}
	where := placed(s.page, e.Place)
	v.recompute(e, &f, where)
	if f.Why == "" && printed {
		f.Why = v.misprint(e, &f, &s, where)
	}
	f.OK = f.Why == ""
	return f
}

// recompute computes a line of the ledger again from its cells, and says why where something else comes out.
func (v *verifier) recompute(e *figure.Entry, f *Figure, where string) {
	number, text, ok := e.Recompute(v.lookup)
	want := e.Text
	if e.Adjusted != "" {
		want = e.Adjusted
	}
	switch {
	case !ok:
		f.Why = fmt.Sprintf(
			"%s: “%s” cannot be computed again, as %s does not hold the value of %s that it came from.",
			where, e.Text, f.Source, f.Cell,
		)
	case text != want:
		f.Expected = text
		f.Why = fmt.Sprintf("%s: %s prints “%s” and computes to “%s” from %s.", where, e.Metric, want, text, f.Cell)
	case !same(number, e.Value):
		f.Why = fmt.Sprintf("%s: the ledger says that %s is %v, and its cells give %v.", where, e.Metric, e.Value, number)
	case !v.asked(e):
		f.Why = fmt.Sprintf("%s: “%s” is not what %s answers to “%s”.", where, e.Text, e.Metric, e.View)
	}
}

// misprint says why what stands on paper is not what the ledger says; "" where it is.
func (v *verifier) misprint(e *figure.Entry, f *Figure, s *shown, where string) string {
	switch {
	case s.unread != "":
		return s.unread
	case !says(e, s.recorded):
		recorded := strings.TrimSpace(s.recorded)
		return fmt.Sprintf("%s: the ledger says “%s”, and its own list of texts “%s”.", where, e.Text, recorded)
	case s.text == "":
		return fmt.Sprintf("%s: “%s” (%s, %s) is gone.", where, e.Text, e.Metric, f.Cell)
	case !v.alike(s.text, s.recorded):
		return fmt.Sprintf("%s shows “%s” where %s (%s) is “%s”.", where, f.Found, e.Metric, f.Cell, e.Text)
	case s.hidden != "":
		return fmt.Sprintf("%s: “%s” (%s, %s) %s.", where, e.Text, e.Metric, f.Cell, s.hidden)
	}
	return ""
}

// lookup returns a value of the snapshot. One that was set by hand has no cell to look in.
func (v *verifier) lookup(t figure.Term) (float64, bool) {
	if t.Cell == "" {
		return t.Value, true
	}
	if x, ok := v.values[addressOf(t)]; ok {
		return x, true
	}
	for _, m := range v.snapshot.Metrics { // a target's cell holds no point of a series
		if g := m.Target; g != nil && g.Source == t.Source && g.Sheet == t.Sheet && g.Cell == t.Cell {
			return g.Value, true
		}
	}
	return 0, false
}

// asked resolves a figure as it was written, and reports whether the answer is still the entry's: the arithmetic alone
// would not tell that “latest” is no longer the latest value.
func (v *verifier) asked(e *figure.Entry) bool {
	if e.Kind != figure.Figure || e.Raw == "" {
		return true
	}
	for _, p := range figure.New(v.snapshot).Field(e.Place, e.Raw).Pieces {
		if p.Entry != nil {
			return same(p.Entry.Value, e.Value)
		}
	}
	return false
}

// same reports whether two results of the same arithmetic agree.
func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*max(math.Abs(a), math.Abs(b))
}

// says reports whether a text says a line of the ledger: a figure is the whole of it, a label may have words around it.
func says(e *figure.Entry, text string) bool {
	if e.Kind == figure.Label {
		return strings.Contains(joined(text), joined(e.Text))
	}
	return joined(text) == joined(e.Text)
}

// joined is a text without regard to where its lines broke.
func joined(s string) string { return strings.Join(strings.Fields(s), " ") }

// sourceOf names the table an entry came from.
func sourceOf(e *figure.Entry) string {
	if e.Sheet == "" {
		return e.File
	}
	return e.File + " · " + e.Sheet
}

// cellOf names the cells an entry came from.
func cellOf(e *figure.Entry) string { return strings.Join(e.Cells, ", ") }

// counted writes a number of things: "1 page", "2 pages".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
