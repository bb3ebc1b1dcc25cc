package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
)

// killedChild names the file that a child process saves to, again and again, until it is killed.
const killedChild = "THROUGHLINE_TEST_SAVES_TO"

func TestMain(m *testing.M) {
	if path := os.Getenv(killedChild); path != "" {
		saveForEver(path)
	}
	os.Exit(m.Run())
}

// saveForEver saves versions of a brief, each a whole to be told from a mix of two: every text in it has its number. It
// says on standard output which version it believes saved.
func saveForEver(path string) {
	s := New(filepath.Dir(path), func() time.Time { return when })
	opened, err := s.Open(path)
	if err != nil {
		panic(err)
	}
	origin := opened.Origin
	for n := 1; ; n++ {
		b := version(n)
		if origin, _, err = s.Save(path, b, origin, false); err != nil {
			panic(err)
		}
		fmt.Println(n)
		if err := s.Copy(b, origin); err != nil {
			panic(err)
		}
	}
}

func version(n int) *brief.Brief {
	b := small()
	b.Headline = fmt.Sprint(n)
	b.Metrics[0].Definition = strings.Repeat(fmt.Sprint(n, " "), 20_000)
	return b
}

// TestAKilledSaveLeavesAWholeFile kills a process that does nothing but save, at random moments.
func TestAKilledSaveLeavesAWholeFile(t *testing.T) {
	t.Parallel()
	const rounds = 25
	for round := range rounds {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.brief")
		if _, err := Write(path, version(0)); err != nil {
			t.Fatal(err)
		}
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), killedChild+"="+path)
		var said, complaints bytes.Buffer
		child.Stdout, child.Stderr = &said, &complaints
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(50+rand.IntN(150)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // "killed" is what it should say
		if complaints.Len() > 0 {
			t.Fatalf("the child failed by itself: %s", &complaints)
		}
		s := New(dir, func() time.Time { return when })
		opened, err := s.Open(path)
		if err != nil || opened.Notes != nil || opened.Origin.ReadOnly != "" {
			t.Fatalf("round %d: %v %+v", round, err, opened)
		}
		saved := 0
		if lines := strings.Fields(said.String()); len(lines) > 0 {
			if _, err := fmt.Sscan(lines[len(lines)-1], &saved); err != nil {
				t.Fatal(err)
			}
		}
		var got int
		if _, err := fmt.Sscan(opened.Brief.Headline, &got); err != nil || got < saved || got > saved+1 {
			t.Errorf("round %d: said version %d was saved, the file holds %q", round, saved, opened.Brief.Headline)
		}
		if opened.Brief.Metrics[0].Definition != version(got).Metrics[0].Definition {
			t.Errorf("round %d: the file is a mix", round)
		}
		for _, r := range s.Recoveries() {
			if r.Path != path || r.ID != "small" {
				t.Errorf("round %d: a recovery copy that is not whole: %+v", round, r)
			}
		}
	}
}
