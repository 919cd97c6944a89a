package db

import (
	"context"
	"errors"
	"slices"

	"assay/claims"
)

// wider scans a row that holds more columns than its scan function knows: more takes the ones at the end.
type wider struct {
	row  scanner
	more []any
}

func (w wider) Scan(into ...any) error { return w.row.Scan(append(into, w.more...)...) }

// caseColumns are a claim c with everything that there is one of: article, claimant, verdict and publication, from
// the tables of caseTables. scanCase reads them.
const caseColumns = `
SELECT c.id, c.article_id, c.no, c.wording, c.claimant_id, c.attribution, c.kind, c.modality, c.hedges, c.dates,
       c.quantities, c.settles_on, c.place, c.score, c.reasons, c.topics, c.context, c.priority, c.state, c.reason,
       c.state_note, c.successors, c.parent, c.proposer, c.created, c.created_by, c.version, c.filled, c.assignee, c.due,
       COALESCE(m.name, ''), COALESCE(m.kind, ''), COALESCE(m.job_title, ''), COALESCE(m.same_as, '[]'),
       COALESCE(m.version, 0),
       a.headline, a.url, a.outlet, a.byline, a.published, a.lang,
       COALESCE(v.scale, 0), COALESCE(v.rating, ''), COALESCE(v.aspect, ''), COALESCE(v.summary, ''),
       COALESCE(v.rationale, ''), COALESCE(v.as_of, ''), COALESCE(v.reviews, '[]'), COALESCE(v.evidence, '[]'),
       COALESCE(v.decided_by, ''), COALESCE(v.decided, ''), COALESCE(v.version, 0), COALESCE(v.how, ''), COALESCE(u.name, ''),
       COALESCE(p.state, ''), COALESCE(p.revision, 0), COALESCE(p.first_at, ''), COALESCE(p.at, ''),
       COALESCE(p.by_user, ''), COALESCE(p.version, 0)`

const caseTables = `
  JOIN article a ON a.id = c.article_id
  LEFT JOIN claimant m ON m.id = c.claimant_id
  LEFT JOIN verdict v ON v.claim_id = c.id
  LEFT JOIN publication p ON p.claim_id = c.id
  LEFT JOIN app_user u ON u.id = v.decided_by`

// scanCase reads caseColumns; more takes columns that a query adds.
func scanCase(row scanner, more ...any) (claims.ReportClaim, error) {
	var c claims.ReportClaim
	var m claims.Claimant
	var v claims.Verdict
	var p claims.Publication
	claim, err := scanClaim(wider{row, append([]any{
		&m.Name, &m.Kind, &m.JobTitle,
		jsonValue{&m.SameAs},
		&m.Version,
		&c.Headline, &c.ArticleURL, &c.Outlet, &c.Byline, &c.Published, &c.Lang,
		&v.ScaleNumber, &v.Rating, &v.Aspect, &v.Summary, &v.Rationale, &v.AsOf,
		jsonValue{&v.Reviews},
		jsonValue{&v.Evidence},
		&v.DecidedBy,
		timeValue{&v.Decided},
		&v.Version, &v.How, &c.VerdictBy,
		&p.State, &p.Revision,
		timeValue{&p.First},
		timeValue{&p.At},
		&p.By, &p.Version,
	}, more...)})
	c.Claim = claim
	if m.Version > 0 {
		m.ID = claim.ClaimantID
		c.Claimant = m
	}
	if v.Version > 0 {
		v.ClaimID = claim.ID
		c.Verdict = &v
	}
	if p.Version > 0 {
		p.ClaimID = claim.ID
		c.Publication = &p
	}
	return c, err
}

const selectCase = caseColumns + `
  FROM claim c` + caseTables + `
 WHERE c.id = $1
 ORDER BY c.id`

// loadDossier reads what rules about a verdict look at: the claim, its evidence without the removed pieces, the
// scale of its open round or else the desk's, verdict, publication, policy and last round, with the round's reviews,
// sealed ones included. Errors: ErrNotFound.
func loadDossier(ctx context.Context, q querier, claimID string) (claims.Dossier, error) {
	c, err := only(each(ctx, q, selectCase, []any{claimID}, func(row scanner) (claims.ReportClaim, error) {
		return scanCase(row)
	}))
	if err != nil {
		return claims.Dossier{}, err
	}
	d := claims.Dossier{Claim: c.Claim, Claimant: c.Claimant, Verdict: c.Verdict, VerdictBy: c.VerdictBy, Publication: c.Publication}
	if d.Claim.Appearances, err = each(ctx, q, selectAppearances, []any{claimID}, scanAppearance); err != nil {
		return d, err
	}
	if d.Evidence, err = each(ctx, q, selectEvidenceRows, []any{claimID}, scanEvidenceRow); err != nil {
		return d, err
	}
	all, err := loadScales(ctx, q)
	if err != nil {
		return d, err
	}
	return d, loadRound(ctx, q, &d, all)
}

