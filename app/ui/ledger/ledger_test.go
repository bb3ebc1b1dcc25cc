package ledger

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/ui/look/looktest"
)

func TestTheLedgerFits(t *testing.T) {
	entries := []figure.Entry{
		{Place: "headline", Kind: figure.Figure, Raw: "{ARR}", Text: "$12.6M", Metric: "ARR", View: "latest", Value: 12612345.5, File: "product-metrics.xlsx", Sheet: "Revenue", Cells: []string{"D26", "D14"}},
		{Place: "context.body", Kind: figure.ByHand, Text: "$4.2bn", Reason: strings.Repeat("contract of March ", 6)},
		{Place: "evidence.chart", Kind: figure.Label, Text: "33%", Adjusted: "34%", Metric: strings.Repeat("Share of accounts ", 5), Value: 1.0 / 3},
	}
	looktest.Fits(t, "the ledger", func() fyne.CanvasObject {
		s := New(Params{OnGoTo: func(brief.Place) {}})
		s.Show(figure.Ledger{Entries: entries})
		return s.Object()
	})
	looktest.Fits(t, "an empty ledger", func() fyne.CanvasObject { return New(Params{OnGoTo: func(brief.Place) {}}).Object() })
}

func TestValuesAreShownAsASpreadsheetDoes(t *testing.T) {
	for v, want := range map[float64]string{1.28e6: "1280000", 0.1 + 0.2: "0.3", -0.034000000000000002: "-0.034", 1e-7: "0.0000001", 0: "0"} {
		if got := full(figure.Entry{Value: v}); got != want {
			t.Errorf("%g is shown as %q, want %q", v, got, want)
		}
	}
}

func TestMarksSayWhatIsUnlike(t *testing.T) {
	for want, e := range map[string]figure.Entry{
		"typed": {Kind: figure.ByHand, Reason: "contract"}, "typed, no reason": {Kind: figure.ByHand}, "adjusted from 34%": {Kind: figure.Label, Adjusted: "34%"}, "": {Kind: figure.Figure},
	} {
		if got := marks(e); got != want {
			t.Errorf("%+v is marked %q, want %q", e, got, want)
		}
	}
}
