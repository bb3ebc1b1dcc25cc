// Package start is the screen shown while no brief is open: what the program is for, where to drop the metrics, the
// templates, and the briefs that were open before. It opens nothing itself: each of its callbacks is named for what the
// person wants, and the shell does it.
//
//	screen := start.New(start.Params{Now: time.Now, Recent: …, OnChooseMetrics: …})
//
// A nil callback hides nothing and does nothing. Everything here belongs to the window's goroutine.
package start

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the start screen shows and what it asks for.
type Params struct {
	Now       time.Time
	Recent    []brief.Recent   // latest first
	Recovered []brief.Recovery // unsaved work that was left behind, newest first
	Crashed   string           // the file that notes how the program stopped the last time; "" where it did not

	OnChooseMetrics func()                 // choose a spreadsheet to begin with
	OnTemplate      func(brief.Template)   // begin from a template, the blank one included
	OnSample        func()                 // open the sample
	OnOpen          func(path string)      // open a recent brief
	OnUnlist        func(path string)      // take a brief out of the list
	OnChooseBrief   func()                 // choose a brief to open
	OnRecover       func(r brief.Recovery) // open unsaved work
	OnDiscard       func(r brief.Recovery) // throw unsaved work away; the screen has not asked
}

// The widths of the screen's parts.
const (
	heroMost    float32 = 540
	heroLeast   float32 = 300
	contentMost float32 = 1000
	recentMost          = 8 // briefs listed
)

// New returns the start screen.
func New(p Params) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if p.Crashed != "" {
		rows = append(rows, look.NewNotice(look.ToneWarn, "", CrashWords(p.Crashed)))
	}
	for _, r := range p.Recovered {
		rows = append(rows, newRecovered(p, r))
	}
	rows = append(rows,
		newDrop(p.OnChooseMetrics),
		look.Inset(look.NewText(say.T("Start from"), look.Section), 12, 0, 0, 0),
		newTemplates(p))
	heading := look.Between(look.NewText(say.T("Recent"), look.Section), look.NewButton(say.T("Open a brief…"), p.OnChooseBrief))
	rows = append(rows, look.Inset(heading, 8, 0, 0, 0))
	if len(p.Recent) == 0 {
		rows = append(rows, look.NewParagraph(say.T("Briefs you save are listed here."), look.Quiet))
	} else {
		rows = append(rows, newRecent(p))
	}
	content := look.Inset(look.Column(12, rows...), 40, 40, 48, 48)
	return container.New(sides{}, newHero(), look.NewFill(look.Panel), look.NewScrolled(content, contentMost))
}

// CrashWords says that the program stopped unexpectedly, and which file notes where.
func CrashWords(note string) string {
	return say.F("Throughline stopped unexpectedly the last time. Where in the program that was is noted in %s, without any of your text.", note)
}

// sides gives the promise a third of the window, within bounds, and the rest to what can be done.
type sides struct{}

// MinSize is part of fyne.Layout.
func (sides) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(heroLeast+o[2].MinSize().Width, max(o[0].MinSize().Height, o[2].MinSize().Height))
}

// Layout is part of fyne.Layout. The objects: promise, ground, content.
func (sides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	hero := min(max(size.Width*0.33, heroLeast), heroMost)
	o[0].Resize(fyne.NewSize(hero, size.Height))
	for _, c := range o[1:] {
		c.Move(fyne.NewPos(hero, 0))
		c.Resize(fyne.NewSize(size.Width-hero, size.Height))
	}
}

func newRecovered(p Params, r brief.Recovery) fyne.CanvasObject {
	title := say.T("a brief without a headline")
	switch {
	case r.Path != "":
		title = "“" + shorten(strings.TrimSuffix(filepath.Base(r.Path), brief.Extension), 70) + "”"
	case r.Title != "":
		title = "“" + shorten(withoutFigures(r.Title), 70) + "”"
	}
	words := say.F("Throughline found unsaved work on %s from %s.", title, When(r.Saved, p.Now))
	if r.Changed {
		words += say.T(" Its file was changed since; recovering keeps both.")
	}
	return look.NewNotice(look.ToneWarn, "", words,
		look.NewCompact(say.T("Recover"), func() { call(p.OnRecover, r) }),
		look.NewCompact(say.T("Discard"), func() { call(p.OnDiscard, r) }))
}

// withoutFigures shows a headline whose brief is not open: there are no metrics its figures could be resolved against.
func withoutFigures(text string) string {
	tokens, _ := figure.Scan(text)
	for _, t := range slices.Backward(tokens) {
		text = text[:t.Start] + "…" + text[t.End:]
	}
	return text
}

