/**
 * The emulator: Procore, locally. This file is the road of one request, from the journal that opens to
 * the journal that closes; each part on the way has a room of its own.
 */
import type { Call } from './call.ts'
import type { ControlDoor } from './control/control-door.ts'
import type { Mount } from './control/mount.ts'
import type { Faults } from './faults/faults.ts'
import { inProcessFetch } from './in-process-fetch.ts'
import { type Arrival, IN_PROCESS, type Journal } from './journal/journal.ts'
import type { Shedder } from './load-shedding/shedder.ts'
import type { OAuthSurface } from './oauth/oauth-surface.ts'
import type { DocumentCounts } from './openapi/served-document.ts'
import type { Platform } from './platform.ts'
import { type Answer, isRefusal, type Reply, type ReplyHeaders } from './reply.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { StatusBoard } from './status-page/status-board.ts'
import type { StatusPage } from './status-page/status-page.ts'
import type { Surface } from './surface.ts'
import type { Refusals } from './web/screens/refusals.ts'
import type { Courier } from './webhooks/courier.ts'

/** Where the control door stands, on the platform's own port. */
export const CONTROL_PREFIX = '/_underpin/'

export interface EmulatorParts {
  readonly platform: Platform
  readonly oauth: OAuthSurface
  readonly signIn: SignIn
  readonly journal: Journal
  readonly faults: Faults
  /** How a refusal is answered: in JSON, or as a screen. */
  readonly refusals: Refusals
  /** Null while no limit of requests in flight is set. */
  readonly shedder: Shedder | null
  readonly door: ControlDoor
  readonly statusPage: StatusPage
  /** Pages of other parts that stand on the control door's side. */
  readonly mounts: readonly Mount[]
  /** What the status page shows: incidents and maintenances. */
  readonly board: StatusBoard
  /** Delivers webhooks; `settled` tells when none is under way. */
  readonly courier: Courier
  /** What is served of an OpenAPI document; null without one. */
  readonly openapi: DocumentCounts | null
  /** In the order in which they are asked; the last one owns every path. */
  readonly surfaces: readonly Surface[]
  /** Ends what is held open: the database. */
  readonly close: () => void
}

export class Emulator {
  readonly parts: EmulatorParts

  constructor(parts: EmulatorParts) {
    this.parts = parts
  }

  /**
   * A `fetch` that reaches this emulator with no socket between: a client takes it as its transport. A
   * path alone is enough of a URL. What a failing network does is thrown as Node's `fetch` throws it.
   */
  readonly fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    inProcessFetch(this, input, init)

  /**
   * The whole road. Never rejects: a defect of ours is logged and answered as `server-error`, since no
   * request of any kind may end the process.
   */
  async reply(request: Request, arrival: Arrival = IN_PROCESS): Promise<Reply> {
    const { journal, door, surfaces } = this.parts
    const path = pathOf(request.url)
    if (path.startsWith(CONTROL_PREFIX)) {
      return { kind: 'answer', answer: await door.handle(request, path, arrival), headers: NONE }
    }
    const call = journal.open(request, path, arrival)
    const surface = surfaces.find((each) => each.owns(path))
    if (!surface) throw new Error(`no surface owns ${path}: the last one must own every path`)
    const { shedder } = this.parts
    const leave = shedder === null ? undefined : await shedder.enter(call)
    const reply =
      leave === null ? await this.#turnedAway(call, surface) : await this.#handled(call, surface)
    journal.close(call, reply)
    if (leave) shedder?.leaveWhenOver(leave, arrival)
    return reply
  }

  async #handled(call: Call, surface: Surface): Promise<Reply> {
    const { faults } = this.parts
    try {
      const raised = faults.isQuiet ? null : await faults.before(call, surface)
      if (raised !== null) return raised
      const reply = answered(call, await this.#work(call, surface))
      return call.faultNumber === null ? reply : faults.after(call, reply)
    } catch (error) {
      return this.#failed(call, surface, error)
    }
  }

  /** Ends every stream, and closes the database. Call it when nobody listens any more. */
  close(): void {
    this.parts.door.endStreams()
    this.parts.shedder?.close()
    this.parts.close()
  }

  async #work(call: Call, surface: Surface): Promise<Answer> {
    const result = await surface.handle(call)
    if (!isRefusal(result)) return result
    return this.parts.refusals.answer(surface, call, result)
  }

  async #turnedAway(call: Call, surface: Surface): Promise<Reply> {
    try {
      return answered(call, await this.parts.refusals.turnAway(surface, call))
    } catch (error) {
      return this.#failed(call, surface, error)
    }
  }

  #failed(call: Call, surface: Surface, error: unknown): Reply {
    // A caller that goes away in the middle of its body makes the reading fail: nobody's defect.
    if (call.request.signal.aborted) {
      call.because = 'the caller went away before its request was complete'
      return { kind: 'reset' }
    }
    const { refusals, platform } = this.parts
    platform.log.error('the emulator failed at a request; this is a defect of Underpin', {
      requestId: call.requestId,
      method: call.method,
      path: call.path,
      error,
    })
    return answered(call, refusals.answer(surface, call, { failure: 'server-error' }))
  }
}

const NONE: ReplyHeaders = {}

function answered(call: Call, answer: Answer): Reply {
  return { kind: 'answer', answer, headers: call.replyHeaders }
}

/** The path of an absolute URL, without parsing the rest: this runs for every request. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (start < 0) return '/'
  for (let end = start; end < url.length; end++) {
    const code = url.charCodeAt(end)
    if (code === QUESTION_MARK || code === NUMBER_SIGN) return url.slice(start, end)
  }
  return url.slice(start)
}

const QUESTION_MARK = 0x3f
const NUMBER_SIGN = 0x23
