package metric

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

var (
	usd         = Unit{Kind: Currency, Currency: "USD"}
	eur         = Unit{Kind: Currency, Currency: "EUR"}
	percent     = Unit{Kind: Percent}
	count       = Unit{Kind: Count}
	plainNumber = Unit{Kind: Number}
	hours       = Unit{Kind: Duration, Symbol: "h"}
)

func TestNumbersPrintAsPeopleReadThem(t *testing.T) {
	t.Parallel()
	us := Format{Locale: "en-US"}
	for _, c := range []struct {
		f    Format
		v    float64
		u    Unit
		want string
	}{
		{us, 0.124, percent, "12.4%"},
		{us, 0.111, percent, "11.1%"},
		{us, 0.12, percent, "12%"},     // exactly twelve
		{us, 0.1198, percent, "12.0%"}, // about twelve
		{us, 1.034, percent, "103%"},
		{us, 0.0043, percent, "0.43%"},
		{us, 0.00043, percent, "0.043%"},
		{us, 0, percent, "0%"},
		{us, -0.031, percent, "−3.1%"},
		{us, 0.018, Points, "1.8\u00a0pp"},
		{us, 0.145, percent, "14.5%"},
		{us, 0.9994, percent, "99.9%"},
		{us, 0.99951, percent, "99.95%"}, // an uptime that is not all of it
		{us, 0.99995, percent, "99.995%"},
		{us, 1, percent, "100%"},
		{us, 1.0004, percent, "100%"},
		{Format{Locale: "en-US", Decimals: Fixed(0)}, 0.145, percent, "15%"}, // as a spreadsheet rounds
		{us, 12_612_345, usd, "$12.6M"},
		{us, 999_600, usd, "$1.00M"}, // never $1,000k
		{us, 9_999.4, usd, "$9,999"},
		{us, 9_999.6, usd, "$10.0k"},
		{us, 12.5, usd, "$12.50"},
		{us, 0.004, usd, "$0.004"}, // a price per call
		{us, 412_000, usd, "$412k"},
		{us, 1.9e9, usd, "$1.9bn"},
		{us, -412_000, usd, "−$412k"},
		{us, 4120, count, "4,120"},
		{us, 45, count, "45"},
		{us, 1240, count, "1,240"},
		{us, 45_678, count, "45,678"},
		{us, 100_400, count, "100k"},
		{us, 45_678, usd, "$45.7k"},
		{us, 45.678, count, "45.7"},
		{us, 3.25, hours, "3.25\u00a0h"},
		{us, 12_345, hours, "12,345\u00a0h"},
		{us, 3.2, Unit{Symbol: "x"}, "3.2x"},
		{us, 4, Unit{Symbol: "days"}, "4\u00a0days"},
		{us, 1, Unit{Kind: Currency}, "¤1"},
		{us, 1.5e6, Unit{Kind: Currency, Currency: "XYZ"}, "XYZ\u00a01.5M"},
		{us, 1, Unit{Kind: Currency, Currency: "CHF"}, "CHF\u00a01"},
		{us, math.NaN(), usd, "–"},
		{us, math.Inf(1), usd, "–"},
		{us, 1e300, count, "1.00e+291bn"},
		{Format{Locale: "en-US", Signed: true}, 0.018, Points, "+1.8\u00a0pp"},
		{Format{Locale: "en-US", Signed: true}, -0.018, Points, "−1.8\u00a0pp"},
		{Format{Locale: "en-US", Signed: true}, 0, Points, "0\u00a0pp"},
		{Format{Locale: "en-US", Signed: true}, 412_000, usd, "+$412k"},
		{Format{Locale: "en-US", Decimals: Fixed(1), Signed: true}, -0.0001, percent, "0.0%"}, // no sign on a zero
		{Format{Locale: "en-US", Style: Full}, 12_612_345.678, usd, "$12,612,345.68"},
		{Format{Locale: "en-US", Style: Full}, 0.12434, percent, "12.43%"},
		{Format{Locale: "en-US", Style: Compact}, 4_120, count, "4.12k"},
		{Format{Locale: "en-US", Decimals: Fixed(2)}, 0.124, percent, "12.40%"},
		{Format{Locale: "en-US", Scale: Millions}, 412_000, usd, "$0.41M"},
		{Format{Locale: "de-DE"}, 0.124, percent, "12,4\u00a0%"},
		{Format{Locale: "de-DE"}, 12_612_345, eur, "12,6\u00a0Mio.\u00a0€"},
		{Format{Locale: "de-DE"}, -4120, count, "−4.120"},
		{Format{Locale: "de-CH"}, 4120, count, "4’120"},
		{Format{Locale: "fr-FR"}, 4120.5, Unit{Kind: Number, Symbol: "h"}, "4\u00a0121\u00a0h"},
		{Format{Locale: "en-IN", Style: Full}, 12_345_678, count, "1,23,45,678"},
		{Format{Locale: "en-GB"}, 2_000_000, usd, "US$2m"},
		{Format{Locale: "tr"}, 0.124, percent, "%12,4"},
		{Format{Locale: "ar"}, 0.124, percent, "12.4%"},       // Latin digits and no invisible marks
		{Format{Locale: "no such tag"}, 4120, count, "4,120"}, // falls back to English
		{Format{Locale: "ja-JP", Style: Full}, 12.5, Unit{Kind: Currency, Currency: "JPY"}, "￥13"},
	} {
		if got := c.f.Value(c.v, c.u); got != c.want {
			t.Errorf("%+v prints %v %+v as %q, want %q", c.f, c.v, c.u, got, c.want)
		}
	}
}

