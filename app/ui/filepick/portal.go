//go:build linux || freebsd || openbsd || netbsd

package filepick

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/godbus/dbus/v5"

	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
)

// Native returns the picker of the desktop where it has one, and the program's own elsewhere. The desktop's is that of
// xdg-desktop-portal, which is asked over the session bus. Where none answers, the own dialog opens instead.
func Native(window fyne.Window, memory Memory, runner session.Runner) Picker {
	return &portal{own: New(window, memory, runner), runner: runner, patience: 3 * time.Second}
}

// portal is the Picker of the desktop. While its dialog is open the window shows a small one of its own: commands wait
// for an answer as they do with any dialog, and whoever sees none of the desktop can choose in the window instead.
type portal struct {
	own      *Browser
	runner   session.Runner
	patience time.Duration // how long the desktop may take to say that it opens a dialog
	absent   bool          // the desktop has none, or did not answer; it is asked once only
}

var _ Picker = (*portal)(nil)

// File implements Picker.
func (p *portal) File(kind Kind, chosen func(path string)) {
	q := question{method: "OpenFile", title: say.T(kind.Title), options: map[string]dbus.Variant{}}
	q.filter(kind.Extensions)
	q.folder(p.own.remembered(kind.Key))
	p.ask(q, func() { p.own.File(kind, chosen) }, func(path string) {
		p.own.remember(kind.Key, filepath.Dir(path))
		chosen(path)
	})
}

// Folder implements Picker.
func (p *portal) Folder(title, start string, chosen func(path string)) {
	q := question{method: "OpenFile", title: title, options: map[string]dbus.Variant{"directory": dbus.MakeVariant(true)}}
	q.folder(start)
	p.ask(q, func() { p.own.Folder(title, start, chosen) }, chosen)
}

// Save implements Picker. The desktop asks whether to replace the file that was named; where the extension was left out,
// that was about another file, so it is asked here.
func (p *portal) Save(kind Kind, start string, chosen func(path string)) {
	q := question{method: "SaveFile", title: say.T(kind.Title), options: map[string]dbus.Variant{}}
	folder, name := p.own.beginning(kind, start)
	q.filter(kind.Extensions)
	q.folder(folder)
	if name != "" {
		q.options["current_name"] = dbus.MakeVariant(name)
	}
	p.ask(q, func() { p.own.Save(kind, start, chosen) }, func(path string) {
		answer := func(path string) {
			p.own.remember(kind.Key, filepath.Dir(path))
			chosen(path)
		}
		if full := kind.extended(path); full != path {
			var is facts
			p.own.runner.Go(func() { is = factsOf(path, kind) }, func() { p.own.replace(full, is.taken, func() { answer(full) }) })
			return
		}
		answer(path)
	})
}

// ask asks the desktop, off the window's goroutine. With a path it calls chosen, and where the desktop has no dialog,
// instead; after cancelling neither. What is typed in the window meanwhile goes into the dialog that opens instead.
func (p *portal) ask(q question, instead func(), chosen func(path string)) {
	if p.absent {
		instead()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := p.own.window.Canvas()
	var typed []rune
	open := func() {
		instead()
		for _, r := range typed {
			if f := c.Focused(); f != nil {
				f.TypedRune(r)
			}
		}
	}
	var waiting *look.Dialog
	waiting = look.NewDialog(q.title, 420,
		look.NewParagraph(say.T("Choose in the window that your desktop has opened."), look.Body),
		look.NewButton(say.T("Cancel"), func() { waiting.Close() }),
		look.NewButton(say.T("Choose here instead"), func() {
			waiting.Close()
			open()
		}))
	before := c.OnTypedRune()
	waiting.OnClosed = func() {
		c.SetOnTypedRune(before)
		cancel()
	}
	waiting.Show(c)
	c.SetOnTypedRune(func(r rune) { typed = append(typed, r) })
	q.parent = handleOf(p.own.window)
	var path string
	var err error
	p.runner.Go(func() { path, err = q.ask(ctx, p.patience) }, func() {
		if ctx.Err() != nil { // answered in the window
			return
		}
		waiting.Close()
		switch {
		case err != nil:
			p.absent = true
			open()
		case path != "":
			chosen(path)
		}
	})
}

// handleOf names a window to the portal, so that its dialog stands over it; empty where it has no name.
func handleOf(w fyne.Window) (handle string) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return ""
	}
	native.RunNative(func(of any) {
		if x, ok := of.(driver.X11WindowContext); ok && x.WindowHandle != 0 {
			handle = fmt.Sprintf("x11:%x", x.WindowHandle)
		}
	})
	return handle
}

// question is one call of org.freedesktop.portal.FileChooser, as its documentation has it. Package rymdport/portal, which
// Fyne brings along, would be shorter, but it waits for ever on a portal that has ended, takes any signal for the answer,
// and reads a + in a name as a space.
type question struct {
	method  string
	parent  string // a window as handleOf names it
	title   string
	options map[string]dbus.Variant
}

