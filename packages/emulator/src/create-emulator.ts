/** Builds an emulator: opens its state, writes the world into it, and wires every part to the others. */
import { createRedactor } from '@underpin/exchange'
import {
  type Clock,
  type Log,
  type Random,
  silentLog,
  systemClock,
  systemRandom,
} from '@underpin/ports'
import { seededRandom } from '@underpin/ports/testing'
import { Answers } from './answers.ts'
import { Assumptions } from './assumptions.ts'
import type { Call } from './call.ts'
import { appRoutes } from './control/app-door.ts'
import { ControlDoor } from './control/control-door.ts'
import { templateRoutes } from './control/template-door.ts'
import { unlockRoutes } from './control/unlock-door.ts'
import { explainWhy } from './control/why-door.ts'
import { Emulator } from './emulator.ts'
import { ApiSurface } from './engine/api-surface.ts'
import { Engine } from './engine/engine.ts'
import { type FaultParts, Faults } from './faults/faults.ts'
import { peopleOf } from './faults/people.ts'
import { CallActivity } from './integration-health/call-activity.ts'
import { healthRoutes } from './integration-health/health-doors.ts'
import { Journal, type JournalParts } from './journal/journal.ts'
import { JournalView } from './journal/journal-view.ts'
import { RateLimiter } from './limits/rate-limiter.ts'
import { Shedder } from './load-shedding/shedder.ts'
import { Outbox } from './mail/outbox.ts'
import { type MailOptions, sendersFor } from './mail/senders.ts'
import { MaintenanceSurface } from './maintenance/maintenance-surface.ts'
import { maintenanceNotices } from './maintenance/notices.ts'
import { zoneOf } from './maintenance/zone-of.ts'
import { OAuthSurface } from './oauth/oauth-surface.ts'
import { elsewhere } from './openapi/elsewhere.ts'
import type { OpenApi } from './openapi/openapi.ts'
import type { Platform } from './platform.ts'
import { RESOURCES } from './resources/index.ts'
import { ShiftedClock } from './shifted-clock.ts'
import { Lockouts } from './sign-in/lockouts.ts'
import { SignIn } from './sign-in/sign-in.ts'
import { SignInSurface } from './sign-in/sign-in-surface.ts'
import { StartPage } from './start-page/start-page.ts'
import { Database } from './state/database.ts'
import { PlatformStory, STATUS_DELAY_MS } from './status-page/platform-story.ts'
import { StatusBoard } from './status-page/status-board.ts'
import { StatusPage } from './status-page/status-page.ts'
import { SubscriptionRoutes } from './status-page/subscriptions/subscription-routes.ts'
import { Subscriptions } from './status-page/subscriptions/subscriptions.ts'
import { uptimeRoutes } from './status-page/uptime-door.ts'
import { FileAccess } from './storage/file-access.ts'
import { Storage, type UploadBounds } from './storage/storage.ts'
import { StorageSurface } from './storage/storage-surface.ts'
import { VERSION } from './version.ts'
import { Refusals } from './web/screens/refusals.ts'
import { WebSurface } from './web/web-surface.ts'
import { Courier } from './webhooks/courier.ts'
import type { Destinations } from './webhooks/destination.ts'
import { settleInRealTime } from './webhooks/settle.ts'
import { applyWorld, hasWorld } from './world/apply-world.ts'
import { DEFAULT_PASSWORD, defaultWorld } from './world/default-world.ts'
import { Directory } from './world/directory.ts'
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

