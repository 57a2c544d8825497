/** Reads what an upload announces: names, sizes, digests and parts, each wrong one with its message. */
import { messageOf } from '../../engine/messages.ts'
import type { FieldErrors } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import type { UploadPart } from '../../storage/upload.ts'

/** The longest file name. A guess: what file systems take. */
const NAME_CHARS_MAX = 255
const SHA256_HEX = /^[0-9a-f]{64}$/i
const MD5_HEX = /^[0-9a-f]{32}$/i
const MD5_BASE64 = /^[A-Za-z0-9+/]{22}==$/

export type AnnouncedPart = Omit<UploadPart, 'arrived'>

export interface PartBounds {
  /** Bytes, of every part but the last. */
  readonly bytesMin: number
  readonly bytesMax: number
  readonly countMax: number
}

export class PartReader {
  readonly #body: Readonly<Record<string, unknown>>
  readonly #missing: FieldErrors = {}
  readonly #bad: FieldErrors = {}

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body
  }

  text(key: string, isRequired: boolean): string | null {
    const value = this.#given(key, isRequired)
    if (value === null) return null
    if (typeof value === 'string' && value.length <= NAME_CHARS_MAX) return value
    return this.#isBad(key)
  }

  /** Form bodies carry flags as text. */
  flag(key: string): boolean {
    const value = this.#body[key]
    return value === true || value === 'true' || value === '1'
  }

  size(key: string, isRequired: boolean): number | null {
    const value = this.#given(key, isRequired)
    return value === null ? null : (sizeOf(value) ?? this.#isBad(key))
  }

  sha256(key: string, isRequired: boolean): string | null {
    const value = this.#given(key, isRequired)
    return value === null ? null : (sha256Of(value) ?? this.#isBad(key))
  }

  md5(key: string): string | null {
    const value = this.#given(key, false)
    return value === null ? null : (md5Of(value) ?? this.#isBad(key))
  }

  /** Null when there are none. */
  parts(key: string, bounds: PartBounds, isRequired = false): readonly AnnouncedPart[] | null {
    const value = this.#given(key, isRequired)
    if (value === null) return null
    if (!Array.isArray(value) || value.length === 0 || value.length > bounds.countMax) {
      return this.#isBad(key)
    }
    const parts = value.map((each, at) => partOf(each, at, at === value.length - 1, bounds))
    const whole = parts.filter((part) => part !== null)
    return whole.length === parts.length ? whole : this.#isBad(key)
  }

  /** The parts together are as large as the file. */
  sumIs(parts: readonly AnnouncedPart[], size: number, key: string): void {
    const sum = parts.reduce((bytes, part) => bytes + (part.size ?? 0), 0)
    if (sum !== size) this.#isBad(key)
  }

  /** Null when all that was read is right. */
  refusal(): Refusal | null {
    if (Object.keys(this.#missing).length > 0) {
      return { failure: 'missing-field', fields: { ...this.#missing, ...this.#bad } }
    }
    return Object.keys(this.#bad).length > 0
      ? { failure: 'invalid-value', fields: this.#bad }
      : null
  }

  #given(key: string, isRequired: boolean): unknown {
    const value = Object.hasOwn(this.#body, key) ? this.#body[key] : null
    if (value !== null && value !== undefined && value !== '') return value
    if (isRequired) this.#missing[key] = [messageOf('missing-field')]
    return null
  }

  #isBad(key: string): null {
    this.#bad[key] = [messageOf('invalid-value')]
    return null
  }
}

function partOf(
  given: unknown,
  at: number,
  isLast: boolean,
  { bytesMin, bytesMax }: PartBounds,
): AnnouncedPart | null {
  if (typeof given !== 'object' || given === null) return null
  const { size, sha256, md5 } = given as Record<string, unknown>
  const bytes = sizeOf(size)
  const digest = sha256Of(sha256)
  const hasMd5 = md5 !== undefined && md5 !== null && md5 !== ''
  const other = hasMd5 ? md5Of(md5) : null
  if (bytes === null || digest === null || (hasMd5 && other === null)) return null
  if (bytes > bytesMax || bytes < (isLast ? 1 : bytesMin)) return null
  return { n: at + 1, size: bytes, sha256: digest, md5: other }
}

function sizeOf(given: unknown): number | null {
  const isText = typeof given === 'string' && /^\d{1,15}$/.test(given)
  const size = typeof given === 'number' ? given : isText ? Number(given) : Number.NaN
  return Number.isSafeInteger(size) && size >= 0 ? size : null
}

function sha256Of(given: unknown): string | null {
  return typeof given === 'string' && SHA256_HEX.test(given) ? given.toLowerCase() : null
}

/** Hexadecimal, or in base64 as the header has it. */
function md5Of(given: unknown): string | null {
  if (typeof given !== 'string') return null
  if (MD5_HEX.test(given)) return given.toLowerCase()
  return MD5_BASE64.test(given) ? Buffer.from(given, 'base64').toString('hex') : null
}
