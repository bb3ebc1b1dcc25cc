package ingest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What LibreOffice makes of real workbooks is understood like the workbooks themselves.
func TestODSAgreesWithWorkbooks(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is absent")
	}
	dir := t.TempDir()
	names := []string{
		"s02_crime_two_row_header", "s04_ons_weekly_deaths_2017", "s05_trends_date1904", "s06_worldcup_daily_two_headers",
		"s10_ga_sessions_daily", "s11_sales_mixed_types", "s13_invoice_table_total", "s14_supermarket_tab_per_month", "s17_dirty_hr", "s18_two_tables_side_by_side",
	}
	books := map[string]string{"product-metrics": "../../assets/sample/product-metrics.xlsx"}
	for _, n := range names {
		books[n] = filepath.Join(sharedData, n+".xlsx")
	}
	arguments := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "ods", "--outdir", dir}
	for n, path := range books {
		if _, err := os.Stat(path); err != nil {
			delete(books, n)
			continue
		}
		arguments = append(arguments, path)
	}
	if out, err := exec.Command(office, arguments...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v\n%s", err, out)
	}
	points := 0
	for n, path := range books {
		want, got := understood(t, path), understood(t, filepath.Join(dir, n+".ods"))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-xlsx +ods):\n%.3000s", n, d)
		}
		for _, l := range want {
			points += strings.Count(l, "@")
		}
	}
	t.Logf("%d workbooks, %d points alike", len(books), points)
}

// understood writes a workbook down: its tables, metrics and points.
func understood(t *testing.T, path string) []string {
	t.Helper()
	var out []string
	for _, table := range understand(t, path).Tables {
		out = append(out, fmt.Sprintf("%s %s %v %s %s", table.Sheet.Name, table.Range, table.HeaderRows, table.Layout, table.Grain))
		out = append(out, lines(table)...)
	}
	return out
}
