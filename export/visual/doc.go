// Package visual makes the charts of a brief: from the metrics a chart names it builds the specification that package chart
// draws, with the titles, the window of periods and what the writer says of it, and keeps for every number the cell it came
// from. What cannot be shown honestly is a refusal with the form that can. It lays out no page.
package visual
