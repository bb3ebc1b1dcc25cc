package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

func TestABriefOpenedByItsNameOffersItsUnsavedWork(t *testing.T) {
	const path = "/briefs/funnel.brief"
	for answer, want := range map[string]string{"Recover": "Typed before the crash", "Open the file": "As saved", "Cancel": "", "Return": "Typed before the crash", "Escape": ""} {
		t.Run(answer, func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.params.Crashed = "/state/last-crash.txt"
			saved := brief.New("x")
			saved.Headline = "As saved"
			d.shelf.files["/briefs/./funnel.brief"] = saved
			d.shelf.left = []brief.Recovery{
				{ID: "y", Title: "Another brief", Path: "/briefs/other.brief", Saved: d.now},
				{ID: "x", Title: "Typed before the crash", Path: path, Saved: d.now},
			}
			d.Open("/briefs/./funnel.brief")
			if d.session.IsOpen() || !d.blocked() {
				t.Fatal("the brief takes keys before the work is offered")
			}
			switch answer {
			case "Return":
				d.key(fyne.KeyReturn)
			case "Escape":
				d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
			default:
				d.press(answer)
			}
			if got := d.session.Brief().Headline; got != want || d.session.IsOpen() != (want != "") {
				t.Errorf("open is %q, want %q", got, want)
			}
			if len(d.shelf.left) != 2 {
				t.Errorf("%d copies are left of 2", len(d.shelf.left))
			}
		})
	}
}

func TestTheOfferSaysWhenTheWorkIsFrom(t *testing.T) {
	d := newDesk(t, look.Light)
	d.offerRecovery(brief.Recovery{Path: "/briefs/funnel.brief", Saved: d.now, Changed: true}, func() {})
	got := strings.Join(looktest.Texts(d.window.Canvas().Overlays().Top()), " ")
	for _, want := range []string{"“funnel”", "today, 10:42", "changed since"} {
		if !strings.Contains(got, want) {
			t.Errorf("the offer says %q, without %q", got, want)
		}
	}
}

func TestABriefOpenedByItsNameSaysThatTheProgramStopped(t *testing.T) {
	const words = "stopped unexpectedly the last time"
	for name, tt := range map[string]struct {
		crashed, path string
		told          int // how often the dialogs say it
	}{
		"after a crash":             {"/state/last-crash.txt", "/briefs/funnel.brief", 1},
		"after none":                {"", "/briefs/funnel.brief", 0},
		"a brief that is not there": {"/state/last-crash.txt", "/briefs/gone.brief", 0}, // the start screen, which stays, says it
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.params.Crashed = tt.crashed
			d.shelf.files["/briefs/funnel.brief"] = brief.New("x")
			d.OpenNamed(tt.path)
			var said []string
			for _, o := range d.window.Canvas().Overlays().List() {
				said = append(said, looktest.Texts(o)...)
			}
			text := strings.Join(said, " ")
			if got := strings.Count(text, words); got != tt.told || tt.told > 0 && !strings.Contains(text, tt.crashed) {
				t.Errorf("the dialogs say %q, want that the program stopped %d times", text, tt.told)
			}
		})
	}
}
