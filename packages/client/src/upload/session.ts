/** One upload that is open at the server: its links, and what is stored of it. */
import type { Applied } from '@underpin/failures'
import { sleep } from '@underpin/ports'
import { type Call, makeCall } from '../call.ts'
import { isProcoreError, type ProcoreError } from '../errors.ts'
import { localJudgement } from '../judgement.ts'
import type { CallOptions } from '../options.ts'
import { backoffMs } from '../recovery/backoff.ts'
import type { Road } from '../road.ts'
import { fail, newRun } from '../run.ts'
import { send } from '../send.ts'
import {
  COMPLETED,
  type Dialect,
  type FileFacts,
  type Link,
  type Opened,
  readOpened,
} from './dialect.ts'
import type { Part, Plan } from './plan.ts'

/** A read that times out is tried so often. A guess. */
const SLOW_TRIES_MAX = 3

export interface Job {
  readonly road: Road
  readonly facts: FileFacts
  readonly companyId: CallOptions['companyId']
  readonly signal: AbortSignal | null
  /** Monotonic, for the whole upload. */
  readonly deadlineAtMs: number
  readonly onStored: (session: Session) => void
}

export interface Session {
  readonly job: Job
  readonly dialect: Dialect
  readonly plan: Plan
  readonly uploadId: string
  /** The collection's. */
  readonly url: string
  /** How often this file was begun, this time included. */
  readonly attempt: number
  links: readonly Link[]
  /** By the part's place; null for what is not stored yet. */
  readonly etags: (string | null)[]
  readonly stored: { parts: number; bytes: number }
  /** While new links are fetched, everybody who needs one waits for the same. */
  renewal: Promise<void> | null
  status: string
}

/** Opens it. To open twice does no harm: what nobody completes is dropped by the server. */
export async function open(
  job: Job,
  dialect: Dialect,
  url: string,
  plan: Plan,
  attempt: number,
): Promise<Session> {
  const { road, facts } = job
  const body = dialect.createBody(facts, plan)
  const opened = await ask(job, plan, 'POST', url, { body, repeatable: true })
  const session: Session = {
    ...{ job, dialect, plan, url, attempt },
    ...opened,
    etags: plan.parts.map(() => null),
    stored: { parts: 0, bytes: 0 },
    renewal: null,
  }
  road.tell?.({ kind: 'upload-opened', ...aboutUpload(session) })
  return session
}

/** How it stands at the server. */
export async function show({ job, plan, url, uploadId }: Session): Promise<Opened> {
  const { clock, random, retry } = job.road
  for (let tries = 1; ; tries++) {
    try {
      return await ask(job, plan, 'GET', `${url}/${encodeURIComponent(uploadId)}`, {})
    } catch (thrown) {
      // It took the server too long, and there is nothing smaller to ask for.
      const isSlow = isProcoreError(thrown) && thrown.recovery === 'shrink'
      if (!isSlow || tries >= SLOW_TRIES_MAX) throw thrown
      await sleep(clock, backoffMs(tries, retry, random), job.signal ?? undefined)
    }
  }
}

/** The link for a part: another one than `spent`, which the server would not take. */
export async function freshLink(session: Session, at: number, spent: Link): Promise<Link> {
  if (session.links[at] === spent) {
    session.renewal ??= renew(session).finally(() => {
      session.renewal = null
    })
    await session.renewal
  }
  return linkAt(session, at)
}

export function linkAt({ links }: Session, at: number): Link {
  const link = links[at]
  // Their number was compared with that of the parts, unless it was completed by somebody else.
  if (!link) throw new TypeError(`the server has no link for part ${at + 1} any more`)
  return link
}

export function sizeOf({ fromByte, toByte }: Part): number {
  return toByte - fromByte
}

export function aboutUpload({ job, uploadId, plan, attempt }: Session) {
  return {
    uploadId,
    name: job.facts.name,
    parts: plan.parts.length,
    sizeBytes: plan.source.sizeBytes,
    attempt,
    atMs: job.road.clock.nowMs(),
  }
}

/** A call to the API that changes nothing anybody sees, until the upload is completed. */
async function ask(
  job: Job,
  plan: Plan,
  method: string,
  url: string,
  options: Pick<CallOptions, 'body'> & { readonly repeatable?: boolean },
): Promise<Opened> {
  const call: Call = { ...callFor(job, method, url, options), isRead: true }
  const { data } = await send(job.road, call)
  const opened = readOpened(data)
  if (opened === null) throw misread(job.road, call, 'It has no id, or no segments.')
  const { length } = opened.links
  if (length === plan.parts.length || COMPLETED.has(opened.status)) return opened
  throw misread(job.road, call, `It has ${length} links for ${plan.parts.length} parts.`)
}

/** A success that is none of an upload: something in between may have answered, or the API has changed. */
export function misread(
  road: Road,
  call: Call,
  what: string,
  applied: Applied = 'no',
): ProcoreError {
  const judgement = localJudgement('network-intercepted', 'backoff')
  return fail(road, call, newRun(), judgement, {
    note: `The answer is not that of an upload. ${what}`,
    applied,
  })
}

export function callFor(job: Job, method: string, url: string, options: CallOptions): Call {
  const { road, companyId, signal, deadlineAtMs } = job
  // Each call has the client's usual time at most, and never more than the upload has left.
  const leftMs = Math.max(0, deadlineAtMs - road.clock.monotonicMs())
  return makeCall(road, method, url, {
    ...options,
    deadlineMs: Math.min(road.deadlineMs, leftMs),
    ...(companyId === undefined ? {} : { companyId }),
    ...(signal === null ? {} : { signal }),
  })
}

async function renew(session: Session): Promise<void> {
  session.links = (await show(session)).links
  session.job.road.tell?.({ kind: 'upload-links-renewed', ...aboutUpload(session) })
}
