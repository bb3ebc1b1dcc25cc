package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/app/fault"
)

// faulty is a disk whose n-th call fails. A write that fails has written half.
type faulty struct {
	disk
	call, failAt int
	err          error
	failed       string // the call that failed
}

func (d *faulty) fails(what string) error {
	d.call++
	if d.call == d.failAt {
		d.failed = what
		return d.err
	}
	return nil
}

func (d *faulty) Stat(name string) (fs.FileInfo, error) {
	if err := d.fails("stat"); err != nil {
		return nil, err
	}
	return d.disk.Stat(name)
}

func (d *faulty) EvalSymlinks(name string) (string, error) {
	if err := d.fails("evalsymlinks"); err != nil {
		return "", err
	}
	return d.disk.EvalSymlinks(name)
}

func (d *faulty) OpenFile(name string, flag int, perm fs.FileMode) (file, error) {
	if err := d.fails("open " + filepath.Base(name)); err != nil {
		return nil, err
	}
	f, err := d.disk.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return &faultyFile{f, d}, nil
}

func (d *faulty) Link(old, name string) error {
	if err := d.fails("link"); err != nil {
		return err
	}
	return d.disk.Link(old, name)
}

func (d *faulty) Rename(old, name string) error {
	if err := d.fails("rename to " + filepath.Base(name)); err != nil {
		return err
	}
	return d.disk.Rename(old, name)
}

func (d *faulty) Remove(name string) error {
	if err := d.fails("remove"); err != nil {
		return err
	}
	return d.disk.Remove(name)
}

func (d *faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := d.fails("readdir"); err != nil {
		return nil, err
	}
	return d.disk.ReadDir(name)
}

func (d *faulty) Chmod(name string, mode fs.FileMode) error {
	if err := d.fails("chmod"); err != nil {
		return err
	}
	return d.disk.Chmod(name, mode)
}

func (d *faulty) SyncDir(name string) error {
	if err := d.fails("syncdir"); err != nil {
		return err
	}
	return d.disk.SyncDir(name)
}

type faultyFile struct {
	file
	d *faulty
}

func (f *faultyFile) Read(p []byte) (int, error) {
	if err := f.d.fails("read"); err != nil {
		return 0, err
	}
	return f.file.Read(p)
}

func (f *faultyFile) Write(p []byte) (int, error) {
	if err := f.d.fails("write"); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

func (f *faultyFile) Chmod(mode fs.FileMode) error {
	if err := f.d.fails("chmod"); err != nil {
		return err
	}
	return f.file.Chmod(mode)
}

func (f *faultyFile) Stat() (fs.FileInfo, error) {
	if err := f.d.fails("fstat"); err != nil {
		return nil, err
	}
	return f.file.Stat()
}

func (f *faultyFile) Sync() error {
	if err := f.d.fails("sync"); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *faultyFile) Close() error {
	err := f.d.fails("close")
	return errors.Join(f.file.Close(), err)
}

// tempsIn lists the temporary files in a folder.
func tempsIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		if isTemp(e.Name()) {
			list = append(list, e.Name())
		}
	}
	return list
}

// TestASaveHappensWholeOrNotAtAll fails every call that a save makes, one after the other, with every error that disks
// have, until a save makes no more calls.
func TestASaveHappensWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	older, newer := small(), small()
	newer.Headline = strings.Repeat("A longer headline. ", 100)
	oldData, newData := mustEncode(t, older), mustEncode(t, newer)
	for _, cause := range []error{syscall.EIO, syscall.ENOSPC, syscall.EACCES} {
		tried := map[string]bool{}
		for failAt := 1; ; failAt++ {
			s, dir := newStore(t)
			path := filepath.Join(dir, "a.brief")
			put(t, path, oldData)
			from := originOf(path, oldData)
			d := &faulty{disk: osDisk{}, failAt: failAt, err: &fs.PathError{Op: "test", Path: path, Err: cause}}
			s.disk = d
			origin, warning, err := s.Save(path, newer, from, false)
			name := fmt.Sprintf("%v at call %d (%s)", cause, failAt, d.failed)

			data, readErr := os.ReadFile(path)
			if readErr != nil {
				t.Fatalf("%s: the file is gone: %v", name, readErr)
			}
			isOld, isNew := bytes.Equal(data, oldData), bytes.Equal(data, newData)
			switch {
			case !isOld && !isNew:
				t.Errorf("%s: the file is neither the old nor the new one", name)
			case err == nil && !isNew:
				t.Errorf("%s: said saved, but it is not", name)
			case err != nil && !isOld:
				t.Errorf("%s: said that it was not saved, but it is: %v", name, err)
			case (d.failed == "syncdir") != strings.Contains(warning, "the folder could not be synced"):
				t.Errorf("%s: the warning is %q", name, warning)
			case err == nil && !exists(osDisk{}, backupOf(path)) && !strings.Contains(warning, "could not be kept as “a.brief.bak”"):
				t.Errorf("%s: there is no backup, and the warning is %q", name, warning)
			case err != nil && fault.KindOf(err) != fault.Unwritable:
				t.Errorf("%s: not an explained error: %v", name, err)
			case origin.Path != "" && origin.SHA256 != hashOf(data):
				t.Errorf("%s: the origin does not describe the file", name)
			}
			if left := tempsIn(t, dir); len(left) > 0 && d.failed != "remove" {
				t.Errorf("%s: left %q", name, left)
			}
			if isNew {
				if bak, err := os.ReadFile(backupOf(path)); err == nil && !bytes.Equal(bak, oldData) {
					t.Errorf("%s: the backup is not the version before", name)
				}
			}
			if d.failed == "" {
				if err != nil || !isNew {
					t.Fatalf("no call failed, but %v", err)
				}
				break
			}
			tried[d.failed] = true
		}
		for _, call := range []string{"write", "sync", "close", "read", "rename to a.brief", "link", "syncdir", "chmod"} {
			if !tried[call] {
				t.Errorf("no %s was made to fail", call)
			}
		}
	}
}

