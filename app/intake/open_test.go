package intake_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"throughline/app/fault"
	"throughline/app/intake"
)

// Nothing but a regular file is opened, and none that is too large: what never begins or never ends is refused by a look.
func TestReadRefusesWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	sparse, err := os.Create(at("sparse"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(sparse.Truncate(5<<30), sparse.Close()); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		want error
		says string
	}{
		at("missing"): {os.ErrNotExist, "was not found"},
		dir:           {intake.ErrFolder, "is a folder; choose a PDF inside it"},
		at("sparse"):  {intake.ErrTooLarge, "has more than 64 MB, the most that can be read"},
	}
	if runtime.GOOS != "windows" {
		l, err := net.Listen("unix", at("socket"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		if err := os.Symlink("/dev/zero", at("link to a device")); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{at("socket"), at("link to a device"), "/dev/zero", "/dev/null"} {
			cases[name] = struct {
				want error
				says string
			}{intake.ErrIrregular, "is not a file that can be read; choose a PDF"}
		}
	}
	for path, want := range cases {
		_, err := intake.Read(path, intake.PDF)
		if !errors.Is(err, want.want) {
			t.Errorf("%s: %v, want %v", path, err, want.want)
		}
		said := intake.Explain(err, path, "a PDF", intake.PDF)
		if fault.KindOf(said) != fault.Unreadable || !strings.Contains(said.Error(), want.says) {
			t.Errorf("%s: it says %q, want %q", path, said, want.says)
		}
	}
}

// endless is a file that grows as fast as it is read.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) { e.read += len(p); return len(p), nil }

func TestReadAtMostStopsInAFileThatGrows(t *testing.T) {
	t.Parallel()
	in := &endless{}
	if _, err := intake.ReadAtMost(in, 1000); !errors.Is(err, intake.ErrTooLarge) {
		t.Errorf("it says %v", err)
	}
	if in.read > 1001 {
		t.Errorf("%d bytes were read of at most 1,000 and one", in.read)
	}
	data, err := intake.ReadAtMost(io.LimitReader(&endless{}, 1000), 1000)
	if err != nil || !bytes.Equal(data, make([]byte, 1000)) {
		t.Errorf("a file of exactly the most: %d bytes, %v", len(data), err)
	}
}
