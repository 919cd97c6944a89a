package split

import (
	"strings"
	"sync"

	"assay/claims"
)

// names knows who is called what in an article.
type names struct {
	full     map[string]string   // last word of a name, in lower case, to the first full name with it
	given    map[string][]string // first word of a person's name, in lower case, to the full names with it
	surname  map[string][]string // last word of a name, in lower case, to the full names with it
	acronym  map[string]string   // "un" to United Nations
	initials map[string]string   // "who" to World Health Organization, for names of three words and more
	nouns    map[string]string   // a noun in lower case, to the first longer phrase or name that has it as its head
	roles    map[string][]string // "minister" to the persons who are said to be one
	persons  map[string]bool     // full names that act or speak as persons
	places   map[string]bool     // names of what one is in or at
	gender   map[string]byte     // full name to m or f, as far as known
	mentions [][]mention         // by sentence, in the order of its words
}

// mention is a place where a person or a body is named, or a pronoun that was resolved.
type mention struct {
	at, end int // tokens
	name    string
	subject bool // a verb follows
	speaks  bool // the source of an attribution
}

// givenNames are given names and the gender of their bearers.
var givenNames = sync.OnceValue(func() map[string]byte {
	m := map[string]byte{}
	for _, f := range entries("givennames") {
		m[f[0]] = f[1][0]
	}
	return m
})

// nameNames collects the names of several words. "Lavrov" is then Sergey Lavrov when the article says so anywhere.
func (a *article) nameNames() {
	n := &a.names
	n.full, n.nouns, n.acronym, n.persons, n.places, n.gender = map[string]string{}, map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]byte{}
	n.initials, n.given, n.surname, n.roles = map[string]string{}, map[string][]string{}, map[string][]string{}, map[string][]string{}
	n.mentions = make([][]mention, len(a.sentences))
	if !a.english {
		return
	}
	for i := range a.sentences {
		a.retag(&a.sentences[i])
	}
	a.eachName(func(s *sentence, k, end int) { n.learn(a.text, s, k, end) })
	for i := range a.sentences {
		n.openings(&a.sentences[i])
	}
	a.eachName(func(s *sentence, k, end int) { n.mention(a.text, s, k, end) })
}

// eachName calls f with every run of name tokens of the article.
func (a *article) eachName(f func(s *sentence, k, end int)) {
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind.SetAside() || s.kind == claims.Headline {
			continue
		}
		a.names.nameNouns(a.text, s)
		for k := 0; k < len(s.toks); {
			end := nameEnd(s.toks, k)
			if end > k {
				f(s, k, end)
			}
			k = max(end, k+1)
		}
	}
}

// openings makes names of first words that are known surnames: "Rivers" at the start of a sentence says by itself
// nothing about its capital.
func (n *names) openings(s *sentence) {
	k := firstWord(s.toks)
	if k < 0 || !s.toks[k].cap || s.toks[k].tag != tagNoun && s.toks[k].tag != tagAdj && s.toks[k].tag != tagFinite {
		return
	}
	if k+1 < len(s.toks) && n.surname[s.toks[k].low] != nil && (s.toks[k+1].tag.startsVerb() || s.toks[k+1].tag == tagAdv || s.toks[k+1].low == "'s" || s.toks[k].tag == tagFinite) {
		s.toks[k].tag = tagName
		if t := &s.toks[k+1]; t.tag != tagFinite && reportingFrames().form[t.low].base != "" && lex().verb[t.low].third {
			t.tag = tagFinite
		}
	}
}

