// Package pagesettings is the dialog for how a brief prints: what it says of itself, how its numbers are written, its form
// and paper, and its look: theme, brand colour, logo and fonts. Each choice takes effect at once, as one step of undo, and
// what became of it is said beside it. It changes the brief through Params.Do alone, checks files through package export,
// and reads none itself.
//
//	pagesettings.Show(window.Canvas(), pagesettings.Params{Brief: session.Brief, Do: session.Do, …})
//
// Everything here belongs to the window's goroutine.
package pagesettings

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
	"throughline/export"
)

// Params is what the dialog needs. All fields are required.
type Params struct {
	// Brief returns the snapshot of now, and Do changes it; see session.Session.
	Brief func() *brief.Brief
	Do    func(name string, change func(*brief.Brief) error) error
	// Run does work off the window's goroutine, then done on it; see session.Runner.
	Run func(work, done func())
	// ChooseFile asks for a file of a sort and answers its name and what is in it.
	ChooseFile func(sort Sort, chosen func(name string, data []byte))
}

// Sort is what a file is chosen for.
type Sort uint8

// The sorts of file.
const (
	Logo Sort = iota
	Font
)

// Dialog is the dialog while it is open.
type Dialog struct {
	p       Params
	dialog  *look.Dialog
	shown   *brief.Brief // the snapshot that is shown
	layouts session.Latest

	classification, version *look.Field
	locale, fiscal          *look.Chip
	currency                *look.Field
	profile, paper          *look.Chip
	themes                  map[string]*themeTile
	brand                   *look.Field
	swatches                *swatches // the brand's colour as it was given, and as it is used
	brandSaid               *look.Flow
	logo                    *logoRow
	fonts                   [2]*fontRow
	said                    *fyne.Container // what was found out about the settings, and what failed
	failure                 string
}

const dialogWidth float32 = 640

// Show opens the dialog over a window.
func Show(c fyne.Canvas, p Params) *Dialog {
	d := &Dialog{p: p, themes: map[string]*themeTile{}}
	done := look.NewPrimary(say.T("Done"), func() { d.dialog.Close() })
	d.dialog = look.NewDialog(say.T("Page settings"), dialogWidth, d.make(), done)
	d.dialog.First = d.classification
	d.dialog.OnClosed = func() {
		for _, f := range []*look.Field{d.classification, d.version, d.currency, d.brand} {
			f.Commit()
		}
	}
	d.Refresh()
	d.dialog.Show(c)
	return d
}

func (d *Dialog) make() fyne.CanvasObject {
	d.classification = d.text(say.T("Set classification"), func(s *brief.Settings) *string { return &s.Classification })
	d.classification.SetPlaceHolder(say.T("Internal, Board, External …"))
	d.version = d.text(say.T("Set version"), func(s *brief.Settings) *string { return &s.Version })
	d.version.SetPlaceHolder("v1")
	d.locale = look.NewChip(localeNames(), "", func(name string) {
		for _, l := range locales {
			if sampled(l.tag, l.name) == name {
				d.set(say.T("Set language"), func(s *brief.Settings) { s.Locale = l.tag })
			}
		}
	})
	d.currency = look.NewField(func(code string) bool {
		code = strings.ToUpper(code)
		if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			d.fail(say.F("“%s” is no currency; write its three letters, such as USD.", code))
			return false
		}
		return d.set(say.T("Set currency"), func(s *brief.Settings) { s.Currency = code })
	})
	var months []string
	for m := time.January; m <= time.December; m++ {
		months = append(months, say.T(m.String()))
	}
	d.fiscal = look.NewChip(months, "", func(name string) {
		for m := time.January; m <= time.December; m++ {
			if say.T(m.String()) == name {
				d.set(say.T("Set fiscal year"), func(s *brief.Settings) { s.FiscalStart = m })
			}
		}
	})
	d.profile = look.NewChip(nil, "", func(label string) {
		for _, x := range export.Profiles() {
			if say.T(x.Label) == label {
				d.set(say.T("Change form"), func(s *brief.Settings) { s.Profile = x.ID })
			}
		}
	})
	d.paper = look.NewChip([]string{export.PaperName(brief.A4), export.PaperName(brief.Letter)}, "", func(label string) {
		for _, x := range []brief.Paper{brief.A4, brief.Letter} {
			if export.PaperName(x) == label {
				d.set(say.T("Change paper"), func(s *brief.Settings) { s.Paper = x })
			}
		}
	})
	d.said = look.Column(6)
	const bar = 12 // for the scroll bar of a low window
	return look.Inset(look.Column(12,
		group(say.T("What the page says of itself"),
			container.New(halves{}, labelled(say.T("Classification"), d.classification), labelled(say.T("Version"), d.version))),
		group(say.T("How numbers are written"),
			look.Line(16, labelled(say.T("Language and region"), look.Line(0, d.locale)), labelled(say.T("Fiscal year begins in"), look.Line(0, d.fiscal)),
				labelled(say.T("Currency, where a file names none"), d.currency))),
		group(say.T("How it is shown and exported"), look.Line(16, labelled(say.T("Form"), look.Line(0, d.profile)), labelled(say.T("Paper"), look.Line(0, d.paper)))),
		group(say.T("Look"), d.makeLook()),
		d.said), 0, 0, 0, bar)
}