// loadRound reads the policy and the claim's last round into a dossier, the round's reviews, and the scale by which the
// next review rates: that of the round it belongs to.
func loadRound(ctx context.Context, q querier, d *claims.Dossier, all scales) error {
	var err error
	if d.Policy, err = loadPolicy(ctx, q); err != nil {
		return err
	}
	if err := readLastRound(ctx, q, d.Claim.ID, &d.Round); err != nil {
		return err
	}
	if d.Verdict != nil {
		d.Rated = all.rating(d.Verdict.ScaleNumber, d.Verdict.Rating)
	}
	d.Scale = all.current()
	if r := d.Round; r != nil && len(r.Reviews) > 0 && (r.State == claims.Reviewing || r.State == claims.Disputed) {
		d.Scale = all[r.ScaleNumber]
	}
	d.Reviews, err = each(ctx, q, selectReviewRows, []any{d.Claim.ID}, all.scanReviewRow)
	return err
}

// evidenceColumns are evidence e with its source and the facts about the copy it rests on: its own, or else the
// source's newest good one. scanEvidenceRow reads them.
const evidenceColumns = `
SELECT e.id, e.claim_id, e.source_id, e.snapshot_id, e.stance, e.quote, e.note, e.removed, e.why, e.added, e.added_by,
       e.version, COALESCE(u.name, e.added_by), s.url, s.title, s.publisher, s.published,
       COALESCE(n.sha256, ''), COALESCE(n.fetched, ''),
       COALESCE((SELECT l.error FROM snapshot l WHERE l.source_id = e.source_id ORDER BY l.fetched DESC, l.id DESC LIMIT 1), '')`

const evidenceTables = `
  JOIN source s ON s.id = e.source_id
  LEFT JOIN app_user u ON u.id = e.added_by
  LEFT JOIN snapshot n ON n.id = CASE WHEN e.snapshot_id <> '' THEN e.snapshot_id ELSE
       (SELECT g.id FROM snapshot g WHERE g.source_id = e.source_id AND g.error = '' ORDER BY g.fetched DESC, g.id DESC LIMIT 1) END`

// evidenceOrder is how evidence is listed: supports, refutes, context, each by time.
const evidenceOrder = `CASE e.stance WHEN 'supports' THEN 0 WHEN 'refutes' THEN 1 ELSE 2 END, e.added, e.id`

const selectEvidenceRows = evidenceColumns + `
  FROM evidence e` + evidenceTables + `
 WHERE e.claim_id = $1 AND e.removed = 0
 ORDER BY ` + evidenceOrder

func scanEvidenceRow(row scanner) (claims.EvidenceRow, error) {
	var r claims.EvidenceRow
	e, err := scanEvidence(wider{row, []any{
		&r.AddedByName, &r.SourceURL, &r.SourceTitle, &r.Publisher, &r.Published,
		&r.SnapshotSHA256,
		timeValue{&r.SnapshotAt},
		&r.SnapshotError,
	}})
	r.Evidence = e
	// Evidence names a copy only when its quote stands there, so the copy's text need not be read again.
	r.QuoteFound = e.Quote != "" && e.SnapshotID != ""
	return r, err
}

// recentEvents is how many events a claim's page shows.
const recentEvents = 8

// Dossier returns a claim with all that belongs to it, as everybody may see it: without sealed reviews.
// Errors: ErrNotFound.
func (d *DB) Dossier(ctx context.Context, claimID string) (claims.Dossier, error) {
	return d.DossierFor(ctx, claimID, claims.Actor{})
}

