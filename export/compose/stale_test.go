package compose_test

import (
	"strings"
	"testing"
	"time"

	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// A number that is too old says so at the foot of the page and in the text; one that names its period does not have to.
func TestAStaleNumberIsSaidOnThePage(t *testing.T) {
	b := sample()
	for name, tt := range map[string]struct {
		day  time.Time
		says bool
	}{
		"without a day, with everything as fresh": {time.Time{}, false},
		"soon after the data":                     {time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), false},
		"two months later":                        {time.Date(2027, 1, 20, 0, 0, 0, 0, time.UTC), true},
	} {
		text := compose.Text(pagetest.Fonts(t), b, compose.Options{Date: tt.day})
		if got := strings.Contains(text, "Trial conversion: no value after Oct 2026"); got != tt.says {
			t.Errorf("%s: said %v, want %v\n%s", name, got, tt.says, text)
		}
		doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{Date: tt.day})
		if got := strings.Contains(compact(texts(doc.Pages[0])), compact("no value after Oct 2026")); got != tt.says {
			t.Errorf("%s: on the page %v, want %v", name, got, tt.says)
		}
	}
	b.Headline, b.Evidence.Hero, b.Evidence.Chart = "In October conversion was {Trial conversion | Oct 2026}", "", nil
	for i := range b.Beats {
		b.Beats[i].Lead, b.Beats[i].Body = "Nothing.", ""
	}
	if text := compose.Text(pagetest.Fonts(t), b, compose.Options{Date: time.Date(2027, 1, 20, 0, 0, 0, 0, time.UTC)}); strings.Contains(text, "no value after") {
		t.Errorf("a figure that names its period is called stale:\n%s", text)
	}
}
