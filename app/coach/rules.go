package coach

import (
	"throughline/app/brief"
	"throughline/app/part"
)

// The limits of SPEC §5, in words; a figure is one.
const (
	HeadlineWords = 20
	LeadWords     = 20
	BodyWords     = 45
	StoryWords    = 220
	QuoteWords    = 40
)

// FixKind says how a finding of a rule is mended.
type FixKind string

// The kinds of fixes.
const (
	FixWrite  FixKind = "write"  // by words of the writer's own
	FixCut    FixKind = "cut"    // by fewer of them
	FixChoose FixKind = "choose" // by choosing a metric, a chart or a priority
	FixLink   FixKind = "link"   // by an edit that the finding brings, or by a reason
	FixAdd    FixKind = "add"    // by filling in a field
	FixBring  FixKind = "bring"  // by newer data
)

// Rule is one thing the coach looks for.
type Rule struct {
	Code     string // stable, kebab-case
	Severity brief.Severity
	Why      string // why a reader trips over it, one sentence after the finding's own; may be empty
	Weak     string // an example of what it finds
	Better   string // and of what to write instead
	Fix      FixKind
	// Asked rules are asked in the executive's view (see CFO), as Question says it or, where that is empty, in the
	// finding's own words.
	Asked    bool
	Question string
	// Quiet rules are no findings: what they ask is asked in the executive's view alone (see CFO).
	Quiet bool
	check func(*review)
}