func TestTheVersionBeforeIsKept(t *testing.T) {
	t.Parallel()
	for _, links := range []bool{true, false} {
		s, dir := newStore(t)
		if !links {
			s.disk = linkless{osDisk{}}
		}
		path := filepath.Join(dir, "a.brief")
		var origin brief.Origin
		for i := range 3 {
			b := small()
			b.Headline = fmt.Sprint("version ", i)
			var err error
			if origin, _, err = s.Save(path, b, origin, false); err != nil {
				t.Fatal(err)
			}
		}
		for file, want := range map[string]string{path: "version 2", backupOf(path): "version 1"} {
			opened, err := Read(file)
			if err != nil || opened.Brief.Headline != want {
				t.Errorf("links %v: %s: %v", links, file, err)
			}
		}
	}
}

// linkless is a disk like exFAT.
type linkless struct{ disk }

func (linkless) Link(string, string) error { return syscall.ENOTSUP }

func TestSomebodyElsesVersionIsNotOverwritten(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	origin, _, err := s.Save(path, small(), brief.Origin{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Save(path, small(), brief.Origin{}, false); !errors.Is(err, brief.ErrChanged) {
		t.Errorf("a new brief over another one: %v", err)
	}
	// As long as before, and with its time: only the hash tells.
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	theirs := bytes.Replace(data, []byte("Fix"), []byte("Fox"), 1)
	put(t, path, theirs)
	if err := os.Chtimes(path, time.Time{}, info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, _, err = s.Save(path, small(), origin, false); !errors.Is(err, brief.ErrChanged) || fault.KindOf(err) != fault.Unwritable {
		t.Fatalf("%v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, theirs) {
		t.Error("it was overwritten")
	}
	if _, _, err = s.Save(path, small(), origin, true); err != nil {
		t.Fatal(err)
	}
	if bak, _ := os.ReadFile(backupOf(path)); !bytes.Equal(bak, theirs) {
		t.Error("replaced on purpose, their version is not the backup")
	}
}

// TestAFileThatWentAwayIsNotMadeAgainUnasked moves a brief while it is open: a second one under the old name would be a
// surprise to find later.
func TestAFileThatWentAwayIsNotMadeAgainUnasked(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path, moved := filepath.Join(dir, "a.brief"), filepath.Join(dir, "b.brief")
	origin, _, err := s.Save(path, small(), brief.Origin{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Save(path, small(), origin, false)
	if !errors.Is(err, brief.ErrGone) || fault.KindOf(err) != fault.Unwritable || !strings.Contains(fault.Text(err), "moved") {
		t.Errorf("said %v", err)
	}
	if exists(osDisk{}, path) {
		t.Error("a second file was made")
	}
	if _, _, err := s.Save(path, small(), origin, true); err != nil || !exists(osDisk{}, path) {
		t.Errorf("it is not made where that is asked for: %v", err)
	}
}

// misleading is a disk that reports errors of what it did.
type misleading struct{ disk }

func (d misleading) Rename(old, name string) error {
	return errors.Join(syscall.EIO, d.disk.Rename(old, name))
}

func TestARenameThatWasDoneIsNoError(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	put(t, path, mustEncode(t, named("old")))
	s.disk = misleading{osDisk{}}
	if _, _, err := s.Save(path, named("new"), brief.Origin{}, true); err != nil {
		t.Errorf("the file is the new one, and Save says: %v", err)
	}
	if opened, err := Read(path); err != nil || opened.Brief.Headline != "new" {
		t.Errorf("%v, %v", opened, err)
	}
}

// TestAFolderThatMayNotBeListed writes where files may be made and not seen: a drop box.
func TestAFolderThatMayNotBeListed(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	s.disk = dropBox{osDisk{}}
	for _, headline := range []string{"first", "second"} {
		_, warning, err := s.Save(path, named(headline), brief.Origin{}, true)
		if err != nil || !strings.Contains(warning, "“a.brief” is saved, but the folder could not be synced") {
			t.Errorf("%s: warning %q, error %v", headline, warning, err)
		}
		if opened, err := Read(path); err != nil || opened.Brief.Headline != headline {
			t.Errorf("%v, %v", opened, err)
		}
	}
}

// dropBox is a disk whose folders cannot be opened, as mode 0333 has it for all but root.
type dropBox struct{ disk }

func (dropBox) ReadDir(name string) ([]fs.DirEntry, error) { return nil, refused(name) }
func (dropBox) SyncDir(name string) error                  { return refused(name) }

func refused(name string) error { return &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES} }

func TestTheLongestNamesHaveLockAndBackupOfTheirOwn(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	for _, letter := range []string{"n", "ñ", "名", "😀"} {
		stem := strings.Repeat(letter, (longestName-len("1.brief"))/len(letter))
		one, other := filepath.Join(dir, stem+"1.brief"), filepath.Join(dir, stem+"2.brief")
		for _, path := range []string{one, other} {
			var origin brief.Origin
			for i := range 2 {
				var warning string
				var err error
				if origin, warning, err = s.Save(path, named(fmt.Sprint(filepath.Base(path), i)), origin, false); err != nil || warning != "" {
					t.Fatalf("%s: %q, %v", letter, warning, err)
				}
			}
		}
		for _, path := range []string{one, other} {
			opened, err := Read(backupOf(path))
			if err != nil || opened.Brief.Headline != filepath.Base(path)+"0" {
				t.Errorf("the backup of %s: %v, %v", path, opened, err)
			}
			for _, name := range []string{backupOf(path), beside(path, lockPrefix, "")} {
				if base := filepath.Base(name); len(base) > longestName || !utf8.ValidString(base) {
					t.Errorf("%d bytes: %q", len(base), base)
				}
			}
		}
	}
	if got := filepath.Base(backupOf("/docs/a.brief")); got != "a.brief.bak" {
		t.Errorf("the backup of a short name is called %q", got)
	}
}

func TestManyCommandsAtOnceAllWrite(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.brief")
	const commands = 16
	answers := make(chan error, commands)
	for i := range commands {
		go func() {
			_, err := Write(path, named(fmt.Sprint(i)))
			answers <- err
		}()
	}
	for range commands {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if opened, err := Read(path); err != nil || opened.Origin.ReadOnly != "" {
		t.Errorf("%v, %v", opened, err)
	}
}

func TestWriteFileKeepsWhatAFileIs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes and links are those of Unix")
	}
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.pdf"), filepath.Join(dir, "link.pdf")
	put(t, target, []byte("old"))
	for _, err := range []error{os.Chmod(target, 0o664), os.Symlink("target.pdf", link)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := WriteFile(link, writeBytes([]byte("new"))); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link became a file: %v", err)
	}
	info, err = os.Stat(target)
	if err != nil || info.Mode().Perm() != 0o664 || info.Size() != 3 {
		t.Errorf("the target is %v, %v", info, err)
	}
	if data, _ := os.ReadFile(target); string(data) != "new" {
		t.Errorf("the target holds %q", data)
	}
	dangling := filepath.Join(dir, "dangling.pdf")
	if err := os.Symlink("sub/../not-yet.pdf", dangling); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := WriteFile(dangling, writeBytes([]byte("made"))); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "not-yet.pdf")); string(data) != "made" {
		t.Error("a link to a file that was not there was not followed")
	}
}

func TestWhatCannotBeWrittenIsSaidInASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	protected := filepath.Join(dir, "protected.pdf")
	put(t, protected, []byte("old"))
	if err := os.Chmod(protected, 0o444); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "file"), nil)
	ok := writeBytes([]byte("new"))
	cases := []struct {
		path  string
		write func(io.Writer) error
		want  string
	}{
		{filepath.Join(dir, "nowhere", "a.pdf"), ok, "There is no folder " + filepath.Join(dir, "nowhere")},
		{dir, ok, "is a folder"},
		{protected, ok, "“protected.pdf” is write-protected"},
		{filepath.Join(dir, "file", "a.pdf"), ok, "is not a folder"},
		{filepath.Join(dir, strings.Repeat("x", 300)), ok, "is too long"},
		{os.DevNull, ok, "is not an ordinary file"},
		{filepath.Join(dir, "full.pdf"), func(io.Writer) error { return fmt.Errorf("page 1: %w", syscall.ENOSPC) }, "The disk is full"},
		{filepath.Join(dir, "odd.pdf"), func(io.Writer) error { return errors.New("odd") }, "“odd.pdf” could not be written"},
		{filepath.Join(dir, "own.pdf"), func(io.Writer) error { return fault.New(fault.Findings, "Mend the figure first.", nil) }, "Mend the figure first."},
	}
	for _, c := range cases {
		_, err := WriteFile(c.path, c.write)
		var explained *fault.Error
		if !errors.As(err, &explained) || !strings.Contains(fault.Text(err), c.want) {
			t.Errorf("%s: %v, want %q", c.path, err, c.want)
		}
		if _, err := os.Stat(c.path); err == nil && strings.HasSuffix(c.path, "l.pdf") {
			t.Errorf("%s was left half written", c.path)
		}
	}
	if data, _ := os.ReadFile(protected); string(data) != "old" {
		t.Error("a write-protected file was replaced")
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = WriteFile(filepath.Join(dir, "panic.pdf"), func(io.Writer) error { panic("a defect") })
	}()
	if left := tempsIn(t, dir); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

