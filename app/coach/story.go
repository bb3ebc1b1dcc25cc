package coach

import (
	"regexp"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
)

// What each beat is asked for is looked for by words. The lists are long on purpose: a rule that does not know a word
// would ask for what is there. A beat that is empty is another rule's.
var (
	outside = listed(`customers?|clients?|users?|buyers?|markets?|competit\pL+|rivals?|vendors?|suppliers?|partners?|prospects?|segments?|
		demand|prices?|pricing|industry|sector|regulat\pL+|law|legislation|act|tariffs?|rates?|economy|inflation|trials?|accounts?|patients?|citizens?|
		residents?|students?|teachers?|schools?|hospitals?|clinics?|insurers?|payers?|shippers?|carriers?|retailers?|merchants?|sellers?|drivers?|
		passengers?|travell?ers|guests?|tenants?|households?|families|farmers|developers?|admins?|employers?|employees|applicants?|members|donors?|
		subscribers?|viewers|readers|players|orders?|shipments?|freight|traffic|visitors?|public|council|ministry|government|agency|agencies|
		analysts?|investors?|enterprises?|companies|businesses|teams|people|everyone|europe|germany|france|china|us|uk|eu|
		kunden|markt|wettbewerb\pL*|clients?|marché|concurrent\pL*`)
	stakes = listed(`but|yet|however|instead|or|either|versus|trade-?offs?|give up|gives? up|giving up|at the cost|costs?|costly|risks?|lose|loses|losing|lost|loss|
		losses|leak\pL*|before|until|unless|deadlines?|due|expires?|expir\pL+|ends?|ending|by (?:the )?(?:end|january|february|march|april|may|june|july|august|
		september|october|november|december|q[1-4]|mid|next|\d)|cannot|can't|can’t|must|too (?:late|slow|few|many|much)|only|without|miss\pL*|behind|short of|
		penalt\pL+|fines?|breach\pL*|fehl\pL+|kost\pL+|doch|frist\pL*|müssen|lässt sich nicht|zu (?:spät|wenig|viele?)|verlier\pL+|coûte\pL*|expire\pL*|perd\pL*|retard\pL*|churn\pL*|fall\pL*|fell|drop\pL*|declin\pL+|slip\pL*|grow\pL*|rising|delay\pL*|late|wait\pL*|block\pL*|bottleneck\pL*|
		overtime|capacity|limit\pL*|threat\pL*|urgent|nearly|gap|pressure|squeez\pL+|erod\pL+|aber|sonst|bis|mais|sinon`)
	goals = listed(`priorit\pL+|goals?|objectives?|okrs?|targets?|strateg\pL+|north star|commitments?|committed|mission|plan|mandate|retention|growth|profitab\pL+|
		ziel\pL*|objectif\pL*`)
	passive  = listed(`(?:is|are|was|were|be|been) being \pL+ed|(?:is|are) (?:considered|explored|investigated|looked at|discussed|evaluated|reviewed)|improvements? (?:is|are)|steps are`)
	features = listed(`features?|dashboards?|exports?|integrations?|api|sso|single sign-on|dark mode|widgets?|reports?|filters?|notifications?|buttons?|plugins?|
		templates?|screens?|wizards?|importers?|editors?|pages?`)
	made = listed(`(?:we(?:'ve|’ve| have)?|the team(?: has)?) (?:\pL+ly )?(?:built|shipped|delivered|launched|released|added|completed|introduced|implemented|developed)`)
)

// listed is words for a list over several lines.
func listed(pattern string) lazyPattern {
	return words(lineBreak.ReplaceAllString(pattern, ""))
}

var lineBreak = regexp.MustCompile(`\n\s*`)

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
	r.find("context.lead", "Context names no market, customer or competitor.", "Say what has changed for whom, outside the company.")
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
		r.find("context.lead", "Context lists features.", "Say what changed for customers or in the market, and move what was made to Resolution.")
	}
}

func checkStakes(r *review) {
	text := r.beat(brief.Conflict)
	if text == "" || stakes().MatchString(prosy(text)) {
		return
	}
	r.find("conflict.lead", "Conflict names no trade-off and no deadline.", "Say what must be given up, or what happens when nothing is decided by when.")
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
		if t, _ := r.brief.Text(place); len(r.figures.Typed(t)) > 0 {
			return // it has a number, and another rule speaks of that
		}
	}
	r.find("conflict.body", "Conflict has no figure.", "Type { and choose the metric that shows how large the problem is.")
}

func checkAction(r *review) {
	lead := strings.TrimSpace(r.brief.Beats[brief.Resolution].Lead)
	if lead == "" {
		return
	}
	if m := passive().FindStringSubmatch(lead); m != nil {
		r.find("resolution.lead", "“"+strings.TrimSpace(m[1])+"” has nobody who acts.", "Begin with who does what: “We …”.")
		return
	}
	if len(strings.Fields(lead)) < 3 {
		r.find("resolution.lead", "The lead of Resolution is no action.", "Begin with who does what: “We …”.")
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
	fix := "Say which goal of the year it serves."
	if len(r.brief.Priorities()) > 0 {
		fix = "Choose the stated priority it serves."
	}
	r.find("resolution.lead", "Resolution is linked to no priority.", fix)
}

func checkConsent(r *review) {
	q := r.brief.Evidence.Quote
	if q == nil || strings.TrimSpace(q.Words) == "" || q.Role == "" || q.Segment == "" || q.Date == "" {
		return // first of all a quote needs a speaker, which another rule says
	}
	if strings.TrimSpace(q.Consent) == "" {
		r.find("evidence.quote", "The quote does not say whether the customer agreed to it.", "Add how and when consent was given.")
	}
}

func checkSimilar(r *review) {
	if q := r.brief.Evidence.Quote; q != nil && strings.TrimSpace(q.Words) != "" && strings.TrimSpace(q.Similar) == "" {
		r.find("evidence.quote", "How many customers said the same?", "Add how many of how many said something similar.")
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
	r.find("evidence.hero", "How many is "+m.Name+" a share of?", "Add the base: “n = …”.")
}
