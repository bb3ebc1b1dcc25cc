package cfo

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

func quoted() coach.Reading {
	b := brief.New("x")
	b.Headline = "A headline that is long enough to need more than a line on the page that an executive reads in half a minute"
	b.Ask.By = "12 Dec 2026"
	b.Evidence.Quote = &brief.Quote{Words: strings.Repeat("It saved us a week. ", 8), Role: "COO", Segment: "mid-market"}
	return coach.CFO(b)
}

func TestWhatIsMissingIsSaidAndAsked(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	var went brief.Place
	p := New(Params{Reading: quoted(), OnGoTo: func(p brief.Place) { went = p }, OnLeave: func() {}})
	test.NewTempWindow(t, p.Object()).Resize(fyne.NewSize(1024, 640))
	texts := strings.Join(looktest.Texts(p.Object()), " ")
	for _, want := range []string{"No lead yet.", "by 12 Dec 2026", "COO, mid-market", "What do you want from me, and by when?"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not in %q", want, texts)
		}
	}
	p.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if went == "" {
		t.Error("Enter on the first question leads nowhere")
	}
}

func TestTheReadingFits(t *testing.T) {
	looktest.Fits(t, "as the CFO", func() fyne.CanvasObject {
		return New(Params{Reading: quoted(), OnGoTo: func(brief.Place) {}, OnLeave: func() {}}).Object()
	})
}
