package main

import (
	"regexp"
	"strings"
	"testing"
)

const ferry = "The ferry is late\n\nThe ferry to Karvenna was late on 12 of 30 days in June. The town will buy a second ferry.\n"

func TestImportPrintsALineForEachArticle(t *testing.T) {
	path := demoDB(t)
	page := write(t, "page.html", "<html lang=en><head><title>Mill</title></head><body><article><h1>The mill closes</h1><p>The mill in Lower Dast closed on Friday, and 40 people lost their work.</p></article></body></html>")
	out := ok(t, ferry, "import", "--db", path, "--as", "mara", "-", page)
	lines := regexp.MustCompile(`(?m)^([0-9a-z]{16})\t([0-9]+) claims\t(.+)$`).FindAllStringSubmatch(out, -1)
	if len(lines) != 2 || lines[0][3] != "The ferry is late" || lines[1][3] != "Mill" || lines[0][2] == "0" {
		t.Fatalf("printed %s", out)
	}
	if again := ok(t, ferry, "import", "--db", path, "--as", "mara", "-"); again != lines[0][1]+"\tthere already\tThe ferry is late\n" {
		t.Errorf("the same text again: %q", again)
	}
	if again := ok(t, ferry, "import", "--db", path, "--as", "mara", "--again", "-"); !strings.Contains(again, "claims\tThe ferry") || strings.Contains(again, lines[0][1]) {
		t.Errorf("the same text with --again: %q", again)
	}
	ok(t, "", "verify", "--db", path)
}

func TestImportNamesAnArticleWithoutAHeadline(t *testing.T) {
	path := demoDB(t)
	const text = "The ferry to Karvenna was late on 12 of 30 days in June, and nobody at the harbour office could say why that was so."
	if out := ok(t, "", "import", "--db", path, "--as", "mara", write(t, "ferry-notes.txt", text)); !strings.Contains(out, "ferry-notes\n") {
		t.Errorf("a file: %s", out)
	}
	if out := ok(t, text+" Strange.", "import", "--db", path, "--as", "mara", "-"); !strings.Contains(out, "\tThe ferry to Karvenna was late on 12 of 30 days in\n") {
		t.Errorf("standard input: %s", out)
	}
}

func TestImportGoesOnPastWhatItCannotRead(t *testing.T) {
	path := demoDB(t)
	good := write(t, "good.txt", ferry)
	got := assay(t, "", "import", "--db", path, "--as", "mara", write(t, "movie.mov", "x"), write(t, "empty.txt", ""), good, "nosuchfile")
	if got.status != 1 || strings.Count(got.out, "\n") != 1 || !strings.Contains(got.err, "movie.mov: ") || !strings.HasSuffix(got.err, "assay: 3 of 4 could not be imported\n") {
		t.Errorf("status %d\n%s\n%s", got.status, got.out, got.err)
	}
}

func TestImportIsForThoseWhoMayWork(t *testing.T) {
	path := demoDB(t)
	file := write(t, "a.txt", ferry)
	refused(t, 1, "there is no user nobody", "import", "--db", path, "--as", "nobody", file)
	refused(t, 1, "pell is a auditor and may not import", "import", "--db", path, "--as", "pell", file)
	ok(t, "", "user", "disable", "mara", "--db", path)
	refused(t, 1, "mara is disabled", "import", "--db", path, "--as", "mara", file)
}

func TestImportDoesNotReachIntoTheMachine(t *testing.T) {
	got := assay(t, "", "import", "--db", demoDB(t), "--as", "mara", "http://127.0.0.1:1/", "http://169.254.169.254/latest")
	if got.status != 1 || got.out != "" {
		t.Errorf("status %d: %s %s", got.status, got.out, got.err)
	}
}
