import { VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { UPLOAD_BOUNDS } from './storage.ts'
import { BodyRefused, timedBody } from './timed-body.ts'

const BOUNDS = { ...UPLOAD_BOUNDS, silenceMaxMs: 1_000, arrivalMaxMs: 10_000 }

/** A body whose chunks are sent by hand, and what has been read of it. */
function setUp(bytesMax = 1_000) {
  const clock = new VirtualClock()
  let sender: ReadableStreamDefaultController<Uint8Array> | null = null
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      sender = controller
    },
  })
  const init = { method: 'PUT', body, duplex: 'half' } as RequestInit
  const bytes = timedBody(new Request('http://storage.test/', init), clock, BOUNDS, bytesMax)
  const send = (count: number) => sender?.enqueue(new Uint8Array(count))
  return { clock, bytes, send, end: () => sender?.close() }
}

it('a body is what its chunks are, and leaves no timer', async () => {
  const { clock, bytes, send, end } = setUp()
  send(10)
  send(5)
  end()
  const lengths: number[] = []
  for await (const chunk of bytes) lengths.push(chunk.byteLength)
  expect([lengths, clock.pendingCount]).toEqual([[10, 5], 0])
})

it.each([
  { name: 'silence of a second', waits: [999, 1_000], read: 1 },
  { name: 'chunks that go on for too long', waits: Array(12).fill(999), read: 10 },
])('$name ends it as an upload that timed out', async ({ waits, read }) => {
  const { clock, bytes, send } = setUp()
  let count = 0
  const reading = (async () => {
    for await (const _ of bytes) count += 1
  })()
  const refused = expect(reading).rejects.toMatchObject({ refusal: { failure: 'upload-timeout' } })
  for (const waitMs of waits) {
    await clock.pass(waitMs)
    send(1)
    await clock.pass(0)
  }
  await refused
  expect([count, clock.pendingCount]).toEqual([read, 0])
})

it('the time that the reader takes is no silence of the sender', async () => {
  const { clock, bytes, send, end } = setUp()
  send(1)
  expect((await bytes.next()).done).toBe(false)
  await clock.pass(5_000)
  send(1)
  end()
  expect((await bytes.next()).done).toBe(false)
  expect((await bytes.next()).done).toBe(true)
})

it('a body over the bound is refused at its first byte too many', async () => {
  const { bytes, send } = setUp(10)
  send(10)
  send(1)
  expect((await bytes.next()).done).toBe(false)
  await expect(bytes.next()).rejects.toBeInstanceOf(BodyRefused)
})