// filter shows files of these extensions alone, in either case.
func (q *question) filter(extensions []string) {
	if len(extensions) == 0 {
		return
	}
	type pattern struct {
		Kind uint32 // 0: a pattern of a shell
		Glob string
	}
	type filter struct {
		Name     string
		Patterns []pattern
	}
	one := filter{Name: strings.Join(extensions, ", ")}
	for _, e := range extensions {
		var glob strings.Builder
		for _, r := range e {
			if unicode.IsLetter(r) {
				glob.WriteString("[" + string(unicode.ToLower(r)) + string(unicode.ToUpper(r)) + "]")
			} else {
				glob.WriteRune(r)
			}
		}
		one.Patterns = append(one.Patterns, pattern{Glob: "*" + glob.String()})
	}
	q.options["filters"] = dbus.MakeVariant([]filter{one})
}

// folder begins at a folder, where it is still there.
func (q *question) folder(folder string) {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		q.options["current_folder"] = dbus.MakeVariant(append([]byte(folder), 0))
	}
}

// The names of the portal on the bus.
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	portalChooser = "org.freedesktop.portal.FileChooser"
	portalRequest = "org.freedesktop.portal.Request"
)

// errNoDialog is the error of a desktop that opens no dialog.
var errNoDialog = errors.New("the desktop opens no file dialog")

// ask puts the question and waits for the answer; an empty path is that of somebody who gave up. When ctx ends, the
// desktop's dialog is closed. The portal may take its time with the answer, but not with saying that it is working on it.
func (q question) ask(ctx context.Context, patience time.Duration) (path string, err error) {
	soon, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return "", fmt.Errorf("connect to the session bus: %w", err)
	}
	defer func() { _ = conn.Close() }() // which also tells the portal that nobody waits any more
	if err := greet(soon, conn); err != nil {
		return "", fmt.Errorf("connect to the session bus: %w", err)
	}

	// The answer is a signal of a request whose path is known before it is made, so that none is missed.
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	if err := listen(soon, conn); err != nil {
		return "", fmt.Errorf("listen to the portal: %w", err)
	}
	const token = "throughline"
	expected := dbus.ObjectPath(portalPath + "/request/" +
		strings.NewReplacer(":", "", ".", "_").Replace(conn.Names()[0]) + "/" + token)
	q.options["handle_token"] = dbus.MakeVariant(token)
	handle := expected // which old portals name otherwise
	call := conn.Object(portalName, portalPath).CallWithContext(soon, portalChooser+"."+q.method, 0,
		q.parent, q.title, q.options)
	if err := call.Store(&handle); err != nil && ctx.Err() == nil {
		return "", fmt.Errorf("ask the portal: %w", err)
	}
	for {
		var s *dbus.Signal
		select {
		case <-ctx.Done():
			conn.Object(portalName, handle).Go(portalRequest+".Close", dbus.FlagNoReplyExpected, nil)
			return "", nil
		case s = <-signals:
		}
		switch {
		case s == nil: // the bus is gone
			return "", errNoDialog
		case s.Name == portalRequest+".Response" && slices.Contains([]dbus.ObjectPath{handle, expected}, s.Path):
			return answerOf(s.Body)
		case hasEnded(s):
			return "", errNoDialog
		}
	}
}

// hasEnded reports whether a signal says that the portal has no owner any more.
func hasEnded(s *dbus.Signal) bool {
	return s.Name == "org.freedesktop.DBus.NameOwnerChanged" && len(s.Body) == 3 && s.Body[2] == ""
}

// listen asks the bus for the answers of requests, and for news of the portal itself.
func listen(ctx context.Context, conn *dbus.Conn) error {
	return errors.Join(
		conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(portalRequest), dbus.WithMatchMember("Response")),
		conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"),
			dbus.WithMatchArg(0, portalName)))
}

// greet says hello to the bus, for no longer than ctx.
func greet(ctx context.Context, conn *dbus.Conn) error {
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if err := conn.Auth(nil); err != nil {
		return err
	}
	return conn.Hello()
}

// answerOf reads the answer of a request: its outcome (0 done, 1 cancelled, 2 ended in another way) and results.
func answerOf(body []any) (path string, err error) {
	var outcome uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &outcome, &results); err != nil {
		return "", fmt.Errorf("read the answer of the portal: %w", err)
	}
	switch outcome {
	case 0:
	case 1:
		return "", nil
	default:
		return "", errNoDialog
	}
	var uris []string
	if err := results["uris"].Store(&uris); err != nil || len(uris) == 0 {
		return "", fmt.Errorf("read the answer of the portal: %w", errors.Join(err, errNoDialog))
	}
	u, err := url.Parse(uris[0])
	if err != nil || u.Scheme != "file" || !filepath.IsAbs(u.Path) {
		return "", fmt.Errorf("the portal answers %q, which is no file: %w", uris[0], errNoDialog)
	}
	return filepath.Clean(u.Path), nil
}
