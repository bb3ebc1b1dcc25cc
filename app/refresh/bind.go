package refresh

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// The parts of a binding's score. Names and values say most; names of files and sheets can be anything, but rarely change
// for no reason.
const (
	namesPart  = 45
	valuesPart = 30
	sheetPart  = 10
	filePart   = 10
	formPart   = 5

	likely   = 50 // from here on a table renews a source without being asked, if nothing else comes near
	possible = 30 // from here on it is a question
	margin   = 8  // what is less than this behind is near
)

// candidate is a table that may renew a source.
type candidate struct {
	Binding
	claims map[*sheet.Found]bool
}

// bind decides which tables renew which sources, and answers for each source its best binding, likely or not. One table
// may renew several sources, states of one table in different months, but each of its metrics goes to one only.
func (r *Renewal) bind(answers Answers) map[string]Binding {
	taken := map[*sheet.Found]bool{}
	r.judged = map[trial]candidate{}
	open := r.openSources()
	best := map[string]Binding{}
	for _, c := range r.candidates(open, taken) {
		if c.Score > best[c.Source.ID].Score {
			best[c.Source.ID] = c.Binding
		}
	}
	settle := func(c candidate) {
		for f := range c.claims {
			taken[f] = true
		}
		r.forget(c.Table)
		r.Bindings = append(r.Bindings, c.Binding)
		open = slices.DeleteFunc(open, func(s *brief.Source) bool { return s == c.Source })
	}
	for _, s := range slices.Clone(open) {
		if answer := answers[s.ID]; answer == None {
			open = slices.DeleteFunc(open, func(x *brief.Source) bool { return x == s })
		} else if i := slices.IndexFunc(r.Reading.Tables, func(t *sheet.Table) bool { return TableKey(t) == answer }); i >= 0 {
			c := r.judge(s, r.Reading.Tables[i], taken)
			c.Score, c.Why = 100, append([]string{say.T("you chose it")}, c.Why...)
			settle(c)
		}
	}
	for len(open) > 0 {
		all := r.candidates(open, taken)
		if len(all) == 0 || all[0].Score < possible {
			break
		}
		top := all[0]
		if rivals := rivalsOf(top, all); len(rivals) > 0 || top.Score < likely {
			r.ask(top, all)
			for _, x := range append(rivals, top) {
				if open = slices.DeleteFunc(open, func(s *brief.Source) bool { return s == x.Source }); x.Source != top.Source {
					r.ask(x, all)
				}
			}
			continue
		}
		settle(top)
	}
	order := func(id string) int {
		return slices.IndexFunc(r.before.Sources, func(s *brief.Source) bool { return s.ID == id })
	}
	slices.SortFunc(r.Bindings, func(a, b Binding) int { return order(a.Source.ID) - order(b.Source.ID) })
	slices.SortFunc(r.Questions, func(a, b Question) int { return order(a.Source) - order(b.Source) })
	return best
}

// openSources returns the sources that a metric still needs.
func (r *Renewal) openSources() []*brief.Source {
	var open []*brief.Source
	for _, s := range r.before.Sources {
		if len(metricsOf(r.before, s.ID)) > 0 {
			open = append(open, s)
		}
	}
	return open
}

// trial is a source and a table that may be its next state.
type trial struct {
	source *brief.Source
	table  *sheet.Table
}

// forget drops what was judged of a table: some of its metrics were taken.
func (r *Renewal) forget(t *sheet.Table) {
	for at := range r.judged {
		if at.table == t {
			delete(r.judged, at)
		}
	}
}