func TestAMeasuredValuePrintsByItsKind(t *testing.T) {
	t.Parallel()
	f := Format{Locale: "en-US"}
	for _, c := range []struct {
		v    Value
		want string
	}{
		{Value{Kind: Level, Unit: percent, Number: 0.1143}, "11.4%"},
		{Value{Kind: Ratio, Unit: percent, Number: 0.1429}, "14%"},
		{Value{Kind: Ratio, Unit: percent, Number: -0.0143}, "−1.4%"},
		{Value{Kind: Difference, Unit: Points, Number: 0.0143}, "+1.4\u00a0pp"},
		{Value{Kind: Difference, Unit: Points, Number: 0.0004}, "+0.04\u00a0pp"},
		{Value{Kind: Difference, Unit: Points, Number: 1.026 - 1.027}, "−0.1\u00a0pp"}, // like its neighbours, not −0.10
		{Value{Kind: Ratio, Unit: percent, Number: -0.996}, "−99.6%"},                  // nearly gone is not gone
		{Value{Kind: Difference, Unit: Points, Number: -0.0000015}, "0\u00a0pp"},
		{Value{Kind: Ratio, Unit: percent, Number: -0.000016}, "0%"},
		{Value{Kind: Difference, Unit: Points}, "0\u00a0pp"},
		{Value{Kind: Difference, Unit: count, Number: -45}, "−45"},
	} {
		if got := f.Measured(c.v); got != c.want {
			t.Errorf("%+v prints as %q, want %q", c.v, got, c.want)
		}
	}
}

func TestValuesShownTogetherShareScaleAndDecimals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		u      Unit
		values []float64
		want   string
	}{
		{percent, []float64{0.124, 0.097, 0.12}, "12.4% 9.7% 12.0%"},
		{percent, []float64{0, 0.05, 0.10}, "0% 5% 10%"},
		{percent, []float64{0, 0.025, 0.05}, "0.0% 2.5% 5.0%"},
		{percent, []float64{1.034, 1.032}, "103.4% 103.2%"}, // three digits would print them alike
		{usd, []float64{12.6e6, 412_000}, "$12.6M $0.4M"},
		{usd, []float64{0, 5e6, 1e7}, "$0M $5M $10M"},
		{usd, []float64{9_000, 12_000}, "$9k $12k"},
		{count, []float64{45, 46}, "45 46"},
		{count, nil, ""},
		{count, []float64{0, 0}, "0 0"},
	} {
		f := Format{Locale: "en-US"}.Shared(c.u, c.values...)
		var got []string
		for _, v := range c.values {
			got = append(got, f.Value(v, c.u))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v share %q, want %q", c.values, s, c.want)
		}
	}
}

