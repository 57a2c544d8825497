/**
 * Pre-signed links and forms: whoever holds one may do the one thing that it says, until it ends, and
 * nobody can make one up. The shape is that of S3, whose clients people use; the signature is our own.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock, Random } from '@underpin/ports'
import type { Refusal } from '../reply.ts'
import type { Database } from '../state/database.ts'

const SECRET_BYTES = 32
const ALGORITHM = 'AWS4-HMAC-SHA256'
const CREDENTIAL = 'UNDERPIN/storage/s3/aws4_request'

const TABLE = 'CREATE TABLE IF NOT EXISTS storage_secret (secret BLOB NOT NULL)'

/** What a signed form promises of the upload that it opens. */
export interface Policy {
  readonly uploadId: string
  readonly endsMs: number
  /** Each has to be sent as it is here. */
  readonly fields: Readonly<Record<string, string>>
}

export class SignedLinks {
  readonly #database: Database
  readonly #random: Random
  readonly #clock: Clock
  #secret: Uint8Array | null = null

  constructor(parts: { database: Database; random: Random; clock: Clock }) {
    this.#database = parts.database
    this.#random = parts.random
    this.#clock = parts.clock
    parts.database.onReplaced(() => {
      this.#secret = null
    })
  }

  /** The path with the query that lets this method through until `endsMs`. */
  link(method: string, path: string, fromMs: number, endsMs: number): string {
    const date = basicTime(fromMs)
    const expires = String(Math.round((endsMs - fromMs) / 1_000))
    const query = new URLSearchParams({
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': CREDENTIAL,
      'X-Amz-Date': date,
      'X-Amz-Expires': expires,
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': this.#sign(linkText(method, path, date, expires)),
    })
    return `${path}?${query}`
  }

  /** Null when the link is good now. */
  refuseLink(method: string, path: string, search: string): Refusal | null {
    const query = new URLSearchParams(search)
    const signature = query.get('X-Amz-Signature')
    if (signature === null) return UNSIGNED
    const date = query.get('X-Amz-Date') ?? ''
    const expires = query.get('X-Amz-Expires') ?? ''
    if (!this.#isSigned(linkText(method, path, date, expires), signature)) return FORGED
    const endsMs = fromBasicTime(date) + Number(expires) * 1_000
    if (this.#clock.nowMs() < endsMs) return null
    return {
      failure: 'upload-link-expired',
      variant: 'link',
      because: `the link ended at ${new Date(endsMs).toISOString()}`,
    }
  }

  /** The fields of a form that may be posted until the policy ends. */
  form({ uploadId, endsMs, fields }: Policy): Record<string, string> {
    const conditions = Object.entries(fields).map(([name, value]) => ({ [name]: value }))
    const expiration = new Date(endsMs).toISOString()
    const text = JSON.stringify({ expiration, conditions, uploadId })
    const policy = Buffer.from(text).toString('base64')
    return {
      ...fields,
      policy,
      'x-amz-algorithm': ALGORITHM,
      'x-amz-credential': CREDENTIAL,
      'x-amz-signature': this.#sign(policy),
    }
  }

  /** The policy of a form that was posted, when its fields are as they were given out and still good. */
  readForm(given: ReadonlyMap<string, string>): Policy | Refusal {
    const policy = given.get('policy')
    const signature = given.get('x-amz-signature')
    if (policy === undefined || signature === undefined) return UNSIGNED
    if (!this.#isSigned(policy, signature)) return FORGED
    const { expiration, conditions, uploadId } = JSON.parse(
      Buffer.from(policy, 'base64').toString('utf8'),
    ) as { expiration: string; conditions: Record<string, string>[]; uploadId: string }
    const endsMs = Date.parse(expiration)
    if (this.#clock.nowMs() >= endsMs) {
      return { failure: 'upload-link-expired', because: `the policy ended at ${expiration}` }
    }
    const fields: Record<string, string> = Object.assign({}, ...conditions)
    const changed = Object.keys(fields).find((name) => given.get(name) !== fields[name])
    if (changed === undefined) return { uploadId, endsMs, fields }
    const values = { name: changed }
    const because = `the field ${changed} is not as it was given out`
    return { failure: 'upload-link-expired', variant: 'condition', values, because }
  }

  #isSigned(text: string, signature: string): boolean {
    const expected = Buffer.from(this.#sign(text))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key()).update(text).digest('hex')
  }

  /** Kept with the state, so that links outlive the process as uploads do. */
  #key(): Uint8Array {
    if (this.#secret !== null) return this.#secret
    this.#database.exec(TABLE)
    const stored = this.#database.get('SELECT secret FROM storage_secret')?.['secret']
    if (stored instanceof Uint8Array) {
      this.#secret = stored
      return stored
    }
    const made = this.#random.bytes(SECRET_BYTES)
    this.#database.run('INSERT INTO storage_secret VALUES (?)', made)
    this.#secret = made
    return made
  }
}

const UNSIGNED: Refusal = {
  failure: 'upload-link-expired',
  variant: 'unsigned',
  because: 'the request carries no signature',
}
const FORGED: Refusal = {
  failure: 'upload-link-expired',
  variant: 'forged',
  because: 'the signature is not that of this request',
}

function linkText(method: string, path: string, date: string, expires: string): string {
  return [method, path, date, expires].join('\n')
}

/** `20261120T080000Z`, as S3 writes it. */
function basicTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function fromBasicTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'))
}
