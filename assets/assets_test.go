package assets_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/assets"
)

// What is sent along is what the linked modules ask for today: none is missing, and none is left of a module or a
// version that is gone.
func TestTheLicencesAreThoseOfTheLinkedModules(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "licences.txt")
	if out, err := exec.Command("go", "run", "./licences/make.go", file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), assets.Licences); diff != "" {
		t.Errorf("licences/licences.txt is not what go.mod asks for; run \"make generate\" (-right +there):\n%s", diff)
	}
}
