// Every page works without this script. What it adds is declared on the markup:
//
//   data-key="v"         the key that presses this control; data-label says what it does, for the list of keys
//   data-then="id"       the field that gets the focus, if it is empty, once the control was chosen by its key
//   data-item            an item that j and k move to; data-item-link is the link in it that gets the focus
//   data-set             on a kbd: it shows the key that the reader presses already
//   data-open="id"       opens that dialog instead of following the link; data-close closes the dialog it is in
//   data-swap="#main"    this form is sent in place: parts of the answer replace the parts of the page with their ids
//   data-draft="/…"      what is typed into this form is kept at that address until it is sent
//   data-say="…"         in an answer: what is announced; data-focus: what gets the focus when
//                        another item is current or the control that was used is gone
//
// It tells other scripts what it did by events on the document: assay:item with the current item, assay:swap.

const $ = (selector, root = document) => root.querySelector(selector)
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const page = document.documentElement

const say = text => {
  $('#live').textContent = ''
  setTimeout(() => { $('#live').textContent = text }, 60)
}

// Storage may be switched off; then drafts are not kept and nothing else changes.
const keep = (store, key, value) => { try { value === null ? store.removeItem(key) : store.setItem(key, value) } catch {} }
const kept = (store, key) => { try { return store.getItem(key) } catch { return null } }

// ---- Look: theme and keys ----

const dark = () => page.dataset.theme ? page.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
const showTheme = () => $('[data-theme-toggle]')?.setAttribute('aria-pressed', dark())
let looks = 0
const saveLook = () => {
  const form = $('[data-look]'), body = new URLSearchParams(new FormData(form))
  body.set('op', body.get('op') + '-' + ++looks) // the page's own key stays unused for its other forms
  body.set('theme', page.dataset.theme ?? '')
  fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } })
}
const keysOff = () => document.body.dataset.keys === 'off'

document.addEventListener('change', e => {
  if (!e.target.matches('[data-keys-off]')) return
  document.body.dataset.keys = $('[data-look]').elements.keys.value = e.target.checked ? 'off' : 'on'
  saveLook()
})

// ---- Items and keys ----

const current = () => $('[data-item].is-on')
const mark = item => {
  if (item === current()) return
  for (const el of $$('[data-item].is-on')) el.classList.remove('is-on')
  item?.classList.add('is-on')
  document.dispatchEvent(new CustomEvent('assay:item', { detail: item }))
}
const move = step => {
  const items = $$('[data-item]'), at = items.indexOf(current())
  if (!items.length) return
  const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))]
  mark(next)
  ;($('[data-item-link]', next) || next).focus()
}
document.addEventListener('focusin', e => {
  const item = e.target.closest('[data-item]')
  if (item) mark(item)
})

// Readers may press another key than the one that comes: data-keymap has pairs of the two, a space for none.
const mine = {}, meant = {}
for (const [came, pressed] of document.body.dataset.keymap?.match(/../g) ?? []) {
  mine[came] = pressed
  if (pressed !== ' ') meant[pressed] = came
}
const shown = key => key.length === 1 || key[1] === ' ' ? (mine[key[0]] ?? key[0]) + key.slice(1) : key

const showKeys = () => {
  if (!document.body.dataset.keymap) return
  for (const el of $$('[data-key]')) {
    const key = shown(el.dataset.key), none = key[0] === ' '
    if (el.hasAttribute('aria-keyshortcuts')) none ? el.removeAttribute('aria-keyshortcuts') : el.setAttribute('aria-keyshortcuts', key)
    el.title &&= el.title.replace(/, key .*/, none ? '' : ', key ' + key)
  }
  for (const el of $$('kbd:not([data-set])')) {
    el.textContent = shown(el.textContent.trim())
    el.hidden = el.textContent[0] === ' '
    el.dataset.set = ''
  }
}

const press = key => {
  const found = $$(`[data-key="${CSS.escape(key)}"]`), own = current()
  const seen = found.filter(el => el.checkVisibility())
  const el = seen.find(el => el.closest('#adder')) || found.find(el => own?.contains(el)) || seen[0] || found.find(el => el.closest('.account, .more')?.checkVisibility())
  if (!el) return false
  if (el.matches('input:not([type=radio], [type=checkbox]), textarea, select')) {
    const box = el.closest('.more')
    if (box) box.open = true
    el.focus()
    el.select?.()
  } else el.click()
  const then = document.getElementById(el.dataset.then)
  if (then && !then.value) then.focus()
  return true
}

// The list of keys is read off the page, so it cannot be wrong about it.
const listKeys = out => {
  const seen = new Map()
  for (const el of $$('[data-key]')) {
    const text = el.dataset.label || el.getAttribute('aria-label') || el.firstChild.textContent.trim()
    const key = shown(el.dataset.key)
    if (key[0] !== ' ' && !seen.has(key)) seen.set(key, text)
  }
  out.replaceChildren(...[...seen].flatMap(([key, text]) => {
    const dt = document.createElement('dt'), dd = document.createElement('dd')
    for (const part of key.split(' ')) dt.append(Object.assign(document.createElement('kbd'), { textContent: part }), ' ')
    dd.textContent = text
    return [dt, dd]
  }))
}

