/** The history as RSS and as Atom: an entry an incident or maintenance, with all that was posted of it. */
import { Feed } from 'feed'
import { html } from 'hono/html'
import type { TextAnswer } from '../reply.ts'
import type { StatusUpdate } from './incident.ts'
import { ShownTime } from './shown-time.ts'
import { linkOf, PAGE_ID, PAGE_NAME, type StatusView, TIME_ZONE } from './statuspage-json.ts'

/** Entries of a feed. A guess: readers ask often, and months of a real page are in it. */
const ENTRIES_MAX = 25
/** Posts told in an entry; its page has them all. */
const POSTS_MAX = 25

export type FeedKind = 'rss' | 'atom'

const TYPES: Readonly<Record<FeedKind, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly startedAtMs: number
  readonly updatedAtMs: number
  readonly updates: readonly StatusUpdate<string>[]
}

export function historyFeed(view: StatusView, kind: FeedKind): TextAnswer {
  const entries = newestEntries(view)
  const { url } = view
  const updatedAtMs = Math.max(view.board.sinceMs, ...entries.map((each) => each.updatedAtMs))
  const self = `${url}/history.${kind}`
  const feed = new Feed({
    title: `${PAGE_NAME} status, emulated: history`,
    description: 'Incidents and maintenances, with what was posted of them.',
    id: `tag:${PAGE_ID},2017:/history`,
    ...{ link: `${url}/`, language: 'en', updated: new Date(updatedAtMs), generator: 'Underpin' },
    feedLinks: kind === 'rss' ? { rss: self } : { atom: self },
    author: { name: `${PAGE_NAME} status, emulated` },
    copyright: '',
  })
  const times = new ShownTime(TIME_ZONE)
  for (const { id, title, startedAtMs, updatedAtMs: at, updates } of entries) {
    const link = linkOf(view, id)
    feed.addItem({
      title: titleFor(kind, title),
      id: `tag:${PAGE_ID},2017:/incidents/${id}`,
      ...{ link, date: new Date(at), published: new Date(startedAtMs) },
      ...(kind === 'rss'
        ? { description: postsHtml(times, updates) }
        : { content: postsHtml(times, updates) }),
    })
  }
  const headers = {
    'content-type': TYPES[kind],
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return { status: 200, headers, text: kind === 'rss' ? feed.rss2() : feed.atom1() }
}

function newestEntries({ board }: StatusView): Entry[] {
  const incidents = board.incidents.map((each) => ({
    ...{ id: each.id, title: each.name, startedAtMs: each.createdAtMs },
    ...{ updatedAtMs: each.updatedAtMs, updates: each.updates },
  }))
  const maintenances = board.maintenances.map((each) => ({
    ...{ id: each.id, title: each.title, startedAtMs: each.createdAtMs },
    ...{ updatedAtMs: each.updatedAtMs, updates: each.updates },
  }))
  return [...incidents, ...maintenances]
    .sort((a, b) => b.updatedAtMs - a.updatedAtMs)
    .slice(0, ENTRIES_MAX)
}

/**
 * The library writes titles into CDATA as they come. In Atom it declares them HTML; in RSS they are text,
 * and of `]]>` it takes apart only the first.
 */
function titleFor(kind: FeedKind, title: string): string {
  const legal = xmlLegal(title)
  return kind === 'atom' ? String(html`${legal}`) : legal.replaceAll(']]>', ']] >')
}

function postsHtml(times: ShownTime, updates: readonly StatusUpdate<string>[]): string {
  const posts = updates.slice(0, POSTS_MAX).map(({ atMs, status, body }) => {
    const said = body === '' ? '' : html`: ${xmlLegal(body)}`
    return html`<p><small>${times.words(atMs)}</small><br><strong>${status}</strong>${said}</p>`
  })
  return String(html`${posts}`)
}

/** XML 1.0 has no way to say most control characters, nor half of a surrogate pair. */
function xmlLegal(text: string): string {
  return text.toWellFormed().replace(NOT_XML, '�')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
