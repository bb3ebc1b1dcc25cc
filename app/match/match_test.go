package match_test

import (
	"testing"

	"throughline/app/match"
)

func TestAQueryFitsAsPeopleType(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		query, name, context string
		want                 match.Rank
	}{
		{"", "Trial conversion", "", match.Start},
		{"  TRIAL c ", "Trial conversion", "", match.Start},
		{"conv", "Trial conversion", "", match.Words},
		{"conv trial", "Trial conversion", "", match.Words},
		{"based", "Usage-based nudges", "", match.Words},
		{"arr gro", "ARR", "growth", match.Words},
		{"growth", "ARR", "growth", match.Words},
		{"file sav", "Save", "File", match.Words},
		{"version", "Trial conversion", "", match.Inside},
		{"trial version", "Trial conversion", "", match.Inside},
		{"tcv", "Trial conversion", "", match.Letters},
		{"expdf", "Export PDF…", "File", match.Letters},
		{"größe", "Durchschnittliche Größe", "", match.Words},
		{"ÉT", "Été 2026", "", match.Start},
	} {
		if got, ok := match.Of(c.query, c.name, c.context); !ok || got != c.want {
			t.Errorf("%q ranks %d, %t in %q (%s), want %d", c.query, got, ok, c.name, c.context, c.want)
		}
	}
}

func TestWhatDoesNotFitIsNotFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ query, name, context string }{
		{"qqq", "Trial conversion", "latest"},
		{"trial qqq", "Trial conversion", "latest"},
		{"vct", "Trial conversion", ""}, // the letters, in another order
		{"rcv", "Trial conversion", ""}, // in order, from the middle of a word on
		{"gwt", "ARR", "growth"},        // letters of the context
	} {
		if rank, ok := match.Of(c.query, c.name, c.context); ok {
			t.Errorf("%q is found in %q (%s) with rank %d", c.query, c.name, c.context, rank)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("tcv", "Trial conversion", "latest")
	f.Add("\xff", "\xff\xfe", "é")
	f.Fuzz(func(t *testing.T, query, name, context string) {
		if rank, ok := match.Of(query, name, context); ok && (rank < match.Start || rank > match.Letters) {
			t.Errorf("rank %d", rank)
		}
		if rank, ok := match.Of(name, name, context); !ok || rank > match.Words {
			t.Errorf("%q does not find itself: %d, %t", name, rank, ok)
		}
	})
}