// candidates judges every open source against every table, the likeliest first.
func (r *Renewal) candidates(open []*brief.Source, taken map[*sheet.Found]bool) []candidate {
	var all []candidate
	for _, s := range open {
		for _, t := range r.Reading.Tables {
			at := trial{s, t}
			c, ok := r.judged[at]
			if !ok {
				c = r.judge(s, t, taken)
				r.judged[at] = c
			}
			if c.Score > 0 {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return b.Score - a.Score })
	return all
}

// rivalsOf returns the candidates that come so near the top one that only a person can tell: another table for the same
// source, or another source for the same metrics that has no better table of its own.
func rivalsOf(top candidate, all []candidate) []candidate {
	var rivals []candidate
	for _, c := range all {
		if c.Score < top.Score-margin || c.Score < possible || c.Source == top.Source && c.Table == top.Table {
			continue
		}
		switch {
		case c.Source == top.Source:
			rivals = append(rivals, c)
		case c.Table == top.Table && overlaps(c.claims, top.claims) && !hasBetter(c, all):
			rivals = append(rivals, c)
		}
	}
	return rivals
}

func overlaps(a, b map[*sheet.Found]bool) bool {
	for f := range a {
		if b[f] {
			return true
		}
	}
	return false
}

func hasBetter(c candidate, all []candidate) bool {
	return slices.ContainsFunc(all, func(x candidate) bool { return x.Source == c.Source && x.Table != c.Table && x.Score > c.Score })
}

// ask puts the question which table renews a source.
func (r *Renewal) ask(about candidate, all []candidate) {
	s := about.Source
	if slices.ContainsFunc(r.Questions, func(q Question) bool { return q.Source == s.ID }) {
		return
	}
	q := Question{Source: s.ID, Text: say.F("Which table of %s is the new state of %s?", r.Reading.Workbook.File, SourceLabel(s))}
	for _, c := range all {
		if c.Source == s && c.Score >= possible {
			q.Choices = append(q.Choices, Choice{Table: TableKey(c.Table), Label: tableLabel(c.Table), Why: strings.Join(c.Why, ", ")})
		}
	}
	q.Choices = append(q.Choices, Choice{Table: None, Label: say.T("none of them"), Why: say.T("the source stays as it is")})
	r.Questions = append(r.Questions, q)
}

// judge says how likely a table is the new state of a source.
func (r *Renewal) judge(s *brief.Source, t *sheet.Table, taken map[*sheet.Found]bool) candidate {
	pairs := pairUp(r.before, s, t, taken)
	c := candidate{Binding: Binding{Source: s, Table: t, pairs: pairs}, claims: map[*sheet.Found]bool{}}
	total := len(metricsOf(r.before, s.ID))
	quality, named, shared, same := 0.0, 0, 0, 0
	for _, p := range pairs {
		c.claims[p.found] = true
		for _, f := range p.parts {
			c.claims[f] = true
		}
		switch {
		case p.how != byGuess:
			quality++
			named++
			shared, same = shared+p.match.shared, same+p.match.same
		case p.clear:
			quality += 0.9
			shared, same = shared+p.match.shared, same+p.match.same
		case p.weight > placeWeight:
			quality += 0.4
		default: // something stands there, which is little
			quality += 0.1
		}
	}
	if quality == 0 {
		return c
	}
	values := 0.5 // nothing to compare speaks neither for nor against
	if shared > 0 && t.Grain != metric.GrainNone {
		values = float64(same) / float64(shared)
	}
	score := (namesPart + valuesPart*values) * quality / float64(total)
	if named > 0 {
		c.Why = append(c.Why, say.F("%d of %s by name", named, counted(total, "metric")))
	}
	if shared > 0 && t.Grain != metric.GrainNone {
		c.Why = append(c.Why, say.F("%d of %d values that both hold are equal", same, shared))
	}
	score += sheetPart * r.alike(s.Sheet, t.Sheet.Name, "sheet", &c.Why)
	score += filePart * r.alike(s.File, t.Workbook.File, say.T("file name"), &c.Why)
	if s.Recipe.Layout == "" || s.Recipe.Layout == t.Layout {
		score += formPart
	}
	c.Score = int(score + 0.5)
	return c
}

// alike says how much two names of files or sheets are one name at two times, 0 to 1.
func (r *Renewal) alike(old, now, what string, why *[]string) float64 {
	switch {
	case old == "" && now == "":
		return 0.5 // two text files, which have no sheets
	case strings.EqualFold(old, now):
		*why = append(*why, say.F("the same %s", what))
		return 1
	case family(old) == family(now):
		*why = append(*why, say.F("“%s” after “%s”", now, old))
		return 0.7
	}
	return 0
}

func counted(n int, noun string) string {
	return say.N(n, "%d "+noun, "%d "+noun+"s")
}
