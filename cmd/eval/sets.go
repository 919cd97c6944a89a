package main

import "io"

// set is a gold file of the kit, and how it is run and scored.
type set struct {
	task, name string
	gold       string   // file or directory below the part
	corpus     string   // file below the part with the claims to search; "" for all tasks but matching
	wiring     string   // what the kit's run_cli.py calls the task
	args       []string // the program's command line
	convert    func(w io.Writer, printed io.Reader) error
	unsplit    *baseline // only where sentences are split
	floor      *baseline // nil where the kit has none
	scorings   []scoring
}

// baseline is a script of a few rules in the kit.
type baseline struct {
	script string
	args   []string // the corpus, if the set has one, and the gold file follow
	reads  bool     // or the gold file comes on standard input
}

// scoring is a script of the kit that scores predictions, and the figures that we read off.
type scoring struct {
	script  string
	options []string
	figures []figure
}

// figure is a line of the table. A peer is a program of rules or word statistics that anybody can run; what neural models
// and people reach on the same texts stands beside it. Peers' figures were measured on the dev part with the kit's scorers
// where no other source is given.
type figure struct {
	metric string // as the table calls it
	key    string // as the scorer calls it
	floor  float64
	peer   peer
	neural peer
	target float64 // 0 for none
	atMost bool    // less is better
	more   bool    // shown on demand
}

type peer struct {
	name  string
	value float64
}

func sets() []set {
	var all []set
	for _, of := range [][]set{
		segmentation(), boilerplate(), splitting(), articles(), attribution(), dates(), quantities(), hedges(), checkWorthiness(), matching(),
	} {
		all = append(all, of...)
	}
	return all
}

// split is the program's command line for everything but matching.
func split(more ...string) []string { return append([]string{"split", "--json", "--batch"}, more...) }

// The kit has no script for the floor of segmentation: it is a cut after every . ! ? with a space behind it.
func segmentation() []set {
	one := func(name string, f figure) set {
		return set{
			task: "segmentation", name: name, gold: "segmentation/" + name + ".jsonl", wiring: "segment", args: split(),
			scorings: []scoring{{script: "score_segment.py", figures: []figure{f}}},
		}
	}
	const exact, f1 = "exact_items", "sentence_f1"
	return []set{
		one("golden_rules", figure{metric: "items exact", key: exact, floor: 0.583, peer: peer{"pySBD", 0.979}, target: 1}),
		one("pragmatic_extra", figure{metric: "items exact", key: exact, floor: 0.419, peer: peer{"pySBD", 0.907}, target: 0.95}),
		one("gum", figure{metric: "sentence F1", key: f1, floor: 0.866, peer: peer{"prose", 0.892}, target: 0.94}),
		one("ewt", figure{metric: "sentence F1", key: f1, floor: 0.772, peer: peer{"prose", 0.845}, target: 0.87}),
	}
}

// The floor of pages is all their text; the kit has no script for it.
func boilerplate() []set {
	return []set{
		{
			task: "boilerplate", name: "html", gold: "extraction/pages.jsonl", wiring: "html", args: split("--html"),
			scorings: []scoring{{script: "score_extract.py", figures: []figure{
				{metric: "shingle F1", key: "f1", floor: 0.632, peer: peer{"go-trafilatura", 0.955}, neural: peer{"AutoExtract", 0.976}, target: 0.955},
			}}},
		},
		{
			task: "boilerplate", name: "lines", gold: "extraction/plain_text_lines.jsonl.gz", wiring: "lines", args: split(), convert: keptLines,
			floor: &baseline{script: "lines_naive.py"},
			scorings: []scoring{{script: "score_extract.py", figures: []figure{
				{metric: "char F1", key: "char_f1", target: 0.95},
				{metric: "line F1", key: "line_f1"},
			}}},
		},
	}
}

// Sets whose gold splits down to coordinated names are run with the fine grain. Other grains would be measured against
// what they do not mean.
func splitting() []set {
	one := func(name, grain string, usable figure, options ...string) set {
		usable.metric, usable.key = "usable F1", "usable_f1"
		return set{
			task: "splitting", name: name, gold: "splitting/" + name + ".jsonl", wiring: "split", args: split("--grain", grain),
			unsplit: &baseline{script: "split_naive.py", args: []string{"none"}}, floor: &baseline{script: "split_naive.py", args: []string{"naive"}},
			scorings: []scoring{{script: "score_split.py", options: options, figures: []figure{
				usable,
				{metric: "F1", key: "f1", more: true},
				{metric: "atomicity", key: "atomicity", more: true},
				{metric: "claims a sentence", key: "S/C", more: true},
			}}},
		}
	}
	propsegment := one("propsegment_wiki", "fine", figure{neural: peer{"another rater", 0.70}, target: 0.52})
	propsegment.scorings = append(propsegment.scorings, scoring{script: "score_propseg.py", figures: []figure{
		{metric: "Jaccard ≥ .8 F1", key: "f1", neural: peer{"T5-large", 0.536}}, // as published with the set, on its test part
	}})
	return []set{
		one("hsplit", "clause", figure{peer: peer{"DisSim", 0.318}, neural: peer{"BERT (WikiSplit)", 0.616}, target: 0.58}, "--refs", "max"),
		one("desse", "clause", figure{target: 0.65}),
		propsegment,
		one("factscore", "fine", figure{neural: peer{"InstructGPT", 0.794}, target: 0.62}),
		one("benchie", "fine", figure{peer: peer{"ClausIE", 0.501}, neural: peer{"OpenIE6", 0.519}, target: 0.60}),
		one("factcheckgpt", "fine", figure{target: 0.45}),
		one("wikisplit", "clause", figure{}),
		one("bisect", "clause", figure{}),
	}
}

