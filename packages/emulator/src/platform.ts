/** What the parts of one emulator share. Built once by `createEmulator`, and handed to each part. */
import type { Clock, Log, Random } from '@underpin/ports'
import type { Answers } from './answers.ts'
import type { Assumptions } from './assumptions.ts'
import type { Outbox } from './mail/outbox.ts'
import type { Lockouts } from './sign-in/lockouts.ts'
import type { Database } from './state/database.ts'
import type { Storage } from './storage/storage.ts'
import type { Directory } from './world/directory.ts'

export interface Platform {
  /** The emulator's own clock: the one handed in, moved by the control door. */
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly database: Database
  /** Uploads and files, and their bytes. */
  readonly storage: Storage
  /** Who is who: companies, users, apps, projects, tools and levels. */
  readonly directory: Directory
  /** Whose account is locked after failed tries to sign in. */
  readonly lockouts: Lockouts
  /** Mails and texts that are sent; see `GET /_underpin/outbox`. */
  readonly outbox: Outbox
  readonly assumptions: Assumptions
  readonly answers: Answers
}
