package main

import "assay/claims"

// lake works on an article about a water dispute: every state that a claim can be in is left behind once.
func (s *story) lake() {
	s.add("lake.txt", "Sillow Courier")
	protocol := claims.SourceEdit{
		Title: "Protocol on the gauging of Lake Sillow", Publisher: "Towns of Ostrell and Karvenna", Medium: claims.Document, Primary: true,
	}
	office := s.claim("set up a joint office to measure the level of Lake Sillow")
	s.accept(office)
	s.found(office, claims.Supports, protocol, "The towns establish a Joint Gauging Office, which measures the level of Lake Sillow and publishes it.",
		"Article 1. Both mayors signed the same text.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: office, Rating: "true", Summary: "The protocol establishes the office in its first article.",
		Rationale: "We read the signed protocol. Its first article establishes a Joint Gauging Office of the two towns and gives it the one task of measuring and publishing the level of the lake. The office has no staff yet; the claim does not say that it has.",
	})
	s.publish(office)

	s.treaty(protocol)
	s.level()
	s.pumping()

	stations := s.claim("names six gauging stations")
	weekly := s.claim("obliges both towns to publish their readings every week")
	s.accept(stations)
	s.found(stations, claims.Supports, protocol, "Readings of the six stations listed in Annex A are published every Monday.", "Article 4 and Annex A.")
	s.merge(weekly, stations, "The protocol names six gauging stations and obliges both towns to publish their readings every week.")

	s.fishers()
	expect := s.claim("Some observers expect the treaty to fail")
	s.accept(expect)
	s.withdraw(expect, "Nobody is named who expects it, so nobody can be asked.")
	s.reject(s.claim("the finest thing that has happened on the lake"), claims.RejectOpinion, "")
	s.reject(s.claim("Karvenna's envoy, Tomas Relk"), claims.RejectTrivial, "")
}

// treaty leaves a hedged prediction pending until the day from which it can be rated.
func (s *story) treaty(protocol claims.SourceEdit) {
	_, day := s.days()
	talks := s.claim("talks on a full water treaty")
	s.accept(talks)
	s.edit(talks, func(in *claims.ClaimEdit) {
		if on, ok := day.Day(); ok {
			in.Wording = "Talks on a full water treaty may begin as early as " + on.Format("January 2, 2006") + "."
		}
		in.Kind, in.Modality, in.SettlesOn, in.Priority = claims.Prediction, claims.Hedged, day, 1
		in.Context = "The article says “possibly”. The protocol itself names no day for the talks."
		in.Topics = []string{"water", "treaty"}
	})
	s.found(talks, claims.Context, protocol, "The towns intend to open talks on a treaty after the first readings have been published.",
		"Article 9: an intention, without a day.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: talks, Rating: claims.RatingPending, Summary: "It speaks of a day that has not come.",
		Rationale: "The protocol speaks of talks after the first readings and names no day. Whether they begin by the day that the article gives can be told only then. We will ask both town halls on that day.",
	})
}

// level publishes a verdict, and corrects it when a fault is found.
func (s *story) level() {
	yearbook := claims.SourceEdit{
		Title: "Hydrographic yearbook of the Sillow basin, table 12", Publisher: "Sillow Basin Commission", Medium: claims.Dataset, Primary: true,
	}
	fell := s.claim("the lake had fallen by 40 centimetres since 2019")
	s.accept(fell)
	s.edit(fell, func(in *claims.ClaimEdit) {
		in.Wording, in.Place = "Lake Sillow has fallen by 40 centimetres since 2019.", "Lake Sillow"
		in.Topics = []string{"water"}
	})
	s.found(fell, claims.Refutes, yearbook, "Mean of all gauges, change since 2019: -28 cm", "The figure that Edda Brandt gave is that of one gauge, Ostrell North.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: fell, Rating: "false", Summary: "No gauge shows a fall of 40 centimetres.",
		Rationale: "The yearbook of the Basin Commission gives the level at each gauge for every year. We looked for a fall of 40 centimetres since 2019 and found none.",
	})
	s.publish(fell)
	s.found(fell, claims.Supports, yearbook, "Ostrell North, change since 2019: -40 cm", "Added after a reader pointed us to the second page of the table.")
	s.decide(s.editor(), claims.NewReview{
		ClaimID: fell, Rating: "mostly-false", Summary: "One gauge fell by 40 centimetres; the lake as a whole fell by 28.",
		Rationale:  "The table has two pages. The gauge Ostrell North, on the second one, did fall by 40 centimetres. The mean of all gauges, which is what “the lake” means in the Commission's own reports, fell by 28. So there is a true core, and the statement about the lake is wrong.",
		Correction: claims.Mistake,
		PublicNote: "We first rated this False, because we had missed the second page of the table, on which one gauge shows a fall of 40 centimetres. A reader told us. The rating is now Mostly false.",
	})
}

