package page

import (
	"fmt"
	"math"
	"strconv"
)

// ParseColor reads a colour as it is written on the web, "#0F766E", and reports whether it is one.
func ParseColor(s string) (Color, bool) {
	if len(s) != 7 || s[0] != '#' {
		return Color{}, false
	}
	v, err := strconv.ParseUint(s[1:], 16, 32)
	return Hex(uint32(v)), err == nil
}

// String writes the colour as "#0F766E".
func (c Color) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// linear and gamma are the transfer function of sRGB (IEC 61966-2-1) and its inverse, for values from 0 to 1.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// Linear returns the parts of a colour as amounts of light, 0 to 1.
func (c Color) Linear() (r, g, b float64) {
	return linear(float64(c.R) / 255), linear(float64(c.G) / 255), linear(float64(c.B) / 255)
}

// FromLinear returns the colour of amounts of light, and whether it is one that sRGB has; parts outside are cut off.
func FromLinear(r, g, b float64) (Color, bool) {
	part := func(v float64) uint8 { return uint8(math.Round(255 * gamma(min(max(v, 0), 1)))) }
	const eps = 1e-4
	in := func(v float64) bool { return v >= -eps && v <= 1+eps }
	return Color{part(r), part(g), part(b)}, in(r) && in(g) && in(b)
}

// Luminance returns the relative luminance of a colour, 0 to 1 (WCAG 2.2, “relative luminance”).
func Luminance(c Color) float64 {
	r, g, b := c.Linear()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// Contrast returns the contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”).
func Contrast(a, b Color) float64 {
	x, y := Luminance(a), Luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Mix returns the colour that lies the share t of the way from a to b.
func Mix(a, b Color, t float64) Color {
	part := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return Color{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B)}
}

// OKLab is a colour by lightness L, 0 to 1, and the two axes A, green to red, and B, blue to yellow. Equal distances look
// about equally large in it, and a colour made darker in it keeps its hue, which is why brand colours are repaired there.
// The matrices are those of Björn Ottosson, “A perceptual color space for image processing” (2020).
type OKLab struct{ L, A, B float64 }

// Lab returns a colour in OKLab.
func (c Color) Lab() OKLab {
	r, g, b := c.Linear()
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return OKLab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// Chroma returns how far a colour is from grey.
func (k OKLab) Chroma() float64 { return math.Hypot(k.A, k.B) }

// Color returns the colour of that lightness and hue; where sRGB has none so strong, the strongest it has.
func (k OKLab) Color() Color {
	lo, hi := 0.0, 1.0
	if c, ok := k.faded(1); ok {
		return c
	}
	const steps = 16
	for range steps {
		if mid := (lo + hi) / 2; !k.fits(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	c, _ := k.faded(lo)
	return c
}

func (k OKLab) fits(share float64) bool {
	_, ok := k.faded(share)
	return ok
}

// faded returns the colour with a share of its chroma, and whether sRGB has it.
func (k OKLab) faded(share float64) (Color, bool) {
	a, b := k.A*share, k.B*share
	cube := func(v float64) float64 { return v * v * v }
	l := cube(k.L + 0.3963377774*a + 0.2158037573*b)
	m := cube(k.L - 0.1055613458*a - 0.0638541728*b)
	s := cube(k.L - 0.0894841775*a - 1.2914855480*b)
	return FromLinear(
		4.0767416621*l-3.3077115913*m+0.2309699292*s,
		-1.2684380046*l+2.6097574011*m-0.3413193965*s,
		-0.0041960863*l-0.7034186147*m+1.7076147010*s)
}

// Difference returns how different two colours look, 0 to about 1: their distance in OKLab.
func Difference(a, b Color) float64 {
	x, y := a.Lab(), b.Lab()
	return math.Hypot(x.L-y.L, math.Hypot(x.A-y.A, x.B-y.B))
}

// Eyes are a way of seeing without one of the three kinds of cones.
type Eyes struct {
	Name string
	m    [9]float64 // on amounts of light
}

// Deficiencies are the ways of seeing that colours are checked for: the matrices of G. M. Machado, M. M. Oliveira and
// L. A. F. Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency” (2009), for severity 1.
var Deficiencies = []Eyes{
	{"protanopia", [9]float64{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
	{"deuteranopia", [9]float64{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
	{"tritanopia", [9]float64{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}},
}

// See returns a colour as it looks to those eyes.
func (e *Eyes) See(c Color) Color {
	r, g, b := c.Linear()
	m := &e.m
	out, _ := FromLinear(m[0]*r+m[1]*g+m[2]*b, m[3]*r+m[4]*g+m[5]*b, m[6]*r+m[7]*g+m[8]*b)
	return out
}

// ToldApart reports whether two marks of a chart are told apart in a grey print and, by lightness or by hue, by everybody.
func ToldApart(a, b Color) bool {
	const lightness, hue = 1.4, 0.1
	if Contrast(a, b) < Apart {
		return false
	}
	for i := range Deficiencies {
		x, y := Deficiencies[i].See(a), Deficiencies[i].See(b)
		if Contrast(x, y) < lightness && Difference(x, y) < hue {
			return false
		}
	}
	return true
}
