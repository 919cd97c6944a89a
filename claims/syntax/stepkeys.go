package syntax

// stepKeys appends the features for choosing the next step: of the top three places of the stack (s0, s1, s2), the
// next three that wait (b0, b1, b2), and their outermost dependents (s0l is the leftmost of s0, s0l2 the one inside
// it). The choice follows Zhang and Nivre, ACL 2011.
func stepKeys(keys []uint32, s *state) []uint32 {
	i0, i1, j0 := s.top(0), s.top(1), s.waiting(0)
	s0, s1, s2 := &s.node[i0], &s.node[i1], &s.node[s.top(2)]
	b0, b1, b2 := &s.node[j0], &s.node[s.waiting(1)], &s.node[s.waiting(2)]
	near, far := s.distance(i0, j0), s.distance(i1, i0)
	gap, gap1 := s.between(i0, j0), s.between(i1, i0)
	keys = placeKeys(keys, s0, s1, s2, b0, b1, b2)
	keys = dependentKeys(keys, s, s0, s1, s2, b0)
	return append(keys,
		// distances
		key(197, near, 0, 0),
		key(198, near, s0.tag, 0),
		key(199, near, b0.tag, 0),
		key(200, near, s0.tag, b0.tag),
		key(201, near, s0.word, 0),
		key(202, near, b0.word, 0),
		key(203, far, s1.tag, s0.tag),
		// numbers of dependents
		key(204, valency(s0.lefts), s0.word, 0),
		key(205, valency(s0.lefts), s0.tag, 0),
		key(206, valency(s0.rights), s0.word, 0),
		key(207, valency(s0.rights), s0.tag, 0),
		key(208, valency(s1.rights), s1.word, 0),
		key(209, valency(s1.rights), s1.tag, 0),
		key(210, valency(b0.lefts), b0.word, 0),
		key(211, valency(b0.lefts), b0.tag, 0),
		// sets of relations
		key(212, s0.leftSet, s0.word, 0),
		key(213, s0.leftSet, s0.tag, 0),
		key(214, s0.rightSet, s0.word, 0),
		key(215, s0.rightSet, s0.tag, 0),
		key(216, s1.rightSet, s1.word, 0),
		key(217, s1.rightSet, s1.tag, 0),
		key(218, b0.leftSet, b0.word, 0),
		key(219, b0.leftSet, b0.tag, 0),
		key(220, s0.rightSet, s0.tag, b0.tag),
		key(221, b0.leftSet, s0.tag, b0.tag),
		key(222, s1.rightSet, s1.tag, s0.tag),
		// what stands between
		key(223, gap, s0.tag, b0.tag),
		key(224, gap, 0, 0),
		key(225, gap, s0.tag, 0),
		key(226, gap1, s1.tag, s0.tag),
		key(227, gap1, gap, s0.tag),
	)
}

// placeKeys appends the features of forms and tags.
func placeKeys(keys []uint32, s0, s1, s2, b0, b1, b2 *node) []uint32 {
	return append(keys,
		// single places
		key(100, s0.word, 0, 0),
		key(101, s0.tag, 0, 0),
		key(102, s0.both, 0, 0),
		key(103, s1.word, 0, 0),
		key(104, s1.tag, 0, 0),
		key(105, s1.both, 0, 0),
		key(106, b0.word, 0, 0),
		key(107, b0.tag, 0, 0),
		key(108, b0.both, 0, 0),
		key(109, b1.word, 0, 0),
		key(110, b1.tag, 0, 0),
		key(111, b1.both, 0, 0),
		key(112, s2.tag, 0, 0),
		key(113, s2.both, 0, 0),
		key(114, b2.tag, 0, 0),
		key(115, b2.both, 0, 0),
		key(116, s0.suffix, 0, 0),
		key(117, s1.suffix, 0, 0),
		key(118, b0.suffix, 0, 0),
		key(119, s0.suffix, s0.tag, b0.tag),
		key(120, b0.suffix, s0.tag, b0.tag),
		// pairs
		key(121, s0.both, b0.both, 0),
		key(122, s0.both, b0.word, 0),
		key(123, s0.word, b0.both, 0),
		key(124, s0.both, b0.tag, 0),
		key(125, s0.tag, b0.both, 0),
		key(126, s0.word, b0.word, 0),
		key(127, s0.tag, b0.tag, 0),
		key(128, s1.both, s0.both, 0),
		key(129, s1.both, s0.tag, 0),
		key(130, s1.tag, s0.both, 0),
		key(131, s1.word, s0.word, 0),
		key(132, s1.tag, s0.tag, 0),
		key(133, s1.both, b0.tag, 0),
		key(134, s1.tag, b0.both, 0),
		key(135, s1.word, b0.word, 0),
		key(136, s1.tag, b0.tag, 0),
		key(137, b0.both, b1.tag, 0),
		key(138, b0.tag, b1.both, 0),
		key(139, b0.tag, b1.tag, 0),
		// triples
		key(140, b0.tag, b1.tag, b2.tag),
		key(141, s0.tag, b0.tag, b1.tag),
		key(142, s1.tag, s0.tag, b0.tag),
		key(143, s2.tag, s1.tag, s0.tag),
		key(144, s0.word, b0.tag, b1.tag),
		key(145, s0.tag, b0.word, b1.tag),
		key(146, s1.word, s0.tag, b0.tag),
		key(147, s1.tag, s0.word, b0.tag),
		key(148, s1.tag, s0.tag, b0.word),
	)
}

