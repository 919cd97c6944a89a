package syntax

import "math"

// A tree is built in steps, by the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta, ACL 2011): the words of a
// sentence wait in order, and a stack holds words that have begun but miss their heads. A step
//
//	shifts  the next waiting word to the stack,
//	left    makes the top of the stack depend on the next waiting word, or
//	right   makes the top of the stack depend on the word below it.
//
// The root of the tree waits behind the last word and takes one dependent, the last word left on the stack. So every
// run ends in a tree with one root, whatever the steps, after two steps per word.

// Step classes: 0 shifts, then one left step and one right step per relation.
const shift = 0

func (p *parser) left(rel int) int  { return 1 + rel }
func (p *parser) right(rel int) int { return 1 + len(p.rels) + rel }

// state is a tree being built. Places are words from 0; place n is the root; place n+1 stands for "no such word".
type state struct {
	n     int
	next  int   // the next waiting place
	stack []int // places, the top last
	head  []int // of every word; -1 until it is known
	node  []node
}

// node is what is known of one place while its tree grows.
type node struct {
	word, tag, both   uint64 // the form, the tag plus 1, and both in one
	suffix            uint64
	rel               uint64 // relation to the head, plus 1; 0 until it is known
	left1, left2      int    // the outermost dependent on the left and the one inside it
	right1, right2    int
	lefts, rights     int    // number of dependents on each side
	leftSet, rightSet uint64 // their relations, one bit each
	margin            int32  // of the step that gave it its head
	count             counts // how many tokens of certain kinds stand before this place
}

// counts tells commas, other punctuation, verbs, coordinators and subordinators before a place.
type counts [5]int16

// newState begins the tree over a padded sentence whose words have the given tags.
func newState(ws []word, tags []uint8, kinds []int8) *state {
	n := len(tags)
	s := &state{n: n, stack: make([]int, 0, n), head: make([]int, n), node: make([]node, n+2)}
	var c counts
	for i := range s.node {
		nd := &s.node[i]
		nd.left1, nd.left2, nd.right1, nd.right2 = n+1, n+1, n+1, n+1
		nd.count = c
		switch {
		case i < n:
			s.head[i] = -1
			nd.word, nd.tag, nd.suffix = ws[before+i].low, uint64(tags[i])+1, ws[before+i].suffix[2]
			if k := kinds[tags[i]]; k >= 0 {
				c[k]++
			}
		case i == n:
			nd.word, nd.tag = rootWord, maxClasses+1
		default:
			nd.word = noWord
		}
		nd.both = pair(nd.word, nd.tag)
	}
	return s
}

// top returns the place i below the top of the stack, or n+1.
func (s *state) top(i int) int {
	if i < len(s.stack) {
		return s.stack[len(s.stack)-1-i]
	}
	return s.n + 1
}

// waiting returns the place i behind the next waiting one, or n+1.
func (s *state) waiting(i int) int { return min(s.next+i, s.n+1) }

func (s *state) done() bool { return s.next == s.n && len(s.stack) == 0 }

func (s *state) canShift() bool { return s.next < s.n }
func (s *state) canLeft() bool {
	return len(s.stack) == 1 || len(s.stack) > 1 && s.next < s.n
}
func (s *state) canRight() bool { return len(s.stack) > 1 }

func (s *state) shift() {
	s.stack = append(s.stack, s.next)
	s.next++
}

func (s *state) left(rel int) {
	d, h := s.pop(), s.next
	if h < s.n {
		s.head[d] = h
	} else {
		s.head[d] = s.n
	}
	hd := &s.node[h]
	s.node[d].rel = uint64(rel) + 1
	hd.left1, hd.left2 = d, hd.left1
	hd.lefts++
	hd.leftSet |= 1 << rel
}

