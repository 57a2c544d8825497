/**
 * The control door, `/_underpin/`: how tests and people move the emulator's time, switch faults on, and
 * read what happened. Every row of design section 4's table is one entry of `#routes`.
 */
import { catalogueJson } from '@underpin/failures'
import { CONTROL_PREFIX } from '../emulator.ts'
import type { Faults } from '../faults/faults.ts'
import type { Arrival, Journal } from '../journal/journal.ts'
import type { JournalView } from '../journal/journal-view.ts'
import { outboxRoute } from '../mail/outbox-door.ts'
import type { OAuthSurface } from '../oauth/oauth-surface.ts'
import type { Platform } from '../platform.ts'
import type { Answer } from '../reply.ts'
import type { ShiftedClock } from '../shifted-clock.ts'
import type { StatusBoard } from '../status-page/status-board.ts'
import { moveClock, showClock } from './clock-door.ts'
import { issueCode } from './code-door.ts'
import { DoorError, errorAnswer, jsonAnswer } from './door-answer.ts'
import { doorBody } from './door-body.ts'
import { DoorFields } from './door-fields.ts'
import { guardDoor } from './door-guard.ts'
import { addFault, listFaults, removeFault, showFault } from './fault-door.ts'
import { JournalDoor } from './journal-door.ts'
import { type Mount, mountAt } from './mount.ts'
import { putSnapshot, takeSnapshot } from './snapshot-door.ts'
import {
  cancelMaintenance,
  changeMaintenance,
  listMaintenances,
  openIncident,
  planMaintenance,
  updateIncident,
} from './status-door.ts'

export interface DoorParts {
  readonly platform: Platform
  readonly clock: ShiftedClock
  readonly oauth: OAuthSurface
  readonly faults: Faults
  readonly journal: Journal
  readonly journalView: JournalView
  readonly board: StatusBoard
  readonly version: string
  /** When set, every call needs it. */
  readonly controlToken: string | null
  /** The world as it was at start. */
  readonly reset: () => void
  /** Resolves when nothing is under way that time would disturb: a webhook that is being delivered. */
  readonly settle: () => Promise<void>
  /** Stores what waits to be stored, before a snapshot is taken. */
  readonly flush: () => void
  /** Forgets what is remembered of callers, after a snapshot was put in. */
  readonly forget: () => void
  /** Which check decides for a caller; see `checks/`. */
  readonly why: (query: URLSearchParams) => Answer
  /** Doors that other parts bring with them. */
  readonly more: readonly DoorRoute[]
  /** Pages that other parts bring with them; asked before the doors. */
  readonly mounts: readonly Mount[]
}

export interface DoorCall {
  readonly request: Request
  readonly arrival: Arrival
  /** What stands for `{id}` or `{n}` at the end of the path. */
  readonly part: string
  /** The whole path, piece by piece. */
  readonly pieces: readonly string[]
}

type DoorHandler = (call: DoorCall) => Answer | Promise<Answer>

export interface DoorRoute {
  /** `faults/{n}`. */
  readonly path: string
  readonly methods: Readonly<Record<string, DoorHandler>>
  /** It holds nothing of this emulator: whoever reaches the port may read it. Default: guarded. */
  readonly isOpen?: true
}

