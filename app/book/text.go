package book

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/sheet"
)

// delimiters are tried in this order; the earlier one wins a tie.
var delimiters = []struct {
	sign byte
	name string
	word string // for where a sign is hard to type
}{{',', "commas", "comma"}, {';', "semicolons", "semicolon"}, {'\t', "tabs", "tab"}, {'|', "vertical bars", "bar"}}

var delimiterChoices = []sheet.TextChoice{
	{Value: ",", Name: "Commas"}, {Value: ";", Name: "Semicolons"}, {Value: "\t", Name: "Tabs"}, {Value: "|", Name: "Vertical bars"},
}

// textInput is a delimited text and how it is read.
type textInput struct {
	src       *source
	encoding  *textEncoding
	delimiter int // in delimiters
	chosen    brief.TextFormat
	skip      int // lines before the first record that hold no cells
}

// readText reads a delimited text file into one sheet. The cells keep their text: what is a number in which decimal
// convention is decided where whole columns are seen. Of a text with more cells than are held the first rows are kept, and
// the others are read from it again when they are needed.
func readText(ctx context.Context, src *source, format brief.TextFormat, progress func(float64)) (*sheet.Workbook, error) {
	f := &textInput{src: src}
	if err := f.decide(format); err != nil {
		return nil, err
	}
	wb := &sheet.Workbook{Kind: "txt", Notes: underOtherName(src.name)}
	if ext := strings.ToLower(filepath.Ext(src.name)); ext == ".csv" || ext == ".tsv" {
		wb.Kind = ext[1:]
	}
	t := &textSheet{f: f, out: &sheet.Sheet{HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}, held: limits.Held}
	lost, err := f.each(ctx, f.src.open, progress, t.take)
	if err != nil {
		return nil, err
	}
	if err := f.check(t, lost); err != nil {
		return nil, err
	}
	if t.rows > len(t.out.Rows) {
		t.out.Stretch(t.rows, func(ctx context.Context, give func(int, []sheet.Cell) error) error {
			again := func() (sized, func(), error) { return f.src.reopen(ctx) }
			_, err := f.each(ctx, again, func(float64) {}, func(r *csvReader, row int) error {
				if r == nil {
					return give(row, nil)
				}
				cells, _ := textRow(r.fields)
				return give(row, cells)
			})
			return err
		})
	}
	used := delimiters[f.delimiter]
	wb.Notes = append(wb.Notes, brief.Note{
		Severity: brief.Info, Code: "text-format",
		Text: fmt.Sprintf("Read as %s text with %s between the fields.", f.encoding.name, used.name),
	})
	wb.Notes = append(wb.Notes, t.notes(lost)...)
	wb.Sheets = []*sheet.Sheet{t.out}
	wb.Delimiter = string(rune(used.sign))
	wb.Text = &sheet.TextFile{
		Used: brief.TextFormat{Encoding: f.encoding.id, Delimiter: wb.Delimiter}, Chosen: f.chosen,
		Encodings: encodingChoices, Delimiters: delimiterChoices,
	}
	return wb, nil
}

// underOtherName says that text was found under the name of a workbook.
func underOtherName(name string) []brief.Note {
	ext := strings.ToLower(filepath.Ext(name))
	if !slices.Contains([]string{".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}, ext) {
		return nil
	}
	return []brief.Note{{
		Severity: brief.Warning, Code: "text-under-workbook-name",
		Text: fmt.Sprintf("The file is called %s but holds plain text; it was read as text.", ext),
	}}
}

// sampleSize is how much of a text, in bytes of the file, decides on its delimiter and whether it is a table at all.
const sampleSize = 64 << 10

// decide finds how the text is to be read: as a person chose, and for the rest by its bytes.
func (f *textInput) decide(format brief.TextFormat) error {
	in, done, err := f.src.open()
	if err != nil {
		return err
	}
	defer done()
	head := make([]byte, min(in.Size(), sampleSize))
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return f.src.unread(err)
	}
	head = head[:n]
	if format.Encoding != "" {
		if f.encoding = encodingOf(format.Encoding); f.encoding == nil {
			return unreadable(nil, "There is no encoding “%s” to choose; choose one such as utf-8, windows-1252 or shift_jis.", oneLine(format.Encoding))
		}
		f.chosen.Encoding = f.encoding.id
	} else if f.encoding, err = encodingFor(head, io.NewSectionReader(in, 0, in.Size())); err != nil {
		return f.src.unread(err)
	}
	text, err := io.ReadAll(newDecoded(io.NewSectionReader(in, 0, int64(n)), f.encoding))
	if err != nil {
		return f.unsplit(err)
	}
	sample := string(text)
	line, rest, _ := strings.Cut(sample, "\n")
	says := -1
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		if says = delimiterOf(line[4:]); says >= 0 {
			sample, f.skip = rest, 1
		}
	}
	switch {
	case format.Delimiter != "":
		if f.delimiter = delimiterOf(format.Delimiter); f.delimiter < 0 {
			return unreadable(nil, "“%s” is no separator to choose; choose a comma, a semicolon, a tab or a vertical bar.", oneLine(format.Delimiter))
		}
		f.chosen.Delimiter = string(rune(delimiters[f.delimiter].sign))
		return nil
	case says >= 0:
		f.delimiter = says
		return nil
	}
	f.delimiter = findDelimiter(sample)
	return notTable(f.src.name, sample, delimiters[f.delimiter].sign)
}

