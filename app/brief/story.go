package brief

import (
	"fmt"
	"regexp"
	"strings"

	"throughline/app/part"
)

// Story is the written part of a brief, as a story file holds it.
//
// # The story file
//
//	# Headline
//
//	> Ask: WHAT; from WHOM; by DATE
//
//	## Context
//
//	The first sentence is the lead. The rest is the body.
//
//	## Evidence
//
//	lead: A lead of its own. It may have two sentences.
//
//	hero: METRIC
//	n: WHAT IT WAS COUNTED OVER
//	against: WHAT IT IS COMPARED WITH
//	chart: KIND METRIC, METRIC
//	title: MESSAGE
//	period: from PERIOD to PERIOD
//	difference: PERIOD → PERIOD
//	highlight: NAME
//	quadrants: NAME, NAME, NAME, NAME
//	annotate: PERIOD — TEXT
//	alt: TEXT
//	quote: "WORDS" — ROLE, SEGMENT, DATE
//	kpis: METRIC, METRIC
//	takeaway: SENTENCE
//	consent: HOW THE SPEAKER AGREED
//	similar: HOW MANY OF HOW MANY SAID THE SAME
//
//	## Priorities
//
//	- ID: SENTENCE; owner ROLE; metric METRIC; target TARGET
//
//	## Typed by hand
//
//	- conflict.body: "€4m" — REASON
//
// A beat that serves one of the priorities says so in a line "priority: ID".
//
// It is Markdown: lines of a paragraph are joined, a blank line ends it, and a backslash at the end of a line is a line
// break. A lead that is not exactly one sentence stands in a line "lead:" of its own. Where a text could be taken for
// markup, a backslash before it says it is not: before a line that begins like a heading, a quotation or one of the
// words above, before a quotation mark in a quote, a comma in a name, and a semicolon that "from" or "by" follows.
// Spaces around lines and more than one blank line carry nothing; all else is read back as it was written.
type Story struct {
	Headline string
	Ask      Ask
	Beats    [4]Beat
	Evidence Proof

	// Parts are what stands in sections of its own; the quote and the remarks on the chart stand in Evidence.
	Parts part.Set
}

// Story returns the written part of the brief.
func (b *Brief) Story() Story {
	c := b.Clone()
	return Story{Headline: c.Headline, Ask: c.Ask, Beats: c.Beats, Evidence: c.Evidence, Parts: written(c.Parts)}
}

// ApplyStory replaces the written part of a brief. Metrics, sources and settings stay.
func ApplyStory(b *Brief, s Story) {
	b.Headline, b.Ask, b.Beats, b.Evidence = s.Headline, s.Ask, s.Beats, s.Evidence
	for _, spec := range Kinds {
		if spec.Section != "" {
			b.SetParts(spec.Kind, s.Parts[spec.Kind])
		}
	}
}

// written returns the parts that a story file holds.
func written(set part.Set) part.Set {
	var parts part.Set
	for _, spec := range Kinds {
		if spec.Section != "" && len(set[spec.Kind]) > 0 {
			if parts == nil {
				parts = part.Set{}
			}
			parts[spec.Kind] = set[spec.Kind]
		}
	}
	return parts
}

// Markdown returns the written part of the brief as a story file, which ParseStory reads back.
func (b *Brief) Markdown() string { return b.Story().Markdown() }

// Markdown returns the story as a story file.
func (s Story) Markdown() string {
	var w strings.Builder
	if headline := part.OneLine(s.Headline); headline != "" {
		fmt.Fprintf(&w, "# %s\n\n", headline)
	}
	if !s.Ask.IsZero() {
		fmt.Fprintf(&w, "> Ask: %s\n\n", writeAsk(s.Ask))
	}
	for _, k := range Beats {
		fmt.Fprintf(&w, "## %s\n\n", k)
		writeBeat(&w, s.Beats[k])
		if k == Evidence {
			writeProof(&w, s.Evidence)
			w.WriteString("\n")
		}
	}
	Kinds.Write(&w, s.Parts)
	return strings.TrimRight(w.String(), "\n") + "\n"
}

func writeBeat(w *strings.Builder, beat Beat) {
	lead, body := part.OneLine(beat.Lead), writeParagraphs(beat.Body)
	switch sentences := Sentences(lead); {
	case len(sentences) == 1:
		fmt.Fprintf(w, "%s\n\n", writeParagraphs(lead))
	case lead != "" || body != "":
		fmt.Fprintf(w, "lead: %s\n\n", lead)
	}
	if body != "" {
		fmt.Fprintf(w, "%s\n\n", body)
	}
	if priority := part.OneLine(beat.Priority); priority != "" {
		fmt.Fprintf(w, "priority: %s\n\n", priority)
	}
}

func writeProof(w *strings.Builder, p Proof) {
	if p.Hero != "" {
		fmt.Fprintf(w, "hero: %s\n", part.OneLine(p.Hero))
		writeLine(w, "n", p.N)
		writeLine(w, "against", p.Against)
	}
	if p.Chart != nil {
		p.Chart.write(w)
	}
	if len(p.Figures) > 0 {
		fmt.Fprintf(w, "kpis: %s\n", part.WriteList(p.Figures))
	}
	writeLine(w, "takeaway", p.Takeaway)
	if q := p.Quote; q != nil {
		fmt.Fprintf(w, "quote: \"%s\"", part.Escape(part.OneLine(q.Words), '"', part.Always, true))
		by := []string{q.Role, q.Segment, q.Date}
		for len(by) > 0 && part.OneLine(by[len(by)-1]) == "" {
			by = by[:len(by)-1]
		}
		if len(by) > 0 {
			fmt.Fprintf(w, " — %s", part.WriteList(by))
		}
		w.WriteString("\n")
		writeLine(w, "consent", q.Consent)
		writeLine(w, "similar", q.Similar)
	}
}

// markup matches a line that would be read as something else than text, with the backslashes that already stand before it.
var markup = regexp.MustCompile(`^\\*(#{1,6}(\s|\\*$)|>|(?i:` + storyKeys + `):)`)

// writeParagraphs writes running text: a line break as Markdown's hard break, and a backslash before what looks like
// markup.
func writeParagraphs(text string) string {
	var paragraphs []string
	for _, paragraph := range paragraphsOf(text) {
		for i, line := range paragraph {
			if markup.MatchString(line) {
				line = `\` + line
			}
			line += strings.Repeat(`\`, part.Backslashes(line))
			if i < len(paragraph)-1 {
				line += `\`
			}
			paragraph[i] = line
		}
		paragraphs = append(paragraphs, strings.Join(paragraph, "\n"))
	}
	return strings.Join(paragraphs, "\n\n")
}

// paragraphsOf cuts a text into paragraphs of trimmed lines, without empty ones.
func paragraphsOf(text string) [][]string {
	var (
		paragraphs [][]string
		lines      []string
	)
	for _, line := range append(strings.Split(newlines.Replace(text), "\n"), "") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		} else if len(lines) > 0 {
			paragraphs = append(paragraphs, lines)
			lines = nil
		}
	}
	return paragraphs
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func writeAsk(a Ask) string {
	parts := []string{part.OneLine(a.What)}
	if from := part.OneLine(a.From); from != "" {
		parts = append(parts, "from "+from)
	}
	if by := part.OneLine(a.By); by != "" {
		parts = append(parts, "by "+by)
	}
	for i := range parts {
		parts[i] = part.Escape(parts[i], ';', func(rest string) bool { return askPart.MatchString(rest) }, i < len(parts)-1)
	}
	return strings.Join(parts, "; ")
}
