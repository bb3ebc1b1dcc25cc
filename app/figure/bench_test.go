package figure

import (
	"fmt"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/figure/figuretest"
)

// full is a brief with a figure in almost every sentence; each round adds twenty to its four bodies.
func full(rounds int) *brief.Brief {
	b := figuretest.Sample()
	b.Headline = "Nudges stop the leak: conversion {Trial conversion | moved from Jun} and ARR {ARR | moved}"
	b.Ask = brief.Ask{What: "Approve the roll-out worth {ARR | change}", From: "CPO", By: "12 Dec 2026"}
	body := "ARR stands at {ARR}, {ARR | change from Jan} since January; tickets {Support tickets | moved}, on average {Support tickets | average}. Plan: {Trial conversion | vs plan}. "
	for k := range b.Beats {
		b.Beats[k] = brief.Beat{
			Lead: "Trials {Trial conversion | moved from Aug}, {Trial conversion | vs target} against target.",
			Body: strings.Repeat(body, rounds),
		}
	}
	return b
}

func BenchmarkResolveBrief(b *testing.B) {
	for _, rounds := range []int{1, 10, 100} {
		figures := 11 + 20*rounds
		b.Run(fmt.Sprintf("figures=%d", figures), func(b *testing.B) {
			doc := full(rounds)
			for b.Loop() {
				r := New(doc)
				r.Brief()
				if len(r.Ledger()) != figures {
					b.Fatal(len(r.Ledger()))
				}
			}
		})
	}
}

func BenchmarkSuggest(b *testing.B) {
	r := New(figuretest.Sample())
	for b.Loop() {
		r.Suggest("trial", 8)
	}
}
