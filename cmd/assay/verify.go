package main

import (
	"context"
	"errors"
	"fmt"

	"assay/db"
)

// verifyCmd proves the record. It only reads the file, and may run while the desk is being served.
type verifyCmd struct {
	storeFlag
	Checkpoint string `hidden:""`
	Key        string `hidden:""`
	Report     string `arg:"" optional:"" hidden:""`
}

// Validate refuses what this version cannot check, so that nobody takes a proof of the one for a proof of the other.
func (c verifyCmd) Validate() error {
	switch {
	case c.Report != "":
		return errors.New("this version verifies a database, not a report: name it with --db")
	case c.Checkpoint != "" || c.Key != "":
		return errors.New("this version makes no signed checkpoints, so there is none to verify against")
	}
	return nil
}

// Run prints size, root and findings. What does not hold is an error that names the first event at fault.
func (c verifyCmd) Run(ctx context.Context, std streams) error {
	if err := c.exists(); err != nil {
		return err
	}
	var progress func(int64)
	if terminal(std.Err) {
		progress = func(events int64) { fmt.Fprintf(std.Err, "\r%d events", events) }
	}
	v, err := db.Verify(ctx, c.DB, progress)
	if progress != nil {
		fmt.Fprint(std.Err, "\r\033[K")
	}
	if err != nil {
		return fmt.Errorf("verify %s: %w", c.DB, err)
	}
	fmt.Fprintf(std.Out, "events %d\nroot   %s\n", v.Head.Size, v.Head.Root)
	if len(v.Findings) == 0 {
		fmt.Fprintln(std.Out, "The record holds: every event, every payload and every current value is what the record says.")
		return nil
	}
	for _, f := range v.Findings {
		fmt.Fprintln(std.Out, f.What)
	}
	return fmt.Errorf("%s does not hold: %s", c.DB, firstBad(v.Findings))
}

// firstBad names the first event at fault, or the first finding when none is about an event.
func firstBad(findings []db.Finding) string {
	first := findings[0]
	for _, f := range findings {
		if f.Seq >= 0 && (first.Seq < 0 || f.Seq < first.Seq) {
			first = f
		}
	}
	if first.Seq < 0 {
		return first.What
	}
	return fmt.Sprintf("the first bad event is %d", first.Seq)
}
