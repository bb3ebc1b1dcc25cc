package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// delimiters are tried in this order; the earlier one wins a tie.
var delimiters = []struct {
	r    rune
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "vertical bars"}}

// readText reads a delimited text file into one sheet. The cells keep their text: what is a number in which decimal
// convention is decided where whole columns are seen.
func readText(ctx context.Context, name string, data []byte, progress func(float64)) (*sheet.Workbook, error) {
	text, enc, err := decodeText(data)
	if err != nil {
		return nil, unreadable(err, "“%s” is not readable as text; open it in your spreadsheet program, save it as .xlsx, and import that.", name)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	wb := &sheet.Workbook{Kind: "txt"}
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".csv", ".tsv":
		wb.Kind = ext[1:]
	case ".xlsx", ".xlsm", ".xls":
		wb.Notes = append(wb.Notes, brief.Note{
			Severity: brief.Warning, Code: "text-under-workbook-name",
			Text: fmt.Sprintf("The file is called %s but holds plain text; it was read as text.", ext),
		})
	}
	delimiter, text, skip := findDelimiter(text)
	s := &sheet.Sheet{Rows: make([][]sheet.Cell, skip), HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	if err := readRecords(ctx, name, text, delimiters[delimiter].r, s, progress); err != nil {
		return nil, err
	}
	if s.Width() == 0 {
		return nil, unreadable(nil, "“%s” holds no values; export it again with the table in it.", name)
	}
	wb.Notes = append(wb.Notes, brief.Note{
		Severity: brief.Info, Code: "text-format",
		Text: fmt.Sprintf("Read as %s text with %s between the fields.", enc, delimiters[delimiter].name),
	})
	wb.Notes = append(wb.Notes, raggedNotes(s)...)
	if strings.Count(text, `"`)%2 == 1 {
		wb.Notes = append(wb.Notes, brief.Note{
			Severity: brief.Warning, Code: "unclosed-quote", Cell: longestField(s),
			Text: "A quotation mark is never closed, so lines may have run together in one cell; check the rows after it.",
		})
	}
	wb.Sheets = []*sheet.Sheet{s}
	wb.Delimiter = string(delimiters[delimiter].r)
	return wb, nil
}

// decodeText returns the text and the name of its encoding: by byte order mark, then UTF-8 if it is valid, UTF-16 by
// where its NULs lie, and Windows-1252 for the rest.
func decodeText(data []byte) (text, name string, err error) {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data, name = data[3:], "UTF-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		enc, name = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		enc, name = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), "UTF-16"
	case bytes.IndexByte(data, 0) >= 0:
		if enc, name = utf16Order(data), "UTF-16"; enc == nil {
			return "", "", errors.New("NUL bytes in text")
		}
	case utf8.Valid(data):
		name = "UTF-8"
	default:
		enc, name = charmap.Windows1252, "Windows-1252"
	}
	if enc != nil {
		if data, err = enc.NewDecoder().Bytes(data); err != nil {
			return "", "", err
		}
	}
	return string(data), name, nil
}

