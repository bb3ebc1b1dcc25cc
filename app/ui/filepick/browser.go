package filepick

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
)

// Browser is the program's own Picker: a dialog with the folders a person keeps things in, the files of one folder, and
// a line to type a path. Fyne's own dialog shows icons without sizes or dates, takes no typed path, and when it saves
// empties the file that is there. It asks the file system off the window's goroutine: a folder may be on a network or hold
// 50,000 files.
type Browser struct {
	window fyne.Window
	memory Memory
	runner session.Runner
}

var _ Picker = (*Browser)(nil)

// New returns the picker of a window.
func New(window fyne.Window, memory Memory, runner session.Runner) *Browser {
	return &Browser{window: window, memory: memory, runner: runner}
}

// facts are what the file system says of a path.
type facts struct {
	there  bool // something is there
	folder bool // and it is a folder
	inside bool // the folder it is in is there
	taken  bool // something is there under the name with the kind's extension
}

func factsOf(path string, kind Kind) facts {
	isFolder := func(path string) (there, folder bool) {
		info, err := os.Stat(path)
		return err == nil, err == nil && info.IsDir()
	}
	var f facts
	f.there, f.folder = isFolder(path)
	_, f.inside = isFolder(filepath.Dir(path))
	_, err := os.Lstat(kind.extended(path))
	f.taken = err == nil
	return f
}

