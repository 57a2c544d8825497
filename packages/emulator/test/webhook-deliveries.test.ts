/** The rules of deliveries (fact sheet section 10), over real HTTP to a real receiver, with time that is moved. */
import { afterEach, describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import {
  hang,
  PROJECT,
  type Reaction,
  say,
  startReceiver,
  turn,
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
    const piece = 'x'.repeat(65_536)
    let pieces = 0
    rig.receiver.reaction = (answer) => {
      answer.writeHead(200)
      const more = () => {
        do pieces += 1
        while (!answer.destroyed && answer.write(piece))
      }
      answer.on('drain', more)
      more()
    }
    const hook = await rig.hook()
    await rig.rfi()
    const [record] = await rig.deliveries(hook)
    expect(record.outcome).toBe('ok')
    expect(record.response_body).toHaveLength(10_000)
    expect(pieces * piece.length).toBeLessThan(20_000_000)
  })
})

it('the headers of the hook are sent, and the type is always JSON', async () => {
  const rig = await start()
  await rig.hook(['RFIs create'], {
    destination_headers: {
      Authorization: 'Token abcdef',
      'Content-Type': 'text/plain',
      'X-A': 'b',
    },
  })
  await rig.rfi()
  expect(rig.receiver.got).toMatchObject([
    {
      method: 'POST',
      path: '/notices',
      headers: { authorization: 'Token abcdef', 'content-type': 'application/json', 'x-a': 'b' },
    },
  ])
})

it('a transport that breaks its promise is a failed delivery, and the queue goes on', async () => {
  const answers: (() => unknown)[] = [
    () => undefined,
    () => {
      throw new Error('out of order')
    },
    () => new Response('fine'),
  ]
  const deliver = (() => answers.shift()?.()) as unknown as typeof fetch
  const rig = await start({ deliver })
  const hook = await rig.hook()
  await rig.rfi()
  await rig.pass('5s')
  const records = await rig.deliveries(hook)
  expect(records).toMatchObject([{ outcome: 'retried' }, { outcome: 'retried' }, { outcome: 'ok' }])
  expect(records[1].response_error).toBe('out of order')
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

  it('of each of sixty hooks is sent, fifty at a time', async () => {
    let most = 0
    const under: (() => void)[] = []
    const deliver: typeof fetch = () =>
      new Promise((resolve) => {
        under.push(() => resolve(new Response()))
        most = Math.max(most, under.length)
      })
    const rig = await start({ deliver })
    const hooks = await Promise.all(Array.from({ length: 60 }, () => rig.hook()))
    const made = rig.rfi()
    for (let sent = 0; sent < hooks.length; ) {
      while (under.length === 0) await turn()
      for (const land of under.splice(0)) {
        land()
        sent += 1
      }
    }
    await made
    expect(most).toBe(50)
    const outcomes = await Promise.all(hooks.map((id) => rig.outcomes(id)))
    expect(outcomes).toEqual(hooks.map(() => ['ok']))
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
