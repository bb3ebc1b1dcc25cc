// Package book reads spreadsheet files and copied cells into sheets of typed cells with their addresses. It reads .xlsx,
// .xlsm, .ods, .csv, .tsv and .txt, names every other format for what it is, and never changes, locks or writes beside the
// file it reads. What it skipped or guessed is a note the user can see. It knows nothing of tables and metrics, and must
// not know the window, the store or the clock.
package book

import (
	"context"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// Open reads a file into typed cells, deciding from its bytes how they are to be read; see OpenAs.
func Open(ctx context.Context, path string, progress func(float64)) (*sheet.Workbook, error) {
	return OpenAs(ctx, path, brief.TextFormat{}, progress)
}

// OpenAs reads a file into typed cells, a text file in the format that a person chose as far as it says one. Progress is
// called with the fraction done (0 to 1) from the calling goroutine and may be nil. Cancelling ctx ends the reading within
// 100 ms with ctx.Err(). Every other error is a fault.Error of kind Unreadable that says what the file is and what to do.
func OpenAs(ctx context.Context, path string, format brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	name := oneLine(filepath.Base(path)) // a file's name can hold anything, a sentence cannot
	if owner, ok := strings.CutPrefix(name, "~$"); ok {
		return nil, unreadable(nil, "“%s” is the marker Excel keeps beside an open workbook, not the workbook itself; choose “%s” instead.", name, owner)
	}
	src, err := openSource(ctx, path, name)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(float64) {}
	}
	wb, err := read(ctx, src, format, progress)
	if err != nil {
		return nil, err
	}
	src.data = nil // later readings go back to the file
	wb.Path, wb.File, wb.SHA256, wb.Modified = path, name, hex.EncodeToString(src.sum[:]), src.info.ModTime()
	progress(1)
	return wb, nil
}

// read picks the reader by what the bytes are, not by what the name says. The excelize library, the XML and the zip
// packages all meet hostile input here: a panic in any of them becomes a sentence about the file.
func read(ctx context.Context, src *source, format brief.TextFormat, progress func(float64)) (wb *sheet.Workbook, err error) {
	defer func() {
		if r := recover(); r != nil {
			wb, err = nil, damaged(src.name, fmt.Errorf("panic: %v", r))
		}
	}()
	in, done, err := src.open()
	if err != nil {
		return nil, err
	}
	defer done()
	switch f := sniff(src.name, in); f {
	case formatXLSX:
		return readXLSX(ctx, src, progress)
	case formatODS:
		return readODS(ctx, src.name, in, progress)
	case formatFlatODS:
		return readFlatODS(ctx, src.name, in, progress)
	case formatText:
		return readText(ctx, src, format, progress)
	case formatOtherZip:
		return nil, refuseArchive(src.name, in)
	default:
		return nil, formats[f].refuse(src.name, nil)
	}
}