// delimiterOf returns the place of a delimiter, by its sign or its word, in delimiters; -1 for another.
func delimiterOf(sign string) int {
	for i, d := range delimiters {
		if sign == string(rune(d.sign)) || strings.EqualFold(sign, d.word) {
			return i
		}
	}
	return -1
}

// findDelimiter picks the delimiter that cuts a sample into the most regular records with the most fields.
func findDelimiter(sample string) (delimiter int) {
	best := 0.0
	for i, d := range delimiters {
		if score, _ := regularity(sample, d.sign); score > best+1e-9 {
			best, delimiter = score, i
		}
	}
	return delimiter
}

// each reads the records in order and calls f with every row: with nil records for an empty line. It returns how many
// letters beyond ASCII could not be decoded, of how many.
func (f *textInput) each(
	ctx context.Context, open func() (sized, func(), error), progress func(float64), take func(r *csvReader, row int) error,
) (lost lostText, err error) {
	in, done, err := open()
	if err != nil {
		return lost, err
	}
	defer done()
	m := newMeter(ctx, progress, in.Size())
	text := newDecoded(m.reader(io.NewSectionReader(in, 0, in.Size())), f.encoding)
	r := newCSVReader(text, delimiters[f.delimiter].sign)
	for range f.skip {
		if err := r.next(); err != nil && !errors.Is(err, io.EOF) {
			return lost, f.unsplit(err)
		}
		if err := take(nil, r.row); err != nil {
			return lost, err
		}
	}
	for row := r.row; ; {
		err := r.next()
		if errors.Is(err, io.EOF) {
			return lostText{text.lost, text.foreign, r.strays, r.stray}, nil
		}
		if err != nil {
			return lost, f.unsplit(err)
		}
		if r.row%1024 == 0 && ctx.Err() != nil {
			return lost, ctx.Err() // a text in memory is read in few pieces
		}
		for row++; row < r.row; row++ {
			if err := take(nil, row); err != nil {
				return lost, err
			}
		}
		if err := take(r, row); err != nil {
			return lost, err
		}
	}
}

// lostText is what a text holds that could not be read as meant.
type lostText struct {
	letters, of int // that the encoding does not have, of all beyond ASCII
	strays      int // quotation marks that are never closed
	stray       [2]int
}

// unsplit says that a text could not be read to its end.
func (f *textInput) unsplit(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || explained(err) {
		return err
	}
	return unreadable(err, "“%s” cannot be split into rows and fields; open it in your spreadsheet program, save it as .xlsx, and import that.", f.src.name)
}

// check refuses a text without values, and a choice that does not fit the text.
func (f *textInput) check(t *textSheet, lost lostText) error {
	switch {
	case t.cells == 0:
		return unreadable(nil, "“%s” holds no values; export it again with the table in it.", f.src.name)
	case f.chosen.Encoding != "" && lost.letters*20 > lost.of:
		return unreadable(nil, "“%s” is not written in %s: %s in it mean nothing there; choose another encoding.",
			f.src.name, f.encoding.name, fault.Counted(lost.letters, "letter"))
	case f.chosen.Delimiter != "" && t.widest < 2:
		return unreadable(nil, "“%s” has no %s between its fields; choose another separator.", f.src.name, delimiters[f.delimiter].name)
	}
	return nil
}

