package figure

import "strings"

// Claim is what a verb or a comparison says of a metric.
type Claim string

// The claims. Better and worse, beaten and missed depend on which direction is good for the metric; the others do not.
const (
	Up      Claim = "up"
	Down    Claim = "down"
	Held    Claim = "held"
	Better  Claim = "better"
	Worse   Claim = "worse"
	Times   Claim = "times"
	Above   Claim = "above"
	Below   Claim = "below"
	Beaten  Claim = "beaten"
	Missed  Claim = "missed"
	Highest Claim = "highest"
	Lowest  Claim = "lowest"
	Best    Claim = "best"
	Worst   Claim = "worst"
)

// Form says where a verb takes its subject from.
type Form uint8

// The forms. A Moved one is said of what stands before it: "churn fell". A Made one is said of its object as well: "nudges
// lifted conversion". A Now one is in the present, where a sentence may as well tell a habit: it counts right before a
// figure alone. An Ongoing one needs a form of “be”; a Noun counts before a figure, “a drop of {…}”, and before a metric,
// “a drop in churn”; an Adverb counts where its company shows that it is no other word. A Compared one stands before
// what it compares with, and a Record before nothing or a period.
const (
	Moved Form = iota
	Made
	Now
	Ongoing
	Noun
	Adverb
	Compared
	Record
)

// Verb is one way to make a claim.
type Verb struct {
	Words  []string // in lower case, in order
	Claim  Claim
	Form   Form
	Factor float64 // of Times
}

