package ui

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/look"
)

func TestEnterKeepsUnsavedWork(t *testing.T) {
	d := newDesk(t, look.Light)
	d.discard(brief.Recovery{})
	d.type_(" ")
	d.key(fyne.KeyReturn)
	if d.shelf.forgotten != 0 {
		t.Error("Enter threw the only copy away")
	}
	if d.blocked() {
		t.Error("Enter does not answer")
	}
	d.discard(brief.Recovery{})
	d.press("Throw away")
	if d.shelf.forgotten != 1 {
		t.Error("the copy cannot be thrown away")
	}
}

// loses are words of answers that destroy something.
var loses = regexp.MustCompile(`^(Delete|Discard|Throw|Replace|Don’t|Leave|Overwrite|Forget|Erase|Reset)\b`)

// A new dialog is held to the rule of look.Ask by the words of its answers.
func TestEveryAnswerThatDestroysSaysSo(t *testing.T) {
	primary, answer := regexp.MustCompile(`NewPrimary\(say\.T\("([^"]*)"`), regexp.MustCompile(`look\.Answer\{Text: say\.T\("([^"]*)"\)(, Lost: true)?`)
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range primary.FindAllStringSubmatch(string(source), -1) {
			if loses.MatchString(m[1]) {
				t.Errorf("%s: %q stands out and is given by Enter; ask with look.Ask", path, m[1])
			}
		}
		for _, m := range answer.FindAllStringSubmatch(string(source), -1) {
			if loses.MatchString(m[1]) {
				seen++
				if m[2] == "" {
					t.Errorf("%s: the answer %q destroys something and does not say so", path, m[1])
				}
			}
		}
		return err
	})
	if err != nil || seen < 5 {
		t.Errorf("saw %d answers that destroy something (%v)", seen, err)
	}
}

// What is typed right after a dialog opened belongs into its first field.
func TestADialogTakesWhatIsTypedAtOnce(t *testing.T) {
	for id, want := range map[string]string{"file.export": "zz", "edit.page": "zz", paletteID: "zz"} {
		d := newDesk(t, look.Light)
		d.session.Start(written())
		d.run(id)
		d.type_(want)
		field, ok := d.window.Canvas().Focused().(interface{ CursorTextOffset() int })
		if !ok {
			t.Errorf("%s: %T has the keys, no field", id, d.window.Canvas().Focused())
			continue
		}
		if field.CursorTextOffset() < len(want) {
			t.Errorf("%s: what was typed is not in its field", id)
		}
		if !d.blocked() {
			t.Errorf("%s: typing closed it", id)
		}
	}
}