// learn notes the name of several words at tokens k to end, and what its neighbours tell about it.
func (n *names) learn(text string, s *sentence, k, end int) {
	toks := s.toks
	name := personName(text, toks[k:end])
	first, last := lastWords(name)
	n.learnAcronym(text, s, k, end)
	if first == "" {
		if end-k > 1 && titled(toks[k]) && !titled(toks[end-1]) { // "Mr. Roe", "Lord Byron"
			n.persons[name] = true
			if g := titleGender[strings.TrimSuffix(toks[k].low, ".")]; g != 0 {
				n.gender[name] = g
			}
		}
		return
	}
	if n.full[last] == "" {
		n.full[last] = name
	}
	n.surname[last] = add(n.surname[last], name)
	if body(name) {
		return
	}
	g := givenNames()[first]
	if t := titleGender[strings.TrimSuffix(toks[k].low, ".")]; t != 0 {
		g = t
	}
	if g != 0 && n.gender[name] == 0 {
		n.gender[name] = g
	}
	roles := rolesAt(toks, k, end)
	for _, role := range roles {
		n.roles[role] = add(n.roles[role], name)
	}
	if g != 0 || len(roles) > 0 || titled(toks[k]) || end < len(toks) && (toks[end].low == "who" || end+1 < len(toks) && toks[end].tag == tagComma && toks[end+1].low == "who") {
		n.persons[name] = true
		n.given[first] = add(n.given[first], name)
	}
}

// learnAcronym notes "UN" in "the United Nations (UN)" and in "UN (United Nations)".
func (n *names) learnAcronym(text string, s *sentence, k, end int) {
	toks := s.toks
	n.learnInitials(text, toks, k, end)
	if end+2 >= len(toks) || toks[end].tag != tagOpen || toks[end+2].tag != tagClose {
		return
	}
	short, start := text[toks[end+1].Start:toks[end+1].End], k
	for start > 1 && (toks[start-1].low == "of" || toks[start-1].low == "for") && toks[start-2].tag == tagName { // "the Bank of England"
		start -= 2
		for start > 0 && toks[start-1].tag == tagName {
			start--
		}
	}
	if len(short) > 1 && short == strings.ToUpper(short) {
		n.acronym[strings.ToLower(short)] = text[toks[start].Start:toks[end-1].End]
	}
}

// learnInitials notes the first letters of the name that begins at token k and ends at end, or goes on behind "of".
func (n *names) learnInitials(text string, toks []token, k, end int) {
	for end+1 < len(toks) && (toks[end].low == "of" || toks[end].low == "for") && toks[end+1].tag == tagName {
		end = nameEnd(toks, end+1)
	}
	letters := ""
	for _, t := range toks[k:end] {
		if t.tag == tagName {
			letters += t.low[:1]
		}
	}
	if len(letters) > 2 && n.initials[letters] == "" {
		n.initials[letters] = text[toks[k].Start:toks[end-1].End]
	}
}

// lastWords returns the first and the last word of a name of several, in lower case.
func lastWords(name string) (first, last string) {
	i, j := strings.IndexByte(name, ' '), strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", ""
	}
	return strings.ToLower(name[:i]), strings.ToLower(name[j+1:])
}

func add(list []string, name string) []string {
	for _, have := range list {
		if have == name {
			return list
		}
	}
	return append(list, name)
}

// titleGender tells "he" from "she" by the title before a name.
var titleGender = map[string]byte{"mr": 'm', "sir": 'm', "lord": 'm', "king": 'm', "prince": 'm', "pope": 'm', "congressman": 'm', "mrs": 'f', "ms": 'f', "miss": 'f', "lady": 'f', "dame": 'f', "queen": 'f', "princess": 'f', "congresswoman": 'f', "baroness": 'f'}

// titled tells whether a name begins with a title or an office.
func titled(t token) bool {
	return personTitles[t.low] || lex().abbreviation[strings.TrimSuffix(t.low, ".")] == "title"
}

// bodies are words that names of bodies, rather than of persons, hold.
var bodies = wordsOf("ministry department council committee commission party church university college school institute institution agency bureau office authority association union federation league club company corporation corp inc ltd llc plc group bank court parliament senate congress house government army navy police force forces times post news journal tribune guardian herald press network foundation fund organisation organization society board centre center hospital service services team states kingdom republic nations city county airlines airways motors industries international global research act street river island sea ocean mountain valley park airport station bridge university's museum")

