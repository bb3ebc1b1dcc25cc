package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// storyOrder is the order in which Tab goes through the story.
var storyOrder = []brief.Place{
	"headline", "ask.what", "ask.from", "ask.by", "context.lead", "context.body", "conflict.lead", "conflict.body",
	"resolution.lead", "resolution.body", "evidence.lead", "evidence.body",
}

// tab presses Tab, or with back Shift+Tab, as the window's driver does: what takes it gets it, and otherwise the focus
// moves along Fyne's own order.
func (d *desk) tab(back bool) {
	c := d.window.Canvas()
	press := func() {
		if f, ok := c.Focused().(fyne.Tabbable); ok && f.AcceptsTab() {
			d.key(fyne.KeyTab)
		} else if back {
			c.FocusPrevious()
		} else {
			c.FocusNext()
		}
	}
	if back {
		looktest.Shift(d.t, press)
	} else {
		press()
	}
}

// rest lets the timers run that wait for the typing to rest: what was found out appears.
func (d *desk) rest() {
	for _, f := range d.timers {
		if f != nil {
			f()
		}
	}
	d.timers = nil
}

// blank is a brief with metrics and no words yet.
func blank() *brief.Brief {
	b := written()
	b.Headline, b.Ask, b.Beats, b.Evidence = "", brief.Ask{}, [4]brief.Beat{}, brief.Proof{}
	return b
}

// Whatever is written, in whatever order of the fields, with hints coming and going around it: each letter stands in the
// field it was meant for, and no button was pressed.
func TestEveryLetterStandsWhereItWasTyped(t *testing.T) {
	words := []string{"We lose ", "12.6M ", "$4.2bn ", "11.1% of trials ", "it rose ", "at the moment ", "x", " ", "9 of 12."}
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		d := newDesk(t, look.Light)
		d.window.Resize(fyne.NewSize(1280, 800))
		d.session.Start(blank())
		want, at, hints := map[brief.Place]string{}, 0, 0
		var steps []string
		for range 40 {
			step := ""
			switch n := random.IntN(10); {
			case n < 5:
				word := words[random.IntN(len(words))]
				step = fmt.Sprintf("%q", word)
				d.type_(word)
				want[storyOrder[at]] += word
			case n < 7:
				step = "Tab"
				d.tab(false)
				at = (at + 1) % len(storyOrder)
			case n < 8:
				step = "Shift+Tab"
				d.tab(true)
				at = (at + len(storyOrder) - 1) % len(storyOrder)
			default:
				step = "rest"
				d.rest()
			}
			steps = append(steps, step)
			if texts := strings.Join(looktest.Texts(d.workspace.story.Object()), " "); strings.Contains(texts, "Give a reason") {
				hints++
			}
			for _, p := range storyOrder {
				if got, _ := d.session.Brief().Text(p); got != want[p] {
					t.Fatalf("seed %d: %s is %q, want %q after %s", seed, p, got, want[p], strings.Join(steps, " "))
				}
			}
			if d.blocked() || d.workspace.at != sectionStory || len(d.session.Brief().Typed()) > 0 {
				t.Fatalf("seed %d: something was pressed after %s", seed, strings.Join(steps, " "))
			}
		}
		if hints == 0 {
			t.Errorf("seed %d: no hint appeared; this tests nothing", seed)
		}
	}
}

