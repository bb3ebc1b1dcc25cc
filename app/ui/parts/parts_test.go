package parts_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/part"
	"throughline/app/session"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/app/ui/parts"
)

// option is a made-up kind with every type of field.
type option struct {
	part.Meta
	Text   string   `json:"text"`
	Why    string   `json:"why,omitempty"`
	State  string   `json:"state,omitempty"`
	By     string   `json:"by,omitempty"`
	Metric string   `json:"metric,omitempty"`
	Serves string   `json:"serves,omitempty"`
	Share  *float64 `json:"share,omitempty"`
	Who    []string `json:"who,omitempty"`
}

// desk is the list of the made-up kind on a brief, with the session that it changes.
type desk struct {
	*parts.List
	t        *testing.T
	session  *session.Session
	findings []brief.Finding
	window   fyne.Window
	problems []string
}

func open(t *testing.T) *desk {
	t.Helper()
	known := brief.Kinds
	t.Cleanup(func() { brief.Kinds = known })
	spec := part.Define[option](part.Spec{
		Kind: "option", Title: "Option", Plural: "Options", Section: "Options", JSON: "options",
		Fields: []part.Field{
			part.TextField("text", "Text", func(o *option) *string { return &o.Text }).Hinted("Build it"),
			part.LinesField("why", "Why", func(o *option) *string { return &o.Why }),
			part.ChoiceField("state", "State", func(o *option) *string { return &o.State }, "open", "taken"),
			part.DateField("by", "By", func(o *option) *string { return &o.By }).Hinted("2026-12-12").Wanted("an option without a day is put off", ""),
			part.MetricField("metric", "Metric", func(o *option) *string { return &o.Metric }),
			part.LinkField("serves", "Serves", brief.PriorityKind, func(o *option) *string { return &o.Serves }),
			part.PercentField("share", "Share", func(o *option) **float64 { return &o.Share }),
			part.ListField("who", "Who", func(o *option) *[]string { return &o.Who }),
		},
	})
	brief.Kinds = append(known[:len(known):len(known)], spec)
	b := brief.New("x")
	b.Metrics = []*metric.Metric{{ID: "arr", Name: "ARR"}}
	b.AddPart(brief.PriorityKind, &brief.Priority{Sentence: "Grow"})
	d := &desk{t: t, session: session.New(session.Deps{
		Now: time.Now, After: func(time.Duration, func()) func() { return func() {} }, NewID: func() string { return "x" },
	})}
	d.session.Start(b)
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d.List = parts.New(parts.Params{
		Spec: spec, OnProblem: func(err error) { d.problems = append(d.problems, err.Error()) },
		Do: func(name string, change func(*brief.Brief) error) error {
			err := d.session.Do(name, change)
			d.show()
			return err
		},
	})
	d.window = test.NewTempWindow(t, d.Object())
	d.window.Resize(fyne.NewSize(900, 900))
	d.show()
	return d
}

func (d *desk) show() { d.Show(d.session.Brief(), d.findings) }

// press presses the n-th button of that text.
func (d *desk) press(text string, n int) {
	d.t.Helper()
	looktest.Find(d.Object(), func(b *look.Button) bool {
		if b.Text() == text && b.Visible() {
			if n--; n < 0 {
				b.OnPress()
				return true
			}
		}
		return false
	})
}

// field is the field at a place, and types a text into it as a whole.
func (d *desk) field(place brief.Place) *look.Field {
	d.t.Helper()
	f, ok := d.Focus(place).(*look.Field)
	if !ok {
		d.t.Fatalf("nothing is typed at %s", place)
	}
	return f
}

func (d *desk) typed(place brief.Place, text string) {
	d.t.Helper()
	f := d.field(place)
	f.SetText(text)
	f.Commit()
}

// texts are the main texts of the options.
func (d *desk) texts() []string {
	var all []string
	for _, p := range d.session.Brief().PartsOf("option") {
		all = append(all, p.(*option).Text)
	}
	return all
}

func (d *desk) says(words string) bool {
	return strings.Contains(strings.Join(looktest.Texts(d.Object()), " "), words)
}

func TestEveryTypeOfFieldIsTypedOrChosen(t *testing.T) {
	d := open(t)
	d.press("Add an option", 0)
	if d.session.UndoName() != "Add an option" || d.window.Canvas().Focused() != d.Focus("option.option-1") {
		t.Errorf("it is called %q, the focus is at %T", d.session.UndoName(), d.window.Canvas().Focused())
	}
	if f := d.field("option.option-1"); f.PlaceHolder != "Build it" || f.SelectedText() != "Option 1" {
		t.Errorf("the hint is %q, selected is %q", f.PlaceHolder, f.SelectedText())
	}
	for field, text := range map[brief.Place]string{
		"": "Build", ".why": "It lasts\nand is ours", ".by": "2026-12-01", ".share": "20%", ".who": "CFO, CRO",
	} {
		d.typed("option.option-1"+field, text)
	}
	for field, text := range map[brief.Place]string{".state": "taken", ".metric": "ARR", ".serves": "Grow"} {
		d.Focus("option.option-1" + field).(*look.Chip).Choose(text)
	}
	share := 0.2
	want := &option{
		Meta: part.Meta{ID: "option-1"}, Text: "Build", Why: "It lasts\nand is ours", State: "taken", By: "2026-12-01", Metric: "ARR",
		Serves: "grow", Share: &share, Who: []string{"CFO", "CRO"},
	}
	if diff := cmp.Diff([]part.Part{want}, d.session.Brief().PartsOf("option")); diff != "" || len(d.problems) > 0 {
		t.Error(diff, d.problems)
	}
	d.Focus("option.option-1.serves").(*look.Chip).Choose("none")
	if o := d.session.Brief().PartsOf("option")[0].(*option); o.Serves != "" || d.session.UndoName() != "Change an option" {
		t.Errorf("it serves %q after %q", o.Serves, d.session.UndoName())
	}
}

