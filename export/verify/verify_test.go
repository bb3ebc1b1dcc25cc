package verify_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/sheet/sheettest"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/pdf"
	"throughline/export/verify"
)

// row makes a series of monthly values from column B on, in a row of the sheet Funnel.
func row(sc metric.Scenario, at int, values ...float64) *metric.Series {
	return sheettest.Row(sc, "funnel", "Funnel", at, metric.MonthOf(2026, time.January), values...)
}

func sample() *brief.Brief {
	b := brief.New("sample")
	b.Headline = "Extend the nudges: conversion is {Trial conversion}, and the contract is worth €4.2bn"
	b.Ask = brief.Ask{What: "Approve 2 engineers for 8 weeks", From: "CPO", By: "12 Dec 2026"}
	b.Beats = [4]brief.Beat{
		{Lead: "Sign-ups held at {Sign-ups} in October.", Body: "Over the year they were {Sign-ups | average} a month, {Sign-ups | high} at best, in Q3 and on Windows 11."},
		{Lead: "The funnel leaks.", Body: "Trial conversion {Trial conversion | moved from Jun 2026}; that is {Trial conversion | vs plan} against plan."},
		{Lead: "Nudge each trial when its usage stalls.", Body: "A nudge names the next unused step, and not the one after it, within the hour that it stalls in."},
		{Lead: "Conversion {Trial conversion | moved from Aug 2026}.", Body: "Sign-ups {Sign-ups | growth}, an index of {Sign-ups | latest | index}."},
	}
	b.Sources = []*brief.Source{{
		ID: "funnel", File: "metrics.xlsx", Sheet: "Funnel", Range: "A3:K9", SHA256: "abc",
		Modified: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC),
	}}
	b.Metrics = []*metric.Metric{
		{
			ID: "1", Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent}, Polarity: metric.HigherBetter,
			Definition: "paid within 30 days", Owner: "Growth",
			Series: []*metric.Series{
				row(metric.AC, 4, .108, .1085, .1075, .109, .1084, .106, .1002, .097, .102, .111),
				row(metric.PL, 5, .1095, .1097, .1098, .11, .11, .1102, .1103, .1104, .1105, .1105),
			},
		},
		{
			ID: "2", Name: "Sign-ups", Unit: metric.Unit{Kind: metric.Count}, Polarity: metric.HigherBetter,
			Series: []*metric.Series{row(metric.AC, 6, 4010, 4105, 4080, 4122, 4099, 4150, 4131, 4118, 4102, 4120)},
		},
		{ID: "3", Name: "Unused", Series: []*metric.Series{row(metric.AC, 7, 987654321)}},
	}
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	return b
}

// printed lays a brief out, with its record.
func printed(t testing.TB, b *brief.Brief) (*page.Document, *verify.Record) {
	t.Helper()
	doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
	for _, f := range findings {
		if f.Severity == brief.Error {
			t.Fatalf("the brief cannot be printed: %+v", f)
		}
	}
	return doc, verify.New(b, doc, ledger, pagetest.Fonts(t))
}

