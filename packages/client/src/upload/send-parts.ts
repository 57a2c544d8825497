/** Sends the parts that are not stored yet, some at a time, each until it is stored or cannot be. */
import { sleep } from '@underpin/ports'
import { isProcoreError, type ProcoreError } from '../errors.ts'
import { backoffMs } from '../recovery/backoff.ts'
import type { Link } from './dialect.ts'
import { bytesOf, halfOf, type Part } from './plan.ts'
import { aboutUpload, freshLink, linkAt, type Session, sizeOf } from './session.ts'
import { digestOf } from './sha256.ts'
import { failureOf, putPart } from './storage-road.ts'

/** Refusals of one part that a change of link, or the same bytes again, may cure. A guess. */
const REFUSALS_MAX = 3

/** A link this near to its end is renewed first: the part has yet to arrive. A guess. */
const LINK_MARGIN_MS = 5_000

/**
 * Leaves nothing running, whether it goes well or not: the first failure ends the others too.
 *
 * @throws {ProcoreError} the first failure that no repeat of the part can cure.
 * @throws the signal's reason when the caller aborts it.
 */
export async function sendParts(session: Session, concurrency: number): Promise<void> {
  const { signal } = session.job
  const stop = new AbortController()
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const failures: unknown[] = []
  let next = 0
  const worker = async () => {
    while (failures.length === 0 && next < session.plan.parts.length) {
      const at = next
      next += 1
      try {
        await sendPart(session, at, either)
      } catch (thrown) {
        failures.push(thrown)
        stop.abort(new DOMException('another part of the file failed', 'AbortError'))
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  if (failures.length > 0) throw failures[0]
}

async function sendPart(session: Session, at: number, signal: AbortSignal): Promise<void> {
  const { job, plan, dialect } = session
  const part = plan.parts[at]
  if (!part || session.etags[at] !== null) return
  let link = linkAt(session, at)
  if (isExpired(session, link)) link = await freshLink(session, at, link)
  for (let refusals = 0; ; ) {
    // Read anew for each try: a source that gave wrong bytes by chance is asked again.
    const bytes = await bytesOf(plan.source, part.fromByte, part.toByte)
    signal.throwIfAborted()
    const { partHeaders: headers } = dialect
    const { deadlineAtMs } = job
    try {
      const put = { link, headers, bytes, deadlineAtMs, signal }
      stored(session, at, part, await putPart(job.road, put))
      return
    } catch (thrown) {
      refusals += 1
      link = await cured(session, at, link, bytes, thrown, refusals, signal)
    }
  }
}

/**
 * What lets this very part be sent again: the link to send it with.
 *
 * @throws what was thrown, when sending it again would not help, or has not.
 */
async function cured(
  session: Session,
  at: number,
  link: Link,
  bytes: Uint8Array<ArrayBuffer>,
  thrown: unknown,
  refusals: number,
  signal: AbortSignal,
): Promise<Link> {
  if (!isProcoreError(thrown) || refusals >= REFUSALS_MAX) throw thrown
  switch (failureOf(thrown)) {
    case 'upload-link-expired': {
      const fresh = await freshLink(session, at, link)
      // A server that has no other link to give will refuse this one again.
      if (fresh.url === link.url) throw thrown
      return fresh
    }
    case 'upload-digest-mismatch':
      await assertUnchanged(session, at, bytes, thrown)
      await pause(session, refusals, thrown, signal)
      return link
    case 'upload-timeout':
      // Smaller parts are the cure, and those are another upload; the smallest can only be sent again.
      if (halfOf(session.plan) !== null) throw thrown
      await pause(session, refusals, thrown, signal)
      return link
    default:
      throw thrown
  }
}

/** On the way the bytes may be damaged by chance; at the source they were changed, and stay so. */
async function assertUnchanged(
  { plan }: Session,
  at: number,
  bytes: Uint8Array<ArrayBuffer>,
  thrown: ProcoreError,
): Promise<void> {
  const announced = plan.parts[at]?.sha256
  if ((await digestOf(bytes)) === announced) return
  throw new TypeError('the file was changed while it was being uploaded: begin again', {
    cause: thrown,
  })
}

async function pause(
  { job }: Session,
  failures: number,
  thrown: ProcoreError,
  signal: AbortSignal,
): Promise<void> {
  const { clock, random, retry } = job.road
  const waitMs = backoffMs(failures, retry, random)
  if (clock.monotonicMs() + waitMs > job.deadlineAtMs) throw thrown
  await sleep(clock, waitMs, signal)
}

function stored(session: Session, at: number, part: Part, etag: string): void {
  session.etags[at] = etag
  session.stored.parts += 1
  session.stored.bytes += sizeOf(part)
  const { road, onStored } = session.job
  const event = { part: at + 1, bytes: sizeOf(part) }
  road.tell?.({ kind: 'part-stored', ...event, ...aboutUpload(session) })
  onStored(session)
}

/** A refusal that we can foresee is not asked for. */
function isExpired({ job }: Session, { expiresAtMs }: Link): boolean {
  return expiresAtMs !== null && job.road.serverClock.nowMs() >= expiresAtMs - LINK_MARGIN_MS
}