export class ControlDoor {
  readonly #parts: DoorParts
  readonly #journal: JournalDoor
  readonly #routes: readonly DoorRoute[]

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.#journal = new JournalDoor(parts.journal, parts.journalView)
    this.#routes = this.#makeRoutes()
  }

  /** Never throws for bad input: that is answered. */
  async handle(request: Request, path: string, arrival: Arrival): Promise<Answer> {
    try {
      const mount = mountAt(this.#parts.mounts, path)
      const pieces = piecesOf(path)
      const isOpen = mount?.isOpen ?? this.#routes.some((each) => each.isOpen && fits(each, pieces))
      if (!isOpen) guardDoor(request, arrival, this.#parts.controlToken)
      if (mount !== null) return await mount.serve(request)
      const handler = this.#find(request.method, pieces)
      return await handler({ request, arrival, part: pieces.at(-1) ?? '', pieces })
    } catch (error) {
      if (error instanceof DoorError) return errorAnswer(error)
      this.#parts.platform.log.error('the control door failed; this is a defect of Underpin', {
        method: request.method,
        path,
        error,
      })
      return errorAnswer(new DoorError(500, 'the control door failed; the log says more.'))
    }
  }

  /** A control token is asked for. */
  get isGuarded(): boolean {
    return this.#parts.controlToken !== null
  }

  /** Ends the streams of the journal that are open. */
  endStreams(): void {
    this.#journal.close()
  }

  #makeRoutes(): readonly DoorRoute[] {
    const { clock, faults, board, oauth, platform, version, reset, settle, why } = this.#parts
    const { database, storage } = platform
    const snapshots = { ...this.#parts, database, storage }
    const nowMs = () => clock.nowMs()
    const now = () => new Date(nowMs()).toISOString()
    return [
      { path: 'health', methods: { GET: () => jsonAnswer({ ok: true, version, now: now() }) } },
      {
        path: 'reset',
        methods: {
          POST: () => {
            reset()
            return jsonAnswer({ ok: true, now: now() })
          },
        },
      },
      {
        path: 'clock',
        methods: {
          GET: () => showClock(clock),
          POST: async ({ request }) => moveClock(clock, await fieldsOf(request), settle),
        },
      },
      {
        path: 'faults',
        methods: {
          GET: () => listFaults(faults, nowMs()),
          POST: async ({ request, arrival }) =>
            addFault(faults, await fieldsOf(request), arrival.via, nowMs),
          DELETE: () => removeFault(faults, null),
        },
      },
      {
        path: 'faults/{n}',
        methods: {
          GET: ({ part }) => showFault(faults, numberOf(part), nowMs()),
          DELETE: ({ part }) => removeFault(faults, numberOf(part)),
        },
      },
      {
        path: 'maintenance',
        methods: {
          GET: () => listMaintenances(board),
          POST: async ({ request }) => planMaintenance(board, await fieldsOf(request)),
        },
      },
      {
        path: 'maintenance/{id}',
        methods: {
          PATCH: async ({ request, part }) =>
            changeMaintenance(board, part, await fieldsOf(request)),
          DELETE: ({ part }) => cancelMaintenance(board, part),
        },
      },
      {
        path: 'incidents',
        methods: { POST: async ({ request }) => openIncident(board, await fieldsOf(request)) },
      },
      {
        path: 'incidents/{id}',
        methods: {
          PATCH: async ({ request, part }) => updateIncident(board, part, await fieldsOf(request)),
        },
      },
      { path: 'why', methods: { GET: ({ request }) => why(new URL(request.url).searchParams) } },
      {
        path: 'snapshot',
        methods: {
          GET: () => takeSnapshot(snapshots),
          PUT: async ({ request }) => putSnapshot(snapshots, await doorBody(request)),
        },
      },
      { path: 'journal', methods: { GET: ({ request }) => this.#journal.handle(request) } },
      outboxRoute(platform.outbox),
      {
        path: 'codes',
        methods: {
          POST: async ({ request }) =>
            issueCode(oauth, platform.directory, await fieldsOf(request)),
        },
      },
      { path: 'failures.json', methods: { GET: () => jsonAnswer(catalogueJson()) } },
      ...this.#parts.more,
    ]
  }

  #find(method: string, given: readonly string[]): DoorHandler {
    for (const route of this.#routes) {
      if (!fits(route, given)) continue
      const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
      if (handler !== undefined) return handler
      const allowed = Object.keys(route.methods)
      const message = `${CONTROL_PREFIX}${route.path} takes ${allowed.join(', ')}, not ${method}.`
      throw new DoorError(405, message, { allowed })
    }
    const doors = this.#routes.flatMap(({ path: each, methods }) =>
      Object.keys(methods).map((name) => `${name} ${CONTROL_PREFIX}${each}`),
    )
    const path = given.join('/').slice(0, 80)
    throw new DoorError(404, `there is no door ${CONTROL_PREFIX}${path}.`, { doors })
  }
}

function piecesOf(path: string): readonly string[] {
  return path
    .slice(CONTROL_PREFIX.length)
    .split('/')
    .filter((piece) => piece !== '')
}

function fits({ path }: DoorRoute, given: readonly string[]): boolean {
  const pieces = path.split('/')
  return (
    pieces.length === given.length &&
    pieces.every((piece, at) => piece.startsWith('{') || piece === given[at])
  )
}

async function fieldsOf(request: Request): Promise<DoorFields> {
  return new DoorFields(await doorBody(request))
}

function numberOf(part: string): number {
  if (/^\d{1,15}$/.test(part)) return Number(part)
  throw new DoorError(404, `a fault has a number; "${part.slice(0, 40)}" is none.`)
}
