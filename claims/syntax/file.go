package syntax

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// The file of a model is one gzip stream of the line fileMagic, then numbers as varints and strings with their
// lengths before them:
//
//	spelling   four lists of words; the last has a length after every word
//	tagger     its classes, the fixed forms with their classes, forms with the sets of their classes, its weights
//	parser     its relations, its weights
//
// Weights are the number of features and of cells, then four columns: the distances between ascending features, the
// number of cells of each, the classes of all cells, the codes of their weights.
const fileMagic = "assay syntax model 1\n"

// maxListed bounds every list in a file, so that a damaged one is refused before it asks for memory.
const maxListed = 1 << 25

// WriteTo writes the model as a file that ReadModel reads. The same model gives the same bytes.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	counted := &countingWriter{w: w}
	zip, err := gzip.NewWriterLevel(counted, gzip.BestCompression)
	if err != nil {
		return 0, fmt.Errorf("write syntax model: %w", err)
	}
	e := encoder{bufio.NewWriter(zip)}
	e.raw(fileMagic)
	for _, list := range []map[string]bool{m.spelling.abbreviation, m.spelling.hyphenated, m.spelling.prefix} {
		e.words(slices.Sorted(maps.Keys(list)))
	}
	contractions := slices.Sorted(maps.Keys(m.spelling.contraction))
	e.words(contractions)
	for _, word := range contractions {
		e.number(uint64(m.spelling.contraction[word]))
	}
	e.words(m.tagger.classes)
	e.number(uint64(len(m.tagger.fixed)))
	for _, form := range slices.Sorted(maps.Keys(m.tagger.fixed)) {
		e.number(form)
		e.number(uint64(m.tagger.fixed[form]))
	}
	e.number(uint64(len(m.tagger.choices)))
	for _, form := range slices.Sorted(maps.Keys(m.tagger.choices)) {
		e.number(form)
		e.number(uint64(m.tagger.choices[form]))
	}
	e.weights(&m.tagger.weights)
	e.number(uint64(len(m.parser.rels)))
	for _, rel := range m.parser.rels {
		e.word(string(rel))
	}
	e.weights(&m.parser.weights)
	if err := cmp.Or(e.Flush(), zip.Close()); err != nil {
		return counted.n, fmt.Errorf("write syntax model: %w", err)
	}
	return counted.n, nil
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// encoder writes the parts of a file. A failed write shows at Flush.
type encoder struct{ *bufio.Writer }

func (e encoder) raw(s string) { _, _ = e.WriteString(s) }

func (e encoder) number(n uint64) { _, _ = e.Write(binary.AppendUvarint(nil, n)) }

func (e encoder) word(s string) {
	e.number(uint64(len(s)))
	e.raw(s)
}

func (e encoder) words(list []string) {
	e.number(uint64(len(list)))
	for _, s := range list {
		e.word(s)
	}
}

func (e encoder) weights(w *weights) {
	var rows []uint64 // feature<<32 | first cell
	for _, slot := range w.slots {
		if slot != 0 {
			rows = append(rows, slot)
		}
	}
	slices.Sort(rows)
	e.number(uint64(len(rows)))
	e.number(uint64(len(w.cells)))
	last := uint64(0)
	for _, row := range rows {
		e.number(row>>32 - last)
		last = row >> 32
	}
	var classes, codes []byte
	for _, row := range rows {
		n := 0
		for i := uint32(row); ; i++ {
			cell := w.cells[i]
			n++
			classes = append(classes, byte(cell&(maxClasses-1)))
			codes = append(codes, encodeWeight(int32(cell)>>16))
			if cell>>8&1 != 0 {
				break
			}
		}
		e.number(uint64(n))
	}
	_, _ = e.Write(classes)
	_, _ = e.Write(codes)
}

// errDamaged tells that a file holds what WriteTo does not write.
var errDamaged = errors.New("damaged file")

