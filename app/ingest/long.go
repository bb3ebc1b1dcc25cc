package ingest

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/sheet"
)

// records is one row per metric, segment and period.
type records struct{}

func (records) fits(b *body, s *signs) fit {
	d := &s.down
	if d.key == nil || len(d.segments) == 0 && !d.repeats && b.recipe.Layout != brief.Long {
		return fit{}
	}
	f := fit{score: showsRecords, asked: b.asksForRows()}
	if f.asked && b.recipe.Layout == brief.Tall && !d.repeats {
		f.score = 0 // the recipe takes the segments for what they are not
	}
	f.why, f.sure = d.datedRows()
	return f
}

func (records) build(b *body, s *signs) (*draft, error) {
	d := &s.down
	out := b.beginRows(d, brief.Long)
	b.noteAxis(d.axis, sheet.Address(d.rows[0], d.key.n))
	return out, b.long(out, *d)
}

// long reads records: the candidates are the combinations of segments, scenario and column of numbers.
func (b *body) long(out *draft, d downSigns) error {
	var values []*column
	var heads []*seriesCandidate
	for _, c := range b.cols {
		if c.use == useValue {
			values = append(values, c)
			heads = append(heads, b.columnCandidate(c))
		}
	}
	b.settleAttached(heads)
	b.leaveOutLabels(d.rows, d.parts)
	of, groups := d.groups(d.segments)
	if err := b.g.failed(); err != nil {
		return err
	}
	candidates := make([]*seriesCandidate, groups*len(values))
	sizes := make([]int, groups)
	for _, group := range of {
		sizes[group]++
	}
	taken := make(map[int64]int, len(d.rows))
	for i, row := range b.g.each(d.rows) {
		p := d.axis.At[i]
		if p.IsZero() {
			b.skipUndated(row, d)
			continue
		}
		out.rows++
		id := int64(of[i])<<32 | int64(uint32(p.N))
		if first, twice := taken[id]; twice {
			b.leaveOutRow(row, "repeated-row", fmt.Sprintf("%s was left out: row %d already gives %s for the same names.", rowLabel(row, b.firstText(row)), first, p))
			continue
		}
		taken[id] = row
		b.markLabels(row)
		for k, c := range values {
			s := candidates[int(of[i])*len(values)+k]
			if s == nil {
				s = b.segmentCandidate(d, i, heads[k], len(values))
				s.places = make([]place, 0, sizes[of[i]])
				candidates[int(of[i])*len(values)+k] = s
				out.candidates = append(out.candidates, s)
			}
			s.places = append(s.places, place{row: row, col: c.n, period: p})
		}
	}
	return b.g.failed()
}

// segmentCandidate begins the candidate of a combination of segments, in one of several columns of numbers.
func (b *body) segmentCandidate(d downSigns, i int, head *seriesCandidate, values int) *seriesCandidate {
	row := d.rows[i]
	s := &seriesCandidate{
		name: head.name, scenario: head.scenario, word: head.word, hint: head.hint, attached: head.attached,
		labelAt: head.labelAt,
	}
	if d.scenario != nil {
		if sc, word, ok := b.scenarioOf(d.scenario.texts[d.scenario.of[i]]); ok {
			s.scenario, s.word = sc, word
		}
	}
	named, segments := d.namesOf(i)
	if d.metricBy != nil {
		s.labelAt = [2]int{row, d.metricBy.n}
	}
	b.nameBySegments(s, named, segments, values)
	if named == "" && len(segments) > 0 && strings.HasPrefix(s.name, head.name+" (") {
		s.measure = head.name
	}
	for _, c := range b.cols {
		if c.use == useUnit {
			if h, ok := lexicon.ReadHint(b.g.text(row, c.n)); ok {
				s.hint = h
			}
		}
	}
	return s
}

// namesOf returns what a row says of its metric and its segments. A segment "All" goes without saying.
func (d *downSigns) namesOf(i int) (named string, segments []string) {
	for _, s := range d.segments {
		text := s.texts[s.of[i]]
		switch key := lexicon.PlainKey(text); {
		case s == d.metricBy:
			named = text
		case key != "all" && key != "total" && key != "":
			segments = append(segments, text)
		}
	}
	return named, segments
}

// nameBySegments names a candidate by the metric its rows name, otherwise by its column of numbers, with the segments in
// parentheses. A single column called "value" adds nothing to either.
func (b *body) nameBySegments(s *seriesCandidate, named string, segments []string, values int) {
	generic := values == 1 && lexicon.ValueColumns[lexicon.PlainKey(s.name)]
	switch {
	case named != "" && (values == 1 || s.attached):
		s.name, s.attached = named, false
	case named != "":
		s.name = named + " (" + s.name + ")"
	case generic && len(segments) > 0:
		s.name, segments = strings.Join(segments, " / "), nil
	case s.attached:
		s.name, s.attached = b.tableName(), false
	}
	if len(segments) > 0 {
		s.name += " (" + strings.Join(segments, " / ") + ")"
	}
}