// body tells whether a name is that of a body or a place rather than a person.
func body(name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if bodies[w] {
			return true
		}
	}
	return false
}

// lesser are the words before a role whose holder is not meant by the role alone: "the mayor" is not the deputy mayor.
var lesser = wordsOf("deputy vice assistant former acting ex interim associate junior shadow honorary")

// rolesAt returns what the person named at tokens k to end is said to be: "Mayor Jane Roe", "economist Jane Roe", "Jane
// Roe, the mayor of Lendal", "The head of the port, Jane Roe".
func rolesAt(toks []token, k, end int) []string {
	var out []string
	role := func(i int) bool {
		if lex().role[toks[i].low] && !(i > 0 && lesser[toks[i-1].low]) {
			out = append(out, toks[i].low)
			return true
		}
		return false
	}
	for i := k; i < end-1; i++ { // inside the run: a title
		role(i)
	}
	if k > 0 && toks[k-1].tag == tagNoun {
		role(k - 1)
	}
	if end < len(toks) && toks[end].tag == tagComma {
		for i := end + 1; i < min(len(toks), end+reach/4) && (toks[i].tag.nominal() || toks[i].low == "of" && len(out) == 0); i++ {
			if role(i) && !toks[i].cap {
				break
			}
		}
	}
	if k > 1 && toks[k-1].tag == tagComma && end < len(toks) && toks[end].tag == tagComma {
		for i := k - 2; i >= max(0, k-reach/4) && toks[i].tag != tagComma && !toks[i].tag.startsVerb(); i-- {
			role(i)
		}
	}
	return out
}

// mention notes where a name stands.
func (n *names) mention(text string, s *sentence, k, end int) {
	if s.quoted[k] != 0 {
		return
	}
	name, _ := n.named(text, s.toks[k:end])
	if g := givenNames()[strings.ToLower(name)]; g != 0 && n.gender[name] == 0 {
		n.gender[name] = g
	}
	if k > 0 && (s.toks[k-1].low == "the" || siting[s.toks[k-1].low]) {
		n.places[name] = true
	}
	subject := end < len(s.toks) && (s.toks[end].tag.startsVerb() || s.toks[end].tag == tagAdv || s.toks[end].tag == tagComma && k == 0) && !(k > 0 && s.toks[k-1].tag == tagPrep)
	n.mentions[s.number] = append(n.mentions[s.number], mention{at: k, end: end, name: name, subject: subject})
}

// siting are words before the name of a place.
var siting = wordsOf("in at near across outside inside throughout around")

// named returns the full name behind a run of name tokens, and how it was found.
func (n *names) named(text string, toks []token) (string, resolution) {
	name := personName(text, toks)
	low := strings.ToLower(name)
	if full := n.spelled(name); full != "" {
		return full, byAcronym
	}
	if strings.Contains(name, " ") {
		return name, asNamed
	}
	if titled := len(toks) > 1 && titleGender[strings.TrimSuffix(toks[0].low, ".")] != 0; titled {
		if full := n.bearer(low, titleGender[strings.TrimSuffix(toks[0].low, ".")]); full != "" {
			return full, bySurname
		}
	}
	if full := n.full[low]; full != "" {
		if len(n.surname[low]) > 1 {
			return full, byDoubtful
		}
		return full, bySurname
	}
	if full := n.given[low]; len(full) == 1 {
		return full[0], byGiven
	}
	return name, asNamed
}

// spelled returns the name that an acronym stands for, "" when the article does not spell it out.
func (n *names) spelled(short string) string {
	low := strings.ToLower(short)
	if full := n.acronym[low]; full != "" || short != strings.ToUpper(short) {
		return full
	}
	return n.initials[low]
}

