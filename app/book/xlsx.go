package book

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/sheet"
)

// A workbook is read in two ways. Its structure (which sheets, in what order and state, the date system, the styles, the
// names) comes from excelize, which is given a skeleton of the container without the sheets. The sheets themselves are
// walked once to their end: excelize answers part of a sheet without an error where its XML is cut or malformed, loads
// whole sheets to tell a cell's style, and has no caps.

// container is the opened zip file of a workbook with its parts by looked-up name.
type container struct {
	parts map[string]*zip.File
	odd   map[string]bool // names of parts in XML that the scanner leaves to the decoder
	left  int64           // bytes that may still be unpacked
}

// readXLSX reads a workbook.
func readXLSX(ctx context.Context, src *source, progress func(float64)) (*sheet.Workbook, error) {
	name := src.name
	in, done, err := src.open()
	if err != nil {
		return nil, err
	}
	defer done()
	c, err := openContainer(name, in)
	if err != nil {
		return nil, err
	}
	b, err := c.structure()
	if err != nil {
		return nil, workbookError(name, err)
	}
	if len(b.sheets) > limits.Sheets {
		return nil, unreadable(nil, "“%s” has %d sheets, more than the %d that can be imported; save the ones you need as a workbook of their own.",
			name, len(b.sheets), limits.Sheets)
	}
	m := newMeter(ctx, progress, c.size(b))
	texts, err := c.sharedStrings(b, m)
	if err != nil {
		return nil, workbookError(name, err)
	}
	wb := &sheet.Workbook{Kind: "xlsx"}
	if strings.EqualFold(filepath.Ext(name), ".xlsm") {
		wb.Kind = "xlsm"
	}
	left := newBudget()
	for i := range b.sheets {
		entry := &b.sheets[i]
		part, ok := c.parts[entry.part]
		if !ok {
			wb.Notes = append(wb.Notes, brief.Note{
				Severity: brief.Warning, Code: "sheet-missing",
				Text: fmt.Sprintf("Sheet “%s” is named in the workbook but its cells are not in the file.", entry.name),
			})
			continue
		}
		s, err := c.readSheet(part, entry, b, texts, m, &left)
		var over errOverCap
		switch {
		case errors.As(err, &over):
			wb.Notes = append(wb.Notes, brief.Note{Severity: brief.Warning, Code: "sheet-too-large", Text: over.text})
			continue
		case err != nil:
			return nil, workbookError(name, fmt.Errorf("sheet %q: %w", entry.name, err))
		}
		if total := s.Total(); total > len(s.Rows) {
			s.Stretch(total, streamSheet(src, entry.part, b, texts, c.odd))
		}
		s.Hidden = entry.hidden
		s.Named = c.named(entry, b)
		wb.Sheets = append(wb.Sheets, s)
	}
	if len(wb.Sheets) == 0 {
		if len(wb.Notes) > 0 {
			return nil, unreadable(nil, "“%s” cannot be imported: %s", name, wb.Notes[0].Text)
		}
		return nil, unreadable(nil, "“%s” has no sheet with cells; import a workbook that has one.", name)
	}
	return wb, nil
}

// workbookError turns what went wrong inside a container into a sentence; a cancelled context stays what it is.
func workbookError(name string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	switch {
	case explained(err):
		return err
	case errors.Is(err, errTooMuchText):
		return unreadable(err, "“%s” holds more than %s of texts, the most that can be imported; save the columns you need as a workbook of their own.",
			name, intake.Megabytes(int64(limits.Strings)))
	case errors.Is(err, errBomb):
		return unreadable(err, "“%s” has a part that unpacks to more than %d times its size, as no workbook does; save it again as .xlsx in your spreadsheet program.",
			name, limits.Ratio)
	case errors.Is(err, errTooMuch):
		return unreadable(err, "“%s” unpacks to more than %s, the most that can be imported; save the sheets you need as a workbook of their own.",
			name, intake.Megabytes(limits.Unzipped))
	}
	return damaged(name, err)
}

