package brief

import "throughline/app/part"

// PriorityKind is the kind of stated priorities.
const PriorityKind part.Kind = "priority"

// Priority is a stated executive priority or goal that beats link to.
type Priority struct {
	part.Meta
	Sentence  string `json:"sentence"`
	OwnerRole string `json:"ownerRole,omitempty"`
	Metric    string `json:"metric,omitempty"` // the name of the metric it moves
	Target    string `json:"target,omitempty"` // this year's, as it was stated: "105%"
}

var priorityKind = part.Define[Priority](part.Spec{
	Kind: PriorityKind, Title: "Priority", Plural: "Priorities",
	Section: "Priorities", Form: "- ID: SENTENCE; owner ROLE; metric METRIC; target TARGET",
	JSON: "priorities",
	Fields: []part.Field{
		part.TextField("sentence", "Sentence", func(p *Priority) *string { return &p.Sentence }).
			Hinted("Net revenue retention above 105% by the end of the year"),
		part.TextField("owner", "Owner", func(p *Priority) *string { return &p.OwnerRole }).Hinted("CRO"),
		part.MetricField("metric", "Measured by", func(p *Priority) *string { return &p.Metric }),
		part.TextField("target", "Target", func(p *Priority) *string { return &p.Target }).Hinted("105%"),
	},
	Example: func() part.Part {
		return &Priority{
			Meta: part.Meta{ID: "retention"}, Sentence: "Grow with the customers we have",
			OwnerRole: "CFO", Metric: "Net revenue retention", Target: "106%",
		}
	},
})

// Priorities returns the stated priorities in their order.
func (b *Brief) Priorities() []*Priority { return part.All[*Priority](b.Parts, PriorityKind) }

// Priority returns the priority with that ID, without regard to case, or nil.
func (b *Brief) Priority(id string) *Priority {
	for _, p := range b.Priorities() {
		if part.Same(p.ID, id) {
			return p
		}
	}
	return nil
}
