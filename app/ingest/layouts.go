package ingest

import "throughline/app/brief"

// layouts are all there are; of two that fit equally well the first one is taken.
var layouts = []layout{periodsAcross{}, singleEvents{}, undatedEvents{}, records{}, periodsDown{}, byCategory{}}

// chooseLayout returns the layout that fits best, one that the recipe asks for before all others.
func (b *body) chooseLayout(s *signs) (best layout, how fit) {
	for _, l := range layouts {
		f := l.fits(b, s)
		if best == nil || f.asked && !how.asked || f.asked == how.asked && f.score > how.score {
			best, how = l, f
		}
	}
	if b.recipe.Layout == brief.Events && !how.asked {
		b.note(brief.Warning, "no-event-date", "", "No column holds a date in most rows, so the rows were not added up by period.")
	}
	return best, how
}