// DossierFor is Dossier as one reader may see it: see claims.Dossier.For. Errors: ErrNotFound.
func (d *DB) DossierFor(ctx context.Context, claimID string, reader claims.Actor) (claims.Dossier, error) {
	out, err := d.dossierHead(ctx, claimID)
	if err != nil {
		return out, err
	}
	if out.Claim.Appearances, err = each(ctx, d, selectAppearances, []any{claimID}, scanAppearance); err != nil {
		return out, err
	}
	if out.Evidence, err = each(ctx, d, selectEvidenceRows, []any{claimID}, scanEvidenceRow); err != nil {
		return out, err
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return out, err
	}
	if err := loadRound(ctx, d, &out, all); err != nil {
		return out, err
	}
	if err := d.loadWork(ctx, &out); err != nil {
		return out, err
	}
	if out.Corrections, err = each(ctx, d, selectCorrectionRows, []any{claimID}, all.scanCorrectionRow); err != nil {
		return out, err
	}
	if out.Comments, out.Withheld, err = loadComments(ctx, d, claimID, reader.ID); err != nil {
		return out, err
	}
	if out.Related, err = d.related(ctx, out.Claim, all); err != nil {
		return out, err
	}
	if err := loadRelations(ctx, d, &out, all); err != nil {
		return out, err
	}
	if err := d.loadChanged(ctx, &out); err != nil {
		return out, err
	}
	out.Recent, err = d.events(ctx, claims.EventFilter{ClaimID: claimID, Reader: reader.ID}, recentEvents)
	return out.For(reader), err
}

// loadWork reads who does what with the claim now: by name, as nobody knows people by their ids.
func (d *DB) loadWork(ctx context.Context, out *claims.Dossier) error {
	var err error
	if out.Lease, err = d.Lease(ctx, out.Claim.ID); err != nil {
		return err
	}
	if out.Round != nil {
		for _, id := range out.Round.Reviewers {
			name, err := d.userName(ctx, id)
			if err != nil {
				return err
			}
			out.Filed = append(out.Filed, name)
		}
	}
	out.AssigneeName, err = d.userName(ctx, out.Claim.Assignee)
	return err
}

// userName is the display name of an account; the id itself when there is none.
func (d *DB) userName(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	name := id
	err := d.one(ctx, selectUserName, []any{id}, &name)
	if errors.Is(err, claims.ErrNotFound) {
		err = nil
	}
	return name, err
}

const selectUserName = `
SELECT name
  FROM app_user
 WHERE id = $1`

// dossierHead reads everything that there is one of, in one query.
func (d *DB) dossierHead(ctx context.Context, claimID string) (claims.Dossier, error) {
	return only(each(ctx, d, selectDossier, []any{claimID}, func(row scanner) (claims.Dossier, error) {
		var out claims.Dossier
		a, v := &out.Article, &out.Text
		c, err := scanCase(row, &a.Origin, &a.OriginRef, &a.Number, timeValue{&a.Added}, &a.AddedBy, &a.Version,
			&v.Number, &v.Text, &v.SHA256, &v.Extractor, &v.RawSHA256, timeValue{&v.Fetched},
			&out.Step, &out.Events, &out.Previous, &out.Following, &out.CreatedBy)
		a.ID, a.Headline, a.URL, a.Outlet, a.Byline, a.Published, a.Lang = c.Claim.ArticleID, c.Headline, c.ArticleURL, c.Outlet, c.Byline, c.Published, c.Lang
		v.ArticleID = a.ID
		out.Claim, out.Claimant, out.Verdict, out.VerdictBy, out.Publication = c.Claim, c.Claimant, c.Verdict, c.VerdictBy, c.Publication
		return out, err
	}))
}

const selectDossier = caseColumns + `,
       a.origin, a.origin_ref, a.number, a.added, a.added_by, a.version,
       x.number, x.text, x.sha256, x.extractor, x.raw_sha256, x.fetched,
       t.step,
       (SELECT count(*) FROM event e WHERE e.claim_id = c.id AND e.claim_id <> ''),
       COALESCE((SELECT b.id FROM claim b WHERE b.article_id = c.article_id AND b.no < c.no ORDER BY b.no DESC LIMIT 1), ''),
       COALESCE((SELECT b.id FROM claim b WHERE b.article_id = c.article_id AND b.no > c.no ORDER BY b.no LIMIT 1), ''),
       COALESCE(w.name, c.created_by)
  FROM claim c` + caseTables + `
  JOIN article_version x ON x.article_id = c.article_id AND x.number = a.number
  JOIN claim_tally t ON t.claim_id = c.id
  LEFT JOIN app_user w ON w.id = c.created_by
 WHERE c.id = $1
 ORDER BY c.id`

// scales are the desk's scales by number. There are a handful, and they never change.
type scales map[int]claims.Scale

const selectScales = `
SELECT number, ratings, version
  FROM scale
 ORDER BY number`

func loadScales(ctx context.Context, q querier) (scales, error) {
	list, err := each(ctx, q, selectScales, nil, func(row scanner) (claims.Scale, error) {
		var s claims.Scale
		err := row.Scan(&s.Number, jsonValue{&s.Ratings}, &s.Version)
		return s, err
	})
	all := scales{}
	for _, s := range list {
		all[s.Number] = s
	}
	return all, err
}

