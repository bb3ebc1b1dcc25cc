package claim

import (
	"strings"

	"throughline/app/language"
)

// Claim is what a verb or a comparison says of a metric.
type Claim string

// The claims. Better and worse, beaten and missed depend on which direction is good for the metric; the others do not.
const (
	Up     Claim = "up"
	Down   Claim = "down"
	Held   Claim = "held"
	Better Claim = "better"
	Worse  Claim = "worse"
	Times  Claim = "times"
	Above  Claim = "above"
	Below  Claim = "below"
	Beaten Claim = "beaten"
	Missed Claim = "missed"
	// Level is said of what is on plan, and Within of what is no worse than it.
	Level  Claim = "level"
	Within Claim = "within"
	// Dated is what the words round a figure say of its period, Unit of its unit, and Sign of its sign.
	Dated Claim = "dated"
	Unit  Claim = "unit word"
	Sign  Claim = "sign"
)

// Form says where a verb takes its subject from.
type Form uint8

// The forms. A Moved one is said of what stands before it: "churn fell". A Made one is said of its object as well: "nudges
// lifted conversion". A Now one is in the present, where a sentence may as well tell a habit: it counts right before a
// figure alone. An Ongoing one needs a form of “be”; a Noun counts before a figure, “a drop of {…}”, and before a metric,
// “a drop in churn”; an Adverb counts where its company shows that it is no other word. A Compared one stands before
// what it compares with. A Signed one is said of a difference beside it alone, "lost {…}", and a Base one, an infinitive,
// of what did not happen: "failed to grow".
const (
	Moved Form = iota
	Made
	Now
	Ongoing
	Signed
	Base
	Noun
	Adverb
	Compared
)

// Verb is one way to make a claim.
type Verb struct {
	Words  []string // in lower case, in order
	Claim  Claim
	Form   Form
	Factor float64 // of Times
}

// Verbs is every way to make a claim that is checked, English first.
var Verbs = func() []Verb {
	forms := map[string]Form{
		"moved": Moved, "made": Made, "now": Now, "ongoing": Ongoing, "noun": Noun, "adverb": Adverb, "compared": Compared, "signed": Signed, "base": Base,
	}
	var all []Verb
	for _, w := range language.Words("claim.verbs") {
		sense := strings.Fields(w.Sense) // "times made 2"
		v := Verb{Words: strings.Fields(w.Text), Claim: Claim(sense[0]), Form: forms[sense[1]]}
		if len(sense) > 2 {
			v.Factor = number(sense[2])
		}
		all = append(all, v)
	}
	return all
}()

// verbsByWord finds the verbs that begin with a word, the longest first.
var verbsByWord = func() map[string][]*Verb {
	by := map[string][]*Verb{}
	for i := range Verbs {
		v := &Verbs[i]
		list := by[v.Words[0]]
		at := 0
		for at < len(list) && len(list[at].Words) >= len(v.Words) {
			at++
		}
		by[v.Words[0]] = append(list[:at], append([]*Verb{v}, list[at:]...)...)
	}
	return by
}()

var (
	// breaks are the words a clause begins with: what stands before them is said of something else.
	breaks = language.Set("claim.clause-openers")
	// clauseJoins are the words a part of a sentence may begin with that has a verb of its own.
	clauseJoins = language.Set("claim.clause-joins")
	// ands join two verbs of one subject.
	ands = language.Set("claim.ands")
	// wasBeside are verbs of measures that claim nothing which is checked.
	wasBeside = language.Set("claim.unchecked-verbs")
	// carriers may stand between a metric and what is said of it.
	carriers = language.Set("claim.carriers")
	// openers may stand before a metric's name without narrowing it: "our overall churn", not "enterprise churn".
	openers = language.Set("claim.openers")
	// unsaid are the words that make of a claim a wish, a fear, a plan or its opposite.
	unsaid = language.Set("claim.unsaid")
	// doubtful are the words that make a whole sentence one of those.
	doubtful = language.Set("claim.doubtful")
	// opensElsewhere are the words that put a whole sentence into a time nobody gave a date of.
	opensElsewhere = language.Set("claim.undated-openers")
	// goingOn come before a verb in the making: "keeps rising".
	goingOn = language.Set("claim.going-on")
	// determiners may stand before the object of a verb.
	determiners = language.Set("claim.determiners")
	// pointing tells what the figure behind a verb is: where it moved to, where from, or by how much.
	pointing = language.Senses("claim.pointing")
	// toward are the words between a verb and the figure it speaks of.
	toward = language.Set("claim.toward")
	// beAhead come before an adverb of direction: "is up", "went down".
	beAhead = language.Set("claim.before-adverb")
	// byAfter come after one: "up from", "down on last year".
	byAfter = language.Set("claim.after-adverb")
	// benchmarks are what a metric is compared with.
	benchmarks = language.Senses("claim.benchmarks")
	// beforeBenchmark words may stand before one, as a year may: "above our annual plan".
	beforeBenchmark = language.Set("claim.before-benchmark")
	// auxiliaries may stand between a metric and its verb.
	auxiliaries = language.Set("claim.auxiliaries")
	// streakLengths count periods in a row: "for the third month".
	streakLengths = language.Numbers("claim.streak-lengths")
)