// pumping leaves a claim for which sources disagree waiting for a verdict.
func (s *story) pumping() {
	s.reject(s.claim("has pumped more than its share for years"), claims.RejectVague, "Which years, and which share? The limit is set for each year.")
	taken := s.claim("31 million cubic metres last year")
	s.accept(taken)
	s.reword(taken, "Karvenna took 31 million cubic metres from Lake Sillow last year, below the agreed limit of 35 million.")
	s.found(taken, claims.Supports, claims.SourceEdit{
		Title: "Log of the pumping station, annual summary", Publisher: "Town of Karvenna", Medium: claims.Document, Primary: true,
	}, "Total for the year: 31.0 million m³", "Karvenna's own meter.")
	s.found(taken, claims.Refutes, claims.SourceEdit{
		Title: "Annual account of withdrawals", Publisher: "Sillow Basin Commission", Medium: claims.Dataset,
	}, "Karvenna: 33.4 million m³, estimated from the power used", "An estimate, and still below the limit.")
}

// fishers splits a claim that says two things.
func (s *story) fishers() {
	const catches, boats = "catches have halved in ten years", "nearly 200 boats sold"
	both := s.claim(boats)
	s.accept(both)
	s.split(both, catches+", with\n"+boats)
	s.reword(s.claim(catches), "Catches of fish on Lake Sillow have halved in ten years.")
	s.reword(s.claim(boats), "Nearly 200 fishing boats on Lake Sillow have been sold in ten years.")
}

// buses works on a second article: verdicts that wait for an editor, and claims that wait for evidence.
func (s *story) buses() {
	s.add("buses.md", "Brennick Gazette")
	counts := claims.SourceEdit{Title: "Passenger counts, monthly", Publisher: "City of Brennick", Medium: claims.Dataset, Primary: true}
	rose := s.claim("Ridership on Brennick's buses rose by 62 per cent")
	s.accept(rose)
	s.reword(rose, "Ridership on Brennick's buses rose by 62 per cent in the year after fares were scrapped.")
	s.found(rose, claims.Supports, counts, "Boardings: 3,410,000; the year before: 2,105,000", "A rise of 62 per cent.")
	s.found(rose, claims.Context, counts, "Since March, boardings are counted by door sensors; before, tickets were counted.", "Passengers without a ticket were not counted before.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: rose, Rating: "missing-context", Summary: "The numbers are right, but they were counted in two ways.",
		Rationale: "The city's own counts give a rise of 62 per cent. In the same month in which fares were scrapped, the city stopped counting tickets and began to count boardings. Part of the rise is passengers who were on the bus before and were not counted.",
	})
	s.publish(rose)

	first := s.claim("the first city in the Orle valley to make its buses free")
	s.accept(first)
	s.found(first, claims.Refutes, claims.SourceEdit{
		Title: "Council minutes of 14 June 2016", Publisher: "Town of Lower Dast", Published: "2016-06-14", Medium: claims.Document, Primary: true,
	}, "From 1 September no fares are charged on town buses.", "Lower Dast lies in the valley and was a city by then.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: first, Rating: "false", Summary: "Lower Dast was first, in 2016.",
		Rationale: "The council of Lower Dast ended fares from September 2016, by its own minutes. Brennick followed later.",
	})

	traffic := s.claim("car traffic in the centre had dropped by a fifth")
	s.accept(traffic)
	s.found(traffic, claims.Refutes, claims.SourceEdit{
		Title: "Traffic in Brennick before and after", Publisher: "Orle Institute", Author: "A. Lindqvar", Medium: claims.Document,
	}, "Traffic in the centre fell by 6 per cent, part of which road works explain.", "")
	s.accept(s.claim("twelve electric buses next year"))
	lights := s.mark("the city spends more than that on street lights")
	s.reword(lights, "Brennick spends more than 4.2 million crowns a year on street lights.")
	s.twice(traffic, lights)
	s.repeat(s.claim("The scheme costs 4.2 million crowns a year"))
}

