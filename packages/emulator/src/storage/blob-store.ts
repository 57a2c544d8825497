/**
 * Bytes of files, on disk and never in memory: beside the data file, or in a temporary folder that goes
 * with the emulator. A blob is named after the sha256 of its bytes, so that the same file sent twice is
 * kept once; which of them are in use, the tables say. Nothing touches the disk before the first byte.
 */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassedBytes } from './passed-bytes.ts'

/** `world.db` keeps its files in `world.db-files`. */
const FOLDER_SUFFIX = '-files'
/** Ends the name of what is still arriving: it is served to nobody, and swept away at the next start. */
const ARRIVING_SUFFIX = '.part'
const BLOB_NAME = /^[0-9a-f]{64}$/
/** Of a file so much is read at once. A guess: larger ones cost memory and save little. */
const READ_BYTES = 256 * 1024

/** Part of a blob, or all of it. */
export interface BlobSlice {
  /** Its sha256. */
  readonly blob: string
  /** The first byte. */
  readonly start: number
  /** Bytes from there. */
  readonly length: number
}

/** Bytes that have arrived whole, and are not kept yet. */
export interface Arrived {
  readonly size: number
  /** Hexadecimal, as are all digests here. */
  readonly sha256: string
  readonly md5: string
  /** Keeps the bytes as the blob `sha256`. In the turn in which the row that names it is written. */
  keep(): void
  /** Gives the bytes up, unless they were kept. */
  discard(): void
}

export class BlobStore {
  readonly #folder: string | null
  #home: string | null = null
  #arrivedCount = 0

  /** @param dataFile beside which the folder lies; null for a temporary one. */
  constructor(dataFile: string | null) {
    this.#folder = dataFile === null ? null : `${dataFile}${FOLDER_SUFFIX}`
  }

  /**
   * Writes bytes down as they come, and digests them on the way.
   *
   * @throws whatever the bytes throw; nothing of them is left then.
   */
  async receive(bytes: AsyncIterable<Uint8Array>): Promise<Arrived> {
    const home = this.#open()
    const path = join(home, `${process.pid}-${++this.#arrivedCount}${ARRIVING_SUFFIX}`)
    const digests = { sha256: createHash('sha256'), md5: createHash('md5') }
    let size = 0
    const file = await open(path, 'wx')
    try {
      for await (const chunk of bytes) {
        digests.sha256.update(chunk)
        digests.md5.update(chunk)
        size += chunk.byteLength
        await writeWhole(file, chunk)
      }
    } catch (error) {
      await file.close()
      rmSync(path, { force: true })
      throw error
    }
    await file.close()
    const sha256 = digests.sha256.digest('hex')
    let isOver = false
    return {
      ...{ size, sha256, md5: digests.md5.digest('hex') },
      keep() {
        if (isOver) return
        isOver = true
        renameSync(path, join(home, sha256))
      },
      discard() {
        if (isOver) return
        isOver = true
        rmSync(path, { force: true })
      },
    }
  }

  /** The bytes of some slices, one after the other, read as they are taken. */
  async *read(slices: readonly BlobSlice[]): AsyncGenerator<Uint8Array> {
    const passed = new PassedBytes()
    for (const { blob, start, length } of slices) {
      if (length === 0) continue
      const options = { start, end: start + length - 1, highWaterMark: READ_BYTES }
      const stream = createReadStream(join(this.#open(), blob), options)
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        yield chunk
        passed.add(chunk.byteLength)
      }
    }
  }

  has(blob: string): boolean {
    const home = this.#existing()
    return home !== null && BLOB_NAME.test(blob) && existsSync(join(home, blob))
  }

  /** The sha256 of some slices together, as one file. */
  async digest(slices: readonly BlobSlice[]): Promise<string> {
    const hash = createHash('sha256')
    for await (const chunk of this.read(slices)) hash.update(chunk)
    return hash.digest('hex')
  }

  /** Of every blob that is there: its name and its size in bytes. */
  list(): { readonly blob: string; readonly size: number }[] {
    const home = this.#existing()
    if (home === null) return []
    const blobs = readdirSync(home).filter((name) => BLOB_NAME.test(name))
    return blobs.map((blob) => ({ blob, size: statSync(join(home, blob)).size }))
  }

  /** All of a blob: for snapshots, which hold small ones only. */
  bytesOf(blob: string): Uint8Array {
    return readFileSync(join(this.#open(), blob))
  }

  /** @throws {TypeError} when these are not the bytes of that blob. */
  put(blob: string, bytes: Uint8Array): void {
    if (createHash('sha256').update(bytes).digest('hex') !== blob) {
      throw new TypeError(`the bytes given for the file ${blob.slice(0, 80)} are not its bytes`)
    }
    const path = join(this.#open(), blob)
    writeFileSync(`${path}${ARRIVING_SUFFIX}`, bytes)
    renameSync(`${path}${ARRIVING_SUFFIX}`, path)
  }

  /** Removes blobs that nobody uses any more. */
  remove(blobs: readonly string[]): void {
    const home = this.#existing()
    if (home === null) return
    for (const blob of blobs) if (BLOB_NAME.test(blob)) rmSync(join(home, blob), { force: true })
  }

  /** A temporary folder goes; one beside a data file stays. */
  close(): void {
    if (this.#folder === null && this.#home !== null) removeTemporary(this.#home)
    this.#home = null
  }

  /** The folder, made when there is none. */
  #open(): string {
    if (this.#home !== null) return this.#home
    if (this.#folder === null) {
      this.#home = makeTemporary()
    } else {
      mkdirSync(this.#folder, { recursive: true })
      this.#home = this.#folder
      sweepArriving(this.#home)
    }
    return this.#home
  }

  /** The folder when there is one; looking makes none. */
  #existing(): string | null {
    if (this.#home !== null) return this.#home
    return this.#folder !== null && existsSync(this.#folder) ? this.#open() : null
  }
}

/** Temporary folders of this process that are still there. */
const temporary = new Set<string>()

/** Of an emulator that nobody closes, it goes with the process. */
function makeTemporary(): string {
  if (temporary.size === 0) process.once('exit', removeAllTemporary)
  const path = mkdtempSync(join(tmpdir(), 'underpin-files-'))
  temporary.add(path)
  return path
}

function removeTemporary(path: string): void {
  rmSync(path, { recursive: true, force: true })
  temporary.delete(path)
  if (temporary.size === 0) process.off('exit', removeAllTemporary)
}

function removeAllTemporary(): void {
  for (const path of temporary) removeTemporary(path)
}

/** What was arriving when a process was killed: nobody refers to it. */
function sweepArriving(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.endsWith(ARRIVING_SUFFIX)) rmSync(join(home, name), { force: true })
  }
}

/** A write may take less than it was given. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.byteLength - at)
    at += bytesWritten
  }
}