// utf16Order tells UTF-16 without a byte order mark by its NULs, which lie at every second byte of Western text; nil
// where they do not.
func utf16Order(data []byte) encoding.Encoding {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	var nuls [2]int
	head := data[:min(len(data), 4096)]
	for i, b := range head {
		if b == 0 {
			nuls[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case nuls[1]*10 > pairs*7 && nuls[0]*10 < pairs:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case nuls[0]*10 > pairs*7 && nuls[1]*10 < pairs:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// findDelimiter picks the delimiter that cuts the beginning of the text into the most regular records with the most
// fields. A first line "sep=;" decides and is taken off; skip is then 1.
func findDelimiter(text string) (delimiter int, rest string, skip int) {
	if line, after, _ := strings.Cut(text, "\n"); len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		for i, d := range delimiters {
			if rune(line[4]) == d.r {
				return i, after, 1
			}
		}
	}
	sample := text[:min(len(text), 64<<10)]
	best := 0.0
	for i, d := range delimiters {
		if score := regularity(sample, d.r); score > best+1e-9 {
			best, delimiter = score, i
		}
	}
	return delimiter, text, 0
}

// regularity is the share of records that have the most common number of fields, weighted by that number; 0 where most
// records have a single field.
func regularity(sample string, delimiter rune) float64 {
	r := newCSV(sample, delimiter)
	r.ReuseRecord = true
	counts := map[int]int{}
	records := 0
	for {
		fields, err := r.Read()
		if err != nil {
			break
		}
		counts[len(fields)]++
		records++
	}
	best := 0.0
	for fields, n := range counts {
		if fields > 1 {
			best = max(best, float64(n)/float64(records)*(1+math.Log2(float64(fields))/8))
		}
	}
	return best
}

func newCSV(text string, delimiter rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = delimiter, -1, true
	return r
}

// readRecords fills the sheet, one row per record; empty lines stay empty rows, so that addresses are those a
// spreadsheet program shows.
func readRecords(ctx context.Context, name, text string, delimiter rune, s *sheet.Sheet, progress func(float64)) error {
	r := newCSV(text, delimiter)
	r.ReuseRecord = true
	left := newBudget()
	for at := int64(0); ; {
		if len(s.Rows)%512 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			progress(float64(at) / float64(len(text)+1))
		}
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(err, "“%s” cannot be split into rows and fields; open it in your spreadsheet program, save it as .xlsx, and import that.", name)
		}
		for range leadingLines(text[at:r.InputOffset()]) {
			s.Rows = append(s.Rows, nil)
		}
		at = r.InputOffset()
		row, filled := textRow(fields)
		s.Rows = append(s.Rows, row)
		left.cells -= filled
		left.room -= len(row)
		if err := checkTextCaps(name, s, left); err != nil {
			return err
		}
	}
}

// leadingLines counts the empty lines a stretch of text begins with.
func leadingLines(text string) int { return len(text) - len(strings.TrimLeft(text, "\n")) }

// textRow makes cells of a record, up to the last one that is not blank, and counts those.
func textRow(fields []string) (row []sheet.Cell, filled int) {
	row = make([]sheet.Cell, len(fields))
	width := 0
	for i, f := range fields {
		if row[i] = textCell(cleanText(f[:min(len(f), limits.text)])); row[i].Kind != sheet.Blank {
			filled++
			width = i + 1
		}
	}
	return row[:width], filled
}

// checkTextCaps refuses a text file whose last row read passes a cap.
func checkTextCaps(name string, s *sheet.Sheet, left budget) error {
	width := len(s.Rows[len(s.Rows)-1])
	switch {
	case width > 0 && len(s.Rows) > limits.rows:
		return unreadable(nil, "“%s” has more than %s rows, the most that can be imported; sum it up or save a part of it first.", name, grouped(limits.rows))
	case width > limits.columns:
		return unreadable(nil, "“%s” has more than %s columns in row %d, the most that can be imported; save the columns you need.", name, grouped(limits.columns), len(s.Rows))
	case left.overdrawn():
		return unreadable(nil, "“%s” has more than %s cells, the most that can be imported; sum it up or save a part of it first.", name, grouped(limits.cells))
	}
	return nil
}

// raggedNotes says which row has more values than the rows around it: a sign of an unquoted delimiter.
func raggedNotes(s *sheet.Sheet) []brief.Note {
	counts := map[int]int{}
	for _, r := range s.Rows {
		counts[len(r)]++
	}
	usual := 0
	for width, n := range counts {
		if width > 0 && (n > counts[usual] || usual == 0 || n == counts[usual] && width > usual) {
			usual = width
		}
	}
	wider, first := 0, 0
	for i, r := range s.Rows {
		if len(r) > usual && usual > 1 {
			if wider++; first == 0 {
				first = i + 1
			}
		}
	}
	if wider == 0 || wider*10 > len(s.Rows) {
		return nil // where every tenth row is wider, the width is no slip
	}
	return []brief.Note{{
		Severity: brief.Warning, Code: "ragged-row", Cell: sheet.Address(first, usual+1),
		Text: fmt.Sprintf("Row %d has more fields than the others (%d of such rows); a field may hold an unquoted separator.", first, wider),
	}}
}

// longestField is where the cell with the most lines is.
func longestField(s *sheet.Sheet) string {
	address, lines := "", 0
	for i, row := range s.Rows {
		for j, c := range row {
			if n := strings.Count(c.Text, "\n"); n > lines {
				address, lines = sheet.Address(i+1, j+1), n
			}
		}
	}
	return address
}
