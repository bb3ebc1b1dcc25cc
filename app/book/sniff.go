package book

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
)

// format is what a file turned out to be.
type format int

const (
	formatXLSX format = iota
	formatText
	formatODS
	formatFlatODS
	formatEncrypted
	formatXLS
	formatXLSB
	formatExcelXML
	formatNumbers
	formatPages
	formatKeynote
	formatWord
	formatWriter
	formatRichText
	formatSlides
	formatODF
	formatPDF
	formatPostScript
	formatImage
	formatWebPage
	formatWebArchive
	formatXML
	formatJSON
	formatGoogleLink
	formatLink
	formatPlaceholder
	formatMail
	formatDatabase
	formatAccess
	formatColumns
	formatStatistics
	formatCompressed
	formatDamagedZip
	formatOtherZip
	formatOwner
	formatBinary
)

// fileFormat is what to tell about a format that is not read: what it is and what to do.
type fileFormat struct{ is, do string }

const (
	saveAs     = "open it in your spreadsheet program, save it as .xlsx, and import that"
	itsSource  = "import the workbook its numbers came from"
	exportFrom = "export the table you need as .csv from the program it belongs to, and import that"
	copyTable  = "copy its table, and choose File ▸ Import pasted cells"
)

var formats = map[format]fileFormat{
	formatEncrypted:   {"is protected with a password", "open it in your spreadsheet program, save a copy without the password, and import the copy"},
	formatXLS:         {"is in the old Excel format (.xls)", saveAs},
	formatXLSB:        {"is an Excel binary workbook (.xlsb)", "open it in Excel, save it as .xlsx, and import that"},
	formatExcelXML:    {"is a workbook in the XML format of Excel 2003", saveAs},
	formatNumbers:     {"is an Apple Numbers document", "in Numbers choose File ▸ Export To ▸ Excel, and import the .xlsx"},
	formatPages:       {"is an Apple Pages document", copyTable},
	formatKeynote:     {"is an Apple Keynote presentation", itsSource},
	formatWord:        {"is a Word document", copyTable},
	formatWriter:      {"is an OpenDocument text", copyTable},
	formatRichText:    {"is a text with formatting (.rtf)", copyTable},
	formatSlides:      {"is a presentation", itsSource},
	formatODF:         {"is an OpenDocument file, but not a spreadsheet", "choose an .ods, .xlsx or .csv file"},
	formatPDF:         {"is a PDF", itsSource},
	formatPostScript:  {"is a page to print (PostScript)", itsSource},
	formatImage:       {"is a picture", itsSource},
	formatWebPage:     {"is a web page saved under another name", saveAs},
	formatWebArchive:  {"is a web page saved as one file", saveAs},
	formatXML:         {"is XML, not a table", "export the numbers as .csv or .xlsx, and import that"},
	formatJSON:        {"is JSON, not a table", "export the numbers as .csv or .xlsx, and import that"},
	formatGoogleLink:  {"is only a link to a Google Sheet", "open the sheet, choose File ▸ Download ▸ Microsoft Excel, and import that"},
	formatLink:        {"is only a link to something else", "open it, and import the spreadsheet it leads to"},
	formatPlaceholder: {"stands for a file that is kept elsewhere (Git LFS)", "fetch the file itself with git lfs pull, and import that"},
	formatMail:        {"is an e-mail", "save its attachment, and import that"},
	formatDatabase:    {"is an SQLite database", exportFrom},
	formatAccess:      {"is an Access database", "in Access export the table you need as .xlsx, and import that"},
	formatColumns:     {"is a data file for programs (Parquet, Arrow or the like)", "have the table written as .csv, and import that"},
	formatStatistics:  {"is a data file of a statistics program", exportFrom},
	formatCompressed:  {"is a compressed file", "unpack it first, and import the spreadsheet inside"},
	formatDamagedZip:  {"is damaged or was not copied whole", "copy or download it again, or save it again as .xlsx in your spreadsheet program"},
	formatOtherZip:    {"is an archive without a workbook in it", "unpack it first, and import the spreadsheet inside"},
	formatOwner:       {"is the marker Excel keeps beside an open workbook, not the workbook itself", "choose the file of the same name without “~$”"},
	formatBinary:      {"is not a spreadsheet", "choose an .xlsx, .xlsm, .ods, .csv, .tsv or .txt file"},
}

func (f fileFormat) refuse(name string, cause error) error {
	return unreadable(cause, "“%s” %s; %s.", name, f.is, f.do)
}