func TestAScaleIsSharedOnlyWhereNoDigitIsLost(t *testing.T) {
	t.Parallel()
	f := Format{}
	for _, c := range []struct {
		values []float64
		want   Scale
	}{
		{[]float64{12.6e6, 412_000}, Millions},
		{[]float64{12.6e6, 4_200}, Thousands}, // $12,600k and $4.2k rather than $0.00M
		{[]float64{1.2e9, 4_200}, AutoScale},  // nothing serves both
		{[]float64{4_200, 45}, Ones},
		{[]float64{0, 12.6e6}, Millions},
	} {
		if got := f.SharedScale(usd, c.values...); got != c.want {
			t.Errorf("%v share scale %d, want %d", c.values, got, c.want)
		}
	}
	// Counts are people and things: a small one beside a large one stays whole.
	if got := f.SharedScale(count, 150_000, 998); got != Ones {
		t.Errorf("150,000 and 998 things share scale %d, want them in full", got)
	}
}

// A number that is read back as a person would type it is the number that was printed, within its rounding.
func TestWhatIsPrintedReadsBackWithinItsRounding(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for _, locale := range []string{"en-US", "de-DE", "fr-FR", "en-IN", "de-CH", "sv", "pt-BR"} {
		for _, u := range []Unit{usd, eur, percent, count, plainNumber, hours} {
			for range 400 {
				v := math.Pow(10, r.Float64()*14-2) * float64(r.IntN(2)*2-1)
				for _, f := range []Format{{Locale: locale}, {Locale: locale, Style: Compact}, {Locale: locale, Style: Full}, {Locale: locale, Digits: 2}} {
					text := f.Value(v, u)
					got, ok := f.Entered(text, u)
					tolerance := max(math.Abs(v)*0.005, 0.005) // three digits, or two decimals
					switch {
					case f.Digits == 2 || math.Abs(v) < 0.1 && u.Kind != Percent:
						tolerance = math.Abs(v) * 0.05 // two digits
					case u.Kind == Percent:
						tolerance = max(math.Abs(v)*0.005, 0.0005) // three digits, or one decimal
					}
					if !ok || math.Abs(got-v) > tolerance*(1+1e-9) {
						t.Fatalf("%s prints %v %v as %q, which reads as %v (%v)", locale, v, u, text, got, ok)
					}
				}
			}
		}
	}
}

func TestAlikeIsWhatPrintsAlike(t *testing.T) {
	t.Parallel()
	f := Format{Locale: "en-US"}
	for _, c := range []struct {
		a, b float64
		u    Unit
		want bool
	}{
		{0.1241, 0.1244, percent, true},
		{0.1244, 0.1246, percent, false},
		{0.12, 0.1198, percent, true}, // "12%" and "12.0%"
		{12_610_000, 12_640_000, usd, true},
		{4120, 4121, count, false},
		{12.5, 12.51, usd, false},
		{-1, 1, count, false},
		{1, 0.99951, percent, false},   // "100%" and "99.95%"
		{1.004, 0.996, percent, false}, // "100%" and "99.6%"
	} {
		if got := f.Alike(c.a, c.b, c.u); got != c.want {
			t.Errorf("Alike(%v, %v, %v) = %v", c.a, c.b, c.u, got)
		}
	}
}