// dependentKeys appends the features of dependents found so far.
func dependentKeys(keys []uint32, s *state, s0, s1, s2, b0 *node) []uint32 {
	s0l, s0r, s0l2, s0r2 := &s.node[s0.left1], &s.node[s0.right1], &s.node[s0.left2], &s.node[s0.right2]
	s1l, s1r, s1r2 := &s.node[s1.left1], &s.node[s1.right1], &s.node[s1.right2]
	b0l, b0l2 := &s.node[b0.left1], &s.node[b0.left2]
	return append(keys,
		// two places and a dependent of one
		key(149, s0.tag, b0.tag, s0l.tag),
		key(150, s0.tag, b0.tag, s0l.rel),
		key(151, s0.tag, b0.tag, s0r.tag),
		key(152, s0.tag, b0.tag, s0r.rel),
		key(153, s0.tag, b0.tag, b0l.tag),
		key(154, s0.tag, b0.tag, b0l.rel),
		key(155, s1.tag, s0.tag, s1l.tag),
		key(156, s1.tag, s0.tag, s1l.rel),
		key(157, s1.tag, s0.tag, s1r.tag),
		key(158, s1.tag, s0.tag, s1r.rel),
		key(159, s1.tag, s0.tag, s0l.tag),
		key(160, s1.tag, s0.tag, s0l.rel),
		key(161, s1.tag, s0.tag, s0r.tag),
		key(162, s1.tag, s0.tag, s0r.rel),
		// dependents
		key(163, s0.tag, s0l.both, 0),
		key(164, s0.tag, s0l.tag, 0),
		key(165, s0.tag, s0l.rel, 0),
		key(166, s0.tag, s0r.both, 0),
		key(167, s0.tag, s0r.tag, 0),
		key(168, s0.tag, s0r.rel, 0),
		key(169, s1.tag, s1l.both, 0),
		key(170, s1.tag, s1l.tag, 0),
		key(171, s1.tag, s1l.rel, 0),
		key(172, s1.tag, s1r.both, 0),
		key(173, s1.tag, s1r.tag, 0),
		key(174, s1.tag, s1r.rel, 0),
		key(175, b0.tag, b0l.both, 0),
		key(176, b0.tag, b0l.tag, 0),
		key(177, b0.tag, b0l.rel, 0),
		key(178, s0.tag, s0l2.tag, 0),
		key(179, s0.tag, s0l2.rel, 0),
		key(180, s0.tag, s0r2.tag, 0),
		key(181, s0.tag, s0r2.rel, 0),
		key(182, s1.tag, s1r2.tag, 0),
		key(183, s1.tag, s1r2.rel, 0),
		key(184, b0.tag, b0l2.tag, 0),
		key(185, b0.tag, b0l2.rel, 0),
		key(186, s0.word, s0l.word, 0),
		key(187, s0.word, s0r.word, 0),
		key(188, b0.word, b0l.word, 0),
		key(189, s1.word, s1l.word, 0),
		key(190, s1.word, s1r.word, 0),
		// prepositional phrases
		key(191, s1.word, s0l.word, 0),
		key(192, s1.tag, s0.word, s0l.word),
		key(193, s1.word, s0.tag, s0l.tag),
		key(194, s1.tag, s0.tag, s0l.word),
		key(195, s2.tag, s1.tag, s0l.word),
		key(196, s1.word, s0.word, s0l.word),
	)
}
