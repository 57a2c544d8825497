/** The page's script: takes what is pasted, dropped or chosen, has it read, and shows the answer. */
import { systemClock } from '@underpin/ports'
import { causeFinder } from './cause-finder.ts'
import { element, found } from './element.ts'
import { EXAMPLES } from './examples.ts'
import type { Asked, Told } from './shown-reading.ts'
import { readingView } from './shown-reading-view.ts'
import { startReader } from './start-reader.ts'

/** Longer texts are read and not shown: a text area takes seconds to lay out millions of characters. A guess. */
const SHOWN_CHARS_MAX = 200_000

const form = found('ask', HTMLFormElement)
const given = found('given', HTMLTextAreaElement)
const file = found('file', HTMLInputElement)
const said = found('said', HTMLElement)
const waiting = found('waiting', HTMLElement)
const progress = found('progress', HTMLProgressElement)
const answer = found('answer', HTMLElement)
const drop = found('drop', HTMLElement)
const examples = found('examples', HTMLElement)

const failuresPath = document.body.dataset['failures'] ?? ''
const reader = startReader(hear, () => {
  end(
    'It could not be read: this browser ended the reading. Reload the page, and paste less of it.',
  )
})
let order = 0

form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (given.value.trim() !== '') ask(given.value)
  else {
    end('Paste something first, or choose a file.')
    given.focus()
  }
})
given.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})
given.addEventListener('paste', (event) => {
  const { clipboardData } = event
  const [pasted] = clipboardData?.files ?? []
  const text = clipboardData?.getData('text/plain') ?? ''
  if (pasted === undefined && text.length <= SHOWN_CHARS_MAX) return
  event.preventDefault()
  ask(pasted ?? text)
})
found('choose', HTMLButtonElement).addEventListener('click', () => file.click())
file.addEventListener('change', () => {
  const [chosen] = file.files ?? []
  if (chosen !== undefined) ask(chosen)
  file.value = '' // So that the same file can be chosen again.
})
found('clear', HTMLButtonElement).addEventListener('click', () => {
  order += 1 // Whatever is still being read is no longer asked for.
  given.value = ''
  answer.replaceChildren()
  end('')
  given.focus()
})

document.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.hidden = false
})
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) drop.hidden = true
})
document.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.hidden = true
  const [dropped] = event.dataTransfer?.files ?? []
  const text = event.dataTransfer?.getData('text/plain') ?? ''
  if (dropped !== undefined) ask(dropped)
  else if (text !== '') ask(text)
})

examples.querySelector('ul')?.append(
  ...EXAMPLES.map(({ title, text }) => {
    const button = element(
      'button',
      { type: 'button' },
      element('strong', {}, title),
      element('code', {}, text),
    )
    button.addEventListener('click', () => {
      ask(text)
    })
    return element('li', {}, button)
  }),
)

// What is asked before the reader has loaded waits for it.
form.hidden = false
examples.hidden = false

function ask(what: string | File): void {
  order += 1
  const asked: Asked = { order, given: what }
  given.value = typeof what === 'string' && what.length <= SHOWN_CHARS_MAX ? what : ''
  said.textContent = typeof what === 'string' ? 'Reading …' : `Reading ${what.name} …`
  progress.removeAttribute('value')
  waiting.hidden = false
  reader.postMessage(asked)
}

function hear(told: Told): void {
  if (told.kind === 'ready') {
    document.body.dataset['ready'] = ''
    return
  }
  if (told.order !== order) return
  if (told.kind === 'progress') {
    if (told.share === null) progress.removeAttribute('value')
    else progress.value = told.share
    if (said.textContent !== told.says) said.textContent = told.says
    return
  }
  end('')
  const { seen } = told.reading
  const finder = seen.length === 0 ? [] : [causeFinder(seen, systemClock)]
  answer.replaceChildren(readingView(told.reading, failuresPath), ...finder)
  const title = answer.querySelector('h2')
  title?.focus({ preventScroll: true })
  title?.scrollIntoView({ block: 'start' })
}

function end(words: string): void {
  waiting.hidden = true
  said.textContent = words
}
