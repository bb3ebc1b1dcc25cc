//go:build ci

package app

import "throughline/app/fault"

// Open says that a build for machines without a C compiler is the command line alone.
func Open(string) error {
	return fault.New(fault.Usage, "This build is the command line alone; see throughline --help, or build with the window as README.md describes.", nil)
}
