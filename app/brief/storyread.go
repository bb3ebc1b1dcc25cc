package brief

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/app/fault"
	"throughline/app/part"
)

// storyReader reads a story file line by line.
type storyReader struct {
	story    Story
	mistakes []string

	line       int
	seen       map[string]bool // headings and keys met so far
	section    int             // the beat being read, -1 before the first
	parts      *part.Reader    // of the section of parts being read, nil outside of one
	inAsk      bool            // the line before belongs to the ask
	ask        []string
	leads      [4]*string // leads in a line of their own
	priorities [4]string
	text       [4][]string
}

// ParseStory reads a story file. The error is one sentence that names each line that could not be understood; the story
// then holds all the rest.
func ParseStory(text string) (Story, error) {
	r := storyReader{seen: map[string]bool{}, section: -1, story: Story{Parts: part.Set{}}}
	for line := range strings.SplitSeq(newlines.Replace(strings.TrimPrefix(text, "\ufeff")), "\n") {
		r.line++
		r.read(strings.TrimSpace(line))
	}
	if len(r.ask) > 0 {
		r.story.Ask = parseAsk(strings.Join(r.ask, " "))
	}
	for k := range r.story.Beats {
		r.story.Beats[k] = parseBeat(r.text[k], r.leads[k])
		r.story.Beats[k].Priority = r.priorities[k]
	}
	if r.story.Evidence.Hero != "" && r.story.Evidence.Quote != nil {
		r.mistakes = append(r.mistakes, "Evidence has both a hero metric and a quote; keep the stronger one")
	}
	if len(r.story.Parts) == 0 {
		r.story.Parts = nil
	}
	if len(r.mistakes) > 0 {
		return r.story, fault.New(fault.Unreadable, "The story file cannot be read as it is: "+fault.First(r.mistakes, "; ")+".", nil)
	}
	return r.story, nil
}

func (r *storyReader) mistake(format string, args ...any) {
	r.mistakes = append(r.mistakes, fmt.Sprintf("line %d: ", r.line)+fmt.Sprintf(format, args...))
}

// once reports whether something is met for the first time, and says so where it is not.
func (r *storyReader) once(what string) bool {
	if r.seen[what] {
		r.mistake("there is a second %s; keep one", what)
		return false
	}
	r.seen[what] = true
	return true
}

// partHeading is the level of the heading of a part inside its section.
const partHeading = 3

// storyKeys are the words that a line of a story may begin with to be no sentence, but what it says of its section.
const storyKeys = `lead|hero|chart|title|quote|period|difference|highlight|quadrants|annotate|alt|n|against|kpis|takeaway|consent|` +
	`similar|priority`

var (
	headingLine = regexp.MustCompile(`^(#{1,6})(?:\s+(.*))?$`)
	askLine     = regexp.MustCompile(`^>\s*(?i:ask):\s*(.*)$`)
	keyLine     = regexp.MustCompile(`^(?i:(` + storyKeys + `)):\s*(.*)$`)
)

