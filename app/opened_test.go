//go:build window

package app_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/store"
)

// pagePatience is how long the page may take at most to show something, on a machine that has much else to do.
const pagePatience = 2 * time.Minute

// TestWindowOpensABriefOfManyMetrics opens a brief of 300 metrics and waits until its page shows one of them.
func TestWindowOpensABriefOfManyMetrics(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace")
	many := writeBrief(t, 300, 48, func(metric, month int) int { return 100 + metric + 3*month })
	w := openBrief(t, opening{brief: many, env: []string{"THROUGHLINE_TRACE=" + trace}})
	w.untilPageShows(trace, "Metric 1 is at 241") // 100 + 0 + 3 × 47
}

// TestWindowKeepsWhatWasTypedWhenTheSystemEndsIt types, ends the program by SIGTERM as soon as the page shows that, and
// looks into the recovery copies.
func TestWindowKeepsWhatWasTypedWhenTheSystemEndsIt(t *testing.T) {
	const typed = "Ended by a signal"
	trace, state := filepath.Join(t.TempDir(), "trace"), t.TempDir()
	w := openBrief(t, opening{env: []string{"THROUGHLINE_TRACE=" + trace, "XDG_STATE_HOME=" + state}})
	w.act("mousemove", "430", "150", "click", "1") // into the headline
	w.act("key", "ctrl+a")
	w.act("type", "--delay", "20", typed)
	w.untilPageShows(trace, typed)
	if err := syscall.Kill(w.pid, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-w.ended:
	case <-time.After(pagePatience):
		t.Fatalf("the program still runs %v after SIGTERM", pagePatience)
	}
	copies, err := filepath.Glob(filepath.Join(state, "throughline", "recovery", "*"+brief.Extension))
	if err != nil || len(copies) != 1 {
		t.Fatalf("there are %d recovery copies (%v), want 1", len(copies), err)
	}
	kept, err := store.New(t.TempDir(), time.Now).Open(copies[0])
	if err != nil {
		t.Fatal(err)
	}
	if kept.Brief.Headline != typed {
		t.Errorf("kept is %q, want %q", kept.Brief.Headline, typed)
	}
}

// untilPageShows waits until a page with that text was put up; trace is the file that THROUGHLINE_TRACE names.
func (w *typist) untilPageShows(trace, text string) {
	w.tb.Helper()
	for deadline := time.Now().Add(pagePatience); ; time.Sleep(20 * time.Millisecond) {
		shown, _ := os.ReadFile(trace) // it is not there before the first page is
		if strings.Contains(string(shown), text) {
			return
		}
		select {
		case <-w.ended:
			w.tb.Fatalf("the program ended before a page showed %q", text)
		default:
		}
		if time.Now().After(deadline) {
			w.tb.Fatalf("after %v no page shows %q, only %s", pagePatience, text, shown)
		}
	}
}

// writeBrief makes a brief of as many metrics, of as many months each from January 2022 on, and returns its file. Its
// headline names the first two metrics, and value answers what a metric is in a month, both counted from 0.
func writeBrief(tb testing.TB, metrics, months int, value func(metric, month int) int) string {
	tb.Helper()
	dir := tb.TempDir()
	var sheet bytes.Buffer
	sheet.WriteString("Metric")
	for m := range months {
		fmt.Fprintf(&sheet, ",%d-%02d", 2022+m/12, m%12+1)
	}
	for n := range metrics {
		fmt.Fprintf(&sheet, "\nMetric %d", n+1)
		for m := range months {
			fmt.Fprintf(&sheet, ",%d", value(n, m))
		}
	}
	data, story, file := filepath.Join(dir, "many.csv"), filepath.Join(dir, "story.md"), filepath.Join(dir, "many.brief")
	for name, text := range map[string]string{data: sheet.String() + "\n", story: "# Metric 1 is at {Metric 1} and Metric 2 at {Metric 2}\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	if out, err := exec.Command(program(tb), "new", file, "--data", data, "--story", story).CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	return file
}
