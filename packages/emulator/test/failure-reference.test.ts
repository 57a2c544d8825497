/** `/_underpin/failures`: the catalogue as pages. */
import { CATALOGUE, explain, FAILURE_IDS } from '@underpin/failures'
import { afterEach, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { whyNotRaised } from '../src/faults/raise.ts'
import { listen } from '../src/server/listen.ts'
import { setUp } from './emulator-rig.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function setUpReference(options: EmulatorOptions = {}) {
  const { emulator } = setUp(options)
  const { url, close } = await listen(emulator, { port: 0 })
  ends.push(close, () => emulator.close())
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}/_underpin/failures${path}`, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, words: wordsOf(text) }
  }
  return { url, read }
}

/** What a person reads. */
function wordsOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/<th scope="row"><a href="\/_underpin\/failures\/([a-z-]+)"/g)].map(
    ([, id = '']) => id,
  )
}

it('the list names every failure once, with its title', async () => {
  const { read } = await setUpReference()
  const { status, text, words } = await read('')
  expect(status).toBe(200)
  expect(idsOf(text).toSorted()).toEqual(Object.values(FAILURE_IDS).flat().toSorted())
  expect(CATALOGUE.filter(({ title }) => !words.includes(title))).toEqual([])
})

it('each failure has a page that says all that its explanation says, and how to raise it', async () => {
  const { read, url } = await setUpReference()
  for (const { id, signatures, wire } of CATALOGUE) {
    const { status, words } = await read(`/${id}`)
    const { whatToDo, escalate, causes, sources, others, ...told } = explain(id)
    const wanted = [
      ...[told.headline, told.whatHappened, told.whoseFault, told.didMyWriteHappen, told.howLong],
      ...[told.howSure, told.question, ...Object.values(whatToDo), ...sources, wire?.text],
      ...causes.flatMap(({ says, tellApart }) => [says, tellApart]),
      ...others.flatMap((other) => [other.id, other.headline]),
      ...(escalate === null ? [] : [escalate.to, ...escalate.when, ...escalate.evidence]),
      ...signatures.map(({ text }) => text?.source),
      whyNotRaised(id, 'socket') ?? `underpin fault on ${id} --for 2m --url ${url}`,
    ].filter((each) => typeof each === 'string')
    expect([id, status]).toEqual([id, 200])
    expect([id, wanted.filter((each) => !words.includes(each.trim()))]).toEqual([id, []])
  }
})

it('the call that a page shows raises the failure', async () => {
  const { read, url } = await setUpReference()
  const { words } = await read('/heavy-load')
  const [, address = '', body = ''] = /curl (\S+) -d '([^']+)'/.exec(words) ?? []
  expect((await fetch(address, { method: 'POST', body })).status).toBe(201)
  expect((await fetch(`${url}/rest/v1.0/me`)).status).toBe(503)
  expect((await read('')).status, 'and the reference stays up').toBe(200)
})

it.each([
  { typed: 'heavy-load', first: ['heavy-load'] },
  { typed: 'Heavy Load', first: ['heavy-load', 'heavy-load-page'] },
  { typed: 'App is not connected to this company.', first: ['app-not-connected'] },
  { typed: 'app isnt conected to the company', first: ['app-not-connected'] },
  { typed: '503', first: ['heavy-load', 'heavy-load-page', 'maintenance', 'maintenance-page'] },
  { typed: '429', first: ['rate-limit-hourly', 'rate-limit-spike'] },
  { typed: 'mainten', first: ['maintenance', 'maintenance-page'] },
  { typed: 'maintainance', first: ['maintenance', 'maintenance-page'] },
  { typed: 'lockd account', first: ['account-locked'] },
  { typed: 'certificate', first: ['tls-failure'] },
  { typed: 'invalid_grant', first: ['oauth-code-rejected', 'refresh-token-spent'] },
])('a search for $typed finds $first.0', async ({ typed, first }) => {
  const { read } = await setUpReference()
  const { text, status } = await read(`?q=${encodeURIComponent(typed)}`)
  expect(status).toBe(200)
  const [found = ''] = idsOf(text)
  expect(first, `${idsOf(text).slice(0, 5)}`).toContain(found)
  expect(idsOf(text).length).toBeLessThanOrEqual(15)
  expect(text).toContain(`value="${typed}"`)
})

it('an id that was typed comes first, and does not hide its neighbours', async () => {
  const { read } = await setUpReference()
  expect(idsOf((await read('?q=heavy-load')).text)).toEqual(['heavy-load', 'heavy-load-page'])
})

it.each(['qqqqxzy', '💥', '%', '../..'])(
  'a search for %s finds nothing, and says what to do',
  async (typed) => {
    const { read } = await setUpReference()
    const { words, status } = await read(`?q=${encodeURIComponent(typed)}`)
    expect(status).toBe(200)
    expect(words).toContain('Nothing here fits. Try fewer words')
  },
)

it('a search is bounded, and a blank one is the list', async () => {
  const { read } = await setUpReference()
  const { text } = await read(`?q=${'heavy load '.repeat(1_000)}`)
  expect(idsOf(text)[0]).toMatch(/^heavy-load/)
  expect(text.length).toBeLessThan(60_000)
  expect(idsOf((await read('?q=%20')).text)).toHaveLength(CATALOGUE.length)
})

it('a page that there is not is 404, and names the nearest', async () => {
  const { read } = await setUpReference()
  const { status, text, words } = await read('/heavy-lod')
  expect(status).toBe(404)
  expect(words).toContain('no failure id heavy-lod')
  expect(text).toContain('href="/_underpin/failures/heavy-load"')
})

it.each([
  '/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
  '/%E0%A4%A',
])('what was asked for is shown as text: %s', async (path) => {
  const { read } = await setUpReference()
  const { text, headers } = await read(path)
  expect(text).not.toContain('<script')
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
})

it('HEAD says what GET says, without the page; other methods are refused', async () => {
  const { read } = await setUpReference()
  for (const path of ['', '/heavy-load', '/nothing-of-the-kind']) {
    const [head, get] = [await read(path, { method: 'HEAD' }), await read(path)]
    expect([head.status, head.text]).toEqual([get.status, ''])
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
    expect((await read(path, { method: 'POST' })).status).toBe(405)
  }
})

it('it needs no control token, as it holds nothing of this emulator; the rest of the door does', async () => {
  const { read, url } = await setUpReference({ controlToken: 'a control token of a test' })
  expect((await read('')).status).toBe(200)
  expect((await read('/heavy-load')).status).toBe(200)
  for (const path of ['failures.json', 'faults', 'failures/a/b', 'no-such-door']) {
    expect([path, (await fetch(`${url}/_underpin/${path}`)).status]).toEqual([path, 401])
  }
})
