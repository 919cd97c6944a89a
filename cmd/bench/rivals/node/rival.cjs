// Reads a text with a library as often as standard input asks for: sentences, tagged words and entities.
// usage: node rival.cjs compromise|wink-nlp FILE
const fs = require('fs')

const readers = {
  compromise() {
    const nlp = require('compromise')
    return (text) => {
      const doc = nlp(text)
      return doc.sentences().length + doc.terms().length + doc.topics().out('array').length + doc.numbers().out('array').length
    }
  },
  'wink-nlp'() {
    const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'))
    return (text) => {
      const doc = nlp.readDoc(text)
      return doc.sentences().out().length + doc.tokens().out(nlp.its.pos).length + doc.entities().out(nlp.its.detail).length
    }
  }
}

const read = readers[process.argv[2]]()
const text = fs.readFileSync(process.argv[3], 'utf8')
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  let found = 0
  for (let i = 0; i < Number(line); i++) found = read(text)
  console.log(found)
})
