package compose

import (
	"slices"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/export/page"
)

// unprintable is a kind of characters that cannot be printed: what they are called, one and several, why, and what to do.
type unprintable struct {
	is        func(rune) bool
	one, many string
	why, fix  string
}

// unprintables are the kinds, the most particular first; the last is any.
var unprintables = []unprintable{
	{
		func(r rune) bool { return r >= 0x1F000 && r < 0x20000 }, "emoji", "emoji",
		"the page’s fonts have no such sign", "",
	},
	{
		page.Unset, "character", "characters",
		"this script cannot be set properly yet, whatever the font", "Write it in Latin, Greek or Cyrillic letters.",
	},
	{
		func(r rune) bool {
			return r <= 0xFFFF && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
		}, "character", "characters",
		"the page’s fonts have no such sign", "Choose a font of your own that has them, in the brief’s theme, or put them in words.",
	},
	{func(rune) bool { return true }, "character", "characters", "the page’s fonts have no such sign", ""},
}

// gate tells about the characters of a text that cannot be printed, once for each place.
func (c *composer) gate(place brief.Place, text string) {
	missing := c.Fonts.Missing(text)
	if len(missing) == 0 || c.reported[string(place)] {
		return
	}
	c.reported[string(place)] = true
	at := slices.IndexFunc(unprintables, func(u unprintable) bool {
		return !slices.ContainsFunc(missing, func(r rune) bool { return !u.is(r) })
	})
	kind := unprintables[at]
	what, fix := kind.one, "Remove it or put it in words."
	if len(missing) > 1 {
		what, fix = kind.many, "Remove them or put them in words."
	}
	if kind.fix != "" {
		fix = kind.fix
	}
	const most = 5
	quoted := make([]string, 0, most)
	for _, r := range missing[:min(most, len(missing))] {
		quoted = append(quoted, "“"+string(r)+"”")
	}
	list := strings.Join(quoted, ", ")
	if len(missing) > most {
		list += " …"
	}
	c.Problem(place, "unprintable", fix, "The %s %s in %s cannot be printed: %s.", what, list, placeName(place), kind.why)
}

// placeName returns how a sentence names a place: "the headline", "the Conflict body".
func placeName(p brief.Place) string {
	label := brief.Label(p)
	if len(label) > 1 && slices.IndexFunc(brief.Beats[:], func(k brief.BeatKind) bool {
		return strings.HasPrefix(label, k.String()+" ")
	}) < 0 {
		label = strings.ToLower(label[:1]) + label[1:]
	}
	return "the " + label
}