// openContainer checks the zip directory against the caps before anything is unpacked.
func openContainer(name string, in sized) (*container, error) {
	r, err := openZip(in)
	if err != nil {
		return nil, damaged(name, err)
	}
	if len(r.File) > limits.Parts {
		return nil, unreadable(nil, "“%s” is packed from %s parts, more than the %s of any workbook that can be imported; save it again as .xlsx.",
			name, fault.Grouped(len(r.File)), fault.Grouped(limits.Parts))
	}
	c := &container{parts: make(map[string]*zip.File, len(r.File)), odd: map[string]bool{}, left: limits.Unzipped}
	var total uint64
	for _, f := range r.File {
		key := partName(f.Name)
		if _, twice := c.parts[key]; twice {
			return nil, damaged(name, fmt.Errorf("two parts are called %q", f.Name))
		}
		c.parts[key] = f
		if f.UncompressedSize64 > uint64(allowed(f)) {
			return nil, workbookError(name, errBomb)
		}
		if total += f.UncompressedSize64; total > uint64(limits.Unzipped) {
			return nil, workbookError(name, errTooMuch)
		}
	}
	return c, nil
}

var (
	errTooMuch = errors.New("unpacked size over the cap")
	errBomb    = errors.New("packed tighter than real parts are")
)

// allowed is how much a part may unpack to.
func allowed(f *zip.File) int64 {
	packed := min(f.CompressedSize64, uint64(limits.File))
	return max(limits.Slack, int64(packed)*limits.Ratio)
}

// stream hands a part to read, never more of all parts together than the cap allows, whatever the directory claims.
func (c *container) stream(f *zip.File, read func(io.Reader) error) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	defer func() { _ = r.Close() }() // nothing was written, and what fails on reading is said there
	return read(&cappedReader{r, &c.left, allowed(f)})
}

// cappedReader ends the unpacking of a part that is larger than it may be.
type cappedReader struct {
	io.Reader
	all *int64 // bytes that may still be unpacked of all parts
	one int64  // of this one
}

func (r *cappedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	*r.all -= int64(n)
	r.one -= int64(n)
	switch {
	case *r.all < 0:
		return 0, errTooMuch
	case r.one < 0:
		return 0, errBomb
	}
	return n, err
}

// bytes reads a whole part; a missing one is empty.
func (c *container) bytes(key string) (content []byte, err error) {
	f, ok := c.parts[key]
	if !ok {
		return nil, nil
	}
	err = c.stream(f, func(in io.Reader) error {
		content, err = io.ReadAll(io.LimitReader(in, limits.Part+1))
		if err == nil && int64(len(content)) > limits.Part {
			err = errTooMuch
		}
		return err
	})
	return content, err
}

// book is the structure of a workbook: its sheets in order, its date system and its number formats.
type xlsxBook struct {
	file     *excelize.File
	sheets   []sheetEntry
	strings  string // part of the shared strings
	date1904 bool
	// recalculates says that the program that wrote the workbook asks the next one to calculate all formulas when it opens
	// it: what it stored as their values, zeros or nothing, are none.
	recalculates bool
	names        []excelize.DefinedName

	reading sync.Mutex // of styles: several readings of one workbook may go on at a time
	formats map[int]*NumberFormat
	byCode  map[string]*NumberFormat
}

type sheetEntry struct {
	name   string
	part   string // looked-up name of the part with its cells
	hidden bool
}

type relationships struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// structure opens a skeleton of the workbook with excelize: the workbook part, its relations and its styles under their
// usual names. That also reads workbooks whose own root relations are missing.
func (c *container) structure() (*xlsxBook, error) {
	main, err := c.mainPart()
	if err != nil {
		return nil, err
	}
	related, err := c.relatedParts(main)
	if err != nil {
		return nil, err
	}
	skeleton, err := c.skeleton(main, related)
	if err != nil {
		return nil, err
	}
	b := &xlsxBook{strings: related.strings, formats: map[int]*NumberFormat{}, byCode: map[string]*NumberFormat{}}
	b.file, err = excelize.OpenReader(bytes.NewReader(skeleton), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	props, err := b.file.GetWorkbookProps()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	b.date1904 = props.Date1904 != nil && *props.Date1904
	if calc, err := b.file.GetCalcProps(); err == nil {
		b.recalculates = calc.FullCalcOnLoad != nil && *calc.FullCalcOnLoad
	}
	b.names = b.file.GetDefinedName()
	for _, s := range b.file.WorkBook.Sheets.Sheet {
		part, isSheet := related.sheets[s.ID]
		if !isSheet {
			continue // a chart or macro sheet: it holds no cells
		}
		b.sheets = append(b.sheets, sheetEntry{name: s.Name, part: part, hidden: s.State != "" && s.State != "visible"})
	}
	return b, nil
}

// mainPart finds the workbook part, which the root relations name; it is nearly always where Excel puts it.
func (c *container) mainPart() (string, error) {
	main := "xl/workbook.xml"
	var root relationships
	if err := c.decode("_rels/.rels", &root); err != nil {
		return "", err
	}
	for _, r := range root.List {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = partName(r.Target)
		}
	}
	return main, nil
}

