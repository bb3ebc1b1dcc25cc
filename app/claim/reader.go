// Package claim reads what the sentences of a brief claim of its metrics, and holds it against their values: which way a
// metric went, how far, since when, against what; which numbers were typed by hand. What it cannot read it is silent about,
// and it never guesses which metric is meant.
//
// The words it knows are data: see app/language.
package claim

import (
	"slices"

	"throughline/app/brief"
	"throughline/app/figure"
)

// Reader reads the texts of one state of a brief, each once. It is cheap to make, is for one goroutine, and must not be
// used after the brief was changed.
type Reader struct {
	figures *figure.Resolver
	brief   *brief.Brief

	known []knownValue // made when Typed first needs it, as are the names
	names *naming
	texts map[string]*passage // the texts that were read
	typed map[string][]Typed  // and the numbers that were found in them
	found map[brief.Field][]Contradiction
}

// New returns a reader of a brief whose figures the resolver resolves.
func New(figures *figure.Resolver, b *brief.Brief) *Reader {
	return &Reader{figures: figures, brief: b}
}

// Figures returns the resolver of the brief that the reader was made with.
func (r *Reader) Figures() *figure.Resolver { return r.figures }

// ByHand returns the entries of the ledger for what is the writer's own: the numbers that were typed by hand, and the
// sentences that are kept although the data does not bear them out, in reading order, with the reasons that were given.
func (r *Reader) ByHand() []figure.Entry {
	var entries []figure.Entry
	for _, f := range r.brief.Fields() {
		for _, t := range r.TypedAt(f) {
			entries = append(entries, figure.Entry{
				Place: f.Place, Role: figure.RoleOf(f.Place), Kind: figure.ByHand, Text: t.Text, Reason: t.Reason, Value: t.Value,
			})
		}
		if len(r.brief.Typed()) > 0 {
			entries = append(entries, r.kept(f)...)
		}
	}
	return entries
}

// kept returns the entries for the sentences of a field that are kept with a reason, each once.
func (r *Reader) kept(f brief.Field) []figure.Entry {
	var entries []figure.Entry
	for _, x := range r.Contradictions(f) {
		e := figure.Entry{Place: f.Place, Role: figure.RoleOf(f.Place), Kind: figure.Kept, Text: r.figures.Shown(x.Sentence), Reason: x.Reason}
		if x.Reason != "" && !slices.ContainsFunc(entries, func(had figure.Entry) bool { return had.Text == e.Text }) {
			entries = append(entries, e)
		}
	}
	return entries
}
