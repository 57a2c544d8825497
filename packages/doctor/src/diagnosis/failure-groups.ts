/**
 * Many exchanges, few failures: each failure once, with where, how often and when it was seen, and the one
 * that the others follow from first.
 */
import { type Classification, classify, type Evidence, type FailureId } from '@underpin/failures'
import type { Readable } from '../evidence/evidence-read.ts'
import { isElsewhere } from '../evidence/home-hosts.ts'
import { routeOf } from '../evidence/route-of.ts'
import { followOn } from './follow-ons.ts'

/** Routes that are named for one failure; what is beyond is counted. A screen's worth. */
export const PLACES_MAX = 8

/** Where one failure was seen. */
export interface FailurePlace {
  /** In upper case; null when it is not known. */
  readonly method: string | null
  readonly host: string | null
  /** With ids taken out: `/rest/v1.0/projects/{id}/rfis`. */
  readonly route: string | null
  readonly status: number | null
  readonly count: number
  /** Milliseconds since the epoch; null when nothing says. */
  readonly firstMs: number | null
  readonly lastMs: number | null
}

export interface FailureGroup {
  readonly failure: FailureId
  /** Of the case that matters most: a write whose outcome is not known, else the last. */
  readonly classification: Classification
  /** The evidence that was classified. */
  readonly sample: Evidence
  readonly count: number
  readonly firstMs: number | null
  readonly lastMs: number | null
  /** Most frequent first, at most `PLACES_MAX`. */
  readonly places: readonly FailurePlace[]
  /** Places beyond those. */
  readonly placesLeftOut: number
  /** The failure of another group that this one probably follows from, and why. */
  readonly followsFrom: { readonly failure: FailureId; readonly because: string } | null
  /** It was another service than Procore that failed. */
  readonly isElsewhere: boolean
}

/** Most telling first. Empty when nothing in it is a failure that we know. */
export function failureGroups({
  kind,
  evidence,
}: Pick<Readable, 'kind' | 'evidence'>): FailureGroup[] {
  const drafts = new Map<string, Draft>()
  const judge = rememberingClassifier()
  for (const [at, each] of evidence.entries()) {
    const found = judge(each)
    if (found !== null) take(drafts, quoting(found, kind), each, at)
  }
  const all = [...drafts.values()]
  const isRecording = kind === 'har' || kind === 'log'
  // A list is answered in its order; of what happened the last matters most.
  const isList = kind === 'status-code' || kind === 'error-text'
  return all
    .map((draft) => ({ draft, follows: followedBy(draft, all), brings: broughtBy(draft, all) }))
    .toSorted(
      (a, b) =>
        Number(a.draft.isElsewhere) - Number(b.draft.isElsewhere) ||
        Number(a.follows !== null) - Number(b.follows !== null) ||
        b.brings - a.brings ||
        Number(a.draft.found.isGeneral) - Number(b.draft.found.isGeneral) ||
        (isRecording ? weight(b.draft) - weight(a.draft) : 0) ||
        (isList ? a.draft.firstAt - b.draft.firstAt : b.draft.lastAt - a.draft.lastAt),
    )
    .map(({ draft, follows }) => finished(draft, follows))
}

/** What somebody told in their own words is not what the server said. */
function quoting(found: Classification, kind: Readable['kind']): Classification {
  return kind === 'error-text' ? { ...found, texts: [] } : found
}

/** Logs repeat themselves: what differs in nothing but an id is judged once. */
function rememberingClassifier(): (evidence: Evidence) => Classification | null {
  const known = new Map<string, Classification | null>()
  return (evidence) => {
    const { surface, request, response, network, nowMs } = evidence
    // How long to wait is reckoned from the time of the answer.
    if (response?.status === 429 || response?.headers?.['retry-after'] !== undefined) {
      return classify(evidence)
    }
    const { host, path } = routeOf(request?.url)
    const where = /^\/(?:rest|vapid|oauth)\//.test(path ?? '') ? `${host}${path}` : request?.url
    const { url: _url, ...sent } = request ?? {}
    const key = JSON.stringify([surface, where, sent, response, network, nowMs === undefined])
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const found = classify(evidence)
    known.set(key, found)
    return found
  }
}

