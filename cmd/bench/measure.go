package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"assay/db"
)

// size measures the program at rest: its file, the time to its first page, and its memory when idle.
func (b *bench) size() error {
	info, err := os.Stat(b.assay)
	if err != nil {
		return fmt.Errorf("build the program first (make build): %w", err)
	}
	b.row("program file", []float64{float64(info.Size()) / 1e6}, " MB", "limit", "≤ 25 MB stripped")
	var starts, idle []float64
	for i := range b.rounds {
		s, err := start(b.ctx, b.assay, "/healthz", "serve", "--db", filepath.Join(b.dir, fmt.Sprintf("empty%d.db", i)))
		if err != nil {
			return err
		}
		mb, err := s.resident()
		if err != nil {
			return err
		}
		starts, idle = append(starts, float64(s.ready.Microseconds())/1000), append(idle, mb)
		if err := s.stop(); err != nil {
			return err
		}
	}
	b.row("start to first answer, new desk", starts, " ms", "limit", "≤ 60 ms")
	b.row("memory when idle", idle, " MB", "limit", "≤ 40 MB")
	return nil
}

// pages sets the article page against the same bytes from memory and against html/template.
func (b *bench) pages() error {
	f, err := fill(b.ctx, filepath.Join(b.dir, "pages.db"), b.small)
	if err != nil {
		return err
	}
	s, err := b.serve(f)
	if err != nil {
		return err
	}
	page, err := s.get("/articles/" + f.articles[0])
	if err != nil {
		return err
	}
	file := filepath.Join(b.dir, "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	rivals := map[string]*server{}
	for _, kind := range []string{"static", "template"} {
		if rivals[kind], err = start(b.ctx, self, "/", "-child", kind, "-page", file); err != nil {
			return err
		}
	}
	const n = 1500
	any := func(i int) string {
		return "/articles/" + f.articles[i%len(f.articles)] + "?claim=" + fmt.Sprintf("%d-%d", i, time.Now().UnixNano())
	} // never asked for before
	same := func(int) string { return "/articles/" + f.articles[0] }
	var fresh, against, kept []float64
	_, err = b.turns(func() (float64, error) {
		static, err := rivals["static"].cost(n, same)
		if err != nil {
			return 0, err
		}
		twin, err := rivals["template"].cost(n, same)
		if err != nil {
			return 0, err
		}
		page, err := s.cost(n, any)
		if err != nil {
			return 0, err
		}
		unchanged, err := s.cost(n, same)
		fresh = append(fresh, float64(page)/float64(static))
		against = append(against, float64(page)/float64(twin))
		kept = append(kept, float64(unchanged)/float64(static))
		return 0, err
	})
	if err != nil {
		return err
	}
	what := fmt.Sprintf("article page, %d claims, %.0f kB", claimsPerArticle, float64(len(page))/1000)
	b.row(what+", rendered", fresh[1:], "×", "CPU of the same bytes served from memory", "≤ 22×")
	b.row(what+", rendered", against[1:], "×", "CPU of html/template from memory", "≤ 0.6×")
	b.row(what+", unchanged", kept[1:], "×", "CPU of the same bytes served from memory", "≤ 2.3×")
	for _, r := range rivals {
		if err := r.stop(); err != nil {
			return err
		}
	}
	return s.stop()
}

// serve starts the program on a filled desk and signs in.
func (b *bench) serve(f filled) (*server, error) {
	s, err := start(b.ctx, b.assay, "/healthz", "serve", "--db", f.path)
	if err != nil {
		return nil, err
	}
	return s, s.signIn()
}

// growth sets the pages of a large desk against those of a small one.
func (b *bench) growth() error {
	small := filled{path: filepath.Join(b.dir, "pages.db")}
	var err error
	if small, err = reread(b.ctx, small.path); err != nil {
		return err
	}
	large, err := fill(b.ctx, filepath.Join(b.dir, "large.db"), b.large)
	if err != nil {
		return err
	}
	a, err := b.serve(small)
	if err != nil {
		return err
	}
	z, err := b.serve(large)
	if err != nil {
		return err
	}
	b.row(fmt.Sprintf("start to first answer, %d claims", b.large), []float64{float64(z.ready.Microseconds()) / 1000}, " ms", "limit", "≤ 60 ms")
	unique := func() string { return fmt.Sprint(time.Now().UnixNano()) }
	for _, p := range []struct {
		what string
		path func(f filled, i int) string
	}{
		{"queue", func(filled, int) string { return "/queue?x=" + unique() }},
		{"article page", func(f filled, i int) string {
			return "/articles/" + f.articles[i%len(f.articles)] + "?claim=" + unique()
		}},
		{"claim page", func(f filled, i int) string { return "/claims/" + f.claims[i%len(f.claims)] + "?x=" + unique() }},
		{"list of claims", func(filled, int) string { return "/claims?x=" + unique() }},
		{"history of the desk", func(filled, int) string { return "/history?x=" + unique() }},
		{"search for a common word", func(filled, int) string { return "/search?q=council" }},
	} {
		ratios, err := b.turns(func() (float64, error) {
			one, err := a.cost(300, func(i int) string { return p.path(small, i) })
			if err != nil {
				return 0, err
			}
			many, err := z.cost(300, func(i int) string { return p.path(large, i) })
			return float64(many) / float64(one), err
		})
		if err != nil {
			return err
		}
		b.row(p.what, ratios, "×", fmt.Sprintf("CPU at %d claims, of that at %d", b.large, b.small), "≤ 1.3×")
	}
	if err := a.stop(); err != nil {
		return err
	}
	return z.stop()
}

// reread lists the articles and claims of a desk that was filled before.
func reread(ctx context.Context, path string) (f filled, err error) {
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	f.path = path
	articles, err := d.Articles(ctx, "")
	if err != nil {
		return f, err
	}
	for _, a := range articles.Items {
		f.articles = append(f.articles, a.ID)
	}
	for row, err := range d.ClaimTexts(ctx) {
		if err != nil {
			return f, err
		}
		f.claims = append(f.claims, row.ID)
	}
	return f, nil
}

// writes sets durable changes over 64 connections against those over one, and against the disk's own appends.
func (b *bench) writes() error {
	f, err := fill(b.ctx, filepath.Join(b.dir, "writes.db"), 1200)
	if err != nil {
		return err
	}
	s, err := b.serve(f)
	if err != nil {
		return err
	}
	var n atomic.Int64
	change := func(int) error {
		claim := f.claims[n.Add(1)%int64(len(f.claims))]
		form := url.Values{"stance": {"context"}, "source_title": {"Yearbook"}, "quote": {fmt.Sprintf("Figure %d-%d", n.Load(), time.Now().UnixNano())}}
		res, err := s.client.PostForm(s.base+"/claims/"+claim+"/evidence", form)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusSeeOther {
			return fmt.Errorf("change: %s", res.Status)
		}
		return nil
	}
	var gain, disk, cpu []float64
	_, err = b.turns(func() (float64, error) {
		appends, err := appendsPerSecond(b.dir)
		if err != nil {
			return 0, err
		}
		one, cpuOne, err := s.rate(300, 1, change)
		if err != nil {
			return 0, err
		}
		many, cpuMany, err := s.rate(6000, 64, change)
		gain, disk, cpu = append(gain, many/one), append(disk, many/appends), append(cpu, cpuMany/cpuOne)
		return 0, err
	})
	if err != nil {
		return err
	}
	b.row("durable changes over 64 connections", gain[1:], "×", "those over one connection", "≥ 2.5×")
	b.row("durable changes over 64 connections", disk[1:], "×", "synced appends to a file on the same disk", "≥ 1×")
	b.row("CPU of a change over 64 connections", cpu[1:], "×", "that over one connection", "≤ 0.5×")
	return s.stop()
}

// rate runs do n times over c connections: changes per second, and CPU seconds that the server used for each.
func (s *server) rate(n, c int, do func(i int) error) (perSecond, cpuEach float64, err error) {
	before, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := inParallel(n, c, do); err != nil {
		return 0, 0, err
	}
	took := time.Since(began).Seconds()
	after, err := s.cpu()
	return float64(n) / took, (after - before).Seconds() / float64(n), err
}

// appendsPerSecond is how many 4 KiB appends with a sync the disk takes in a second: what one commit costs at least.
func appendsPerSecond(dir string) (float64, error) {
	f, err := os.CreateTemp(dir, "append-")
	if err != nil {
		return 0, err
	}
	defer f.Close()
	block := make([]byte, 4096)
	began, n := time.Now(), 0
	for ; time.Since(began) < 500*time.Millisecond; n++ {
		if _, err := f.Write(block); err != nil {
			return 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

// dump writes the columns of the CSV export that lie in tables, joined as the export joins them.
const dump = `SELECT c.id, c.no, c.wording, c.kind, c.modality, c.settles_on, a.headline, a.outlet, a.published, m.name, v.rating, v.summary, v.rationale, v.as_of, p.state,
 (SELECT group_concat(s.title || ': ' || e.quote, '; ') FROM evidence e JOIN source s ON s.id = e.source_id WHERE e.claim_id = c.id AND e.removed = 0)
 FROM claim c JOIN article a ON a.id = c.article_id LEFT JOIN claimant m ON m.id = c.claimant_id LEFT JOIN verdict v ON v.claim_id = c.id LEFT JOIN publication p ON p.claim_id = c.id
 WHERE c.state = 'accepted' ORDER BY c.id`

// export sets the CSV and JSON Lines exports against the sqlite3 shell writing the same claims.
func (b *bench) export() error {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		fmt.Fprintln(b.table, "export\tnot measured\t\tthe sqlite3 shell is missing: apt-get install sqlite3\t")
		return nil
	}
	path := filepath.Join(b.dir, "large.db")
	for _, format := range []string{"csv", "jsonl"} {
		var memory []float64
		ratios, err := b.turns(func() (float64, error) {
			flag := "-csv"
			if format == "jsonl" {
				flag = "-json"
			}
			peer := exec.CommandContext(b.ctx, shell, "-readonly", flag, path, dump)
			if err := peer.Run(); err != nil {
				return 0, err
			}
			ours := exec.CommandContext(b.ctx, b.assay, "export", "--db", path, "--format", format, "--all")
			var out bytes.Buffer
			ours.Stderr = &out
			if err := ours.Run(); err != nil {
				return 0, fmt.Errorf("export: %w: %s", err, strings.TrimSpace(out.String()))
			}
			memory = append(memory, peakMB(ours))
			return cpuOf(ours).Seconds() / cpuOf(peer).Seconds(), nil
		})
		if err != nil {
			return err
		}
		b.row("export --all --format "+format, ratios, "×", "CPU of sqlite3 "+map[string]string{"csv": "-csv", "jsonl": "-json"}[format]+" for the same claims", "≤ 1.15×")
		b.row("memory of that export at its peak", memory[1:], " MB", "limit", "≤ 48 MB")
	}
	return nil
}

func cpuOf(c *exec.Cmd) time.Duration { return c.ProcessState.UserTime() + c.ProcessState.SystemTime() }

// peakMB is the most memory that a finished process held.
func peakMB(c *exec.Cmd) float64 {
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}
