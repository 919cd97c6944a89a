// Package record says how an event of the record becomes bytes, how the bytes become a leaf, and how the leaves become
// one root: the part of the record that someone who does not trust this program has to be able to write again.
//
// # Format
//
// An event is encoded as the nine bytes "assay/v1" and NUL, and then 14 fields in this order, with nothing between or
// behind them:
//
//	 1  seq              integer   place in the record, from 0, without gaps
//	 2  at               time      when the server wrote it
//	 3  actor            text      user id, or "system"
//	 4  on behalf        text      user id, or empty
//	 5  kind             text      what was done
//	 6  subject          text      what kind of thing it was done to
//	 7  subject id       text
//	 8  subject version  integer   the thing's version afterwards
//	 9  article id       text      whose history this belongs to, or empty
//	10  claim id         text      whose history this belongs to, or empty
//	11  note             text      the reason given, or empty
//	12  op               text      the operation's key, or empty
//	13  schema           integer   version of the payload's form
//	14  payload digest   32 bytes
//
// Each field is its length in bytes and then that many bytes. The length is an unsigned LEB128 number ("varint"): seven
// bits a byte, lowest first, the high bit set on every byte but the last, in as few bytes as hold it.
//
//   - text: its UTF-8 bytes as they are, without normalisation; an absent text is the empty text
//   - integer: 8 bytes, most significant first, two's complement; so the length is always 8
//   - time: UTC as 24 ASCII characters, 2006-01-02T15:04:05.000Z; what is finer than a millisecond is cut off
//   - payload digest: HMAC-SHA-256 of the payload's bytes as they are stored, under a salt of 32 random bytes of its own
//
// The leaf is SHA-256 of a zero byte and the encoding. Leaves form the Merkle tree of RFC 6962, section 2.1: a node is
// SHA-256 of a byte one, the left and the right hash; the empty tree's root is SHA-256 of nothing.
//
// Since only the digest enters the leaf, and the digest says nothing without its salt, a payload and its salt can be
// erased and the tree still verifies.
//
// testdata/vectors.json holds 20 events with their encodings, leaves and roots; testdata/leaf.py is a second
// implementation of this format in Python's standard library.
package record

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// magic begins every encoding. A change of the format changes it, so that no bytes mean two things.
const magic = "assay/v1\x00"

// timeForm is the fixed text form of times in an encoding.
const timeForm = "2006-01-02T15:04:05.000Z"

// Event is one change as the record keeps it. The payload, the full value afterwards, is kept beside it under its digest.
type Event struct {
	Seq            int64     // from 0, without gaps
	At             time.Time // UTC, to the millisecond
	Actor          string    // user id, or claims.SystemID
	OnBehalf       string    // user id; "" when the actor acts for himself
	Kind           string    // what was done
	Subject        string    // what kind of thing it was done to
	SubjectID      string
	SubjectVersion int    // the thing's version afterwards, from 1
	ArticleID      string // the article whose history the event belongs to; "" for none
	ClaimID        string // the claim whose history the event belongs to; "" for none
	Note           string // the reason given; ""
	Op             string // key of the operation that made it; ""
	Schema         int    // version of the payload's form
	PayloadDigest  [32]byte
	Leaf           tlog.Hash // as stored; not part of the encoding, compare it with LeafHash
}

// PayloadDigest returns HMAC-SHA-256 of body under salt, which should be 32 random bytes used for this payload alone.
func PayloadDigest(salt, body []byte) [32]byte {
	mac := hmac.New(sha256.New, salt)
	mac.Write(body)
	return [32]byte(mac.Sum(nil))
}

// Encode returns the bytes of which the leaf is made. Two events have the same encoding only when all fields but Leaf
// are the same, times to the millisecond.
func (e Event) Encode() []byte {
	const fixed = len(magic) + 3*9 + 25 + 33 // integers, time and digest, each with its length
	texts := []string{e.Actor, e.OnBehalf, e.Kind, e.Subject, e.SubjectID, e.ArticleID, e.ClaimID, e.Note, e.Op}
	size := fixed
	for _, s := range texts {
		size += binary.MaxVarintLen32 + len(s)
	}
	b := append(make([]byte, 0, size), magic...)
	b = appendInt(b, e.Seq)
	b = appendText(b, e.At.UTC().Format(timeForm))
	b = appendText(b, e.Actor)
	b = appendText(b, e.OnBehalf)
	b = appendText(b, e.Kind)
	b = appendText(b, e.Subject)
	b = appendText(b, e.SubjectID)
	b = appendInt(b, int64(e.SubjectVersion))
	b = appendText(b, e.ArticleID)
	b = appendText(b, e.ClaimID)
	b = appendText(b, e.Note)
	b = appendText(b, e.Op)
	b = appendInt(b, int64(e.Schema))
	return appendText(b, string(e.PayloadDigest[:]))
}

// LeafHash computes the leaf from the other fields.
func (e Event) LeafHash() tlog.Hash { return tlog.RecordHash(e.Encode()) }

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendInt(b []byte, n int64) []byte {
	return binary.BigEndian.AppendUint64(append(b, 8), uint64(n))
}
