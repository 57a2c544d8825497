/** The queues of webhooks over restarts, resets and snapshots, and what of them never leaves this machine. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import {
  hang,
  PROJECT,
  say,
  startReceiver,
  turn,
  V1,
  type WebhookRig,
  webhookRig,
} from './webhook-rig.ts'

const rigs: WebhookRig[] = []
const folders: string[] = []
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function start(options: EmulatorOptions = {}): Promise<WebhookRig> {
  const rig = await webhookRig(options)
  rigs.push(rig)
  return rig
}

describe('the state of the queues', () => {
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

  it('a reset ends a delivery under way, and a new hook is served at once', async () => {
    const rig = await start()
    rig.receiver.reaction = hang
    const first = await rig.hook()
    void rig.rfi()
    while (rig.receiver.got.length === 0) await turn()
    await rig.calls.door('reset', {})
    await rig.signInAgain()
    rig.receiver.reaction = say(200)
    const again = await rig.hook()
    await rig.rfi()
    expect(again).toBe(first)
    expect(await rig.outcomes(again)).toEqual(['ok'])
    expect(rig.clock.pendingCount).toBe(0)
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

  it.each([
    { name: 'as it was made', isReopened: false },
    { name: 'after a restart, when nobody has shown it yet', isReopened: true },
  ])(
    'no secret of a hook is in the journal, not even where a receiver repeats it: $name',
    async (row) => {
      const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
      folders.push(folder)
      const secret = 'the-password-of-a-receiver'
      let rig = await webhookRig({ dataFile: join(folder, 'world.db') })
      rig.receiver.reaction = (answer, { headers }) =>
        answer.writeHead(500).end(`you said ${headers.authorization?.slice(6)}`)
      const hook = await rig.hook(['RFIs create'], {
        destination_headers: { Authorization: `Basic ${secret}`, 'X-Key': `${secret}-2` },
      })
      await rig.rfi()
      if (row.isReopened) {
        await rig.close()
        rig = await webhookRig({ dataFile: join(folder, 'world.db') })
      }
      rigs.push(rig)
      const since = (await rig.calls.journal()).at(-1).n
      const [record] = await rig.deliveries(hook)
      expect(record.response_body).toContain(secret)
      const { json } = await rig.calls.door(`journal?since=${row.isReopened ? since : 0}`)
      const journal = JSON.stringify(json)
      expect(journal).toContain('you said ')
      expect(journal).not.toContain(secret)
    },
  )

  it('what is shown of a delivery is clean, before the call that made the hook was ever shown', async () => {
    const secret = 'the-password-of-a-receiver'
    const rig = await start()
    rig.receiver.reaction = (answer) => answer.writeHead(500).end(`you said ${secret}`)
    const hook = await rig.hook(['RFIs create'], {
      destination_headers: { Authorization: `Basic ${secret}` },
    })
    await rig.rfi()
    await rig.deliveries(hook)
    const { closedCount } = rig.emulator.parts.journal
    const journal = JSON.stringify((await rig.calls.door(`journal?since=${closedCount - 1}`)).json)
    expect(journal).toContain('you said ')
    expect(journal).not.toContain(secret)
  })
})
