package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// shouting is a brief in which everything is longer than anybody should write.
func shouting() *brief.Brief {
	b := written()
	long := strings.Repeat("Extraordinarily long-winded considerations about internationalisation ", 6)
	b.Headline, b.Ask = long, brief.Ask{What: long, From: long, By: long}
	for _, k := range brief.Beats {
		b.Beats[k] = brief.Beat{Lead: long + "{ARR}", Body: long + strings.Repeat("x", 300) + " {Nothing} " + long}
	}
	b.Metrics[0].Name = "ARR"
	b.Metrics[1].Name = "Trial conversion of accounts that were invited by a colleague in the week before"
	b.Evidence = brief.Proof{Hero: b.Metrics[1].Name, Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{b.Metrics[1].Name}}}
	return b
}

func TestNothingIsWiderThanItsPlace(t *testing.T) {
	briefs := map[string]func() *brief.Brief{
		"empty": func() *brief.Brief { return brief.Templates[0].New("x") }, "short": written, "long": shouting,
	}
	for name, b := range briefs {
		for _, mode := range []look.Mode{look.Light, look.Dark} {
			d := newDesk(t, mode)
			d.session.Start(b())
			for _, size := range looktest.Sizes {
				for _, s := range sections {
					d.goTo(s)
					// Wrapped text knows its height once it has its width: the second pass settles it, as the next frame does
					// in a real window.
					d.window.Resize(size.SubtractWidthHeight(1, 1))
					d.window.Resize(size)
					where := fmt.Sprintf("%s brief, %s, %s, %.0f×%.0f", name, s, mode, size.Width, size.Height)
					content := d.window.Content()
					if got := content.MinSize(); got.Width > 1024 || got.Height > 640 {
						t.Errorf("%s: the window cannot be smaller than %.0f×%.0f", where, got.Width, got.Height)
					}
					for _, problem := range looktest.Problems(content, size.Width) {
						t.Errorf("%s: %s", where, problem)
					}
				}
			}
		}
	}
}

func TestTheStartScreenFits(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		d := newDesk(t, mode)
		for _, size := range looktest.Sizes {
			d.window.Resize(size)
			for _, problem := range looktest.Problems(d.window.Content(), size.Width) {
				t.Errorf("%s, %.0f×%.0f: %s", mode, size.Width, size.Height, problem)
			}
		}
	}
}

func TestThePageGivesWayInANarrowWindow(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.window.Resize(fyne.NewSize(860, 640))
	if d.workspace.split.shown() {
		t.Error("the page is shown although there is no room for it beside the story")
	}
	d.window.Resize(fyne.NewSize(1024, 640))
	if !d.workspace.split.shown() {
		t.Error("the page is not shown at 1024")
	}
	d.run("view.page")
	if d.workspace.split.shown() {
		t.Error("the page is shown although it was put away")
	}
}
