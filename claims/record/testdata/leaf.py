"""A second implementation of the record's leaf and root, after the comment of package record: standard library only.

usage: leaf.py vectors.json     exit 0 when every encoding, leaf and root is the same, 1 with the first difference
"""
import hashlib
import hmac
import json
import sys

INTEGERS = {"seq", "subject_version", "schema"}
FIELDS = ["seq", "at", "actor", "on_behalf", "kind", "subject", "subject_id", "subject_version", "article_id",
          "claim_id", "note", "op", "schema"]


def field(data):
    n, out = len(data), bytearray()
    while n >= 128:
        out.append(n % 128 + 128)
        n //= 128
    out.append(n)
    return bytes(out) + data


def encode(event):
    out = b"assay/v1\0"
    for name in FIELDS:
        value = event[name]
        out += field(value.to_bytes(8, "big", signed=True) if name in INTEGERS else value.encode("utf-8"))
    salt, body = bytes.fromhex(event["salt"]), bytes.fromhex(event["body"])
    return out + field(hmac.digest(salt, body, "sha256"))


def leaf_hash(encoding):
    return hashlib.sha256(b"\0" + encoding).digest()


def root_hash(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return hashlib.sha256(b"\1" + root_hash(leaves[:cut]) + root_hash(leaves[cut:])).digest()


def main(path):
    with open(path, encoding="utf-8") as f:
        vectors = json.load(f)
    leaves = []
    for i, v in enumerate(vectors):
        encoding = encode(v)
        leaves.append(leaf_hash(encoding))
        for name, got in [("encoding", encoding), ("leaf", leaves[-1]), ("root", root_hash(leaves))]:
            if got.hex() != v[name]:
                sys.exit("vector %d: %s is %s, want %s" % (i, name, got.hex(), v[name]))
    print(len(leaves), "vectors agree")


if __name__ == "__main__":
    main(sys.argv[1])
