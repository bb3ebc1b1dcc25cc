package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// format is what a file turned out to be.
type format int

const (
	formatXLSX format = iota
	formatText
	formatEncrypted
	formatXLS
	formatXLSB
	formatODS
	formatNumbers
	formatWord
	formatSlides
	formatPDF
	formatImage
	formatWebPage
	formatJSON
	formatCompressed
	formatDamagedZip
	formatOtherZip
	formatOwner
	formatBinary
)

// fileFormat is what to tell about a format that is not read: what it is and what to do.
type fileFormat struct{ is, do string }

var formats = map[format]fileFormat{
	formatEncrypted:  {"is protected with a password", "open it in your spreadsheet program, save a copy without the password, and import the copy"},
	formatXLS:        {"is in the old Excel format (.xls)", "open it in your spreadsheet program, save it as .xlsx, and import that"},
	formatXLSB:       {"is an Excel binary workbook (.xlsb)", "open it in Excel, save it as .xlsx, and import that"},
	formatODS:        {"is an OpenDocument spreadsheet (.ods)", "open it in your spreadsheet program, save it as .xlsx or .csv, and import that"},
	formatNumbers:    {"is an Apple Numbers document", "in Numbers choose File ▸ Export To ▸ Excel, and import the .xlsx"},
	formatWord:       {"is a Word document", "copy its table into a spreadsheet, save that as .xlsx, and import it"},
	formatSlides:     {"is a PowerPoint presentation", "import the workbook its numbers came from"},
	formatPDF:        {"is a PDF", "import the workbook its numbers came from"},
	formatImage:      {"is a picture", "import the workbook its numbers came from"},
	formatWebPage:    {"is a web page saved under another name", "open it in your spreadsheet program, save it as .xlsx, and import that"},
	formatJSON:       {"is JSON, not a table", "export the numbers as .csv or .xlsx, and import that"},
	formatCompressed: {"is a compressed file", "unpack it first, and import the spreadsheet inside"},
	formatDamagedZip: {"is damaged or was not copied whole", "copy or download it again, or save it again as .xlsx in your spreadsheet program"},
	formatOtherZip:   {"is an archive without a workbook in it", "unpack it first, and import the spreadsheet inside"},
	formatOwner:      {"is the marker Excel keeps beside an open workbook, not the workbook itself", "choose the file of the same name without “~$”"},
	formatBinary:     {"is not a spreadsheet", "choose an .xlsx, .xlsm, .csv, .tsv or .txt file"},
}

func (f fileFormat) refuse(name string, cause error) error {
	return unreadable(cause, "“%s” %s; %s.", name, f.is, f.do)
}

// magics are the first bytes of formats that need no closer look.
var magics = []struct {
	prefix string
	is     format
}{
	{"%PDF", formatPDF},
	{"\x89PNG", formatImage},
	{"\xff\xd8\xff", formatImage},
	{"GIF8", formatImage},
	{"\x1f\x8b", formatCompressed},
	{"7z\xbc\xaf\x27\x1c", formatCompressed},
	{"Rar!", formatCompressed},
	{"{\\rtf", formatWord},
}

// sniff decides by the first bytes, and for zip and OLE containers by what is inside; the name only tells a web page or
// JSON from a text table.
func sniff(name string, data []byte) format {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.is
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffOLE(data)
	}
	head := data[:min(len(data), 4096)]
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	switch {
	case bytes.HasPrefix(start, []byte("<!doctype")), bytes.HasPrefix(start, []byte("<html")), bytes.HasPrefix(start, []byte("<?xml")),
		bytes.HasPrefix(start, []byte("<table")):
		return formatWebPage
	case strings.EqualFold(filepath.Ext(name), ".json"):
		return formatJSON
	case ownerFile(data):
		return formatOwner
	case looksBinary(head):
		return formatBinary
	}
	return formatText
}

// zipSigns tell containers apart by an entry they alone have.
var zipSigns = []struct {
	entry string
	is    format
}{
	{"xl/workbook.bin", formatXLSB},
	{"xl/workbook.xml", formatXLSX},
	{"index/document.iwa", formatNumbers},
	{"index.zip", formatNumbers},
	{"content.xml", formatODS},
	{"word/document.xml", formatWord},
	{"ppt/presentation.xml", formatSlides},
	{"[content_types].xml", formatXLSX}, // a workbook may lie elsewhere; its own reader tells
}

func sniffZip(data []byte) format {
	r, err := openZip(data)
	if err != nil {
		return formatDamagedZip
	}
	names := make(map[string]bool, len(r.File))
	for _, f := range r.File {
		names[partName(f.Name)] = true
	}
	for _, s := range zipSigns {
		if names[s.entry] {
			return s.is
		}
	}
	return formatOtherZip
}

// openZip opens a container held in memory. Go's warning about paths that would escape a folder does not concern
// entries that are never written to one.
func openZip(data []byte) (*zip.Reader, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, zip.ErrInsecurePath) {
		err = nil
	}
	return r, err
}

// partName is how an entry is looked up: some programs write backslashes, a leading slash or another case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// oleSigns tell OLE containers apart by the streams in them; an encrypted workbook has one that no other has.
var oleSigns = []struct {
	stream string
	is     format
}{
	{"EncryptedPackage", formatEncrypted},
	{"Workbook", formatXLS},
	{"Book", formatXLS},
	{"WordDocument", formatWord},
	{"PowerPoint Document", formatSlides},
}

// sniffOLE tells an encrypted workbook from an old one: both are OLE containers. Their directory entries lie in the open
// at multiples of 128 bytes, each with its name in UTF-16 and the length of that (MS-CFB §2.6.1), so a look through them
// is enough; following the sector chains of a forged file can cost any amount of memory.
func sniffOLE(data []byte) format {
	found := map[string]bool{}
	for at := 512; at+128 <= len(data); at += 128 {
		entry := data[at : at+128]
		size := int(binary.LittleEndian.Uint16(entry[64:])) // in bytes, with the closing NUL
		if size < 4 || size > 64 || size%2 != 0 {
			continue
		}
		name := make([]uint16, size/2-1)
		for i := range name {
			name[i] = binary.LittleEndian.Uint16(entry[2*i:])
		}
		found[string(utf16.Decode(name))] = true
	}
	for _, s := range oleSigns {
		if found[s.stream] {
			return s.is
		}
	}
	return formatBinary
}

// ownerFile recognises Excel's marker file: the length of the user's name, the name in a field of 54 bytes, and the name
// again in UTF-16.
func ownerFile(data []byte) bool {
	return len(data) >= 160 && len(data) <= 180 && data[0] > 0 && data[0] <= 54 && data[55] == data[0] && data[56] == 0
}

// looksBinary reports bytes that no text has. UTF-16 text is full of NULs, but of nothing else below the space.
func looksBinary(head []byte) bool {
	odd := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0 {
			odd++
		}
	}
	nul := bytes.Count(head, []byte{0})
	return odd*50 > len(head) || nul > 0 && utf16Order(head) == nil
}
