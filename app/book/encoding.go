package book

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"throughline/app/sheet"
)

// textEncoding is a way to write text as bytes.
type textEncoding struct {
	id     string // IANA's name for it, as in brief.TextFormat
	name   string // for people
	says   string // for people who choose: what it is used for
	coding encoding.Encoding
	wide   bool // two bytes or more for every letter
}

// encodings are those to choose from. The first four are told from the bytes; the others look alike to a program and are
// for a person to choose.
var encodings = []textEncoding{
	{"utf-8", "UTF-8", "most files of today", unicode.UTF8BOM, false},
	{"utf-16le", "UTF-16", "“Unicode text” of Excel", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), true},
	{"utf-16be", "UTF-16 (big-endian)", "", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), true},
	{"windows-1252", "Windows-1252", "Western European", charmap.Windows1252, false},
	{"windows-1250", "Windows-1250", "Central European", charmap.Windows1250, false},
	{"windows-1251", "Windows-1251", "Cyrillic", charmap.Windows1251, false},
	{"windows-1253", "Windows-1253", "Greek", charmap.Windows1253, false},
	{"windows-1254", "Windows-1254", "Turkish", charmap.Windows1254, false},
	{"windows-1255", "Windows-1255", "Hebrew", charmap.Windows1255, false},
	{"windows-1256", "Windows-1256", "Arabic", charmap.Windows1256, false},
	{"windows-1257", "Windows-1257", "Baltic", charmap.Windows1257, false},
	{"iso-8859-2", "ISO-8859-2", "Central European", charmap.ISO8859_2, false},
	{"iso-8859-15", "ISO-8859-15", "Western European with €", charmap.ISO8859_15, false},
	{"koi8-r", "KOI8-R", "Cyrillic", charmap.KOI8R, false},
	{"macintosh", "Mac Roman", "old Macs", charmap.Macintosh, false},
	{"ibm850", "DOS 850", "Western European, old programs", charmap.CodePage850, false},
	{"shift_jis", "Shift_JIS", "Japanese", japanese.ShiftJIS, false},
	{"euc-jp", "EUC-JP", "Japanese", japanese.EUCJP, false},
	{"gbk", "GBK", "simplified Chinese", simplifiedchinese.GBK, false},
	{"gb18030", "GB18030", "Chinese", simplifiedchinese.GB18030, false},
	{"big5", "Big5", "traditional Chinese", traditionalchinese.Big5, false},
	{"euc-kr", "EUC-KR", "Korean", korean.EUCKR, false},
}

// encodingChoices and delimiterChoices are what a person can choose from.
var encodingChoices = func() []sheet.TextChoice {
	var out []sheet.TextChoice
	for _, e := range encodings {
		name := e.name
		if e.says != "" {
			name += ", " + e.says
		}
		out = append(out, sheet.TextChoice{Value: e.id, Name: name})
	}
	return out
}()

// encodingOf finds an encoding by its name, in whatever case and with or without its hyphens.
func encodingOf(id string) *textEncoding {
	plain := func(s string) string {
		return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
	}
	i := slices.IndexFunc(encodings, func(e textEncoding) bool { return plain(e.id) == plain(id) || plain(e.name) == plain(id) })
	if i < 0 {
		return nil
	}
	return &encodings[i]
}

// wideEncoding tells UTF-16 by its byte order mark or by its NULs, which lie at every second byte of Western text; nil for
// anything else.
func wideEncoding(head []byte) *textEncoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return encodingOf("utf-16le")
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return encodingOf("utf-16be")
	}
	var nuls [2]int
	head = head[:min(len(head), 4096)]
	for i, b := range head {
		if b == 0 {
			nuls[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case nuls[1]*10 > pairs*7 && nuls[0]*10 < pairs:
		return encodingOf("utf-16le")
	case nuls[0]*10 > pairs*7 && nuls[1]*10 < pairs:
		return encodingOf("utf-16be")
	}
	return nil
}

// encodingFor decides by the bytes of a whole text: UTF-16 by its mark or its NULs, UTF-8 by its mark or where nearly all
// bytes beyond ASCII are letters of it, and Windows-1252 for the rest.
func encodingFor(head []byte, r io.Reader) (*textEncoding, error) {
	if wide := wideEncoding(head); wide != nil {
		return wide, nil
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		return encodingOf("utf-8"), nil
	}
	letters, strays, err := countUTF8(r)
	if err != nil {
		return nil, err
	}
	if strays == 0 || letters > 20*strays {
		return encodingOf("utf-8"), nil
	}
	return encodingOf("windows-1252"), nil
}

// countUTF8 counts the letters beyond ASCII of a text in UTF-8, and the bytes that are no part of any.
func countUTF8(r io.Reader) (letters, strays int, err error) {
	block := make([]byte, 64<<10)
	for kept := 0; ; {
		n, err := r.Read(block[kept:])
		rest := block[:kept+n]
		ended := err != nil
		for len(rest) > 0 && (ended || utf8.FullRune(rest)) {
			if i := beyondASCII(rest); i > 0 {
				rest = rest[i:]
				continue
			}
			c, size := utf8.DecodeRune(rest)
			if c == utf8.RuneError && size == 1 {
				strays++
			} else {
				letters++
			}
			rest = rest[size:]
		}
		if errors.Is(err, io.EOF) {
			return letters, strays, nil
		}
		if err != nil {
			return 0, 0, err
		}
		kept = copy(block, rest)
	}
}

// beyondASCII returns how many bytes of ASCII a text begins with.
func beyondASCII(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// decoded gives a text as UTF-8 with a line feed at the end of each line, and counts on the way what could not be decoded.
type decoded struct {
	r       io.Reader
	wasCR   bool
	lost    int // U+FFFD that the decoder put in the place of bytes that mean nothing
	foreign int // letters beyond ASCII, those among them
	tail    [2]byte
}

func newDecoded(r io.Reader, e *textEncoding) *decoded {
	return &decoded{r: e.coding.NewDecoder().Reader(r)}
}

func (d *decoded) Read(p []byte) (int, error) {
	for {
		n, err := d.r.Read(p)
		n = d.endLines(p[:n])
		if n > 0 || err != nil {
			d.count(p[:n])
			return n, err
		}
	}
}

// endLines turns all ends of lines into line feeds, in place.
func (d *decoded) endLines(p []byte) int {
	n := 0
	for i := 0; i < len(p); {
		if !d.wasCR {
			next := bytes.IndexByte(p[i:], '\r')
			if next < 0 {
				next = len(p) - i
			}
			n += copy(p[n:], p[i:i+next])
			i += next
			if i == len(p) {
				break
			}
		}
		switch c := p[i]; c {
		case '\r':
			p[n], d.wasCR = '\n', true
			n++
		case '\n': // after a carriage return that ended the line already
			d.wasCR = false
		default:
			p[n], d.wasCR = c, false
			n++
		}
		i++
	}
	return n
}

// count looks for the replacement character, whose three bytes may come in two parts.
func (d *decoded) count(p []byte) {
	for i, c := range p {
		if c < utf8.RuneSelf {
			continue
		}
		if c >= 0xc0 {
			d.foreign++
		}
		if c == 0xbd && d.before(p, i, 1) == 0xbf && d.before(p, i, 2) == 0xef {
			d.lost++
		}
	}
	for _, c := range p[max(0, len(p)-2):] {
		d.tail[0], d.tail[1] = d.tail[1], c
	}
}

// before returns the byte that came back places before p[i].
func (d *decoded) before(p []byte, i, back int) byte {
	if i >= back {
		return p[i-back]
	}
	return d.tail[2-(back-i)]
}
