package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a process that answers HTTP.
type server struct {
	cmd    *exec.Cmd
	base   string
	client *http.Client
	began  time.Time
	ready  time.Duration // from its start to its first answer
}

// start runs a server on a free port and waits for its first answer.
func start(ctx context.Context, path, probe string, args ...string) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	if args[0] == "serve" {
		args = append(args, "--addr", addr)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.Env = append(os.Environ(), "BENCH_ADDR="+addr)
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	s := &server{cmd: cmd, base: "http://" + addr, began: time.Now(), client: &http.Client{
		Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(s.began) < 20*time.Second {
		if res, err := s.client.Get(s.base + probe); err == nil {
			s.ready = time.Since(s.began)
			_, err := io.Copy(io.Discard, res.Body)
			return s, errors.Join(err, res.Body.Close())
		}
		time.Sleep(200 * time.Microsecond)
	}
	return nil, errors.Join(fmt.Errorf("%s did not answer: %s", filepath.Base(path), output.String()), s.stop())
}

func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := s.cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil // a rival that knows no signal ends by it
	}
	return err
}

// signIn opens a session.
func (s *server) signIn() error {
	res, err := s.client.PostForm(s.base+"/login", url.Values{"handle": {handle}, "password": {password}})
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("sign in: %s", res.Status)
	}
	return nil
}

// get reads a page whole.
func (s *server) get(path string) ([]byte, error) {
	res, err := s.client.Get(s.base + path)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, res.Status)
	}
	return body, err
}

// cost asks for n pages over eight connections and returns the CPU time that the server used for one.
func (s *server) cost(n int, path func(i int) string) (time.Duration, error) {
	before, err := s.cpu()
	if err != nil {
		return 0, err
	}
	err = inParallel(n, 8, func(i int) error {
		_, err := s.get(path(i))
		return err
	})
	if err != nil {
		return 0, err
	}
	after, err := s.cpu()
	return (after - before) / time.Duration(n), err
}

func (s *server) cpu() (time.Duration, error) { return cpuTime(s.cmd.Process.Pid) }

// cpuTime is the processor time that the threads of a process have used, by the scheduler's own account in nanoseconds.
func cpuTime(pid int) (time.Duration, error) {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(tasks) == 0 {
		return 0, errors.Join(err, errors.New("the CPU time of a process cannot be read: this needs Linux"))
	}
	var sum time.Duration
	for _, t := range tasks {
		b, err := os.ReadFile(t)
		if err != nil {
			return 0, err
		}
		ns, err := strconv.ParseInt(strings.Fields(string(b))[0], 10, 64)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(ns)
	}
	return sum, nil
}

// resident is the memory that the server's process holds, in MB.
func (s *server) resident() (float64, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024, err
		}
	}
	return 0, errors.Join(lines.Err(), errors.New("no VmRSS"))
}

// spread returns the median, the least and the most of figures.
func spread(figures []float64) (mid, least, most float64) {
	s := slices.Sorted(slices.Values(figures))
	return s[len(s)/2], s[0], s[len(s)-1]
}

// turns runs measure once for every round after one round that does not count, and collects its ratios.
func (b *bench) turns(measure func() (float64, error)) ([]float64, error) {
	var out []float64
	for i := range b.rounds + 1 {
		x, err := measure()
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, x)
		}
	}
	return out, nil
}
