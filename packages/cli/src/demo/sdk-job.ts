/**
 * The job around `@procore/js-sdk`, as its README and its sample app lead a reasonable developer to
 * write it: the SDK's own `refresher` renews the token, errors are caught for each item and logged,
 * and the job goes on. Two things are kinder than the examples: a refresh that brings no token is
 * noticed, and what failed is tried once more when the hour is over. The SDK has no batch, no pacing and
 * no retry of its own, and its README speaks of none, so there is none here.
 */
import { client, oauth, refresh, refresher, token } from '@procore/js-sdk'
import { APP, type Desk } from './side.ts'
import { COMPANY_ID, PROJECT_ID, RFIS, rfiBody, VENDORS } from './work.ts'

const HOUR_MS = 3_600_000

interface Tokens {
  readonly access_token?: string
  readonly refresh_token?: string
}

/** What the refresh of the job throws when Procore gave no token. */
class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded'
}

export async function sdkJob(desk: Desk): Promise<void> {
  const session = await openSession(desk)
  const { procore } = session

  await procore.get({ base: '/projects', qs: { company_id: COMPANY_ID } })
  await procore.get({ base: '/vendors', qs: { company_id: COMPANY_ID } })

  const toDo: Item[] = [
    ...VENDORS.map(({ name, originId }) => ({
      what: name,
      dueMs: 0,
      send: () =>
        procore.post(
          { base: '/vendors' },
          { company_id: COMPANY_ID, vendor: { name, origin_id: originId } },
        ),
    })),
    ...RFIS.map((rfi) => ({
      what: rfi.subject,
      dueMs: rfi.dueMs,
      send: () =>
        procore.post(
          { base: '/projects/{project_id}/rfis', params: { project_id: PROJECT_ID } },
          rfiBody(rfi),
        ),
    })),
  ]

  const failed = await pass(toDo, desk, session)
  if (failed.length === 0) return
  await desk.until(desk.hourStartsAtMs + HOUR_MS)
  await pass(failed, desk, session)
}

interface Item {
  readonly what: string
  /** From the start of the hour. */
  readonly dueMs: number
  readonly send: () => Promise<unknown>
}

interface Session {
  readonly procore: ReturnType<typeof client>
  readonly signInAgain: () => Promise<void>
}

/** Sends each item once, and returns those that failed. */
async function pass(items: readonly Item[], desk: Desk, session: Session): Promise<Item[]> {
  const failed: Item[] = []
  for (const item of items) {
    await desk.until(desk.hourStartsAtMs + item.dueMs)
    try {
      await item.send()
    } catch (error) {
      desk.log(`${item.what} failed: ${said(error)}`)
      failed.push(item)
      if (error instanceof SignInNeeded) await session.signInAgain()
    }
  }
  return failed
}

async function openSession(desk: Desk): Promise<Session> {
  const { origin } = desk
  const { clientId: id, clientSecret: secret, redirectUri: uri } = APP
  const signIn = async () =>
    token({ id, secret, uri, code: await desk.askPersonToSignIn() }, origin)
  let saved: Tokens = await signIn()

  const renew = async () => {
    const renewed: Tokens = await refresh(
      { id, secret, uri, token: String(saved.access_token), refresh: String(saved.refresh_token) },
      origin,
    )
    if (renewed.access_token === undefined) throw new SignInNeeded('the refresh brought no token')
    saved = renewed
    return renewed
  }
  const authorizer = oauth(String(saved.access_token))
  return {
    procore: client(
      refresher(authorizer, renew),
      {},
      {
        apiHostname: origin,
        defaultCompanyId: COMPANY_ID,
      },
    ),
    signInAgain: async () => {
      saved = await signIn()
      authorizer.setToken(String(saved.access_token))
    },
  }
}

/** The SDK rejects with `{ body, request, response }`, or with what `fetch` threw. */
function said(error: unknown): string {
  if (error instanceof Error) return error.message
  const { response } = error as { readonly response?: { readonly status?: number } }
  return `status ${response?.status ?? 'unknown'}`
}
