package ingest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The JSON of inspect is a promise to programs: its names, their order, and lists that are never null.
func TestInspectJSON(t *testing.T) {
	r := understand(t, textFile(t, "metrics.csv", "Metric,Jan 2026,Feb 2026\nTrial conversion,12.4%,n/a\nARR ($k),100,110\nARR plan ($k),105,115\n"))
	r.Workbook.SHA256 = "…"
	got, err := json.MarshalIndent(Inspect(r), "", " ")
	must(t, err)
	const want = `{
 "file": "metrics.csv",
 "kind": "csv",
 "sha256": "…",
 "tables": [
  {
   "sheet": "",
   "range": "A1:C4",
   "headerRows": [
    1
   ],
   "layout": "wide",
   "grain": "month",
   "rows": 3,
   "cells": 12,
   "metrics": [
    {
     "name": "Trial conversion",
     "unit": "percent",
     "polarity": "higher",
     "scenario": "AC",
     "why": [
      "percent: written with a % sign",
      "higher is better: the name says “conversion”"
     ],
     "points": [
      {
       "period": "2026-01",
       "value": 0.124,
       "cell": "B2"
      }
     ]
    },
    {
     "name": "ARR",
     "unit": "currency",
     "currency": "USD",
     "polarity": "higher",
     "scenario": "AC",
     "why": [
      "currency: the header says “$k”",
      "× 1000: the header says “$k”",
      "higher is better: the name says “arr”"
     ],
     "points": [
      {
       "period": "2026-01",
       "value": 100000,
       "cell": "B3"
      },
      {
       "period": "2026-02",
       "value": 110000,
       "cell": "C3"
      }
     ]
    },
    {
     "name": "ARR",
     "unit": "currency",
     "currency": "USD",
     "polarity": "higher",
     "scenario": "PL",
     "why": [
      "currency: the header says “$k”",
      "× 1000: the header says “$k”",
      "higher is better: the name says “arr”"
     ],
     "points": [
      {
       "period": "2026-01",
       "value": 105000,
       "cell": "B4"
      },
      {
       "period": "2026-02",
       "value": 115000,
       "cell": "C4"
      }
     ]
    }
   ],
   "decisions": [
    {
     "what": "header",
     "answer": "header in row 1",
     "why": "it names 2 of 2 columns of numbers",
     "sure": "high",
     "cell": "A1"
    },
    {
     "what": "layout",
     "answer": "months across",
     "why": "2 columns name a period",
     "sure": "high",
     "cell": "A1"
    },
    {
     "what": "periods",
     "answer": "months from Jan 2026 to Feb 2026",
     "why": "they are written out",
     "sure": "high"
    },
    {
     "what": "unit",
     "metric": "Trial conversion",
     "answer": "percent",
     "why": "written with a % sign",
     "sure": "high",
     "cell": "B2"
    },
    {
     "what": "polarity",
     "metric": "Trial conversion",
     "answer": "higher is better",
     "why": "the name says “conversion”",
     "sure": "medium"
    },
    {
     "what": "unit",
     "metric": "ARR ($k)",
     "answer": "currency",
     "why": "the header says “$k”",
     "sure": "high",
     "cell": "B3"
    },
    {
     "what": "scale",
     "metric": "ARR ($k)",
     "answer": "× 1000",
     "why": "the header says “$k”",
     "sure": "high",
     "cell": "B3"
    },
    {
     "what": "polarity",
     "metric": "ARR ($k)",
     "answer": "higher is better",
     "why": "the name says “arr”",
     "sure": "medium"
    },
    {
     "what": "scenario",
     "metric": "ARR ($k)",
     "answer": "plan",
     "why": "“plan” says so",
     "sure": "high",
     "cell": "A4"
    }
   ],
   "notes": [
    {
     "severity": "info",
     "code": "missing-values",
     "cell": "C2",
     "text": "1 cell of the table holds no number (“n/a”); it was left as a gap, not as a zero."
    }
   ]
  }
 ],
 "doubts": [],
 "notes": [
  {
   "severity": "info",
   "code": "text-format",
   "text": "Read as UTF-8 text with commas between the fields."
  }
 ]
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("inspect --json (-want +got):\n%s", diff)
	}
	empty, err := json.Marshal(Inspect(understand(t, textFile(t, "m.txt", "no table here\n"))))
	must(t, err)
	if strings.Contains(string(empty), "null") {
		t.Errorf("a file without tables: %s", empty)
	}
}

func TestDescribe(t *testing.T) {
	got := summary(understand(t, textFile(t, "metrics.csv", "Month,ARR ($k),Churn %\nJan 2026,100,2.1\nFeb 2026,110,-\nTotal,210,\n")))
	const want = `metrics.csv (csv)

A1:C4 · header in row 1 · months down · 2 rows · 11 cells read
  metric  unit     scenario  span               latest
  ARR     USD      actual    2026-01 – 2026-02  110000
  Churn   percent  actual    2026-01            2.10%
  info: Row 4 “Total” was left out: it adds rows 2–3. (A4)
  info: 1 cell of the table holds no number (“-”); it was left as a gap, not as a zero. (C3)

  info: Read as UTF-8 text with commas between the fields.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("inspect (-want +got):\n%s", diff)
	}
}