// An address that is pasted anywhere on a page with data-paste is one of a source: data-to is the form for it.
document.addEventListener('paste', e => {
  const at = $('[data-paste]'), text = e.clipboardData.getData('text').trim()
  if (at && !typing(e.target) && /^https?:\/\/\S+$/.test(text)) location = at.dataset.to + '?url=' + encodeURIComponent(text)
})

const typing = el => el.matches?.('input:not([type=checkbox], [type=radio], [type=range], [type=file]), textarea, select, [contenteditable]')
let lead = '', timer
document.addEventListener('keydown', e => {
  if (e.isComposing || e.defaultPrevented) return
  const form = e.target.form ?? e.target.closest?.('form')
  if ((e.ctrlKey || e.metaKey) && e.key === 'Enter' && form) {
    e.preventDefault()
    return form.requestSubmit()
  }
  if (e.ctrlKey || e.metaKey || e.altKey || keysOff() || typing(e.target)) return
  // Where the layout types no Latin letters, the place of the key on the board counts.
  const typed = meant[e.key] || /^[\x20-\x7e]$/.test(e.key) ? e.key : e.key.length === 1 ? e.code.replace(/^Key/, '').toLowerCase() : e.key
  const letter = lead ? typed : meant[typed] ?? (mine[typed] ? '' : typed)
  const dialog = $('dialog[open]')
  if (dialog) {
    const radio = +letter && $$('[type=radio]', dialog)[letter - 1]
    if (radio) { e.preventDefault(); radio.click(); radio.focus() }
    return
  }
  const key = lead ? lead + ' ' + letter : letter
  lead = ''
  clearTimeout(timer)
  if (letter === 'g' && key === 'g') {
    lead = 'g'
    timer = setTimeout(() => { lead = '' }, 900)
  } else if (press(key)) e.preventDefault()
  else if (key === 'j' || key === 'k') {
    e.preventDefault()
    move(key === 'j' ? 1 : -1)
  }
})

// ---- Dialogs, account, theme ----

document.addEventListener('click', e => {
  if (e.ctrlKey || e.metaKey || e.shiftKey) return
  const opener = e.target.closest('[data-open]'), dialog = opener && document.getElementById(opener.dataset.open)
  if (dialog?.showModal && !dialog.open) {
    e.preventDefault()
    const out = $('[data-keys-out]', dialog)
    if (out) listKeys(out)
    dialog.showModal()
  }
  const close = e.target.closest('[data-close]')
  if (close) { e.preventDefault(); close.closest('dialog').close() }
  const account = $('.account[open]')
  if (account && !account.contains(e.target)) account.open = false
})
document.addEventListener('keydown', e => {
  const account = e.key === 'Escape' && $('.account[open]')
  if (account) { account.open = false; $('summary', account).focus() }
})

// ---- Sending forms ----

// A button named "action" would stand in for the form's own property.
const addressOf = form => new URL(form.getAttribute('action'), location)

const busy = (form, on) => {
  form.toggleAttribute('data-sent', on)
  for (const b of $$('[type=submit]', form)) b.setAttribute('aria-disabled', on)
}

document.addEventListener('submit', e => {
  const form = e.target
  if (form.method !== 'post') return
  if (form.matches('[data-look]')) {
    e.preventDefault()
    page.dataset.theme = dark() ? 'light' : 'dark'
    showTheme()
    return saveLook()
  }
  if (form.hasAttribute('data-sent')) return e.preventDefault()
  if (form.matches('[data-testid=logout]')) forget()
  if (form.dataset.swap && !e.defaultPrevented) {
    e.preventDefault()
    swap(form, e.submitter)
  } else keep(sessionStorage, 'sent', draftKey(form))
  busy(form, true)
})

const policy = window.trustedTypes?.createPolicy('assay', { createHTML: html => html }) ?? { createHTML: html => html }
const parse = html => new DOMParser().parseFromString(policy.createHTML(html), 'text/html')

// trail says where the focus is in words that outlive a swap: an id, or a form in the nearest part with an id.
const trail = el => {
  const home = el?.closest('[id]'), form = el?.closest('[data-testid]')
  return home && { id: home.id, form: home === el ? '' : form?.dataset.testid, value: el.value, key: el.dataset.key }
}
const follow = t => {
  const home = t && document.getElementById(t.id)
  if (!home || !t.form) return home
  const buttons = $$(`[data-testid="${t.form}"] [type=submit]`, home)
  return buttons.find(b => b.value === t.value && b.dataset.key === t.key) || buttons[0]
}

