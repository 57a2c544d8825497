/** The feeds of the status page, read with a reader's library. */
import { parseAtomFeed, parseRssFeed } from 'feedsmith'
import { expect, it } from 'vitest'
import { eventful, HOSTILE, HOUR_MS, setUpStatus } from './status-rig.ts'

const KINDS = [
  { kind: 'rss', type: 'application/rss+xml; charset=utf-8' },
  { kind: 'atom', type: 'application/atom+xml; charset=utf-8' },
] as const

/** What of a hostile text can stand in XML at all. */
const LEGAL = HOSTILE.replace('\u0007', '�').replace('\ud800', '�')

it.each(KINDS)('$kind has its type, and may be read from anywhere', async ({ kind, type }) => {
  const { headers, status } = await (await eventful()).feed(kind)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe(type)
  expect(headers['access-control-allow-origin']).toBe('*')
})

it('RSS: an item an event, the last changed first, each with its link, time and posts', async () => {
  const { feed, document } = await eventful()
  const read = parseRssFeed((await feed('rss')).text)
  expect(read).toMatchObject({
    link: 'http://localhost:4011/',
    language: 'en',
    atom: { links: [{ href: 'http://localhost:4011/history.rss', rel: 'self' }] },
  })
  expect(read.items).toHaveLength(7)
  const late = read.items?.find(({ title }) => title === 'Late notices')
  const { incidents } = document('incidents')
  const { shortlink, id } = incidents.find(({ name }: { name: string }) => name === 'Late notices')
  expect(late?.link).toBe(shortlink)
  expect(late?.guid).toMatchObject({ value: `tag:jxb4w0vdl2tv,2017:/incidents/${id}` })
  expect(late?.pubDate).toBe('Fri, 20 Nov 2026 11:00:00 GMT')
  expect(late?.description).toBe(
    '<p><small>Nov 20, 2026, 04:00 PST</small><br><strong>resolved</strong>: Done.</p>' +
      '<p><small>Nov 20, 2026, 03:00 PST</small><br><strong>investigating</strong>: We look.\nStill.</p>',
  )
})

it('Atom: an entry an event, with ids that stay, and when each began and changed', async () => {
  const { feed } = await eventful()
  const read = parseAtomFeed((await feed('atom')).text)
  expect(read).toMatchObject({
    id: 'tag:jxb4w0vdl2tv,2017:/history',
    updated: '2026-11-20T12:00:00.000Z',
    links: [{ rel: 'alternate' }, { rel: 'self', href: 'http://localhost:4011/history.atom' }],
  })
  expect(read.entries).toHaveLength(7)
  const late = read.entries?.find(({ title }) => textOf(title) === 'Late notices')
  expect(late).toMatchObject({
    published: '2026-11-20T11:00:00.000Z',
    updated: '2026-11-20T12:00:00.000Z',
  })
  const ids = read.entries?.map(({ id }) => id)
  expect(new Set(ids).size).toBe(7)
})

it.each(KINDS)(
  'what somebody wrote changes nothing of $kind, and stays text in it',
  async ({ kind }) => {
    const { text } = await (await eventful()).feed(kind)
    expect(notXml(text)).toEqual([])
    // Inside CDATA a tag of theirs may stand in a title of RSS, which is text; nowhere outside.
    const outside = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    expect(outside.includes('alert')).toBe(false)
    const inside = text.match(/<!\[CDATA\[[\s\S]*?\]\]>/g) ?? []
    for (const each of inside.filter((part) => part.includes('<p>'))) {
      expect(each.includes('<script')).toBe(false)
    }
    if (kind === 'atom') expect(text.includes('<script')).toBe(false)
  },
)

it('the hostile title is read as it was written, as far as XML can say it', async () => {
  const { feed } = await eventful()
  const titles = parseRssFeed((await feed('rss')).text).items?.map(({ title }) => title)
  expect(titles).toContain(LEGAL.replaceAll(']]>', ']] >'))
})

it.each(KINDS)('$kind is valid when nothing has happened', async ({ kind }) => {
  const { text } = await setUpStatus().feed(kind)
  const read = kind === 'rss' ? parseRssFeed(text) : parseAtomFeed(text)
  expect(textOf(read.title)).toBe('Procore Technologies status, emulated: history')
  expect(notXml(text)).toEqual([])
})

it.each(KINDS)('$kind is bounded: the newest twenty-five', async ({ kind }) => {
  const { board, feed, clock } = setUpStatus()
  for (let at = 0; at < 40; at++) {
    board.openIncident({ name: `${at}`, status: 'resolved', impact: 'none', components: [] })
    clock.advance(HOUR_MS)
  }
  const { text } = await feed(kind)
  const titles =
    kind === 'rss'
      ? parseRssFeed(text).items?.map(({ title }) => title)
      : parseAtomFeed(text).entries?.map(({ title }) => textOf(title))
  expect(titles).toEqual(Array.from({ length: 25 }, (_, at) => `${39 - at}`))
})

function textOf(title: unknown): string {
  return typeof title === 'string' ? title : String((title as { value?: unknown })?.value)
}

/** What makes a text no XML 1.0: an illegal character, a tag without its end, an ampersand by itself. */
function notXml(text: string): string[] {
  const wrong: string[] = []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) || !text.isWellFormed()) {
    wrong.push('an illegal character')
  }
  const markup = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/^<\?xml[^>]*\?>/, '')
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(markup)) wrong.push('an ampersand')
  const open: string[] = []
  for (const [, slash, name = '', empty] of markup.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (empty === '/') continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) wrong.push(`</${name}>`)
  }
  if (markup.replace(/<\/?[\w:]+[^<>]*>/g, '').includes('<')) wrong.push('a stray <')
  return [...wrong, ...open]
}