// In every section and dialog, Tab goes through all fields before it comes to anything that is pressed or chosen, through
// that in turn, and from the last of it back to the first field; Shift+Tab goes the same way back.
func TestTabGoesFromFieldToField(t *testing.T) {
	quoted := written()
	quoted.Evidence = brief.Proof{
		Quote: &brief.Quote{Words: "It pays for itself", Role: "COO"}, Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}},
	}
	for range 2 {
		quoted.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Grow"})
	}
	broken := written()
	broken.Headline = "Nobody knows {Nothing}"
	for name, c := range map[string]struct {
		brief  *brief.Brief
		open   string // the command
		fields int    // that are there at least
	}{
		"Evidence": {quoted, "view.evidence", 6}, "Data": {written(), "view.data", 5},
		"Page settings": {written(), "edit.page", 4}, "Export": {broken, "file.export", 2},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.window.Resize(fyne.NewSize(1280, 800))
			d.session.Start(c.brief)
			d.run(c.open)
			kind := func() string {
				if _, ok := d.window.Canvas().Focused().(interface{ SelectedText() string }); ok {
					return "field"
				}
				return "other"
			}
			for n := 0; d.window.Canvas().Focused() == nil || kind() != "field"; n++ { // to a first field
				if d.tab(false); n > 200 {
					t.Fatal("there is no field")
				}
			}
			first := d.window.Canvas().Focused()
			var there, back []fyne.Focusable
			for f := first; ; f = d.window.Canvas().Focused() {
				there = append(there, f)
				d.tab(false)
				if d.window.Canvas().Focused() == first {
					break
				}
				if len(there) > 300 {
					t.Fatal("Tab does not come back")
				}
			}
			for range there {
				d.tab(true)
				back = append(back, d.window.Canvas().Focused())
			}
			if slices.Reverse(back); !slices.Equal(there, back) {
				t.Error("Shift+Tab does not go the same way back")
			}
			var turns []string
			fields := 0
			for _, f := range there {
				d.window.Canvas().Focus(f)
				if kind() == "field" {
					fields++
				}
				if n := len(turns); n == 0 || turns[n-1] != kind() {
					turns = append(turns, kind())
				}
			}
			if n := len(turns); n > 3 || n == 3 && turns[0] != turns[2] || fields < c.fields || fields == len(there) {
				t.Errorf("Tab goes through %q with %d fields of %d stations", turns, fields, len(there))
			}
		})
	}
}

// What has the focus and goes away leaves it to what stood nearest.
func TestTheFocusOfWhatGoesGoesToItsNeighbour(t *testing.T) {
	quoted := written()
	quoted.Evidence = brief.Proof{Quote: &brief.Quote{Words: "It pays for itself", Role: "COO"}}
	for range 2 {
		quoted.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Grow"})
	}
	for name, c := range map[string]struct {
		open string
		at   func(*desk) fyne.Focusable
		gone func(*desk)
		want func(fyne.Focusable) bool // what has the focus then
	}{
		"a priority is gone from under the caret": {
			"view.evidence", func(d *desk) fyne.Focusable { return d.workspace.areas[sectionEvidence].focus("priority.grow-2") },
			func(d *desk) {
				d.must(d.session.Do("Remove", func(b *brief.Brief) error { b.RemovePart("priority.grow-2"); return nil }))
			},
			func(f fyne.Focusable) bool { x, ok := f.(*look.Field); return ok && x.PlaceHolder == "105%" }, // the last of the other
		},
		"the metric that is written about is gone": {
			"view.data", func(d *desk) fyne.Focusable { return d.field("Who answers for it") },
			func(d *desk) {
				d.must(d.session.Do("Remove", func(b *brief.Brief) error {
					for len(b.Metrics) > 0 {
						b.RemoveMetric(b.Metrics[0].ID)
					}
					return nil
				}))
			},
			func(f fyne.Focusable) bool { o, ok := f.(fyne.CanvasObject); return ok && look.Shown(o) },
		},
		"a press takes away what was pressed": {
			"edit.page", func(d *desk) fyne.Focusable {
				d.must(d.session.Do("Logo", func(b *brief.Brief) error {
					b.Settings.Theme.Logo = brief.NewFile("logo.png", nil)
					return nil
				}))
				d.press("Done")
				d.run("edit.page")
				return looktest.Button(t, d.window.Canvas().Overlays().Top(), "Remove")
			},
			func(d *desk) { d.key(fyne.KeyReturn) },
			func(f fyne.Focusable) bool { x, ok := f.(*look.Button); return ok && x.Text() == "Choose…" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.window.Resize(fyne.NewSize(1280, 800))
			d.session.Start(quoted.Clone())
			d.run(c.open)
			at := c.at(d)
			d.window.Canvas().Focus(at)
			if d.window.Canvas().Focused() != at {
				t.Fatalf("%T cannot have the focus", at)
			}
			if c.gone(d); !c.want(d.window.Canvas().Focused()) {
				t.Errorf("%T has the focus", d.window.Canvas().Focused())
			}
		})
	}
}

