/** Webhooks of the status page, to a real receiver. */
import { afterEach, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { INCIDENT, READER, subscriptionRig } from './subscription-rig.ts'
import { hang, say, startReceiver, turn } from './webhook-rig.ts'

const HOUR_MS = 3_600_000
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function setUp(options: EmulatorOptions = {}) {
  const receiver = await startReceiver()
  const rig = subscriptionRig(options)
  let isOpen = true
  const close = () => {
    if (isOpen) rig.emulator.close()
    isOpen = false
  }
  ends.push(receiver.close, close)
  const pass = (advance: string) => rig.door('clock', { advance })
  const nowMs = () => rig.emulator.parts.platform.clock.nowMs()
  return { ...rig, receiver, pass, close, nowMs }
}

it('a webhook gets the incident and then the component, in the shapes of Statuspage', async () => {
  const { subscribeWebhook, board, receiver, pass, clock, ask } = await setUp()
  await subscribeWebhook(receiver.url)
  const { id, updates } = board.openIncident(INCIDENT)
  await pass('0s')
  const at = new Date(clock.nowMs()).toISOString()
  expect(receiver.got).toHaveLength(2)
  const [incident, component] = receiver.got.map(({ body }) => body)
  const { status } = JSON.parse((await ask('/api/v2/status.json')).text)
  const unsubscribe = expect.stringMatching(/^http:\/\/localhost:4011\/subscribe\/manage\/1\./)
  const meta = { unsubscribe, documentation: 'http://localhost:4011/subscribe?way=webhook' }
  expect(incident).toMatchObject({
    meta,
    page: {
      id: 'jxb4w0vdl2tv',
      status_indicator: status.indicator,
      status_description: status.description,
    },
    incident: {
      ...{ id, name: 'Elevated errors', status: 'investigating', impact: 'major', created_at: at },
      ...{ backfilled: false, scheduled_for: null, resolved_at: null },
      incident_updates: [{ id: updates[0]?.id, body: 'We are looking into it.' }],
    },
  })
  expect(component).toEqual({
    meta,
    page: incident.page,
    component_update: {
      ...{ created_at: at, new_status: 'partial_outage', old_status: 'operational' },
      ...{ id: expect.any(String), component_id: '47gjht5rzqch' },
    },
    component: {
      ...{ created_at: at, id: '47gjht5rzqch', name: 'API Gateway', status: 'partial_outage' },
    },
  })
})

it('a maintenance comes as an incident with its window, each time once', async () => {
  const { subscribeWebhook, board, receiver, pass, clock } = await setUp()
  await subscribeWebhook(receiver.url, ['Support Site', 'Webhooks'])
  const startMs = clock.nowMs() + 24 * HOUR_MS
  board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  await pass('3d')
  const incidents = receiver.got.flatMap(({ body }) => body.incident ?? [])
  expect(incidents.map(({ status }) => status)).toEqual(['scheduled', 'in_progress', 'completed'])
  expect(incidents[0]).toMatchObject({
    impact: 'maintenance',
    scheduled_for: new Date(startMs).toISOString(),
    scheduled_until: new Date(startMs + HOUR_MS).toISOString(),
  })
  const changed = receiver.got.flatMap(({ body }) => body.component_update ?? [])
  expect(changed.map(({ component_id: id, new_status: to }) => `${id} ${to}`)).toEqual([
    '944dgf517gm9 under_maintenance',
    '944dgf517gm9 operational',
  ])
})

it('what fails is tried again with longer and longer waits, and nothing overtakes it', async () => {
  const { subscribeWebhook, board, receiver, pass, nowMs } = await setUp()
  await subscribeWebhook(receiver.url)
  const startMs = nowMs()
  const triedS: number[] = []
  receiver.reaction = (answer, notice) => {
    triedS.push((nowMs() - startMs) / 1_000)
    const isTaken = triedS.length > 4
    say(isTaken ? 200 : 500)(answer, notice)
  }
  const { id } = board.openIncident({ ...INCIDENT, components: [] })
  board.updateIncident(id, { status: 'resolved' })
  await pass('1h')
  expect(triedS).toEqual([0, 1, 3, 7, 15, 15])
  const statuses = receiver.got.map(({ body }) => body.incident.status)
  expect(statuses).toEqual([...Array(5).fill('investigating'), 'resolved'])
})

it('what is refused for ever is dropped after thirteen tries, and the next one is sent', async () => {
  const { subscribeWebhook, board, receiver, pass, clock } = await setUp()
  await subscribeWebhook(receiver.url)
  receiver.reaction = say(410)
  board.openIncident({ ...INCIDENT, components: [] })
  await pass('2h')
  expect(receiver.got).toHaveLength(13)
  receiver.reaction = say(200)
  board.openIncident({ ...INCIDENT, components: [], name: 'Next' })
  await pass('1h')
  expect(receiver.got.at(-1)?.body.incident.name).toBe('Next')
  expect(receiver.got).toHaveLength(14)
  expect(clock.pendingCount).toBe(0)
})

it('a receiver that answers nothing holds up nobody else', async () => {
  const other = await startReceiver()
  ends.push(other.close)
  const { subscribeWebhook, board, receiver, close, clock } = await setUp()
  receiver.reaction = hang
  await subscribeWebhook(receiver.url)
  await subscribeWebhook(other.url)
  board.openIncident({ ...INCIDENT, components: [] })
  await expect.poll(() => other.got.length).toBe(1)
  close()
  await turn()
  expect(clock.pendingCount).toBe(0)
})

it('with the end of a subscription its posts end, and the mail to it manages it', async () => {
  const { subscribeWebhook, board, receiver, pass, post } = await setUp()
  await subscribeWebhook(receiver.url)
  receiver.reaction = say(500)
  board.openIncident({ ...INCIDENT, components: [] })
  await pass('0s')
  const { pathname } = new URL(receiver.got[0]?.body.meta.unsubscribe)
  await post(pathname, { do: 'end' })
  await pass('2h')
  expect(receiver.got).toHaveLength(1)
})

it('another machine is never posted to, also when a snapshot names one', async () => {
  const asked: string[] = []
  const deliver: typeof fetch = async (input) => {
    asked.push(String(input))
    return new Response('')
  }
  const { subscribeWebhook, board, emulator, pass } = await setUp({ deliver })
  await subscribeWebhook('http://localhost:9/in')
  board.openIncident({ ...INCIDENT, components: [] })
  await pass('0s')
  expect(asked).toEqual(['http://localhost:9/in'])
  const { database } = emulator.parts.platform
  database.run("UPDATE status_subscriptions SET address = 'http://10.0.0.1/'")
  board.openIncident({ ...INCIDENT, components: [] })
  await pass('2h')
  expect(asked).toHaveLength(1)
})

it('a webhook is confirmed by whoever has the mail address', async () => {
  const { request, board, receiver, pass } = await setUp()
  await request({ way: 'webhook', address: receiver.url, mail: READER })
  board.openIncident(INCIDENT)
  await pass('1h')
  expect(receiver.got).toEqual([])
})
