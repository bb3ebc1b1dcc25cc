package ingest

import (
	"testing"

	"throughline/app/book/booktest"
)

func understandAgain(b *testing.B, path string) {
	wb := open(b, path)
	for b.Loop() {
		reread(b, wb)
	}
}

func BenchmarkUnderstandWide(b *testing.B) { understandAgain(b, booktest.WideWorkbook(b)) }

func BenchmarkUnderstandText(b *testing.B) { booktest.EachSize(b, booktest.LongText, understandAgain) }

func BenchmarkUnderstandWorkbook(b *testing.B) {
	booktest.EachSize(b, booktest.LongWorkbook, understandAgain)
}
