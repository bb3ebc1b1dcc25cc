package pdf

import (
	"encoding/binary"
	"math"
)

// A colour's numbers mean nothing without the space they are in, so the file says that its are sRGB, by a profile made here
// from what IEC 61966-2-1 publishes: the chromaticities of the primaries and of the white, and the transfer curve.

// xyz is a colour in CIE XYZ.
type xyz [3]float64

// chromaticity returns the colour of luminance 1 with the given x and y.
func chromaticity(x, y float64) xyz { return xyz{x / y, 1, (1 - x - y) / y} }

// matrix is a linear map of colours, by rows.
type matrix [3][3]float64

func (m matrix) times(v xyz) (out xyz) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

func (m matrix) mul(n matrix) (out matrix) {
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return out
}

// inverse returns the map that undoes m, which must have one.
func (m matrix) inverse() (out matrix) {
	minor := func(i, j int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	for i := range 3 {
		for j := range 3 {
			out[j][i] = minor(i, j) / det
		}
	}
	return out
}

// bradford turns colours into the responses of cones, in which one white is adapted to another (Annex E of ICC.1).
var bradford = matrix{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}

// d50 is the white that profiles are relative to.
var d50 = xyz{0.9642, 1, 0.8249}

// primaries returns red, green and blue of sRGB, relative to d50.
func primaries() [3]xyz {
	white := chromaticity(0.3127, 0.3290) // D65
	rgb := [3]xyz{chromaticity(0.64, 0.33), chromaticity(0.30, 0.60), chromaticity(0.15, 0.06)}
	var columns matrix
	for i := range 3 {
		for j := range 3 {
			columns[i][j] = rgb[j][i]
		}
	}
	share := columns.inverse().times(white) // of each primary in the white
	from, to := bradford.times(white), bradford.times(d50)
	var scale matrix
	for i := range 3 {
		scale[i][i] = to[i] / from[i]
	}
	adapt := bradford.inverse().mul(scale).mul(bradford)
	for j := range 3 {
		for i := range 3 {
			rgb[j][i] *= share[j]
		}
		rgb[j] = adapt.times(rgb[j])
	}
	return rgb
}

// linear returns the light of a signal, both from 0 to 1.
func linear(signal float64) float64 {
	if signal <= 0.04045 {
		return signal / 12.92
	}
	return math.Pow((signal+0.055)/1.055, 2.4)
}

// curveSteps is how many values of the curve the profile lists, one for each 8-bit signal.
const curveSteps = 256

// profile returns an ICC profile of version 2.1 of sRGB (ICC.1:2001-04): the oldest version, which every viewer reads.
func profile() []byte {
	fixed := func(b []byte, v float64) []byte {
		return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	color := func(c xyz) []byte {
		b := append([]byte("XYZ "), 0, 0, 0, 0)
		for _, v := range c {
			b = fixed(b, v)
		}
		return b
	}
	const name = "sRGB IEC61966-2.1"
	description := append([]byte("desc"), 0, 0, 0, 0)
	description = binary.BigEndian.AppendUint32(description, uint32(len(name)+1))
	description = append(description, name+"\x00"...)
	description = append(description, make([]byte, 4+4+2+1+67)...) // no Unicode and no ScriptCode form
	curve := append([]byte("curv"), 0, 0, 0, 0)
	curve = binary.BigEndian.AppendUint32(curve, curveSteps)
	for i := range curveSteps {
		curve = binary.BigEndian.AppendUint16(curve, uint16(math.Round(linear(float64(i)/(curveSteps-1))*65535)))
	}
	rgb := primaries()
	blocks := []struct {
		tags []string // that share the block
		data []byte
	}{
		{[]string{"desc"}, description},
		{[]string{"cprt"}, append(append([]byte("text"), 0, 0, 0, 0), "No copyright, use freely\x00"...)},
		{[]string{"wtpt"}, color(d50)},
		{[]string{"rXYZ"}, color(rgb[0])},
		{[]string{"gXYZ"}, color(rgb[1])},
		{[]string{"bXYZ"}, color(rgb[2])},
		{[]string{"rTRC", "gTRC", "bTRC"}, curve},
	}
	const head, tags = 128, 9
	var table, data []byte
	table = binary.BigEndian.AppendUint32(table, tags)
	start := head + 4 + 12*tags
	for _, b := range blocks {
		for _, t := range b.tags {
			table = append(table, t...)
			table = binary.BigEndian.AppendUint32(table, uint32(start+len(data)))
			table = binary.BigEndian.AppendUint32(table, uint32(len(b.data)))
		}
		data = append(data, b.data...)
		data = append(data, make([]byte, (4-len(data)%4)%4)...) // each block begins at a multiple of four
	}
	header := make([]byte, head)
	binary.BigEndian.PutUint32(header, uint32(start+len(data)))
	binary.BigEndian.PutUint32(header[8:], 0x02100000)
	copy(header[12:], "mntrRGB XYZ ")
	// The date is that of the standard, as the same bytes have no other: 1999-10-01.
	for i, v := range []uint16{1999, 10, 1, 0, 0, 0} {
		binary.BigEndian.PutUint16(header[24+2*i:], v)
	}
	copy(header[36:], "acsp")
	for i, v := range d50 {
		binary.BigEndian.PutUint32(header[68+4*i:], uint32(math.Round(v*65536)))
	}
	return append(append(header, table...), data...)
}
