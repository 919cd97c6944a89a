package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"assay/claims"
)

//go:embed migrations
var migrations embed.FS

// applicationID marks a file as Assay's in its header ("asay" in ASCII), so that a foreign file is refused.
const applicationID = 0x61736179

// schemaVersion returns the number of the last migration in a file, 0 for a new one. It refuses a file that is not Assay's.
func schemaVersion(ctx context.Context, pool *sql.DB) (int, error) {
	var app, version, tables int
	// One statement sees one state: another process may be making the tables at this moment.
	err := pool.QueryRowContext(ctx, `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`).Scan(&app, &version, &tables)
	if err != nil {
		return 0, fmt.Errorf("read header: %w", kind(err))
	}
	if app != applicationID && (app != 0 || tables > 0) {
		return 0, claims.Problem("this file is not an Assay database")
	}
	return version, nil
}

// migrate brings the tables up to date: every file of migrations/sqlite once, in the order of its number, each in a
// transaction of its own together with the number it leaves in the file's header. It never goes back.
func migrate(ctx context.Context, pool *sql.DB) error {
	version, err := schemaVersion(ctx, pool)
	if err != nil {
		return err
	}
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil {
		return err
	}
	if version > len(files) {
		return claims.Problem(fmt.Sprintf("this database is of a newer Assay (schema %d, this program knows %d)", version, len(files)))
	}
	for _, file := range files[version:] {
		if err := applyMigration(ctx, pool, file); err != nil {
			return fmt.Errorf("migration %s: %w", path.Base(file), err)
		}
	}
	return nil
}

func applyMigration(ctx context.Context, pool *sql.DB, file string) error {
	number, err := strconv.Atoi(path.Base(file)[:4])
	if err != nil {
		return err
	}
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return kind(err)
	}
	defer tx.Rollback()
	var done int // another process may have begun at the same time
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&done); err != nil || done >= number {
		return kind(err)
	}
	statements := []string{string(text), fmt.Sprintf(`PRAGMA user_version = %d`, number), fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)}
	if _, err := tx.ExecContext(ctx, strings.Join(statements, ";\n")); err != nil {
		return kind(err)
	}
	return kind(tx.Commit())
}
