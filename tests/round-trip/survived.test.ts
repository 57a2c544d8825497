/**
 * Survived: for each failure the client takes the recovery that the catalogue prescribes, seen from the
 * server's side: what was sent, when, and what stands in the database afterwards.
 */
import { isProcoreError, type ProcoreError } from '@underpin/client'
import {
  FAILURE_IDS,
  type FailureId,
  failureMode,
  prescribe,
  type RecoveryKind,
} from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { COMPANY, switchOn } from './platform.ts'
import { type Crossing, type Stage, setUp, URL_OF_STAGE } from './stage.ts'

const RETRY_AFTER_S = 20
const NAME = 'Survivor Steel'

/** Seen in a success, or by a person in a browser: tested below, each in its own way. */
const IN_THEIR_OWN_WAY: ReadonlySet<FailureId> = new Set([
  'sync-items-rejected',
  'date-silently-dropped',
  'request-timeout-batch',
  'batch-too-large',
])

const ON_A_WRITE = [...FAILURE_IDS.api, ...FAILURE_IDS.network].filter(
  (id) => !IN_THEIR_OWN_WAY.has(id),
)

const SAYS_HOW_LONG: ReadonlySet<FailureId> = new Set(['heavy-load', 'maintenance'])

/**
 * What the client takes a failure for, where it knows more than the wire shows: it did send a token, so
 * an answer that says otherwise speaks of a token that is not taken.
 */
const SEEN_AS: Partial<Record<FailureId, readonly FailureId[]>> = {
  'access-token-missing': ['access-token-revoked'],
}

interface Trace {
  readonly id: FailureId
  readonly stage: Stage
  readonly error: ProcoreError | null
  /** The create itself, each time it was sent. */
  readonly creates: readonly Crossing[]
}

describe('a write that meets', () => {
  it.each(ON_A_WRITE)('%s', async (id) => {
    const trace = await createDuring(id)
    try {
      const failed = trace.stage.events.find((event) => event.kind === 'failed')
      if (failed?.kind !== 'failed') throw new Error('the client saw no failure')
      const seen = failureMode(failed.failure)
      expect([id, ...(failureMode(id).twins?.ids ?? []), ...(SEEN_AS[id] ?? [])]).toContain(seen.id)
      expect(failed.recovery).toBe(prescribe({ ...seen, applied: failed.applied }, 'no'))
      await EXPECTED[failed.recovery](trace)
      expect(trace.stage.clock.pendingCount, 'timers left').toBe(0)
    } finally {
      trace.stage.close()
    }
  })
})

async function createDuring(id: FailureId): Promise<Trace> {
  const stage = await setUp()
  await switchOn(stage.fetch, URL_OF_STAGE, {
    failure: id,
    match: { path: '/rest/*' },
    times: 1,
    ...(SAYS_HOW_LONG.has(id) ? { retryAfterS: RETRY_AFTER_S } : {}),
  })
  const error = await failureOf(stage, create(stage))
  const creates = stage.crossings.filter(
    ({ method, path }) => method === 'POST' && path.startsWith('/rest/'),
  )
  return { id, stage, error, creates }
}

function create({ client }: Stage): Promise<unknown> {
  return client.post('/rest/v1.0/vendors', {
    body: { company_id: COMPANY, vendor: { name: NAME } },
  })
}

async function failureOf(stage: Stage, work: Promise<unknown>): Promise<ProcoreError | null> {
  try {
    await stage.clock.run(work)
    return null
  } catch (thrown) {
    if (!isProcoreError(thrown)) throw thrown
    return thrown
  }
}

type Expectation = (trace: Trace) => void | Promise<void>

const refused: Expectation = ({ id, stage, error, creates }) => {
  expect(error?.failure).toBeDefined()
  expect(creates).toHaveLength(1)
  expect(error?.remedy).not.toBe('')
  const found = made(stage)
  if (error?.applied === 'no') expect(found).toBe(0)
  if (error?.applied === 'yes') expect(found).toBe(1)
  expect(error?.recovery).toBe(failureMode(error?.failure ?? id).recovery)
}

const curedBySendingAgain: Expectation = ({ stage, error, creates }) => {
  expect(error).toBeNull()
  expect(creates).toHaveLength(2)
  expect(made(stage)).toBe(1)
}

