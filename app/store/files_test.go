package store

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
)

func TestLogoAndFontsTravelInTheBrief(t *testing.T) {
	t.Parallel()
	b := small()
	font := brief.NewFile("acme.ttf", bytes.Repeat([]byte("font"), 1000))
	b.Settings.Theme = brief.Theme{
		Name: "graphite", Brand: "#A0522D", Logo: brief.NewFile("logo.png", []byte("picture")), Font: font, Bold: font,
	}
	data := mustEncode(t, b)
	c, err := decode("a.brief", data)
	if err != nil || c.damaged {
		t.Fatalf("%v, %v", err, c.notes)
	}
	if diff := cmp.Diff(b.Settings.Theme, c.brief.Settings.Theme); diff != "" {
		t.Errorf("the theme changed on its way (-saved +read):\n%s", diff)
	}
	if len(c.parts) != 0 {
		t.Errorf("the files are kept twice: as parts of nobody too")
	}

	t.Run("one of them damaged", func(t *testing.T) {
		t.Parallel()
		broken := bytes.Replace(data, []byte("picture"), []byte("pidture"), 1)
		c, err := decode("a.brief", broken)
		if err != nil {
			t.Fatal(err)
		}
		theme := c.brief.Settings.Theme
		if theme.Logo != nil || theme.Font == nil || theme.Brand != "#A0522D" {
			t.Errorf("read %+v, want all but the logo", theme)
		}
		if !c.damaged || len(c.notes) == 0 || !strings.Contains(c.notes[0].Text, `The logo "logo.png" could not be read`) {
			t.Errorf("said %v, want the logo named", c.notes)
		}
	})
}