// textSheet gathers the rows of a text.
type textSheet struct {
	f       *textInput
	out     *sheet.Sheet
	rows    int // up to the last with a value
	cells   int // with a value
	held    int // cells that may still be held
	dropped bool
	widest  int
	widths  map[int]rowWidth
}

// rowWidth counts the rows of one width.
type rowWidth struct{ rows, first int }

// take adds a row, within the caps.
func (t *textSheet) take(r *csvReader, row int) error {
	if r == nil {
		return nil
	}
	cells, filled := textRow(r.fields)
	if filled == 0 {
		return nil
	}
	name := t.f.src.name
	switch t.cells += filled; {
	case row > limits.Rows:
		return unreadable(nil, "“%s” has more than %s rows, the most that can be imported; sum it up or save a part of it first.", name, fault.Grouped(limits.Rows))
	case len(cells) > limits.Columns:
		return unreadable(nil, "“%s” has more than %s columns in row %d, the most that can be imported; save the columns you need.", name, fault.Grouped(limits.Columns), row)
	case t.cells > limits.Cells:
		return unreadable(nil, "“%s” has more than %s cells, the most that can be imported; sum it up or save a part of it first.", name, fault.Grouped(limits.Cells))
	}
	t.rows, t.widest = row, max(t.widest, len(cells))
	if t.widths == nil {
		t.widths = map[int]rowWidth{}
	}
	w := t.widths[len(cells)]
	if w.rows++; w.rows == 1 {
		w.first = row
	}
	t.widths[len(cells)] = w
	t.hold(row, cells)
	return nil
}

// hold keeps a row. When there are more cells than are held at once, only the first rows stay.
func (t *textSheet) hold(row int, cells []sheet.Cell) {
	if t.dropped && row > limits.Head {
		return
	}
	for len(t.out.Rows) < row {
		t.out.Rows = append(t.out.Rows, nil)
	}
	t.out.Rows[row-1] = cells
	if t.held -= len(cells); (t.held < 0 || row*t.widest > limits.Area) && !t.dropped && row > limits.Head {
		t.dropped = true
		t.out.Rows = slices.Clone(t.out.Rows[:limits.Head])
	}
}

// textRow makes cells of a record, up to the last one that is not blank, and counts those.
func textRow(fields []string) (row []sheet.Cell, filled int) {
	row = make([]sheet.Cell, len(fields))
	width := 0
	for i, f := range fields {
		if row[i] = textCell(cleanText(f[:min(len(f), limits.Text)])); row[i].Kind != sheet.Blank {
			filled++
			width = i + 1
		}
	}
	return row[:width], filled
}

// notes says what was doubtful about the text.
func (t *textSheet) notes(lost lostText) []brief.Note {
	var out []brief.Note
	if lost.letters > 0 {
		out = append(out, brief.Note{
			Severity: brief.Warning, Code: "letters-lost",
			Text: fmt.Sprintf("%s could not be read as %s and are shown as �; choose another encoding if they matter.", fault.Counted(lost.letters, "letter"), t.f.encoding.name),
		})
	}
	out = append(out, t.ragged()...)
	if lost.strays > 0 {
		out = append(out, brief.Note{
			Severity: brief.Warning, Code: "unclosed-quote", Cell: sheet.Address(lost.stray[0], lost.stray[1]),
			Text: fmt.Sprintf("A quotation mark begins %s and is never closed; it was read as a letter.", fault.Counted(lost.strays, "field")),
		})
	}
	return out
}

// ragged says which row has more values than the rows around it: a sign of an unquoted delimiter.
func (t *textSheet) ragged() []brief.Note {
	usual, total := 0, 0
	for width, w := range t.widths {
		total += w.rows
		if most := t.widths[usual].rows; w.rows > most || w.rows == most && width > usual {
			usual = width
		}
	}
	wider, first := 0, 0
	for width, w := range t.widths {
		if width > usual && usual > 1 {
			wider += w.rows
			if first == 0 || w.first < first {
				first = w.first
			}
		}
	}
	if wider == 0 || wider*10 > total {
		return nil // where every tenth row is wider, the width is no slip
	}
	return []brief.Note{{
		Severity: brief.Warning, Code: "ragged-row", Cell: sheet.Address(first, usual+1),
		Text: fmt.Sprintf("Row %d has more fields than the others (%d of such rows); a field may hold an unquoted separator.", first, wider),
	}}
}