// TestEveryReasonIsASentence asks without causing them: root is refused nothing, and disks rarely break on demand.
func TestEveryReasonIsASentence(t *testing.T) {
	t.Parallel()
	explain := map[string]func(string, error) error{"write": unwritable, "read": unreadable}
	for verb, reasons := range map[string][]reason{"write": writeReasons, "read": readReasons} {
		for _, r := range reasons {
			err := explain[verb]("/docs/q3/a.brief", &fs.PathError{Op: verb, Path: "/x", Err: r.cause})
			text := fault.Text(err)
			if !errors.Is(err, r.cause) || !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "{}") ||
				!strings.Contains(text, "“a.brief”") && !strings.Contains(text, filepath.FromSlash("/docs/q3")) {
				t.Errorf("%s, %v: %q", verb, r.cause, text)
			}
		}
	}
	refused := fault.Text(unwritable("/docs/q3/a.brief", &fs.PathError{Op: "open", Path: "/x", Err: syscall.EACCES}))
	if want := "You may not write to “a.brief” in /docs/q3; save somewhere else, or ask for the right to write there."; refused != want {
		t.Errorf("got %q", refused)
	}
}

func TestTemporaryFilesOfKilledProcessesAreSwept(t *testing.T) {
	t.Parallel()
	child := exec.Command(os.Args[0], "-test.run", "^$")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	dead, mine := child.Process.Pid, os.Getpid()
	long := strings.Repeat("n", longestName-len(".pdf")) + ".pdf"
	for _, name := range []string{"a.pdf", long} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		temp := func(suffix string) string { return beside(path, tempPrefix, suffix) }
		gone := []string{temp(fmt.Sprintf(".%d-0.tmp", dead)), temp(fmt.Sprintf(".%d-1.tmp", mine)), temp(".odd.tmp")}
		stay := []string{
			temp(fmt.Sprintf(".%d-2.tmp", mine)), temp(".odder.tmp"), temp(fmt.Sprintf(".%d-3.tmp", dead)),
			filepath.Join(dir, fmt.Sprintf(".~b.pdf.%d-0.tmp", dead)), filepath.Join(dir, ".~a.pdf.txt"),
		}
		for _, file := range append(slices.Clone(gone), stay...) {
			put(t, file, nil)
		}
		before := time.Now().Add(-2 * staleAfter)
		for _, file := range gone[1:] {
			if err := os.Chtimes(file, before, before); err != nil {
				t.Fatal(err)
			}
		}
		// A process of another machine has a number that is nobody's here; it holds the lock.
		elsewhere := lockTemp(stay[2])
		if _, err := WriteFile(path, writeBytes(nil)); err != nil {
			t.Fatal(err)
		}
		for _, file := range gone {
			if exists(osDisk{}, file) {
				t.Errorf("%s is still there", filepath.Base(file))
			}
		}
		for _, file := range stay {
			if !exists(osDisk{}, file) {
				t.Errorf("%s is gone", filepath.Base(file))
			}
		}
		elsewhere.release()
	}
}
