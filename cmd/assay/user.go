package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"assay/claims"
	"assay/db"
	"assay/web"
)

// userCmd groups what is done to accounts. Whoever can write the database file may do all of it: the record names the
// program itself as the actor.
type userCmd struct {
	Add     userAddCmd     `cmd:"" help:"Add an account."`
	List    userListCmd    `cmd:"" help:"List the accounts."`
	Passwd  userPasswdCmd  `cmd:"" help:"Set an account's password and sign it out everywhere."`
	Disable userDisableCmd `cmd:"" help:"Close an account. What it did stays."`
}

// passwordFlag says where a password comes from.
type passwordFlag struct {
	PasswordStdin bool `help:"Read the password from standard input. Without this flag one is made up and printed once."`
}

// password returns the password for a handle and its hash. made tells that nobody knows it yet.
func (f passwordFlag) password(handle string, in io.Reader) (password, hash string, made bool, err error) {
	if f.PasswordStdin {
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", "", false, fmt.Errorf("read password: %w", err)
		}
		password = strings.TrimRight(line, "\r\n")
	} else {
		password, made = madeUpPassword(), true
	}
	if err := claims.CheckPassword(password, handle); err != nil {
		return "", "", false, err
	}
	hash, err = web.HashPassword(password)
	return password, hash, made, err
}

// madeUpPassword has 100 random bits in four groups that can be read out.
func madeUpPassword() string {
	b := make([]byte, 13)
	rand.Read(b) // never fails since Go 1.24
	s := strings.ToLower(base32.StdEncoding.EncodeToString(b))
	return strings.Join([]string{s[:5], s[5:10], s[10:15], s[15:20]}, "-")
}

type userAddCmd struct {
	storeFlag
	passwordFlag
	Handle string `arg:"" placeholder:"NAME" help:"What the user signs in with."`
	Role   string `default:"reviewer" enum:"viewer,auditor,reviewer,editor,admin" help:"viewer, auditor, reviewer (the default), editor or admin."`
	Name   string `placeholder:"\"FULL NAME\"" help:"What others see; the user name by default."`
}

// Run adds the account.
func (c userAddCmd) Run(ctx context.Context, std streams) error {
	return c.with(ctx, func(d *db.DB) error {
		password, hash, made, err := c.password(c.Handle, std.In)
		if err != nil {
			return err
		}
		u := claims.User{Handle: c.Handle, Name: c.Name, Role: claims.Role(c.Role)}
		if u.Name == "" {
			u.Name = c.Handle
		}
		if _, err := d.AddUser(ctx, db.By{Actor: claims.System}, u, hash); err != nil {
			return fmt.Errorf("add user %s: %w", c.Handle, err)
		}
		printPassword(std, c.Handle, password, made)
		return nil
	})
}

// printPassword tells a password that was made up; it is kept nowhere else.
func printPassword(std streams, handle, password string, made bool) {
	if made {
		fmt.Fprintf(std.Out, "%s signs in with %s\n", handle, password)
	}
}

type userListCmd struct{ storeFlag }

// Run prints one account a line.
func (c userListCmd) Run(ctx context.Context, std streams) error {
	return c.with(ctx, func(d *db.DB) error {
		users, err := d.Users(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(std.Out, 0, 8, 2, ' ', 0)
		for _, u := range users {
			standing := "active"
			if u.Disabled {
				standing = "disabled"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", u.Handle, u.Role, standing, u.Name)
		}
		return w.Flush()
	})
}

type userPasswdCmd struct {
	storeFlag
	passwordFlag
	Handle string `arg:"" placeholder:"NAME" help:"Whose password."`
}

// Run sets the password.
func (c userPasswdCmd) Run(ctx context.Context, std streams) error {
	return c.with(ctx, func(d *db.DB) error {
		u, err := userCalled(ctx, d, c.Handle)
		if err != nil {
			return err
		}
		password, hash, made, err := c.password(c.Handle, std.In)
		if err != nil {
			return err
		}
		if err := d.SetPassword(ctx, db.By{Actor: claims.System}, u.ID, hash, ""); err != nil {
			return fmt.Errorf("set the password of %s: %w", c.Handle, err)
		}
		printPassword(std, c.Handle, password, made)
		return nil
	})
}

type userDisableCmd struct {
	storeFlag
	Handle string `arg:"" placeholder:"NAME" help:"Whose account."`
}

// Run closes the account and ends its sessions.
func (c userDisableCmd) Run(ctx context.Context, std streams) error {
	return c.with(ctx, func(d *db.DB) error {
		u, err := userCalled(ctx, d, c.Handle)
		if err != nil {
			return err
		}
		u.Disabled = true
		if err := d.EditUser(ctx, db.By{Actor: claims.System}, u); err != nil {
			return fmt.Errorf("disable %s: %w", c.Handle, err)
		}
		fmt.Fprintf(std.Out, "%s is disabled\n", c.Handle)
		return nil
	})
}
