/**
 * A file, whole, to the server: digests, open, parts, completion; and from the beginning again where
 * that is the cure. Loaded when the first file is uploaded.
 */
import { sleep } from '@underpin/ports'
import { isProcoreError, type ProcoreError } from '../errors.ts'
import { companyHeader } from '../options.ts'
import { backoffMs } from '../recovery/backoff.ts'
import type { Road } from '../road.ts'
import { awaitReady, complete } from './complete.ts'
import { DIALECTS, type Dialect } from './dialect.ts'
import { CUT, type Cut, halfOf, makePlan, type Plan, partBytesFor } from './plan.ts'
import { sendParts } from './send-parts.ts'
import { aboutUpload, type Job, open, type Session } from './session.ts'
import { sourceOf, type UploadSource } from './source.ts'
import { slowestMs } from './storage-road.ts'
import type { UploadedFile, UploadOptions } from './upload-options.ts'

/** Parts under way at once: each is in memory, and a site's line is not wide. Guesses. */
const CONCURRENCY_USUAL = 3
const CONCURRENCY_MAX = 16

/**
 * How often a file is begun again. What ran out of time once would do so a second time as well; and
 * from the largest part to the smallest it is five halves. Guesses.
 */
const BEGINNINGS_MAX = { restart: 1, shrink: 6 } as const

const TYPE_UNKNOWN = 'application/octet-stream'

const PROJECT_ID = /^[\w-]{1,64}$/

/** See `ProcoreClient.upload`. `cut` is what the server allows; tests have smaller files. */
export async function upload(
  road: Road,
  options: UploadOptions,
  cut: Cut = CUT,
): Promise<UploadedFile> {
  const { name, projectId, companyId, signal = null, concurrency = CONCURRENCY_USUAL } = options
  if (typeof name !== 'string' || name === '') throw new TypeError('an upload needs a name')
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > CONCURRENCY_MAX) {
    throw new RangeError(`concurrency must be a whole number from 1 to ${CONCURRENCY_MAX}`)
  }
  signal?.throwIfAborted()
  const source = await sourceOf(options.data, options.sizeBytes)
  const partBytes = partBytesFor(source.sizeBytes, options.partBytes, cut)
  const { deadlineMs = road.deadlineMs + slowestMs(source.sizeBytes) } = options
  const deadlineAtMs = road.clock.monotonicMs() + deadlineMs
  const contentType = options.contentType ?? source.contentType ?? TYPE_UNKNOWN
  const facts = { name, contentType }
  const job: Job = { road, facts, companyId, signal, deadlineAtMs, onStored: teller(road, options) }
  const company = companyId === undefined ? road.company : companyHeader(companyId)
  const owner = { company, project: projectText(projectId) }
  const begin = beginner(job, options, (dialect) => road.apiUrl + dialect.path(owner))
  return uploadSource(job, source, { partBytes, cut, concurrency, begin })
}

/** Opens an upload for a plan, in the generation that the server speaks. */
type Begin = (plan: Plan, attempt: number) => Promise<Session>

interface Manner {
  readonly partBytes: number
  readonly cut: Cut
  readonly concurrency: number
  readonly begin: Begin
}

async function uploadSource(job: Job, source: UploadSource, manner: Manner): Promise<UploadedFile> {
  const { cut, begin } = manner
  let { partBytes, concurrency } = manner
  let plan = await makePlan(source, partBytes, cut, job.signal)
  const count = { restart: 0, shrink: 0 }
  for (let attempt = 1; ; attempt++) {
    let session: Session | null = null
    try {
      session = await begin(plan, attempt)
      await sendParts(session, concurrency)
      await complete(session)
      await awaitReady(session)
      job.road.tell?.({ kind: 'upload-completed', ...aboutUpload(session) })
      return fileOf(session)
    } catch (thrown) {
      if (!isProcoreError(thrown)) throw thrown
      const cure = cureOf(thrown, plan)
      if (cure === null || count[cure.kind] >= BEGINNINGS_MAX[cure.kind]) throw thrown
      count[cure.kind] += 1
      await pauseBefore(attempt, job, thrown)
      if (cure.kind === 'shrink') {
        // Fewer at a time too: they share the line.
        concurrency = Math.max(1, Math.floor(concurrency / 2))
        partBytes = cure.partBytes
        plan = await makePlan(source, partBytes, cut, job.signal)
      }
      if (session) tellRestart(session, thrown, partBytes)
    }
  }
}

