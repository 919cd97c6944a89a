// Assay is a workbench for checking claims: it cuts articles into claims, keeps the evidence and the verdicts, and
// proves that nobody changed them afterwards. This command serves the workbench and does the same work from a shell.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are the subcommands; each lives in the file of its name.
type commands struct {
	Serve  serveCmd  `cmd:"" help:"Serve the workbench."`
	Split  splitCmd  `cmd:"" help:"Print the claims of a text. Needs no database."`
	Import importCmd `cmd:"" help:"Bring articles in, with the claims proposed for each."`
	Export exportCmd `cmd:"" help:"Write a verdict report, or the record itself."`
	Match  matchCmd  `cmd:"" help:"Find checked claims like a text."`
	Verify verifyCmd `cmd:"" help:"Prove that the record and all that follows from it are untouched."`
	Lint   lintCmd   `cmd:"" help:"Check the ClaimReview markup of anybody's page."`
	Backup backupCmd `cmd:"" help:"Copy the database while it is being served."`
	User   userCmd   `cmd:"" help:"Add, list and disable accounts, and set their passwords."`

	Version kong.VersionFlag `env:"-" help:"Print the version."`
}

// streams are what a command reads and writes.
type streams struct {
	In       io.Reader
	Out, Err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}

// run runs one command and returns the exit status: 0, 1 for a failure, which is one line on std.Err, and 2 for wrong
// usage.
func run(ctx context.Context, args []string, std streams) int {
	var cmds commands
	answered := false // help or the version was asked for, and printed
	parser, err := kong.New(&cmds, kong.Name("assay"),
		kong.Description("A workbench for checking claims. Every flag can also be set in the environment: --db is ASSAY_DB."),
		kong.Vars{"version": "assay " + version()}, kong.DefaultEnvars("ASSAY"), kong.Writers(std.Out, std.Err),
		kong.Exit(func(int) { answered = true }), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(std))
	if err != nil {
		return fail(std, err, 1)
	}
	parsed, err := parser.Parse(args)
	switch {
	case answered:
		return 0
	case err != nil:
		return fail(std, fmt.Errorf("%w (assay --help explains)", err), 2)
	}
	if err := parsed.Run(); err != nil {
		return fail(std, err, 1)
	}
	return 0
}

// fail prints an error as one line.
func fail(std streams, err error, status int) int {
	fmt.Fprintln(std.Err, "assay: "+strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; "))
	return status
}

// version is the program's own: that of its module, or of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}
