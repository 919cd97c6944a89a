// The queue: a click with Shift selects every claim from the one that was clicked before.
let last
document.addEventListener('click', e => {
  const box = e.target
  if (!box.matches('[name=claim]')) return
  if (e.shiftKey && last?.isConnected) {
    const boxes = $$('[name=claim]'), [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b)
    for (const b of boxes.slice(from, to)) b.checked = box.checked
  }
  last = box
})
