package ui

import (
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/say"
	"throughline/app/ui/filepick"
	"throughline/app/ui/pagesettings"
)

// The files that page settings are made of.
var settingsFiles = map[pagesettings.Sort]filepick.Kind{
	pagesettings.Logo: {Key: "logo", Title: say.Key("Choose a logo"), Extensions: []string{".png", ".jpg", ".jpeg"}},
	pagesettings.Font: {Key: "font", Title: say.Key("Choose a font"), Extensions: []string{".ttf", ".otf"}},
}

// mostOf is how many bytes their files may have.
var mostOf = map[pagesettings.Sort]int64{pagesettings.Logo: intake.Logo, pagesettings.Font: intake.Font}

// showPageSettings opens the dialog for how the brief prints.
func (w *Window) showPageSettings() {
	pagesettings.Show(w.window.Canvas(), pagesettings.Params{
		Brief: w.session.Brief, Do: w.doInThisBrief(), Run: w.run,
		ChooseFile: func(sort pagesettings.Sort, chosen func(string, []byte)) {
			w.picker.File(settingsFiles[sort], func(path string) {
				var data []byte
				var err error
				w.run(func() { data, err = intake.Read(path, mostOf[sort]) }, func() {
					if err != nil {
						w.failed(intake.Explain(err, path, say.T("a file"), mostOf[sort]))
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
			return fault.New(fault.Usage, say.T("Another brief was opened meanwhile, so nothing was changed; open its page settings anew."), nil)
		}
		return w.session.Do(name, change)
	}
}
