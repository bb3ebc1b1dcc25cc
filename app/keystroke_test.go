//go:build window

package app_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The profiles as the palette finds them.
var formsByName = []string{"one page", "decision brief", "pre-read", "full pack", "deck"}

// BenchmarkKeystrokeInTheWindow types into the headline of the sample in the real window and tells how long it takes from
// the key to the first changed pixel of the live page, for each profile: the median and the 95th percentile of some
// hundred keys, and how much the program worked for a key, which other work of the machine does not change. The promise is
// 50 ms at the median. Both include drawing without a graphics card, as the virtual display has none.
func BenchmarkKeystrokeInTheWindow(b *testing.B) {
	const keys = 120
	w := openSample(b)
	for _, form := range formsByName {
		b.Run(strings.ReplaceAll(form, " ", "-"), func(b *testing.B) {
			w.do("key ctrl+k")
			time.Sleep(time.Second)
			w.do("type --delay 20 'form: " + form + "'")
			w.do("key Return")
			time.Sleep(time.Second)
			w.do("key Escape")                // the palette does not offer the form that is shown already
			w.do("mousemove 430 150 click 1") // into the headline
			time.Sleep(2 * time.Second)
			var took []time.Duration
			before := w.worked()
			for i := range keys {
				key := "x"
				if i%2 == 1 {
					key = "BackSpace"
				}
				d, ok := w.untilPageChanges("key " + key)
				if !ok {
					b.Fatalf("the page did not change within %v of key %d", patience, i+1)
				}
				took = append(took, d)
				time.Sleep(60 * time.Millisecond) // what follows the first changed pixel is not part of the next key
			}
			b.ReportMetric(milliseconds(w.worked()-before)/keys, "ms-of-cpu/key")
			slices.Sort(took)
			b.ReportMetric(milliseconds(took[len(took)/2]), "ms/median")
			b.ReportMetric(milliseconds(took[len(took)*95/100]), "ms/p95")
			b.ReportMetric(milliseconds(took[len(took)-1]), "ms/most")
			b.ReportMetric(0, "ns/op")
			b.Log(histogram(took))
		})
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// histogram draws how many of the times fell into each ten milliseconds.
func histogram(took []time.Duration) string {
	const step = 10 * time.Millisecond
	counts := map[int]int{}
	last := 0
	for _, d := range took {
		n := int(d / step)
		counts[n]++
		last = max(last, n)
	}
	var b strings.Builder
	for n := range last + 1 {
		if counts[n] > 0 {
			fmt.Fprintf(&b, "\n%4d–%3d ms %4d %s", n*10, n*10+10, counts[n], strings.Repeat("▪", (counts[n]+1)/2))
		}
	}
	return b.String()
}

// typist is the window of a brief on a virtual display, with hands on its keyboard.
type typist struct {
	tb     testing.TB
	screen *os.File
	hands  io.Writer
	pid    int
	window string   // its number, as xdotool wants it
	env    []string // of everything on the display
	ended  chan struct{}
}

// opening is how a brief is opened on a virtual display. The zero value opens the sample as a user has it.
type opening struct {
	brief   string   // the file; empty for a copy of the sample
	display string   // width and height in pixels ("1920x1080"); empty for those of the other tests of the window
	env     []string // what is set besides
	said    io.Writer
}

// openSample opens a copy of the sample.
func openSample(tb testing.TB) *typist { return openBrief(tb, opening{}) }

// openBrief opens a brief in the program that "make build" built and waits until its window is drawn.
func openBrief(tb testing.TB, o opening) *typist {
	tb.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			tb.Skipf("%s is not installed; make test installs it", tool)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	tb.Cleanup(cancel)
	file, display := virtualDisplay(ctx, tb, cmp.Or(o.display, standardDisplay))
	home := tb.TempDir()
	if o.brief == "" {
		sample, err := os.ReadFile("../build/sample.brief")
		if err != nil {
			tb.Fatalf("%v; make sample makes it", err)
		}
		o.brief = filepath.Join(home, "sample.brief")
		if err := os.WriteFile(o.brief, sample, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	w := &typist{tb: tb, ended: make(chan struct{})}
	w.env = append(os.Environ(), "DISPLAY="+display, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home,
		"XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "LIBGL_ALWAYS_SOFTWARE=1")
	app := exec.CommandContext(ctx, program(tb), o.brief)
	app.Env, app.Stderr = append(w.env, o.env...), o.said
	if err := app.Start(); err != nil {
		tb.Fatal(err)
	}
	w.pid = app.Process.Pid
	go func() {
		defer close(w.ended)
		_ = app.Wait()
	}()
	tb.Cleanup(func() {
		_ = app.Process.Kill()
		<-w.ended
	})
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		if seen, err := readXWD(file); err == nil && isDrawn(seen) {
			break
		}
		if time.Now().After(deadline) {
			tb.Fatal("after a minute the window shows nothing")
		}
	}
	time.Sleep(time.Second)
	w.window, _, _ = strings.Cut(w.act("search", "--onlyvisible", "--pid", strconv.Itoa(w.pid)), "\n")
	w.act("windowfocus", w.window)
	hands := exec.CommandContext(ctx, "xdotool", "-")
	hands.Env = w.env
	in, err := hands.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := hands.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = in.Close()
		_ = hands.Wait()
	})
	screen, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = screen.Close() })
	w.screen, w.hands = screen, in
	return w
}

// program returns the path of the program that "make build" built.
func program(tb testing.TB) string {
	tb.Helper()
	path, err := filepath.Abs("../build/throughline")
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// act has xdotool do something, waits until it has, and returns what it says.
func (w *typist) act(command ...string) string {
	w.tb.Helper()
	xdotool := exec.Command("xdotool", command...)
	xdotool.Env = w.env
	out, err := xdotool.CombinedOutput()
	if err != nil {
		w.tb.Fatalf("xdotool %s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return string(out)
}

// do gives xdotool a command and does not wait for it.
func (w *typist) do(command string) {
	if _, err := fmt.Fprintln(w.hands, command); err != nil {
		w.tb.Fatal(err)
	}
}

// worked returns how long the program has worked on all processors together; proc(5), fields 14 and 15 in clock ticks.
func (w *typist) worked() time.Duration {
	const tick = 10 * time.Millisecond
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

// page reads every fourth row of the live page off the screen, as bytes: a line of text is higher than that, and who looks
// at the whole page all the time takes the processors from those who draw it.
func (w *typist) page() []byte {
	const width, height, pixel, left, top = 1280, 800, 4, 940, 130
	info, err := w.screen.Stat()
	if err != nil {
		w.tb.Fatal(err)
	}
	start := info.Size() - width*height*pixel // before it come the header and the colours
	const row = (width - 20 - left) * pixel
	rows := make([]byte, 0, (height-top-60+3)/4*row)
	for y := top; y < height-60; y += 4 {
		n := len(rows)
		rows = rows[:n+row]
		if _, err := w.screen.ReadAt(rows[n:], start+int64(y*width+left)*pixel); err != nil {
			w.tb.Fatal(err)
		}
	}
	return rows
}

// patience is how long a key may take at most on a machine that has much else to do.
const patience = 5 * time.Second

// untilPageChanges does something and tells how long it takes until the live page looks otherwise.
func (w *typist) untilPageChanges(command string) (took time.Duration, ok bool) {
	before := w.page()
	start := time.Now()
	w.do(command)
	for time.Since(start) < patience {
		if !bytes.Equal(w.page(), before) {
			return time.Since(start), true
		}
		time.Sleep(time.Millisecond)
	}
	return 0, false
}
