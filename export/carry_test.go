package export_test

import (
	"bytes"
	"testing"

	"throughline/export"
	"throughline/export/verify"
)

func TestOnlyInternalBriefsCarryTheirLedger(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		classification string
		choice         export.Carry
		want           bool
	}{
		{"Internal", export.LedgerByClassification, true},
		{"Leadership · internal", export.LedgerByClassification, true},
		{"Streng vertraulich", export.LedgerByClassification, true},
		{"Board", export.LedgerByClassification, true},
		{"", export.LedgerByClassification, false},
		{"External", export.LedgerByClassification, false},
		{"PUBLIC", export.LedgerByClassification, false},
		{"Confidential – partners of the pilot", export.LedgerByClassification, false},
		{"Not for external use", export.LedgerByClassification, false},
		{"External", export.LedgerAlways, true},
		{"Internal", export.LedgerNever, false},
	} {
		b := sample()
		b.Settings.Classification = tt.classification
		data := pdfOf(t, b, export.Options{Ledger: tt.choice})
		_, err := verify.PDF(bytes.NewReader(data), int64(len(data)))
		if got := err == nil; got != tt.want {
			t.Errorf("“%s” with choice %d carries a ledger: %v, want %v (%v)", tt.classification, tt.choice, got, tt.want, err)
		}
	}
}
