/** What an emulator may be told when it is made. Everything has a default. */
import type { Clock, Log, Random } from '@underpin/ports'
import type { Mount } from './control/mount.ts'
import type { MailOptions } from './mail/senders.ts'
import type { OpenApi } from './openapi/openapi.ts'
import type { UploadBounds } from './storage/storage.ts'
import type { Destinations } from './webhooks/destination.ts'
import type { World, WorldLimits } from './world/world.ts'

export interface EmulatorOptions extends MailOptions {
  /** Default: the real clock. Share a `VirtualClock` with a client, and a week passes in seconds. */
  readonly clock?: Clock
  /** Default: unguessable, unless `seed` is given. */
  readonly random?: Random
  /** Makes tokens, ids and the chance of faults repeatable: any whole number. */
  readonly seed?: number
  /** Default: says nothing. */
  readonly log?: Log
  /** Default: the world of the documentation, with two companies to work with. */
  readonly world?: World
  /** A file that keeps the state; default: memory. A file that holds a world keeps it. */
  readonly dataFile?: string
  /** Requests of one grant, 0 for no limit. Default: what the world says, 3600 an hour and 25 in 10 s. */
  readonly limits?: Partial<WorldLimits>
  /** Assumed choices to flip, by name; see `assumed-choices.ts`. */
  readonly assumptions?: Readonly<Record<string, string>>
  /** How large a file may be, and how slow: beyond it is answered 408. Default: 5 GB, 30 s of silence, 1 h. */
  readonly uploads?: Partial<UploadBounds>
  /**
   * Requests in flight from which on the rest are turned away with `heavy-load`, from 1. Default: none,
   * since what this machine holds is nobody's failure, and a test must not fail by how busy it is.
   */
  readonly shedAbove?: number
  /**
   * How late the status page tells of a fault of the whole platform, in milliseconds of the emulator's
   * clock; infinity: never. Default: 5 minutes.
   */
  readonly statusDelayMs?: number
  /** When set, every call of the control door needs it; needed off loopback. */
  readonly controlToken?: string
  /** Pages of other parts, under `/_underpin/`. */
  readonly mounts?: readonly Mount[]
  /** Serves every operation of this document that is not built in; see `@underpin/emulator/openapi`. */
  readonly openapi?: OpenApi
  /** What webhooks are delivered with. Default: Node's `fetch`. */
  readonly deliver?: typeof fetch
  /**
   * Where webhooks may be delivered to. Default: to loopback addresses; any other counts as a receiver
   * that cannot be reached, and the delivery record says so.
   */
  readonly webhookDestinations?: Destinations
}