// Rules is everything the coach looks for, in the order it is reported.
var Rules = []Rule{
	{
		Code: "hero-metric", Severity: brief.Error, Fix: FixChoose, check: checkHeroMetric,
		Weak: "hero: Churn, in a brief without it", Better: "hero: one of the brief's metrics",
	},
	{
		Code: "chart-metric", Severity: brief.Error, Fix: FixChoose, check: checkChartMetrics,
		Weak: "chart: line Churn, in a brief without it", Better: "chart: line and one of the brief's metrics",
	},
	{
		Code: "doubted", Severity: brief.Error, Fix: FixChoose, check: checkDoubts,
		Weak: "Visits: {Visits}, from a cell that says 1.204 and may mean a thousand times as much", Better: "the same, once the importer was told which it is",
	},
	{
		Code: "link-missing", Severity: brief.Warning, Fix: FixChoose, check: checkLinks,
		Why:  "It leads a reader nowhere.",
		Weak: "priority: growth, in a brief that states no such priority", Better: "priority: one of those the brief states",
	},
	{
		Code: "contradiction", Severity: brief.Warning, Fix: FixWrite, check: checkDirection,
		Asked: true,
		Why:   "One sentence that the data does not bear out costs the trust in all others.",
		Weak:  "Trial conversion rose to {Trial conversion}, after a month in which it fell.", Better: "Trial conversion {Trial conversion | moved}.",
	},
	{
		Code: "double-sign", Severity: brief.Warning, Fix: FixLink, check: checkSigns,
		Why:  "A reader asks whether it went the other way.",
		Weak: "No-shows fell by {No-shows | change}, which prints “fell by −0.6 pp”", Better: "No-shows fell by {No-shows | change | size}",
	},
	{
		Code: "language", Severity: brief.Info, Fix: FixWrite, check: checkLanguage,
		Why:  "What its sentences say of the numbers is not held against the cells.",
		Weak: "La tasa subió, {Churn rate}, in Spanish", Better: "a brief in English, German or French",
	},
	{
		Code: "headline-missing", Severity: brief.Warning, Fix: FixWrite, check: checkHeadline,
		Asked: true, Question: "What is the bottom line?",
		Why:  "It is the first thing read, and for some the only one.",
		Weak: "Q3 update", Better: "Nudges stop the week-two leak: extend them to every trial",
	},
	{
		Code: "ask-incomplete", Severity: brief.Warning, Fix: FixAdd, check: checkAsk,
		Asked: true, Question: "What do you want from me, and by when?",
		Why:  "A decision without an owner and a date is put off.",
		Weak: "Approve the roll-out", Better: "Approve the roll-out; from CPO; by 12 Dec 2026",
	},
	{
		Code: "lead-missing", Severity: brief.Warning, Fix: FixWrite, check: checkLeads,
		Asked: true,
		Why:   "Who skims reads the leads alone.",
		Weak:  "(a body without a lead)", Better: "The funnel leaks trial users at week two.",
	},
	{
		Code: "hero-missing", Severity: brief.Warning, Fix: FixChoose, check: checkHero,
		Asked: true, Question: "What is the one number that proves it?",
		Why:  "Readers remember one proof.",
		Weak: "(five metrics of equal size)", Better: "hero: Pilot conversion",
	},
	{
		Code: "chart-missing", Severity: brief.Warning, Fix: FixChoose, check: checkChart,
		Asked: true, Question: "Where can I see the trend?",
		Why:  "A trend is believed when it is seen.",
		Weak: "(a paragraph of numbers)", Better: "chart: line Pilot conversion",
	},
	{
		Code: "too-long", Severity: brief.Warning, Fix: FixCut, check: checkLengths,
		Weak: "A lead of 45 words in three clauses", Better: "A lead of up to 20 words",
	},
	{
		Code: "quote-source", Severity: brief.Warning, Fix: FixAdd, check: checkQuote,
		Asked: true, Question: "Who said that, and when?",
		Why:  "Words without a speaker prove nothing.",
		Weak: "“Great product!”", Better: "“The nudge is what made us stay.” Head of Operations, mid-market, Oct 2026",
	},
	{
		Code: "typed-number", Severity: brief.Warning, Fix: FixLink, check: checkTyped,
		Asked: true,
		Why:   "Nobody can follow it to a cell, and next month's file will not correct it.",
		Weak:  "Trial conversion is 12.4%.", Better: "Trial conversion is {Trial conversion}.",
	},
	{
		Code: "stale", Severity: brief.Warning, Fix: FixBring, check: checkStale,
		Asked: true,
		Why:   "It is read as the state of today.",
		Weak:  "Churn is {Churn}, from a file of last spring", Better: "Churn was {Churn | Mar 2026} in March.",
	},
	{
		Code: "two-values", Severity: brief.Warning, Fix: FixLink, check: checkValues,
		Asked: true,
		Why:   "A reader who finds both believes neither.",
		Weak:  "Churn is 3.2% in the headline and {Churn} in the body", Better: "{Churn} in both places",
	},
	{
		Code: "two-definitions", Severity: brief.Warning, Fix: FixChoose, check: checkDefinitions,
		Asked: true,
		Why:   "Two numbers under one definition end the meeting in a discussion of data.",
		Weak:  "{Churn} and {Churn rate} side by side", Better: "one of them",
	},
	{
		Code: "two-formats", Severity: brief.Info, Fix: FixLink, check: checkFormats,
		Asked: true,
		Why:   "A careful reader asks whether they are two numbers.",
		Weak:  "12% in the headline and 12.4% in the body", Better: "12.4% in both places",
	},
	{
		Code: "feature-list", Severity: brief.Info, Fix: FixWrite, check: checkFeatures,
		Why:  "The context is about what changed outside; what was made belongs into the resolution.",
		Weak: "We launched dashboards, exports and single sign-on.", Better: "Competitors undercut us with a freemium tier in March.",
	},
	{
		Code: "context-subject", Severity: brief.Info, Fix: FixWrite, check: checkContext,
		Asked: true, Question: "What has changed for customers or in the market?",
		Why:  "Leadership wants to know what has changed in the market, for customers or against a competitor.",
		Weak: "It has been a busy quarter.", Better: "Buyers now compare us with a free product.",
	},
	{
		Code: "conflict-stakes", Severity: brief.Info, Fix: FixWrite, check: checkStakes,
		Asked: true, Question: "Why now, and what do we give up?",
		Why:  "Without a trade-off or a deadline nothing makes it urgent.",
		Weak: "Conversion could be better.", Better: "Matching free would plug the leak and give up our price.",
	},
	{
		Code: "conflict-figure", Severity: brief.Info, Fix: FixLink, check: checkStakesFigure,
		Asked: true, Question: "How large is the problem?",
		Why:  "How large a problem is decides whether it is one.",
		Weak: "Many trials leave in week two.", Better: "Only {Active in week two} come back in week two.",
	},
	{
		Code: "resolution-action", Severity: brief.Info, Fix: FixWrite, check: checkAction,
		Asked: true, Question: "Who does what?",
		Why:  "A decision needs somebody who does something.",
		Weak: "Improvements are being considered.", Better: "We nudge each trial the moment its usage drops.",
	},
	{
		Code: "resolution-priority", Severity: brief.Info, Fix: FixChoose, check: checkPriority,
		Asked: true, Question: "Which of our priorities does this serve?",
		Why:  "Leadership funds what serves what it has already said it wants.",
		Weak: "We nudge each trial. (no word of what for)", Better: "It serves our priority this year, net revenue retention.",
	},
	{
		Code: "quote-consent", Severity: brief.Info, Fix: FixAdd, check: checkConsent,
		Asked: true, Question: "May we quote them?",
		Why:  "A customer who did not agree to be quoted may read it one day.",
		Weak: "quote without a word on consent", Better: "consent: by mail, 3 Nov 2026",
	},
	{
		Code: "quote-similar", Severity: brief.Info, Fix: FixAdd, Quiet: true, check: checkSimilar,
		Asked: true, Question: "How many customers said the same?",
		Why:  "One voice may be the only one.",
		Weak: "one quote", Better: "similar: 9 of 12",
	},
	{
		Code: "hero-base", Severity: brief.Info, Fix: FixAdd, Quiet: true, check: checkBase,
		Asked: true,
		Why:   "A share of eight is an anecdote, and a share of a thousand is evidence.",
		Weak:  "12.4%", Better: "12.4%, n = 1,204 trials",
	},
	{
		Code: "hedge", Severity: brief.Info, Fix: FixWrite, check: checkPhrases, Why: "It reads as if you were not sure.",
		Asked: true,
		Weak:  "Conversion looks okay.", Better: "Conversion is {Trial conversion}, {Trial conversion | vs target} against target.",
	},
	{
		Code: "output", Severity: brief.Info, Fix: FixWrite, check: checkPhrases, Why: "Leadership buys outcomes, not output.",
		Asked: true, Question: "What did customers get from it?",
		Weak: "We built three features.", Better: "Nudged trials convert at {Pilot conversion}.",
	},
	{
		Code: "blame", Severity: brief.Info, Fix: FixWrite, check: checkPhrases, Why: "Tone that accuses starts a defence instead of a decision.",
		Weak: "Sales failed to follow up.", Better: "Half the leads wait two days for a first call.",
	},
	{
		Code: "passive-ask", Severity: brief.Info, Fix: FixWrite, check: checkPhrases, Why: "An ask that is no request gets no answer.",
		Weak: "It is requested that funds be found.", Better: "Approve one squad until February.",
	},
}