func (r *storyReader) read(line string) {
	wasAsk := r.inAsk
	r.inAsk = false
	if m := headingLine.FindStringSubmatch(line); m != nil && (r.parts == nil || len(m[1]) != partHeading) {
		r.heading(len(m[1]), strings.TrimSpace(m[2]))
		return
	}
	if r.parts != nil {
		r.parts.Line(line, r.line)
		return
	}
	if r.section < 0 {
		m := askLine.FindStringSubmatch(line)
		switch {
		case m != nil:
			if r.inAsk = r.once("Ask"); r.inAsk {
				r.ask = append(r.ask, strings.TrimSpace(m[1]))
			}
		case wasAsk && strings.HasPrefix(line, ">"):
			r.inAsk = true
			r.ask = append(r.ask, strings.TrimSpace(line[1:]))
		case line != "":
			r.mistake("this text stands before the first section; put it under “## Context”, or write the ask as “> Ask: WHAT; from WHOM; by DATE”")
		}
		return
	}
	if m := keyLine.FindStringSubmatch(line); m != nil && r.key(strings.ToLower(m[1]), strings.TrimSpace(m[2])) {
		return
	}
	if strings.HasPrefix(line, `\`) && markup.MatchString(line) {
		line = line[1:]
	}
	r.text[r.section] = append(r.text[r.section], line)
}

func (r *storyReader) heading(level int, title string) {
	if level == 1 {
		if r.once("headline") {
			r.story.Headline = title
		}
		return
	}
	if r.parts = Kinds.Reader(title, r.story.Parts, r.mistake); r.parts != nil {
		r.once("section " + r.parts.Title())
		return
	}
	for _, k := range Beats {
		if strings.EqualFold(title, k.String()) {
			if r.once("section " + k.String()) {
				r.section = int(k)
			}
			return
		}
	}
	r.mistake("“%s” is no section; the sections are %s", title, sectionNames())
}

// sectionNames lists the headings of a story file in a sentence.
func sectionNames() string {
	var names []string
	for _, k := range Beats {
		names = append(names, k.String())
	}
	names = append(names, Kinds.Sections()...)
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// key reads a line such as "hero: NRR" and reports whether it is one in this section: elsewhere it is text.
func (r *storyReader) key(key, value string) bool {
	inEveryBeat := key == "lead" || key == "priority"
	more := evidenceKeys[key]
	if !inEveryBeat && !r.isEvidence(key) {
		return false
	}
	what := key + " line"
	if inEveryBeat {
		what += " in " + BeatKind(r.section).String()
	}
	if key != "annotate" && !r.once(what) {
		return true
	}
	if more != nil {
		*more(&r.story.Evidence) = value
		return true
	}
	switch key {
	case "lead":
		r.leads[r.section] = &value
	case "priority":
		r.priorities[r.section] = value
	case "hero":
		r.story.Evidence.Hero = value
	case "chart":
		r.chart(value)
	case "quote":
		r.quote(value)
	case "kpis":
		r.figures(value)
	case "takeaway":
		r.story.Evidence.Takeaway = value
	default:
		chartKeys[key](r, value)
	}
	return true
}

// isEvidence reports whether a line of this key belongs to the evidence here. What says more of a quote or a chart is words
// like any others before that is named.
func (r *storyReader) isEvidence(key string) bool {
	if r.section != int(Evidence) {
		return false
	}
	if more, ok := evidenceKeys[key]; ok {
		return more(&r.story.Evidence) != nil
	}
	_, ofChart := chartKeys[key]
	return !ofChart || r.story.Evidence.Chart != nil
}

// figures reads "METRIC, METRIC".
func (r *storyReader) figures(value string) {
	names := part.ReadList(value, -1)
	if len(names) > MostFigures {
		r.mistake("a brief has at most %d key figures, and %d are named; keep the ones that the decision rests on", MostFigures, len(names))
		return
	}
	r.story.Evidence.Figures = names
}

func (r *storyReader) quote(value string) {
	quote, ok := parseQuote(value)
	if !ok {
		r.mistake("the quote is not of the form “quote: \"WORDS\" — ROLE, SEGMENT, DATE”")
		return
	}
	r.story.Evidence.Quote = quote
}

func parseBeat(lines []string, lead *string) Beat {
	var (
		paragraphs []string
		paragraph  strings.Builder
		broken     bool // the line before ends in a line break
	)
	for _, line := range append(lines, "") {
		if line == "" {
			if paragraph.Len() > 0 {
				paragraphs = append(paragraphs, strings.TrimSpace(paragraph.String()))
			}
			paragraph.Reset()
			continue
		}
		n := part.Backslashes(line)
		if n == len(line) && n == 1 { // a break on a line of its own
			broken = true
			continue
		}
		switch {
		case paragraph.Len() == 0:
		case broken:
			paragraph.WriteByte('\n')
		default:
			paragraph.WriteByte(' ')
		}
		broken = n%2 == 1
		paragraph.WriteString(strings.TrimSpace(line[:len(line)-n] + strings.Repeat(`\`, n/2)))
	}
	if lead != nil {
		return Beat{Lead: *lead, Body: strings.Join(paragraphs, "\n\n")}
	}
	if len(paragraphs) == 0 {
		return Beat{}
	}
	end := sentenceEnd(paragraphs[0])
	beat := Beat{Lead: part.OneLine(paragraphs[0][:end])}
	if paragraphs[0] = strings.TrimSpace(paragraphs[0][end:]); paragraphs[0] == "" {
		paragraphs = paragraphs[1:]
	}
	beat.Body = strings.Join(paragraphs, "\n\n")
	return beat
}

// askPart matches what follows the semicolon before WHOM or DATE.
var askPart = regexp.MustCompile(`^\s*(?i:(from|by))\s+`)

// parseAsk takes the last "; from" and the last "; by", so that "by" may also stand in what is asked.
func parseAsk(s string) Ask {
	type cut struct{ at, start int } // of the semicolon and of the text after the word
	last := map[string]cut{}
	for i := range len(s) {
		if s[i] != ';' || part.Hidden(s, i) {
			continue
		}
		if m := askPart.FindStringSubmatch(s[i+1:]); m != nil {
			last[strings.ToLower(m[1])] = cut{i, i + 1 + len(m[0])}
		}
	}
	ends := []int{len(s)}
	for _, c := range last {
		ends = append(ends, c.at)
	}
	slices.Sort(ends)
	text := func(start int) string {
		for _, end := range ends {
			if end >= start {
				return strings.TrimSpace(part.Unescape(s[start:end], ';', end < len(s)))
			}
		}
		return ""
	}
	ask := Ask{What: text(0)}
	if c, ok := last["from"]; ok {
		ask.From = text(c.start)
	}
	if c, ok := last["by"]; ok {
		ask.By = text(c.start)
	}
	return ask
}

var quoteEnd = regexp.MustCompile(`^\s*(?:$|(?:—|–|--?)(?:\s+|$))`)

func parseQuote(s string) (*Quote, bool) {
	closing := ""
	switch {
	case strings.HasPrefix(s, `"`):
		s, closing = s[1:], `"`
	case strings.HasPrefix(s, "“"):
		s, closing = s[len("“"):], "”"
	default:
		return nil, false
	}
	for i := range len(s) {
		if !strings.HasPrefix(s[i:], closing) || closing == `"` && part.Hidden(s, i) {
			continue
		}
		rest := s[i+len(closing):]
		m := quoteEnd.FindString(rest)
		if m == "" && rest != "" {
			continue // a quotation mark inside the words
		}
		q := &Quote{Words: strings.TrimSpace(s[:i])}
		if closing == `"` {
			q.Words = strings.TrimSpace(part.Unescape(s[:i], '"', true))
		}
		if rest = rest[len(m):]; rest != "" {
			by := append(part.ReadList(rest, 3), "", "")
			q.Role, q.Segment, q.Date = by[0], by[1], by[2]
		}
		return q, true
	}
	return nil, false
}
