package db

import (
	"context"
	"slices"
	"strings"
)

// topicKey is a topic as claims are found by it: case does not tell topics apart.
func topicKey(topic string) string { return strings.ToLower(strings.TrimSpace(topic)) }

// projectTopics makes the claim findable by its topics.
func (e *claimEntity) projectTopics(p projector) error {
	if e.Version > 1 {
		if _, err := p.change(deleteClaimTopics, e.ID); err != nil {
			return err
		}
	}
	var done []string
	for _, topic := range e.Topics {
		key := topicKey(topic)
		if slices.Contains(done, key) {
			continue
		}
		if _, err := p.change(insertClaimTopic, key, e.ID); err != nil {
			return err
		}
		done = append(done, key)
	}
	return nil
}

const deleteClaimTopics = `
DELETE FROM claim_topic
 WHERE claim_id = $1`

const insertClaimTopic = `
INSERT INTO claim_topic (topic, claim_id)
VALUES ($1, $2)`

// rareTopic is up to how many claims of a topic are looked up. Of a topic with more, some come soon in every list.
const rareTopic = 2000

// rare tells whether a topic has few claims.
func rare(ctx context.Context, q querier, topic string) (bool, error) {
	var n int
	err := q.one(ctx, countTopic, []any{topic, rareTopic + 1}, &n)
	return n <= rareTopic, err
}

const countTopic = `
SELECT count(*)
  FROM (SELECT claim_id FROM claim_topic WHERE topic = $1 LIMIT $2) q`
