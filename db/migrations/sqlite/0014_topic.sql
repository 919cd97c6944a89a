-- Claims by topic, in lower case: an index of claim.topics, made again whenever a claim changes.
CREATE TABLE claim_topic (
  topic    TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  PRIMARY KEY (topic, claim_id)
) STRICT;
CREATE INDEX claim_topic_claim ON claim_topic (claim_id);
INSERT INTO claim_topic (topic, claim_id) SELECT DISTINCT lower(j.value), c.id FROM claim c, json_each(c.topics) j;