// ReadModel reads what WriteTo wrote. It fails on any other input, but does not detect a file that was made to
// mislead.
func ReadModel(r io.Reader) (*Model, error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	// All at once: numbers are then read from memory and not a byte a call.
	data, err := io.ReadAll(zip)
	d := &decoder{rest: data, err: err}
	if string(d.bytes(len(fileMagic))) != fileMagic {
		return nil, fmt.Errorf("read syntax model: %w", cmp.Or(d.err, errDamaged))
	}
	s := spelling{d.set(), d.set(), d.set(), map[string]int{}}
	for _, word := range d.words() {
		s.contraction[word] = d.number(len(word))
	}
	t := d.tagger()
	p := parser{}
	for _, rel := range d.words() {
		p.rels = append(p.rels, Rel(rel))
	}
	p.weights = d.weights(1 + 2*len(p.rels))
	if d.err == nil && (len(t.classes) == 0 || !slices.Contains(p.rels, Root) || !slices.Contains(p.rels, Unknown)) {
		d.err = errDamaged
	}
	if d.err != nil {
		return nil, fmt.Errorf("read syntax model: %w", d.err)
	}
	return newModel(s, t, p), nil
}

// decoder reads the parts of a file. After the first error it returns zeros.
type decoder struct {
	rest []byte
	err  error
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) uvarint() uint64 {
	if d.err != nil {
		return 0
	}
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.fail(io.ErrUnexpectedEOF)
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// number reads a number from 0 to most.
func (d *decoder) number(most int) int {
	n := d.uvarint()
	if most < 0 || n > uint64(most) {
		d.fail(errDamaged)
		return 0
	}
	return int(n)
}

func (d *decoder) bytes(n int) []byte {
	if d.err != nil || n > len(d.rest) {
		d.fail(io.ErrUnexpectedEOF)
		return make([]byte, n)
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b
}

func (d *decoder) words() []string {
	var out []string
	for range d.number(maxListed) {
		if d.err != nil {
			return nil
		}
		out = append(out, string(d.bytes(d.number(1<<10))))
	}
	return out
}

func (d *decoder) set() map[string]bool {
	out := map[string]bool{}
	for _, word := range d.words() {
		out[word] = true
	}
	return out
}

func (d *decoder) tagger() tagger {
	t := tagger{classes: d.words(), fixed: map[uint64]uint8{}, choices: map[uint64]uint16{}}
	for range d.number(maxListed) {
		form, class := d.uvarint(), d.number(len(t.classes)-1)
		if d.err != nil {
			break
		}
		t.fixed[form] = uint8(class)
	}
	for range d.number(maxListed) {
		form, set := d.uvarint(), d.number(1<<16-1)
		if d.err != nil {
			break
		}
		t.choices[form] = uint16(set)
	}
	t.weights = d.weights(len(t.classes))
	return t
}

func (d *decoder) weights(classes int) weights {
	if classes > maxClasses {
		d.fail(errDamaged)
	}
	rows, total := d.number(maxListed), d.number(maxListed)
	features, counts := make([]uint32, 0, min(rows, 1<<20)), make([]uint8, 0, min(rows, 1<<20))
	last, sum := 0, 0
	for range rows {
		if d.err != nil {
			return weights{}
		}
		last += d.number(1<<32 - 1 - last)
		features = append(features, uint32(last))
	}
	for range rows {
		n := d.number(classes)
		counts = append(counts, uint8(n))
		sum += n
		if n == 0 {
			d.fail(errDamaged)
		}
		if d.err != nil {
			return weights{}
		}
	}
	if sum != total {
		d.fail(errDamaged)
		return weights{}
	}
	classOf, codes := d.bytes(total), d.bytes(total)
	cells := make([]uint32, total)
	for i := range cells {
		if int(classOf[i]) >= classes {
			d.fail(errDamaged)
			return weights{}
		}
		cells[i] = uint32(decodeWeight(codes[i]))<<16 | uint32(classOf[i])
	}
	if d.err != nil {
		return weights{}
	}
	return newWeights(features, counts, cells)
}