// swap sends a form in place. Whatever is not a plain success is left to an ordinary submit, whose answer is a page
// that says what is wrong.
const swap = async (form, button) => {
  const region = $(form.dataset.swap), at = trail(document.activeElement), was = current()?.id, pop = document.activeElement?.closest(':popover-open')?.id, body = new URLSearchParams(new FormData(form, button))
  region?.setAttribute('aria-busy', 'true')
  let answer, html
  try {
    answer = await fetch(addressOf(form), { method: 'POST', body, headers: { 'HX-Request': 'true' } })
    html = await answer.text()
  } catch { return unsent(form, region) }
  if (answer.redirected) return location.assign(answer.url)
  if (!answer.ok) {
    if (button?.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }))
    return form.submit()
  }
  dropDraft(form)
  form.closest('dialog')?.close()
  const doc = parse(html), told = $('[data-say]', doc), chosen = $('[data-focus]', doc), op = $('[name=op]', doc)?.value
  $('#flash')?.remove()
  for (const part of $$('body > [id]', doc)) document.getElementById(part.id)?.replaceWith(document.adoptNode(part))
  if (pop) document.getElementById(pop)?.showPopover()
  region?.removeAttribute('aria-busy')
  busy(form, false)
  if (op) for (const field of $$('[name=op]')) field.value = op
  const moved = chosen && chosen.closest('[data-item]')?.id !== was
  const target = moved && chosen || follow(at) || chosen || $(form.dataset.swap)
  if (target) {
    if (!target.matches('a, button, input, textarea, select, summary')) target.tabIndex = -1
    target.focus({ preventScroll: target.matches('main') })
  }
  if (told) say(told.dataset.say)
  showKeys()
  document.dispatchEvent(new CustomEvent('assay:swap', { detail: $(form.dataset.swap) }))
}

const unsent = (form, region) => {
  region?.removeAttribute('aria-busy')
  busy(form, false)
  const note = Object.assign(document.createElement('p'), { className: 'error', textContent: 'Not saved: the server did not answer. What you typed is still here. Try again.' })
  note.setAttribute('role', 'alert')
  $('.error[role=alert]', form)?.remove()
  form.append(note)
}

// A page that comes back from the browser's memory holds keys that were used: take it fresh.
addEventListener('pageshow', e => { if (e.persisted && $('[data-sent]')) location.reload() })

// ---- Drafts of what is typed, so that a lost session or connection loses nothing ----

const drafts = 'draft ' + document.body.dataset.user + ' '
const draftKey = form => drafts + addressOf(form).pathname
const dropDraft = form => keep(localStorage, draftKey(form), null)
const forget = () => { for (const key of Object.keys(localStorage)) if (key.startsWith(drafts)) keep(localStorage, key, null) }
const prose = form => $$('textarea[name]', form)

let pause
document.addEventListener('input', e => {
  const form = e.target.form
  if (!e.target.matches('textarea') || form?.method !== 'post' || form.closest('dialog')) return
  clearTimeout(pause)
  pause = setTimeout(() => keep(localStorage, draftKey(form), JSON.stringify(prose(form).map(t => [t.name, t.value]))), 300)
})

// What is typed into a form with data-draft="address" is also kept by the server, for its author alone: another machine
// has it too, and the claim stays his while he works on it.
let typed, unsaved
const saveDraft = () => {
  const form = unsaved
  unsaved = null
  clearTimeout(typed)
  if (form) fetch(form.dataset.draft, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'HX-Request': 'true' }, keepalive: true }).catch(() => {})
}
document.addEventListener('input', e => {
  if (!e.target.form?.dataset.draft) return
  unsaved = e.target.form
  clearTimeout(typed)
  typed = setTimeout(saveDraft, 800)
})
document.addEventListener('submit', () => { unsaved = null })
addEventListener('pagehide', saveDraft)

const restore = form => {
  const saved = JSON.parse(kept(localStorage, draftKey(form)) || '[]')
  const changed = saved.filter(([name, text]) => prose(form).some(t => t.name === name && t.value === t.defaultValue && t.value !== text))
  if (!changed.length) return
  for (const [name, text] of changed) for (const t of prose(form)) if (t.name === name) t.value = text
  const note = Object.assign(document.createElement('p'), { className: 'last', textContent: 'What you typed here before and did not save is back.' })
  const undo = Object.assign(document.createElement('button'), { className: 'btn', type: 'button', textContent: 'Drop it' })
  undo.onclick = () => {
    for (const t of prose(form)) t.value = t.defaultValue
    dropDraft(form)
    note.remove()
  }
  note.append(undo)
  prose(form)[0].closest('.field, form').before(note)
}

// A form that was sent is done with when its answer was a redirect to a page of the desk, and not a fault, a conflict,
// the sign-in page, or no answer at all.
const sent = kept(sessionStorage, 'sent'), user = document.body.dataset.user
if (sent && user && !$('[data-bad]') && performance.getEntriesByType('navigation')[0]?.redirectCount) keep(localStorage, sent, null)
keep(sessionStorage, 'sent', null)
if (user) for (const form of $$('form[method=post]:not(dialog form)')) restore(form)
$('[data-bad]')?.focus()
if ($('#flash:not(:has([role=alert]))')) say($('#flash').dataset.say)
showTheme()
showKeys()
