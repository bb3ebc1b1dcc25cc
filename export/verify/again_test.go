package verify_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	drawing   = regexp.MustCompile(`(?s)stream\n(0 J\n.*?)endstream`)
	rectangle = regexp.MustCompile(`(?m)^([0-9.]+) ([0-9.]+) m\n([0-9.]+) [0-9.]+ l\n[0-9.]+ ([0-9.]+) l\n[0-9.]+ [0-9.]+ l\nh\nf$`)
	pathLine  = regexp.MustCompile(`(?m)^((?:[0-9.]+ )+)([mlc]|re)$`)
	textParts = regexp.MustCompile(`BT ([0-9.]+) ([0-9.]+) Td (\[.*\]) TJ ET`)
)

// writtenAgain puts a PDF into the form in which Ghostscript leaves it: tags are gone, everything is drawn in tenths of a
// point, boxes by one operator, neighbours on a line in one text, and the file says who made it.
func writtenAgain(t *testing.T, pdf string) string {
	t.Helper()
	pdf = both(swap(`/Producer \(Throughline\)`, "/Producer (GPL Ghostscript 10.00.0)"), swap(`/StructTreeRoot \d+ 0 R`, ""))(t, pdf)
	at := drawing.FindStringSubmatchIndex(pdf)
	if at == nil {
		t.Fatal("the page has no drawing")
	}
	body := regexp.MustCompile(`(?m)^(/.* BDC|/Artifact BMC|EMC)\n`).ReplaceAllString(pdf[at[2]:at[3]], "")
	body = rectangle.ReplaceAllStringFunc(body, func(s string) string {
		m := rectangle.FindStringSubmatch(s)
		x1, y1, x2, y2 := number(m[1]), number(m[2]), number(m[3]), number(m[4])
		return fmt.Sprintf("%.3f %.3f %.3f %.3f re\nf", min(x1, x2), min(y1, y2), max(x1, x2)-min(x1, x2), max(y1, y2)-min(y1, y2))
	})
	body = pathLine.ReplaceAllStringFunc(body, func(s string) string {
		m := pathLine.FindStringSubmatch(s)
		var b strings.Builder
		for _, f := range strings.Fields(m[1]) {
			fmt.Fprintf(&b, "%.2f ", number(f)*10)
		}
		return b.String() + m[2]
	})
	body = regexp.MustCompile(`(?m)^([0-9.]+) w$`).ReplaceAllStringFunc(body, func(s string) string {
		return fmt.Sprintf("%.2f w", number(strings.TrimSuffix(s, " w"))*10)
	})
	body = regexp.MustCompile(`(?m)^\[([0-9. ]+)\] 0 d$`).ReplaceAllStringFunc(body, func(s string) string {
		var b strings.Builder
		for _, f := range strings.Fields(strings.Trim(strings.TrimSuffix(s, "] 0 d"), "[")) {
			fmt.Fprintf(&b, "%.2f ", number(f)*10)
		}
		return "[" + b.String() + "] 0 d"
	})
	body = textParts.ReplaceAllString(body, "q\n10 0 0 10 0 0 cm BT\n1 0 0 1 $1 $2 Tm\n$3 TJ\nET\nQ")
	joined := regexp.MustCompile(`1 0 0 1 ([0-9.]+) ([0-9.]+) Tm\n(\[.*\]) TJ\nET\nQ\nq\n10 0 0 10 0 0 cm BT\n1 0 0 1 ([0-9.]+) ([0-9.]+) Tm\n(\[.*\]) TJ`)
	body = joined.ReplaceAllStringFunc(body, func(s string) string {
		m := joined.FindStringSubmatch(s)
		if m[2] != m[5] { // another line: the next text is drawn by a move
			return s
		}
		back := fmt.Sprintf("%.3f 0 Td\n", number(m[4])-number(m[1]))
		return fmt.Sprintf("1 0 0 1 %s %s Tm\n%s TJ\n%s%s TJ", m[1], m[2], m[3], back, m[6])
	})
	return pdf[:at[2]] + "q .1 0 0 .1 0 0 cm\n" + body + "Q\n" + pdf[at[3]:]
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		panic(err)
	}
	return v
}

