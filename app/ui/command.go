package ui

import (
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline/app/match"
	"throughline/app/ui/look"
)

// Command is one thing a person can ask for. Menus, shortcuts and the palette are three ways to the same commands.
type Command struct {
	ID       string // stable, "file.save"
	Label    string // "Save"
	Menu     string // the menu it stands in; "" for the palette alone
	Group    int    // commands of one menu with unlike groups have a line between them
	Shortcut fyne.Shortcut
	Also     fyne.Shortcut // a second shortcut that the menu does not show; nil for none
	Enabled  func() bool   // nil: always
	Checked  func() bool   // nil: never; where it is set the menu shows a tick
	IsQuit   bool          // tells Fyne to add no Quit of its own
	Run      func()
	Blocked  func() // runs instead under a dialog; nil: nothing does
}

func (c *Command) enabled() bool { return c.Enabled == nil || c.Enabled() }

// Registry holds the commands in menu order.
type Registry struct {
	commands []*Command
	byID     map[string]*Command
	blocked  func() bool
	items    map[string]*fyne.MenuItem
	menu     *fyne.MainMenu
}

// NewRegistry returns a registry. While blocked answers true, as under a dialog, no command runs. A repeated ID or
// shortcut is a mistake in the program, and panics.
func NewRegistry(blocked func() bool, commands ...*Command) *Registry {
	r := &Registry{commands: commands, byID: map[string]*Command{}, blocked: blocked, items: map[string]*fyne.MenuItem{}}
	taken := map[string]string{}
	for _, c := range commands {
		if r.byID[c.ID] != nil {
			panic("ui: two commands are called " + c.ID)
		}
		r.byID[c.ID] = c
		for _, s := range []fyne.Shortcut{c.Shortcut, c.Also} {
			if s == nil {
				continue
			}
			if other := taken[s.ShortcutName()]; other != "" {
				panic(fmt.Sprintf("ui: %s and %s have the same shortcut", other, c.ID))
			}
			taken[s.ShortcutName()] = c.ID
		}
	}
	return r
}

// All lists the commands in menu order.
func (r *Registry) All() []*Command { return r.commands }

// Run runs a command and reports whether it could: it is known, enabled, and nothing blocks it.
func (r *Registry) Run(id string) bool {
	c := r.byID[id]
	if c != nil && c.Blocked != nil && r.blocked() {
		c.Blocked()
		return false
	}
	if c == nil || r.blocked() || !c.enabled() {
		return false
	}
	c.Run()
	return true
}

// RunShortcut runs the command of a shortcut and reports whether there is one.
func (r *Registry) RunShortcut(s fyne.Shortcut) bool {
	for _, c := range r.commands {
		for _, own := range []fyne.Shortcut{c.Shortcut, c.Also} {
			if own != nil && own.ShortcutName() == s.ShortcutName() {
				r.Run(c.ID)
				return true
			}
		}
	}
	return false
}

// MainMenu builds the window's menu.
func (r *Registry) MainMenu() *fyne.MainMenu {
	r.menu = fyne.NewMainMenu()
	menus := map[string]*fyne.Menu{}
	groups := map[string]int{}
	for _, c := range r.commands {
		if c.Menu == "" {
			continue
		}
		m := menus[c.Menu]
		if m == nil {
			m = fyne.NewMenu(c.Menu)
			menus[c.Menu] = m
			groups[c.Menu] = c.Group
			r.menu.Items = append(r.menu.Items, m)
		}
		if groups[c.Menu] != c.Group {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
			groups[c.Menu] = c.Group
		}
		item := fyne.NewMenuItem(c.Label, func() { r.Run(c.ID) })
		item.Shortcut, item.IsQuit = menuShortcut(c.Shortcut), c.IsQuit
		r.items[c.ID] = item
		m.Items = append(m.Items, item)
	}
	r.Refresh()
	return r.menu
}

// SetLabel changes what a command is called, "Undo typing".
func (r *Registry) SetLabel(id, label string) {
	if c := r.byID[id]; c != nil {
		c.Label = label
	}
}

// Refresh shows in the menu which commands can run, which are ticked, and what they are called now.
func (r *Registry) Refresh() {
	changed := false
	for id, item := range r.items {
		c := r.byID[id]
		disabled, checked, label := !c.enabled(), c.Checked != nil && c.Checked(), r.menuLabel(c)
		if item.Disabled != disabled || item.Checked != checked || item.Label != label {
			item.Disabled, item.Checked, item.Label = disabled, checked, label
			changed = true
		}
	}
	if changed && r.menu != nil {
		r.menu.Refresh()
	}
}

// unseen is a shortcut that a menu acts on and does not show. Fyne draws shortcuts in a fifth of the ink of the labels,
// which nobody can read (a contrast of 1.5), whatever the theme; so the label shows it.
type unseen struct{ fyne.Shortcut }

// nativeMenus is where the system draws the menus, and their shortcuts well.
const nativeMenus = runtime.GOOS == "darwin"

func menuShortcut(s fyne.Shortcut) fyne.Shortcut {
	if s == nil || nativeMenus {
		return s
	}
	return unseen{s}
}

// menuGap is the least room between a label and its shortcut.
const menuGap = 32

// menuLabel is what a menu shows of a command: its label, and its shortcut, which stands in one column with the others.
func (r *Registry) menuLabel(c *Command) string {
	keys := shortcutText(c.Shortcut)
	if keys == "" || nativeMenus {
		return c.Label
	}
	widest := float32(0)
	for _, x := range r.commands {
		if x.Menu == c.Menu {
			widest = max(widest, look.Body.Measure(x.Label).Width)
		}
	}
	room := widest + menuGap - look.Body.Measure(c.Label).Width
	return c.Label + strings.Repeat(" ", int(room/look.Body.Measure(" ").Width+0.5)) + keys
}

// Matching lists the commands that can run and fit a query, best first: its words begin the label's words, or stand in
// it, or their letters do in order.
func (r *Registry) Matching(query string) []*Command {
	type hit struct {
		command *Command
		rank    match.Rank
	}
	var hits []hit
	for _, c := range r.commands {
		if !c.enabled() || c.ID == paletteID {
			continue
		}
		if rank, ok := match.Of(query, c.Label+" "+c.Menu, ""); ok {
			hits = append(hits, hit{c, rank})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].rank < hits[j].rank })
	// Letters in order find "Export PDF" for "expdf"; where words were found as well they are noise.
	if len(hits) > 0 && hits[0].rank < match.Letters {
		hits = slices.DeleteFunc(hits, func(h hit) bool { return h.rank == match.Letters })
	}
	found := make([]*Command, len(hits))
	for i, h := range hits {
		found[i] = h.command
	}
	return found
}

// ctrl is a shortcut with the system's own modifier: Ctrl, or Cmd on a Mac.
func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// plain is a key without a modifier, and shift one with Shift: Fyne's menus show them, and the window runs them.
func plain(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

func shift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShift}
}

// shortcutText is how people read a shortcut: "Ctrl+Shift+S".
func shortcutText(s fyne.Shortcut) string {
	key, modifier := fyne.KeyName(""), fyne.KeyModifierShortcutDefault
	switch s := s.(type) {
	case nil:
		return ""
	case fyne.KeyboardShortcut:
		key, modifier = s.Key(), s.Mod()
	default:
		return ""
	}
	names := []struct {
		bit  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}, {fyne.KeyModifierSuper, "Super+"}}
	if runtime.GOOS == "darwin" {
		names[3].name = "Cmd+"
	}
	text := ""
	for _, n := range names {
		if modifier&n.bit != 0 {
			text += n.name
		}
	}
	return text + string(key)
}