/**
 * @throws {DataFileError} when the data file cannot be used; it is left as it is.
 * @throws {AssumptionError} for an assumption that there is not.
 * @throws {MailDestinationError} when mails or texts cannot be sent where the options say.
 * @throws {WorldRecordError} for a record of the world that its resource refuses.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { world = defaultWorld, log = silentLog, controlToken = null, shedAbove } = options
  const clock = new ShiftedClock(options.clock ?? systemClock)
  const random = new RestartingRandom(options)
  const assumptions = new Assumptions(options.assumptions)
  const answers = new Answers(assumptions)
  const database = Database.open(options.dataFile)
  const directory = new Directory(database)
  const lockouts = new Lockouts({ database, directory, clock, assumptions })
  const { deliver = fetch, webhookDestinations = 'loopback' } = options
  const outbox = new Outbox(clock, sendersFor(options, { clock, deliver }))
  const { dataFile, uploads: bounds } = options
  const storage = new Storage({ database, clock, random, dataFile, bounds })
  const platform: Platform = {
    ...{ clock, random, log, database, storage, directory, lockouts, outbox },
    ...{ assumptions, answers },
  }

  const engine = new Engine(platform, RESOURCES)
  const isLenient = world === defaultWorld
  if (!hasWorld(engine)) applyWorld(engine, world, { isLenient })

  const limiter = new RateLimiter({
    limits: { ...world.limits, ...options.limits },
    clock,
    assumptions,
  })
  const signIn = new SignIn(platform)
  const oauth = new OAuthSurface(platform, signIn)
  const board = new StatusBoard(platform)
  const subscriptions = new Subscriptions({
    ...{ clock, random, log, database, board, outbox, deliver },
    destinations: webhookDestinations,
  })
  const subscriptionRoutes = new SubscriptionRoutes({
    ...{ subscriptions, clock, log, destinations: webhookDestinations },
  })
  const activity = new CallActivity({
    ...{ database, log, tokens: oauth.tokens },
    routeOf: (method, path) => api.find(method, path)?.route.path ?? null,
  })
  const closed: JournalParts['closed'] = (call, status) => activity.note(call, status)
  const journal = new Journal({ clock, random, tokens: oauth.tokens, closed })
  const maintenance = () => board.inForce()
  const refusals = new Refusals(platform)
  const people = peopleOf(platform, signIn)
  const delayMs = options.statusDelayMs ?? STATUS_DELAY_MS
  const story = new PlatformStory({ board, clock, delayMs })
  const changed: FaultParts['changed'] = (list, isReplaced) => story.sync(list, isReplaced)
  const faults = new Faults({
    ...{ clock, random, refusals, oauth, people, maintenance, changed },
    limits: limiter,
  })
  const startPage = new StartPage({
    ...{ clock, directory, faults, board },
    password: world === defaultWorld ? DEFAULT_PASSWORD : null,
    isSignedIn: (call) => signIn.currentSession(call) !== null,
  })
  const reset = () => {
    clock.restore(0)
    random.restart()
    database.restore(freshState(platform, world))
    storage.sweepBlobs()
    faults.restore([])
    limiter.clear()
    journal.clear()
    outbox.clear()
    activity.clear()
  }
  const redactor = redactorFor(directory, controlToken)
  const courier = new Courier({
    engine: engine.parts,
    deliver,
    destinations: webhookDestinations,
    fault: (url, party) => faults.beforeDelivery(url, party),
    learn: (kind, secret) => redactor.learn(kind, secret),
  })
  const door = new ControlDoor({
    ...{ platform, clock, oauth, faults, journal, board, controlToken, reset },
    settle: () => settleInRealTime([courier, outbox, subscriptions.posts]),
    journalView: new JournalView(redactor),
    version: VERSION,
    forget: () => {
      limiter.clear()
      activity.clear()
    },
    why: (query) => explainWhy(query, engine, (method, path) => api.find(method, path)),
    flush: () => {
      activity.flush()
      board.catchUp()
    },
    more: [
      ...appRoutes(engine),
      ...templateRoutes(engine),
      ...unlockRoutes(platform),
      ...healthRoutes({ activity, clock, directory }),
      ...uptimeRoutes({ board, assumptions }, () => clock.nowMs()),
    ],
  })
  const others = [
    ...[oauth, new StorageSurface(platform)],
    ...[
      new FileAccess({ engine, tokens: oauth.tokens }),
      new SignInSurface({ platform, signIn, tokens: oauth.tokens }),
      new MaintenanceSurface(signIn),
    ],
    startPage,
  ]
  const openapi = options.openapi?.serve(engine, others) ?? null
  const api = new ApiSurface({ engine, tokens: oauth.tokens, limiter, openapi })
  const notices = { board, signIn, zoneOf: (call: Call) => zoneOf(call, engine) }
  const banner = (call: Call) => maintenanceNotices(call, notices)
  const web = new WebSurface({ engine, signIn, banner })
  return new Emulator({
    ...{ platform, oauth, signIn, journal, faults, refusals, door, board, courier },
    shedder:
      shedAbove === undefined
        ? null
        : new Shedder({ ...{ clock, shedAbove, directory, signIn }, tokens: oauth.tokens }),
    openapi: openapi?.counts ?? null,
    statusPage: new StatusPage({
      board,
      clock,
      answers,
      assumptions,
      log,
      more: [subscriptionRoutes],
    }),
    surfaces: [api, ...others, ...(openapi ? [elsewhere(openapi, api)] : []), web],
    close: () => {
      activity.flush()
      courier.close()
      subscriptions.close()
      outbox.close()
      board.close()
      database.close()
      storage.close()
    },
  })
}

/** The bytes of a database that holds the world and nothing else. */
function freshState(platform: Platform, world: World): Uint8Array {
  const database = Database.open()
  try {
    const fresh = { ...platform, database, directory: new Directory(database) }
    applyWorld(new Engine(fresh, RESOURCES), world, { isLenient: world === defaultWorld })
    return database.snapshot()
  } finally {
    database.close()
  }
}

/** Chance that starts again from its seed, so that a world that was reset repeats itself. */
class RestartingRandom implements Random {
  readonly #make: () => Random
  #random: Random

  constructor({ seed, random = systemRandom }: EmulatorOptions) {
    this.#make = () => (seed === undefined ? random : seededRandom(seed))
    this.#random = this.#make()
  }

  fraction(): number {
    return this.#random.fraction()
  }

  bytes(count: number): Uint8Array {
    return this.#random.bytes(count)
  }

  restart(): void {
    this.#random = this.#make()
  }
}

/** Knows the secrets that never show themselves by their place: those of the apps. */
function redactorFor(directory: Directory, controlToken: string | null) {
  const redactor = createRedactor()
  for (const { clientSecret } of directory.apps()) redactor.learn('client secret', clientSecret)
  if (controlToken !== null) redactor.learn('control token', controlToken)
  return redactor
}
