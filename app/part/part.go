// Package part is what a brief is made of beside its story: objects with an identity and fields that can be typed,
// linked, checked, judged, kept and printed. One description of a kind, a [Spec], serves every room: the document, the
// story file, the store, figures, the coach, the refresh, the editor and the page. The kinds themselves live above this
// package; it knows no brief, no file and no window.
//
//	Spec  ── what a kind is: title, fields in order, rules, where it stands in the story file and in the container
//	Part  ── one object of a kind: a pointer to a struct that embeds Meta
//	Set   ── the parts of a brief, by kind, in the writer's order
//	Place ── a text of the brief: "conflict.body", "decision.sharing.approver", "decision.sharing.option.build.cost"
package part

import (
	"strings"
	"time"
	"unicode"
)

// Kind names a kind of part in JSON and in places: "priority". It has no dot and no space.
type Kind string

// MetricKind stands for the metrics of the brief where a reference says what it names. Metrics are no parts.
const MetricKind Kind = "metric"

// Part is one object of a brief.
type Part interface {
	// Base returns what every part has; it is never nil.
	Base() *Meta
}

// Visibility is the widest circle of readers that may see a part.
type Visibility string

// The circles, from the widest to the narrowest. A part that names none is Internal.
const (
	External   Visibility = "external"   // everybody
	Internal   Visibility = ""           // every reader of the own house
	Leadership Visibility = "leadership" // the executive audience alone
)

// Meta is what every part has. Embed it first in the struct of a kind.
type Meta struct {
	// ID names the part among those of its kind and owner, without regard to case. Kinds that are told apart by their
	// position have none.
	ID string `json:"id,omitempty"`
	// Of is the place of the part this one belongs to, empty for one that stands alone.
	Of Place `json:"of,omitempty"`
	// Created and Updated are set by Settle for kinds that keep a history.
	Created time.Time  `json:"created,omitzero"`
	Updated time.Time  `json:"updated,omitzero"`
	Visible Visibility `json:"visible,omitempty"`
	// Frozen is what the part said when it was frozen, nil while it may be changed freely.
	Frozen *Frozen `json:"frozen,omitempty"`

	// Unknown are the fields that a newer version wrote; they are kept and written back.
	Unknown *Unknown `json:"-"`
}

// Base implements Part for the struct that embeds m.
func (m *Meta) Base() *Meta { return m }

// Place names a text of the brief, or a part of it: the address in findings, the ledger, JSON and the story file. It is
// stable. The place of a part is that of its main text; its other fields follow after a dot.
type Place string

// Field returns the place of a field of the part at p.
func (p Place) Field(name string) Place { return p + "." + Place(name) }

// Within reports whether p is the place of a part at other, of one of its fields, or of a part that belongs to it.
func (p Place) Within(other Place) bool {
	return p == other || other != "" && strings.HasPrefix(string(p), string(other)+".")
}

// Moved returns p with the address from at its beginning exchanged for to; a place outside of from is returned as it is.
func (p Place) Moved(from, to Place) Place {
	if !p.Within(from) {
		return p
	}
	return to + p[len(from):]
}

// Severity grades a note, a finding or a rule.
type Severity string

// The severities of SPEC §10.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Same compares names as figures and links do: without regard to case and to space around them.
func Same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// Slug returns a text as an ID: its letters and digits in lower case, runs of all else as single hyphens, cut at a word
// after forty characters. It is empty for a text without letters and digits.
func Slug(text string) string {
	const longest = 40
	var out strings.Builder
	n := 0
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		case out.Len() > 0 && !strings.HasSuffix(out.String(), "-"):
			if n >= longest {
				return strings.TrimSuffix(out.String(), "-")
			}
			out.WriteByte('-')
		default:
			continue
		}
		n++
	}
	return strings.TrimSuffix(out.String(), "-")
}
