package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"throughline/app/fault"
	"throughline/app/intake"
)

var (
	errProtected = errors.New("file is write-protected")
	errReadBack  = errors.New("file does not read back as it was written")
)

// reason is a cause that people can do something about. In the text {file} stands for the file's name and {folder} for its folder.
type reason struct {
	cause error
	text  string
}

// Windows says these with numbers that mean other things elsewhere.
const (
	windowsSharingViolation = syscall.Errno(32)
	windowsDiskFull         = syscall.Errno(112)
)

var writeReasons = []reason{
	{syscall.ENOSPC, "The disk is full, so {file} was not written; free some space, or save to another disk."},
	{syscall.EDQUOT, "Your share of the disk is used up, so {file} was not written; free some space, or save to another disk."},
	{errProtected, "{file} is write-protected; save under another name, or take the protection off."},
	{syscall.EISDIR, "{file} is a folder; choose another name."},
	{intake.ErrIrregular, "{file} is not an ordinary file; choose another name."},
	{syscall.EROFS, "The disk that holds {folder} is write-protected; save somewhere else."},
	{fs.ErrPermission, "You may not write to {file} in {folder}; save somewhere else, or ask for the right to write there."},
	{syscall.ENOTDIR, "{folder} is not a folder; choose another one."},
	{fs.ErrNotExist, "There is no folder {folder}; make it, or choose another one."},
	{syscall.ENAMETOOLONG, "The name {file} is too long; choose a shorter one."},
	{intake.ErrTooLarge, "{file} is not a file that Throughline wrote; choose another name."},
	{errReadBack, "The disk did not keep {file} as it was written; save to another disk, and have this one checked."},
	{syscall.EIO, "The disk that holds {folder} reports a fault, so {file} was not written; save to another disk."},
}

// tooLarge names the caps that every brief stays under.
var tooLarge = fmt.Sprintf("{file} is larger than a brief can be (%s, %s unpacked, %s of text, %s parts); choose another file, or a copy with fewer metrics.",
	intake.Megabytes(intake.Brief), intake.Megabytes(intake.BriefUnzipped), intake.Megabytes(intake.BriefText), fault.Grouped(intake.BriefParts))

var readReasons = []reason{
	{intake.ErrFolder, "{file} is a folder; choose a brief in it."},
	{intake.ErrIrregular, "{file} is not an ordinary file; choose a brief."},
	{fs.ErrNotExist, "There is no file {file} in {folder}; it may have been moved or renamed."},
	{syscall.ENOTDIR, "There is no file {file} in {folder}; it may have been moved or renamed."},
	{fs.ErrPermission, "You may not read {file}; ask its owner for the right to."},
	{intake.ErrTooLarge, tooLarge},
	{syscall.EIO, "The disk that holds {file} reports a fault; try a copy of the file."},
}

var windowsReasons = []reason{
	{windowsDiskFull, "The disk is full, so {file} was not written; free some space, or save to another disk."},
	{windowsSharingViolation, "{file} is open in another program; close it there, or save under another name."},
}

// unwritable explains why the file at path was not written.
func unwritable(path string, err error) error {
	reasons := writeReasons
	if runtime.GOOS == "windows" {
		reasons = slices.Concat(windowsReasons, writeReasons)
	}
	return explain(fault.Unwritable, reasons, "{file} could not be written; save it somewhere else.", path, err)
}

// unreadable explains why the file at path was not read.
func unreadable(path string, err error) error {
	return explain(fault.Unreadable, readReasons, "{file} could not be read; try a copy of the file.", path, err)
}

func explain(kind fault.Kind, reasons []reason, otherwise, path string, err error) error {
	var explained *fault.Error
	if errors.As(err, &explained) {
		return explained
	}
	text := otherwise
	for _, r := range reasons {
		if errors.Is(err, r.cause) {
			text = r.text
			break
		}
	}
	text = strings.NewReplacer("{file}", quoted(path), "{folder}", filepath.Dir(path)).Replace(text)
	return fault.New(kind, text, err)
}

// quoted returns the file's name as sentences show it.
func quoted(path string) string { return "“" + filepath.Base(path) + "”" }
