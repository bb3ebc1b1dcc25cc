package coach

import (
	"regexp"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// What each beat is asked for is looked for by words. The lists are long on purpose: a rule that does not know a word
// would ask for what is there. A beat that is empty is another rule's.
var (
	outside  = listed("coach.outside")
	stakes   = listed("coach.stakes")
	goals    = listed("coach.goals")
	passive  = listed("coach.passive")
	features = listed("coach.features")
	made     = listed("coach.made")
)

func (r *review) beat(k brief.BeatKind) string {
	b := r.brief.Beats[k]
	return strings.TrimSpace(strings.TrimSpace(b.Lead) + " " + strings.TrimSpace(b.Body))
}

// prosy returns a text with its figures replaced by the names of their metrics, so that words are looked for in both.
func prosy(text string) string {
	tokens, _ := figure.Scan(text)
	var b strings.Builder
	at := 0
	for _, t := range tokens {
		b.WriteString(text[at:t.Start] + " " + t.Metric + " ")
		at = t.End
	}
	return b.String() + text[at:]
}

func checkContext(r *review) {
	text := r.beat(brief.Context)
	if text == "" || outside().MatchString(prosy(text)) || namesSomebody(text) {
		return
	}
	r.find("context.lead", say.T("Context names no market, customer or competitor."), say.T("Say what has changed for whom, outside the company."))
}

// namesSomebody reports whether a text has a word with a capital inside a sentence: the name of a company or a place.
func namesSomebody(text string) bool {
	for _, s := range brief.Sentences(text) {
		for _, w := range strings.Fields(s)[1:] {
			w = strings.TrimLeft(w, "(“\"'‘")
			if w != "" && w != "I" && unicode.IsUpper([]rune(w)[0]) {
				if b, ok := metric.ParseBarePeriod(strings.TrimRight(w, ".,;:")); !ok || b.Grain == metric.GrainNone {
					return true
				}
			}
		}
	}
	return false
}

// checkFeatures finds a context that tells what was made: one that says so and names features, two or more of them.
func checkFeatures(r *review) {
	text := r.beat(brief.Context)
	if !made().MatchString(text) {
		return
	}
	count := 0
	for rest := text; ; count++ {
		at := features().FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		rest = rest[at[3]:]
	}
	if count >= 2 {
		r.find("context.lead", say.T("Context lists features."), say.T("Say what changed for customers or in the market, and move what was made to Resolution."))
	}
}

func checkStakes(r *review) {
	text := r.beat(brief.Conflict)
	if text == "" || stakes().MatchString(prosy(text)) {
		return
	}
	r.find("conflict.lead", say.T("Conflict names no trade-off and no deadline."), say.T("Say what must be given up, or what happens when nothing is decided by when."))
}

func checkStakesFigure(r *review) {
	text := r.beat(brief.Conflict)
	if text == "" || len(r.brief.Metrics) == 0 {
		return
	}
	if tokens, _ := figure.Scan(text); len(tokens) > 0 {
		return
	}
	for _, part := range []string{"lead", "body"} {
		place := brief.PlaceOf(brief.Conflict, part)
		if t, _ := r.brief.Text(place); len(r.claims.Typed(t)) > 0 {
			return // it has a number, and another rule speaks of that
		}
	}
	r.find("conflict.body", say.T("Conflict has no figure."), say.T("Type { and choose the metric that shows how large the problem is."))
}

func checkAction(r *review) {
	lead := strings.TrimSpace(r.brief.Beats[brief.Resolution].Lead)
	if lead == "" {
		return
	}
	if m := passive().FindStringSubmatch(lead); m != nil {
		r.find("resolution.lead", say.F("“%s” has nobody who acts.", strings.TrimSpace(m[1])), say.T("Begin with who does what: “We …”."))
		return
	}
	if len(strings.Fields(lead)) < 3 {
		r.find("resolution.lead", say.T("The lead of Resolution is no action."), say.T("Begin with who does what: “We …”."))
	}
}

// checkPriority wants the resolution linked where priorities are stated, and otherwise in words.
func checkPriority(r *review) {
	beat := r.brief.Beats[brief.Resolution]
	text := r.beat(brief.Resolution)
	switch {
	case text == "":
		return
	case beat.Priority != "":
		return // whether the brief states it is another rule's
	case goals().MatchString(prosy(text)):
		return
	}
	for _, p := range r.brief.Priorities() {
		if p.Metric != "" && strings.Contains(strings.ToLower(prosy(text)), strings.ToLower(p.Metric)) {
			return
		}
	}
	fix := say.T("Say which goal of the year it serves.")
	if len(r.brief.Priorities()) > 0 {
		fix = say.T("Choose the stated priority it serves.")
	}
	r.find("resolution.lead", say.T("Resolution is linked to no priority."), fix)
}

func checkConsent(r *review) {
	q := r.brief.Evidence.Quote
	if q == nil || strings.TrimSpace(q.Words) == "" || q.Role == "" || q.Segment == "" || q.Date == "" {
		return // first of all a quote needs a speaker, which another rule says
	}
	if strings.TrimSpace(q.Consent) == "" {
		r.find("evidence.quote", say.T("The quote does not say whether the customer agreed to it."), say.T("Add how and when consent was given."))
	}
}

func checkSimilar(r *review) {
	if q := r.brief.Evidence.Quote; q != nil && strings.TrimSpace(q.Words) != "" && strings.TrimSpace(q.Similar) == "" {
		r.find("evidence.quote", say.T("How many customers said the same?"), say.T("Add how many of how many said something similar."))
	}
}

var counts = regexp.MustCompile(`(?i)(?:^|[^\pL])n\s*=`)

// checkBase asks for the base of a share, unless the evidence tells a number of something.
func checkBase(r *review) {
	m := r.brief.Metric(r.brief.Evidence.Hero)
	if m == nil || m.Unit.Kind != metric.Percent || strings.TrimSpace(r.brief.Evidence.N) != "" || counts.MatchString(r.beat(brief.Evidence)) {
		return
	}
	for _, e := range r.ledger {
		if e.Unit.Kind == metric.Count && strings.HasPrefix(string(e.Place), "evidence.") {
			return
		}
	}
	r.find("evidence.hero", say.F("How many is %s a share of?", m.Name), say.T("Add the base: “n = …”."))
}
