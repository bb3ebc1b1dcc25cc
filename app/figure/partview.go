package figure

import (
	"time"

	"throughline/app/brief"
)

// PartView returns what the parts of a brief may ask of it on a day, with texts as they print.
func PartView(b *brief.Brief, day time.Time) brief.View {
	var r *Resolver
	return brief.View{Brief: b, On: day, Resolve: func(place brief.Place, text string) string {
		if r == nil { // most changes ask for no text
			r = New(b)
		}
		return r.Field(place, text).String()
	}}
}