func (s *state) right(rel int) {
	d := s.pop()
	h := s.top(0)
	s.head[d] = h
	hd := &s.node[h]
	s.node[d].rel = uint64(rel) + 1
	hd.right1, hd.right2 = d, hd.right1
	hd.rights++
	hd.rightSet |= 1 << rel
}

func (s *state) pop() int {
	d := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	return d
}

// between describes the words from place a up to place b: commas, other punctuation, verbs, coordinators and
// subordinators among them.
func (s *state) between(a, b int) uint64 {
	if a > s.n || b > s.n {
		return 0
	}
	from, to := &s.node[a].count, &s.node[b].count
	mask := uint64(min(to[0]-from[0], 2))
	for k := 1; k < len(to); k++ {
		if to[k] > from[k] {
			mask |= 2 << k
		}
	}
	return mask + 1
}

// distance groups the number of places from a to b.
func (s *state) distance(a, b int) uint64 {
	if a > s.n || b > s.n {
		return 0
	}
	switch d := b - a; {
	case d <= 6:
		return uint64(d)
	case d <= 10:
		return 7
	}
	return 8
}

// parser chooses the steps.
type parser struct {
	rels    []Rel // at most 63, so that a set of them fits in one word and all steps in one table
	root    int   // the index of Root in rels
	weights weights
}

// parse takes steps until the tree is complete.
func (p *parser) parse(s *state) {
	keys := make([]uint32, 0, 160)
	for !s.done() {
		var sums scores
		keys = stepKeys(keys[:0], s)
		p.weights.add(&sums, keys)
		step, margin := p.choose(s, &sums)
		if step != shift {
			s.node[s.top(0)].margin = margin
		}
		p.take(s, step)
	}
}

// choose returns the allowed step with the largest score, the first of several, and how far it is ahead of the next.
func (p *parser) choose(s *state, sums *scores) (step int, margin int32) {
	r := ranking{first: math.MinInt32, second: math.MinInt32}
	if s.canShift() {
		r.see(sums, shift, shift+1)
	}
	if s.canLeft() {
		if s.next == s.n {
			r.see(sums, p.left(p.root), p.left(p.root)+1)
		} else {
			r.see(sums, p.left(0), p.left(p.root))
			r.see(sums, p.left(p.root)+1, p.right(0))
		}
	}
	if s.canRight() {
		r.see(sums, p.right(0), p.right(p.root))
		r.see(sums, p.right(p.root)+1, p.right(len(p.rels)))
	}
	if r.second == math.MinInt32 {
		return r.step, math.MaxInt32
	}
	return r.step, r.first - r.second
}

// ranking holds the step with the largest score so far, and the two largest scores.
type ranking struct {
	step          int
	first, second int32
}

// see ranks the steps from one up to another, which is left out.
func (r *ranking) see(sums *scores, from, to int) {
	for i, sum := range sums[from:to] {
		switch {
		case sum > r.first:
			r.step, r.first, r.second = from+i, sum, r.first
		case sum > r.second:
			r.second = sum
		}
	}
}

// allowed calls f with every step that may be taken, in ascending order.
func (p *parser) allowed(s *state, f func(step int)) {
	if s.canShift() {
		f(shift)
	}
	if s.canLeft() {
		if s.next == s.n {
			f(p.left(p.root))
		} else {
			p.eachRel(p.left(0), f)
		}
	}
	if s.canRight() {
		p.eachRel(p.right(0), f)
	}
}

// eachRel calls f with the steps from first on, one for every relation that a word may have to a word.
func (p *parser) eachRel(first int, f func(step int)) {
	for rel := range p.rels {
		if rel != p.root {
			f(first + rel)
		}
	}
}

func (p *parser) take(s *state, step int) {
	switch {
	case step == shift:
		s.shift()
	case step < p.right(0):
		s.left(step - p.left(0))
	default:
		s.right(step - p.right(0))
	}
}

// valency groups a number of dependents.
func valency(n int) uint64 { return uint64(min(n, 4)) }