// file writes a document with a record inside it.
func file(t testing.TB, doc *page.Document, record []byte) []byte {
	t.Helper()
	copied := *doc
	copied.Attachments = nil
	if record != nil {
		copied.Attachments = []page.Attachment{{Name: verify.FileName, Type: "application/json", Relation: page.DataOf, Data: record}}
	}
	var w bytes.Buffer
	if err := pdf.Write(&w, &copied, pagetest.Fonts(t)); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func encoded(t testing.TB, r *verify.Record) []byte {
	t.Helper()
	data, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func verified(t testing.TB, data []byte) *verify.Report {
	t.Helper()
	r, err := verify.PDF(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// drifts returns what a report says is wrong.
func drifts(r *verify.Report) []string {
	var out []string
	for _, f := range r.Figures {
		if !f.OK {
			out = append(out, f.Why)
		}
	}
	return out
}

func TestAnUntouchedPDFAgrees(t *testing.T) {
	t.Parallel()
	doc, record := printed(t, sample())
	r := verified(t, file(t, doc, encoded(t, record)))
	if r.Drifted != 0 {
		t.Errorf("drifts: %q", drifts(r))
	}
	if all, agree := r.Numbers(); all < 11 || agree != all {
		t.Errorf("%d of %d numbers agree", agree, all)
	}
	seen := map[string]string{}
	for _, f := range r.Figures {
		if seen[f.Text] == "" { // the plan's last point may print alike
			seen[f.Text] = f.Source + " " + f.Cell
		}
	}
	for text, from := range map[string]string{"11.1%": "metrics.xlsx · Funnel K4", "4,120": "metrics.xlsx · Funnel K6"} {
		if seen[text] != from {
			t.Errorf("%s comes from %q, want %q", text, seen[text], from)
		}
	}
	if len(r.Typed) == 0 || r.Typed[0].Text != "€4.2bn" {
		t.Errorf("typed by hand: %+v", r.Typed)
	}
}

func TestTheRecordHoldsWhatIsUsedAndNothingPrivate(t *testing.T) {
	t.Parallel()
	_, record := printed(t, sample())
	data := string(encoded(t, record))
	for _, private := range []string{"987654321", `"definition"`, `"owner"`} {
		if strings.Contains(data, private) {
			t.Errorf("the record holds %q", private)
		}
	}
}

// TestChartsOfEveryFormAgree holds that the labels of charts are numbers of the ledger, found on paper like any other.
func TestChartsOfEveryFormAgree(t *testing.T) {
	t.Parallel()
	drawn := 0
	for _, kind := range brief.ChartKinds {
		for _, metrics := range [][]string{{"Trial conversion"}, {"Sign-ups"}, {"Sign-ups", "Trial conversion"}, {"Sign-ups", "Demos"}, {"By plan"}, {"Sign-ups", "Demos", "Calls"}} {
			b := sample()
			plans := row(metric.AC, 9, 40, 25, 18)
			for i, name := range []string{"Free", "Team", "Firm"} {
				plans.Points[i].Category, plans.Points[i].Period = name, metric.Period{}
			}
			b.Metrics = append(b.Metrics,
				&metric.Metric{ID: "4", Name: "By plan", Unit: metric.Unit{Kind: metric.Count}, Series: []*metric.Series{plans}},
				&metric.Metric{ID: "5", Name: "Calls", Unit: metric.Unit{Kind: metric.Count}, Series: []*metric.Series{row(metric.AC, 10, 400, 250, 180, 190, 300, 310, 200, 220, 500, 480)}},
				&metric.Metric{ID: "6", Name: "Demos", Unit: metric.Unit{Kind: metric.Count}, Series: []*metric.Series{
					row(metric.AC, 11, 1400, 1250, 1180, 1190, 1300, 1310, 1200, 1220, 1500, 1480),
					row(metric.PL, 12, 1300, 1300, 1300, 1300, 1300, 1300, 1400, 1400, 1400, 1400),
				}})
			b.Evidence.Chart = &brief.Chart{Kind: kind, Metrics: metrics}
			doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
			if slices.ContainsFunc(findings, func(f brief.Finding) bool { return f.Severity == brief.Error }) {
				continue // the form does not suit the data
			}
			drawn++
			report := verified(t, file(t, doc, encoded(t, verify.New(b, doc, ledger, pagetest.Fonts(t)))))
			if report.Drifted != 0 {
				t.Errorf("%s of %q: %q", kind, metrics, drifts(report))
			}
			if len(report.Unlisted) > 0 {
				t.Errorf("%s of %q prints numbers that are not listed: %+v", kind, metrics, report.Unlisted)
			}
			printed := map[int]bool{}
			for _, op := range doc.Pages[0].Ops {
				if x, ok := op.(*page.Text); ok {
					printed[x.Entry] = true
				}
			}
			for i, e := range ledger.Entries {
				if e.Kind == figure.Label && e.Role == figure.RoleChart && !printed[i+1] {
					t.Errorf("%s of %q: no text prints the label “%s”", kind, metrics, e.Text)
				}
			}
		}
	}
	if drawn < 2*len(brief.ChartKinds) {
		t.Errorf("only %d charts were drawn", drawn)
	}
}

// altered returns a text's run with one digit changed.
func altered(r *rand.Rand, text string) string {
	var at []int
	for i, c := range text {
		if c >= '0' && c <= '9' {
			at = append(at, i)
		}
	}
	i := at[r.Intn(len(at))]
	return text[:i] + string('0'+(text[i]-'0'+byte(1+r.Intn(9)))%10) + text[i+1:]
}

// TestEveryAlteredDigitIsCaught changes one digit after the other of everything that is printed: body, hero, chart, notes.
func TestEveryAlteredDigitIsCaught(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewSource(7))
	f := pagetest.Fonts(t)
	doc, record := printed(t, sample())
	data := encoded(t, record)
	tried := 0
	for n, p := range doc.Pages {
		for _, op := range p.Ops {
			x, ok := op.(*page.Text)
			if !ok || !strings.ContainsAny(x.Run.Text, "0123456789") {
				continue
			}
			tried++
			was := x.Run
			x.Run = f.Run(altered(r, was.Text), was.Style)
			report := verified(t, file(t, doc, data))
			if report.Drifted != 1 {
				t.Errorf("%q for %q: %d drifts %q", x.Run.Text, was.Text, report.Drifted, drifts(report))
			}
			for _, d := range report.Figures {
				if d.OK {
					continue
				}
				if d.Page != n+1 || !strings.Contains(d.Found, strings.TrimSpace(x.Run.Text)) || !strings.Contains(was.Text, d.Text) && !strings.Contains(d.Expected, strings.TrimSpace(was.Text)) {
					t.Errorf("%q for %q is told as %+v", x.Run.Text, was.Text, d)
				}
				if x.Entry > 0 && (d.Metric == "" || d.Cell == "" || !strings.Contains(d.Why, d.Cell)) {
					t.Errorf("%q: neither metric nor cell are named: %+v", was.Text, d)
				}
			}
			x.Run = was
		}
	}
	if tried < 25 {
		t.Errorf("only %d texts with digits", tried)
	}
}

func TestWordsAreComparedToo(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	style := page.Style{Size: 9}
	for _, tt := range []struct {
		name  string
		alter func(p *page.Page)
		want  string
	}{
		{"a verb", func(p *page.Page) {
			for _, op := range p.Ops {
				if x, ok := op.(*page.Text); ok && strings.HasPrefix(x.Run.Text, "rose 14%") {
					x.Run = f.Run(strings.Replace(x.Run.Text, "rose", "fell", 1), x.Run.Style)
				}
			}
		}, "Trial conversion (K4, I4) is “rose 14% to 11.1%”"},
		{"one more number", func(p *page.Page) { p.Text(300, 500, f.Run("99.9%", style), page.Left) }, "shows “99.9%”, which was not there"},
		{"a text taken out", func(p *page.Page) { p.Ops = p.Ops[:len(p.Ops)-1] }, "“1 / 1” is gone"},
		{"a text moved", func(p *page.Page) {
			x := p.Ops[len(p.Ops)-1].(*page.Text)
			x.At.X -= 40
		}, "“1 / 1” is gone"},
		{"an alternative text", func(p *page.Page) {
			for _, e := range p.Tags {
				if e.Element != nil && e.Element.Role == page.Figure {
					e.Element.Alt = "A line that rises."
				}
			}
		}, "do not see them was changed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc, record := printed(t, sample())
			data := encoded(t, record)
			tt.alter(doc.Pages[0])
			report := verified(t, file(t, doc, data))
			if got := strings.Join(drifts(report), "\n"); !strings.Contains(got, tt.want) {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
}

// TestAnAlteredLedgerIsCaught changes the record instead of the page, as somebody would who knows how this works.
func TestAnAlteredLedgerIsCaught(t *testing.T) {
	t.Parallel()
	reseal := func(change func(r *verify.Record)) func(*testing.T, *verify.Record) []byte {
		return func(t *testing.T, r *verify.Record) []byte {
			change(r)
			return encoded(t, r)
		}
	}
	for _, tt := range []struct {
		name  string
		alter func(*testing.T, *verify.Record) []byte
		want  string
	}{
		{"its characters", func(t *testing.T, r *verify.Record) []byte {
			return bytes.Replace(encoded(t, r), []byte(`"value":4120`), []byte(`"value":4121`), 1)
		}, "changed after the export"},
		{"a text", reseal(func(r *verify.Record) { r.Ledger.Entries[0].Text = "12.1%" }), "computes to “11.1%”"},
		{"a text, on its page too", reseal(func(r *verify.Record) {
			r.Ledger.Entries[0].Text = "12.1%"
			for i := range r.Pages[0].Texts {
				if x := &r.Pages[0].Texts[i]; x.Entry == 1 {
					x.Text = strings.Replace(x.Text, "11.1", "12.1", 1)
				}
			}
		}), "computes to “11.1%”"},
		{"a value of the ledger", reseal(func(r *verify.Record) {
			r.Ledger.Entries[0].Text, r.Ledger.Entries[0].Value, r.Ledger.Entries[0].Terms[0].Value = "12.1%", .121, .121
		}), "computes to “11.1%”"},
		{"a value of the snapshot", reseal(func(r *verify.Record) {
			s := r.Metrics[0].Series[0]
			s.Points[len(s.Points)-1].Value = .121
		}), "computes to “12.1%”"},
		{"the latest month taken out", reseal(func(r *verify.Record) {
			s := r.Metrics[0].Series[0]
			s.Points = s.Points[:len(s.Points)-1]
		}), "does not hold the value of K4"},
		{"a month added", reseal(func(r *verify.Record) {
			s := r.Metrics[0].Series[0]
			p := s.Points[len(s.Points)-1]
			p.Period, p.Value, p.Cell = p.Period.Add(1), .2, "L4"
			s.Points = append(s.Points, p)
		}), "is not what Trial conversion answers"},
		{"its list of texts", reseal(func(r *verify.Record) {
			for i := range r.Pages[0].Texts {
				if x := &r.Pages[0].Texts[i]; x.Entry == 1 {
					x.Entry = 0
				}
			}
			r.Pages[0].Texts[2].Text += "!"
		}), "reads"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc, record := printed(t, sample())
			report := verified(t, file(t, doc, tt.alter(t, record)))
			if got := strings.Join(drifts(report), "\n"); !strings.Contains(got, tt.want) {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFilesThatCannotBeVerified(t *testing.T) {
	t.Parallel()
	doc, record := printed(t, sample())
	whole := file(t, doc, encoded(t, record))
	newer, _ := json.Marshal(map[string]any{"sha256": "", "record": map[string]any{"version": 99}})
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "no PDF"},
		{"a text", []byte("Dear all, conversion is 12.4%."), "no PDF"},
		{"half", whole[:len(whole)/2], "no PDF"},
		{"without its ledger", file(t, doc, nil), "carries no ledger"},
		{"with a ledger that is none", file(t, doc, []byte("{")), "damaged"},
		{"with a list for a ledger", file(t, doc, []byte("[]")), "damaged"},
		{"from a newer program", file(t, doc, newer), "newer version"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := verify.PDF(bytes.NewReader(tt.data), int64(len(tt.data)))
			var explained *fault.Error
			if !errors.As(err, &explained) || explained.Kind != fault.Unreadable || !strings.Contains(explained.Text, tt.want) {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}

// qpdf runs qpdf from one file to another and answers the second.
func qpdf(t *testing.T, data []byte, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if i := slices.Index(args, "IN"); i >= 0 { // pages of the file, taken from itself
		args = slices.Clone(args)
		args[i] = in
	}
	cmd := exec.Command(path, append(args, in, out)...)
	if said, err := cmd.CombinedOutput(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 3 { // 3: mended with warnings
			t.Fatalf("qpdf: %v\n%s", err, said)
		}
	}
	written, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return written
}

func TestAPDFThatAnotherToolRewrote(t *testing.T) {
	t.Parallel()
	doc, record := printed(t, sample())
	whole := file(t, doc, encoded(t, record))
	for _, args := range [][]string{
		{"--object-streams=generate"}, {"--object-streams=disable"}, {"--linearize"}, {"--qdf"}, {"--encrypt", "", "owner", "256", "--"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			if r := verified(t, qpdf(t, whole, args...)); r.Drifted != 0 {
				t.Errorf("drifts: %q", drifts(r))
			}
		})
	}
	t.Run("protected", func(t *testing.T) {
		t.Parallel()
		locked := qpdf(t, whole, "--encrypt", "user", "owner", "256", "--")
		_, err := verify.PDF(bytes.NewReader(locked), int64(len(locked)))
		if err == nil || !strings.Contains(err.Error(), "password") {
			t.Errorf("error %v", err)
		}
	})
}

// TestAForgedFile edits the drawing of the page as one would by hand: unpacked, one character changed, packed again.
func TestAForgedFile(t *testing.T) {
	t.Parallel()
	doc, record := printed(t, sample())
	plain := qpdf(t, file(t, doc, encoded(t, record)), "--qdf", "--object-streams=disable")
	var codes []string
	for _, c := range "11.1%" {
		codes = append(codes, fmt.Sprintf("%04x", c))
	}
	const kern = "(?:>-?[0-9.]+<)?"
	kerned := regexp.MustCompile("<0031(" + kern + strings.Join(codes[1:], kern) + ")")
	edited := kerned.ReplaceAll(plain, []byte("<0032$1"))
	if bytes.Equal(plain, edited) {
		t.Fatalf("the number is not in the drawing: %s", regexp.MustCompile(`\[.*\] TJ`).FindAll(plain, 6))
	}
	report := verified(t, qpdf(t, edited))
	if got := strings.Join(drifts(report), "\n"); !strings.Contains(got, "shows “21.1%” where Trial conversion (K4) is “11.1%”") {
		t.Errorf("drifts %q", got)
	}
}

func FuzzVerify(f *testing.F) {
	doc, record := printed(f, sample())
	whole := file(f, doc, encoded(f, record))
	f.Add(whole)
	f.Add(whole[:len(whole)/3])
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"))
	for i := 0; i < len(whole); i += len(whole) / 7 {
		broken := bytes.Clone(whole)
		broken[i] ^= 0x5a
		f.Add(broken)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := verify.PDF(bytes.NewReader(data), int64(len(data))); err != nil {
			var explained *fault.Error
			if !errors.As(err, &explained) {
				t.Errorf("an error that nobody explained: %v", err)
			}
		}
	})
}
