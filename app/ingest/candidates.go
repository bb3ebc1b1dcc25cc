package ingest

import (
	"math"
	"slices"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// columnCandidates makes one candidate per column of numbers.
func (b *body) columnCandidates() []*seriesCandidate {
	var out []*seriesCandidate
	for _, c := range b.cols {
		if c.use == useValue {
			out = append(out, b.columnCandidate(c))
		}
	}
	b.settleAttached(out)
	return out
}

// settleAttached lets a column that is called by its scenario alone belong to the column before it only where that is
// plain: after several columns it could be the plan of any of them, and stays a metric of its own.
func (b *body) settleAttached(candidates []*seriesCandidate) {
	before := 0
	for i, s := range candidates {
		switch {
		case !s.attached:
			before++
		case before > 1:
			if s.attached = false; s.word != byHand {
				s.word, s.scenario = "", metric.AC
			}
			s.name = b.columnAt(s.labelAt[1]).head
		default:
			if next := i + 1; next < len(candidates) && !candidates[next].attached {
				before = 0
			}
		}
	}
}

func (b *body) columnAt(n int) *column { return b.cols[n-b.r.col1] }

// columnCandidate names a candidate by its column's header; levels that are a scenario or a unit say that instead. A scenario
// alone belongs to the group it stands under, where that group has several, and otherwise to the column before it.
func (b *body) columnCandidate(c *column) *seriesCandidate {
	s := &seriesCandidate{labelAt: [2]int{b.r.lastHeader(), c.n}}
	names, at := b.readLevels(c, s)
	if sc, ok := b.by.columns[c.n]; ok && s.word == "" {
		s.scenario, s.word = sc, byHand
	}
	s.name = b.shortestName(names)
	if s.name == "" && s.word == "" {
		s.name = b.listName(c)
	}
	s.attached = s.word != "" && (s.name == "" || at >= 0 && at == len(c.parts)-1 && !b.scenariosUnder(c, at))
	if s.name == "" && s.word == "" {
		s.name = "Column " + sheet.ColumnName(c.n)
		b.note(brief.Warning, "column-without-name", sheet.Address(b.r.lastHeader(), c.n),
			"Column %s has values but no header; it is called “%s”.", sheet.ColumnName(c.n), s.name)
	}
	s.total = b.sumsUp(c)
	return s
}

// sumsUp reports a column that adds up the others, or only compares them.
func (b *body) sumsUp(c *column) bool {
	key := lexicon.PlainKey(lexicon.Tidy(c.head))
	if lexicon.SumWords[key] {
		return b.addsColumns(c)
	}
	return lexicon.Compares(key) || lexicon.ToDateWords[key]
}

// readLevels reads what each level of a column's header says: a scenario, which stands at a level that is returned too, a
// unit, or else a name.
func (b *body) readLevels(c *column, s *seriesCandidate) (names []string, at int) {
	at = -1
	for i, part := range c.parts {
		if sc, word, ok := b.scenarioOf(part); ok && part != "" {
			s.scenario, s.word, at = sc, word, i
			continue
		}
		if h, ok := lexicon.ReadHint(part); ok && b.unitRows[i] {
			s.hint = h
			continue
		}
		names = append(names, part)
	}
	return names, at
}

// shortestName joins the levels of a header only as far as is needed to tell the columns apart: the last one, the first
// one, or all.
func (b *body) shortestName(names []string) string {
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	switch {
	case len(names) < 2:
		return lexicon.JoinParts(names)
	case b.levelTellsApart((*body).lastLevel):
		return names[len(names)-1]
	case b.levelTellsApart((*body).firstLevel):
		return names[0]
	}
	return lexicon.JoinParts(names)
}

// levelTellsApart reports whether one level of the header names every column of values differently.
func (b *body) levelTellsApart(level func(*body, *column) string) bool {
	seen := map[string]bool{}
	for _, c := range b.cols {
		if c.use != useValue {
			continue
		}
		key := lexicon.PlainKey(level(b, c))
		if _, _, isScenario := b.scenarioOf(key); seen[key] || key == "" || isScenario {
			return false
		}
		seen[key] = true
	}
	return true
}

// firstLevel and lastLevel are the outermost and innermost label over a column, rows of units aside.
func (b *body) firstLevel(c *column) string {
	for i, part := range c.parts {
		if part != "" && !b.unitRows[i] {
			return part
		}
	}
	return ""
}

func (b *body) lastLevel(c *column) string {
	for i, part := range slices.Backward(c.parts) {
		if part != "" && !b.unitRows[i] {
			return part
		}
	}
	return ""
}

// scenariosUnder reports whether the group a column stands under has two scenarios at a level of the header.
func (b *body) scenariosUnder(c *column, level int) bool {
	found := map[metric.Scenario]bool{}
	for _, o := range b.cols {
		if level > 0 && o.parts[level-1] != c.parts[level-1] {
			continue
		}
		if sc, _, ok := b.scenarioOf(o.parts[level]); ok {
			found[sc] = true
		} else if o.numeric() && level > 0 {
			return false
		}
	}
	return len(found) > 1
}

// addRow gives each column's candidate its cell of a row.
func (b *body) addRow(candidates []*seriesCandidate, row int, at place) {
	k := 0
	for _, c := range b.cols {
		if c.use == useValue {
			at.col = c.n
			candidates[k].places = append(candidates[k].places, at)
			k++
		}
	}
	b.markLabels(row)
}

// placesRange covers all the places of candidates.
func placesRange(candidates []*seriesCandidate) sheet.Range {
	r := sheet.Range{Row1: math.MaxInt, Col1: math.MaxInt}
	for _, s := range candidates {
		for _, p := range s.places {
			r.Row1, r.Col1 = min(r.Row1, p.row), min(r.Col1, p.col)
			r.Row2, r.Col2 = max(r.Row2, p.row), max(r.Col2, p.col)
		}
	}
	return r
}
