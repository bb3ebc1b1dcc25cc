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
		what := say.F("%s has %s, while others of its table run to %s.", name, s.Words(), s.Newest.Label())
		fix := say.F("Bring in the file that holds a newer one, or name the period: %s.", figure.Write(name, s.Last.Label(), ""))
		switch {
		case s.Asked != "":
			what = say.F("%s has %s. A newer file was not taken: %s", name, s.Words(), s.Asked)
			fix = say.F("Bring that file in again and take it or keep the old values, or name the period: %s.", figure.Write(name, s.Last.Label(), ""))
		case s.Past > 0:
			what = say.F("%s has %s, %d days past the %d it may be old.", name, s.Words(), s.Past, s.Limit)
		}
		r.find(place, what, fix)
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
