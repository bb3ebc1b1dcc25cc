package part

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/fault"
)

// Set holds the parts of a brief: for each kind those the writer made, in their order. The zero Set is empty.
type Set map[Kind][]Part

// All returns the parts of the kind whose struct is T, in the writer's order.
func All[P Part](set Set, kind Kind) []P {
	parts := make([]P, 0, len(set[kind]))
	for _, p := range set[kind] {
		parts = append(parts, p.(P))
	}
	return parts
}

// Specs is a list of kinds, in the order in which they are written and reported.
type Specs []*Spec

// Of returns the description of a kind, nil where the list has none.
func (s Specs) Of(kind Kind) *Spec {
	for _, spec := range s {
		if spec.Kind == kind {
			return spec
		}
	}
	return nil
}

// Clone returns a copy of a set whose parts can be changed freely.
func (s Specs) Clone(set Set) Set {
	if set == nil {
		return nil
	}
	copied := make(Set, len(set))
	for _, spec := range s {
		parts := set[spec.Kind]
		if len(parts) == 0 {
			continue
		}
		fresh := make([]Part, len(parts))
		for i, p := range parts {
			fresh[i] = spec.Clone(p)
		}
		copied[spec.Kind] = fresh
	}
	return copied
}

// CheckAll validates the parts of one kind together: each by itself, and no two that cannot be told apart. The error is a
// fault.Usage sentence.
func (s *Spec) CheckAll(parts []Part) error {
	seen := map[string]bool{}
	for i, p := range parts {
		if err := s.checkBeside(p, i, seen); err != nil {
			return err
		}
	}
	return nil
}

// checkBeside validates a part beside others that are valid together: how many they are, and the keys of named ones, to
// which it adds its own.
func (s *Spec) checkBeside(p Part, others int, seen map[string]bool) error {
	if err := s.Check(p); err != nil {
		return err
	}
	if s.Identity == Single && others > 0 {
		return invalid("There is more than one %s; keep one.", strings.ToLower(s.Title))
	}
	if s.Identity != Named {
		return nil
	}
	key := s.key(p)
	if seen[key] {
		return invalid("Two %s cannot be told apart (“%s”); give each a name of its own.", strings.ToLower(s.Plural), p.Base().ID)
	}
	seen[key] = true
	return nil
}

// key is what tells a named part apart from the others of its kind.
func (s *Spec) key(p Part) string {
	return strings.ToLower(string(p.Base().Of) + "\x00" + strings.TrimSpace(p.Base().ID))
}

// Mend keeps of parts of one kind, which may be damaged, those that are valid together, in their order, and answers for
// each other one a sentence that says what was left out and why.
func (s *Spec) Mend(parts []Part) (kept []Part, left []string) {
	seen := map[string]bool{}
	for _, p := range parts {
		if s.Identity == Named && seen[s.key(p)] {
			left = append(left, fmt.Sprintf("A second %s called %q was left out.", strings.ToLower(s.Title), p.Base().ID))
			continue
		}
		if err := s.checkBeside(p, len(kept), seen); err != nil {
			left = append(left, fmt.Sprintf("A %s was left out: %s", strings.ToLower(s.Title), fault.Text(err)))
			continue
		}
		kept = append(kept, p)
	}
	return kept, left
}

// FreeID returns an ID for a new part of the kind that none of the parts has: the slug of its text, or of the kind, with
// a number where that is taken.
func (s *Spec) FreeID(parts []Part, text string) string {
	base := Slug(text)
	if base == "" {
		base = Slug(s.Title)
	}
	id := base
	for n := 2; slices.ContainsFunc(parts, func(p Part) bool { return Same(p.Base().ID, id) }); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}
