package renewal

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/refresh"
	"throughline/app/sheet"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// region is a sheet of three metrics by month whose values are those of others, shifted.
func region(name string, shift float64, months ...string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for r, head := range []string{"Metric", "Users", "Signups", "Tickets"} {
		row := []sheet.Cell{{Kind: sheet.Text, Text: head}}
		for i, m := range months {
			if r == 0 {
				row = append(row, sheet.Cell{Kind: sheet.Text, Text: m})
				continue
			}
			v := shift * float64(100*r+i)
			row = append(row, sheet.Cell{Kind: sheet.Number, Number: v, Text: fmt.Sprint(v)})
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func book(sum string, sheets ...*sheet.Sheet) *sheet.Workbook {
	return &sheet.Workbook{Path: "/data/regions.xlsx", File: "regions.xlsx", Kind: "xlsx", SHA256: sum, Sheets: sheets}
}

// asked is the review of a file whose tables could renew either of two sources.
func asked(t *testing.T, answer func(source, table string)) (*Screen, *refresh.Renewal) {
	t.Helper()
	b := brief.New("b")
	old, err := ingest.Understand(context.Background(), book("1", region("EMEA", 1, "Jul 2026", "Aug 2026", "Sep 2026"), region("US", 7, "Jul 2026", "Aug 2026", "Sep 2026")))
	if err != nil {
		t.Fatal(err)
	}
	old.AddTo(b, time.Time{})
	wb := book("2", region("A", 1.3, "Oct 2026", "Nov 2026", "Dec 2026"), region("B", 7.1, "Oct 2026", "Nov 2026", "Dec 2026"))
	r, err := refresh.Read(context.Background(), b, wb, ingest.Understand, nil)
	if err != nil {
		t.Fatal(err)
	}
	nothing := func() {}
	return New(Params{
		Renewal: r, Brief: b, OnAnswer: answer, OnAccept: func(refresh.Plan) {}, OnEdit: func(brief.Place) {}, OnMend: func(brief.Edit) {}, OnImport: nothing, OnCancel: nothing,
	}), r
}

func TestWhichTableItIsIsAsked(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	source, table := "", ""
	s, r := asked(t, func(so, ta string) { source, table = so, ta })
	test.NewTempWindow(t, s.Object()).Resize(fyne.NewSize(1280, 800))
	if texts := strings.Join(looktest.Texts(s.Object()), " "); !strings.Contains(texts, "what does it renew?") || !strings.Contains(texts, "2 things to decide") {
		t.Errorf("the screen says %q", texts)
	}
	if !s.accept.Disabled() {
		t.Error("what renews nothing yet can be accepted")
	}
	q := r.Questions[0]
	s.chips["?"+q.Source].Choose(q.Choices[1].Label)
	if source != q.Source || table != q.Choices[1].Table {
		t.Errorf("answered %q for %q", table, source)
	}
}

func TestTheReviewFits(t *testing.T) {
	looktest.Fits(t, "questions", func() fyne.CanvasObject {
		s, _ := asked(t, func(string, string) {})
		return s.Object()
	})
}

// doubted is the review of a file in which one metric became cumulative.
func doubted(t *testing.T) *Screen {
	t.Helper()
	b := brief.New("b")
	old, err := ingest.Understand(context.Background(), book("1", region("EMEA", 1, "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026")))
	if err != nil {
		t.Fatal(err)
	}
	old.AddTo(b, time.Time{})
	b.Headline = "{Users}, {Signups}, {Tickets}"
	next := region("EMEA", 1, "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026")
	for _, row := range []int{1, 3} { // Users and Tickets
		sum := 0.0
		for i := range next.Rows[row][1:] {
			c := &next.Rows[row][i+1]
			sum += c.Number
			c.Number, c.Text = sum, fmt.Sprint(sum)
		}
	}
	r, err := refresh.Read(context.Background(), b, book("2", next), ingest.Understand, nil)
	if err != nil {
		t.Fatal(err)
	}
	nothing := func() {}
	return New(Params{
		Renewal: r, Brief: b, OnAnswer: func(string, string) {}, OnAccept: func(refresh.Plan) {}, OnEdit: func(brief.Place) {},
		OnMend: func(brief.Edit) {}, OnImport: nothing, OnCancel: nothing,
	})
}

func TestDoubtsStandFirstAndAKeySettlesThem(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	s := doubted(t)
	w := test.NewTempWindow(t, s.Object())
	w.Resize(fyne.NewSize(1280, 800))
	texts := strings.Join(looktest.Texts(s.Object()), " ")
	if at := strings.Index(texts, "look cumulative"); at < 0 || at > strings.Index(texts, "Figures that change") {
		t.Errorf("the doubts do not stand first: %q", texts)
	}
	if s.open() != 2 || len(s.walk) != 4 {
		t.Fatalf("%d to settle with %d answers, want 2 with 4", s.open(), len(s.walk))
	}
	w.Canvas().Focus(s.Focus())
	press := func(names ...fyne.KeyName) {
		for _, n := range names {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	press(fyne.KeyA, fyne.KeyDown, fyne.KeyDown, fyne.KeyO)
	if s.open() != 0 || len(s.plan) != 2 {
		t.Errorf("after the keys %d are open, plan %v", s.open(), s.plan)
	}
	taken := 0
	for _, d := range s.plan {
		if d == refresh.Take {
			taken++
		}
	}
	if taken != 1 {
		t.Errorf("A and O decided %v", s.plan)
	}
}

func TestDoubtsFit(t *testing.T) {
	looktest.Fits(t, "doubts", func() fyne.CanvasObject { return doubted(t).Object() })
}
