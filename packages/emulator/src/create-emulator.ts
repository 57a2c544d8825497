/** Builds an emulator: opens its state, writes the world into it, and wires every part to the others. */
import { createRedactor } from '@underpin/exchange'
import { silentLog } from '@underpin/ports'
import type { Call } from './call.ts'
import { appRoutes } from './control/app-door.ts'
import { ControlDoor } from './control/control-door.ts'
import { checkMounts } from './control/mount.ts'
import { templateRoutes } from './control/template-door.ts'
import { unlockRoutes } from './control/unlock-door.ts'
import { explainWhy } from './control/why-door.ts'
import { createPlatform, freshState } from './create-platform.ts'
import { Emulator } from './emulator.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { ApiSurface } from './engine/api-surface.ts'
import { Engine } from './engine/engine.ts'
import { failureRoutes } from './failure-reference/failure-routes.ts'
import { type FaultParts, Faults } from './faults/faults.ts'
import { peopleOf } from './faults/people.ts'
import { CallActivity } from './integration-health/call-activity.ts'
import { healthRoutes } from './integration-health/health-doors.ts'
import { Journal, type JournalParts } from './journal/journal.ts'
import { JournalView } from './journal/journal-view.ts'
import { RateLimiter } from './limits/rate-limiter.ts'
import { Shedder } from './load-shedding/shedder.ts'
import { MaintenanceSurface } from './maintenance/maintenance-surface.ts'
import { maintenanceNotices } from './maintenance/notices.ts'
import { zoneOf } from './maintenance/zone-of.ts'
import { OAuthSurface } from './oauth/oauth-surface.ts'
import { elsewhere } from './openapi/elsewhere.ts'
import { RESOURCES } from './resources/index.ts'
import { SignIn } from './sign-in/sign-in.ts'
import { SignInSurface } from './sign-in/sign-in-surface.ts'
import { StartPage } from './start-page/start-page.ts'
import { PlatformStory, STATUS_DELAY_MS } from './status-page/platform-story.ts'
import { StatusBoard } from './status-page/status-board.ts'
import { StatusPage } from './status-page/status-page.ts'
import { SubscriptionRoutes } from './status-page/subscriptions/subscription-routes.ts'
import { Subscriptions } from './status-page/subscriptions/subscriptions.ts'
import { uptimeRoutes } from './status-page/uptime-door.ts'
import { FileAccess } from './storage/file-access.ts'
import { StorageSurface } from './storage/storage-surface.ts'
import { VERSION } from './version.ts'
import { Refusals } from './web/screens/refusals.ts'
import { WebSurface } from './web/web-surface.ts'
import { Courier } from './webhooks/courier.ts'
import { settleInRealTime } from './webhooks/settle.ts'
import { applyWorld, hasWorld } from './world/apply-world.ts'
import { DEFAULT_PASSWORD, defaultWorld } from './world/default-world.ts'
import type { Directory } from './world/directory.ts'

/**
 * @throws {DataFileError} when the data file cannot be used; it is left as it is.
 * @throws {AssumptionError} for an assumption that there is not.
 * @throws {RangeError} when a page is to be mounted elsewhere than under `/_underpin/`.
 * @throws {MailDestinationError} when mails or texts cannot be sent where the options say.
 * @throws {WorldRecordError} for a record of the world that its resource refuses.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { world = defaultWorld, log = silentLog, controlToken = null, shedAbove } = options
  const { deliver = fetch, webhookDestinations = 'loopback' } = options
  const mounts = checkMounts(options.mounts ?? [])
  const platform = createPlatform({ ...options, deliver })
  const { clock, random, database, directory, assumptions, answers, outbox, storage } = platform
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
    ...{ clock, random, directory, refusals, oauth, people, maintenance, changed },
    limits: limiter,
  })
  const startPage = new StartPage({
    ...{ clock, directory, faults, board, mounts },
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
    ...{ platform, clock, oauth, faults, journal, board, controlToken, reset, mounts },
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
      ...failureRoutes(mounts),
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
    ...{ platform, oauth, signIn, journal, faults, refusals, door, board, courier, mounts },
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

/** Knows the secrets that never show themselves by their place: those of the apps. */
function redactorFor(directory: Directory, controlToken: string | null) {
  const redactor = createRedactor()
  for (const { clientSecret } of directory.apps()) redactor.learn('client secret', clientSecret)
  if (controlToken !== null) redactor.learn('control token', controlToken)
  return redactor
}
