// The article page: which claim is current, and claims made of selected text. The page works without it.
// Everything hangs on the document, since the page's main part is replaced after an action.
{
const CONTEXT = 32 // characters sent before and after a selection, so that the server can tell two equal quotes apart

const byID = id => document.getElementById(id)

// ---- The current claim ----

// makeCurrent moves the marks of "current" to a note, its words and its place in the tally, and points the dock at it.
const makeCurrent = note => {
  const dock = byID('dock'), id = note.dataset.claim
  if (!dock || dock.dataset.claim === id) return
  for (const el of $$('.note.is-on, .cl.is-on, .tallies .is-on')) el.classList.remove('is-on')
  for (const el of $$(`[data-claim="${id}"]`)) if (el !== dock) el.classList.add('is-on')
  pointDock(dock, note, id)
  const url = new URL(location)
  url.searchParams.set('claim', id)
  url.hash = ''
  history.replaceState(history.state, '', url)
  const mark = byID('m-' + id), box = mark?.getBoundingClientRect()
  if (box && (box.top < 80 || box.bottom > innerHeight - 80)) mark.scrollIntoView({ block: 'center' })
}

const pointDock = (dock, note, id) => {
  const old = `/claims/${dock.dataset.claim}/`, path = `/claims/${id}/`
  for (const name of ['href', 'action']) {
    for (const el of $$(`[${name}]`, dock)) el.setAttribute(name, el.getAttribute(name).replace(old, path))
  }
  for (const el of $$('[name=version]', dock)) el.value = note.dataset.version
  for (const el of $$('[data-back]', dock)) {
    el.value = el.value.replace(/(claim=|#m-)\w*/g, '$1' + (el.dataset.back === 'next' ? note.dataset.next : id))
  }
  for (const el of $$('[data-for]', dock)) el.hidden = !el.dataset.for.split(' ').includes(note.dataset.state)
  for (const el of $$('details[open]', dock)) el.open = false
  const number = $('.note-link b', note).cloneNode(true), verdict = $('.verdict, .draft-word', note).cloneNode(true)
  const sum = Object.assign(document.createElement('span'), { className: 'meta', textContent: note.dataset.sum })
  $('[data-now]', dock).replaceChildren(number, ' ', verdict, ' ', sum)
  dock.dataset.claim = id
}

document.addEventListener('assay:item', e => { if (e.detail?.matches('.note[data-claim]')) makeCurrent(e.detail) })

document.addEventListener('click', e => {
  if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
  const link = e.target.closest('.tallies [data-claim], .cl .tab'), mark = e.target.closest('.cl[data-claim]')
  if (!link && (!mark || String(getSelection()))) return
  const note = byID('c-' + (link ?? mark).closest('[data-claim]').dataset.claim)
  if (!note) return
  if (link) e.preventDefault()
  $('.note-link', note).focus({ preventScroll: !link })
})

document.addEventListener('pointerover', e => {
  for (const el of $$('.cl.is-hot')) el.classList.remove('is-hot')
  const note = e.target.closest('.note[data-claim]')
  if (note) for (const el of $$(`.cl[data-claim="${note.dataset.claim}"]`)) el.classList.add('is-hot')
})

// What stands behind another claim than the one that the page came with is asked for when it is opened.
document.addEventListener('toggle', async e => {
  const box = e.target, id = byID('dock')?.dataset.claim
  if (box.id !== 'basis' || !box.open || box.dataset.of === id) return
  const panel = $('div', box)
  panel.textContent = 'One moment …'
  try {
    const html = await (await fetch(location, { headers: { 'HX-Request': 'true' } })).text()
    panel.replaceChildren(...$('#basis > div', parse(html)).childNodes)
    box.dataset.of = id
  } catch { panel.textContent = 'The server did not answer.' }
}, true)

// Reject on a note opens the dock's list of reasons instead of the page that has the same list.
document.addEventListener('click', e => {
  const reject = e.target.closest('[data-reject]'), menu = byID('why')
  if (!reject || !menu || e.ctrlKey || e.metaKey || e.shiftKey) return
  e.preventDefault()
  makeCurrent(reject.closest('.note'))
  menu.open = true
  $('button', menu).focus()
})

document.addEventListener('click', e => {
  for (const menu of $$('details.pop[open]')) if (!menu.contains(e.target) && !e.target.closest('[data-reject]')) menu.open = false
})

document.addEventListener('keydown', e => {
  const menu = e.key === 'Escape' && $('details.pop[open]')
  if (!menu) return
  menu.open = false
  $('summary', menu).focus()
})

// ---- Selected text becomes a claim ----

// ownText is the text of a fragment or element without the numbers that stand before claims.
const ownText = fragment => {
  const copy = fragment.cloneNode(true)
  for (const tab of $$('.tab', copy)) tab.remove()
  return copy.textContent
}

// offsetIn counts the UTF-16 units of the block's own text that stand before a point.
const offsetIn = (block, node, offset) => {
  const range = document.createRange()
  range.setStart(block, 0)
  range.setEnd(node, offset)
  return ownText(range.cloneContents()).length
}

const tail = text => [...text].slice(-CONTEXT).join('')
const head = text => [...text].slice(0, CONTEXT).join('')

// selected describes the selection as the server wants it, or is null when it is no words of the article.
// A selection that runs over several paragraphs is cut to the first.
const selected = () => {
  const selection = getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0), from = range.startContainer
  const block = (from.nodeType === Node.ELEMENT_NODE ? from : from.parentElement).closest('[data-block]')
  if (!block) return null
  const text = ownText(block)
  let start = offsetIn(block, from, range.startOffset)
  let end = block.contains(range.endContainer) ? offsetIn(block, range.endContainer, range.endOffset) : text.length
  const words = text.slice(start, end)
  start += words.length - words.trimStart().length
  end -= words.length - words.trimEnd().length
  if (end - start < 2) return null
  return { block: block.dataset.block, exact: text.slice(start, end), start, prefix: tail(text.slice(0, start)), suffix: head(text.slice(end)), box: range.getBoundingClientRect() }
}

let told = false // the toolbar is explained once per page, not at every selection

const place = (adder, { box, block }) => {
  const touch = matchMedia('(pointer: coarse)').matches
  const left = box.left + scrollX + box.width / 2 - adder.offsetWidth / 2
  const edge = $(`[data-block="${block}"]`).getBoundingClientRect().left // beside it stands the number of the paragraph
  adder.style.left = Math.max(8, Math.min(Math.max(left, edge), innerWidth - adder.offsetWidth - 8)) + 'px'
  adder.style.top = (scrollY + (touch ? box.bottom + 12 : box.top - adder.offsetHeight - 8)) + 'px'
}

let settle
document.addEventListener('selectionchange', () => {
  clearTimeout(settle)
  settle = setTimeout(() => {
    const adder = byID('adder')
    if (!adder?.showPopover || byID('new-claim').open) return
    const words = selected()
    if (!words) return adder.matches(':popover-open') && adder.hidePopover()
    if (!adder.matches(':popover-open')) adder.showPopover()
    place(adder, words)
    if (!told) say('Text selected. Press c to make a claim of it, a to add it to the current claim, n if it is not a claim.')
    told = true
  }, 120)
})

// The button must not take the selection away before it is read.
document.addEventListener('pointerdown', e => { if (e.target.closest('#adder')) e.preventDefault() })

const fill = (form, words) => { for (const name of ['block', 'exact', 'prefix', 'suffix', 'start']) form.elements[name].value = words[name] }

// The words are added to the current claim, or set aside: the form is filled in before it is sent.
document.addEventListener('submit', e => {
  const form = e.target
  if (form.parentElement?.id !== 'adder') return
  const words = selected(), id = byID('dock').dataset.claim, note = byID('c-' + id)
  if (!words) return e.preventDefault()
  fill(form, words)
  form.elements.claim.value = id ?? ''
  form.elements.version.value = note?.dataset.version ?? 0
  byID('adder').hidePopover()
}, true)

document.addEventListener('click', e => {
  const dialog = byID('new-claim')
  if (e.target.closest('[data-add-claim]')) {
    const words = selected()
    if (!words) return
    const form = $('form', dialog)
    fill(form, words)
    form.elements.wording.value = words.exact
    $('[data-quote]', dialog).textContent = words.exact
    byID('adder').hidePopover()
    dialog.showModal()
    form.elements.wording.select()
  }
})

// ---- Split: one claim per line ----

const bare = text => text.replace(/\s+/g, '')

document.addEventListener('input', e => {
  const out = e.target.dataset.split && byID(e.target.dataset.split)
  if (!out) return
  const field = e.target, lines = field.value.split('\n').filter(line => line.trim()).length
  const same = bare(field.value) === bare(field.defaultValue)
  out.classList.toggle('error', !same)
  out.textContent = !same ? 'Only line breaks may change here. Reword after splitting.'
    : lines < 2 ? 'One claim. Press Enter where the next one starts.'
    : `${lines} claims. Each keeps its own place in the article.`
  $('[type=submit]', field.form).disabled = !same || lines < 2
})
}