async function pauseBefore(attempt: number, job: Job, thrown: ProcoreError): Promise<void> {
  const { clock, random, retry } = job.road
  const waitMs = backoffMs(attempt, retry, random)
  if (clock.monotonicMs() + waitMs > job.deadlineAtMs) throw thrown
  await sleep(clock, waitMs, job.signal ?? undefined)
}

type Cure =
  | { readonly kind: 'restart' }
  | { readonly kind: 'shrink'; readonly partBytes: number }
  | null

/** What beginning again can cure. A file that may be complete is not sent a second time. */
function cureOf({ failure, applied }: ProcoreError, plan: Plan): Cure {
  if (applied !== 'no') return null
  if (failure === 'upload-timeout') {
    const half = halfOf(plan)
    return half === null ? { kind: 'restart' } : { kind: 'shrink', partBytes: half }
  }
  return RESTARTABLE.has(failure) ? { kind: 'restart' } : null
}

/** The upload is gone, or its links cannot be renewed, or it takes its own parts for wrong. */
const RESTARTABLE: ReadonlySet<string> = new Set([
  'upload-expired',
  'upload-link-expired',
  'upload-digest-mismatch',
])

function beginner(job: Job, { generation }: UploadOptions, urlOf: (dialect: Dialect) => string) {
  let dialect = DIALECTS[generation ?? 'unified']
  if (!dialect) throw new TypeError(`generation is "unified" or "direct": ${String(generation)}`)
  let isSure = generation !== undefined
  const begin: Begin = async (plan, attempt) => {
    try {
      const session = await open(job, dialect, urlOf(dialect), plan, attempt)
      isSure = true
      return session
    } catch (thrown) {
      if (isSure || !isRouteUnknown(thrown)) throw thrown
      isSure = true
      dialect = DIALECTS.direct
      return open(job, dialect, urlOf(dialect), plan, attempt)
    }
  }
  return begin
}

/** The wire cannot tell a route that is not there from a project that is not: then we try the older one. */
function isRouteUnknown(thrown: unknown): boolean {
  return isProcoreError(thrown) && thrown.candidates.some(({ id }) => id === 'route-unknown')
}

function tellRestart(session: Session, { failure }: ProcoreError, partBytes: number): void {
  const { tell } = session.job.road
  tell?.({ kind: 'upload-restarted', failure, partBytes, ...aboutUpload(session) })
}

function teller({ log, secrets }: Road, { onProgress }: UploadOptions): Job['onStored'] {
  if (!onProgress) return () => undefined
  return ({ plan, stored }) => {
    const { sizeBytes } = plan.source
    const parts = plan.parts.length
    try {
      onProgress({ storedBytes: stored.bytes, sizeBytes, partsStored: stored.parts, parts })
    } catch (thrown) {
      log.error('a progress listener threw', { error: secrets.redact(String(thrown)) })
    }
  }
}

function projectText(projectId: UploadOptions['projectId']): string | null {
  if (projectId === undefined) return null
  const isSound =
    typeof projectId === 'number' ? Number.isSafeInteger(projectId) : PROJECT_ID.test(projectId)
  if (isSound) return String(projectId)
  throw new TypeError(
    `projectId must be a whole number, or a string of letters and digits: ${projectId}`,
  )
}

function fileOf({ job, uploadId, plan, status }: Session): UploadedFile {
  const { name, contentType } = job.facts
  return { uploadId, name, sizeBytes: plan.source.sizeBytes, contentType, status }
}