func TestWhatAFieldDoesNotTakeIsSaidBesideIt(t *testing.T) {
	d := open(t)
	d.press("Add an option", 0)
	d.typed("option.option-1.by", "tomorrow")
	if f := d.field("option.option-1.by"); f.Text != "" || !d.says("“tomorrow” is no by; write a day such as 2026-12-12.") {
		t.Errorf("the field shows %q and the form says %q", f.Text, looktest.Texts(d.Object()))
	}
	if !d.says("Needs “By”: an option without a day is put off") {
		t.Errorf("nobody says what it needs: %q", looktest.Texts(d.Object()))
	}
	d.typed("option.option-1.by", "2026-12-01")
	if d.says("tomorrow") || d.says("put off") {
		t.Errorf("still it says %q", looktest.Texts(d.Object()))
	}
	d.typed("option.option-1", "")
	if d.field("option.option-1").Text != "Option 1" || !d.says("This cannot be empty") {
		t.Errorf("an empty text is taken: %q", looktest.Texts(d.Object()))
	}
}

func TestAFindingStandsBesideItsField(t *testing.T) {
	d := open(t)
	d.press("Add an option", 0)
	d.findings = []brief.Finding{
		{Severity: brief.Warning, Place: "option.option-1.who", Text: "Nobody knows them.", Fix: "Write roles."},
		{Severity: brief.Warning, Place: "headline", Text: "This is elsewhere."},
	}
	d.show()
	if !d.says("Nobody knows them. Write roles.") || d.says("elsewhere") {
		t.Errorf("it says %q", looktest.Texts(d.Object()))
	}
	d.findings = nil
	d.show()
	if d.says("Nobody") {
		t.Error("what is mended is still said")
	}
}

// alt presses Alt and a key in what has the focus.
func (d *desk) alt(key fyne.KeyName) {
	d.t.Helper()
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

func TestPartsAreMovedByKeyboardAndRemoved(t *testing.T) {
	d := open(t)
	for range 3 {
		d.press("Add an option", 0)
	}
	focus := func(place brief.Place) { d.window.Canvas().Focus(d.Focus(place)) }
	focus("option.option-3.by")
	d.field("option.option-3.by").SetText("2026-12-03") // it is still being typed
	d.alt(fyne.KeyUp)
	d.alt(fyne.KeyUp)
	d.alt(fyne.KeyUp) // it is the first
	if got := d.texts(); !slices.Equal(got, []string{"Option 3", "Option 1", "Option 2"}) || d.session.UndoName() != "Move an option" {
		t.Errorf("they stand as %q after %q", got, d.session.UndoName())
	}
	if got := d.field("option.option-3.by"); got.Text != "2026-12-03" || d.window.Canvas().Focused() != fyne.Focusable(got) {
		t.Errorf("the day is %q, the focus is elsewhere", got.Text)
	}
	d.alt(fyne.KeyDown)
	d.session.Undo()
	d.session.Undo()
	d.show()
	if got := d.texts(); !slices.Equal(got, []string{"Option 1", "Option 3", "Option 2"}) {
		t.Errorf("after undo they stand as %q", got)
	}
	d.press("Move up", 1)
	d.press("Remove", 0)
	if got := d.texts(); !slices.Equal(got, []string{"Option 2", "Option 3"}) || d.window.Canvas().Focused() != d.Focus("option.option-2") {
		t.Errorf("after removing the first they stand as %q", got)
	}
	d.press("Remove", 0)
	d.press("Remove", 0)
	if b, ok := d.window.Canvas().Focused().(*look.Button); !ok || b.Text() != "Add an option" {
		t.Error("nothing has the focus when all are gone")
	}
}

func (d *desk) paste(place brief.Place, text string) {
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	d.field(place).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
}

func TestPastedRowsAreOneStepOfUndo(t *testing.T) {
	d := open(t)
	d.press("Add an option", 0)
	d.typed("option.option-1", "Wait")
	d.press("Add an option", 0)
	before := d.texts()
	d.paste("option.option-2", "By\tText\n2026-12-01\tBuild\n\tBuy\n") // nothing was typed there yet: it gives way
	if got := d.texts(); !slices.Equal(got, []string{"Wait", "Build", "Buy"}) || d.session.UndoName() != "Paste 2 options" {
		t.Errorf("they are %q after %q", got, d.session.UndoName())
	}
	if o := d.session.Brief().PartsOf("option")[1].(*option); o.By != "2026-12-01" || o.ID != "build" {
		t.Errorf("the first of them is %+v", o)
	}
	d.session.Undo()
	d.show()
	if got := d.texts(); !slices.Equal(got, before) {
		t.Errorf("after one undo they are %q", got)
	}
	d.paste("option.option-1", "Sell\nLend")
	if got := d.texts(); !slices.Equal(got, []string{"Wait", "Sell", "Lend", "Option 2"}) {
		t.Errorf("pasted after a part with a text they are %q", got)
	}
	d.paste("option.option-1", "Text\tBy\nRent\t2026-12-01\nHire\tsoon")
	if got := d.texts(); len(got) != 4 || !d.says("Row 3: “soon” is no by; write a day such as 2026-12-12. Nothing was pasted.") {
		t.Errorf("they are %q and it says %q", got, looktest.Texts(d.Object()))
	}
	d.paste("option.option-1", "ing")
	if f := d.field("option.option-1"); !strings.Contains(f.Text, "ing") {
		t.Errorf("a pasted word is not typed: %q", f.Text)
	}
}
