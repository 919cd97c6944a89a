package split

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// mentionsOf analyses one sentence that was published on a day.
func mentionsOf(text string, published claims.Date) Analysis {
	return Analyse(text, []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text, Why: "test"}},
		Options{Published: published, Lang: "en"})
}

func TestDatesAreReckonedFromThePublication(t *testing.T) {
	const tuesday = "2024-09-17"
	for text, want := range map[string]string{
		"The pier closed on Monday.":                         "Monday=2024-09-16",
		"The pier will close on Monday.":                     "Monday=2024-09-23",
		"The pier closed on Tuesday.":                        "Tuesday=2024-09-17",
		"The pier closed last Friday.":                       "last Friday=2024-09-13",
		"The pier will close next Friday.":                   "next Friday=2024-09-20",
		"The pier closed yesterday.":                         "yesterday=2024-09-16",
		"The pier closed in June.":                           "June=2024-06",
		"The pier closed in November.":                       "November=2023-11",
		"The pier will close in June.":                       "June=2025-06",
		"The pier closed on 3 May 2019.":                     "3 May 2019=2019-05-03",
		"The pier closed on the 3rd of May, 2019.":           "the 3rd of May, 2019=2019-05-03",
		"The pier will close on December 3.":                 "December 3=2024-12-03",
		"The pier closed on December 3.":                     "December 3=2023-12-03",
		"The pier may close possibly as early as October 2.": "October 2=2024-10-02",
		"The pier closed on 2019-05-03.":                     "2019-05-03=2019-05-03",
		"The pier closed on 03.05.2019.":                     "03.05.2019=2019-05-03",
		"The pier was shut from 3 to 9 May.":                 "from 3 to 9 May=2024-05-03/2024-05-09",
		"The pier was shut between 1914 and 1918.":           "between 1914 and 1918=1914/1918",
		"The pier was rebuilt in the 1950s.":                 "the 1950s=195",
		"The pier was built in the 19th century.":            "the 19th century=18",
		"The pier was rebuilt in 1987.":                      "1987=1987",
		"Trade fell in the third quarter of 2023.":           "the third quarter of 2023=2023-Q3",
		"Trade fell in the second half of 2023.":             "the second half of 2023=2023-H2",
		"Trade fell last quarter.":                           "last quarter=2024-Q2",
		"Trade fell last week.":                              "last week=2024-W37",
		"Trade fell last year.":                              "last year=2023",
		"Trade will fall next month.":                        "next month=2024-10",
		"Trade fell last summer.":                            "last summer=2024-SU",
		"Trade fell in the summer of 2019.":                  "the summer of 2019=2019-SU",
		"Trade fell at the end of 2021.":                     "the end of 2021=2021-12",
		"Trade fell at the end of June.":                     "the end of June=2024-06-30",
		"Trade has been slow since mid-2023.":                "mid-2023=2023-06",
		"Trade fell two months ago.":                         "two months ago=2024-07",
		"Trade will recover in three weeks.":                 "three weeks=2024-10-08",
		"The strike lasted three weeks.":                     "three weeks=P3W",
		"The office is shut on Christmas Day.":               "Christmas Day=2024-12-25",
		"In 2019 he left. Two years later he died.":          "2019=2019 Two years later=2021",
		"He may leave, and the march was long.":              "",
		"Room 1984 was empty and the 2,024 seats were full.": "",
		"It is still in use today.":                          "",
	} {
		got := ""
		for i, d := range mentionsOf(text, tuesday).Dates {
			if i > 0 {
				got += " "
			}
			got += d.Text + "=" + d.Value
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestWithoutAPublicationDayNothingIsReckoned(t *testing.T) {
	for text, want := range map[string]string{
		"The pier closed on Monday.":     "Monday=",
		"The pier closed last year.":     "last year=",
		"The pier closed on May 3.":      "May 3=",
		"The pier closed on 3 May 2019.": "3 May 2019=2019-05-03",
	} {
		got := ""
		for _, d := range mentionsOf(text, "").Dates {
			got += d.Text + "=" + d.Value
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestLaterInTheMonthIsTheMonthSpokenOf(t *testing.T) {
	got := mentionsOf("The talks may resume by February 8. Some expect later in the month.", "2017-01-26").Dates
	if len(got) != 2 || got[1].Value != "2017-02" {
		t.Errorf("got %+v", got)
	}
}

func TestQuantitiesComeInUnitsOfOne(t *testing.T) {
	for text, want := range map[string][]string{
		"About 1,200 passengers use it.":              {"About 1,200|1200|passenger|approx"},
		"It cost between 2 and 3 million kroner.":     {"between 2 and 3 million|2000000..3000000|kroner"},
		"It cost $5 to 10 million.":                   {"$5 to 10 million|5000000..10000000|USD"},
		"The vote was 48 to 52.":                      {"48|48|", "52|52|"},
		"It has between 20 and 3,000 members.":        {"between 20 and 3,000|20..3000|member"},
		"Prices rose by 12.5 per cent to 6%.":         {"12.5 per cent|12.5|%", "6%|6|%"},
		"Debt stood at €41.6 billion.":                {"€41.6 billion|4.16e+10|EUR"},
		"He paid $1.3M in taxes.":                     {"$1.3M|1300000|USD"},
		"At least 17 workers left.":                   {"At least 17|17|worker|min"},
		"Up to 150 jobs will go.":                     {"Up to 150|150|job|max"},
		"Two-thirds of them stayed.":                  {"Two-thirds|0.66666666|"},
		"One in four riders has no car.":              {"One in four|0.25|"},
		"Half of the money is gone.":                  {"Half|0.5|"},
		"A dozen officers came.":                      {"A dozen|12|officer"},
		"Dozens were held.":                           {"Dozens|24||approx|min"},
		"Tens of thousands of people marched.":        {"Tens of thousands|20000|person|approx|min"},
		"Twenty-two boats sank.":                      {"Twenty-two|22|boat"},
		"Three hundred and five homes burned.":        {"Three hundred and five|305|home"},
		"The panel has 5-10 members.":                 {"5-10|5..10|member"},
		"It is a 60-page report by a 12-member body.": {"60-page|60|page", "12-member|12|member"},
		"Profits doubled.":                            {"doubled|2|times"},
		"It rained at 41.7°C.":                        {"41.7°C|41.7|°C"},
		"He lives at 12B Quay Street near Route 9.":   nil,
		"The Airbus 320 landed at 6 p.m. on May 3.":   nil,
		"No one of them came.":                        nil,
	} {
		var got []string
		for _, q := range mentionsOf(text, "2024-09-17").Quantities {
			s := q.Text + "|"
			if q.Value != nil {
				s += fmt.Sprintf("%.8g", *q.Value)
			} else {
				s += fmt.Sprintf("%.8g..%.8g", *q.Low, *q.High)
			}
			s += "|" + q.Unit
			if q.Approx {
				s += "|approx"
			}
			if q.Bound != "" {
				s += "|" + q.Bound
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestHedgesAreTheWordsThatWeaken(t *testing.T) {
	for text, want := range map[string][]string{
		"The pier may close.":                       {"may"},
		"The pier might not reopen.":                {"might"},
		"The pier closed in May.":                   nil,
		"You may sit down, the clerk said.":         nil,
		"The fire was apparently set.":              {"apparently"},
		"The report is thought to be genuine.":      {"thought to"},
		"Engineers suspect a leak.":                 {"suspect"},
		"The police held a suspect.":                nil,
		"The figures suggest that trade fell.":      {"suggest"},
		"Roughly 300 people came.":                  {"Roughly"},
		"They walked around the lake.":              nil,
		"It is not yet clear who paid.":             {"not yet clear"},
		"According to rumours, the mill will shut.": {"According to rumours"},
		"The council denied it.":                    nil,
		"At least 40 boats sank.":                   nil,
		"Nearly half of them left.":                 {"Nearly"},
	} {
		var got []string
		for _, h := range mentionsOf(text, "").Hedges {
			got = append(got, h.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}
