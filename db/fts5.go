//go:build sqlite_fts5

package db

// requireFTS5 answers nil: this build has full-text search.
func requireFTS5() error { return nil }
