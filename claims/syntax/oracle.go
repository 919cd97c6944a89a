package syntax

import (
	"fmt"
	"math/rand/v2"
)

// minStepUse is the number of corrections that a feature of steps must take part in before it counts. With fewer
// chance features a pruned parser gains about half a point.
const minStepUse = 4

// train learns which steps to take. The oracle is dynamic (Goldberg and Nivre, TACL 2013): from any state, however
// many mistakes led there, it knows which steps lose the fewest true dependencies. So the parser can follow its own
// steps while it learns and gets to know the states that its mistakes lead to.
func (p *parser) train(lessons []example, kinds []int8, how Training) {
	l := newLearner(minStepUse)
	order := rand.New(rand.NewPCG(how.Seed, 2))
	keys := make([]uint32, 0, 160)
	for epoch := range how.ParserEpochs {
		wrong, all := 0, 0
		for _, i := range order.Perm(len(lessons)) {
			e := &lessons[i]
			if len(e.tags) > MaxTokens {
				continue
			}
			for s := newState(e.words, e.given, kinds); !s.done(); all++ {
				var sums scores
				keys = stepKeys(keys[:0], s)
				l.add(&sums, keys)
				step, _ := p.choose(s, &sums)
				right, ok := p.bestRight(s, e, &sums, step)
				if !ok {
					l.correct(keys, uint8(right), uint8(step))
					wrong++
				}
				if epoch == 0 || order.Float64() >= explore {
					step = right
				}
				p.take(s, step)
			}
		}
		fmt.Fprintf(how.Log, "parser, pass %d: %d of %d wrong\n", epoch+1, wrong, all)
	}
	p.weights = l.weights(how.ParserKeep)
}

// bestRight returns, of the allowed steps that lose least, the one with the largest score, and whether guess is one
// of those that lose least.
func (p *parser) bestRight(s *state, e *example, sums *scores, guess int) (right int, ok bool) {
	costs := p.costs(s, e)
	least, guessed := -1, -1
	p.allowed(s, func(step int) {
		cost := costs.of(p, step)
		if step == guess {
			guessed = cost
		}
		if least < 0 || cost < least || cost == least && sums[step] > sums[right] {
			least, right = cost, step
		}
	})
	return right, guessed == least
}

// stepCosts tells how many true dependencies each step puts out of reach.
type stepCosts struct {
	shift, left, right int
	leftRel, rightRel  int // the relation to choose with the step, another one costs one more; -1 when none is true
}

func (c stepCosts) of(p *parser, step int) int {
	switch {
	case step == shift:
		return c.shift
	case step < p.right(0):
		if c.leftRel >= 0 && step != p.left(c.leftRel) {
			return c.left + 1
		}
		return c.left
	case c.rightRel >= 0 && step != p.right(c.rightRel):
		return c.right + 1
	}
	return c.right
}

func (p *parser) costs(s *state, e *example) stepCosts {
	c := stepCosts{leftRel: -1, rightRel: -1}
	b, top, below := s.next, s.top(0), s.top(1)
	for i, place := range s.stack {
		if b < s.n && e.heads[place] == b {
			c.shift++
		}
		if b < s.n && e.heads[b] == place && i < len(s.stack)-1 {
			c.shift++
		}
	}
	if top > s.n {
		return c
	}
	lost := 0 // dependents of the top that still wait
	for d := b; d < s.n; d++ {
		if e.heads[d] == top {
			lost++
		}
	}
	head := e.heads[top]
	c.left, c.right = lost, lost
	switch {
	case head == b:
		c.right++
		c.leftRel = e.rels[top]
	case head > b:
		c.left++
		c.right++
	case head == below:
		c.left++
		c.rightRel = e.rels[top]
	}
	return c
}
