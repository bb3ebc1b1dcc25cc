//go:build window && soak

package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	// soakGrowth is how much more memory the program may take than after opening the brief.
	soakGrowth = 1.5
	// soakPrompt is how soon after the last key the page should show it; what comes later is counted, not refused, as it
	// depends on what else the machine does.
	soakPrompt = time.Second
	// soakPatience is how long the page may take at most.
	soakPatience = 30 * time.Second
	// soakInterval is how often a line is printed.
	soakInterval = 20 * time.Second
	// soakQuiet is how long nothing happens before the processor is looked at, and while it is.
	soakQuiet = 10 * time.Second
	// soakIdle is how much more the program may work meanwhile than right after opening: Fyne looks sixty times a second
	// whether there is anything to draw, and Go collects its garbage every two minutes.
	soakIdle = 200 * time.Millisecond
)

// TestSoak uses the real window of the program that "make build" built for as many minutes as SOAK_MINUTES says: it types,
// takes back, does again, changes sections, opens the palette and resizes, in an order that SOAK_SEED decides. After each
// burst the page must show what was typed, and at rest the program must not work. It prints what it takes, and fails
// where the page differs, the program ends, or its memory passes the bar.
func TestSoak(t *testing.T) {
	minutes, seed, metrics := setting(t, "SOAK_MINUTES", 5), setting(t, "SOAK_SEED", int(time.Now().UnixNano()%1e6)), setting(t, "SOAK_METRICS", 0)
	fmt.Printf("seed %d; make soak SEED=%d does the same again\n", seed, seed)
	s := &soak{T: t, rand: rand.New(rand.NewPCG(uint64(seed), 0)), trace: filepath.Join(t.TempDir(), "trace")}
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = said.Close() })
	s.said = said.Name()
	o := opening{display: "1920x1080", said: said, env: []string{"THROUGHLINE_TRACE=" + s.trace, "GODEBUG=gctrace=1"}}
	if metrics > 0 {
		o.brief = writeBrief(t, metrics, 24, func(int, int) int { return 1000 + s.rand.IntN(9000) })
	}
	s.typist = openBrief(t, o)
	s.resize(1920, 1080)
	time.Sleep(3 * time.Second)
	s.opened = s.memory()
	s.line("opened")
	s.idle = s.rest("after opening") + soakIdle
	end := time.Now().Add(time.Duration(minutes) * time.Minute)
	for next := time.Now().Add(soakInterval); time.Now().Before(end); {
		s.something()
		if time.Now().After(next) {
			s.line("in use")
			next = time.Now().Add(soakInterval)
		}
	}
	s.burst()
	s.restful("after typing")
	s.resize(1280, 800)
	s.restful("after resizing")
}

// setting reads a number from the environment.
func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s is %q, want a whole number", name, text)
	}
	return n
}

// soak is a long use of the window.
type soak struct {
	*testing.T
	*typist
	rand        *rand.Rand
	trace, said string        // files: which pages are shown, and what the program says on its standard error
	opened      int           // megabytes after the brief was opened
	idle        time.Duration // how much the program may work at rest

	bursts, late int // late counts how often the page followed later than soakPrompt
	began        time.Time
	lineAt       time.Time // of the last line, and how much the program had worked until then
	lineWorked   time.Duration
}

// something is the next thing a restless writer does.
func (s *soak) something() {
	switch n := s.rand.IntN(10); {
	case n < 6:
		s.burst()
	case n < 7:
		for range 3 {
			s.act("key", fmt.Sprintf("ctrl+%d", 1+s.rand.IntN(4)))
			time.Sleep(300 * time.Millisecond)
		}
		s.act("key", "ctrl+1")
	case n < 8:
		s.act("key", "ctrl+k")
		s.act("type", "--delay", "30", s.words(1))
		s.act("key", "Down", "Up", "Escape")
	default:
		size := [][2]int{{1920, 1080}, {1280, 800}, {1024, 640}, {1600, 900}, {1366, 768}}[s.rand.IntN(5)]
		s.resize(size[0], size[1])
	}
	time.Sleep(200 * time.Millisecond)
}

func (s *soak) resize(width, height int) {
	s.act("windowsize", s.window, strconv.Itoa(width), strconv.Itoa(height))
	time.Sleep(500 * time.Millisecond)
}

var soakWords = strings.Fields("trial sign-ups fell after pricing changed nudges bring them back fewer leave now 12% in 2025 and 1,400 of 47 teams stay longer")

func (s *soak) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = soakWords[s.rand.IntN(len(soakWords))]
	}
	return strings.Join(words, " ")
}