interface Draft {
  readonly failure: FailureId
  readonly isElsewhere: boolean
  readonly places: Map<string, FailurePlace>
  found: Classification
  sample: Evidence
  count: number
  writes: number
  firstMs: number | null
  lastMs: number | null
  firstAt: number
  lastAt: number
}

function take(drafts: Map<string, Draft>, found: Classification, sample: Evidence, at: number) {
  const { host, path } = routeOf(sample.request?.url)
  const elsewhere = isElsewhere(host)
  const key = `${found.failure} ${elsewhere}`
  let draft = drafts.get(key)
  if (draft === undefined) {
    draft = { ...newDraft(found, sample, at), isElsewhere: elsewhere }
    drafts.set(key, draft)
  }
  if (UNCERTAINTY[found.applied] >= UNCERTAINTY[draft.found.applied]) {
    draft.found = found
    draft.sample = sample
  }
  const atMs = sample.nowMs ?? null
  const method = sample.request?.method?.toUpperCase() ?? null
  draft.count += 1
  draft.writes += method === null || READS.has(method) ? 0 : 1
  draft.firstMs = earlier(draft.firstMs, atMs)
  draft.lastMs = later(draft.lastMs, atMs)
  draft.lastAt = at
  const status = sample.response?.status ?? null
  const where = `${method} ${host} ${path} ${status}`
  const place = draft.places.get(where)
  draft.places.set(where, {
    method,
    host,
    route: path,
    status,
    count: (place?.count ?? 0) + 1,
    firstMs: earlier(place?.firstMs ?? null, atMs),
    lastMs: later(place?.lastMs ?? null, atMs),
  })
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Of several cases of one failure the one is told of that a person must look after. */
const UNCERTAINTY: Readonly<Record<Classification['applied'], number>> = {
  no: 0,
  yes: 1,
  unknown: 2,
}

function newDraft(found: Classification, sample: Evidence, at: number): Draft {
  return {
    failure: found.failure,
    isElsewhere: false,
    places: new Map(),
    found,
    sample,
    count: 0,
    writes: 0,
    firstMs: null,
    lastMs: null,
    firstAt: at,
    lastAt: at,
  }
}

/** A write that failed is missed; a read is repeated by itself. */
function weight({ count, writes }: Draft): number {
  return count + writes
}

/** A cause stands before what it brings: nothing follows from what was first seen after it had ended. */
function followedBy(draft: Draft, all: readonly Draft[]): Draft['failure'] | null {
  if (draft.isElsewhere) return null
  return followOn(draft.failure, causesBefore(draft, all))?.cause ?? null
}

function causesBefore(draft: Draft, all: readonly Draft[]): Set<FailureId> {
  const before = all.filter((other) => !other.isElsewhere && other.firstAt <= draft.lastAt)
  return new Set(before.map(({ failure }) => failure))
}

/** How many of the failures seen follow from this one. */
function broughtBy({ failure }: Draft, all: readonly Draft[]): number {
  return all.filter((other) => followedBy(other, all) === failure).length
}

function finished(draft: Draft, cause: FailureId | null): FailureGroup {
  const { failure, found, sample, count, firstMs, lastMs } = draft
  const places = [...draft.places.values()].toSorted((a, b) => b.count - a.count)
  const row = cause === null ? null : followOn(failure, new Set([cause]))
  return {
    failure,
    classification: found,
    sample,
    count,
    firstMs,
    lastMs,
    places: places.slice(0, PLACES_MAX),
    placesLeftOut: Math.max(0, places.length - PLACES_MAX),
    followsFrom: row === null ? null : { failure: row.cause, because: row.because },
    isElsewhere: draft.isElsewhere,
  }
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}