// File implements Picker.
func (b *Browser) File(kind Kind, chosen func(path string)) {
	d := b.newDialog(say.T(kind.Title), say.T("Open"), kind)
	d.pick = func(path string, is facts) string {
		switch {
		case !is.there:
			return say.F("There is no file “%s” in this folder.", filepath.Base(path))
		case is.folder:
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
	d := b.newDialog(title, say.T("Choose this folder"), Kind{})
	d.foldersOnly = true
	d.pick = func(path string, is facts) string {
		if !is.folder {
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
	d := b.newDialog(say.T(kind.Title), say.T("Save"), kind)
	d.saving = true
	d.pick = func(path string, is facts) string {
		if is.folder {
			d.enter(path)
			return ""
		}
		if problem := badName(filepath.Base(path)); problem != "" {
			return problem
		}
		if !is.inside {
			return say.F("There is no folder “%s”.", filepath.Dir(path))
		}
		path = kind.extended(path)
		b.replace(path, is.taken, func() {
			b.remember(kind.Key, filepath.Dir(path))
			d.close()
			chosen(path)
		})
		return ""
	}
	d.show(b.beginning(kind, start))
}

// replace asks whether a file that is there is to be replaced, and calls answer where it is, or where none is there.
func (b *Browser) replace(path string, there bool, answer func()) {
	if !there {
		answer()
		return
	}
	look.Ask(b.window.Canvas(), say.T("Replace the file?"),
		say.F("“%s” is already in this folder. Saving replaces it.", filepath.Base(path)), say.T("Keep it"),
		look.Answer{Text: say.T("Replace"), Lost: true, Do: answer})
}

// beginning returns the folder and the name that saving begins with. A start without the kind's extension is a folder.
func (b *Browser) beginning(kind Kind, start string) (folder, name string) {
	switch {
	case start == "":
	case kind.extended(start) == start:
		folder, name = filepath.Dir(start), filepath.Base(start)
	default:
		folder = start
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
	kind        Kind
	foldersOnly bool
	saving      bool
	pick        func(path string, is facts) (problem string) // takes a path, or says what is wrong with it

	folder string
	items  []item
	at     int // the item marked, -1 for none

	lists, picks session.Latest // what the file system was asked for

	path    *look.Input
	pile    *look.Pile
	problem *look.Text
	places  *fyne.Container
	ok      *look.Button
	dialog  *look.Dialog
}

func (b *Browser) newDialog(title, ok string, kind Kind) *chooser {
	c := &chooser{browser: b, kind: kind, at: -1}
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
	up := look.NewButton(say.T("Up"), func() { c.enter(filepath.Dir(c.folder)) })
	body := container.NewBorder(
		look.Inset(container.NewBorder(nil, nil, nil, look.Inset(up, 0, 0, 8, 0), c.path), 0, 10, 0, 0),
		look.Inset(c.problem, 8, 0, 0, 0),
		look.Inset(container.New(fixedWidth(168), c.places), 0, 0, 0, 14), nil,
		look.NewBareCard(look.Inset(c.pile, 6, 6, 6, 4)))
	c.dialog = look.NewDialog(title, 860, body, look.NewButton(say.T("Cancel"), func() { c.dialog.Close() }), c.ok)
	c.dialog.First = c.path
	c.dialog.OnClosed = func() {
		c.lists.Drop()
		c.picks.Drop()
	}
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

// show opens the dialog at a folder, or at home where that has gone; name is what is to be typed over. The line has the
// keys at once, and the folder's files come when they are known.
func (c *chooser) show(folder, name string) {
	home, _ := os.UserHomeDir()
	if folder == "" {
		folder = home
	}
	c.dialog.Show(c.browser.window.Canvas())
	var shown []place
	c.browser.runner.Go(func() { shown = places() }, func() {
		for _, p := range shown {
			c.places.Add(look.NewBareTile(p.name,
				look.Inset(look.NewElided(p.name, look.Small), 6, 6, 10, 10), func() { c.enter(p.path) }))
		}
	})
	c.go_(folder, name, home)
}

func (c *chooser) close() { c.dialog.Close() }

// enter shows what is in a folder. The name that was typed for a file to save goes along.
func (c *chooser) enter(folder string) {
	name := ""
	if typed := filepath.Base(c.path.Text); c.saving && c.path.Text != c.folder && typed != "." {
		name = typed
	}
	c.go_(folder, name, "")
}

// go_ shows a folder with a name in the line at once, and its files when they are known. Where it cannot be read it is
// instead, or what was shown before where that is empty. What is typed in the line meanwhile stays.
func (c *chooser) go_(folder, name, instead string) {
	was, line, put := c.folder, c.path.Text, filepath.Join(folder, name)
	c.folder = folder
	c.put(put)
	c.say(say.T("Reading the folder…"), false)
	var items []item
	var err error
	c.lists.Run(c.browser.runner.Go, func() { items, err = list(folder, c.kind.Extensions, c.foldersOnly) }, func() {
		untouched := c.path.Text == put
		switch {
		case err == nil:
			c.fill(items)
		case instead != "" && instead != folder && untouched:
			c.go_(instead, name, "")
		default:
			if c.folder = was; untouched && line != "" {
				c.put(line)
			}
			c.say(say.F("The folder “%s” cannot be read.", folder), true)
		}
	})
}

// put puts a path into the line, with the caret after it. Where a file is chosen that is there, what is typed takes its
// place.
func (c *chooser) put(path string) {
	c.path.SetText(path)
	c.path.CursorColumn = len([]rune(path))
	c.path.Refresh()
	if !c.saving {
		c.path.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// fill shows the files of the folder.
func (c *chooser) fill(items []item) {
	c.items, c.at = items, -1
	switch {
	case len(items) > 0:
		c.say("", false)
	case c.foldersOnly:
		c.say(say.T("There are no folders in here."), false)
	case len(c.kind.Extensions) > 0:
		c.say(say.F("There is nothing in here ending in %s.", strings.Join(c.kind.Extensions, ", ")), false)
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
	var is facts
	c.picks.Run(c.browser.runner.Go, func() { is = factsOf(path, c.kind) }, func() {
		if problem := c.pick(path, is); problem != "" {
			c.say(problem, true)
		}
	})
}

// place is a folder that people keep things in.
type place struct{ name, path string }

// places lists those that are there, home first and the roots of the file system last.
func places() []place {
	var all []place
	if home, err := os.UserHomeDir(); err == nil {
		all = append(all, place{say.T("Home"), home})
		for _, name := range []string{"Desktop", "Documents", "Downloads"} {
			all = append(all, place{say.T(name), filepath.Join(home, name)})
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
