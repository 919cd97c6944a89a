package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"assay/db"
	"assay/views"
	"assay/web"
	"assay/web/snapshot"
)

// serveCmd serves the workbench until it is interrupted.
type serveCmd struct {
	storeFlag
	Addr         string         `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (${default})."`
	BaseURL      string         `name:"base-url" placeholder:"URL" help:"The address under which browsers reach the workbench; http:// and --addr by default."`
	TrustedProxy []netip.Prefix `name:"trusted-proxy" placeholder:"CIDR,…" help:"Proxies whose X-Forwarded-For is taken for where a request came from, such as 127.0.0.1/32; none by default."`
	Demo         bool           `help:"Fill a desk that is not set up yet with a worked example."`
}

// drainTime is how long requests under way may take to end after the program was told to stop.
const drainTime = 10 * time.Second

// Run opens the store, serves, and closes the store when all else has stopped.
func (c serveCmd) Run(ctx context.Context, std streams) (err error) {
	log := slog.New(slog.NewTextHandler(std.Err, nil))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	d, err := db.Open(ctx, c.DB, db.Options{Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	base := strings.TrimRight(c.BaseURL, "/")
	if base == "" {
		base = "http://" + reachable(listener.Addr())
	}
	server, err := web.New(web.Config{DB: d, Log: log, BaseURL: base, TrustedProxies: c.TrustedProxy})
	if err != nil {
		return fmt.Errorf("--base-url %s: %w", base, err)
	}
	if c.Demo {
		if err := openDemo(ctx, d, listener.Addr(), std.Out); err != nil {
			return err
		}
	}
	if err := greet(ctx, d, base, std); err != nil {
		return err
	}
	keeping, stop := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() { // waited for below
		defer close(kept)
		server.KeepPrecedents(keeping)
	}()
	defer func() {
		stop()
		<-kept
	}()
	return serve(ctx, server.HTTPServer(c.Addr), listener, &worker{d, snapshot.New(snapshot.Options{}), log})
}

// reachable turns the address of a listener into one to type: a listener on all addresses is reached on this machine.
func reachable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return a.String()
	}
	return fmt.Sprintf("localhost:%d", tcp.Port)
}

// greet prints the address, and for a desk that is not set up yet the link that sets it up once.
func greet(ctx context.Context, d *db.DB, base string, std streams) error {
	fresh, err := d.NeedsSetUp(ctx)
	if err != nil {
		return err
	}
	link := ""
	if fresh {
		token, err := d.NewSetupToken(ctx)
		if err != nil {
			return fmt.Errorf("make a set-up link: %w", err)
		}
		link = fmt.Sprintf("Set this desk up at %s%s\n", base, views.SetupURL(token))
	}
	fmt.Fprintf(std.Out, "Assay is at %s\n%s", base, link)
	return nil
}

// serve runs the server and the worker until ctx ends, then stops them in this order: no new connections, the requests
// under way get drainTime, then the worker stops. It returns when both have ended.
func serve(ctx context.Context, server *http.Server, listener net.Listener, w *worker) error {
	working, stop := context.WithCancel(ctx)
	worked, served := make(chan struct{}), make(chan error, 1)
	go func() { // waited for below
		defer close(worked)
		w.run(working)
	}()
	go func() { served <- server.Serve(listener) }() // waited for below
	defer func() {
		stop()
		<-worked
	}()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		w.log.Warn("requests were cut off", "after", drainTime)
		err = server.Close()
	}
	if serr := <-served; !errors.Is(serr, http.ErrServerClosed) {
		err = errors.Join(err, serr)
	}
	return err
}
