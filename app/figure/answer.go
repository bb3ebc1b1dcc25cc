package figure

import "throughline/app/metric"

// Answer is what a figure says, before it is put into characters.
type Answer struct {
	Token
	Metric  *metric.Metric
	View    View
	Value   metric.Value
	Indexed bool // whether it prints an index with the metric's first value as 100
	Size    bool // whether it prints a difference without its sign
}

// Answer returns what a figure says; false for one that does not resolve. The ledger is left alone.
func (r *Resolver) Answer(t Token) (*Answer, bool) {
	a, problem := r.ask(t)
	if problem != nil {
		return nil, false
	}
	return &Answer{Token: t, Metric: a.metric, View: a.view, Value: a.value, Indexed: a.style.index, Size: a.style.size}, true
}

// Shown returns a text as it prints on its own. The ledger is left alone.
func (r *Resolver) Shown(text string) string { return New(r.brief).Field("", text).String() }
