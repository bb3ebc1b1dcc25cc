package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"throughline/app/fault"
	"throughline/app/say"
)

// What Check, Open and Read refuse.
var (
	ErrFolder    = errors.New("a folder")
	ErrIrregular = errors.New("not a regular file") // a pipe, a device, a socket: it may never end, or never begin
	ErrTooLarge  = errors.New("file too large")
)

// Check refuses by a look at it what cannot be read, or has more than most bytes.
func Check(info fs.FileInfo, most int64) error {
	switch {
	case info.IsDir():
		return ErrFolder
	case !info.Mode().IsRegular():
		return ErrIrregular
	case info.Size() > most:
		return ErrTooLarge
	}
	return nil
}

// Open opens a regular file of at most that many bytes for reading. It never waits: a pipe is refused and not opened, also
// where one took the file's place after the look at it.
func Open(path string, most int64) (*os.File, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil {
		err = Check(info, most)
	}
	if err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	if info, err = f.Stat(); err == nil {
		err = Check(info, most)
	}
	if err != nil {
		_ = f.Close() // nothing was read
		return nil, nil, err
	}
	return f, info, nil
}

// ReadAtMost reads to the end, and no further than most bytes: a file may grow while it is read.
func ReadAtMost(r io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		err = ErrTooLarge
	}
	return data, err
}

// Read reads a regular file of at most that many bytes.
func Read(path string, most int64) ([]byte, error) {
	f, _, err := Open(path, most)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	return ReadAtMost(f, most)
}

// Explain says why a file was not read. What is what was to be read, “a PDF”, and most the size it may have.
func Explain(err error, path, what string, most int64) error {
	text := say.T("could not be read from its disk; copy it to this computer and try again")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = say.T("was not found; check its name and folder")
	case errors.Is(err, fs.ErrPermission):
		text = say.T("may not be read by you; ask its owner for access, or copy it to a folder of your own")
	case errors.Is(err, ErrFolder):
		text = say.F("is a folder; choose %s inside it", what)
	case errors.Is(err, ErrIrregular):
		text = say.F("is not a file that can be read; choose %s", what)
	case errors.Is(err, ErrTooLarge):
		text = say.F("has more than %s, the most that can be read; choose %s that is smaller", Megabytes(most), what)
	}
	return fault.New(fault.Unreadable, fmt.Sprintf("“%s” %s.", filepath.Base(path), text), err)
}