func newTemplates(p Params) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	add := func(title, summary string, onPress func()) {
		tiles = append(tiles, look.NewTile(title,
			look.Column(2, look.NewElided(title, look.Strong), look.NewParagraph(summary, look.Style{Color: look.Muted, Size: look.SizeSmall})),
			onPress))
	}
	for _, t := range brief.Templates[1:] {
		add(say.T(t.Title), say.T(t.Summary), func() { call(p.OnTemplate, t) })
	}
	blank := brief.Templates[0]
	add(say.T(blank.Title), say.T(blank.Summary), func() { call(p.OnTemplate, blank) })
	add(say.T("The sample"), say.T("“Week-two leak”, complete: its workbook, its story and its page."), func() {
		if p.OnSample != nil {
			p.OnSample()
		}
	})
	return container.New(pairs{gap: 12}, tiles...)
}

// pairs lays tiles in two columns, or one where there is no room for two; a row is as tall as its tallest tile.
type pairs struct{ gap float32 }

const tileLeast float32 = 240

func (l pairs) columns(width float32) int {
	if width < 2*tileLeast+l.gap {
		return 1
	}
	return 2
}

// MinSize is part of fyne.Layout.
func (l pairs) MinSize(o []fyne.CanvasObject) fyne.Size {
	// The tiles were given their widths by Layout; two of about one width stand beside each other.
	n := 1
	if len(o) > 1 && o[1].Position().X > 0 {
		n = 2
	}
	return fyne.NewSize(tileLeast, l.each(o, n, func(fyne.CanvasObject, int, float32, float32) {}))
}

// each calls f for every tile with its column, top and height, and returns the height of all.
func (l pairs) each(o []fyne.CanvasObject, n int, f func(o fyne.CanvasObject, col int, y, h float32)) float32 {
	y := float32(0)
	for i := 0; i < len(o); i += n {
		row := o[i:min(i+n, len(o))]
		h := float32(0)
		for _, t := range row {
			h = max(h, t.MinSize().Height)
		}
		for col, t := range row {
			f(t, col, y, h)
		}
		y += h + l.gap
	}
	return max(y-l.gap, 0)
}

// Layout is part of fyne.Layout.
func (l pairs) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n := l.columns(size.Width)
	w := (size.Width - float32(n-1)*l.gap) / float32(n)
	for _, t := range o {
		t.Resize(fyne.NewSize(w, t.MinSize().Height)) // wrapped text knows its height only once it has its width
	}
	l.each(o, n, func(t fyne.CanvasObject, col int, y, h float32) {
		t.Move(fyne.NewPos(float32(col)*(w+l.gap), y))
		t.Resize(fyne.NewSize(w, h))
	})
}

func newRecent(p Params) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, r := range p.Recent[:min(len(p.Recent), recentMost)] {
		rows = append(rows, newRecentRow(p, r), look.Rule())
	}
	return look.Column(0, rows...)
}

func newRecentRow(p Params, r brief.Recent) fyne.CanvasObject {
	name := filepath.Base(r.Path)
	name = name[:len(name)-len(filepath.Ext(name))]
	title, folder := look.NewElided(name, look.Strong), look.NewElided(filepath.Dir(r.Path), look.Style{Color: look.Muted, Size: look.SizeSmall})
	left := container.New(nameAndFolder{}, title, folder)
	when := When(r.Opened, p.Now)
	if !r.Missing {
		right := look.NewText(when, look.Style{Color: look.Muted, Size: look.SizeSmall})
		return look.NewBareTile(say.F("Open %s", name), look.Inset(look.Between(left, right), 8, 8, 4, 4), func() { call(p.OnOpen, r.Path) })
	}
	title.SetStyle(look.Quiet)
	folder.SetText(say.F("not found in %s", filepath.Dir(r.Path)))
	remove := look.NewCompact(say.T("Remove"), func() { call(p.OnUnlist, r.Path) })
	return look.Inset(look.Between(left, remove), 5, 5, 4, 4)
}

// nameAndFolder lays a name and, in what it leaves, a folder.
type nameAndFolder struct{}

// MinSize is part of fyne.Layout.
func (nameAndFolder) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (nameAndFolder) Layout(o []fyne.CanvasObject, size fyne.Size) {
	want := min(look.Strong.Measure(o[0].(*look.Text).Text()).Width, size.Width*0.7)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(want, size.Height))
	o[1].Move(fyne.NewPos(want+14, 0))
	o[1].Resize(fyne.NewSize(max(size.Width-want-14, 0), size.Height))
}

func call[T any](f func(T), v T) {
	if f != nil {
		f(v)
	}
}

// When says a moment as people do: "today, 10:42", "yesterday, 18:03", "12 Nov", "12 Nov 2025".
func When(t, now time.Time) string {
	t = t.In(now.Location())
	day := func(x time.Time) time.Time { return time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC) }
	switch days := int(day(now).Sub(day(t)).Hours() / 24); {
	case days == 0:
		return say.F("today, %s", t.Format("15:04"))
	case days == 1:
		return say.F("yesterday, %s", t.Format("15:04"))
	case t.Year() == now.Year():
		return say.DayOfYear(t)
	}
	return say.Day(t)
}

// shorten cuts a text after so many characters, at a word.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	cut := most
	for cut > most/2 && runes[cut] != ' ' {
		cut--
	}
	return string(runes[:cut]) + "…"
}
