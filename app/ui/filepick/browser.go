package filepick

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/ui/look"
)

// Browser is the program's own Picker: a dialog with the folders a person keeps things in, the files of one folder, and
// a line to type a path. Fyne's own dialog shows icons without sizes or dates, takes no typed path, and when it saves
// empties the file that is there.
type Browser struct {
	window fyne.Window
	memory Memory
}

var _ Picker = (*Browser)(nil)

// New returns the picker of a window.
func New(window fyne.Window, memory Memory) *Browser { return &Browser{window: window, memory: memory} }

// File implements Picker.
func (b *Browser) File(kind Kind, chosen func(path string)) {
	d := b.newDialog(say.T(kind.Title), say.T("Open"), kind.Extensions)
	d.pick = func(path string) string {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return say.F("There is no file “%s” in this folder.", filepath.Base(path))
		case info.IsDir():
			d.enter(path)
			return ""
		}
		b.remember(kind.Key, filepath.Dir(path))
		d.close()
		chosen(path)
		return ""
	}
	d.show(b.remembered(kind.Key), "")
}

// Folder implements Picker.
func (b *Browser) Folder(title, start string, chosen func(path string)) {
	d := b.newDialog(title, say.T("Choose this folder"), nil)
	d.foldersOnly = true
	d.pick = func(path string) string {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return say.F("There is no folder “%s”.", path)
		}
		d.close()
		chosen(path)
		return ""
	}
	d.show(start, "")
}

// Save implements Picker.
func (b *Browser) Save(kind Kind, start string, chosen func(path string)) {
	d := b.newDialog(say.T(kind.Title), say.T("Save"), kind.Extensions)
	d.saving = true
	d.pick = func(path string) string {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			d.enter(path)
			return ""
		}
		name := filepath.Base(path)
		path = kind.extended(path)
		if problem := badName(name); problem != "" {
			return problem
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return say.F("There is no folder “%s”.", filepath.Dir(path))
		}
		answer := func() {
			b.remember(kind.Key, filepath.Dir(path))
			d.close()
			chosen(path)
		}
		b.replace(path, answer)
		return ""
	}
	d.show(b.beginning(kind, start))
}

// replace asks whether a file is to be replaced, and calls answer where it is, or where it is not there.
func (b *Browser) replace(path string, answer func()) {
	if _, err := os.Lstat(path); err != nil {
		answer()
		return
	}
	look.Ask(b.window.Canvas(), say.T("Replace the file?"),
		say.F("“%s” is already in this folder. Saving replaces it.", filepath.Base(path)), say.T("Keep it"),
		look.Answer{Text: say.T("Replace"), Lost: true, Do: answer})
}

// beginning returns the folder and the name that saving begins with.
func (b *Browser) beginning(kind Kind, start string) (folder, name string) {
	if start != "" {
		folder, name = filepath.Dir(start), filepath.Base(start)
	}
	if info, err := os.Stat(start); err == nil && info.IsDir() {
		folder, name = start, ""
	}
	if folder == "" || folder == "." {
		folder = b.remembered(kind.Key)
	}
	return folder, name
}

// badName says why a name cannot be a file's; the characters that Windows does not take are refused everywhere.
func badName(name string) string {
	switch {
	case strings.TrimSpace(strings.TrimSuffix(name, filepath.Ext(name))) == "":
		return say.T("The file needs a name; type one.")
	case strings.ContainsAny(name, `\:*?"<>|`):
		return say.T(`A file name cannot hold \ : * ? " < > or |; leave them out.`)
	}
	return ""
}

func (b *Browser) remembered(key string) string { return b.memory.String("folder." + key) }

func (b *Browser) remember(key, folder string) { b.memory.SetString("folder."+key, folder) }

// chooser is the dialog while it is open.
type chooser struct {
	browser     *Browser
	extensions  []string
	foldersOnly bool
	saving      bool
	pick        func(path string) (problem string) // takes a path, or says what is wrong with it

	folder string
	items  []item
	at     int // the item marked, -1 for none

	path    *look.Input
	pile    *look.Pile
	problem *look.Text
	places  *fyne.Container
	ok      *look.Button
	dialog  *look.Dialog
}

func (b *Browser) newDialog(title, ok string, extensions []string) *chooser {
	c := &chooser{browser: b, extensions: extensions, at: -1}
	c.path = look.NewInput("")
	c.path.OnSubmitted = func(string) { c.accept() }
	c.problem = look.NewElided("", look.Style{Size: look.SizeSmall, Color: look.Muted})
	c.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(c.items) },
		Height: func(int, float32) float32 { return itemHeight },
		Make:   func() fyne.CanvasObject { return newItemRow(c.press) },
		Update: func(i int, o fyne.CanvasObject) { o.(*itemRow).set(i, c.items[i], i == c.at) },
	})
	c.places = look.Column(2)
	c.ok = look.NewPrimary(ok, c.accept)
	up := look.NewButton("Up", func() { c.enter(filepath.Dir(c.folder)) })
	body := container.NewBorder(
		look.Inset(container.NewBorder(nil, nil, nil, look.Inset(up, 0, 0, 8, 0), c.path), 0, 10, 0, 0),
		look.Inset(c.problem, 8, 0, 0, 0),
		look.Inset(container.New(fixedWidth(168), c.places), 0, 0, 0, 14), nil,
		look.NewBareCard(look.Inset(c.pile, 6, 6, 6, 4)))
	c.dialog = look.NewDialog(title, 860, body, look.NewButton(say.T("Cancel"), func() { c.dialog.Close() }), c.ok)
	c.dialog.First = c.path
	c.dialog.SetHeight(460)
	return c
}