// current is the scale with the highest number; the zero Scale when there is none.
func (all scales) current() claims.Scale {
	var last claims.Scale
	for n, s := range all {
		if n > last.Number {
			last = s
		}
	}
	return last
}

// rating finds a rating. One that no scale knows keeps its key as its label; "" is no rating.
func (all scales) rating(scale int, key string) claims.Rating {
	if r, ok := all[scale].Rating(key); ok {
		return r
	}
	return claims.Rating{Key: key, Label: key, Tone: claims.ToneOpen}
}

const selectReviewRows = `
SELECT r.id, r.claim_id, r.round, r.reviewer, r.scale, r.rating, r.aspect, r.summary, r.rationale, r.evidence,
       r.submitted, r.version, r.as_of, COALESCE(u.name, r.reviewer)
  FROM review r
  LEFT JOIN app_user u ON u.id = r.reviewer
 WHERE r.claim_id = $1
 ORDER BY r.submitted DESC, r.id DESC`

func (all scales) scanReviewRow(row scanner) (claims.ReviewRow, error) {
	var r claims.ReviewRow
	err := row.Scan(&r.ID, &r.ClaimID, &r.Round, &r.Reviewer, &r.ScaleNumber, &r.Rating, &r.Aspect, &r.Summary,
		&r.Rationale, jsonValue{&r.Evidence}, timeValue{&r.Submitted}, &r.Version, &r.AsOf, &r.ReviewerName)
	rating := all.rating(r.ScaleNumber, r.Rating)
	r.Label, r.Tone = rating.Label, rating.Tone
	return r, err
}

// correctionColumns are a correction with the ratings before and after, which the rounds of those revisions tell, or
// the only review of a revision from before there were rounds.
// scanCorrectionRow reads them.
const correctionColumns = `
SELECT k.id, k.claim_id, k.kind, k.note, k.from_revision, k.to_revision, k.at, k.by_user, k.version,
       COALESCE(u.name, k.by_user),
       COALESCE(b.scale, ob.scale, 0), COALESCE(b.rating, ob.rating, ''), COALESCE(n.scale, od.scale, 0), COALESCE(n.rating, od.rating, '')`

const correctionTables = `
  LEFT JOIN app_user u ON u.id = k.by_user
  LEFT JOIN round b ON b.claim_id = k.claim_id AND b.revision = k.from_revision
  LEFT JOIN round n ON n.claim_id = k.claim_id AND n.revision = k.to_revision
  LEFT JOIN review ob ON b.id IS NULL AND ob.claim_id = k.claim_id AND ob.round = k.from_revision
  LEFT JOIN review od ON n.id IS NULL AND od.claim_id = k.claim_id AND od.round = k.to_revision`

const selectCorrectionRows = correctionColumns + `
  FROM correction k` + correctionTables + `
 WHERE k.claim_id = $1
 ORDER BY k.at DESC, k.id DESC`

func (all scales) scanCorrectionRow(row scanner) (claims.CorrectionRow, error) {
	var r claims.CorrectionRow
	var fromScale, toScale int
	var from, to string
	err := row.Scan(&r.ID, &r.ClaimID, &r.Kind, &r.Note, &r.From, &r.To, timeValue{&r.At}, &r.By, &r.Version,
		&r.ByName, &fromScale, &from, &toScale, &to)
	r.FromText, r.ToText = all.rating(fromScale, from).Label, all.rating(toScale, to).Label
	return r, err
}

// related reads the claims that c became, and the one it was split from.
func (d *DB) related(ctx context.Context, c claims.Claim, all scales) ([]claims.ClaimRow, error) {
	if c.Parent == "" && len(c.Successors) == 0 {
		return nil, nil
	}
	merged := ""
	if len(c.Successors) > 0 {
		merged = c.Successors[0]
	}
	rows, err := each(ctx, d, selectRelated, []any{c.ID, c.Parent, merged}, all.scanClaimRow)
	return slices.DeleteFunc(rows, func(r claims.ClaimRow) bool {
		return r.ID != c.Parent && !slices.Contains(c.Successors, r.ID)
	}), err
}

const selectRelated = claimRowColumns + `
  FROM (SELECT id AS claim_id FROM claim WHERE parent = $1 AND parent <> ''
        UNION SELECT id FROM claim WHERE id = $2
        UNION SELECT id FROM claim WHERE id = $3) r
  JOIN claim_tally t ON t.claim_id = r.claim_id` + claimRowTables + `
 ORDER BY c.no, c.id`