// A file that another program wrote again is told as that, with what it lost, and not as many accusations; what was altered
// before or after is still found.
func TestAFileWrittenAgainByAnotherProgram(t *testing.T) {
	t.Parallel()
	pdf := unpacked(t, sample())
	r := verified(t, repacked(t, writtenAgain(t, pdf)))
	if all, agree := r.Numbers(); r.Drifted != 0 || agree != all || all < 11 {
		t.Errorf("%d of %d numbers agree, drifts: %q", agree, all, drifts(r))
	}
	if r.Again != "GPL Ghostscript 10.00.0" || strings.Join(r.Lost, "; ") != "what its charts say to those who do not see them" {
		t.Errorf("it was written by %q, which lost %q", r.Again, r.Lost)
	}
	for name, tt := range map[string]struct {
		alter func(*testing.T, string) string
		want  string
	}{
		"a digit":     {figureLine(func(l string) string { return strings.Replace(l, "0031", "0034", 1) }), "shows “rose 44% to 11.1%” where"},
		"a text gone": {figureLine(func(string) string { return "" }), "“rose 14% to 11.1%” (Trial conversion, K4, I4) is gone"},
		"a text more": {around("", "\nBT 300 300 Td [<0034>] TJ ET"), "shows “4”, which was not there"},
		"invisible":   {around("3 Tr", "0 Tr"), "drawn with no ink"},
		"the chart":   {upsideDown, "what the chart of Trial conversion shows is not what the ledger says"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := verified(t, repacked(t, writtenAgain(t, tt.alter(t, pdf))))
			if got := strings.Join(drifts(r), "\n"); !strings.Contains(got, tt.want) || r.Drifted > 2 {
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("in grey", func(t *testing.T) {
		t.Parallel()
		grey := regexp.MustCompile(`(?m)^([0-9.]+) [0-9.]+ [0-9.]+ (rg|RG)$`).ReplaceAllStringFunc(writtenAgain(t, pdf), func(s string) string {
			f := strings.Fields(s)
			op := map[string]string{"rg": "g", "RG": "G"}[f[3]]
			return fmt.Sprintf("%.3f %s", .3*number(f[0])+.59*number(f[1])+.11*number(f[2]), op)
		})
		if r := verified(t, repacked(t, grey)); r.Drifted != 0 || !strings.Contains(strings.Join(r.Lost, "; "), "its colours") {
			t.Errorf("lost %q, drifts %q", r.Lost, drifts(r))
		}
	})
	t.Run("in shapes", func(t *testing.T) {
		t.Parallel()
		r := verified(t, repacked(t, regexp.MustCompile(`\[.*\] TJ`).ReplaceAllString(writtenAgain(t, pdf), "")))
		if _, agree := r.Numbers(); agree != 0 {
			t.Errorf("%d numbers agree on a page without text", agree)
		}
		reasons := map[string]bool{}
		for _, why := range drifts(r) {
			reasons[why] = true
		}
		if len(reasons) != 1 || !reasons["Page 1 was written again in such a way that its text cannot be read, so nothing on it can be compared."] {
			t.Errorf("it says %v", reasons)
		}
	})
}

var curve = regexp.MustCompile(`(?m)^[0-9.]+ ([0-9.]+) m\n(?:[0-9.]+ [0-9.]+ l\n){6,}S$`)

// upsideDown turns the line of the chart over.
func upsideDown(t *testing.T, pdf string) string {
	t.Helper()
	at := curve.FindAllStringSubmatchIndex(pdf, -1)
	if at == nil {
		t.Fatal("there is no line")
	}
	last := at[len(at)-1]
	first := number(pdf[last[2]:last[3]])
	turned := regexp.MustCompile(`(?m)^([0-9.]+) ([0-9.]+) ([ml])$`).ReplaceAllStringFunc(pdf[last[0]:last[1]], func(s string) string {
		f := strings.Fields(s)
		return fmt.Sprintf("%s %.3f %s", f[0], 2*first-number(f[1]), f[2])
	})
	return pdf[:last[0]] + turned + pdf[last[1]:]
}
