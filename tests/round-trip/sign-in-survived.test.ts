/** Survived, at the sign-in server: a token call that fails is never repeated blindly, and the person is told. */
import {
  authorizationCode,
  isProcoreError,
  ProcoreClient,
  type ProcoreError,
  readRedirect,
} from '@underpin/client'
import { failureMode } from '@underpin/failures'
import { seededRandom } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { APP, COMPANY, switchOn } from './platform.ts'
import { type Stage, setUp, URL_OF_STAGE } from './stage.ts'

/** Longer than an access token lives. */
const TWO_HOURS_MS = 7_200_000

async function rejected(stage: Stage, work: Promise<unknown>): Promise<ProcoreError> {
  try {
    await stage.clock.run(work)
  } catch (thrown) {
    if (isProcoreError(thrown)) return thrown
    throw thrown
  }
  throw new Error('it went well')
}

it.each([
  'oauth-invalid-client',
  'oauth-request-malformed',
  'oauth-grant-not-allowed',
  'refresh-token-spent',
  'refresh-reply-lost',
] as const)('%s ends the renewal after one presentation', async (id) => {
  const stage = await setUp()
  await stage.clock.pass(TWO_HOURS_MS)
  await switchOn(stage.fetch, URL_OF_STAGE, {
    failure: id,
    match: { path: '/oauth/token*' },
    times: 1,
  })
  const error = await rejected(stage, stage.client.get('/rest/v1.0/me'))
  expect(error.failure).toBe(id)
  expect(error.remedy).not.toBe('')
  if (failureMode(id).recovery === 'reauthenticate') expect(error.recovery).toBe('reauthenticate')
  const presented = () =>
    stage.crossings.filter(({ method, path }) => method === 'POST' && path === '/oauth/token')
  expect(presented()).toHaveLength(1)
  if (error.recovery === 'reauthenticate') {
    await rejected(stage, stage.client.get('/rest/v1.0/me'))
    expect(presented(), 'nothing is presented again').toHaveLength(1)
  }
  stage.close()
})

it('oauth-code-rejected asks for a new sign-in', async () => {
  const stage = await setUp()
  const client = new ProcoreClient({
    auth: authorizationCode({ ...APP, code: 'no-such-code' }),
    companyId: COMPANY,
    environment: { apiUrl: URL_OF_STAGE, loginUrl: URL_OF_STAGE },
    fetch: stage.fetch,
    clock: stage.clock,
    random: seededRandom(3),
  })
  const error = await rejected(stage, client.get('/rest/v1.0/me'))
  expect(error).toMatchObject({
    failure: 'oauth-code-rejected',
    recovery: 'reauthenticate',
    applied: 'no',
  })
  stage.close()
})

it('consent-denied is read from the address that the person came back to', async () => {
  const stage = await setUp()
  await switchOn(stage.fetch, URL_OF_STAGE, { failure: 'consent-denied', times: 1 })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: APP.clientId,
    redirect_uri: APP.redirectUri,
    state: 'a-state',
  })
  const response = await stage.fetch(`${URL_OF_STAGE}/oauth/authorize?${query}`, {
    redirect: 'manual',
  })
  const cameBackTo = response.headers.get('location') ?? ''
  expect(() => readRedirect(cameBackTo, 'a-state')).toThrow(
    expect.objectContaining({ failure: 'consent-denied' }),
  )
  stage.close()
})
