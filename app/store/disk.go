package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"throughline/app/intake"
)

// disk is what the store asks of a file system. Tests put one in its place that fails at a chosen call.
type disk interface {
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	Readlink(name string) (string, error)
	EvalSymlinks(name string) (string, error)
	OpenFile(name string, flag int, perm fs.FileMode) (file, error)
	Link(old, name string) error
	Rename(old, name string) error
	Remove(name string) error
	ReadDir(name string) ([]fs.DirEntry, error)
	MkdirAll(name string, perm fs.FileMode) error
	Chmod(name string, mode fs.FileMode) error
	SyncDir(name string) error
}

// file is an open file of a disk.
type file interface {
	io.ReadWriteCloser
	Stat() (fs.FileInfo, error)
	Chmod(mode fs.FileMode) error
	Sync() error
}

// osDisk is the real one.
type osDisk struct{}

func (osDisk) Stat(name string) (fs.FileInfo, error)        { return os.Stat(name) }
func (osDisk) Lstat(name string) (fs.FileInfo, error)       { return os.Lstat(name) }
func (osDisk) Readlink(name string) (string, error)         { return os.Readlink(name) }
func (osDisk) EvalSymlinks(name string) (string, error)     { return filepath.EvalSymlinks(name) }
func (osDisk) Link(old, name string) error                  { return os.Link(old, name) }
func (osDisk) Rename(old, name string) error                { return os.Rename(old, name) }
func (osDisk) Remove(name string) error                     { return os.Remove(name) }
func (osDisk) ReadDir(name string) ([]fs.DirEntry, error)   { return os.ReadDir(name) }
func (osDisk) MkdirAll(name string, perm fs.FileMode) error { return os.MkdirAll(name, perm) }
func (osDisk) Chmod(name string, mode fs.FileMode) error    { return os.Chmod(name, mode) }

func (osDisk) OpenFile(name string, flag int, perm fs.FileMode) (file, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err // not f: a nil *os.File in an interface is not nil
	}
	return osFile{f}, nil
}

// SyncDir makes a rename in the folder survive a power cut. Windows has no such call: its journal orders renames itself.
func (osDisk) SyncDir(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(unlessUnsupported(dir.Sync()), dir.Close())
}

type osFile struct{ *os.File }

func (f osFile) Sync() error { return unlessUnsupported(f.File.Sync()) }

// unlessUnsupported drops the error of a file system that cannot flush (some network shares): there is nothing better to
// do there, and refusing to save would be worse. A flush that was tried and went wrong stays an error.
func unlessUnsupported(err error) error {
	if errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSYS) {
		return nil
	}
	return err
}

// readFile reads a regular file of at most limit bytes.
func readFile(d disk, path string, limit int64) (data []byte, err error) {
	info, err := d.Stat(path)
	if err == nil {
		err = intake.Check(info, limit)
	}
	if err != nil {
		return nil, err
	}
	f, err := d.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return intake.ReadAtMost(f, limit)
}
