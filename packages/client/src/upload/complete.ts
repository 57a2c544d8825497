/** Puts the stored parts together, and waits until the file can be used. */
import { sleep } from '@underpin/ports'
import { isProcoreError, ProcoreError } from '../errors.ts'
import { localJudgement } from '../judgement.ts'
import type { CustomLook } from '../recovery/reconcile.ts'
import { fail, newRun } from '../run.ts'
import { send } from '../send.ts'
import { AWAITED, COMPLETED, readOpened } from './dialect.ts'
import { callFor, misread, type Session, show } from './session.ts'

/** Between two looks whether the file is there: doubled each time, up to the longest. Guesses. */
const LOOK_WAIT_MS = 500
const LOOK_WAIT_MAX_MS = 15_000

/**
 * @throws {ProcoreError} when it could not be completed: `applied` says whether it was.
 * @throws {TypeError} when a part has no ETag: then this was called too early.
 */
export async function complete(session: Session): Promise<void> {
  const { job, dialect, uploadId, url } = session
  const etags = session.etags.filter((etag) => etag !== null)
  if (etags.length !== session.plan.parts.length) throw new TypeError('parts are missing')
  const address = `${url}/${encodeURIComponent(uploadId)}`
  const body = dialect.completeBody(etags)
  const call = callFor(job, 'PATCH', address, { body, reconcile: () => look(session) })
  try {
    const { data } = await send(job.road, call)
    session.status = readOpened(data)?.status ?? ''
    if (COMPLETED.has(session.status)) return
  } catch (thrown) {
    // A lost reply, and then a refusal of the repeat: the first may have arrived after our look.
    if (!isProcoreError(thrown) || thrown.attempts.length < 2) throw thrown
    if ((await look(session)).applied !== 'yes') throw thrown
    return
  }
  // It went well, and does not say so in words that we know.
  const { applied } = await look(session)
  if (applied !== 'yes')
    throw misread(job.road, call, 'It does not say that it is complete.', applied)
}

async function look(session: Session): ReturnType<CustomLook> {
  const opened = await show(session)
  if (AWAITED.has(opened.status)) return { applied: 'no' }
  if (!COMPLETED.has(opened.status)) return { applied: 'unknown' }
  session.status = opened.status
  return { applied: 'yes', data: { upload_id: session.uploadId, status: opened.status } }
}

/** @throws {ProcoreError} with `applied: 'yes'` when the server has it all, and is not done in time. */
export async function awaitReady(session: Session): Promise<void> {
  const { job, dialect } = session
  const { clock, random } = job.road
  for (let waitMs = LOOK_WAIT_MS; session.status !== dialect.readyStatus; ) {
    const jitteredMs = waitMs * (0.5 + random.fraction() / 2)
    if (clock.monotonicMs() + jitteredMs > job.deadlineAtMs) throw notReady(session)
    await sleep(clock, jitteredMs, job.signal ?? undefined)
    waitMs = Math.min(LOOK_WAIT_MAX_MS, waitMs * 2)
    try {
      session.status = (await show(session)).status
    } catch (thrown) {
      throw isProcoreError(thrown) ? afterCompletion(thrown) : thrown
    }
  }
}

function notReady(session: Session): ProcoreError {
  const { job, uploadId, url, status } = session
  const call = callFor(job, 'GET', `${url}/${encodeURIComponent(uploadId)}`, {})
  const note = `Every byte is there, but the file is still "${status}": look again later, and do not send it again.`
  const judgement = localJudgement('upload-timeout', 'backoff')
  return fail(job.road, call, newRun(), judgement, { note, applied: 'yes' })
}

/** A look failed, but the file had been completed before. */
function afterCompletion(error: ProcoreError): ProcoreError {
  const { message, cause, candidates, texts, body, attempts } = error
  return new ProcoreError({
    ...error,
    message: `${message} The file itself was completed; only its state is not known.`,
    applied: 'yes',
    ...{ cause, candidates, texts, body, attempts },
  })
}
