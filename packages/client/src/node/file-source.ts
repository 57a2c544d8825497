/** A file on disk as what an upload reads from: a part at a time, and its digests without any of it in memory. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { UploadSource } from '../upload/source.ts'

/** Read at once for a digest. A guess: larger gains nothing. */
const CHUNK_BYTES = 256 * 1024

/**
 * @param path of a file that stays as it is until the upload is over.
 * @throws what the file system says, when there is no such file; {TypeError} when it is none.
 */
export async function fileSource(path: string): Promise<UploadSource> {
  const first = await stat(path)
  if (!first.isFile()) throw new TypeError(`${path} is no file`)
  const { size: sizeBytes, mtimeMs } = first
  const assertSame = async () => {
    const now = await stat(path)
    if (now.size === sizeBytes && now.mtimeMs === mtimeMs) return
    throw new TypeError(`${path} was changed while it was being uploaded: begin again`)
  }
  return {
    sizeBytes,
    read: async (fromByte, toByte) => {
      const bytes = new Uint8Array(toByte - fromByte)
      const file = await open(path)
      try {
        let at = 0
        while (at < bytes.length) {
          const { bytesRead } = await file.read(bytes, at, bytes.length - at, fromByte + at)
          if (bytesRead === 0) throw new TypeError(`${path} ends at byte ${fromByte + at}`)
          at += bytesRead
        }
      } finally {
        await file.close()
      }
      // Afterwards: what was read before a change is right.
      await assertSame()
      return bytes
    },
    sha256: async (fromByte, toByte) => {
      const hash = createHash('sha256')
      if (toByte > fromByte) {
        const range = { start: fromByte, end: toByte - 1, highWaterMark: CHUNK_BYTES }
        for await (const chunk of createReadStream(path, range)) hash.update(chunk as Buffer)
      }
      await assertSame()
      return hash.digest('hex')
    },
  }
}
