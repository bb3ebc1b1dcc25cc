package brief

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"throughline/app/part"
)

// TypedReason says why a number was typed by hand: nobody can follow it to a cell, so somebody answers for it. It is
// found again by its place, its characters and which of several equal ones it is, so that the sentence around it can be
// rewritten; when the number is gone, so is the reason (see PruneTyped).
type TypedReason struct {
	part.Meta
	Place      Place  `json:"place"`
	Text       string `json:"text"`                 // the number as it was typed: "€4.2bn"
	Occurrence int    `json:"occurrence,omitempty"` // 0 for the first of that text at the place
	Reason     string `json:"reason"`               // "contract value"
}

// TypedKind is the kind of reasons for numbers typed by hand.
const TypedKind part.Kind = "typed"

var typedKind = part.Define[TypedReason](part.Spec{
	Kind: TypedKind, Title: "Typed number", Plural: "Typed numbers", Identity: part.Numbered,
	Section: "Typed by hand", Item: writeTyped, ReadItem: parseTyped, Form: `- conflict.body: "€4m" — REASON`,
	JSON: "typed",
	Fields: []part.Field{
		part.TextField("reason", "Reason", func(t *TypedReason) *string { return &t.Reason }).Hinted("contract value"),
		part.TextField("text", "Number", func(t *TypedReason) *string { return &t.Text }),
		part.TextField("place", "Place", func(t *TypedReason) *string { return (*string)(&t.Place) }),
	},
	Example: func() part.Part { return &TypedReason{Place: "conflict.body", Text: "€4m", Reason: "contract value"} },
})

// is reports whether t is about the number of that text and occurrence at a place.
func (t *TypedReason) is(place Place, text string, occurrence int) bool {
	return t.Place == place && t.Text == text && t.Occurrence == occurrence
}

// Typed returns the reasons of numbers typed by hand, in the order in which they were given.
func (b *Brief) Typed() []*TypedReason { return part.All[*TypedReason](b.Parts, TypedKind) }

// TypedReason returns why the number of that text and occurrence was typed at a place, "" where nobody said.
func (b *Brief) TypedReason(place Place, text string, occurrence int) string {
	for _, t := range b.Typed() {
		if t.is(place, text, occurrence) {
			return t.Reason
		}
	}
	return ""
}

// GiveReason says why a number was typed. An empty reason takes back the one that was given.
func (b *Brief) GiveReason(place Place, text string, occurrence int, reason string) {
	reason = strings.Join(strings.Fields(reason), " ")
	b.keepTyped(func(t *TypedReason) bool { return !t.is(place, text, occurrence) })
	if reason != "" {
		b.AddPart(TypedKind, &TypedReason{Place: place, Text: text, Occurrence: occurrence, Reason: reason})
	}
}

// PruneTyped drops the reasons of numbers that their texts no longer hold. A change that edits texts calls it when it is
// done, not at each keystroke: a number is gone for a moment while it is being corrected.
func (b *Brief) PruneTyped() {
	b.keepTyped(func(t *TypedReason) bool {
		text, ok := b.Text(t.Place)
		return ok && strings.Count(text, t.Text) > t.Occurrence
	})
}

// keepTyped drops the reasons that keep says no to.
func (b *Brief) keepTyped(keep func(*TypedReason) bool) {
	var kept []part.Part
	for _, t := range b.Typed() {
		if keep(t) {
			kept = append(kept, t)
		}
	}
	b.SetParts(TypedKind, kept)
}

func writeTyped(p part.Part) string {
	t, which := p.(*TypedReason), ""
	if t.Occurrence > 0 {
		which = fmt.Sprintf(" (%d)", t.Occurrence+1)
	}
	return fmt.Sprintf("%s%s: \"%s\" — %s", t.Place, which, part.Escape(part.OneLine(t.Text), '"', part.Always, true), part.OneLine(t.Reason))
}

var typedLine = regexp.MustCompile(`^([^\s:"]+)(?: \((\d+)\))?:\s*"(.*)$`)

// parseTyped reads what writeTyped wrote.
func parseTyped(s string) (part.Part, bool) {
	m := typedLine.FindStringSubmatch(s)
	if m == nil {
		return &TypedReason{}, false
	}
	text, rest, ok := part.CutAt(m[3], '"')
	rest = strings.TrimSpace(rest)
	reason, dashed := strings.CutPrefix(rest, "—")
	if !dashed {
		reason, dashed = strings.CutPrefix(rest, "-")
	}
	t := &TypedReason{Place: Place(m[1]), Text: part.Unescape(text, '"', true), Reason: strings.TrimSpace(reason)}
	if n, err := strconv.Atoi(m[2]); err == nil && n > 0 {
		t.Occurrence = n - 1
	}
	return t, ok && dashed && t.Text != "" && t.Reason != ""
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
