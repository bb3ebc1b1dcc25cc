package coach

import (
	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
)

// checkStale finds the figures, the hero and the chart of metrics whose last value is too old to be told as the latest. A
// figure that names its period is as old as it says and nothing to find.
func checkStale(r *review) {
	stale := map[string]brief.Stale{}
	for _, s := range r.brief.Stale(r.day) {
		stale[s.Metric.Name] = s
	}
	if len(stale) == 0 {
		return
	}
	type saying struct {
		place brief.Place
		name  string
	}
	said := map[saying]bool{}
	say := func(place brief.Place, name string) {
		s, ok := stale[name]
		if !ok || said[saying{place, name}] {
			return
		}
		said[saying{place, name}] = true
		r.find(place, say.F("%s has %s, %d days past the %d it may be old.", name, s.Words(), s.Past, s.Limit),
			say.F("Bring in the file that holds a newer one, or name the period: %s.", figure.Write(name, s.Last.Label(), "")))
	}
	for _, e := range r.ledger {
		if !e.Dated() {
			say(e.Place, e.Metric)
		}
	}
	if m := r.brief.Metric(r.brief.Evidence.Hero); m != nil {
		say("evidence.hero", m.Name)
	}
	if c := r.brief.Evidence.Chart; c != nil {
		for _, name := range c.Metrics {
			if m := r.brief.Metric(name); m != nil {
				say("evidence.chart", m.Name)
			}
		}
	}
}
