/**
 * The same job with `@underpin/client`. Everything that the hour throws at it is the client's to survive;
 * the job's own part is to ask the person for a new sign-in when the client says that none but a person
 * can help. What failed is tried once more after the hour, as in the other job, unless the client says
 * that it may have happened.
 */
import { authorizationCode, isProcoreError, memoryStore, ProcoreClient } from '@underpin/client'
import { APP, type Desk, type Job } from './side.ts'
import { COMPANY_ID, PROJECT_ID, RFIS, rfiBody, VENDORS, type WantedRfi } from './work.ts'

const HOUR_MS = 3_600_000

/** The job would rather wait out a maintenance than fail: it gives a call two hours. */
const DEADLINE_MS = 2 * HOUR_MS

/** A person signs in again at most so often for one piece of work: a bound, never met. */
const SIGN_INS_MAX = 3

/** Creates the vendors by sync. */
export const ourJob: Job = (desk) => work(desk, syncVendors)

/** Creates the vendors one by one, as the other job must: what is left is the client alone. */
export const ourJobOneByOne: Job = (desk) => work(desk, postVendors)

type MakeVendors = (session: Session) => Promise<unknown>

async function work(desk: Desk, makeVendors: MakeVendors): Promise<void> {
  const session = await openSession(desk)
  const { does } = session

  await does((procore) =>
    all(procore.list('/rest/v1.0/projects', { query: { company_id: COMPANY_ID } })),
  )
  await does((procore) =>
    all(procore.list('/rest/v1.0/vendors', { query: { company_id: COMPANY_ID } })),
  )

  await desk.until(desk.hourStartsAtMs)
  await makeVendors(session)

  const failed = await raise(RFIS, desk, session)
  if (failed.length === 0) return
  await desk.until(desk.hourStartsAtMs + HOUR_MS)
  await raise(failed, desk, session)
}

async function syncVendors({ does }: Session): Promise<void> {
  const vendors = VENDORS.map(({ name, originId }) => ({ name, origin_id: originId }))
  const body = { company_id: COMPANY_ID }
  await does((procore) => procore.sync('/rest/v1.0/vendors/sync', vendors, { body }))
}

async function postVendors({ does }: Session): Promise<void> {
  for (const { name, originId } of VENDORS) {
    const body = { company_id: COMPANY_ID, vendor: { name, origin_id: originId } }
    await does((procore) => procore.post('/rest/v1.0/vendors', { body }))
  }
}

/** Raises each RFI when it is due, and returns those that failed and surely did not happen. */
async function raise(
  rfis: readonly WantedRfi[],
  desk: Desk,
  { does }: Session,
): Promise<WantedRfi[]> {
  const failed: WantedRfi[] = []
  for (const rfi of rfis) {
    await desk.until(desk.hourStartsAtMs + rfi.dueMs)
    try {
      await does((procore) =>
        procore.post('/rest/v1.0/projects/{project_id}/rfis', {
          path: { project_id: PROJECT_ID },
          body: rfiBody(rfi),
        }),
      )
    } catch (error) {
      if (!isProcoreError(error)) throw error
      desk.log(`${rfi.subject} failed: ${error.failure}, applied: ${error.applied}`)
      if (error.applied === 'no') failed.push(rfi)
    }
  }
  return failed
}

interface Session {
  /** Does a piece of work, and again after a new sign-in when the client asks for one. */
  readonly does: <T>(piece: (procore: ProcoreClient) => Promise<T>) => Promise<T>
}

async function openSession(desk: Desk): Promise<Session> {
  const connect = async () =>
    new ProcoreClient({
      auth: authorizationCode({ ...APP, code: await desk.askPersonToSignIn() }),
      environment: { apiUrl: desk.origin, loginUrl: desk.origin },
      store: memoryStore(),
      companyId: COMPANY_ID,
      deadlineMs: DEADLINE_MS,
      fetch: desk.fetch,
      clock: desk.clock,
      random: desk.random,
    })
  let procore = await connect()
  const does: Session['does'] = async (piece) => {
    for (let signIns = 0; ; signIns++) {
      try {
        return await piece(procore)
      } catch (error) {
        const isAsked = isProcoreError(error) && error.recovery === 'reauthenticate'
        if (!isAsked || error.applied !== 'no' || signIns >= SIGN_INS_MAX) throw error
        desk.log(`a person has to sign in again: ${error.failure}`)
        procore = await connect()
      }
    }
  }
  return { does }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items)
}
