package command

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/fault"
	"throughline/app/say"
)

// shown returns text as a terminal may get it: line breaks and tabs stay, and every other control character is replaced by
// U+FFFD, as is a byte that is no UTF-8. Names of files and what is written in them come from anybody: an escape sequence
// among them would move the cursor or rename the window, and a change of direction would show another name than the file has.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), turnsDirection(r):
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}

// turnsDirection reports whether a character overrides or embeds a direction of writing (UAX 9, 2.1 and 2.2). Marks that
// only lend their direction to what is beside them turn nothing around.
func turnsDirection(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// gate passes on what is written to it as shown has it.
type gate struct{ to io.Writer }

// Write implements io.Writer. It counts the bytes that it was given, as io.Writer asks, not those it made of them.
func (g gate) Write(text []byte) (int, error) {
	if _, err := io.WriteString(g.to, shown(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// mostLine is how many letters of a line are written; a sentence that quotes what it found in a file has far fewer.
const mostLine = 1000

// oneLine keeps an error on the one line that scripts read.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= mostLine {
		return s
	}
	if letters := []rune(s); len(letters) > mostLine {
		s = string(letters[:mostLine]) + "…"
	}
	return s
}

// tell says something on standard error; when even that fails there is nowhere left to say so.
func (std Streams) tell(format string, args ...any) {
	_, _ = fmt.Fprint(gate{std.Err}, say.F(format, args...))
}

// saved says what is not as it should be about a file that was written, and passes on why another was not.
func (std Streams) saved(warning string, err error) error {
	if warning != "" {
		std.tell("%s\n", oneLine(warning))
	}
	return err
}

// print puts an answer for people on standard output.
func (std Streams) print(text *bytes.Buffer) error { return std.write([]byte(shown(text.String()))) }

// write puts a file or JSON on standard output, byte for byte.
func (std Streams) write(answer []byte) error {
	if _, err := std.Out.Write(answer); err != nil {
		return fault.New(fault.Unwritable, say.T("Standard output took only a part of the answer; write to a file on a disk with room instead."), err)
	}
	return nil
}

// answer puts v as JSON on standard output, or what describe writes about it for people.
func (std Streams) answer(asJSON bool, v any, describe func(*bytes.Buffer)) error {
	var text bytes.Buffer
	if !asJSON {
		describe(&text)
		return std.print(&text)
	}
	if err := writeJSON(&text, v); err != nil {
		return err
	}
	return std.write(text.Bytes())
}

// isTerminal reports whether somebody watches what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// progress returns a function that shows how far the work on a file is, where somebody watches, and one that wipes
// the line again.
func (std Streams) progress(what string) (show func(float64), wipe func()) {
	if !isTerminal(std.Err) {
		return nil, func() {}
	}
	what = shown(what)
	last := -1
	show = func(done float64) {
		if percent := int(done * 100); percent != last {
			last = percent
			_, _ = fmt.Fprintf(std.Err, "\r%s: %d%%", what, percent)
		}
	}
	return show, func() { _, _ = io.WriteString(std.Err, "\r\x1b[K") }
}
