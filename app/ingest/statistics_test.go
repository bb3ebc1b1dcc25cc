package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Tables as statistical offices and programs write them, which nobody drew up for an importer, are read as an analyst would.
func TestTablesOfStatistics(t *testing.T) {
	for name, c := range map[string]struct {
		csv    string
		layout brief.Layout
		grain  metric.Grain
		header []int
		want   []string
		more   bool // the table holds further metrics
	}{
		"one day of each business year": {
			csv:    "Date,Price\n2021-06-30,1.5\n2022-06-30,2.5\n2023-06-30,3.5\n",
			layout: brief.Tall, grain: metric.Year, header: []int{1},
			want: []string{"Price [currency] AC: 2021=1.5@B2 2022=2.5@B3 2023=3.5@B4"},
		},
		"a survey every Wednesday but in the holidays": {
			csv:    "Date,Flow\n2025-11-19,1\n2025-11-26,2\n2025-12-03,3\n2025-12-10,4\n2025-12-17,5\n2025-12-23,6\n2025-12-30,7\n2026-01-07,8\n",
			layout: brief.Tall, grain: metric.Week, header: []int{1},
			want: []string{"Flow [count] AC: 2025-W47=1@B2 2025-W48=2@B3 2025-W49=3@B4 2025-W50=4@B5 2025-W51=5@B6 2025-W52=6@B7 2026-W01=7@B8 2026-W02=8@B9"},
		},
		"years and months in columns of their own, in Russian": {
			csv:    "ID,Year,Month,Births\n1,2025,Ноябрь,9206\n2,2025,Декабрь,9060\n3,2026,Январь,9300\n",
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{"Births [count] AC: 2025-11=9206@D2 2025-12=9060@D3 2026-01=9300@D4"},
		},
		"years under a header that only says it is a time": {
			csv:    "time_period,time_identifier,admissions\n2025,November,7120\n2025,December,7680\n2026,January,7230\n",
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{"admissions [count] AC: 2025-11=7120@C2 2025-12=7680@C3 2026-01=7230@C4"},
		},
		"a date in a language that writes the day first": {
			csv:    "fecha,ventas\n1/1/2026,10\n1/2/2026,20\n1/3/2026,30\n",
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{"ventas [currency] AC: 2026-01=10@B2 2026-02=20@B3 2026-03=30@B4"},
		},
		"words in the first rows of numbers": {
			csv:    "Question,Growth\nWhere to go,soared*\nWhat to bring,soared*\nWhat to eat,375%\nWhat to sing,30%\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Growth [percent] AC: What to eat=3.75@B4 What to sing=0.3@B5"},
		},
		"words in more rows than numbers": {
			csv:    "Question,Growth\nWhere to go,soared*\nWhat to bring,soared*\nWhat to wear,soared*\nWhat to eat,375%\nWhat to sing,30%\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Growth [percent] AC: What to eat=3.75@B5 What to sing=0.3@B6"},
		},
		"months that go on from a dated one": {
			csv:    "Date,Sales\n2025-Nov,50\nDec,36\n2026-Jan,52\nFeb,56\n",
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{"Sales [currency] AC: 2025-11=50@B2 2025-12=36@B3 2026-01=52@B4 2026-02=56@B5"},
		},
		"ranges by their lower ends": {
			csv:    "year,price_rng,value\n2024,15,13.4\n2024,35,8.4\n2025,15,10.4\n2025,35,11.5\n",
			layout: brief.Long, grain: metric.Year, header: []int{1},
			want: []string{"15 [number] AC: 2024=13.4@C2 2025=10.4@C4", "35 [number] AC: 2024=8.4@C3 2025=11.5@C5"},
		},
		"places by their numbers": {
			csv:    "State,County,Rent\n1,5,282\n1,7,290\n2,5,301\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Rent [currency] AC: 1 / 5=282@C2 1 / 7=290@C3 2 / 5=301@C4"},
		},
		"rows that have only a number": {
			csv:    ",change in diesel\n0,-0.5\n1,-0.25\n2,-0.75\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"change in diesel [number] AC: 0=-0.5@B2 1=-0.25@B3 2=-0.75@B4"},
		},
		"years under any header": {
			csv:    "id,timeindex_start,share\na,1990,3.4\nb,1991,3.1\nc,1992,3.6\nd,1993,3.8\ne,1994,4.3\n",
			layout: brief.Tall, grain: metric.Year, header: []int{1},
			want: []string{"share [number] AC: 1990=3.4@C2 1991=3.1@C3 1992=3.6@C4 1993=3.8@C5 1994=4.3@C6"},
		},
		"a heading of nothing but a unit": {
			csv:    "Poste,2024,2025\nEn milliards d'euros,,\nPrimes,15.1,16.4\nCotisations,0.9,1.1\nEn %,,\nPart,12,13\n",
			layout: brief.Wide, grain: metric.Year, header: []int{1},
			want: []string{"Primes [currency EUR] AC: 2024=15100000000@B3 2025=16400000000@C3", "Cotisations [currency EUR] AC: 2024=900000000@B4 2025=1100000000@C4", "Part [percent] AC: 2024=0.12@B6 2025=0.13@C6"},
		},
		"a pivot table under its filter": {
			csv:    "City,(All)\n,\nRow Labels,Average of Age\nFemale,60.5\nMale,61.5\nGrand Total,61.2\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{3},
			want: []string{"Average of Age [number] AC: Female=60.5@B4 Male=61.5@B5"},
		},
		"countries by code and by name": {
			csv:    "date,iso,name,price\n2025-01-01,ARG,Argentina,2.5\n2025-01-01,AUS,Australia,2.6\n2026-01-01,ARG,Argentina,2.7\n2026-01-01,AUS,Australia,2.8\n",
			layout: brief.Long, grain: metric.Year, header: []int{1},
			want: []string{"price (Argentina) [currency] AC: 2025=2.5@D2 2026=2.7@D4", "price (Australia) [currency] AC: 2025=2.6@D3 2026=2.8@D5"},
		},
		"addresses of computers": {
			csv:    "Name,Age,IPAddress\nAnn,99,20.245.194.182\nBea,50,204.111.177.99\nCy,40,232.193.153.155\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Age [count] AC: Ann=99@B2 Bea=50@B3 Cy=40@B4"},
		},
		"a price index": {
			csv:    "Date,Index\n2026-01-01,9.8\n2026-02-01,9.9\n",
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{"Index [number] AC: 2026-01=9.8@B2 2026-02=9.9@B3"},
		},
		"first names beside full ones": {
			csv:    "First,Last,Full,Salary\nAnn,Ode,Ann Ode,45000\nBea,Lim,Bea Lim,36000\nCy,Orr,Cy Orr,63000\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Salary [count] AC: Ann Ode=45000@D2 Bea Lim=36000@D3 Cy Orr=63000@D4"},
		},
		"outturn and forecast under a unit over the numbers": {
			csv:    "Receipts,,,\n,£ billion,,\n,Outturn,Forecast,\n,2024-25,2025-26,2026-27\nCustoms duties,4.87,4.97,5.1\nLevies1,0.5,0.6,0.7\n1 As revised in May.,,,\n",
			layout: brief.Wide, grain: metric.Year, header: []int{3, 4},
			want: []string{
				"Customs duties [currency GBP] AC: FY25=4870000000@B5", "Customs duties [currency GBP] FC: FY26=4970000000@C5 FY27=5100000000@D5",
				"Levies [currency GBP] AC: FY25=500000000@B6", "Levies [currency GBP] FC: FY26=600000000@C6 FY27=700000000@D6",
			},
		},
		"a crosstab of one month": {
			csv:    "Month,May 2026 (p),,\nFamily,Single,Couple,Total\nno payment,310,35,345\nto £100,102,8,110\nto £200,120,10,130\nmore,50,5,55\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{2},
			want: []string{
				"Single [count] AC: no payment=310@B3 to £100=102@B4 to £200=120@B5 more=50@B6",
				"Couple [count] AC: no payment=35@C3 to £100=8@C4 to £200=10@C5 more=5@C6",
			},
		},
		"numbers beside their share": {
			csv:    "Region,Jobs,,Pay,\n,number,conf %,number,conf %\nNorth,27000,9.9,27504,7.6\nSouth,37000,8.5,27406,#\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1, 2}, more: true,
			want: []string{"Jobs [count] AC: North=27000@B3 South=37000@B4", "Jobs: conf [percent] AC: North=0.099@C3 South=0.085@C4"},
		},
		"names rather than codes": {
			csv:    "Code,Area,Rooms\nE06000047,County Durham,477\nE06000005,Darlington,303\nE06000001,Hartlepool,412\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Rooms [count] AC: County Durham=477@C2 Darlington=303@C3 Hartlepool=412@C4"},
		},
		"the ends of a range under each year": {
			csv:    ",2030,2030,2040,2040\n,min,max,min,max\nWind,1.5,2.5,2.5,3.5\nSolar,4.5,5.5,6.5,7.5\n",
			layout: brief.Wide, grain: metric.Year, header: []int{1, 2}, more: true,
			want: []string{"Wind (minimum) [number] AC: 2030=1.5@B3 2040=2.5@D3", "Wind (maximum) [number] AC: 2030=2.5@C3 2040=3.5@E3"},
		},
		"a title inside the header": {
			csv:    "Technology,Coal CHP plant,,\n,2020,2030,2050\nLifetime (years),25,25,30\nEfficiency (%),42,44,46\n",
			layout: brief.Wide, grain: metric.Year, header: []int{2},
			want: []string{"Lifetime [duration years] AC: 2020=25@B3 2030=25@C3 2050=30@D3", "Efficiency [percent] AC: 2020=0.42@B4 2030=0.44@C4 2050=0.46@D4"},
		},
		"a total that nobody called one": {
			csv:    "State,Yes,No\nNorth,2000,1700\nSouth,1500,900\nWest,1000,400\nEast,500,100\nAtlantis,5000,3100\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Yes [count] AC: North=2000@B2 South=1500@B3 West=1000@B4 East=500@B5", "No [count] AC: North=1700@C2 South=900@C3 West=400@C4 East=100@C5"},
		},
		"a thing that is called like a total": {
			csv:    "Cereal,Calories,Fat,Sugar\nSpecial,110,6,9\nTotal Flakes,100,3,4\nWheaties,90,5,8\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1}, more: true,
			want: []string{"Calories [count] AC: Special=110@B2 Total Flakes=100@B3 Wheaties=90@B4"},
		},
		"things with the year of each": {
			csv:    "Line,Power,Year\nElbe,60,1945\nGotland,20,1954\nKonti,250,1965\nVolga,750,1965\nSacoi,200,1965\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1}, more: true,
			want: []string{"Power [count] AC: Elbe=60@B2 Gotland=20@B3 Konti=250@B4 Volga=750@B5 Sacoi=200@B6"},
		},
		"school years in digits": {
			csv:    "time_period,time_identifier,admissions\n202324,Academic year,712\n202425,Academic year,723\n",
			layout: brief.Tall, grain: metric.Year, header: []int{1},
			want: []string{"admissions [count] AC: FY24=712@C2 FY25=723@C3"},
		},
		"a year that all rows share is no metric": {
			csv:    "time_period,area_code,area,admissions\n2023,E01,North,712\n2023,E02,South,723\n2023,E03,West,690\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"admissions [count] AC: North=712@D2 South=723@D3 West=690@D4"},
		},
		"rows that only several columns tell apart": {
			csv:    "source,state,site,plan,joined,people\nx,AK,web,gold,new,1\nx,AK,web,gold,old,2\nx,AK,web,iron,new,3\nx,AL,web,gold,new,4\nx,AL,web,gold,old,5\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"people [count] AC: AK / gold / new=1@F2 AK / gold / old=2@F3 AK / iron / new=3@F4 AL / gold / new=4@F5 AL / gold / old=5@F6"},
		},
		"people with the day each was hired": {
			csv:    "EmployeeID,Full name,Job title,Salary,StartDate\n1001,Ann Ode,Sales,45000,2001-11-02\n1002,Bea Lim,Front desk,36000,1999-10-03\n1003,Cy Orr,Sales,63000,2000-07-04\n1004,Di Fox,Books,47000,2000-07-04\n",
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{"Salary [count] AC: Ann Ode=45000@D2 Bea Lim=36000@D3 Cy Orr=63000@D4 Di Fox=47000@D5"},
		},
		"what a segment is called says nothing of the unit": {
			csv:    "Year,Income,People\n2024,No income,650\n2024,\"$5,000 to $9,999\",30\n2025,No income,640\n2025,\"$5,000 to $9,999\",33\n",
			layout: brief.Long, grain: metric.Year, header: []int{1},
			want: []string{"People (No income) [count] AC: 2024=650@C2 2025=640@C4", "People ($5,000 to $9,999) [count] AC: 2024=30@C3 2025=33@C5"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			table := csvTable(t, c.csv)
			if table.Layout != c.layout || table.Grain != c.grain {
				t.Errorf("read as %s by %s, want %s by %s", table.Layout, table.Grain, c.layout, c.grain)
			}
			if diff := cmp.Diff(c.header, table.HeaderRows); diff != "" {
				t.Error("header rows:", diff)
			}
			got := lines(table)
			if c.more && len(got) > len(c.want) {
				got = got[:len(c.want)]
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A table by category under the only period it has says which one that is.
func TestOnePeriodIsSaid(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("Constituency,May 2026\n")
	for i := range fewMetrics + 1 {
		fmt.Fprintf(&rows, "Place %c%c,%d\n", 'A'+i/26, 'a'+i%26, 1000+i*7%50)
	}
	table := csvTable(t, rows.String())
	if got := noteTexts(table.Notes, "one-period"); len(got) != 1 || !strings.Contains(got[0], "May 2026") {
		t.Errorf("notes %q of a table read as %s by %s", got, table.Layout, table.Grain)
	}
}

// A reading that takes a table apart into very many metrics is doubted, in a note and in its grade.
func TestManyMetricsAreDoubted(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("Name,2024,2025\n")
	for i := range manyMetrics + 1 {
		fmt.Fprintf(&csv, "Series %d,%d,%d\n", i, i, i+1)
	}
	table := csvTable(t, csv.String())
	if got := noteTexts(table.Notes, "many-metrics"); len(got) != 1 || !strings.Contains(got[0], "501 metrics") {
		t.Errorf("notes %q", got)
	}
	if d := table.Decisions[1]; d.Sure != sheet.Low {
		t.Errorf("the layout is graded %v", d.Sure)
	}
}
