package claim

import "math"

// amount is how far a sentence says in words that something moved: "by a third".
type amount struct {
	part float64
	firm string // "more", "less", "nearly", or empty for about that much
}

// fits reports whether a value moved as far as that from another. Nothing is said where there is no amount.
func (a *amount) fits(now, base float64) bool {
	if a == nil {
		return true
	}
	if base <= 0 {
		return false
	}
	moved := math.Abs(now/base - 1)
	switch a.firm {
	case "more":
		return moved >= a.part*0.97
	case "less":
		return moved <= a.part*1.03
	case "nearly":
		return moved >= a.part*0.75 && moved <= a.part*1.03
	}
	return math.Abs(moved-a.part) <= max(0.03, a.part*0.2)
}

// amountBeside reads how far a verb says that something moved, right behind it: "by a third", "by more than half".
func (c *checker) amountBeside(cl *claim, bounds span) *amount {
	if cl.by != nil || cl.verb.Claim != Up && cl.verb.Claim != Down {
		return nil
	}
	if before := c.amountBefore(cl.first, bounds); before != nil {
		return before
	}
	for k := cl.last + 1; k < bounds.end && k <= cl.last+4; k++ {
		if c.p.words[k-1].after != "" {
			return nil
		}
		if part, used := partAt(c.p.words, k, bounds.end); used > 0 {
			return &amount{part: part, firm: firmness(c.p.words, k, cl.last+1)}
		}
		w := c.p.words[k].lower
		if pointing[w] != "by" && !closeTo[w] && firm[w] == "" {
			return nil
		}
	}
	return nil
}

// amountBefore reads it right before the verb, as German has it: "um ein Drittel gestiegen".
func (c *checker) amountBefore(verb int, bounds span) *amount {
	for k := verb - 1; k > bounds.start && k >= verb-3; k-- {
		if part, used := partAt(c.p.words, k, bounds.end); used > 0 && k+used == verb && pointing[c.p.words[k-1].lower] == "by" {
			return &amount{part: part}
		}
	}
	return nil
}
