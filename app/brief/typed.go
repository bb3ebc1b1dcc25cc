package brief

import (
	"slices"
	"strings"
)

// TypedReason says why a number was typed by hand: nobody can follow it to a cell, so somebody answers for it. It is
// found again by its place, its characters and which of several equal ones it is, so that the sentence around it can be
// rewritten; when the number is gone, so is the reason (see PruneTyped).
type TypedReason struct {
	Place      Place  `json:"place"`
	Text       string `json:"text"`                 // the number as it was typed: "€4.2bn"
	Occurrence int    `json:"occurrence,omitempty"` // 0 for the first of that text at the place
	Reason     string `json:"reason"`               // "contract value"
}

// TypedReason returns why the number of that text and occurrence was typed at a place, "" where nobody said.
func (b *Brief) TypedReason(place Place, text string, occurrence int) string {
	for _, t := range b.Typed {
		if t.Place == place && t.Text == text && t.Occurrence == occurrence {
			return t.Reason
		}
	}
	return ""
}

// GiveReason says why a number was typed. An empty reason takes back the one that was given.
func (b *Brief) GiveReason(place Place, text string, occurrence int, reason string) {
	reason = strings.Join(strings.Fields(reason), " ")
	typed := slices.DeleteFunc(slices.Clone(b.Typed), func(t TypedReason) bool {
		return t.Place == place && t.Text == text && t.Occurrence == occurrence
	})
	if reason != "" {
		typed = append(typed, TypedReason{Place: place, Text: text, Occurrence: occurrence, Reason: reason})
	}
	if len(typed) == 0 {
		typed = nil
	}
	b.Typed = typed
}

// PruneTyped drops the reasons of numbers that their texts no longer hold. A change that edits texts calls it when it is
// done, not at each keystroke: a number is gone for a moment while it is being corrected.
func (b *Brief) PruneTyped() {
	kept := slices.DeleteFunc(slices.Clone(b.Typed), func(t TypedReason) bool {
		text, ok := b.Text(t.Place)
		return !ok || strings.Count(text, t.Text) <= t.Occurrence
	})
	if len(kept) == 0 {
		kept = nil
	}
	b.Typed = kept
}

// Edit is a change of one text that mends a finding: With goes in the place of the bytes from Start to End. Is holds what
// stands there now; where the text has moved on, the edit no longer applies.
type Edit struct {
	Place Place  `json:"place"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Is    string `json:"is"`
	With  string `json:"with"`
}

// Apply makes the edit and reports whether the text still read as it did when the edit was offered; where it does not,
// nothing is changed.
func (e *Edit) Apply(b *Brief) bool {
	text, ok := b.Text(e.Place)
	if !ok || e.Start < 0 || e.End < e.Start || e.End > len(text) || text[e.Start:e.End] != e.Is {
		return false
	}
	return b.SetText(e.Place, text[:e.Start]+e.With+text[e.End:])
}
