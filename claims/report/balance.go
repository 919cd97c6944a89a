package report

import (
	"bufio"
	"io"
	"strconv"

	"assay/claims"
)

// WriteBalance writes a balance as CSV, a line for each row that each hands on, in the notation of the CSV of claims.
func WriteBalance(w io.Writer, by claims.Dimension, each func(take func(claims.Balance) error) error) error {
	out := bufio.NewWriter(w)
	b := append([]byte("\ufeff"), string(by)...)
	b = append(b, ",key,checked,under_way,not_looked_at"...)
	for _, r := range claims.RejectReasons {
		b = append(append(b, ",rejected_"...), r...)
	}
	b = append(b, ",withdrawn,all\r\n"...)
	if _, err := out.Write(b); err != nil {
		return err
	}
	err := each(func(row claims.Balance) error {
		b = appendBalance(b[:0], row)
		_, err := out.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func appendBalance(b []byte, row claims.Balance) []byte {
	b = appendCell(b, row.Name)
	b = appendCell(append(b, ','), row.Key)
	counts := append([]int{row.Checked, row.Open, row.Waiting}, row.Rejected...)
	for _, n := range append(counts, row.Withdrawn, row.Total()) {
		b = strconv.AppendInt(append(b, ','), int64(n), 10)
	}
	return append(b, '\r', '\n')
}
