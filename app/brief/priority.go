package brief

import "strings"

// Priority is a stated executive priority or goal that beats link to.
type Priority struct {
	ID        string `json:"id"` // what links name, "retention"
	Sentence  string `json:"sentence"`
	OwnerRole string `json:"ownerRole,omitempty"`
	Metric    string `json:"metric,omitempty"` // the name of the metric it moves
	Target    string `json:"target,omitempty"` // this year's, as it was stated: "105%"
}

// Priority returns the priority with that ID, without regard to case, or nil.
func (b *Brief) Priority(id string) *Priority {
	for i := range b.Priorities {
		if strings.EqualFold(b.Priorities[i].ID, strings.TrimSpace(id)) {
			return &b.Priorities[i]
		}
	}
	return nil
}
