/** What a client and a call can be told. */
import type { Clock, Log, Random } from '@underpin/ports'
import type { Auth } from './auth/grants.ts'
import type { TokenStore } from './auth/token-store.ts'
import type { Environment } from './environment.ts'
import type { EventListener } from './events.ts'
import type { Explain } from './raise.ts'
import type { CustomLook } from './recovery/reconcile.ts'
import type { PathParameters, Query } from './request-target.ts'

/** Opaque. Numbers must be safe integers; wider ids are given as strings. */
export type CompanyId = number | string

export interface RetryOptions {
  /** Attempts of one call that the server itself fails, the first included. Default 5, a guess. */
  readonly attemptsMax?: number
  /** Upper end of the first backoff, in milliseconds; it doubles with each. Default 500, a guess. */
  readonly baseMs?: number
  /** Longest backoff, in milliseconds. A wait that the server names is never cut. Default 30,000, a guess. */
  readonly capMs?: number
  /** Retries earned by 100 first attempts: 1 to 100. Default 10: an outage adds 10 % to the load. */
  readonly budgetPercent?: number
  /** Retries that are there before any are earned. Default 3, the floor that Envoy uses. */
  readonly budgetReserve?: number
}

export interface ClientOptions {
  /** `clientCredentials`, `authorizationCode` or `refreshToken`. */
  readonly auth: Auth
  /** Sent as `Procore-Company-Id` with every call, unless a call names another. */
  readonly companyId?: CompanyId
  /** Default `production`. */
  readonly environment?: Environment
  /** Where the grant is kept. Default: in memory, which forgets it with the process. */
  readonly store?: TokenStore
  /** Default: the platform's. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  readonly retry?: RetryOptions
  /** From the call to its answer, all waits and attempts included, in milliseconds. Default 120,000, a guess. */
  readonly deadlineMs?: number
  /** Until the head of one answer is there, in milliseconds. Default 60,000, a guess: slow writes are not lost ones. */
  readonly attemptTimeoutMs?: number
  /** A larger answer is an error. Default 64 MiB, a guess. */
  readonly bodyBytesMax?: number
  /** Hears what the client does. What it throws is logged and goes no further. */
  readonly onEvent?: EventListener
  /** Gives `ProcoreError.remedy` from texts of your own, or from the catalogue's. */
  readonly explain?: Explain
}

export interface SharedCallOptions {
  readonly companyId?: CompanyId
  readonly headers?: Readonly<Record<string, string>>
  /** Aborting throws the signal's reason, and leaves open whether a write was applied. */
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
}

export interface WriteOptions {
  /** The caller knows that a repeat does no harm: an unknown outcome is then simply tried again. */
  readonly repeatable?: boolean
  /** What to do when a write's reply is lost: `false` stops and says unknown; a function looks in its own way. */
  readonly reconcile?: false | CustomLook
}

/** Anything that JSON can say, or a body as the platform's `fetch` takes it. No streams: they cannot be sent twice. */
export type CallBody =
  | object
  | string
  | FormData
  | URLSearchParams
  | Blob
  | ArrayBuffer
  | Uint8Array
  | null

export interface CallOptions extends SharedCallOptions, WriteOptions {
  /** Fills in `{name}` in the path. */
  readonly path?: PathParameters
  readonly query?: Query
  readonly body?: CallBody
}

export const DEFAULTS = {
  deadlineMs: 120_000,
  attemptTimeoutMs: 60_000,
  bodyBytesMax: 64 * 1024 * 1024,
  retry: {
    attemptsMax: 5,
    baseMs: 500,
    capMs: 30_000,
    budgetPercent: 10,
    budgetReserve: 3,
  },
} as const

const COMPANY_ID = /^[\w-]{1,64}$/

/** @throws {TypeError} when it cannot stand in a header, or a number has lost its last digits. */
export function companyHeader(id: CompanyId | undefined): string | null {
  if (id === undefined) return null
  if (typeof id === 'number' ? Number.isSafeInteger(id) : COMPANY_ID.test(id)) return String(id)
  throw new TypeError(`companyId must be a whole number, or a string of letters and digits: ${id}`)
}
