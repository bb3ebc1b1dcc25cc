package visual_test

import (
	"testing"

	"throughline/app/brief"
	"throughline/export/visual"
)

// A kind that the document offers and nobody draws would be an empty page.
func TestEveryKindOfTheDocumentIsDrawn(t *testing.T) {
	t.Parallel()
	for _, name := range brief.ChartKinds {
		kind := visual.KindOf(name)
		if kind == nil || kind.String() == "" || len(kind.Tile()) == 0 {
			t.Errorf("%s has no drawing, no name or no tile", name)
			continue
		}
		if back := visual.NameOf(kind); back != name {
			t.Errorf("%s is drawn as %s", name, back)
		}
	}
	if visual.KindOf("pie") != nil || visual.NameOf(nil) != "" {
		t.Error("a kind that there is not has a drawing")
	}
}