func TestPartsAddToTheirTotal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		total    float64
		parts    []float64
		decimals int
		want     []float64
		adjusted []int
		ok       bool
	}{
		{9, []float64{4.6, 4.4}, 0, []float64{5, 4}, nil, true},
		{10, []float64{3.4, 3.3, 3.3}, 0, []float64{4, 3, 3}, []int{0}, true},
		{2, []float64{0.5, 0.5, 0.5, 0.5}, 0, []float64{0, 0, 1, 1}, nil, true},
		{-10, []float64{-3.4, -3.3, -3.3}, 0, []float64{-4, -3, -3}, []int{0}, true},
		{1, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}, 2, []float64{0.34, 0.33, 0.33}, []int{0}, true},
		{10, []float64{3, 3}, 0, []float64{3, 3}, nil, false},
		{0, nil, 0, []float64{}, nil, true},
	} {
		got, adjusted, ok := roundSteps(0, c.total, c.parts, c.decimals)
		if c.total == 2 { // which two of four equal halves give way is free; that only two do is not
			if len(adjusted) != 2 || got[0]+got[1]+got[2]+got[3] != 2 {
				t.Errorf("four halves round to %v, %v adjusted", got, adjusted)
			}
			continue
		}
		if ok != c.ok || !equal(got, c.want) || len(adjusted) != len(c.adjusted) || len(adjusted) == 1 && adjusted[0] != c.adjusted[0] {
			t.Errorf("roundSteps(0, %v, %v, %d) = %v, %v, %v; want %v, %v, %v", c.total, c.parts, c.decimals, got, adjusted, ok, c.want, c.adjusted, c.ok)
		}
	}
}

func TestStepsLeadFromOnePrintedLevelToTheOther(t *testing.T) {
	t.Parallel()
	f := Format{Scale: Millions, Decimals: Fixed(1)}
	for _, c := range []struct {
		from, to float64
		changes  []float64
		want     []float64
	}{
		{10.04e6, 12.06e6, []float64{1e6, 1.02e6}, []float64{1e6, 1.1e6}}, // 10.0 + 1.0 + 1.1 = 12.1
		{0, 3e6, []float64{1e6, 1e6}, []float64{1e6, 1e6}},                // they do not add up, and that is not covered up
		{0, 2e6, []float64{2e6}, []float64{2e6}},
		{1, 1, nil, []float64{}},
	} {
		got := f.Steps(c.from, c.to, c.changes)
		if len(got) != len(c.want) {
			t.Fatalf("%v become %v", c.changes, got)
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1 {
				t.Errorf("from %v to %v, %v become %v, want %v", c.from, c.to, c.changes, got, c.want)
			}
		}
	}
	if got := (Format{}).Steps(0, 10, []float64{3.333, 6.667}); got[0] != 3.333 {
		t.Errorf("without a scale of their own the changes become %v", got)
	}
}

// Whatever the parts: they add to the rounded total, each is off by less than one step, and no more of them are touched
// than the total is off by.
func TestRoundedPartsAreAsNearAsTheTotalAllows(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		d := r.IntN(3)
		step := math.Pow10(-d)
		parts := make([]float64, 1+r.IntN(8))
		total, naive := 0.0, 0.0
		for i := range parts {
			parts[i] = (r.Float64() - 0.3) * 100
			total += parts[i]
			naive += roundTo(parts[i], d)
		}
		rounded, adjusted, ok := roundSteps(0, total, parts, d)
		sum := 0.0
		for i, v := range rounded {
			sum += v
			if math.Abs(v-parts[i]) >= step*1.5+1e-9 {
				t.Fatalf("%v became %v at %d decimals", parts[i], v, d)
			}
		}
		if !ok || math.Abs(sum-roundTo(total, d)) > step/1000 {
			t.Fatalf("%v round to %v, which add to %v instead of %v", parts, rounded, sum, roundTo(total, d))
		}
		if off := int(math.Round(math.Abs(naive-roundTo(total, d)) / step)); len(adjusted) != min(off, len(parts)) {
			t.Fatalf("%v: %d parts adjusted for a total off by %d", parts, len(adjusted), off)
		}
	}
}

func equal(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-12 {
			return false
		}
	}
	return true
}

func BenchmarkFormatValue(b *testing.B) {
	f := Format{Locale: "de-DE", Signed: true}
	b.ReportAllocs()
	for b.Loop() {
		f.Value(-12_612_345, eur)
	}
}

func BenchmarkFormatShared(b *testing.B) {
	values := make([]float64, 24)
	for i := range values {
		values[i] = 1e6 + 1e5*float64(i)
	}
	f := Format{Locale: "en-US"}
	b.ReportAllocs()
	for b.Loop() {
		f.Shared(usd, values...)
	}
}
