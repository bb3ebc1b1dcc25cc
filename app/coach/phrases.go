package coach

import (
	"regexp"
	"strings"
	"sync"

	"throughline/app/language"
)

// phrase is a weak form with the better one beside it.
type phrase struct {
	code    string
	places  string // "ask" for what is asked alone, empty for all prose
	pattern lazyPattern
	better  string
}

// phrases are the weak forms of SPEC §5. Each is one that has no good use in a brief: a word that sometimes carries
// meaning ("may", "about") is not here.
var phrases = []phrase{
	{"hedge", "", listed("coach.hedge-judgement"), "Say what the number shows, and against what."},
	{"hedge", "", listed("coach.hedge-vagueness"), "Name them, or the most important one."},
	{"hedge", "", listed("coach.hedge-softener"), "Leave the word out, or say what you do not know."},
	{"hedge", "", listed("coach.hedge-opinion"), "State it, and put the evidence beside it."},
	{"output", "", listed("coach.output"), "Say what changed for customers because of it."},
	{"blame", "", listed("coach.blame"), "Say what happened and what follows from it, without who is at fault."},
	{"passive-ask", "ask", listed("coach.passive-ask"), "Begin with a verb the reader can say yes to: approve, choose, stop, fund."},
}

// weakness is what a reader makes of a phrase, by its rule's code.
var weakness = map[string]string{
	"hedge":       "leaves the reader guessing",
	"output":      "tells what was made",
	"blame":       "names a culprit instead of a cause",
	"passive-ask": "asks for nothing that can be decided",
}

// lazyPattern compiles its pattern when it is first asked for: together they take longer than a small command runs.
type lazyPattern func() *regexp.Regexp

// listed finds the patterns of a section of app/language as whole words.
func listed(section string) lazyPattern {
	var patterns []string
	for _, w := range language.Words(section) {
		patterns = append(patterns, w.Text)
	}
	return sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(patterns, "|") + `)(?:$|[^\pL\pN])`)
	})
}

// checkPhrases reports the first weak form of the rule's kind per field.
func checkPhrases(r *review) {
	for _, f := range r.prose() {
		for _, p := range phrases {
			if p.code != r.rule.Code || p.places == "ask" && f.Place != "ask.what" {
				continue
			}
			if m := p.pattern().FindStringSubmatch(f.Text); m != nil {
				r.find(f.Place, "“"+strings.TrimSpace(m[1])+"” "+weakness[p.code]+".", p.better)
				break
			}
		}
	}
}
