//go:build !sqlite_fts5

package db

import "errors"

// requireFTS5 says what is wrong with a build that lacks full-text search.
func requireFTS5() error {
	return errors.New("this build has no full-text search: build with `make build`, or pass -tags sqlite_fts5 to every go command")
}
