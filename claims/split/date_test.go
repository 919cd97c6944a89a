package split

import (
	"testing"

	"assay/claims"
)

// datesIn writes the dates of a text, published on 17 September 2024, as "words=value".
func datesIn(text string) string {
	got := ""
	for _, d := range Analyse(text, Blocks(text), Options{Published: claims.Date("2024-09-17"), Lang: "en"}).Dates {
		got += " " + d.Text + "=" + d.Value
	}
	return got
}

func TestDatesAreReckonedFromTheTextAroundThem(t *testing.T) {
	for text, want := range map[string]string{
		// the year that a sentence, or a heading, sets for what follows
		"In 2019 the mill closed. In June it burned down.":           " 2019=2019 June=2019-06",
		"In 2019 the mill closed, Jane Roe said on May 3.":           " 2019=2019 May 3=2024-05-03",
		"The mill was built in 1998. It burned down in April.":       " 1998=1998 April=2024-04",
		"The team began the 2012 season well. It won on July 6.":     " 2012=2012 July 6=2012-07-06",
		"The old mill (2012)\n\nThe mill was burned down on July 6.": " 2012=2012 July 6=2012-07-06",
		// the time up to the publication and from then on
		"Rents rose over the past three years.":                   " the past three years=2021/2024",
		"Rents rose over the past 2 1/2 years.":                   " the past 2 1/2 years=2022-03/2024-09",
		"Rents will rise over the next two months.":               " the next two months=2024-09/2024-11",
		"The mill closed. Over the next two years it was sold.":   " two years=P2Y",
		"She spent the last five months of her life in Lendal.":   " five months=P5M",
		"The fair took place this weekend.":                       " this weekend=2024-09-14/2024-09-15",
		"The fair will take place this weekend.":                  " this weekend=2024-09-21/2024-09-22",
		"Boats were lost over the weekend.":                       " the weekend=2024-09-14/2024-09-15",
		"On this day we thank the crews.":                         " this day=2024-09-17",
		"Jane Roe said Friday's vote will go ahead.":              " Friday=2024-09-20",
		"Jane Roe said Friday's vote had failed.":                 " Friday=2024-09-13",
		"Ministers rejected the plan ahead of Friday's vote.":     " Friday=2024-09-20",
		"The sea rose, and by noon Saturday the town was flooded": " Saturday=2024-09-14",
		// these times are no day
		"Today, the firm employs 300 people.":           "",
		"Today, the court is hearing the case.":         " Today=2024-09-17",
		"Today, ministers will meet.":                   " Today=2024-09-17",
		"More boats sail today than ever.":              "",
		"Children aged 8 to 10 years came.":             "",
		"It floods every ten years.":                    "",
		"One day she left.":                             "",
		"She won the prize for Seven Days in Lendal.":   "",
		"A survey of 1709 schoolchildren was published": "",
		// other eras
		"The wall was built in 508 BC.":       " 508 BC=",
		"The wall fell in 394 AD.":            " 394 AD=0394",
		"The wall fell during WWII.":          " WWII=1939-09-01/1945-09-02",
		"The photograph was made circa 1880.": " 1880=1880",
	} {
		if got := datesIn(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
