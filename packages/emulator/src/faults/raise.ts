/**
 * How each failure is raised on demand: the one table. A failure that has a real cause is raised by its
 * effect, so that what follows is true too: an expired token stays expired, a spent one stays spent.
 */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Effect } from './effects.ts'

/** Which calls a failure can happen to, beyond those of its surface. */
export type Scope =
  | 'any'
  | 'write'
  | 'sync'
  | 'token'
  | 'refresh'
  | 'code-exchange'
  | 'authorize'
  | 'upload'
  /** The form of the sign-in page. */
  | 'sign-in'

export type Raise =
  /** The catalogue's answer, before the request is looked at, or after it was applied (`order.applied`). */
  | { readonly kind: 'answer'; readonly scope: Scope }
  /** Something is really changed, and the request goes on its way to meet the consequence. */
  | { readonly kind: 'effect'; readonly effect: Effect; readonly scope: Scope }
  /** The connection fails before anything is read. */
  | { readonly kind: 'reset'; readonly scope: Scope }
  /** The request is applied, and its answer never arrives, or in part. */
  | { readonly kind: 'lost'; readonly scope: Scope }
  | { readonly kind: 'truncated'; readonly scope: Scope }
  /** No server is reached: only a caller in this process can be shown it; a rig shows it on a socket. */
  | {
      readonly kind: 'unreachable'
      readonly code: string
      readonly message: string
      readonly rig: string
    }
  /** A page of somebody in between: an answer in process, a rig of its own on a socket. */
  | { readonly kind: 'intercepted'; readonly rig: string }
  /** Happens to a delivery of a webhook; see `webhook-fault.ts` for what `match` is matched with. */
  | { readonly kind: 'delivery' }

const answer: Raise = { kind: 'answer', scope: 'any' }
const tokenAnswer: Raise = { kind: 'answer', scope: 'token' }
const effect = (name: Effect, scope: Scope = 'any'): Raise => ({
  kind: 'effect',
  effect: name,
  scope,
})

export const RAISES: Readonly<Record<FailureId, Raise>> = {
  ...everyOf('api', answer),
  ...everyOf('storage', answer),
  ...everyOf('web', answer),
  ...everyOf('webhook', { kind: 'delivery' }),

  'login-rejected': effect('spoil-password', 'sign-in'),
  'account-locked': effect('lock-account', 'sign-in'),
  'stale-session': effect('end-session'),

  // Of the API too, on completing or reading an upload.
  'upload-expired': { kind: 'answer', scope: 'upload' },

  'oauth-invalid-client': tokenAnswer,
  'oauth-request-malformed': tokenAnswer,
  'oauth-grant-not-allowed': tokenAnswer,
  'oauth-code-rejected': effect('use-up-code', 'code-exchange'),
  'refresh-token-spent': effect('spend-refresh-token', 'refresh'),
  'refresh-reply-lost': { kind: 'lost', scope: 'refresh' },
  'consent-denied': effect('deny-consent', 'authorize'),

  'access-token-expired': effect('expire-access-token'),
  'access-token-revoked': effect('revoke-access-token'),
  'rate-limit-hourly': effect('spend-hourly-limit'),
  'rate-limit-spike': effect('spend-spike-limit'),
  'sync-items-rejected': effect('reject-sync-item', 'sync'),
  'date-silently-dropped': effect('spoil-dates', 'write'),

  'connection-reset': { kind: 'reset', scope: 'any' },
  'response-lost': { kind: 'lost', scope: 'any' },
  'response-truncated': { kind: 'truncated', scope: 'any' },
  'non-json-error-body': answer,
  'dns-failure': {
    kind: 'unreachable',
    code: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND api.procore.invalid',
    rig: 'badResolver',
  },
  'connection-refused': {
    kind: 'unreachable',
    code: 'ECONNREFUSED',
    message: 'connect ECONNREFUSED 127.0.0.1:4010',
    rig: 'closedPort',
  },
  'connect-timeout': {
    kind: 'unreachable',
    code: 'UND_ERR_CONNECT_TIMEOUT',
    message: 'Connect Timeout Error (attempted address: 127.0.0.1:4010, timeout: 10000ms)',
    rig: 'blackHole',
  },
  'tls-failure': {
    kind: 'unreachable',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    message: 'self-signed certificate',
    rig: 'badTls',
  },
  'network-intercepted': { kind: 'intercepted', rig: 'captivePortal' },
}

/** Ids that a fault can raise on a listening emulator, or in process. */
export function raisableFailures(via: 'socket' | 'process' = 'socket'): readonly FailureId[] {
  const all = Object.values(FAILURE_IDS).flat()
  return all.filter((id) => whyNotRaised(id, via) === null)
}

/** Null when it can be raised; else a sentence that says why not and what to do instead. */
export function whyNotRaised(id: FailureId, via: 'socket' | 'process'): string | null {
  const raise = RAISES[id]
  if (via === 'process' || !('rig' in raise)) return null
  return `${id} happens before any server is reached, so a listening emulator cannot raise it; start ${raise.rig}() of @underpin/emulator/rigs and point the client at its url.`
}

function everyOf(surface: keyof typeof FAILURE_IDS, raise: Raise): Record<FailureId, Raise> {
  const entries = FAILURE_IDS[surface].map((id) => [id, raise])
  return Object.fromEntries(entries) as Record<FailureId, Raise>
}
