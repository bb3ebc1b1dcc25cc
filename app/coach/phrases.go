package coach

import (
	"regexp"
	"strings"
	"sync"
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
	{"hedge", "", words(`(?:looks?|seems?|feels?) (?:okay|ok|fine|good|promising|decent)`), "Say what the number shows, and against what."},
	{"hedge", "", words(`various|several things|a number of|and so on|etc\.?`), "Name them, or the most important one."},
	{"hedge", "", words(`kind of|sort of|somewhat|hopefully|more or less|in some way`), "Leave the word out, or say what you do not know."},
	{"hedge", "", words(`(?:we|i) (?:think|feel|believe|hope) (?:that )?`), "State it, and put the evidence beside it."},
	{"output", "", words(`we(?:'ve|’ve| have)? (?:built|shipped|delivered|launched|released|completed) (?:\d+|two|three|four|five|six|several|many|a lot of|new) (?:\w+ )?(?:features?|stories|tickets|epics|releases|projects)`), "Say what changed for customers because of it."},
	{"blame", "", words(`(?:sales|marketing|support|engineering|finance|legal|design|leadership|management|customers|users|they) (?:have |has )?(?:failed to|refused to|neglected to|didn['’]t bother to|ignored)`), "Say what happened and what follows from it, without who is at fault."},
	{"passive-ask", "ask", words(`it is (?:requested|proposed|suggested|recommended)|(?:we )?would like to discuss|for (?:your )?(?:information|awareness|consideration)|alignment on`), "Begin with a verb the reader can say yes to: approve, choose, stop, fund."},
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

func words(pattern string) lazyPattern {
	return sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + pattern + `)(?:$|[^\pL\pN])`)
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
