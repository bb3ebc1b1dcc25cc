package booktest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// SharedData is a folder of real spreadsheets with their truth, beside the repository.
const SharedData = "../../../shared/data"

// KnownFile is what a second reader and a person's eye say of one file.
type KnownFile struct {
	File   string     `json:"file"`
	Sheet  string     `json:"sheet"`
	Header []int      `json:"header_rows"`
	First  int        `json:"first"`
	Last   int        `json:"last"`
	Cells  [][]string `json:"cells"`
}

// Truths reads what is known of the real spreadsheets, and which of them are metric tables, odd formats or hostile. It skips
// the test where they are absent.
func Truths(t testing.TB) ([]KnownFile, map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(SharedData, "TRUTH.jsonl"))
	if err != nil {
		t.Skip("../shared/data is absent")
	}
	defer func() { _ = f.Close() }() // only read from
	var out []KnownFile
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var x KnownFile
		Must(t, json.Unmarshal(lines.Bytes(), &x))
		out = append(out, x)
	}
	Must(t, lines.Err())
	return out, manifestKinds(t)
}

// manifestKinds reads which files are metric tables, odd formats or hostile.
func manifestKinds(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(SharedData, "MANIFEST.tsv"))
	Must(t, err)
	kinds := map[string]string{}
	for _, line := range strings.Split(string(data), "\n") {
		fields := strings.Split(line, "\t")
		for _, f := range fields {
			if f == "metric" || f == "format" || f == "hostile" {
				kinds[fields[0]] = f
				break
			}
		}
	}
	return kinds
}

// IsSentence holds an error to what a person is shown: one line, from a capital or the file's name to a full stop, without
// the chain of a Go error.
func IsSentence(s string) bool {
	return strings.HasSuffix(s, ".") && !strings.Contains(s, "\n") && !strings.Contains(s, "zip:") && !strings.Contains(s, "xml:") && len(s) < 400
}