// text is a field of the settings that holds any text.
func (d *Dialog) text(name string, of func(*brief.Settings) *string) *look.Field {
	return look.NewField(func(text string) bool {
		return d.set(name, func(s *brief.Settings) { *of(s) = text })
	})
}

// set changes a setting as one step of undo, and reports whether it could be.
func (d *Dialog) set(name string, change func(*brief.Settings)) bool {
	if err := d.p.Do(name, func(b *brief.Brief) error { change(&b.Settings); return nil }); err != nil {
		d.fail(fault.Text(err))
		return false
	}
	d.failure = ""
	d.Refresh()
	return true
}

// fail says why something could not be set.
func (d *Dialog) fail(words string) {
	d.failure = words
	d.tell(nil)
}

// Refresh shows the settings as they are now, and finds out what became of them on the pages.
func (d *Dialog) Refresh() {
	b := d.p.Brief()
	s := b.Settings
	d.shown = b
	d.classification.Put(s.Classification, false)
	d.version.Put(s.Version, false)
	d.locale.SetSelected(localeName(s.Locale))
	d.currency.Put(s.Currency, false)
	d.fiscal.SetSelected(say.T(s.FiscalStart.String()))
	own, _ := export.ProfileOf(b, export.Options{})
	var labels []string
	for _, x := range export.Profiles() {
		labels = append(labels, say.T(x.Label))
	}
	d.profile.SetOptions(labels)
	d.profile.SetSelected(say.T(own.Label))
	d.paper.SetSelected(export.PaperName(s.Paper))
	d.refreshLook(b)

	var found []brief.Finding
	d.layouts.Run(d.p.Run, func() {
		_, all := export.Pages(b, export.Options{})
		for _, f := range all {
			if strings.HasPrefix(string(f.Place), "settings.") {
				found = append(found, f)
			}
		}
	}, func() { d.tell(found) })
}

var tones = map[brief.Severity]look.Tone{brief.Error: look.ToneBad, brief.Warning: look.ToneWarn, brief.Info: look.ToneCalm}

// tell shows what was found out about the settings, the brand's colour beside its field and all else at the foot.
func (d *Dialog) tell(found []brief.Finding) {
	d.said.RemoveAll()
	var brand []string
	for _, f := range found {
		if f.Place == "settings.theme.brand" {
			brand = append(brand, f.Text)
			continue
		}
		d.said.Add(look.NewNotice(tones[f.Severity], say.T(brief.Label(f.Place)), f.Text+" "+f.Fix))
	}
	d.brandSaid.SetText(strings.Join(brand, " "))
	visible(d.brandSaid, len(brand) > 0)
	if d.failure != "" {
		d.said.Add(look.NewNotice(look.ToneBad, say.T("Not set"), d.failure))
	}
	d.dialog.Fit()
}
