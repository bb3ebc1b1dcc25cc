package store_test

import (
	"fmt"
	"os"
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/store"
)

func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := brief.New("example")
	b.Headline = "Extend the nudges to every trial"
	path := filepath.Join(dir, "october.brief")
	if warning, err := store.Write(path, b); err != nil || warning != "" {
		fmt.Println(warning, err)
		return
	}
	opened, err := store.Read(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(opened.Brief.Headline)
	_, err = store.Read(filepath.Join(dir, "november.brief"))
	fmt.Println(err != nil)
	// Output:
	// Extend the nudges to every trial
	// true
}
