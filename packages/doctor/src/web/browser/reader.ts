/** Reads beside the page, in a worker, so that the page goes on while a large file is looked through. */
import { INPUT_BYTES_MAX } from '../../evidence/decode-input.ts'
import { readLongInput, TAIL_BYTES } from '../../evidence/read-end.ts'
import { readGiven, shownReading } from './read-given.ts'
import type { Asked, ShownReading, Told } from './shown-reading.ts'

/** Of a long file, what is looked at to tell a log from a document. */
const HEAD_BYTES = 64 * 1024

addEventListener('message', ({ data }: MessageEvent<Asked>) => void answer(data))
tell({ kind: 'ready', order: 0 })

async function answer({ order, given }: Asked): Promise<void> {
  tell({ kind: 'read', order, reading: await read(order, given) })
}

async function read(order: number, given: string | File): Promise<ShownReading> {
  try {
    if (typeof given === 'string') return readGiven(given)
    if (given.size > INPUT_BYTES_MAX) return await readLong(given)
    const bytes = await bytesOf(order, given)
    tell({ kind: 'progress', order, says: 'Looking for failures …', share: null })
    return readGiven(bytes)
  } catch (error) {
    // A file that is gone, or that may not be read; or memory that is not to be had.
    const reason = error instanceof Error ? error.message : String(error)
    return said(`It could not be read: ${reason} Choose it again, or paste the part that failed.`)
  }
}

/** Of a log too long to be read whole, the end; of anything else, why not. */
async function readLong(file: File): Promise<ShownReading> {
  const part = async (from: number, to?: number) =>
    new Uint8Array(await file.slice(from, to).arrayBuffer())
  const [head, end] = [await part(0, HEAD_BYTES), await part(file.size - TAIL_BYTES)]
  return shownReading(readLongInput({ head, end, sizeBytes: file.size }), end)
}

async function bytesOf(order: number, file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size)
  const reader = file.stream().getReader()
  let filled = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return bytes.subarray(0, filled)
    bytes.set(value, filled)
    filled += value.length
    tell({ kind: 'progress', order, says: 'Reading the file …', share: filled / file.size })
  }
}

function said(note: string): ShownReading {
  return { what: null, notes: [note], answers: [], seen: [], nearest: [] }
}

function tell(told: Told): void {
  postMessage(told)
}