// field is the field of the section in sight that says so while it is empty.
func (d *desk) field(hint string) fyne.Focusable {
	f, ok := looktest.Find(d.workspace.areas[d.workspace.at].object, func(f *look.Field) bool { return f.PlaceHolder == hint })
	if !ok {
		d.t.Fatalf("there is no field %q", hint)
	}
	return f
}

// In every section and dialog, Fyne's own order of Tab has the same stations whether or not the coach says something.
func TestHintsAreNoStationsOfTab(t *testing.T) {
	d := typed(t)
	d.rest()
	d.shows("“$4.2bn” is typed by hand.")
	d.workspace.story.Focus("context.body")
	d.window.Canvas().FocusNext()
	if f, ok := d.window.Canvas().Focused().(*look.Prose); !ok || f.Text != "The funnel leaks." {
		t.Errorf("after a field with a hint comes %T", d.window.Canvas().Focused())
	}
}

func TestKeysGoToHintsAndBack(t *testing.T) {
	d := typed(t)
	b := d.session.Brief().Clone()
	b.Beats[brief.Conflict].Body = "ARR is 12.6M."
	d.session.Start(b)
	d.rest()
	d.workspace.story.Focus("headline")
	label := func() string {
		if b, ok := d.window.Canvas().Focused().(*look.Button); ok {
			return b.Text()
		}
		return fmt.Sprintf("%T", d.window.Canvas().Focused())
	}
	var seen []string
	for range 12 {
		d.key(look.FindingKey)
		seen = append(seen, label())
	}
	if !slices.Contains(seen, "Give a reason…") || !slices.Contains(seen, "Link it") {
		t.Fatalf("F8 goes to %q", seen)
	}
	d.workspace.story.Focus("conflict.body")
	d.key(look.FindingKey)
	if label() != "Link it" {
		t.Fatalf("F8 goes to %s first", label())
	}
	d.type_(" Again")
	if got, _ := d.session.Brief().Text("conflict.body"); got != "ARR is 12.6M. Again" {
		t.Errorf("what is typed at a hint makes the text %q", got)
	}
	d.run("edit.mend")
	if got, _ := d.session.Brief().Text("conflict.body"); got != "ARR is {ARR}. Again" && !strings.HasPrefix(got, "ARR is {ARR") {
		t.Errorf("Alt+Enter makes the text %q", got)
	}
	looktest.Shift(t, func() { d.key(look.FindingKey) })
	if f, ok := d.window.Canvas().Focused().(*look.Button); !ok || f.Text() == "Link it" {
		t.Errorf("Shift+F8 goes to %s", label())
	}
	d.key(fyne.KeyEscape)
	if _, ok := d.window.Canvas().Focused().(*look.Prose); !ok {
		t.Errorf("Escape leads from a hint to %s", label())
	}
}

// A hint that goes away while it has the focus gives it back to its field.
func TestAHintThatGoesGivesTheCaretBack(t *testing.T) {
	d := typed(t)
	d.rest()
	d.workspace.story.Focus("context.body")
	for d.key(look.FindingKey); ; d.key(look.FindingKey) {
		if b, ok := d.window.Canvas().Focused().(*look.Button); ok && b.Text() == "Give a reason…" {
			break
		}
	}
	d.must(d.session.Type("context.body", "The contract is worth much to us."))
	d.rest()
	d.type_(" Now")
	if got, _ := d.session.Brief().Text("context.body"); got != "The contract is worth much to us. Now" {
		t.Errorf("the text is %q; %T has the focus", got, d.window.Canvas().Focused())
	}
}

func TestArrowsLeadFromFieldToField(t *testing.T) {
	d := typed(t)
	d.workspace.story.Focus("context.lead")
	d.key(fyne.KeyDown)
	d.type_("So: ")
	d.key(fyne.KeyUp)
	d.type_(" Now.")
	b := d.session.Brief()
	if !strings.HasPrefix(b.Beats[0].Body, "So: ") || !strings.HasSuffix(b.Beats[0].Lead, " Now.") {
		t.Errorf("the arrows lead elsewhere: %+v", b.Beats[0])
	}
}

