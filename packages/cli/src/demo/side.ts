/** What a job of the demo is given to work with, and what it gives back. */
import type { Clock, Random } from '@underpin/ports'

export interface Desk {
  /** Where the emulator of this side stands. */
  readonly origin: string
  /** The hour's time: both sides live on a virtual clock of their own. */
  readonly clock: Clock
  readonly random: Random
  /** The transport of our client. The SDK has none to hand in and takes the platform's. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** When the hour begins, on `clock.nowMs`. The work is due from here on. */
  readonly hourStartsAtMs: number
  /** Lets time pass until then; nothing when it is past. */
  readonly until: (atMs: number) => Promise<void>
  /** The person goes through the sign-in pages again and brings an authorization code. Counted. */
  readonly askPersonToSignIn: () => Promise<string>
  /** What the job would write into its log. */
  readonly log: (line: string) => void
}

/** Resolves when the job believes that it is done, whatever it has done. */
export type Job = (desk: Desk) => Promise<void>

/** The app of the default world that people sign in to. */
export const APP = {
  clientId: 'underpin-app',
  clientSecret: 'underpin-app-secret',
  redirectUri: 'http://localhost',
} as const
