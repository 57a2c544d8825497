/**
 * Survived, at the receiver: each failure of webhooks is raised by its id and by its real cause, and what
 * Procore tells of is handled once, or is found where nothing was told.
 */
import { CatchUp, oldestDiscarded } from '@underpin/client/webhooks'
import { FAILURE_IDS } from '@underpin/failures'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PROJECT, switchOn } from './platform.ts'
import { URL_OF_STAGE } from './stage.ts'
import { setUpWebhooks, type WebhookStage } from './webhook-stage.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

async function open(...options: Parameters<typeof setUpWebhooks>): Promise<WebhookStage> {
  const stage = await setUpWebhooks(...options)
  onTestFinished(() => {
    stage.close()
    expect(stage.clock.pendingCount, 'timers left').toBe(0)
  })
  return stage
}

const down = () => new Response(null, { status: 503 })
const raise = ({ fetch }: WebhookStage, failure: string, more: object = {}) =>
  switchOn(fetch, URL_OF_STAGE, { failure, times: 1, ...more })

/** Lets deliveries and their waits happen. */
async function pass(stage: WebhookStage, forMs: number): Promise<void> {
  for (let leftMs = forMs; leftMs > 0; leftMs -= MINUTE_MS) {
    await stage.settled()
    await stage.clock.pass(Math.min(leftMs, MINUTE_MS))
  }
  await stage.settled()
}

it.each(['v2.0', 'v3.0', 'v4.0'] as const)(
  '%s: every change is told and handled once',
  async (version) => {
    const stage = await open({}, version)
    const changed = [await stage.change(), await stage.change()]
    await pass(stage, MINUTE_MS)
    expect(stage.handled).toEqual(changed)
    expect(stage.delivered).toEqual(changed)
  },
)

describe('webhook-delivery-failing', () => {
  it('raised by its id: it comes again, and is handled', async () => {
    const stage = await open()
    await raise(stage, 'webhook-delivery-failing')
    const changed = await stage.change()
    await pass(stage, MINUTE_MS)
    expect(stage.handled).toEqual([changed])
  })

  it('a receiver that did the work and answered too late does it once', async () => {
    const stage = await open()
    await raise(stage, 'webhook-delivery-failing', { applied: true })
    const changed = await stage.change()
    await pass(stage, MINUTE_MS)
    expect(stage.delivered).toEqual([changed, changed])
    expect(stage.handled).toEqual([changed])
  })

  it('a receiver that is down for hours gets everything afterwards, in order, once', async () => {
    const stage = await open()
    stage.before = down
    const changed: string[] = []
    for (let i = 0; i < 3; i++) {
      changed.push(await stage.change())
      await pass(stage, HOUR_MS)
    }
    expect(stage.handled).toEqual([])
    stage.before = () => null
    await pass(stage, 2 * HOUR_MS)
    expect(stage.handled).toEqual(changed)
  })

  it('an event that could not be handled is new when it comes again', async () => {
    const stage = await open()
    let tries = 0
    stage.handle = () => {
      tries += 1
      if (tries < 3) throw new Error('the database is away')
    }
    const changed = await stage.change()
    await pass(stage, MINUTE_MS)
    expect(stage.kinds).toEqual(['new', 'new', 'new'])
    expect(stage.handled).toEqual([changed])
  })
})

describe('webhook-duplicate', () => {
  it('raised by its id: it comes twice, and is handled once', async () => {
    const stage = await open()
    await raise(stage, 'webhook-duplicate')
    const changed = await stage.change()
    await pass(stage, MINUTE_MS)
    expect(stage.delivered).toEqual([changed, changed])
    expect(stage.kinds).toEqual(['new', 'duplicate'])
    expect(stage.handled).toEqual([changed])
  })
})

describe('webhook-discarded', () => {
  const catchUpOf = ({ client, clock }: WebhookStage) =>
    new CatchUp<{ id: number }>(client, `/rest/v1.0/projects/${PROJECT}/rfis`, {
      sinceMs: clock.nowMs(),
      clock,
    })
  const ids = async (stage: WebhookStage, catchUp: CatchUp<{ id: number }>, fromMs?: number) => {
    const read = async () => {
      const found: string[] = []
      for await (const { id } of catchUp.changes(fromMs)) found.push(String(id))
      return found
    }
    return stage.clock.run(read())
  }
  const discardedSince = (stage: WebhookStage, afterMs?: number) =>
    stage.clock.run(
      oldestDiscarded(stage.client, { hookId: stage.hookId, projectId: PROJECT }, afterMs),
    )

  it('raised by its id: what was not told is read, once', async () => {
    const stage = await open()
    await pass(stage, HOUR_MS)
    const catchUp = catchUpOf(stage)
    expect(await discardedSince(stage)).toBeNull()
    await raise(stage, 'webhook-discarded')
    const changed = await stage.change()
    await pass(stage, MINUTE_MS)
    expect(stage.delivered).toEqual([])
    const fromMs = await discardedSince(stage)
    expect(fromMs).not.toBeNull()
    expect(await ids(stage, catchUp, fromMs ?? 0)).toEqual([changed])
    expect(await ids(stage, catchUp, fromMs ?? 0)).toEqual([])
  })

  it('a receiver that was down for thirteen hours finds every change, once', async () => {
    const stage = await open()
    await pass(stage, HOUR_MS)
    const catchUp = catchUpOf(stage)
    stage.before = down
    const changed: string[] = []
    for (let i = 0; i < 4; i++) {
      changed.push(await stage.change())
      await pass(stage, 3 * HOUR_MS + 15 * MINUTE_MS)
    }
    stage.before = () => null
    // Told as usual again.
    const later = await stage.change()
    await pass(stage, HOUR_MS)
    const fromMs = await discardedSince(stage)
    expect(fromMs).not.toBeNull()
    const found = await ids(stage, catchUp, fromMs ?? 0)
    expect(found.toSorted()).toEqual([...changed, later].toSorted())
    expect(new Set([...found, ...stage.handled])).toEqual(new Set([...changed, later]))
    expect(await discardedSince(stage, catchUp.sinceMs)).toBeNull()
    expect(await ids(stage, catchUp)).toEqual([])
  })
})

it('what our own app changed is an echo; v4.0 does not say who did, and is handled', async () => {
  const own = { applicationId: 'underpin-app' }
  const stage = await open({ own })
  await stage.change('own')
  const changed = await stage.change('other')
  await pass(stage, MINUTE_MS)
  expect(stage.kinds).toEqual(['echo', 'new'])
  expect(stage.handled).toEqual([changed])
  const silent = await open({ own }, 'v4.0')
  const both = [await silent.change('own'), await silent.change('other')]
  await pass(silent, MINUTE_MS)
  expect(silent.handled).toEqual(both)
})

it('every failure of webhooks is among these', () => {
  const told = ['webhook-delivery-failing', 'webhook-discarded', 'webhook-duplicate']
  expect([...FAILURE_IDS.webhook].toSorted()).toEqual(told)
})
