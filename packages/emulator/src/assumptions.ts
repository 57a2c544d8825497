/** The assumed choices in force: the defaults, and what the user has flipped. */
import type { FailureId, Wire } from '@underpin/failures'
import { ASSUMED_CHOICES, type AssumedChoice, type AssumptionName } from './assumed-choices.ts'
import { nearestOf } from './world/nearest-name.ts'

export interface AssumptionRow extends AssumedChoice {
  /** In force now. */
  readonly value: string
}

/** Thrown for a name or value that is not in the table; the message says what there is. */
export class AssumptionError extends Error {
  override readonly name = 'AssumptionError'
}

export class Assumptions {
  readonly #flipped: ReadonlyMap<string, string>

  /** @throws {AssumptionError} for a name or a value that is not in the table. */
  constructor(flipped: Readonly<Record<string, string>> = {}) {
    for (const [name, value] of Object.entries(flipped)) assertKnown(name, value)
    this.#flipped = new Map(Object.entries(flipped))
  }

  /**
   * From the command line: `['disabled-tool=404', …]`.
   *
   * @throws {AssumptionError} for a pair without `=`, and as the constructor does.
   */
  static parse(pairs: readonly string[]): Assumptions {
    const flipped = pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new AssumptionError(`an assumption is written NAME=VALUE, not "${pair}"`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    })
    return new Assumptions(Object.fromEntries(flipped))
  }

  get(name: AssumptionName): string {
    return this.#flipped.get(name) ?? DEFAULTS.get(name) ?? ''
  }

  /** For printing: the whole table, in its order. */
  rows(): readonly AssumptionRow[] {
    return ASSUMED_CHOICES.map((choice) => ({ ...choice, value: this.get(choice.name) }))
  }

  /** What the choices in force change in the catalogue's wire of this failure. */
  wireChanges(failure: FailureId): Partial<Wire> {
    return WIRE_CHANGES[failure]?.(this) ?? NOTHING
  }
}

const NOTHING: Partial<Wire> = {}

const DEFAULTS: ReadonlyMap<string, string> = new Map(
  ASSUMED_CHOICES.map((choice) => [choice.name, choice.default]),
)

type WireChange = (assumptions: Assumptions) => Partial<Wire>

const status =
  (name: AssumptionName): WireChange =>
  (assumptions) => ({ status: Number(assumptions.get(name)) })

const rejectedToken =
  (distinctText: string): WireChange =>
  (assumptions) => ({
    ...(assumptions.get('rejected-token-body') === 'error-text' ? { shape: 'E4' } : {}),
    ...(assumptions.get('rejected-token-wording') === 'distinct' ? { text: distinctText } : {}),
  })

const RATE_LIMIT_SHAPES: Readonly<Record<string, Partial<Wire>>> = {
  'error-text': { shape: 'E4' },
  'errors-text': { shape: 'E2' },
  plain: { shape: 'E9' },
}

const rateLimit: WireChange = (assumptions) =>
  RATE_LIMIT_SHAPES[assumptions.get('rate-limit-body')] ?? NOTHING

const WIRE_CHANGES: Partial<Readonly<Record<FailureId, WireChange>>> = {
  'company-header-missing': status('missing-company-header'),
  'tool-disabled': status('disabled-tool'),
  'oauth-code-rejected': status('invalid-grant'),
  'refresh-token-spent': status('invalid-grant'),
  'duplicate-record': status('duplicate-record'),
  // Doorkeeper's own texts (fact sheet section 2.2, the note below the table).
  'access-token-expired': rejectedToken('The access token expired'),
  'access-token-revoked': rejectedToken('The access token was revoked'),
  'wrong-environment-token': rejectedToken('The access token is invalid'),
  'rate-limit-hourly': rateLimit,
  'rate-limit-spike': rateLimit,
}

function assertKnown(name: string, value: string): void {
  const choice = ASSUMED_CHOICES.find((each) => each.name === name)
  if (!choice) {
    const near = nearestOf(
      name,
      ASSUMED_CHOICES.map((each) => each.name),
    )
    const hint = near === null ? '' : `; did you mean "${near}"?`
    throw new AssumptionError(`there is no assumption "${name}"${hint}`)
  }
  if (!(choice.alternatives as readonly string[]).includes(value)) {
    const known = choice.alternatives.join(' or ')
    throw new AssumptionError(`the assumption "${name}" is ${known}, not "${value}"`)
  }
}
