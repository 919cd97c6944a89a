package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"assay/db"
)

// recordLine is one event of an exported record. The payload is a string and not an object, because its digest is over
// these very bytes: a program that reads objects may write them differently. Digest and leaf are worked out from the
// other members as package claims/record says.
type recordLine struct {
	Seq           int64  `json:"seq"`
	At            string `json:"at"` // UTC, to the millisecond
	Actor         string `json:"actor"`
	OnBehalf      string `json:"on_behalf"`
	Kind          string `json:"kind"`
	Subject       string `json:"subject"`
	SubjectID     string `json:"subject_id"`
	Version       int    `json:"subject_version"`
	ArticleID     string `json:"article_id"`
	ClaimID       string `json:"claim_id"`
	Note          string `json:"note"`
	Op            string `json:"op"`
	Schema        int    `json:"schema"`
	PayloadDigest string `json:"payload_digest"` // hex
	LeafHash      string `json:"leaf_hash"`      // hex
	Salt          string `json:"salt"`           // hex
	Payload       string `json:"payload"`        // JSON text: the full value after the event
}

// writeRecord writes all events, one a line, in order.
func writeRecord(ctx context.Context, d *db.DB, w io.Writer) error {
	out := bufio.NewWriter(w)
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	for e, err := range d.EachEvent(ctx, 0) {
		if err != nil {
			return fmt.Errorf("read the record: %w", err)
		}
		err = to.Encode(recordLine{
			Seq: e.Seq, At: e.At.UTC().Format("2006-01-02T15:04:05.000Z"), Actor: e.Actor, OnBehalf: e.OnBehalf, Kind: e.Kind,
			Subject: e.Subject, SubjectID: e.SubjectID, Version: e.SubjectVersion, ArticleID: e.ArticleID, ClaimID: e.ClaimID,
			Note: e.Note, Op: e.Op, Schema: e.Schema, PayloadDigest: hex.EncodeToString(e.PayloadDigest[:]),
			LeafHash: hex.EncodeToString(e.Leaf[:]), Salt: hex.EncodeToString(e.Salt), Payload: e.Payload,
		})
		if err != nil {
			return err
		}
	}
	return out.Flush()
}
