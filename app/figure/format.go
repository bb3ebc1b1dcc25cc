package figure

import (
	"strconv"
	"strings"

	"throughline/app/metric"
)

// Formats lists the words of a figure's format, in the order they are offered. Several are written with spaces between.
var Formats = []struct{ Name, About string }{
	{"compact", "shortened from 1,000 on: 4.1k"},
	{"full", "never shortened, with up to two decimals: 12,612,345"},
	{"0 decimals", "whole numbers; 1, 2 … decimals likewise"},
	{"index", "100 is the metric's first value"},
	{"size", "a difference without + or −: missed plan by 0.6 pp"},
	{"points", "after “moved”: the difference instead of the growth, in points for percentages"},
}

// style is the format part of a figure, read.
type style struct {
	style    metric.Style
	decimals metric.Decimals
	index    bool
	points   bool
	size     bool // a difference is printed without its sign
	scaled   bool // the figure decides on its scale itself and does not share its block's
}

// styleOf reads the format part of a figure and answers the first word that is none as unknown.
func styleOf(text string) (s style, unknown string) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	for i := 0; i < len(words); i++ {
		switch w := words[i]; w {
		case "compact":
			s.style, s.scaled = metric.Compact, true
		case "full":
			s.style, s.scaled = metric.Full, true
		case "index":
			s.index, s.scaled = true, true
		case "size":
			s.size = true
		case "points", "difference":
			s.points = true
		default:
			n, err := strconv.ParseUint(w, 10, 8)
			if err != nil || n > 6 {
				return s, w
			}
			s.decimals = metric.Fixed(int(n))
			if i+1 < len(words) && (words[i+1] == "decimal" || words[i+1] == "decimals") {
				i++
			}
		}
	}
	return s, ""
}
