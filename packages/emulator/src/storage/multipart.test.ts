import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Refusal } from '../reply.ts'
import { FIELD_BYTES_MAX, readMultipart } from './multipart.ts'

interface Part {
  readonly name: string
  readonly value: string
  readonly isFile: boolean
}

function bodyOf(parts: readonly Part[], boundary = 'edge'): Buffer {
  const written = parts.map(({ name, value, isFile }) => {
    const file = isFile ? '; filename="a.bin"\r\ncontent-type: application/octet-stream' : ''
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
  })
  return Buffer.from(`${written.join('')}--${boundary}--\r\n`, 'latin1')
}

/** @param cuts where the body is cut into the chunks that it comes in. */
async function* inPieces(body: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [...new Set(cuts.map((cut) => cut % body.length))].toSorted((a, b) => a - b)
  let from = 0
  for (const to of [...places, body.length]) {
    if (to > from) yield body.subarray(from, to)
    from = to
  }
}

async function read(body: AsyncIterable<Uint8Array>, type = 'multipart/form-data; boundary=edge') {
  const parts: Part[] = []
  const refusal = await readMultipart(type, body, {
    field: (name, value) => parts.push({ name, value, isFile: false }),
    async file({ name, bytes }) {
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      parts.push({ name, value: Buffer.concat(chunks).toString('latin1'), isFile: true })
      return null
    },
  })
  return { parts, refusal }
}

it('a body reads the same, whatever pieces it comes in', async () => {
  const part = fc.record({
    name: fc.constantFrom('a', 'rfi[subject]', 'attachments[]'),
    value: fc.string({
      unit: fc.constantFrom('\r', '\n', '-', 'edge', 'x', '\x00'),
      maxLength: 60,
    }),
    isFile: fc.boolean(),
  })
  const cuts = fc.array(fc.nat(5_000), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), cuts, async (parts, at) => {
      // A part may hold anything but the boundary itself.
      fc.pre(parts.every(({ value }) => !value.includes('--edge')))
      const got = await read(inPieces(bodyOf(parts), at))
      expect(got.refusal).toBeNull()
      const inOrder = (isFile: boolean) => (all: readonly Part[]) =>
        all.filter((each) => each.isFile === isFile)
      for (const kind of [inOrder(true), inOrder(false)])
        expect(kind(got.parts)).toEqual(kind(parts))
    }),
  )
})

it.each([
  {
    name: 'cut in a file',
    body: bodyOf([{ name: 'a', value: 'xyz', isFile: true }]).subarray(0, 95),
  },
  { name: 'cut in a header', body: Buffer.from('--edge\r\ncontent-dispo') },
  { name: 'that is none', body: Buffer.from('hello') },
  { name: 'that is empty', body: Buffer.alloc(0) },
])('a body $name is refused as malformed', async ({ body }) => {
  const { refusal } = await read(inPieces(body, [3, 60]))
  expect(refusal?.failure).toBe('malformed-json')
})

it('a type without a boundary is refused', async () => {
  const { refusal } = await read(inPieces(bodyOf([]), []), 'multipart/form-data')
  expect(refusal?.failure).toBe('malformed-json')
})

it('fields beyond the bound are refused', async () => {
  const value = 'x'.repeat(FIELD_BYTES_MAX)
  const parts = [
    { name: 'a', value, isFile: false },
    { name: 'b', value: 'x', isFile: false },
  ]
  const { refusal } = await read(inPieces(bodyOf(parts), [1_000_000]))
  expect(refusal?.failure).toBe('batch-too-large')
})

it('nothing more is read once a file was refused', async () => {
  const refused: Refusal = { failure: 'upload-link-expired' }
  let chunks = 0
  async function* endless() {
    yield bodyOf([{ name: 'a', value: 'x', isFile: true }]).subarray(0, -12)
    for (; chunks < 10_000; chunks++) yield Buffer.alloc(1_000)
  }
  const refusal = await readMultipart('multipart/form-data; boundary=edge', endless(), {
    field: () => undefined,
    file: async () => refused,
  })
  expect(refusal).toBe(refused)
  expect(chunks).toBeLessThan(100)
})

it('what goes wrong in taking a file is no fault of the body', async () => {
  const full = new Error('no space left on the disk')
  const body = inPieces(bodyOf([{ name: 'a', value: 'x'.repeat(1_000), isFile: true }]), [200, 400])
  const taking = readMultipart('multipart/form-data; boundary=edge', body, {
    field: () => undefined,
    file: async () => {
      throw full
    },
  })
  await expect(taking).rejects.toBe(full)
})
