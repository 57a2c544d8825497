/**
 * From the JSON of a status page to what it says. Pure, and total: every field may be missing or of a
 * wrong kind, every list is bounded, and every text is made plain.
 */
import { plainBody, plainText } from './plain-text.ts'
import {
  COMPONENT_STATUSES,
  IMPACTS,
  INDICATORS,
  type NamedComponent,
  type StatusComponent,
  type StatusIncident,
  type StatusMaintenance,
  type StatusPage,
  type StatusPost,
} from './status-page.ts'

/** The largest page known has about 150; a guess at what no honest one exceeds. */
export const COMPONENTS_MAX = 20_000
/** Of each kind. Statuspage answers at most 50. */
export const EVENTS_MAX = 100
/** That one event names. */
const NAMED_MAX = 500
const NAME_CHARS_MAX = 200
/** Of one post: the longest honest ones are a few paragraphs. A guess. */
const BODY_CHARS_MAX = 2_000
const WORD_CHARS_MAX = 40
const LINK_CHARS_MAX = 500

/** What is over, and was left in by pages that list everything. */
const OVER: ReadonlySet<unknown> = new Set(['resolved', 'postmortem', 'completed'])

/** The lists of `/api/v2`, all of them at the top of some document. */
const LISTS = ['components', 'incidents', 'scheduled_maintenances'] as const

/**
 * @param documents parsed JSON: `summary.json` alone, or the several that tell the same. The first that
 * has a field counts.
 * @returns null when none of them is of a Statuspage.
 */
export function readStatusPage(documents: readonly unknown[], readAtMs: number): StatusPage | null {
  const told = documents.filter(isOfStatuspage)
  if (told.length === 0) return null
  const field = (name: string) => told.find((each) => each[name] !== undefined)?.[name]
  const page = record(field('page'))
  const status = record(field('status'))
  const lists = Object.fromEntries(LISTS.map((name) => [name, allOf(told, name)]))
  const components = readComponents(lists['components'] ?? [])
  return {
    page: {
      id: plainText(page['id'], WORD_CHARS_MAX) || null,
      name: plainText(page['name'], NAME_CHARS_MAX) || 'A status page without a name',
      url: link(page['url']),
      updatedAtMs: timeMs(page['updated_at']),
    },
    indicator: oneOf(INDICATORS, status['indicator']),
    description: plainText(status['description'], NAME_CHARS_MAX),
    components: components.slice(0, COMPONENTS_MAX),
    incidents: events(lists['incidents'] ?? []).map(incident),
    maintenances: events(lists['scheduled_maintenances'] ?? [])
      .map(maintenance)
      .sort((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0)),
    notes: notesOn(lists, components.length),
    readAtMs,
  }
}

type Json = Readonly<Record<string, unknown>>

/** A page that names itself, or a headline, with at least one of the lists that such pages have. */
function isOfStatuspage(document: unknown): document is Json {
  const fields = record(document)
  const hasHeadline = typeof record(fields['status'])['indicator'] === 'string'
  const hasList = LISTS.some((name) => Array.isArray(fields[name]))
  const page = record(fields['page'])
  return hasHeadline || (hasList && (page['id'] ?? page['name'] ?? page['url']) !== undefined)
}

/** Upcoming and active maintenances are documents of their own: lists of one name are joined. */
function allOf(told: readonly Json[], name: string): readonly unknown[] | null {
  const lists = told.flatMap((each) => (Array.isArray(each[name]) ? [each[name] as unknown[]] : []))
  return lists.length === 0 ? null : lists.flat()
}

function notesOn(lists: Readonly<Record<string, readonly unknown[] | null>>, components: number) {
  const missing = LISTS.filter((name) => lists[name] === null).map((name) => name.replace('_', ' '))
  const cut = [
    ...(components > COMPONENTS_MAX ? [`its components after the first ${COMPONENTS_MAX}`] : []),
    ...(['incidents', 'scheduled_maintenances'] as const)
      .filter((name) => open(lists[name] ?? []).length > EVENTS_MAX)
      .map((name) => `its ${name.replace('_', ' ')} after the first ${EVENTS_MAX}`),
  ]
  return [
    ...(missing.length > 0 ? [`The page has no list of ${missing.join(', nor of ')}.`] : []),
    ...(cut.length > 0 ? [`Not read: ${cut.join(', and ')}.`] : []),
  ]
}