// relatedParts are the looked-up names of the parts the workbook part needs.
type relatedParts struct {
	list    string            // the part that lists them
	sheets  map[string]string // by the relation's ID
	styles  string
	strings string
}

func (c *container) relatedParts(main string) (relatedParts, error) {
	out := relatedParts{list: path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), sheets: map[string]string{}}
	var rels relationships
	if err := c.decode(out.list, &rels); err != nil {
		return out, err
	}
	for _, r := range rels.List {
		target := partName(r.Target)
		if !strings.HasPrefix(r.Target, "/") {
			target = path.Join(path.Dir(main), target)
		}
		switch kind := r.Type[strings.LastIndexByte(r.Type, '/')+1:]; kind {
		case "worksheet":
			out.sheets[r.ID] = target
		case "styles":
			out.styles = target
		case "sharedStrings":
			out.strings = target
		}
	}
	return out, nil
}

// skeleton packs the parts excelize needs for the structure.
func (c *container) skeleton(main string, related relatedParts) ([]byte, error) {
	const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	const root = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
		`</Relationships>`
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range []struct{ as, from, text string }{
		{as: "[Content_Types].xml", text: types},
		{as: "_rels/.rels", text: root},
		{as: "xl/workbook.xml", from: main},
		{as: "xl/_rels/workbook.xml.rels", from: related.list},
		{as: "xl/styles.xml", from: related.styles},
	} {
		content := []byte(p.text)
		if p.from != "" {
			var err error
			if content, err = c.bytes(p.from); err != nil {
				return nil, err
			}
			if err := wellFormed(content); err != nil {
				return nil, err
			}
		}
		if len(content) == 0 {
			continue
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: p.as, Method: zip.Store})
		if err == nil {
			_, err = part.Write(utf8XML(content))
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return buf.Bytes(), err
}

// decode reads a small XML part; a missing one leaves v as it is.
func (c *container) decode(key string, v any) error {
	content, err := c.bytes(key)
	if err != nil || len(content) == 0 {
		return err
	}
	if err := newDecoder(bytes.NewReader(content)).Decode(v); err != nil {
		return fmt.Errorf("%w: %s: %w", errDamaged, key, err)
	}
	return nil
}

// size is what the meter measures against: the bytes of the sheets and the shared strings.
func (c *container) size(b *xlsxBook) int64 {
	var n uint64
	for _, s := range b.sheets {
		if f, ok := c.parts[s.part]; ok {
			n += f.UncompressedSize64
		}
	}
	if f, ok := c.parts[b.strings]; ok {
		n += f.UncompressedSize64
	}
	return int64(n)
}

// format returns the number format of a style, shared between cells.
func (b *xlsxBook) format(style int) *NumberFormat {
	b.reading.Lock()
	defer b.reading.Unlock()
	if f, ok := b.formats[style]; ok {
		return f
	}
	code := ""
	if st, err := b.file.GetStyle(style); err == nil {
		switch {
		case st.CustomNumFmt != nil:
			code = *st.CustomNumFmt
		default:
			code = builtinFormats[st.NumFmt]
		}
	}
	f, ok := b.byCode[code]
	if !ok {
		f = ParseNumberFormat(code)
		b.byCode[code] = f
	}
	b.formats[style] = f
	return f
}

func wellFormed(content []byte) error {
	d := newDecoder(bytes.NewReader(utf8XML(content)))
	for depth := 0; ; {
		t, err := d.RawToken()
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > limits.Depth {
			return fmt.Errorf("%w: elements nested deeper than %d", errDamaged, limits.Depth)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
	}
}
