package export

import "throughline/export/compose"

// Profile is what there is to know of a form of the document: its name, what it is for, and the papers it goes on, the usual
// one first.
type Profile = compose.Profile

// Profiles lists the forms a brief can be exported in, in the order they are offered.
func Profiles() []Profile { return compose.Profiles() }