// twice has claims about traffic and money reviewed by two people: on one they differ, the other waits for the second.
func (s *story) twice(traffic, lights string) {
	s.policy(claims.Policy{Reviews: claims.SomeTwice, Topics: []string{"traffic", "budget"}, LeaseMinutes: 30})
	s.edit(traffic, func(in *claims.ClaimEdit) { in.Topics = []string{"traffic"} })
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: traffic, Rating: "false", Summary: "Traffic fell by 6 per cent, not by a fifth.",
		Rationale: "The institute counted the same streets before and after. It found 6 per cent less, and names road works as one cause.",
	})
	s.decide(s.editor(), claims.NewReview{
		ClaimID: traffic, Rating: "mostly-false", Summary: "Traffic did fall, by far less than a fifth.",
		Rationale: "It is true that there is less traffic. A fifth is more than three times what was measured.",
	})
	s.edit(lights, func(in *claims.ClaimEdit) { in.Topics = []string{"budget"} })
	s.found(lights, claims.Supports, claims.SourceEdit{
		Title: "Budget of the city, chapter 7", Publisher: "City of Brennick", Medium: claims.Document, Primary: true,
	}, "Street lighting: 4,650,000", "")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: lights, Rating: "true", Summary: "The budget gives 4.65 million crowns.",
		Rationale: "Chapter 7 of the budget gives 4,650,000 crowns for street lighting, more than the 4.2 million that the buses cost.",
	})
}

// repeat says that a claim is what was checked before, so that the verdict stands for it as well.
func (s *story) repeat(cost string) {
	s.reword(cost, "Free buses cost Brennick 4.2 million crowns a year.")
	s.accept(cost)
	again := s.mark("scheme costs 4.2 million crowns")
	s.reword(again, "Every year Brennick pays 4.2 million crowns for free buses.")
	s.found(cost, claims.Supports, claims.SourceEdit{Title: "Budget of the city, chapter 7"}, "Replacement of fares: 4,200,000", "")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: cost, Rating: "true", Summary: "The budget gives the same sum.", Rationale: "Chapter 7 of the budget sets 4,200,000 crowns aside in place of fares.",
	})
	s.do("relate", func() error {
		_, err := s.db.AddRelation(s.ctx, s.editor(), claims.NewRelation{ClaimID: again, OtherID: cost, Kind: claims.Repeats})
		return err
	})
}

// bridge works on an article in Arabic: text from right to left, one candidate a sentence.
func (s *story) bridge() {
	s.add("bridge.txt", "صحيفة البحيرة")
	length := s.claim("ويبلغ طول الجسر 840 مترا")
	s.accept(length)
	s.edit(length, func(in *claims.ClaimEdit) {
		in.Kind, in.Wording = claims.Fact, "يبلغ طول الجسر الجديد على بحيرة سيلو 840 مترا."
	})
	s.found(length, claims.Supports, claims.SourceEdit{
		Title: "رخصة بناء الجسر", Publisher: "بلدية أوستريل", Lang: "ar", Medium: claims.Document, Primary: true,
	}, "الطول الكلي: 840 مترا", "The building permit gives the same length.")
	s.decide(s.reviewer(), claims.NewReview{
		ClaimID: length, Rating: "true", Summary: "The building permit gives the same length.",
		Rationale: "The permit that the town of Ostrell issued gives the length of the bridge as 840 metres.",
	})
	s.publish(length)
	longest := s.claim("الأطول في المنطقة")
	s.accept(longest)
	s.edit(longest, func(in *claims.ClaimEdit) { in.Kind = claims.Fact })
}