// bearer returns the one person of a surname whose gender is not the other one.
func (n *names) bearer(surname string, gender byte) string {
	found := ""
	for _, full := range n.surname[surname] {
		if g := n.gender[full]; g == 0 || g == gender {
			if found != "" {
				return ""
			}
			found = full
		}
	}
	if found != "" {
		n.gender[found] = gender
	}
	return found
}

// nameNouns notes what "the authority" or "the bank" is in full: the first phrase with a name in it that has the noun
// as its head, or the first name that holds the word.
func (n *names) nameNouns(text string, s *sentence) {
	for k := 0; k < len(s.toks); k++ {
		t := s.toks[k]
		if t.tag == tagNoun && k > 1 && n.nouns[t.low] == "" && !(k+1 < len(s.toks) && (s.toks[k+1].tag == tagNoun || s.toks[k+1].tag == tagName)) {
			start := k
			for start > 0 && (s.toks[start-1].tag == tagNoun || s.toks[start-1].tag == tagAdj || s.toks[start-1].tag == tagName || s.toks[start-1].low == "'s") {
				start--
			}
			if start < k && s.toks[start].cap && s.toks[start].tag == tagName {
				n.nouns[t.low] = text[s.toks[start].Start:t.End]
			}
		}
		if t.tag != tagName || k > 0 && s.toks[k-1].tag == tagName {
			continue
		}
		end := nameEnd(s.toks, k)
		for end+1 < len(s.toks) && s.toks[end].low == "of" && s.toks[end+1].tag == tagName {
			end = nameEnd(s.toks, end+1)
		}
		if end-k < 2 {
			continue
		}
		for _, w := range s.toks[k:end] {
			if w.tag == tagName && n.nouns[w.low] == "" {
				n.nouns[w.low] = text[s.toks[k].Start:s.toks[end-1].End]
			}
		}
	}
}

// nameEnd returns the end of the run of name tokens at k.
func nameEnd(toks []token, k int) int {
	for k < len(toks) && (toks[k].tag == tagName || toks[k].low == "al" && toks[k].cap) {
		k++
	}
	return k
}

// personTitles are titles and offices that stand before a name, as capitalised words.
var personTitles = wordsOf("president minister prime foreign senator state governor mayor superintendent chancellor secretary professor king queen pope sir lord lady dame judge justice general colonel captain detective sergeant officer chief coach councillor councilor representative congressman congresswoman commissioner ambassador director opposition chairman chairwoman deputy vice home shadow attorney solicitor sheriff bishop archbishop cardinal rabbi imam prince princess emperor empress sheikh ayatollah marshal admiral lieutenant major brigadier commander inspector constable premier treasurer speaker baroness miss first")

// personName joins the words of a name without the titles before it.
func personName(text string, toks []token) string {
	whole := toks
	for len(toks) > 1 && titled(toks[0]) {
		toks = toks[1:]
	}
	if len(toks) == 0 {
		return ""
	}
	if len(toks) == 1 && titled(toks[0]) {
		toks = whole // "Prime Minister" alone
	}
	return strings.Join(strings.Fields(text[toks[0].Start:toks[len(toks)-1].End]), " ")
}

// lastName returns the last run of name tokens before the first comma.
func lastName(toks []token) (start, end int) {
	limit := len(toks)
	for i, t := range toks {
		if t.tag == tagComma {
			limit = i
			break
		}
	}
	end = limit
	if end > 0 && toks[end-1].tag != tagName {
		return 0, 0
	}
	start = end
	for start > 0 && toks[start-1].tag == tagName {
		start--
	}
	return start, end
}

// tied tells whether the name at start belongs to a noun before it: "a spokesman for Roe", "poll by Lakeland".
func tied(toks []token, start int) bool {
	return start > 0 && (toks[start-1].tag == tagPrep || toks[start-1].tag == tagTo || toks[start-1].tag == tagDet && start == 1 || toks[start-1].tag == tagCoord)
}