/** One entry a recovery: a recovery that the client does not know fails to compile. */
const EXPECTED: Readonly<Record<RecoveryKind, Expectation>> = {
  none: refused,
  'ask-admin': refused,
  'refresh-once': async (trace) => {
    // Revoking takes the refresh token with it: the one refresh is refused, and a person is asked.
    if (trace.id === 'access-token-revoked') {
      expect(trace.error).toMatchObject({ failure: 'refresh-token-spent', applied: 'no' })
      expect(trace.creates).toHaveLength(1)
    } else await curedBySendingAgain(trace)
    expect(trace.stage.crossings.filter(({ path }) => path === '/oauth/token')).toHaveLength(1)
  },
  'wait-for-header': async (trace) => {
    await curedBySendingAgain(trace)
    expect(gapMs(trace)).toBeGreaterThanOrEqual(waitToldMs(trace))
  },
  backoff: curedBySendingAgain,
  'hold-until-recovered': async (trace) => {
    await curedBySendingAgain(trace)
    if (SAYS_HOW_LONG.has(trace.id)) {
      expect(gapMs(trace)).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1_000)
    }
  },
  shrink: () => {
    throw new Error('one record cannot be made smaller')
  },
  reconcile: ({ stage, error, creates }) => {
    expect(error).toBeNull()
    expect(made(stage), 'exactly once').toBe(1)
    const [first, second] = creates
    const looks = stage.crossings.filter(
      ({ method, atMs }) =>
        method === 'GET' && atMs >= (first?.atMs ?? 0) && atMs <= (second?.atMs ?? Infinity),
    )
    expect(looks.length, 'looked before anything else').toBeGreaterThan(0)
  },
  reauthenticate: refused,
  'stop-company': async (trace) => {
    await refused(trace)
    const before = trace.stage.crossings.length
    const again = await failureOf(trace.stage, create(trace.stage))
    expect(again?.failure).toBe('app-not-connected')
    expect(again?.attempts).toEqual([])
    expect(trace.stage.crossings).toHaveLength(before)
  },
}

function made(stage: Stage): number {
  return stage.vendors().filter(({ name }) => name === NAME).length
}

function gapMs({ creates }: Trace): number {
  return (creates[1]?.atMs ?? 0) - (creates[0]?.atMs ?? 0)
}

/** What the emulator really asked for: a spent window says when it resets. */
function waitToldMs({ stage }: Trace): number {
  const waiting = stage.events.find((event) => event.kind === 'waiting')
  return waiting?.kind === 'waiting' ? (waiting.waitMs ?? 0) : 0
}

describe('a sync that meets', () => {
  const ITEMS = Array.from({ length: 8 }, (_, i) => ({
    name: `Synced ${i}`,
    origin_id: `survived-${i}`,
  }))
  const sync = ({ client }: Stage) =>
    client.sync('/rest/v1.0/vendors/sync', ITEMS, { body: { company_id: COMPANY } })

  it.each(['request-timeout-batch', 'batch-too-large'] as const)(
    '%s is sent in halves',
    async (id) => {
      const stage = await setUp()
      await switchOn(stage.fetch, URL_OF_STAGE, {
        failure: id,
        match: { path: '/rest/*' },
        times: 1,
      })
      const { entities, errors } = await stage.clock.run(sync(stage))
      expect(entities).toHaveLength(ITEMS.length)
      expect(errors).toEqual([])
      const sizes = stage.crossings
        .filter(({ method }) => method === 'PATCH')
        .map(({ body }) => JSON.parse(body).updates.length)
      expect(sizes).toEqual([8, 4, 4])
      stage.close()
    },
  )

  it('sync-items-rejected names the item by its index, and keeps the others', async () => {
    const stage = await setUp()
    await switchOn(stage.fetch, URL_OF_STAGE, { failure: 'sync-items-rejected', times: 1 })
    const { entities, errors } = await stage.clock.run(sync(stage))
    expect(entities).toHaveLength(ITEMS.length - 1)
    expect(errors.map(({ index }) => index)).toEqual([ITEMS.length - 1])
    stage.close()
  })
})

it('date-silently-dropped is told, although the write went well', async () => {
  const stage = await setUp()
  await switchOn(stage.fetch, URL_OF_STAGE, { failure: 'date-silently-dropped', times: 1 })
  const create = stage.client.post('/rest/v1.0/projects/{project_id}/rfis', {
    path: { project_id: 5001 },
    body: {
      rfi: {
        subject: 'When?',
        question: { body: '?' },
        assignee_ids: [7002],
        due_date: '2027-01-15T12:00:00Z',
      },
    },
  })
  await stage.clock.run(create)
  const noticed = stage.events.filter((event) => event.kind === 'noticed')
  expect(noticed).toMatchObject([{ failure: 'date-silently-dropped', applied: 'yes' }])
  stage.close()
})
