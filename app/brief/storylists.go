package brief

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Sections of a story file that are lists, each item on a line of its own that begins with a dash.
const (
	prioritiesTitle = "Priorities"
	typedTitle      = "Typed by hand"
)

// writeLists writes the priorities and the reasons of typed numbers.
func (s Story) writeLists(w *strings.Builder) {
	if len(s.Priorities) > 0 {
		fmt.Fprintf(w, "## %s\n\n", prioritiesTitle)
		for _, p := range s.Priorities {
			fmt.Fprintf(w, "- %s\n", writePriority(p))
		}
		w.WriteString("\n")
	}
	if len(s.Typed) > 0 {
		fmt.Fprintf(w, "## %s\n\n", typedTitle)
		for _, t := range s.Typed {
			which := ""
			if t.Occurrence > 0 {
				which = fmt.Sprintf(" (%d)", t.Occurrence+1)
			}
			fmt.Fprintf(w, "- %s%s: \"%s\" — %s\n", t.Place, which, escape(oneLine(t.Text), '"', always, true), oneLine(t.Reason))
		}
		w.WriteString("\n")
	}
}

// priorityParts are what may follow a priority's sentence, with the word each begins with.
var priorityParts = []struct {
	word string
	text func(*Priority) *string
}{
	{"owner", func(p *Priority) *string { return &p.OwnerRole }},
	{"metric", func(p *Priority) *string { return &p.Metric }},
	{"target", func(p *Priority) *string { return &p.Target }},
}

func writePriority(p Priority) string {
	parts := []string{oneLine(p.Sentence)}
	for _, part := range priorityParts {
		if text := oneLine(*part.text(&p)); text != "" {
			parts = append(parts, part.word+" "+text)
		}
	}
	for i := range parts {
		parts[i] = escape(parts[i], ';', always, i < len(parts)-1)
	}
	return escape(oneLine(p.ID), ':', always, true) + ": " + strings.Join(parts, "; ")
}

// parsePriority reads what writePriority wrote; false where it has no ID or a part that means nothing.
func parsePriority(s string) (Priority, bool) {
	id, rest, ok := cutAt(s, ':')
	p := Priority{ID: strings.TrimSpace(unescape(id, ':', true))}
	if !ok || p.ID == "" {
		return p, false
	}
	for first := true; ; first = false {
		part, after, more := cutAt(rest, ';')
		part = strings.TrimSpace(unescape(part, ';', more))
		if first {
			p.Sentence = part
		} else if !p.take(part) {
			return p, false
		}
		if rest = after; !more {
			return p, true
		}
	}
}

// take reads "owner CPO" into its field.
func (p *Priority) take(part string) bool {
	word, text, _ := strings.Cut(part, " ")
	for _, known := range priorityParts {
		if strings.EqualFold(word, known.word) {
			*known.text(p) = strings.TrimSpace(text)
			return true
		}
	}
	return false
}

// cutAt cuts a text at the first mark that no backslash hides.
func cutAt(s string, mark byte) (before, after string, found bool) {
	for i := range len(s) {
		if s[i] == mark && !escaped(s, i) {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

var typedLine = regexp.MustCompile(`^([a-z0-9.]+)(?: \((\d+)\))?:\s*"(.*)$`)

// parseTyped reads one reason of a typed number.
func parseTyped(s string) (TypedReason, bool) {
	m := typedLine.FindStringSubmatch(s)
	if m == nil {
		return TypedReason{}, false
	}
	text, rest, ok := cutAt(m[3], '"')
	rest = strings.TrimSpace(rest)
	reason, dashed := strings.CutPrefix(rest, "—")
	if !dashed {
		reason, dashed = strings.CutPrefix(rest, "-")
	}
	t := TypedReason{Place: Place(m[1]), Text: unescape(text, '"', true), Reason: strings.TrimSpace(reason)}
	if n, err := strconv.Atoi(m[2]); err == nil && n > 0 {
		t.Occurrence = n - 1
	}
	return t, ok && dashed && t.Text != "" && t.Reason != ""
}

// item reads a line of a list section.
func (r *storyReader) item(line string) {
	if line == "" {
		return
	}
	text, ok := strings.CutPrefix(line, "-")
	text = strings.TrimSpace(text)
	if r.list == prioritiesTitle {
		p, read := parsePriority(text)
		if !ok || !read {
			r.mistake("a priority is not of the form “- ID: SENTENCE; owner ROLE; metric METRIC; target TARGET”")
			return
		}
		r.story.Priorities = append(r.story.Priorities, p)
		return
	}
	t, read := parseTyped(text)
	if !ok || !read {
		r.mistake("a typed number is not of the form “- conflict.body: \"€4m\" — REASON”")
		return
	}
	r.story.Typed = append(r.story.Typed, t)
}

// evidenceKeys are the lines that say more of the hero and of the quote; each stands after what it speaks of, and is text
// like any other where that is missing.
var evidenceKeys = map[string]func(*Proof) *string{
	"n":       func(p *Proof) *string { return ofHero(p, &p.N) },
	"against": func(p *Proof) *string { return ofHero(p, &p.Against) },
	"consent": func(p *Proof) *string { return ofQuote(p, func(q *Quote) *string { return &q.Consent }) },
	"similar": func(p *Proof) *string { return ofQuote(p, func(q *Quote) *string { return &q.Similar }) },
}

func ofHero(p *Proof, text *string) *string {
	if p.Hero == "" {
		return nil
	}
	return text
}

func ofQuote(p *Proof, text func(*Quote) *string) *string {
	if p.Quote == nil {
		return nil
	}
	return text(p.Quote)
}

func writeLine(w *strings.Builder, key, value string) {
	if value = oneLine(value); value != "" {
		fmt.Fprintf(w, "%s: %s\n", key, value)
	}
}

func (b *Brief) validPriorities() error {
	seen := map[string]bool{}
	for _, p := range b.Priorities {
		id := strings.ToLower(strings.TrimSpace(p.ID))
		if id == "" || seen[id] {
			return invalid("Two priorities cannot be told apart (“%s”); give each a name of its own.", p.ID)
		}
		seen[id] = true
	}
	return nil
}