// Verbs is every way to make a claim that is checked, in English first, with the common ones of German and French. A word
// that often means something else ("cut", "left", "plan") is not among them.
var Verbs = func() []Verb {
	var all []Verb
	for _, list := range []struct {
		claim  Claim
		form   Form
		factor float64
		words  string
	}{
		{Up, Moved, 0, "rose, risen, grew, grown, climbed, went up, gone up, advanced, rebounded, soared, surged, picked up, ticked up, edged up, crept up, inched up, shot up, jumped, stieg, stiegen, gestiegen, wuchs, wuchsen, gewachsen, kletterte, kletterten, legte zu, legten zu, augmenté, progressé, grimpé"},
		{Up, Made, 0, "increased, raised, lifted, boosted, gained, erhöhte"},
		{Up, Now, 0, "steigen, wachsen, rises, grows, climbs, increases, jumps, gains, steigt, wächst, augmente, progresse"},
		{Up, Ongoing, 0, "rising, growing, climbing, increasing"},
		{Up, Noun, 0, "rise, increase, growth, gain, jump, anstieg, hausse"},
		{Up, Adverb, 0, "up, higher"},
		{Down, Moved, 0, "fell, fallen, dropped, declined, slipped, sank, sunk, went down, gone down, shrank, shrunk, slid, plunged, tumbled, dipped, slumped, eroded, contracted, edged down, ticked down, came down, eased, receded, shrunk, inched down, trended down, fiel, fielen, gefallen, sanken, gesunken, ging zurück, gingen zurück, schrumpfte, schrumpften, baissé, diminué, chuté, reculé"},
		{Down, Made, 0, "decreased, reduced, lowered, senkte"},
		{Down, Now, 0, "sinken, falls, drops, declines, slips, decreases, shrinks, sinks, fällt, sinkt, baisse, recule"},
		{Down, Ongoing, 0, "falling, declining, dropping, slipping, shrinking, decreasing"},
		{Down, Noun, 0, "drop, decline, fall, decrease, dip, slump, rückgang, baisse"},
		{Down, Adverb, 0, "down, lower"},
		{Held, Moved, 0, "held, held steady, held at, stayed flat, remained flat, remained stable, stayed stable, stagnated, plateaued, unchanged, was flat, is flat, were flat, are flat, is stable, are stable, was stable, were stable, remained unchanged, is unchanged, blieb stabil, blieben stabil, blieb unverändert, blieben unverändert, ist stabil, sind stabil, est stable, est resté stable, sont restés stables"},
		{Held, Now, 0, "holds, holds at, stays at"},
		{Better, Made, 0, "improved, recovered, verbesserte, amélioré"},
		{Better, Now, 0, "improves"},
		{Better, Ongoing, 0, "improving"},
		{Worse, Made, 0, "worsened, deteriorated, verschlechterte"},
		{Worse, Now, 0, "worsens, deteriorates"},
		{Worse, Ongoing, 0, "worsening, deteriorating"},
		{Times, Made, 2, "doubled, verdoppelte, verdoppelten, verdoppelt, doublé"},
		{Times, Made, 3, "tripled, trebled, verdreifachte, verdreifachten, verdreifacht, triplé"},
		{Times, Made, 4, "quadrupled"},
		{Times, Made, 0.5, "halved, halbierte, halbierten, halbiert"},
		{Above, Compared, 0, "above, over, über, au-dessus du"},
		{Below, Compared, 0, "below, under, undershot, unter, en dessous du, au-dessous du, short of, falls short of, fell short of"},
		{Beaten, Compared, 0, "beat, beats, beaten, exceeded, exceeds, surpassed, topped, outperformed, ahead of, better than"},
		{Missed, Compared, 0, "missed, misses, behind, trails, trailed, lags, lagged, worse than"},
		{Highest, Record, 0, "record high, all-time high, highest ever, highest on record, highest since, highest level since, highest level ever, highest yet, höchststand, rekordhoch, höchsten wert seit, höchste wert seit, höchster wert seit, höchsten stand seit, plus haut niveau depuis"},
		{Lowest, Record, 0, "record low, all-time low, lowest ever, lowest on record, lowest since, lowest level since, lowest level ever, lowest yet, tiefststand, rekordtief, niedrigsten wert seit, niedrigste wert seit, niedrigster wert seit, niedrigsten stand seit, plus bas niveau depuis"},
		{Best, Record, 0, "best ever, best on record, best since, best level since, best yet"},
		{Worst, Record, 0, "worst ever, worst on record, worst since, worst level since, worst yet"},
	} {
		for _, w := range strings.Split(list.words, ", ") {
			all = append(all, Verb{Words: strings.Fields(w), Claim: list.claim, Form: list.form, Factor: list.factor})
		}
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
	breaks = set(`but while whereas although though because as so which that if when whenever where after before until unless yet however
		weil aber während obwohl mais car tandis parce`)
	// clauseJoins are the words a part of a sentence may begin with that has a verb of its own.
	clauseJoins = set("and or yet so und oder et ou")
	// ands join two verbs of one subject.
	ands = set("and und et")
	// wasBeside are verbs of measures that claim nothing which is checked.
	wasBeside = set("has have had undershot overshot stood hit reached met came went ran beat bleibt blieb blieben liegt lag liegen sind gingen ging will would gets costs means")
	// carriers may stand between a metric and what is said of it.
	carriers = set(`liegt lag liegen lagen bleibt blieb bleiben blieben steht seit auf bei um since from has have had been was is are were be being also still again just only then now even both all we it itself themselves
		stands stood remains remained sits sat ended came ran hit reached set at a an the its our new to by in of on for well far slightly somewhat
		sharply sich ist sind war wurde hat haben der die das den dem im am ein eine einen le la un une a est sont pp points percent back already year period month quarter week to-date trend levels level`)
	// openers may stand before a metric's name without narrowing it: "our overall churn", not "enterprise churn".
	openers = set(`the our its their this that these those and but while as because so since overall total average blended group company-wide
		companywide monthly weekly quarterly annual both although though whereas where when today now meanwhile however with by on of in at
		und oder et ou die den les des nos unsere unser lifted raised boosted increased reduced lowered improved doubled halved grew le la les notre der die das unsere then also still only
		has have current latest reported global`)
	// unsaid are the words that make of a claim a wish, a fear, a plan or its opposite.
	unsaid = set(`not n't never no nor neither without hardly barely instead rather avoid avoids avoided prevent prevents prevented stop stops stopped
		failed fails fail would will could should may might can cannot must shall if unless whether expect expects expected expecting plan plans planned aim
		aims want wants hope hopes forecast forecasts projected likely let lets help helps suppose assume assuming once until near nearly-never
		close almost-never isn't wasn't hasn't haven't didn't doesn't don't won't wouldn't couldn't aren't weren't nicht kein keine ne pas
		isn’t wasn’t hasn’t haven’t didn’t doesn’t don’t won’t wouldn’t couldn’t aren’t weren’t to`)
	// doubtful are the words that make a whole sentence one of those.
	doubtful = set(`if unless whether would suppose assuming imagine scenario hypothetical should could might`)
	// opensElsewhere are the words that put a whole sentence into a time nobody gave a date of.
	opensElsewhere = set("before until once")
	// goingOn come before a verb in the making: "keeps rising".
	goingOn = set("keep keeps kept continues continued")
	// determiners may stand before the object of a verb.
	determiners = set("the our its their overall")
	// pointing tells what the figure behind a verb is: where it moved to, where from, or by how much.
	pointing = map[string]string{
		"to": "to", "at": "to", "back": "to", "auf": "to", "à": "to", "from": "from", "von": "from", "bei": "to", "by": "by", "um": "by", "of": "of", "de": "of",
	}
	// toward are the words between a verb and the figure it speaks of.
	toward = set("back by to from at of a an another about around nearly almost roughly only just some over more than less the in full auf um von bei à de sich")
	// beAhead come before an adverb of direction: "is up", "went down".
	beAhead = set("is are was were be been stands stood went still now remains remained sits ended well sharply slightly far comes came")
	// byAfter come after one: "up from", "down on last year".
	byAfter = set("than from by on year since compared versus vs in against month quarter another nearly almost about over")
	// benchmarks are what a metric is compared with.
	benchmarks = map[string]string{
		"plan": "plan", "budget": "plan", "target": "target", "goal": "target", "forecast": "forecast", "guidance": "",
		"ziel": "target", "objectif": "target", "zielwert": "target", "vorjahr": "prior year", "plans": "plan", "targets": "target", "last year": "prior year", "prior year": "prior year", "previous year": "prior year",
	}
	ordinals = map[string]int{
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "9th": 9, "10th": 10, "11th": 11,
		"12th": 12, "7th": 7, "8th": 8, "7": 7, "8": 8, "9": 9, "10": 10, "11": 11, "12": 12,
		"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "two": 2, "three": 3, "four": 4, "five": 5,
		"six": 6, "seven": 7, "eight": 8, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
	}
)
