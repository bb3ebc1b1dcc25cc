package export

import (
	"throughline/app/brief"
	"throughline/export/compose"
)

// Profile is what there is to know of a form of the document: its name, what it is for, and the papers it goes on, the usual
// one first.
type Profile = compose.Profile

// Profiles lists the forms a brief can be exported in, in the order they are offered.
func Profiles() []Profile { return compose.Profiles() }

// ProfileOf returns the form a brief is exported in under some options, and whether there is one of that name.
func ProfileOf(b *brief.Brief, o Options) (Profile, bool) { return compose.ProfileOf(b, o) }

// PaperName returns what people call a paper: "A4", "16:9".
func PaperName(p brief.Paper) string { return compose.PaperName(p) }