function readComponents(list: readonly unknown[]): StatusComponent[] {
  const all = list.slice(0, COMPONENTS_MAX + EVENTS_MAX).map(record)
  const groups = new Map(all.filter(isGroup).map((each) => [each['id'], nameOf(each)]))
  return all
    .filter((each) => !isGroup(each) && nameOf(each) !== '')
    .map((each) => ({
      ...named(each),
      group: groups.get(each['group_id']) ?? null,
      status: oneOf(COMPONENT_STATUSES, each['status']),
    }))
}

function isGroup(component: Json): boolean {
  return component['group'] === true
}

function events(list: readonly unknown[]): readonly Json[] {
  const seen = new Set<unknown>()
  return open(list)
    .filter(({ id }) => id === undefined || !(seen.has(id) || !seen.add(id)))
    .slice(0, EVENTS_MAX)
}

function open(list: readonly unknown[]): readonly Json[] {
  return list.map(record).filter((each) => nameOf(each) !== '' && !OVER.has(each['status']))
}

function incident(json: Json): StatusIncident {
  return {
    ...event(json),
    impact: oneOf(IMPACTS, json['impact']),
    startedAtMs: timeMs(json['started_at']) ?? timeMs(json['created_at']),
  }
}

function maintenance(json: Json): StatusMaintenance {
  return {
    ...event(json),
    startMs: timeMs(json['scheduled_for']),
    endMs: timeMs(json['scheduled_until']),
  }
}

function event(json: Json) {
  const posts = list(json['incident_updates']).slice(0, EVENTS_MAX).map(post)
  const lastPost = posts.reduce<StatusPost | null>((last, each) => later(last, each), null)
  return {
    id: idOf(json),
    name: nameOf(json),
    status: plainText(json['status'], WORD_CHARS_MAX) || 'unknown',
    updatedAtMs: timeMs(json['updated_at']) ?? lastPost?.atMs ?? null,
    link: link(json['shortlink']),
    components: componentsOf(json),
    lastPost,
  }
}

/** Pages have the newest first; where times say otherwise, times count. */
function later(last: StatusPost | null, each: StatusPost): StatusPost {
  return last === null || (each.atMs ?? 0) > (last.atMs ?? 0) ? each : last
}

function post(value: unknown): StatusPost {
  const json = record(value)
  return {
    status: plainText(json['status'], WORD_CHARS_MAX) || 'unknown',
    body: plainBody(json['body'], BODY_CHARS_MAX),
    atMs: timeMs(json['display_at']) ?? timeMs(json['created_at']),
  }
}

/** What an event names, or else what its posts do. */
function componentsOf(json: Json): NamedComponent[] {
  const own = list(json['components']).slice(0, NAMED_MAX).map(record)
  if (own.length > 0) return own.filter((each) => nameOf(each) !== '').map(named)
  const [newest] = list(json['incident_updates']).map(record)
  return list(newest?.['affected_components'])
    .slice(0, NAMED_MAX)
    .map(record)
    .filter((each) => nameOf(each) !== '')
    .map((each) => ({
      ...named(each),
      id: plainText(each['code'], NAME_CHARS_MAX) || nameOf(each),
    }))
}

function named(json: Json): NamedComponent {
  return { id: idOf(json), name: nameOf(json) }
}

function nameOf(json: Json): string {
  return plainText(json['name'], NAME_CHARS_MAX)
}

function idOf(json: Json): string {
  return plainText(json['id'], NAME_CHARS_MAX) || nameOf(json)
}

function link(value: unknown): string | null {
  const text = plainText(value, LINK_CHARS_MAX)
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : null
}

function timeMs(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | 'unknown' {
  return words.find((each) => each === value) ?? 'unknown'
}

function record(value: unknown): Json {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Json) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