// magics are the signs of formats that need no closer look: bytes at a place from the beginning.
var magics = []struct {
	at   int
	sign string
	is   format
}{
	{0, "%PDF", formatPDF},
	{0, "%!PS", formatPostScript},
	{0, "\x89PNG", formatImage},
	{0, "\xff\xd8\xff", formatImage},
	{0, "GIF8", formatImage},
	{8, "WEBP", formatImage},
	{0, "II*\x00", formatImage},
	{0, "MM\x00*", formatImage},
	{4, "ftyphei", formatImage},
	{4, "ftypmif1", formatImage},
	{6, "\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", formatImage}, // a bitmap of Windows
	{0, "8BPS", formatImage},
	{0, "SQLite format 3\x00", formatDatabase},
	{4, "Standard Jet DB", formatAccess},
	{4, "Standard ACE DB", formatAccess},
	{0, "PAR1", formatColumns},
	{0, "ARROW1", formatColumns},
	{0, "FEA1", formatColumns},
	{0, "ORC\x08", formatColumns},
	{0, "Obj\x01", formatColumns},
	{0, "\x89HDF", formatColumns},
	{0, "\x80\x04\x95", formatColumns}, // a pickle of Python
	{0, "$FL2", formatStatistics},
	{0, "$FL3", formatStatistics},
	{0, "<stata_dta>", formatStatistics},
	{0, "RDX3\n", formatStatistics},
	{0, "RDX2\n", formatStatistics},
	{84, "SAS FILE", formatStatistics},
	{0, "\x1f\x8b", formatCompressed},
	{0, "BZh", formatCompressed},
	{0, "\xfd7zXZ\x00", formatCompressed},
	{0, "\x28\xb5\x2f\xfd", formatCompressed},
	{0, "7z\xbc\xaf\x27\x1c", formatCompressed},
	{0, "Rar!", formatCompressed},
	{257, "ustar", formatCompressed},
	{0, "{\\rtf", formatRichText},
	{0, "\x09\x08\x10\x00\x00\x06", formatXLS}, // the sheets of Excel 2 to 97 without a container
	{0, "\x09\x08\x08\x00\x00\x05", formatXLS},
	{0, "\x09\x04\x06\x00\x00\x00", formatXLS},
	{0, "\x09\x02\x06\x00\x00\x00", formatXLS},
	{0, "\x09\x00\x04\x00\x02\x00", formatXLS},
	{0, "version https://git-lfs.github.com/spec/", formatPlaceholder},
	{0, "[InternetShortcut]", formatLink},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", formatLink},
}

// headSize is how much of a file tells what it is, but for containers.
const headSize = 64 << 10

// sniff decides by the first bytes, and for zip and OLE containers by what is inside. The name only tells formats apart
// that are packed alike.
func sniff(name string, in sized) format {
	head := make([]byte, min(in.Size(), headSize))
	n, _ := in.ReadAt(head, 0) // what cannot be read now cannot be read later, and is said there
	head = head[:n]
	for _, m := range magics {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.sign)) {
			return m.is
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")), bytes.HasPrefix(head, []byte("PK\x07\x08")):
		return sniffZip(name, in)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffOLE(in)
	case ownerFile(head):
		return formatOwner
	case looksBinary(head[:min(len(head), 4096)]):
		return formatBinary
	}
	if wide := wideEncoding(head); wide != nil {
		head, _ = wide.coding.NewDecoder().Bytes(head[:len(head)&^1])
	}
	return sniffMarkup(name, bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
}

// markups are the ways texts begin that are no table, in lower case.
var markups = []struct {
	prefix string
	is     format
}{
	{"<!doctype html", formatWebPage},
	{"<html", formatWebPage},
	{"<head", formatWebPage},
	{"<body", formatWebPage},
	{"<table", formatWebPage},
	{"<style", formatWebPage},
	{"<div", formatWebPage},
	{"<meta", formatWebPage},
	{"mime-version:", formatWebArchive},
	{"<svg", formatImage},
	{"received: ", formatMail},
	{"return-path: ", formatMail},
	{"delivered-to: ", formatMail},
}

// xmlSigns tell what XML is by a name that its root element has or uses, in lower case.
var xmlSigns = []struct {
	sign string
	is   format
}{
	{"urn:oasis:names:tc:opendocument:xmlns:office:1.0", formatODF},
	{"urn:schemas-microsoft-com:office:spreadsheet", formatExcelXML},
	{"<html", formatWebPage},
	{"<svg", formatImage},
	{"<plist", formatLink},
}

// sniffMarkup tells web pages, XML and JSON from what may be a table.
func sniffMarkup(name string, head []byte) format {
	start := bytes.ToLower(head[:min(len(head), 4096)])
	for _, m := range markups {
		if bytes.HasPrefix(start, []byte(m.prefix)) {
			return m.is
		}
	}
	switch {
	case bytes.HasPrefix(start, []byte("<?xml")), bytes.HasPrefix(start, []byte("<!doctype")), bytes.HasPrefix(start, []byte("<!--")):
		for _, x := range xmlSigns {
			if !bytes.Contains(start, []byte(x.sign)) {
				continue
			}
			if x.is == formatODF && bytes.Contains(start, []byte("application/vnd.oasis.opendocument.spreadsheet")) {
				return formatFlatODS
			}
			return x.is
		}
		return formatXML
	case len(head) > 0 && (head[0] == '{' || head[0] == '[') && startsJSON(head):
		if bytes.Contains(start, []byte("docs.google.com")) || strings.HasSuffix(strings.ToLower(name), ".gsheet") {
			return formatGoogleLink
		}
		return formatJSON
	}
	return formatText
}