func articles() []set {
	return []set{{
		task: "articles", name: "articles", gold: "articles", wiring: "article", args: split(),
		unsplit: &baseline{script: "articles_base.py", args: []string{"sentences"}}, floor: &baseline{script: "articles_base.py", args: []string{"naive"}},
		scorings: []scoring{{script: "score_articles.py", figures: []figure{
			{metric: "usable F1", key: "claim_usable_f1", target: 0.65},
			{metric: "leak of boilerplate", key: "leak", target: 0.01, atMost: true},
			{metric: "sentence F1", key: "sentence_f1", peer: peer{"prose", 1}, target: 0.99},
			{metric: "sourced claimant", key: "claimant_sourced_acc", target: 0.85},
			{metric: "check-worthy F1", key: "cw_f1", target: 0.75},
			{metric: "hedge F1", key: "hedge_f1"},
			{metric: "date F1", key: "date_f1"},
			{metric: "quantity F1", key: "quantity_f1"},
			{metric: "kind", key: "kind_acc"},
		}}},
	}}
}

func attribution() []set {
	return []set{{
		task: "attribution", name: "gum_attribution", gold: "attribution/gum_attribution.jsonl", wiring: "attribution", args: split(),
		floor: &baseline{script: "attribution_naive.py", reads: true},
		scorings: []scoring{{script: "score_attribution.py", figures: []figure{
			{metric: "cue F1", key: "cue_f1", target: 0.75},
			{metric: "source F1", key: "src_f1", target: 0.68},
			{metric: "resolved name", key: "resolved_recall", target: 0.55},
		}}},
	}}
}

func dates() []set {
	one := func(name string, f figure) set {
		f.metric, f.key = "value F1", "value_f1"
		return set{
			task: "dates", name: name, gold: "dates/" + name + ".jsonl", wiring: "dates", args: split(),
			floor: &baseline{script: "dates_naive.py", reads: true}, scorings: []scoring{{script: "score_dates.py", figures: []figure{f}}},
		}
	}
	expressions := one("expressions", figure{peer: peer{"chrono-node", 0.660}, target: 0.90})
	expressions.name = "date_expressions"
	return []set{expressions, one("gum_dates", figure{peer: peer{"go-dateparser", 0.428}, target: 0.87})}
}

func quantities() []set {
	return []set{{
		task: "quantities", name: "quantity_expressions", gold: "quantities/expressions.jsonl", wiring: "quantities", args: split(),
		floor: &baseline{script: "quantities_naive.py", reads: true},
		scorings: []scoring{{script: "score_quantities.py", figures: []figure{
			{metric: "value F1", key: "value_f1", target: 0.92},
			{metric: "value, unit, bound F1", key: "full_f1", target: 0.80},
		}}},
	}}
}

func hedges() []set {
	return []set{{
		task: "hedges", name: "hedge_sentences", gold: "hedges/sentences.jsonl", wiring: "hedges", args: split(),
		floor:    &baseline{script: "hedges_list.py", reads: true},
		scorings: []scoring{{script: "score_hedges.py", figures: []figure{{metric: "cue F1", key: "cue_f1", target: 0.90}}}},
	}}
}

// The peers learn from the kit's training part: logistic regression (LR) and naive Bayes (NB) over words.
func checkWorthiness() []set {
	one := func(name string, figures ...figure) set {
		return set{
			task: "check-worthiness", name: name, gold: "checkworthy/" + name + ".jsonl", wiring: "checkworthy", args: split(),
			floor: &baseline{script: "checkworthy_base.py", args: []string{"number"}}, scorings: []scoring{{script: "score_checkworthy.py", figures: figures}},
		}
	}
	return []set{
		one("ct24_dev",
			figure{metric: "F1", key: "f1", peer: peer{"LR", 0.880}, neural: peer{"DeBERTa", 0.947}, target: 0.90}, // the neural one as published
			figure{metric: "AP", key: "AP", peer: peer{"LR", 0.949}, target: 0.955}),
		one("factcheckgpt_sentences",
			figure{metric: "F1", key: "f1"},
			figure{metric: "AUC", key: "AUC", peer: peer{"NB", 0.723}}),
	}
}

// The floor is the cosine of TF-IDF vectors.
func matching() []set {
	one := func(name string, best peer) set {
		return set{
			task: "matching", name: name, gold: "matching/" + name + "_queries.jsonl", corpus: "matching/" + name + "_corpus.jsonl.gz", wiring: "match",
			args: []string{"match", "--batch", "-k", "20"}, floor: &baseline{script: "match_fts5.py", args: []string{"tfidf"}},
			scorings: []scoring{{script: "score_match.py", figures: []figure{{metric: "MAP@5", key: "MAP@5", peer: best}}}},
		}
	}
	return []set{one("snopes", peer{"FTS5 porter", 0.815}), one("politifact", peer{"BM25", 0.479})}
}
