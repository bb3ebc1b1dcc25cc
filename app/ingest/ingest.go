// Package ingest turns spreadsheet files into sheets of typed cells and finds the tables of metrics in them. It reads
// .xlsx, .xlsm, .csv, .tsv and .txt, names every other format for what it is, and never changes, locks or writes beside
// the file it reads. What it skipped, doubted or decided is a note or a reason the user can see. It must not know the
// window, the store or the clock.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"throughline/app/fault"
	"throughline/app/sheet"
)

// Open reads a file into typed cells. Progress is called with the fraction done (0 to 1) from the calling goroutine and
// may be nil. Cancelling ctx ends the reading within 100 ms with ctx.Err(). Every other error is a fault.Error of kind
// Unreadable that says what the file is and what to do.
func Open(ctx context.Context, path string, progress func(float64)) (*sheet.Workbook, error) {
	name := tidy(cleanText(filepath.Base(path))) // a file's name can hold anything, a sentence cannot
	if owner, ok := strings.CutPrefix(name, "~$"); ok {
		return nil, unreadable(nil, "“%s” is the marker Excel keeps beside an open workbook, not the workbook itself; choose “%s” instead.", name, owner)
	}
	data, info, err := readWhole(path, name)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(float64) {}
	}
	wb, err := read(ctx, name, data, progress)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	wb.Path, wb.File, wb.SHA256, wb.Modified = path, name, hex.EncodeToString(sum[:]), info.ModTime()
	progress(1)
	return wb, nil
}

// readWhole reads a file into memory, so that everything after sees one state of it, and refuses one that changed
// meanwhile.
func readWhole(path, name string) ([]byte, fs.FileInfo, error) {
	before, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, unreadable(err, "“%s” was not found; check its name and folder.", name)
	case errors.Is(err, fs.ErrPermission):
		return nil, nil, unreadable(err, "“%s” may not be read by you; ask its owner for access or copy it to a folder of your own.", name)
	case err != nil:
		return nil, nil, unreadable(err, "“%s” could not be read from its disk; copy it to this computer and try again.", name)
	case before.IsDir():
		if strings.EqualFold(filepath.Ext(name), ".numbers") {
			return nil, nil, formats[formatNumbers].refuse(name, nil)
		}
		return nil, nil, unreadable(nil, "“%s” is a folder; choose a spreadsheet file inside it.", name)
	case !before.Mode().IsRegular():
		return nil, nil, unreadable(nil, "“%s” is not a file that can be read; choose a spreadsheet file.", name)
	case before.Size() == 0:
		return nil, nil, unreadable(nil, "“%s” is empty; export or download it again.", name)
	case before.Size() > limits.file:
		return nil, nil, unreadable(nil, "“%s” has %s, more than the %s that can be imported; save the sheets you need as a file of their own.",
			name, megabytes(before.Size()), megabytes(limits.file))
	}
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, nil, unreadable(err, "“%s” may not be read by you; ask its owner for access or copy it to a folder of your own.", name)
	case err != nil:
		return nil, nil, unreadable(err, "“%s” could not be read from its disk; copy it to this computer and try again.", name)
	}
	after, err := os.Stat(path)
	if err != nil || after.Size() != int64(len(data)) || !after.ModTime().Equal(before.ModTime()) {
		return nil, nil, unreadable(err, "“%s” changed while it was being read; wait until it is saved, then import it again.", name)
	}
	return data, before, nil
}

// read picks the reader by what the bytes are, not by what the name says. The excelize library, the XML and the zip
// packages all meet hostile input here: a panic in any of them becomes a sentence about the file.
func read(ctx context.Context, name string, data []byte, progress func(float64)) (wb *sheet.Workbook, err error) {
	defer func() {
		if r := recover(); r != nil {
			wb, err = nil, damaged(name, fmt.Errorf("panic: %v", r))
		}
	}()
	f := sniff(name, data)
	switch f {
	case formatXLSX:
		return readXLSX(ctx, name, data, progress)
	case formatText:
		return readText(ctx, name, data, progress)
	}
	return nil, formats[f].refuse(name, nil)
}

func unreadable(cause error, format string, args ...any) error {
	return fault.New(fault.Unreadable, fmt.Sprintf(format, args...), cause)
}

func damaged(name string, cause error) error {
	return unreadable(cause, "“%s” is damaged or was not copied whole; open it in your spreadsheet program, save it again as .xlsx, and import that.", name)
}
