/** Judges values by schemas of the document: a validator is made at first use, and only some are kept. */
import { createRequire } from 'node:module'
import type { Log } from '@underpin/ports'
import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import { BoundedMap } from '../bounded-map.ts'
import type { OpenApiDocument } from './document.ts'
import { isNode } from './node.ts'
import { withinTime } from './time-bound.ts'
import { type Direction, validationSchema } from './validation-schema.ts'

export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly errors: readonly ErrorObject[] }
  /** Judging took too long, or cannot be done: nobody is refused for that. */
  | { readonly kind: 'unknown' }

/** Validators kept, for bodies and parameters of a few hundred operations. Some 50 kB each; a guess. */
const KEPT_MAX = 400
/** Making one takes 5 ms as a rule, and 0.5 s at the bound of its size. */
const MAKE_MS_MAX = 3_000
/** Judging takes microseconds as a rule; this is for expressions and branches that never end. */
const JUDGE_MS_MAX = 1_000
/** Characters of a body of which every error is told; of a larger one the first alone. A guess. */
const ALL_ERRORS_CHARS_MAX = 256 * 1024

const VALID: Verdict = { kind: 'valid' }
const UNKNOWN: Verdict = { kind: 'unknown' }

/** ajv takes 30 ms to load, which only an emulator with a document needs to pay. */
const load = createRequire(import.meta.url)

interface Judge {
  readonly judge: ValidateFunction
  readonly isCostly: boolean
}

export class Validators {
  readonly #document: OpenApiDocument
  readonly #log: Log
  readonly #kept: Readonly<Record<string, BoundedMap<object, Judge | null>>>

  constructor(document: OpenApiDocument, log: Log) {
    this.#document = document
    this.#log = log
    const kept = () => new BoundedMap<object, Judge | null>(KEPT_MAX)
    this.#kept = {
      request: kept(),
      'request all': kept(),
      response: kept(),
      'response all': kept(),
    }
  }

  /** @param chars how large the value is as text; 0 for small. */
  check(node: unknown, direction: Direction, value: unknown, chars = 0): Verdict {
    if (!isNode(node)) return VALID
    const first = this.#run(node, direction, value, false)
    if (first.kind !== 'invalid' || chars > ALL_ERRORS_CHARS_MAX) return first
    const all = this.#run(node, direction, value, true)
    return all.kind === 'invalid' ? all : first
  }

  #run(node: object, direction: Direction, value: unknown, isAll: boolean): Verdict {
    const kept = this.#kept[isAll ? `${direction} all` : direction]
    let known = kept?.get(node)
    if (known === undefined) {
      known = this.#make(node, direction, isAll)
      kept?.set(node, known)
    }
    if (known === null) return UNKNOWN
    const verdict = this.#judge(known, value)
    // Once is enough: the next request would only wait as long for the same.
    if (verdict.kind === 'unknown') kept?.set(node, null)
    return verdict
  }

  #make(node: object, direction: Direction, isAll: boolean): Judge | null {
    const { schema, isCostly } = validationSchema(node, this.#document, direction)
    try {
      const made = withinTime(MAKE_MS_MAX, () => newAjv(isAll).compile(schema))
      if (made.kind === 'done') return { judge: made.value, isCostly }
      this.#tell('making a validator took too long')
    } catch (error) {
      this.#tell('a schema makes no validator', error)
    }
    return null
  }

  #judge({ judge, isCostly }: Judge, value: unknown): Verdict {
    const work = () => judge(value) === true
    try {
      const result = isCostly
        ? withinTime(JUDGE_MS_MAX, work)
        : ({ kind: 'done', value: work() } as const)
      if (result.kind === 'done') {
        return result.value ? VALID : { kind: 'invalid', errors: judge.errors ?? [] }
      }
      this.#tell('judging a value took too long')
    } catch (error) {
      // Such as an expression that V8 finds too large, or a schema that refers to nothing but itself.
      this.#tell('a validator cannot judge', error)
    }
    return UNKNOWN
  }

  #tell(what: string, error?: unknown): void {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'it was ended'
    this.#log.warn(
      `${what}; nothing is checked by that schema of ${this.#document.file} any more`,
      {
        reason,
      },
    )
  }
}

const OPTIONS: Options = {
  ...{ strict: false, logger: false, meta: false, validateSchema: false, addUsedSchema: false },
  ...{ messages: false, inlineRefs: false, ownProperties: true, unicodeRegExp: false },
}

function newAjv(allErrors: boolean) {
  const { Ajv } = load('ajv') as typeof import('ajv')
  const formats = load('ajv-formats') as typeof import('ajv-formats')
  const ajv = new Ajv({ ...OPTIONS, allErrors })
  formats.default(ajv, { mode: 'fast' })
  return ajv
}
