/** The rules of deliveries (fact sheet section 10), over real HTTP to a real receiver, with time that is moved. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classify } from '@underpin/failures'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/create-emulator.ts'
import { DEFAULT_PASSWORD } from '../src/world/default-world.ts'
import {
  hang,
  PROJECT,
  type Reaction,
  say,
  startReceiver,
  V1,
  V2_PROJECT,
  type WebhookRig,
  webhookRig,
} from './webhook-rig.ts'

const rigs: WebhookRig[] = []
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close()
})

async function start(options: EmulatorOptions = {}): Promise<WebhookRig> {
  const rig = await webhookRig(options)
  rigs.push(rig)
  return rig
}

const reset: Reaction = (answer) => answer.socket?.destroy()

describe('what counts as delivered', () => {
  it.each([
    { name: '200', reaction: say(200), want: { outcome: 'ok', response_status: 200 } },
    { name: '204 without a body', reaction: say(204), want: { outcome: 'ok', response_body: '' } },
    {
      name: 'a redirect is not followed, and is no delivery',
      reaction: say(302, { location: '/elsewhere' }),
      want: { outcome: 'failed', response_status: 302, response_error: null },
    },
    {
      name: 'a refusal, with what the receiver said',
      reaction: say(401, { 'x-why': 'header' }, 'who are you?'),
      want: {
        outcome: 'failed',
        response_status: 401,
        response_body: 'who are you?',
        response_headers: expect.objectContaining({ 'x-why': 'header' }),
      },
    },
    { name: 'a failure', reaction: say(503), want: { outcome: 'failed', response_status: 503 } },
    {
      name: 'a connection that is reset',
      reaction: reset,
      want: { outcome: 'failed', response_status: null, response_error: expect.any(String) },
    },
  ])('$name', async ({ reaction, want }) => {
    const rig = await start()
    rig.receiver.reaction = reaction
    const hook = await rig.hook()
    await rig.rfi()
    expect(await rig.deliveries(hook)).toMatchObject([want])
    expect(rig.receiver.got).toHaveLength(1)
  })

  it('nobody listens at the destination', async () => {
    const rig = await start()
    const gone = await startReceiver()
    await gone.close()
    const hook = await rig.hook(['RFIs create'], { destination_url: gone.url })
    await rig.rfi()
    const [record] = await rig.deliveries(hook)
    expect(record).toMatchObject({ outcome: 'failed', response_status: null })
    expect(record.response_error).toContain('ECONNREFUSED')
  })

  it('no answer within five seconds is a failure, and four seconds are none', async () => {
    const rig = await start()
    let answer: (() => void) | null = null
    rig.receiver.reaction = (reply) => {
      answer = () => reply.writeHead(200).end()
    }
    const hook = await rig.hook()
    const change = async () => {
      const seen = rig.receiver.got.length
      void rig.rfi()
      while (rig.receiver.got.length === seen) await turn()
    }
    await change()
    rig.clock.advance(4_999)
    expect(answer).not.toBeNull()
    ;(answer as unknown as () => void)()
    await rig.courier.settled()
    expect(await rig.outcomes(hook)).toEqual(['ok'])

    rig.receiver.reaction = hang
    await change()
    rig.clock.advance(5_000)
    await rig.courier.settled()
    const [, late] = await rig.deliveries(hook)
    expect(late).toMatchObject({ outcome: 'failed', response_error: 'no answer within 5 seconds' })
    expect(Date.parse(late.completed_at) - Date.parse(late.started_at)).toBe(5_000)
  })

  it('a receiver that answers without end is cut off, and has received the notice', async () => {
    const rig = await start()
    rig.receiver.reaction = (answer) => {
      answer.writeHead(200)
      const more = () => {
        while (!answer.destroyed && answer.write('x'.repeat(65_536)));
      }
      answer.on('drain', more)
      more()
    }
    const hook = await rig.hook()
    await rig.rfi()
    const [record] = await rig.deliveries(hook)
    expect(record.outcome).toBe('ok')
    expect(record.response_body).toHaveLength(10_000)
  })
})

describe('a queue that fails', () => {
  it('pauses, waits twice as long each time, up to an hour, and gives up after twelve', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    await rig.rfi()
    await rig.rfi('Behind it')
    await rig.pass('13h')
    await rig.signInAgain()
    const records = await rig.deliveries(hook)
    const startedMs = records.map((each: { started_at: string }) => Date.parse(each.started_at))
    const tries = startedMs.slice(0, -2)
    const waitsS = tries.slice(1).map((ms: number, at: number) => (ms - (tries[at] ?? 0)) / 1_000)
    const doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]
    expect(waitsS).toEqual([...doubling, ...Array(10).fill(3600)])
    expect((startedMs.at(-1) ?? 0) - (startedMs[0] ?? 0)).toBe(12 * 3_600_000)
    const outcomes = records.map((each: { outcome: string }) => each.outcome)
    expect(outcomes).toEqual([...Array(23).fill('retried'), 'discarded', 'discarded'])
    // One event held up the other, which was never sent.
    expect(new Set(rig.receiver.got.map(({ body }) => body.id)).size).toBe(1)
    expect(rig.receiver.got).toHaveLength(23)
    expect(rig.clock.pendingCount).toBe(0)
  })

  it('goes on in order as soon as one try succeeds, and counts from one again', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    const ids = [await rig.rfi('a'), await rig.rfi('b'), await rig.rfi('c')]
    await rig.pass('10s')
    rig.receiver.reaction = say(200)
    await rig.pass('10s')
    const told = rig.receiver.got.map(({ body }) => body.resource_id)
    expect(told).toEqual([...Array(5).fill(ids[0]), ids[1], ids[2]])
    expect(await rig.outcomes(hook)).toEqual([...Array(4).fill('retried'), 'ok', 'ok', 'ok'])
    rig.receiver.reaction = say(500)
    await rig.rfi('d')
    await rig.pass('1s')
    expect(rig.receiver.got).toHaveLength(9)
  })

  it('is a fresh start after it was flushed', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    await rig.rfi()
    await rig.pass('12h')
    await rig.signInAgain()
    rig.receiver.reaction = say(200)
    await rig.rfi('After')
    expect((await rig.outcomes(hook)).slice(-2)).toEqual(['discarded', 'ok'])
  })

  it('does not hold up the queue of another hook', async () => {
    const rig = await start()
    const other = await startReceiver()
    rig.receiver.reaction = say(500)
    await rig.hook()
    await rig.hook(['RFIs create'], { destination_url: other.url, namespace: 'other-app' })
    await rig.rfi()
    await rig.rfi()
    expect([rig.receiver.got.length, other.got.length]).toEqual([1, 2])
    await other.close()
  })

  it('is tried at once when its hook is changed', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    await rig.rfi()
    await rig.pass('2h')
    await rig.signInAgain()
    const mended = await startReceiver()
    await rig.send('PATCH', `${V1}/${hook}`, {
      project_id: PROJECT,
      hook: { destination_url: mended.url },
    })
    await rig.courier.settled()
    expect(mended.got).toHaveLength(1)
    await mended.close()
  })

  it.each([
    { choice: 'never', status: 'active' },
    { choice: 'on-discard', status: 'disabled' },
  ])(
    'leaves the hook $status where deactivation is assumed $choice',
    async ({ choice, status }) => {
      const rig = await start({ assumptions: { 'webhook-deactivation': choice } })
      rig.receiver.reaction = say(500)
      const hook = await rig.hook()
      await rig.rfi()
      await rig.pass('12h')
      await rig.signInAgain()
      const shown = await rig.send('GET', `${V2_PROJECT}/hooks/${hook}`)
      expect(shown.json.data.status).toBe(status)
      await rig.rfi('After')
      expect(rig.receiver.got.length).toBe(status === 'active' ? 24 : 23)
    },
  )

  it('of a disabled hook rests, and its events are lost to it while it is', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    const first = await rig.rfi()
    const path = `${V2_PROJECT}/hooks/${hook}`
    expect((await rig.send('PATCH', path, { status: 'disabled' })).json.data.status).toBe(
      'disabled',
    )
    await rig.rfi('Not told of')
    await rig.pass('1h')
    const [event] = (await rig.send('GET', `${path}/deliveries`)).json.data
    expect(event).toMatchObject({ status: 'failed' })
    rig.receiver.reaction = say(200)
    await rig.send('PATCH', path, { status: 'active' })
    await rig.courier.settled()
    expect(rig.receiver.got.map(({ body }) => body.resource_id)).toEqual([first, first])
  })
})

describe('what makes an event', () => {
  it.each([
    { name: 'a create', trigger: 'RFIs create', want: ['create'] },
    { name: 'an update', trigger: 'RFIs UPDATE', want: ['update'] },
    { name: 'nothing of another resource', trigger: 'Submittals create', want: [] },
  ])('$name', async ({ trigger, want }) => {
    const rig = await start()
    await rig.hook([trigger])
    const id = await rig.rfi()
    const path = `/rest/v1.0/projects/${PROJECT}/rfis/${id}`
    await rig.send('PATCH', path, { rfi: { subject: 'Changed' } })
    await rig.send('PATCH', path, { rfi: { assignee_ids: [] } })
    await rig.courier.settled()
    expect(rig.receiver.got.map(({ body }) => body.event_type)).toEqual(want)
  })

  it('every item of a sync that was stored, and none that was refused', async () => {
    const rig = await start()
    await companyHook(rig, 'Company Vendors', 'create')
    await rig.send('PATCH', '/rest/v1.0/vendors/sync', {
      company_id: 4001,
      updates: [{ name: 'One' }, { name: '' }, { name: 'Two' }],
    })
    await rig.courier.settled()
    expect(rig.receiver.got).toHaveLength(2)
  })

  it('a change of the company carries no project', async () => {
    const rig = await start()
    await companyHook(rig, 'Company Vendors', 'create')
    await rig.send('POST', '/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'New' } })
    await rig.courier.settled()
    const [notice] = rig.receiver.got
    expect(notice?.body).toMatchObject({ company_id: 4001, resource_name: 'Company Vendors' })
    expect(notice?.body).not.toHaveProperty('project_id')
    expect(notice?.body.metadata.source_project_id).toBeNull()
  })

  it('who acted is told, so that an app can tell its own changes', async () => {
    const rig = await start()
    await rig.hook()
    const service = await rig.service()
    await service('POST', `/rest/v1.0/projects/${PROJECT}/rfis`, {
      rfi: { subject: 'By the app', question: { body: '?' }, assignee_ids: [7002] },
    })
    await rig.courier.settled()
    const { metadata, user_id: userId } = rig.receiver.got[0]?.body ?? {}
    expect(metadata.source_application_id).toBe('underpin-service')
    expect(userId).toBe(metadata.source_user_id)
  })

  it.each([
    { choice: 'per-hook', ids: 2 },
    { choice: 'shared', ids: 1 },
  ])('two hooks hear of one change by $ids ids where they are $choice', async ({ choice, ids }) => {
    const rig = await start({ assumptions: { 'webhook-event-ids': choice } })
    await rig.hook()
    await rig.hook()
    await rig.rfi()
    expect(rig.receiver.got).toHaveLength(2)
    expect(new Set(rig.receiver.got.map(({ body }) => body.ulid)).size).toBe(ids)
  })
})

describe('faults', () => {
  it('a delivery fails as if nobody answered, and the receiver gets the next try', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-delivery-failing', times: 2 })
    await rig.rfi()
    await rig.pass('1s')
    expect(rig.receiver.got).toHaveLength(0)
    await rig.pass('2s')
    expect(rig.receiver.got).toHaveLength(1)
    expect(await rig.outcomes(hook)).toEqual(['retried', 'retried', 'ok'])
  })

  it('a delivery fails after the receiver did its work, and comes again', async () => {
    const rig = await start()
    await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-delivery-failing', times: 1, applied: true })
    await rig.rfi()
    await rig.pass('1s')
    const ids = rig.receiver.got.map(({ body }) => body.ulid)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('a queue is flushed as if twelve hours had passed', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-discarded', times: 1 })
    await rig.rfi()
    await rig.rfi('The next one')
    expect(await rig.outcomes(hook)).toEqual(['discarded', 'ok'])
    expect(rig.receiver.got).toHaveLength(1)
  })

  it('an event comes twice and no more often, however long the fault is on', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-duplicate' })
    await rig.rfi()
    await rig.rfi()
    expect(await rig.outcomes(hook)).toEqual(['ok', 'ok', 'ok', 'ok'])
    const ids = rig.receiver.got.map(({ body }) => body.ulid)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).toBe(ids[3])
    expect(new Set(ids).size).toBe(2)
    const body = JSON.stringify(rig.receiver.got.map((notice) => notice.body))
    const known = classify({ surface: 'webhook', response: { body } })
    expect(known?.failure).toBe('webhook-duplicate')
  })

  it.each([
    { match: { path: '/notices' }, isRaised: true },
    { match: { path: '/other*' }, isRaised: false },
    { match: { companyId: 4001, clientId: 'underpin-app', method: 'POST' }, isRaised: true },
    { match: { clientId: 'underpin-service' }, isRaised: false },
  ])('are for the deliveries that match: $match', async ({ match, isRaised }) => {
    const rig = await start()
    const hook = await rig.hook()
    const { json } = await rig.calls.door('faults', { failure: 'webhook-discarded', match })
    await rig.rfi()
    expect(await rig.outcomes(hook)).toEqual([isRaised ? 'discarded' : 'ok'])
    const fault = await rig.calls.door(`faults/${json.number}`)
    expect(fault.json.raised).toBe(isRaised ? 1 : 0)
  })
})

describe('the state of the queues', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  it('goes on after a restart, with the waits that were left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
    folders.push(folder)
    const dataFile = join(folder, 'world.db')
    const clock = new VirtualClock()
    const before = await webhookRig({ dataFile, clock })
    const kept = await startReceiver()
    kept.reaction = say(500)
    const hook = await before.hook(['RFIs create'], { destination_url: kept.url })
    await before.rfi('First')
    await before.pass('20s')
    await before.rfi('Second')
    const tried = kept.got.length
    const left = new VirtualClock(before.emulator.parts.platform.clock.nowMs())
    await before.close()
    expect(clock.pendingCount).toBe(0)

    kept.reaction = say(200)
    const after = await start({ dataFile, clock: left })
    await after.courier.settled()
    expect(kept.got).toHaveLength(tried)
    await after.pass('11s')
    expect(kept.got).toHaveLength(tried + 2)
    expect((await after.outcomes(hook)).slice(-2)).toEqual(['ok', 'ok'])
    await kept.close()
  })

  it('is gone after a reset, together with the timers', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    await rig.hook()
    await rig.rfi()
    await rig.calls.door('reset', {})
    await rig.courier.settled()
    expect(rig.clock.pendingCount).toBe(0)
    await rig.pass('2h')
    expect(rig.receiver.got).toHaveLength(1)
    await rig.signInAgain()
    expect((await rig.send('GET', `${V1}?project_id=${PROJECT}`)).json).toEqual([])
  })

  it('comes back with a snapshot, and its time with it', async () => {
    const rig = await start()
    rig.receiver.reaction = say(500)
    const hook = await rig.hook()
    await rig.rfi()
    await rig.pass('3s')
    const snapshot = (await rig.calls.door('snapshot')).json
    expect(rig.receiver.got).toHaveLength(3)
    rig.receiver.reaction = say(200)
    await rig.pass('1h')
    expect(rig.receiver.got).toHaveLength(4)
    await rig.calls.door('snapshot', snapshot, 'PUT')
    await rig.courier.settled()
    await rig.pass('3s')
    expect(rig.receiver.got).toHaveLength(4)
    await rig.pass('1s')
    expect(rig.receiver.got).toHaveLength(5)
    await rig.signInAgain()
    expect(await rig.outcomes(hook)).toEqual(['retried', 'retried', 'retried', 'ok'])
  })

  it('closing ends a delivery under way, and leaves no timer', async () => {
    const rig = await webhookRig()
    rig.receiver.reaction = hang
    await rig.hook()
    void rig.rfi()
    while (rig.receiver.got.length === 0) await turn()
    await rig.close()
    expect(rig.clock.pendingCount).toBe(0)
  })

  it('an emulator without hooks has no table, no timer and no listener for them', async () => {
    const rig = await start()
    await rig.rfi()
    const { database } = rig.emulator.parts.platform
    const tables = database.all("SELECT name FROM sqlite_master WHERE name LIKE 'webhook%'")
    expect(tables).toEqual([])
    expect(rig.clock.pendingCount).toBe(0)
  })
})

describe('outbound safety', () => {
  it.each([
    {
      url: 'https://hooks.example.com/in',
      says: /loopback addresses only, and hooks\.example\.com/,
    },
    { url: 'http://169.254.169.254/latest/meta-data', says: /loopback addresses only/ },
    { url: 'http://me:s3cret-word@127.0.0.1:1/in', says: /destination_headers/ },
  ])('$url is taken by the API, and nothing is sent there', async ({ url, says }) => {
    const sent: string[] = []
    const deliver: typeof fetch = async (to) => {
      sent.push(String(to))
      return new Response(null, { status: 204 })
    }
    const rig = await start({ deliver })
    const hook = await rig.hook(['RFIs create'], { destination_url: url })
    await rig.rfi()
    const [record] = await rig.deliveries(hook)
    expect(record).toMatchObject({ outcome: 'failed', response_status: null })
    expect(record.response_error).toMatch(says)
    expect(record.response_error).not.toContain('s3cret-word')
    expect(sent).toEqual([])
  })

  it('anywhere is allowed by name, with the fetch that was handed in', async () => {
    const sent: [string, RequestInit | undefined][] = []
    const deliver: typeof fetch = async (to, init) => {
      sent.push([String(to), init])
      return new Response('noted', { status: 202 })
    }
    const rig = await start({ deliver, webhookDestinations: 'anywhere' })
    const url = 'https://hooks.example.com/in'
    const hook = await rig.hook(['RFIs create'], { destination_url: url })
    await rig.rfi()
    expect(sent.map(([to]) => to)).toEqual([url])
    expect(sent[0]?.[1]).toMatchObject({ method: 'POST', redirect: 'manual' })
    const [record] = await rig.deliveries(hook)
    expect(record).toMatchObject({ outcome: 'ok', response_status: 202, response_body: 'noted' })
  })

  it('no secret of a hook is in the journal or the log, not even where a receiver repeats it', async () => {
    const secret = 'the-password-of-a-receiver'
    const rig = await start()
    rig.receiver.reaction = (answer, { headers }) =>
      answer.writeHead(500).end(`you said ${headers.authorization}`)
    const hook = await rig.hook(['RFIs create'], {
      destination_headers: { Authorization: `Basic ${secret}`, 'X-Key': `${secret}-2` },
    })
    await rig.rfi()
    const [record] = await rig.deliveries(hook)
    expect(record.response_body).toContain(secret)
    const journal = JSON.stringify((await rig.calls.door('journal')).json)
    expect(journal).toContain('destination_headers')
    expect(journal).not.toContain(secret)
    expect(journal).not.toContain(DEFAULT_PASSWORD)
  })
})

async function companyHook(rig: WebhookRig, name: string, type: string): Promise<number> {
  const settings = { api_version: 'v2', namespace: 'my-app', destination_url: rig.receiver.url }
  const made = await rig.send('POST', V1, { company_id: 4001, hook: settings })
  await rig.send('POST', `${V1}/${made.json.id}/triggers`, {
    company_id: 4001,
    trigger: { resource_name: name, event_type: type },
  })
  return made.json.id
}

/** One round of the event loop: sockets get their turn, and no time passes. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
