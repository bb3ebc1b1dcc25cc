//go:build linux || freebsd || openbsd || netbsd

package filepick

import (
	"bufio"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// privateBus starts a session bus of the test's own, which has no service but what the test puts there.
func privateBus(t *testing.T) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("dbus-daemon is not installed; make test installs it")
	}
	dir := t.TempDir()
	config := filepath.Join(dir, "bus.conf")
	if err := os.WriteFile(config, []byte(`<busconfig><type>session</type><listen>unix:path=`+filepath.Join(dir, "bus")+`</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address=1")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	return daemon
}

// desktop is a portal as the test wants it to behave.
type desktop struct {
	conn   *dbus.Conn
	answer func(d *desktop, request dbus.ObjectPath) // called after each question; nil: there is no answer
	silent bool                                      // does not even say that it is working on it
	closed chan struct{}

	mutex sync.Mutex // the bus asks on a goroutine of its own
	last  asked
}

// asked is a question that came to the portal.
type asked struct {
	method, title string
	options       map[string]dbus.Variant
}

// asked returns the last question.
func (d *desktop) asked() asked {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.last
}

// answers changes what the portal does with the next question.
func (d *desktop) answers(answer func(d *desktop, request dbus.ObjectPath)) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.answer = answer
}

// start puts the portal on the bus.
func (d *desktop) start(t *testing.T) *desktop {
	t.Helper()
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d.conn, d.closed = conn, make(chan struct{})
	call := func(method string) func(dbus.Sender, string, string, map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
		return func(from dbus.Sender, _, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
			d.mutex.Lock()
			d.last = asked{method, title, options}
			answer := d.answer
			d.mutex.Unlock()
			if d.silent {
				<-d.closed
			}
			token, _ := options["handle_token"].Value().(string)
			request := dbus.ObjectPath(portalPath + "/request/" + strings.NewReplacer(":", "", ".", "_").Replace(string(from)) + "/" + token)
			if err := conn.Export(requestObject{d}, request, portalRequest); err != nil {
				return "", dbus.MakeFailedError(err)
			}
			if answer != nil {
				answer(d, request)
			}
			return request, nil
		}
	}
	methods := map[string]any{"OpenFile": call("OpenFile"), "SaveFile": call("SaveFile")}
	if err := conn.ExportMethodTable(methods, portalPath, portalChooser); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return d
}

// requestObject is what a portal shows of a question that it is working on.
type requestObject struct{ d *desktop }

// Close is part of the interface of a request.
func (r requestObject) Close() *dbus.Error {
	close(r.d.closed)
	return nil
}

// say answers a request.
func (d *desktop) say(request dbus.ObjectPath, outcome uint32, paths ...string) {
	uris := make([]string, len(paths))
	for i, path := range paths {
		uris[i] = (&url.URL{Scheme: "file", Path: path}).String()
	}
	_ = d.conn.Emit(request, portalRequest+".Response", outcome, map[string]dbus.Variant{"uris": dbus.MakeVariant(uris)})
}

// chooses is a person who chooses a path.
func chooses(path string) func(*desktop, dbus.ObjectPath) {
	return func(d *desktop, request dbus.ObjectPath) { d.say(request, 0, path) }
}

// window runs what belongs to the window's goroutine on the test's.
type window chan func()

func (w window) Go(work, done func()) {
	go func() {
		work()
		w <- done
	}()
}

func (w window) Do(f func()) { w <- f }

// next runs what the window is asked to do next.
func (w window) next(t *testing.T) {
	t.Helper()
	select {
	case f := <-w:
		f()
	case <-time.After(20 * time.Second):
		t.Fatal("the picker never came back to the window")
	}
}

// native returns a picker of the desktop over a folder with files, and what it answered.
func native(t *testing.T) (dir string, p *portal, w window, m memory, answers *[]string) {
	dir, canvas, own, m := folder(t)
	w = make(window, 4)
	p = Native(canvas, m, w).(*portal)
	p.own = own
	answers = &[]string{}
	return dir, p, w, m, answers
}

func (p *portal) overlay() string {
	top := p.own.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	return strings.Join(looktest.Texts(top), " ")
}

func collect(answers *[]string) func(string) {
	return func(path string) { *answers = append(*answers, path) }
}

const waitingText = "Choose in the window that your desktop has opened."

func TestTheDesktopsDialogAnswers(t *testing.T) {
	privateBus(t)
	dir, p, w, m, answers := native(t)
	chosen := filepath.Join(dir, "sub", "Q3+Q4 – 100%.xlsx")
	d := (&desktop{answer: chooses(chosen)}).start(t)

	p.File(Spreadsheet, collect(answers))
	if !strings.Contains(p.overlay(), waitingText) {
		t.Errorf("while the desktop's dialog is open the window shows %q", p.overlay())
	}
	w.next(t)
	if len(*answers) != 1 || (*answers)[0] != chosen || p.overlay() != "" {
		t.Errorf("answered %q, and the window shows %q", *answers, p.overlay())
	}
	if m["folder.spreadsheet"] != filepath.Dir(chosen) {
		t.Errorf("the folder remembered is %q", m["folder.spreadsheet"])
	}
	file := d.asked()
	if file.method != "OpenFile" || file.title != Spreadsheet.Title || string(file.options["current_folder"].Value().([]byte)) != dir+"\x00" {
		t.Errorf("the desktop was asked %+v", file)
	}
	filters := file.options["filters"].String()
	q := question{options: map[string]dbus.Variant{}} // the bus of the test keeps no types
	q.filter(Spreadsheet.Extensions)
	if form := q.options["filters"].Signature().String(); form != "a(sa(us))" {
		t.Errorf("the filters are of the form %s", form)
	}
	if !strings.Contains(filters, `"*.[xX][lL][sS][xX]"`) || !strings.Contains(filters, `"*.[cC][sS][vV]"`) {
		t.Errorf("the desktop shows %s", filters)
	}

	p.Folder("Choose a folder", dir, collect(answers))
	w.next(t)
	if folder := d.asked(); len(*answers) != 2 || folder.options["directory"].Value() != true || folder.title != "Choose a folder" {
		t.Errorf("asked for a folder with %+v, answered %q", folder, *answers)
	}
}

func TestTheDesktopsDialogSaves(t *testing.T) {
	privateBus(t)
	dir, p, w, m, answers := native(t)
	d := (&desktop{}).start(t)
	save := func(path string) {
		d.answers(chooses(filepath.Join(dir, path)))
		p.Save(Brief, filepath.Join(dir, "october.brief"), collect(answers))
		w.next(t)
	}
	save("new.brief")
	save("new")
	save("old.brief") // the desktop has asked whether to replace it
	want := []string{filepath.Join(dir, "new.brief"), filepath.Join(dir, "new.brief"), filepath.Join(dir, "old.brief")}
	if strings.Join(*answers, "\n") != strings.Join(want, "\n") || p.overlay() != "" {
		t.Errorf("answered %q, want %q; the window shows %q", *answers, want, p.overlay())
	}
	if last := d.asked(); last.method != "SaveFile" || last.options["current_name"].Value() != "october.brief" || m["folder.brief"] != dir {
		t.Errorf("asked %+v, remembered %q", last, m["folder.brief"])
	}
	save("old") // which the desktop did not ask about
	if len(*answers) != 3 || !strings.Contains(p.overlay(), "“old.brief” is already in this folder") {
		t.Fatalf("answered %q, and the window shows %q", *answers, p.overlay())
	}
	looktest.Button(t, p.own.window.Canvas().Overlays().Top(), "Replace").OnPress()
	if len(*answers) != 4 || (*answers)[3] != filepath.Join(dir, "old.brief") {
		t.Errorf("answered %q", *answers)
	}
	if old, err := os.ReadFile(filepath.Join(dir, "old.brief")); err != nil || string(old) != "precious" {
		t.Errorf("choosing a file changed it to %q (%v)", old, err)
	}
}

func TestGivingUpInTheDesktopsDialogAnswersNothing(t *testing.T) {
	privateBus(t)
	_, p, w, _, answers := native(t)
	(&desktop{answer: func(d *desktop, request dbus.ObjectPath) { d.say(request, 1) }}).start(t)
	p.File(Brief, collect(answers))
	w.next(t)
	if len(*answers) != 0 || p.overlay() != "" || p.absent {
		t.Errorf("answered %q, and the window shows %q", *answers, p.overlay())
	}
}

// TestTheOwnDialogOpensWhereTheDesktopHasNone has no bus, a bus without a portal, and portals that do not do what they are for.
func TestTheOwnDialogOpensWhereTheDesktopHasNone(t *testing.T) {
	for _, tt := range []struct {
		name    string
		desktop *desktop
		noBus   bool
	}{
		{"no bus", nil, true},
		{"no portal", nil, false},
		{"a portal that never speaks", &desktop{silent: true}, false},
		{"a portal that fails", &desktop{answer: func(d *desktop, request dbus.ObjectPath) { d.say(request, 2) }}, false},
		{"a portal that answers nothing", &desktop{answer: func(d *desktop, request dbus.ObjectPath) { d.say(request, 0) }}, false},
		{"a portal that answers something else", &desktop{answer: func(d *desktop, request dbus.ObjectPath) {
			_ = d.conn.Emit(request, portalRequest+".Response", "x")
		}}, false},
		{"a portal that ends", &desktop{answer: func(d *desktop, _ dbus.ObjectPath) {
			_, _ = d.conn.ReleaseName(portalName)
		}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.noBus {
				t.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
			} else {
				privateBus(t)
			}
			_, p, w, _, answers := native(t)
			p.patience = 5 * time.Second
			if tt.desktop != nil {
				tt.desktop.start(t)
				if tt.desktop.silent {
					p.patience = 50 * time.Millisecond
					t.Cleanup(func() { close(tt.desktop.closed) })
				}
			}
			p.File(Spreadsheet, collect(answers))
			w.next(t)
			if shown := p.overlay(); !strings.Contains(shown, Spreadsheet.Title) || !strings.Contains(shown, "b.xlsx") || strings.Contains(shown, waitingText) {
				t.Errorf("the window shows %q", shown)
			}
			looktest.Button(t, p.own.window.Canvas().Overlays().Top(), "Cancel").OnPress()
			p.Save(Brief, "", collect(answers)) // the desktop is not asked twice
			if !strings.Contains(p.overlay(), "Save") || strings.Contains(p.overlay(), waitingText) || len(*answers) != 0 {
				t.Errorf("the second time the window shows %q", p.overlay())
			}
		})
	}
}

func TestABusThatEndsOpensTheOwnDialog(t *testing.T) {
	daemon := privateBus(t)
	_, p, w, _, answers := native(t)
	(&desktop{answer: func(*desktop, dbus.ObjectPath) { _ = daemon.Process.Kill() }}).start(t)
	p.File(Spreadsheet, collect(answers))
	w.next(t)
	if !strings.Contains(p.overlay(), "b.xlsx") {
		t.Errorf("the window shows %q", p.overlay())
	}
}

// A dialog of the desktop that nobody sees must not hold the window up.
func TestWhoeverSeesNoDialogOfTheDesktopChoosesInTheWindow(t *testing.T) {
	privateBus(t)
	_, p, w, _, answers := native(t)
	asked := make(chan dbus.ObjectPath, 1)
	d := (&desktop{answer: func(_ *desktop, request dbus.ObjectPath) { asked <- request }}).start(t)
	p.File(Spreadsheet, collect(answers))
	request := <-asked
	p.own.window.Canvas().OnTypedRune()('z')
	looktest.Button(t, p.own.window.Canvas().Overlays().Top(), "Choose here instead").OnPress()
	if !strings.Contains(p.overlay(), "b.xlsx") {
		t.Errorf("the window shows %q", p.overlay())
	}
	if line, ok := p.own.window.Canvas().Focused().(*look.Input); !ok || line.Text != "z" {
		t.Error("what was typed before the dialog opened is lost")
	}
	<-d.closed // the desktop's dialog goes
	d.say(request, 0, "/late.xlsx")
	w.next(t)
	if len(*answers) != 0 || p.absent {
		t.Errorf("a dialog that was given up answered %q", *answers)
	}
}
