//go:build ignore

// Command make draws the application's icon, icon.png: a line through four dots, one for each beat of a story, that
// dips at the conflict and ends high at the evidence. Run it with "go generate ./assets".
package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"math"
	"os"

	"golang.org/x/image/vector"
)

const size = 512

var (
	teal  = color.NRGBA{0x0F, 0x76, 0x6E, 0xFF}
	white = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	edge  = color.NRGBA{0xDD, 0xE2, 0xE8, 0xFF}
)

// dots are the beats, in order; the last one is the ring that a reader's eye ends on.
var dots = [4][2]float64{{104, 226}, {208, 344}, {312, 292}, {408, 156}}

func main() {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	fill(img, edge, func(r *vector.Rasterizer) { roundedSquare(r, 8, 112) })
	fill(img, white, func(r *vector.Rasterizer) { roundedSquare(r, 14, 106) })
	for i := 0; i < len(dots)-1; i++ {
		thread(img, i)
	}
	for _, d := range dots[:3] {
		disc(img, teal, d, 34)
	}
	disc(img, teal, dots[3], 52)
	disc(img, white, dots[3], 24)

	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, img); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("icon/icon.png", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// thread draws the piece of the line between dot i and the next, with a monotone slope at each dot so that the curve
// never swings beyond the dots it joins.
func thread(img *image.NRGBA, i int) {
	const width, steps = 26.0, 400
	p, q := dots[i], dots[i+1]
	h := q[0] - p[0]
	mp, mq := slope(i), slope(i+1)
	for s := 0; s <= steps; s++ {
		t := float64(s) / steps
		t2, t3 := t*t, t*t*t
		y := (2*t3-3*t2+1)*p[1] + (t3-2*t2+t)*h*mp + (3*t2-2*t3)*q[1] + (t3-t2)*h*mq
		disc(img, teal, [2]float64{p[0] + t*h, y}, width/2)
	}
}

// slope is the harmonic mean of the two neighbouring slopes where they agree in sign, and flat at a turn
// (Fritsch and Butland 1984).
func slope(i int) float64 {
	between := func(j int) float64 { return (dots[j+1][1] - dots[j][1]) / (dots[j+1][0] - dots[j][0]) }
	switch i {
	case 0:
		return between(0)
	case len(dots) - 1:
		return between(i - 1)
	}
	a, b := between(i-1), between(i)
	if a*b <= 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

func fill(img *image.NRGBA, c color.Color, path func(*vector.Rasterizer)) {
	r := vector.NewRasterizer(size, size)
	r.DrawOp = draw.Over
	path(r)
	r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

func disc(img *image.NRGBA, c color.Color, at [2]float64, radius float64) {
	// One disc is small beside the icon: rasterise its box alone.
	box := image.Rect(int(at[0]-radius)-1, int(at[1]-radius)-1, int(math.Ceil(at[0]+radius))+1, int(math.Ceil(at[1]+radius))+1)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	r.DrawOp = draw.Over
	x, y, rad := float32(at[0])-float32(box.Min.X), float32(at[1])-float32(box.Min.Y), float32(radius)
	k := rad * 0.5523
	r.MoveTo(x+rad, y)
	r.CubeTo(x+rad, y+k, x+k, y+rad, x, y+rad)
	r.CubeTo(x-k, y+rad, x-rad, y+k, x-rad, y)
	r.CubeTo(x-rad, y-k, x-k, y-rad, x, y-rad)
	r.CubeTo(x+k, y-rad, x+rad, y-k, x+rad, y)
	r.ClosePath()
	r.Draw(img, box, image.NewUniform(c), image.Point{})
}

func roundedSquare(r *vector.Rasterizer, inset, radius float32) {
	a, b, k := inset, size-inset, radius*(1-0.5523)
	r.MoveTo(a+radius, a)
	r.LineTo(b-radius, a)
	r.CubeTo(b-k, a, b, a+k, b, a+radius)
	r.LineTo(b, b-radius)
	r.CubeTo(b, b-k, b-k, b, b-radius, b)
	r.LineTo(a+radius, b)
	r.CubeTo(a+k, b, a, b-k, a, b-radius)
	r.LineTo(a, a+radius)
	r.CubeTo(a, a+k, a+k, a, a+radius, a)
	r.ClosePath()
}