// startsJSON reports whether a text is JSON or a line of JSON after the other, as far as its beginning tells.
func startsJSON(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	for n := 0; ; n++ {
		_, err := d.Token()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || n == 1000 {
			return n > 1
		}
		if err != nil {
			return false
		}
	}
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
	{"encrypted-package", formatODS}, // its reader tells
	{"word/document.xml", formatWord},
	{"ppt/presentation.xml", formatSlides},
	{"[content_types].xml", formatXLSX}, // a workbook may lie elsewhere; its own reader tells
}

// packages are the documents that Apple's programs keep as a container, all packed alike, or as a folder.
var packages = map[string]format{".numbers": formatNumbers, ".pages": formatPages, ".key": formatKeynote}

// odfTypes are the kinds of OpenDocument files, by how their media types begin.
var odfTypes = []struct {
	prefix string
	is     format
}{
	{"application/vnd.oasis.opendocument.spreadsheet", formatODS},
	{"application/vnd.oasis.opendocument.text", formatWriter},
	{"application/vnd.oasis.opendocument.presentation", formatSlides},
	{"application/vnd.oasis.opendocument.", formatODF},
}

func sniffZip(name string, in sized) format {
	r, err := openZip(in)
	if err != nil {
		return formatDamagedZip
	}
	names := make(map[string]*zip.File, len(r.File))
	for _, f := range r.File {
		names[partName(f.Name)] = f
	}
	for _, s := range zipSigns {
		if names[s.entry] == nil {
			continue
		}
		switch s.is {
		case formatNumbers:
			if other, ok := packages[strings.ToLower(filepath.Ext(name))]; ok {
				return other
			}
		case formatODS:
			return odfKind(names["mimetype"])
		}
		return s.is
	}
	return formatOtherZip
}

// odfKind reads which kind of OpenDocument file a container is; one that does not say is taken for a spreadsheet, whose
// reader tells.
func odfKind(mimetype *zip.File) format {
	if mimetype == nil {
		return formatODS
	}
	in, err := mimetype.Open()
	if err != nil {
		return formatODS
	}
	defer func() { _ = in.Close() }() // nothing was written
	kind, _ := io.ReadAll(io.LimitReader(in, 200))
	for _, t := range odfTypes {
		if bytes.HasPrefix(bytes.TrimSpace(kind), []byte(t.prefix)) {
			return t.is
		}
	}
	return formatODS
}

// importable are the names of files that can be read, by their ends.
var importable = []string{".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt"}

// refuseArchive names the spreadsheet in an archive, so that it is clear what to unpack.
func refuseArchive(name string, in sized) error {
	r, err := openZip(in)
	if err != nil {
		return formats[formatDamagedZip].refuse(name, err)
	}
	for _, end := range importable {
		for _, f := range r.File {
			inside := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
			if strings.EqualFold(path.Ext(inside), end) && !strings.HasPrefix(inside, ".") {
				return fileFormat{"is an archive", fmt.Sprintf("unpack it first, and import “%s” from it", oneLine(inside))}.refuse(name, nil)
			}
		}
	}
	return formats[formatOtherZip].refuse(name, nil)
}

// openZip opens a container. Go's warning about paths that would escape a folder does not concern
// entries that are never written to one.
func openZip(in sized) (*zip.Reader, error) {
	r, err := zip.NewReader(in, in.Size())
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
var oleSigns = []oleSign{
	{"EncryptedPackage", formatEncrypted},
	{"Workbook", formatXLS},
	{"Book", formatXLS},
	{"WordDocument", formatWord},
	{"PowerPoint Document", formatSlides},
	{"__properties_version1.0", formatMail},
}

type oleSign struct {
	stream string
	is     format
}

// sniffOLE tells an encrypted workbook from an old one: both are OLE containers. Their directory entries lie in the open
// at multiples of 128 bytes, each with its name in UTF-16 and the length of that (MS-CFB §2.6.1), so a look through them
// is enough; following the sector chains of a forged file can cost any amount of memory.
func sniffOLE(in sized) format {
	found := map[string]bool{}
	block := make([]byte, headSize)
	for from := int64(0); from < in.Size(); from += headSize {
		n, _ := in.ReadAt(block, from)
		for at := 0; at+128 <= n; at += 128 {
			name := oleName(block[at : at+128])
			if slices.ContainsFunc(oleSigns, func(s oleSign) bool { return s.stream == name }) {
				found[name] = true
			}
		}
	}
	for _, s := range oleSigns {
		if found[s.stream] {
			return s.is
		}
	}
	return formatBinary
}

// oleName is the name in a directory entry; "" for what cannot be one.
func oleName(entry []byte) string {
	size := int(binary.LittleEndian.Uint16(entry[64:])) // in bytes, with the closing NUL
	if size < 4 || size > 64 || size%2 != 0 {
		return ""
	}
	name := make([]uint16, size/2-1)
	for i := range name {
		name[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(name))
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
	return odd*50 > len(head) || nul > 0 && wideEncoding(head) == nil
}
