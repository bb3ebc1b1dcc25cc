package coach

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
)

// checkDoubts finds the figures in texts, the hero, the key figures and the chart that rest on a reading of a file that the file does not prove: of how
// large a number is, of whose money, or of which time.
func checkDoubts(r *review) {
	type saying struct {
		place brief.Place
		id    string
	}
	said := map[saying]bool{}
	say := func(place brief.Place, m *metric.Metric, d metric.Doubt) {
		if !d.Stops() || said[saying{place, m.ID + d.ID}] {
			return
		}
		said[saying{place, m.ID + d.ID}] = true
		r.find(place, fmt.Sprintf("%s rests on a reading of %s that the file does not prove: %s", m.Name, cellOf(d), d.Text),
			fmt.Sprintf("Say which it is, %s, by importing the file again.", readings(d)))
	}
	for _, e := range r.ledger {
		m := r.brief.Metric(e.Metric)
		if m == nil {
			continue
		}
		for _, s := range m.Series {
			for _, d := range s.Doubts {
				if restsOn(e, s, d) {
					say(e.Place, m, d)
				}
			}
		}
	}
	shown := func(place brief.Place, name string) {
		m := r.brief.Metric(name)
		if m == nil || m.Actual() == nil {
			return
		}
		for _, d := range m.Actual().Doubts {
			say(place, m, d)
		}
	}
	shown(brief.HeroPlace, r.brief.Evidence.Hero)
	for _, name := range r.brief.Evidence.Figures {
		shown(brief.FiguresPlace, name)
	}
	if c := r.brief.Evidence.Chart; c != nil {
		for _, name := range c.Metrics {
			shown(brief.ChartPlace, name)
		}
	}
}

// restsOn reports whether a number was computed from values of a series that a doubt is about: from any of them, or, where
// the doubt is of its cell alone, from that cell.
func restsOn(e figure.Entry, s *metric.Series, d metric.Doubt) bool {
	return slices.ContainsFunc(e.Terms, func(t figure.Term) bool {
		return t.Source == s.Source && t.Scenario == s.Scenario && (!d.Alone || t.Cell == d.Cell)
	})
}

func cellOf(d metric.Doubt) string {
	if d.Sheet == "" {
		return d.Cell
	}
	return d.Sheet + "!" + d.Cell
}

// readings lists the readings of a doubt: "thousands (1204) or decimal (1.204)".
func readings(d metric.Doubt) string {
	all := make([]string, len(d.Readings))
	for i, x := range d.Readings {
		all[i] = fmt.Sprintf("%s (%s)", x.Reading, x.Value)
	}
	return strings.Join(all, " or ")
}
