package book

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"throughline/app/intake"
)

// sized is bytes that can be read from anywhere.
type sized interface {
	io.ReaderAt
	Size() int64
}

// source is the file being read and the way back to it: a sheet too large to be held is read again from the file, if that
// is still the one it was.
type source struct {
	path, name string
	info       fs.FileInfo
	sum        [sha256.Size]byte
	data       []byte // the bytes of a small file, or of one that has no path
}

// openSource looks at a file and sums its bytes up. A small one is read into memory, so that everything after sees one
// state of it.
func openSource(ctx context.Context, path, name string) (*source, error) {
	info, err := checkFile(path, name)
	if err != nil {
		return nil, err
	}
	s := &source{path: path, name: name, info: info}
	f, _, err := intake.Open(path, limits.File)
	if err != nil {
		return nil, s.unread(err)
	}
	defer func() { _ = f.Close() }() // only read from
	if info.Size() <= limits.Memory {
		if s.data, err = intake.ReadAtMost(f, limits.Memory); err == nil {
			s.sum = sha256.Sum256(s.data)
		}
	} else {
		s.sum, err = sumFile(ctx, io.LimitReader(f, info.Size()+1))
	}
	if err == nil {
		err = s.unchanged()
	}
	if s.data != nil && err == nil && int64(len(s.data)) != info.Size() {
		err = s.changed(nil)
	}
	if err != nil {
		return nil, s.unread(err)
	}
	return s, nil
}

// unread says that a file could not be read; what is explained already, and the end of ctx, stay what they are.
func (s *source) unread(err error) error {
	switch {
	case explained(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrPermission):
		return forbidden(err, s.name)
	}
	return unreadable(err, "“%s” could not be read from its disk; copy it to this computer and try again.", s.name)
}

// sumFile sums up a file too large to be held.
func sumFile(ctx context.Context, f io.Reader) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	_, err = io.CopyBuffer(struct{ io.Writer }{h}, &ctxReader{ctx, f}, make([]byte, 256<<10))
	h.Sum(sum[:0])
	return sum, err
}

// ctxReader ends the reading when its context does.
type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

func (h *ctxReader) Read(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.r.Read(p)
}

// open gives the bytes while they are read for the first time; close ends that.
func (s *source) open() (in sized, done func(), err error) {
	if s.data != nil {
		return bytes.NewReader(s.data), func() {}, nil
	}
	f, _, err := intake.Open(s.path, limits.File)
	if err != nil {
		return nil, nil, s.unread(err)
	}
	return sizedFile{f, s.info.Size()}, func() { _ = f.Close() }, nil
}

// reopen gives the bytes once more, after the file has been read, and makes sure that they are the same.
func (s *source) reopen(ctx context.Context) (in sized, done func(), err error) {
	if s.path == "" {
		return s.open()
	}
	if err := s.unchanged(); err != nil {
		return nil, nil, err
	}
	f, _, err := intake.Open(s.path, limits.File)
	if err != nil {
		return nil, nil, s.changed(err)
	}
	sum, err := sumFile(ctx, io.LimitReader(f, s.info.Size()+1))
	if err == nil && sum != s.sum {
		err = s.changed(nil)
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, s.unread(err)
	}
	return sizedFile{f, s.info.Size()}, func() { _ = f.Close() }, nil
}

// unchanged holds the file to what it was by its size and time.
func (s *source) unchanged() error {
	now, err := os.Stat(s.path)
	if err != nil || now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()) {
		return s.changed(err)
	}
	return nil
}

// stillSame is unchanged for bytes that may have no file.
func (s *source) stillSame() error {
	if s.path == "" {
		return nil
	}
	return s.unchanged()
}

func (s *source) changed(cause error) error {
	return unreadable(cause, "“%s” changed while it was being read; wait until it is saved, then import it again.", s.name)
}

type sizedFile struct {
	*os.File
	size int64
}

func (f sizedFile) Size() int64 { return f.size }

// checkFile refuses by a look at it what cannot be read.
func checkFile(path, name string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, unreadable(err, "“%s” was not found; check its name and folder.", name)
	case errors.Is(err, fs.ErrPermission):
		return nil, forbidden(err, name)
	case err != nil:
		return nil, unreadable(err, "“%s” could not be read from its disk; copy it to this computer and try again.", name)
	case info.IsDir():
		if f, ok := packages[strings.ToLower(filepath.Ext(name))]; ok {
			return nil, formats[f].refuse(name, nil)
		}
		return nil, unreadable(nil, "“%s” is a folder; choose a spreadsheet file inside it.", name)
	case !info.Mode().IsRegular():
		return nil, unreadable(nil, "“%s” is not a file that can be read; choose a spreadsheet file.", name)
	case info.Size() == 0:
		return nil, unreadable(nil, "“%s” is empty; export or download it again.", name)
	case info.Size() > limits.File:
		return nil, unreadable(nil, "“%s” has %s, more than the %s that can be imported; save the sheets you need as a file of their own.",
			name, intake.Megabytes(info.Size()), intake.Megabytes(limits.File))
	}
	return info, nil
}
