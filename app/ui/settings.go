package ui

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ui/filepick"
	"throughline/app/ui/pagesettings"
)

// The files that page settings are made of.
var settingsFiles = map[pagesettings.Sort]filepick.Kind{
	pagesettings.Logo: {Key: "logo", Title: "Choose a logo", Extensions: []string{".png", ".jpg", ".jpeg"}},
	pagesettings.Font: {Key: "font", Title: "Choose a font", Extensions: []string{".ttf", ".otf"}},
}

// showPageSettings opens the dialog for how the brief prints.
func (w *Window) showPageSettings() {
	pagesettings.Show(w.window.Canvas(), pagesettings.Params{
		Brief: w.session.Brief, Do: w.doInThisBrief(), Run: w.run,
		ChooseFile: func(sort pagesettings.Sort, chosen func(string, []byte)) {
			w.picker.File(settingsFiles[sort], func(path string) {
				var data []byte
				var err error
				w.run(func() { data, err = readSmall(path) }, func() {
					if err != nil {
						w.failed(err)
						return
					}
					chosen(filepath.Base(path), data)
				})
			})
		},
	})
}

// doInThisBrief returns the session's Do for a dialog about the brief that is open now. It refuses when another one is.
func (w *Window) doInThisBrief() func(string, func(*brief.Brief) error) error {
	documents := w.documents
	return func(name string, change func(*brief.Brief) error) error {
		if documents != w.documents {
			return fault.New(fault.Usage, "Another brief was opened meanwhile, so nothing was changed; open its page settings anew.", nil)
		}
		return w.session.Do(name, change)
	}
}

// mostSmall is more than any logo or font that is taken; what is larger is refused by its size.
const mostSmall = 32 << 20

// readSmall reads a file that is kept in the brief. Its errors are explained.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		reason := "it cannot be opened; check that you may read it"
		if errors.Is(err, fs.ErrNotExist) {
			reason = "it is no longer there; choose it again"
		}
		return nil, fault.New(fault.Unreadable, fmt.Sprintf("“%s” was not read: %s.", filepath.Base(path), reason), err)
	}
	defer f.Close() //nolint:errcheck // what was read is whole, and nothing was written
	data, err := io.ReadAll(io.LimitReader(f, mostSmall))
	if err != nil {
		return nil, fault.New(fault.Unreadable, fmt.Sprintf("“%s” could not be read to its end; copy it to this computer and choose it again.", filepath.Base(path)), err)
	}
	return data, nil
}