// burst writes a headline anew, takes that back, does it again, and looks each time whether the page follows.
func (s *soak) burst() {
	s.bursts++
	const wheelUp = "4"
	s.act("mousemove", "430", "150", "click", "--repeat", "20", "--delay", "5", wheelUp, "click", "1")
	s.act("key", "ctrl+a")
	mark := fmt.Sprintf("Round %d:", s.bursts)
	headline := mark + " " + s.words(3+s.rand.IntN(4))
	s.act("type", "--delay", strconv.Itoa(15+s.rand.IntN(60)), headline)
	s.follow("typing", headline, true)
	s.act("key", "ctrl+z")
	s.follow("an undo", headline, false)
	s.act("key", "ctrl+shift+z")
	s.follow("a redo", headline, true)
	if s.rand.IntN(2) == 0 { // into the next fields, and something there
		s.act("key", "Tab")
		s.act("type", "--delay", "30", " "+s.words(2))
		s.act("key", "ctrl+z")
	}
}

// follow waits until the page has a text, or no longer has it.
func (s *soak) follow(after, text string, want bool) {
	s.Helper()
	start := time.Now()
	for {
		select {
		case <-s.ended:
			s.Fatalf("the program ended after %s of %q:\n%s", after, text, s.tail(s.said))
		default:
		}
		page := s.page1()
		if strings.Contains(page, text) == want {
			break
		}
		if time.Since(start) > soakPatience {
			if seen, err := readXWD(s.screen.Name()); err == nil {
				keep(s.T, seen)
			}
			s.Fatalf("%v after %s of %q (on the page: %v) the page still shows the following; build/window.png is the window\n%s", soakPatience, after, text, want, page)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if time.Since(start) > soakPrompt {
		s.late++
	}
}

// page1 returns the text of the first page as it is shown now: the trace's last line about it.
func (s *soak) page1() string {
	var last struct {
		Page int
		Text string
	}
	lines := bytes.Split(bytes.TrimSpace(s.tail(s.trace)), []byte("\n"))
	for i := len(lines) - 1; i >= 0; i-- {
		if json.Unmarshal(lines[i], &last) == nil && last.Page == 1 {
			return last.Text
		}
	}
	return ""
}

// tail returns the end of a file.
func (s *soak) tail(name string) []byte {
	const most = 1 << 18
	f, err := os.Open(name)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		s.Fatal(err)
	}
	data := make([]byte, min(most, info.Size()))
	if _, err := f.ReadAt(data, info.Size()-int64(len(data))); err != nil {
		s.Fatal(err)
	}
	return data
}

// rest does nothing, and returns how much the program worked meanwhile.
func (s *soak) rest(after string) time.Duration {
	s.Helper()
	time.Sleep(soakQuiet)
	s.line("still busy " + after)
	before := s.worked()
	time.Sleep(soakQuiet)
	worked := s.worked() - before
	s.line("at rest " + after)
	return worked
}

// restful sees to it that the program does nothing where nothing happens.
func (s *soak) restful(after string) {
	s.Helper()
	if worked := s.rest(after); worked > s.idle {
		s.Errorf("at rest %s the program worked %v in %v, want at most %v", after, worked, soakQuiet, s.idle)
	}
}

// line prints what the program takes, and refuses more memory than the bar.
func (s *soak) line(what string) {
	s.Helper()
	now, worked, memory := time.Now(), s.worked(), s.memory()
	if s.began.IsZero() {
		s.began, s.lineAt = now, now
	}
	share := 0.0
	if d := now.Sub(s.lineAt); d > 0 {
		share = 100 * float64(worked-s.lineWorked) / float64(d)
	}
	s.lineAt, s.lineWorked = now, worked
	fmt.Printf("%6s %-26s %5d MB, live heap %4d MB, processor %5.1f %%, %4d bursts, %3d late\n",
		now.Sub(s.began).Round(time.Second), what, memory, s.live(), share, s.bursts, s.late)
	if most := int(soakGrowth * float64(s.opened)); memory > most {
		s.Errorf("%s the program takes %d MB, more than %.1f times the %d MB after opening the brief", what, memory, soakGrowth, s.opened)
	}
}

// memory returns how many megabytes the program has in memory; proc(5), VmRSS.
func (s *soak) memory() int {
	s.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.pid))
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			kilobytes, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kilobytes / 1024
		}
	}
	s.Fatal("the system does not say how much memory the program takes")
	return 0
}

// liveHeap is what is left after a collection: the last of three numbers in a line of Go's gctrace.
var liveHeap = regexp.MustCompile(`->(\d+) MB, `)

// live returns how many megabytes of Go's heap were in use after the last collection.
func (s *soak) live() int {
	found := liveHeap.FindAllSubmatch(s.tail(s.said), -1)
	if len(found) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(string(found[len(found)-1][1]))
	return n
}
