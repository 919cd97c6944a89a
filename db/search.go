package db

// index makes the words of a thing findable, in place of what was indexed for it before.
func (t *tx) index(kind, ref, title, body string) error {
	id, err := t.unindexed(kind, ref)
	if err != nil {
		return err
	}
	return t.exec(insertWords, id, kind, title, body)
}

// unindex makes a thing's words no longer findable.
func (t *tx) unindex(kind, ref string) error {
	_, err := t.unindexed(kind, ref)
	return err
}

// unindexed removes a thing's words from the index and returns its number there, made when it has none.
func (t *tx) unindexed(kind, ref string) (int64, error) {
	var id int64
	if err := t.one(t.ctx, upsertSearchDoc, []any{kind, ref}, &id); err != nil {
		return 0, err
	}
	return id, t.exec(deleteWords, id)
}

const upsertSearchDoc = `
INSERT INTO search_doc (kind, ref)
VALUES ($1, $2)
    ON CONFLICT (kind, ref) DO UPDATE
   SET ref = excluded.ref
RETURNING id`

const deleteWords = `
DELETE FROM search_index
 WHERE rowid = $1`

const insertWords = `
INSERT INTO search_index (rowid, kind, title, body)
VALUES ($1, $2, $3, $4)`