// The first letter after a screen, a section or a dialog goes where the caret was, and none reaches what is out of sight.
func TestTheCaretComesBack(t *testing.T) {
	for name, away := range map[string]func(*desk){
		"a dialog":            func(d *desk) { d.run("brief.check"); d.key(fyne.KeyEscape) },
		"the palette":         func(d *desk) { d.run(paletteID); d.type_("zzz"); d.key(fyne.KeyEscape) },
		"another section":     func(d *desk) { d.run("view.data"); d.type_("lost"); d.run("view.story"); d.window.Canvas().Unfocus() },
		"the CFO's reading":   func(d *desk) { d.run("view.cfo"); d.type_("lost"); d.key(fyne.KeyEscape) },
		"a click beside":      func(d *desk) { d.window.Canvas().Unfocus() },
		"the import preview":  func(d *desk) { d.Import("/data/a.xlsx"); d.key(fyne.KeyEscape) },
		"other parts":         func(d *desk) { d.key(look.PartKey, look.PartKey, look.PartKey, look.PartKey, look.PartKey) },
		"an undone elsewhere": func(d *desk) { d.must(d.session.Type("headline", "Other")); d.run("edit.undo") },
	} {
		d := newDesk(t, look.Light)
		d.window.Resize(fyne.NewSize(1280, 800))
		d.session.Start(written())
		d.workspace.story.Focus("conflict.lead")
		away(d)
		d.type_(" Now")
		if got, want := d.session.Brief().Beats[brief.Conflict].Lead, "The funnel leaks. Now"; got != want {
			t.Errorf("after %s the lead is %q, want %q; %T has the focus", name, got, want, d.window.Canvas().Focused())
		}
		if d.session.Brief().Headline != written().Headline {
			t.Errorf("after %s the headline is %q", name, d.session.Brief().Headline)
		}
	}
}

// Every key of a command is read in the menu and in the list of keys.
func TestMenusAndHelpShowTheKeys(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.run("help.keys")
	listed := strings.Join(looktest.Texts(d.window.Canvas().Overlays().Top()), "|")
	for _, c := range d.commands.All() {
		keys := shortcutText(c.Shortcut)
		if keys == "" {
			continue
		}
		if !strings.Contains(listed, "|"+keys) {
			t.Errorf("%s is not in the list of keys", c.ID)
		}
		if item := d.commands.items[c.ID]; item != nil {
			if !strings.HasSuffix(item.Label, " "+keys) || item.Shortcut.ShortcutName() != c.Shortcut.ShortcutName() {
				t.Errorf("the menu shows %q for %s", item.Label, keys)
			}
			if _, drawn := item.Shortcut.(fyne.KeyboardShortcut); drawn {
				t.Errorf("Fyne draws the shortcut of %s, too pale to be read", c.ID)
			}
		}
	}
}

// The list of figures stands beside the line that is written, also after what is above it grew.
func TestThePickerNeverCoversTheLine(t *testing.T) {
	d := newDesk(t, look.Light)
	d.window.Resize(fyne.NewSize(1900, 800))
	b := written()
	b.Headline = strings.Repeat("Nudges stop the leak and lift revenue ", 8)
	d.session.Start(b)
	d.workspace.story.Focus("context.lead")
	d.type_(" {")
	driver := fyne.CurrentApp().Driver()
	for _, width := range []float32{1900, 1024, 1500} {
		d.window.Resize(fyne.NewSize(width, 800))
		layer := d.float.Object().(*fyne.Container)
		if len(layer.Objects) != 1 {
			t.Fatal("the list is not open")
		}
		list := layer.Objects[0]
		line := d.window.Canvas().Focused().(*look.Prose)
		foot := driver.AbsolutePositionForObject(line).Add(line.CaretPosition(line.CursorTextOffset())).Y
		top := driver.AbsolutePositionForObject(list).Y
		below, above := top-foot, foot-line.LineHeight()-(top+list.Size().Height)
		if (below < 0 || below > 10) && (above < 0 || above > 10) {
			t.Errorf("%.0f wide: the line ends at %.0f, and the list goes from %.0f to %.0f", width, foot, top, top+list.Size().Height)
		}
	}
}
