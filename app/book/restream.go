package book

import (
	"context"
	"errors"
	"fmt"

	"throughline/app/sheet"
)

// streamSheet reads the rows of a sheet that is too large to be held from its file once more. The texts and styles are
// those of the first reading, which the file is held to; so are the parts that the scanner does not read, lest a sheet
// begin anew when half of its rows are told.
func streamSheet(src *source, part string, b *xlsxBook, texts *textStore, odd map[string]bool) sheet.Stream {
	return func(ctx context.Context, f func(row int, cells []sheet.Cell) error) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = damaged(src.name, fmt.Errorf("panic: %v", r))
			}
		}()
		in, done, err := src.reopen(ctx)
		if err != nil {
			return err
		}
		defer done()
		c, err := openContainer(src.name, in)
		if err != nil {
			return err
		}
		entry, ok := c.parts[part]
		if !ok {
			return src.changed(nil)
		}
		c.odd = odd
		p := &passer{pass: f}
		meta := &sheet.Sheet{HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
		r := sheetReader{texts: texts, styles: b, sink: p, meta: meta}
		err = c.walk(entry, newMeter(ctx, func(float64) {}, int64(entry.UncompressedSize64)), r.read)
		if err == nil {
			err = p.flush()
		}
		var own passedError
		switch {
		case errors.As(err, &own):
			return own.error
		case err != nil:
			return workbookError(src.name, err)
		}
		return src.stillSame()
	}
}

// passer hands the rows of a sheet on as they are complete, those without a value too.
type passer struct {
	pass  func(row int, cells []sheet.Cell) error
	row   int // the one being filled, 0 before the first
	cells []sheet.Cell
}

func (p *passer) shows() bool { return true }

func (p *passer) put(row, col int, c sheet.Cell) error {
	if row != p.row {
		if err := p.flush(); err != nil {
			return err
		}
		for p.row++; p.row < row; p.row++ {
			if err := p.pass(p.row, nil); err != nil {
				return passedError{err}
			}
		}
	}
	for len(p.cells) < col-1 {
		p.cells = append(p.cells, sheet.Cell{})
	}
	p.cells = append(p.cells, c)
	return nil
}

// flush hands on the row that was filled.
func (p *passer) flush() error {
	if p.row == 0 {
		return nil
	}
	err := p.pass(p.row, p.cells)
	p.cells = p.cells[:0]
	if err != nil {
		return passedError{err}
	}
	return nil
}

// passedError is an error of the one the rows were handed to, which goes back to it as it is.
type passedError struct{ error }
