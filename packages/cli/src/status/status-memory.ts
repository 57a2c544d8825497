/** What a status page said last time, in a small file of the user's cache. It may be missing or broken: then nothing is lost. */
import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { COMPONENT_STATUSES, type StatusDigest } from '@underpin/doctor'

const VERSION = 1

/** A file of ten thousand components has a tenth of it. */
const BYTES_MAX = 16 * 1024 * 1024

const FILE_NAME_CHARS_MAX = 100

export class StatusMemory {
  readonly #file: string
  readonly #url: string

  /** @param folder made when the first reading is kept. */
  constructor(folder: string, url: string) {
    const name = url.replace(/^https?:\/\//, '').replace(/[^a-z0-9.]+/gi, '-')
    this.#file = join(folder, `status-${name.slice(0, FILE_NAME_CHARS_MAX)}.json`)
    this.#url = url
  }

  /** The last reading of this page; null: there is none. A whole sentence when there is one that is of no use. */
  recall(): StatusDigest | null | string {
    const text = this.#read()
    if (text === null) return null
    const kept = parse(text)
    if (!isMemory(kept)) {
      return `${this.#file} cannot be made sense of: what changed since last time is not known. It is written anew.`
    }
    return kept.url === this.#url ? kept.digest : null
  }

  /** A whole sentence when it could not be kept. */
  keep(digest: StatusDigest): string | null {
    const fresh = `${this.#file}.${randomUUID()}.new`
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      // Whole or not at all: two commands may run at once.
      const text = JSON.stringify({ version: VERSION, url: this.#url, digest })
      // A name that is not there yet: a cache may lie where others plant links.
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' })
      renameSync(fresh, this.#file)
      return null
    } catch (error) {
      if (existsSync(fresh)) rmSync(fresh, { force: true })
      const why = error instanceof Error ? error.message : String(error)
      return `This reading could not be kept for next time (${why}). --no-memory leaves it out.`
    }
  }

  #read(): string | null {
    try {
      const stat = statSync(this.#file)
      return !stat.isFile() || stat.size > BYTES_MAX ? '' : readFileSync(this.#file, 'utf8')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Without the file, or its folder, there is nothing to recall; any other trouble is told of.
      return code === 'ENOENT' || code === 'ENOTDIR' ? null : ''
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

interface Memory {
  readonly url: string
  readonly digest: StatusDigest
}

function isMemory(kept: unknown): kept is Memory {
  const { version, url, digest } = fields(kept)
  const { readAtMs, components, incidents, maintenances } = fields(digest)
  return (
    version === VERSION &&
    typeof url === 'string' &&
    isTime(readAtMs) &&
    isListOf(components, ({ status }) => COMPONENT_STATUSES.some((each) => each === status)) &&
    isListOf(incidents, ({ updatedAtMs }) => updatedAtMs === null || isTime(updatedAtMs)) &&
    isListOf(maintenances, ({ startMs, endMs }) =>
      [startMs, endMs].every((each) => each === null || isTime(each)),
    )
  )
}

type Fields = Readonly<Record<string, unknown>>

function isListOf(list: unknown, isFit: (each: Fields) => boolean): boolean {
  if (!Array.isArray(list)) return false
  return list.map(fields).every((each) => {
    const isNamed = [each['id'], each['name'], each['status']].every((t) => typeof t === 'string')
    return isNamed && isFit(each)
  })
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) < 8.64e15
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