// fixedWidth gives its object a width.
type fixedWidth float32

// MinSize is part of fyne.Layout.
func (w fixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (w fixedWidth) Layout(o []fyne.CanvasObject, _ fyne.Size) {
	o[0].Resize(fyne.NewSize(float32(w), o[0].MinSize().Height))
}

// show opens the dialog at a folder, or at home where that has gone; name is what is to be typed over.
func (c *chooser) show(folder, name string) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder, _ = os.UserHomeDir()
	}
	for _, p := range places() {
		c.places.Add(look.NewBareTile(p.name,
			look.Inset(look.NewElided(p.name, look.Small), 6, 6, 10, 10), func() { c.enter(p.path) }))
	}
	c.dialog.Show(c.browser.window.Canvas())
	c.enter(folder)
	if c.saving {
		c.path.SetText(filepath.Join(c.folder, name))
	}
	c.path.CursorColumn = len([]rune(c.path.Text))
	if !c.saving {
		c.path.TypedShortcut(&fyne.ShortcutSelectAll{}) // a path that is typed takes the place of the folder's
	}
	c.path.Refresh()
}

func (c *chooser) close() { c.dialog.Close() }

// enter shows what is in a folder.
func (c *chooser) enter(folder string) {
	items, err := list(folder, c.extensions, c.foldersOnly)
	if err != nil {
		c.say(say.F("The folder “%s” cannot be read.", folder), true)
		return
	}
	name := ""
	if c.saving && c.folder != "" { // the name that was typed goes along
		if typed := filepath.Base(c.path.Text); c.path.Text != c.folder && typed != "." {
			name = typed
		}
	}
	c.folder, c.items, c.at = folder, items, -1
	c.path.SetText(filepath.Join(folder, name))
	switch {
	case len(items) > 0:
		c.say("", false)
	case c.foldersOnly:
		c.say(say.T("There are no folders in here."), false)
	case len(c.extensions) > 0:
		c.say(say.F("There is nothing in here ending in %s.", strings.Join(c.extensions, ", ")), false)
	default:
		c.say(say.T("This folder is empty."), false)
	}
	c.pile.Refresh()
	c.pile.Reveal(0)
}

func (c *chooser) say(text string, bad bool) {
	s := look.Style{Size: look.SizeSmall, Color: look.Muted}
	if bad {
		s.Color = look.Bad
	}
	c.problem.SetStyle(s)
	c.problem.SetText(text)
}

// press marks an item; pressing the marked one again opens it.
func (c *chooser) press(i int) {
	again := i == c.at
	it := c.items[i]
	if again || it.folder && !c.foldersOnly {
		if it.folder {
			c.enter(it.path)
		} else {
			c.accept()
		}
		return
	}
	c.at = i
	c.path.SetText(it.path)
	c.say("", false)
	c.pile.Refresh()
}

// accept takes the path that is typed or marked. A path that does not begin at the root begins at the folder shown.
func (c *chooser) accept() {
	path := strings.TrimSpace(c.path.Text)
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		home, _ := os.UserHomeDir()
		path = home + rest
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.folder, path)
	}
	path = filepath.Clean(path)
	if problem := c.pick(path); problem != "" {
		c.say(problem, true)
	}
}

// place is a folder that people keep things in.
type place struct{ name, path string }

// places lists those that are there, home first and the roots of the file system last.
func places() []place {
	var all []place
	if home, err := os.UserHomeDir(); err == nil {
		all = append(all, place{say.T("Home"), home})
		for _, name := range []string{"Desktop", "Documents", "Downloads"} {
			all = append(all, place{name, filepath.Join(home, name)})
		}
	}
	if here, err := os.Getwd(); err == nil {
		all = append(all, place{filepath.Base(here), here})
	}
	all = append(all, roots()...)
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(p place) bool {
		info, err := os.Stat(p.path)
		gone := err != nil || !info.IsDir() || seen[p.path]
		seen[p.path] = true
		return gone
	})
}

// roots lists where paths begin: drives on Windows, the one root and what is mounted elsewhere.
func roots() []place {
	if filepath.Separator == '\\' {
		var drives []place
		for letter := 'C'; letter <= 'Z'; letter++ {
			drives = append(drives, place{string(letter) + ":", string(letter) + `:\`})
		}
		return drives
	}
	return []place{{say.T("Computer"), "/"}, {"Volumes", "/Volumes"}, {"Media", "/media"}}
}
