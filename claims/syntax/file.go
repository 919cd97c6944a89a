package syntax

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// The file of a model is the line fileMagic, the length of the first of two gzip streams, and these. The first holds what
// comes before parsing, the second the parser; they are read side by side. In them are numbers as varints, and strings with
// their lengths before them:
//
//	spelling   four lists of words; the last has a length after every word
//	tagger     its classes, the fixed forms with their classes, forms with the sets of their classes, its weights
//
//	parser     its relations, its weights
//
// Weights are the number of features and of cells, then four columns: the distances between ascending features, the
// number of cells of each, the classes of all cells, the codes of their weights. There is little in them that repeats
// itself: the streams use Huffman codes only, which makes them no longer and much quicker to read.
const fileMagic = "assay syntax model 2\n"

// maxListed bounds every list in a file, so that a damaged one is refused before it asks for memory.
const maxListed = 1 << 25

// WriteTo writes the model as a file that ReadModel reads. The same model gives the same bytes.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var first, second bytes.Buffer
	err := errors.Join(zipped(&first, m.writeWords), zipped(&second, m.writeParser))
	if err != nil {
		return 0, fmt.Errorf("write syntax model: %w", err)
	}
	head := binary.AppendUvarint([]byte(fileMagic), uint64(first.Len()))
	n, err := io.Copy(w, io.MultiReader(bytes.NewReader(head), &first, &second))
	if err != nil {
		return n, fmt.Errorf("write syntax model: %w", err)
	}
	return n, nil
}

// zipped writes what write encodes as one gzip stream.
func zipped(w io.Writer, write func(encoder)) error {
	zip, err := gzip.NewWriterLevel(w, gzip.HuffmanOnly)
	if err != nil {
		return err
	}
	e := encoder{bufio.NewWriter(zip)}
	write(e)
	return cmp.Or(e.Flush(), zip.Close())
}

func (m *Model) writeWords(e encoder) {
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
}

func (m *Model) writeParser(e encoder) {
	e.number(uint64(len(m.parser.rels)))
	for _, rel := range m.parser.rels {
		e.word(string(rel))
	}
	e.weights(&m.parser.weights)
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
	var counts, classes, codes []byte
	var distances []uint64
	last := uint64(0)
	for _, slot := range w.slots {
		if slot == 0 {
			continue
		}
		distances, last = append(distances, slot>>32-last), slot>>32
		row := w.row(uint32(slot))
		counts = binary.AppendUvarint(counts, uint64(len(row)))
		for _, c := range row {
			classes, codes = append(classes, byte(c)), append(codes, byte(c>>8))
		}
	}
	e.number(uint64(len(distances)))
	e.number(uint64(len(w.cells)))
	for _, d := range distances {
		e.number(d)
	}
	for _, column := range [][]byte{counts, classes, codes} {
		_, _ = e.Write(column)
	}
}

// errDamaged tells that a file holds what WriteTo does not write.
var errDamaged = errors.New("damaged file")

// ReadModel reads what WriteTo wrote. It fails on any other input, but does not detect a file that was made to
// mislead.
func ReadModel(r io.Reader) (*Model, error) {
	var file strings.Builder
	_, err := io.Copy(&file, r)
	if err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	return decodeModel(file.String())
}

// decodeModel is ReadModel of a whole file.
func decodeModel(file string) (*Model, error) {
	rest, ok := strings.CutPrefix(file, fileMagic)
	length, size := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen64)]))
	if !ok || size <= 0 || length > uint64(len(rest)-size) {
		return nil, fmt.Errorf("read syntax model: %w", errDamaged)
	}
	first, second := rest[size:size+int(length)], rest[size+int(length):]
	var s spelling
	var t tagger
	var p parser
	var firstErr, secondErr error
	var group sync.WaitGroup
	group.Go(func() { s, t, firstErr = decodeWords(first) }) // half of the work: who waits for the first tree waits less
	p, secondErr = decodeParser(second)
	group.Wait()
	if err := cmp.Or(firstErr, secondErr); err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	return newModel(s, t, p), nil
}

func decodeWords(stream string) (spelling, tagger, error) {
	d := unzipped(stream)
	s := spelling{d.set(), d.set(), d.set(), map[string]int{}}
	for _, word := range d.words() {
		s.contraction[word] = d.number(len(word))
	}
	t := d.tagger()
	if len(t.classes) == 0 {
		d.fail(errDamaged)
	}
	return s, t, d.err
}

func decodeParser(stream string) (parser, error) {
	d := unzipped(stream)
	var p parser
	for _, rel := range d.words() {
		p.rels = append(p.rels, Rel(rel))
	}
	p.weights = d.weights(1 + 2*len(p.rels))
	if !slices.Contains(p.rels, Root) || !slices.Contains(p.rels, Unknown) {
		d.fail(errDamaged)
	}
	return p, d.err
}

// unzipped reads a gzip stream into one buffer: numbers are then read from memory and not a byte a call.
func unzipped(stream string) *decoder {
	zip, err := gzip.NewReader(strings.NewReader(stream))
	if err != nil {
		return &decoder{err: err}
	}
	var raw bytes.Buffer
	raw.Grow(3*len(stream)/2 + bytes.MinRead) // it is a little shorter
	_, err = raw.ReadFrom(zip)
	return &decoder{rest: raw.Bytes(), err: err}
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
		distance := d.number(1<<32 - 1 - last)
		if distance == 0 {
			d.fail(errDamaged)
		}
		if d.err != nil {
			return weights{}
		}
		last += distance
		features = append(features, uint32(last))
	}
	for range rows {
		n := d.number(classes)
		if n == 0 {
			d.fail(errDamaged)
		}
		if d.err != nil {
			return weights{}
		}
		counts = append(counts, uint8(n))
		sum += n
	}
	if sum != total {
		d.fail(errDamaged)
		return weights{}
	}
	classOf, codes := d.bytes(total), d.bytes(total)
	cells := make([]uint16, total)
	for i, class := range classOf {
		if int(class) >= classes {
			d.fail(errDamaged)
		}
		cells[i] = uint16(codes[i])<<8 | uint16(class)
	}
	if d.err != nil {
		return weights{}
	}
	return newWeights(features, counts, cells)
}
