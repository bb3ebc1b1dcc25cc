package start

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

var now = time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)

func show(t *testing.T, p Params) fyne.CanvasObject {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	p.Now = now
	o := New(p)
	test.NewTempWindow(t, o).Resize(fyne.NewSize(1280, 1400))
	return o
}

func tile(t *testing.T, o fyne.CanvasObject, label string) *look.Tile {
	t.Helper()
	x, ok := looktest.Find(o, func(x *look.Tile) bool { return x.AccessibilityLabel() == label })
	if !ok {
		t.Fatalf("there is no %q", label)
	}
	return x
}

func TestEveryWayToBeginLeadsSomewhere(t *testing.T) {
	var did []string
	say := func(what string) func() { return func() { did = append(did, what) } }
	o := show(t, Params{
		Recent:          []brief.Recent{{Path: "/home/ana/Week-two leak.brief", Opened: now}, {Path: "/stick/Gone.brief", Opened: now, Missing: true}},
		Recovered:       []brief.Recovery{{Title: "Q3 pricing", Saved: now.Add(-time.Hour)}},
		OnChooseMetrics: say("metrics"), OnSample: say("sample"), OnChooseBrief: say("brief"),
		OnTemplate: func(x brief.Template) { say("template " + x.Name)() },
		OnOpen:     func(path string) { say("open " + path)() },
		OnUnlist:   func(path string) { say("unlist " + path)() },
		OnRecover:  func(r brief.Recovery) { say("recover " + r.Title)() },
		OnDiscard:  func(r brief.Recovery) { say("discard " + r.Title)() },
	})
	for _, b := range []string{"Recover", "Discard", "Choose a file…", "Open a brief…", "Remove"} {
		test.Tap(looktest.Button(t, o, b))
	}
	for _, x := range []string{"Launch go/no-go", "Blank brief", "The sample", "Open Week-two leak"} {
		tile(t, o, x).Tapped(nil)
	}
	want := []string{
		"recover Q3 pricing", "discard Q3 pricing", "metrics", "brief", "unlist /stick/Gone.brief",
		"template launch", "template blank", "sample", "open /home/ana/Week-two leak.brief",
	}
	if !slices.Equal(did, want) {
		t.Errorf("got %q\nwant %q", did, want)
	}
}

func TestTheKeyboardReachesEverything(t *testing.T) {
	opened := ""
	o := show(t, Params{OnTemplate: func(x brief.Template) { opened = x.Name }})
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	for range 20 {
		c.FocusNext()
		if x, ok := c.Focused().(*look.Tile); ok && x.AccessibilityLabel() == "Incident review" {
			x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			break
		}
	}
	if opened != "incident" {
		t.Error("Tab and Enter do not begin an incident review")
	}
}

func TestWithoutRecentBriefsItSaysSo(t *testing.T) {
	if texts := looktest.Texts(show(t, Params{})); !slices.Contains(texts, "Briefs you save are listed here.") {
		t.Errorf("shows %q", texts)
	}
}

func TestWhen(t *testing.T) {
	for at, want := range map[time.Time]string{
		now:                       "today, 14:00",
		now.Add(-14 * time.Hour):  "today, 00:00",
		now.Add(-15 * time.Hour):  "yesterday, 23:00",
		now.AddDate(0, 0, -2):     "19 Nov",
		now.AddDate(-1, 0, 0):     "21 Nov 2025",
		now.Add(20 * time.Minute): "today, 14:20",
	} {
		if got := When(at, now); got != want {
			t.Errorf("%v: %q, want %q", at, got, want)
		}
	}
}

func TestTheStartScreenFits(t *testing.T) {
	long := strings.Repeat("an endless name ", 12)
	full := Params{
		Now:       now,
		Recent:    []brief.Recent{{Path: "/" + long + "/" + long + ".brief", Opened: now}, {Path: "/" + long + "/x.brief", Missing: true}},
		Recovered: []brief.Recovery{{Title: long + long, Saved: now, Changed: true}, {Path: "/" + long + ".brief"}},
	}
	looktest.Fits(t, "empty", func() fyne.CanvasObject { return New(Params{Now: now}) })
	looktest.Fits(t, "full", func() fyne.CanvasObject { return New(full) })
}
