package command_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// answers runs a command and checks its exit code and words it says or must not say; warnings may come with an export.
func answers(t *testing.T, dir string, code int, says []string, never string, args ...string) {
	t.Helper()
	a := run(t, dir, args...)
	if a.code != code || a.err != "" && code < 2 && (args[0] != "export" || !strings.HasPrefix(a.err, "Warning: ")) {
		t.Errorf("%s answered %+v", strings.Join(args, " "), a)
	}
	for _, want := range says {
		if !strings.Contains(a.out, want) {
			t.Errorf("%s: want %q in\n%s", strings.Join(args, " "), want, a.out)
		}
	}
	if never != "" && strings.Contains(a.out, never) {
		t.Errorf("%s: %q in\n%s", strings.Join(args, " "), never, a.out)
	}
}

// A text file that has to be told how it is read is read so ever after.
func TestATextFileIsReadAgainAsItWasRead(t *testing.T) {
	dir := t.TempDir()
	cyrillic := func(text string) []byte {
		data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	rows := "Metric|Jan 2026|Feb 2026|Mar 2026\nОтток|3,1%|3,0%|2,8%\nВыручка|4100|4200|4350\n"
	write(t, dir, "m.csv", cyrillic(rows))
	write(t, dir, "s.md", []byte("# Отток {Отток}\n## Evidence\nhero: Отток\n"))
	answers(t, dir, 0, nil, "", "new", "b.brief", "--data", "m.csv", "--story", "s.md", "--encoding", "windows-1251", "--delimiter", "|")
	answers(t, dir, 0, nil, "", "export", "b.brief", "-o", "b.pdf")
	answers(t, dir, 0, []string{"agree with m.csv"}, "", "verify", "b.pdf", "m.csv")
	write(t, dir, "m.csv", cyrillic(strings.Replace(rows, "2,8%", "2,5%", 1)))
	answers(t, dir, 0, []string{"{Отток}", "2.8% → 2.5%"}, "gone", "refresh", "b.brief", "m.csv")
	answers(t, dir, 1, []string{"D2 (Отток): the PDF was made with 0.028, m.csv has 0.025."}, "", "verify", "b.pdf", "m.csv")
}

// Single events are put together again, by the recipe that they were put together with.
func TestEventsArePutTogetherAgain(t *testing.T) {
	dir := t.TempDir()
	var rows strings.Builder
	rows.WriteString("Order ID,Order date,Amount EUR\n")
	for i := range 36 {
		fmt.Fprintf(&rows, "O%d,2026-%02d-%02d,%d.5\n", i, 7+i/9, 1+i%9, 100+7*i)
	}
	write(t, dir, "orders.csv", []byte(rows.String()))
	write(t, dir, "s.md", []byte("# Amount is {Amount} of {Orders} orders\n## Evidence\nhero: Amount\n"))
	answers(t, dir, 0, nil, "", "new", "b.brief", "--data", "orders.csv", "--story", "s.md")
	answers(t, dir, 0, nil, "", "export", "b.brief", "-o", "b.pdf")
	answers(t, dir, 0, []string{"agree with orders.csv"}, "", "verify", "b.pdf", "orders.csv")
	write(t, dir, "orders.csv", []byte(strings.Replace(rows.String(), "2026-10-09,345.5", "2026-10-09,1345.5", 1)))
	answers(t, dir, 0, []string{"{Amount}", "{Amount | change}", "Oct 2026 restated"}, "{Orders}", "refresh", "b.brief", "orders.csv")
	answers(t, dir, 1, []string{"(Amount): the PDF was made with 2857.5, orders.csv has 3857.5."}, "(Orders)", "verify", "b.pdf", "orders.csv")
}

// A metric that is gone is not mistaken for the one that stands in its cells now.
func TestVerifyOfAMetricThatIsGone(t *testing.T) {
	dir := t.TempDir()
	header := "Metric,Jan 2026,Feb 2026\n"
	write(t, dir, "m.csv", []byte(header+"Signups,900,930\nTickets,40,44\n"))
	write(t, dir, "s.md", []byte("# Signups are {Signups}\n## Evidence\nhero: Signups\n"))
	answers(t, dir, 0, nil, "", "new", "b.brief", "--data", "m.csv", "--story", "s.md")
	answers(t, dir, 0, nil, "", "export", "b.brief", "-o", "b.pdf")
	for book, says := range map[string]string{
		"Tickets,40,44\n":                  "no value of Signups for Feb 2026 any more: C2 was 930, and it holds 44 of Tickets now.",
		"New,1,2\nSignups,900,935\n":       "the PDF was made with 930, m.csv has 935.", // moved and restated
		"New signups,900,930\nOther,1,2\n": "",                                          // renamed
	} {
		write(t, dir, "m.csv", []byte(header+book))
		code, want := 1, []string{says}
		if says == "" {
			code, want = 0, []string{"agree with m.csv"}
		}
		answers(t, dir, code, want, "", "verify", "b.pdf", "m.csv")
	}
}
