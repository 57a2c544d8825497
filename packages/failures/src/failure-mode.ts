/**
 * What a failure mode is: one way in which working with Procore goes wrong, written down once. The
 * emulator raises it, `classify` knows it, the client survives it, and people get it explained, all
 * from the same entry.
 */
import type { ErrorShape } from './body-shapes.ts'
import type { FailureId } from './failure-id.ts'
import type { RecoveryKind } from './recovery.ts'

export type Surface = 'oauth' | 'api' | 'storage' | 'webhook' | 'web' | 'network'

/** Who has to change something for it to stop. */
export type Party = 'integration' | 'user' | 'company-admin' | 'procore' | 'network'

/** Did the write happen? Unknown is a third answer, not a no. */
export type Applied = 'no' | 'yes' | 'unknown'

/**
 * Where a claim is from: the three texts that the product was asked from (`seeds/`), the fact sheet
 * (`facts`, by section), or our own judgement (`ours`).
 */
export interface Source {
  readonly in: 'seed-503-guide' | 'seed-api-errors' | 'seed-web-errors' | 'facts' | 'ours'
  /** The heading or section number in it; what it rests on, for `ours`. */
  readonly at: string
  /** Documented, schema only, seen in the wild, assumed. */
  readonly confidence: 'documented' | 'schema' | 'wild' | 'assumed'
}

/** A sentence, and where it is from. At least one source. */
export interface Claim {
  readonly says: string
  readonly from: readonly [Source, ...Source[]]
}

/** Why it happens, and what a person can look at to tell this cause from its neighbours. */
export interface Cause extends Claim {
  readonly tellApart: string
}

/**
 * One way in which a mode shows itself on the wire. Every field that is given must hold, and the more
 * of them hold, the surer the recognition; a signature that names no field is not allowed.
 */
export interface Signature {
  readonly surface?: Surface
  readonly statuses?: readonly number[]
  /** Found in any text of the body (error texts first, then the whole), case-insensitive. */
  readonly text?: RegExp
  readonly shape?: readonly ErrorShape[]
  /** Response headers that must be there and match. Names in lower case. */
  readonly headers?: Readonly<Record<string, RegExp>>
  readonly method?: readonly string[]
  /** Tested against the path and query of the request's URL. */
  readonly path?: RegExp
  /** Tested against the body that was sent: `grant_type=refresh_token` and the like. */
  readonly sent?: RegExp
  /** Network errors: the platform's codes. */
  readonly networkCode?: RegExp
  /** A named test for what no pattern can express; see `judgements.ts`. */
  readonly judgement?: string
  /** Why this shows the mode, and how sure that is. */
  readonly from: readonly [Source, ...Source[]]
}

/** What the emulator sends: the one place where an error text of Procore's is written down. */
export interface Wire {
  readonly status: number
  readonly shape: ErrorShape
  /** The message. `{name}` is filled in by whoever raises it. */
  readonly text: string
  /** For shapes that name a field (E3) or a code (E5, E7, E8). */
  readonly field?: string
  readonly code?: string
  /** Fixed headers. `Retry-After` is left to whoever knows how long. */
  readonly headers?: Readonly<Record<string, string>>
  /** The same failure as some endpoint or case words it, by a name that the emulator raises it with. */
  readonly variants?: Readonly<
    Record<string, Partial<Pick<Wire, 'status' | 'shape' | 'text' | 'code' | 'headers'>>>
  >
  readonly from: readonly [Source, ...Source[]]
}

export interface Duration {
  /** How long it usually lasts, in milliseconds; null when it lasts until somebody changes something. */
  readonly typicalMs: { readonly min: number; readonly max: number } | null
  readonly says: string
  readonly from: readonly [Source, ...Source[]]
}

/** What has to be so for a rule to hold. */
export type EscalationCircumstance =
  | 'nothing-posted'
  | 'no-update'
  | 'end-passed'
  | 'only-our-company'
  | 'repeated-days'

/** One more reason to escalate; machines can reckon with it where it has a circumstance. */
export interface EscalationRule extends Claim {
  readonly circumstance?: EscalationCircumstance
  /**
   * In milliseconds since it began, and for `end-passed` since the announced end: from when on it is
   * right, and until when at the latest. Left out where there is no circumstance.
   */
  readonly afterMs?: { readonly earliest: number; readonly latest: number }
  /** To somebody else than usual. */
  readonly to?: Escalation['to']
}

export interface Escalation {
  /** How long it has to last before escalating, in milliseconds; null when escalating does not help. */
  readonly afterMs: number | null
  /** Also escalate when … */
  readonly when: readonly EscalationRule[]
  readonly to: 'company-admin' | 'procore-support' | 'apisupport@procore.com' | 'own-it' | 'nobody'
  /** What to hand over, one thing a line. */
  readonly evidence: readonly string[]
  readonly from: readonly [Source, ...Source[]]
}

/** What machines judge by: enough to recognise a failure and to act on it. */
export interface KnownMode {
  readonly id: FailureId
  readonly surface: Surface
  /** The usual HTTP status; null when no HTTP answer came. */
  readonly status: number | null
  readonly party: Party
  readonly applied: Applied
  readonly recovery: RecoveryKind
  readonly signatures: readonly [Signature, ...Signature[]]
  /** This mode speaks for these statuses (on its surface) when the body says nothing known. */
  readonly generalFor?: readonly number[]
  /**
   * Ids that the wire alone cannot tell from this one, and the one question or command that would.
   * Symmetric: a test holds that the twin names this mode too.
   */
  readonly twins?: { readonly ids: readonly FailureId[]; readonly question: string }
}

/** What the emulator sends, and what people are told. */
export interface ToldMode {
  /** One plain sentence, no jargon: the head line that a person reads. */
  readonly title: string
  /** What happened, in two or three plain sentences. */
  readonly summary: Claim
  /** What tells it from the failure that it is most often taken for; for people. */
  readonly contrast?: Claim
  /** Null when nothing is sent (the network fails before, or the reply is lost). */
  readonly wire: Wire | null
  readonly causes: readonly [Cause, ...Cause[]]
  /** What to do now, an imperative sentence each; null when that person can do nothing. */
  readonly remedies: {
    readonly user: Claim | null
    readonly integration: Claim | null
    readonly companyAdmin: Claim | null
  }
  readonly duration: Duration
  readonly escalation: Escalation
  /** Where the status, party, applied and recovery are from. */
  readonly from: readonly [Source, ...Source[]]
}

/** One entry of the catalogue. */
export interface FailureMode extends KnownMode, ToldMode {}