// kindRules are the rules that the kinds of a brief's parts bring, as the coach runs them.
func kindRules() []Rule {
	var rules []Rule
	for _, spec := range brief.Kinds {
		for _, rule := range spec.Rules {
			rules = append(rules, Rule{
				Code: rule.Code, Severity: rule.Severity, Why: rule.Why, Weak: rule.Weak, Better: rule.Better, Fix: FixWrite,
				Quiet: rule.Quiet, Asked: rule.Question != "", Question: rule.Question, check: checkParts(spec, rule.Check),
			})
		}
	}
	return rules
}

// checkParts runs a rule of a kind over its parts.
func checkParts(spec *part.Spec, check func(part.View, part.Part) *part.Found) func(*review) {
	return func(r *review) {
		view := brief.View{Brief: r.brief, On: r.day, Resolve: func(place brief.Place, text string) string {
			return r.figures.Field(place, text).String()
		}}
		for i, p := range r.brief.PartsOf(spec.Kind) {
			found := check(view, p)
			if found == nil {
				continue
			}
			place := spec.Place(p, i)
			if f := spec.Field(found.Field); f != nil {
				place = spec.At(place, f)
			}
			r.find(place, found.Text, found.Fix)
		}
	}
}

// RuleOf returns the rule of a code, or nil for a finding of another package.
func RuleOf(code string) *Rule {
	for _, rule := range kindRules() {
		if rule.Code == code {
			return &rule
		}
	}
	for i := range Rules {
		if Rules[i].Code == code {
			return &Rules[i]
		}
	}
	return nil
}
